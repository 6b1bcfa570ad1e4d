"""Makes wrong, short and foreign spellings of a name, to measure what a search still finds.

The recipe is fixed: the same name and seed give the same variants everywhere.
"""

import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.prepare import PreparedName, prepare
from caveat.matching.names.tokens import Token

DISTINCTIVE = 4.0
"""A name whose words together weigh less, in nats, cannot be told from others."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST_TYPED = 4
_MUTE = frozenset({WordKind.FORM, WordKind.NOISE})
_WEAK = frozenset({WordKind.GENERIC, WordKind.PLACE, WordKind.TITLE, *_MUTE})


class Change(StrEnum):
    """What was done to the name."""

    ONE_TYPO = "one typing error"
    TWO_TYPOS = "two typing errors"
    DROPPED = "a word dropped"
    SWAPPED = "two words swapped"
    JOINED = "two words joined"
    NO_FORM = "legal form removed"
    LATIN = "pinyin or transliteration"


@dataclass(frozen=True, slots=True)
class Variant:
    """A changed spelling. ``distinctive`` is false where too little of the name is left."""

    text: str
    change: Change
    distinctive: bool


def variants(name: str, *, seed: int = 20250325) -> Iterator[Variant]:
    """All kinds of change that apply to the name, one variant of each."""
    prepared = prepare(name)
    words = [
        (word, surface)
        for word, surface in zip(prepared.tokens, prepared.surfaces, strict=True)
        if surface
    ]
    if not words:
        return
    for change, make in _MAKERS.items():
        digest = hashlib.sha256(f"{seed}\t{change}\t{name}".encode()).digest()
        # A fixed, repeatable stream is wanted, not secrecy.
        stream = random.Random(int.from_bytes(digest[:8], "big"))  # noqa: S311 — see above
        text = make(prepared, [surface for _, surface in words], stream)
        if text and text != name:
            yield Variant(text, change, _is_distinctive(text))


def _is_distinctive(text: str) -> bool:
    spoken = [word for word in prepare(text).tokens if word.kind not in _MUTE]
    strong = [word for word in spoken if word.kind not in _WEAK and not word.acronym]
    return bool(strong) and sum(word.weight for word in spoken) >= DISTINCTIVE


def _typo(word: str, stream: random.Random) -> str:
    at = stream.randrange(1, len(word))
    kind = stream.randrange(4)
    letter = stream.choice(_LETTERS)
    if kind == 0:
        return word[:at] + letter + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:  # noqa: PLR2004 — the third of four kinds
        return word[:at] + letter + word[at:]
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def _typos(count: int) -> Callable[[PreparedName, list[str], random.Random], str]:
    def make(_name: PreparedName, surfaces: list[str], stream: random.Random) -> str:
        changed = list(surfaces)
        for _ in range(count):
            long = [
                i
                for i, word in enumerate(changed)
                if len(word) >= _SHORTEST_TYPED and word.isascii() and word.isalpha()
            ]
            if not long:
                return ""
            at = stream.choice(long)
            changed[at] = _typo(changed[at], stream)
        return " ".join(changed)

    return make


def _dropped(_name: PreparedName, surfaces: list[str], stream: random.Random) -> str:
    if len(surfaces) < 3:  # noqa: PLR2004 — of two words one is no name
        return ""
    at = stream.randrange(len(surfaces))
    return " ".join(surfaces[:at] + surfaces[at + 1 :])


def _swapped(_name: PreparedName, surfaces: list[str], stream: random.Random) -> str:
    if len(surfaces) < 2:  # noqa: PLR2004 — two are swapped
        return ""
    at = stream.randrange(len(surfaces) - 1)
    changed = [*surfaces]
    changed[at], changed[at + 1] = changed[at + 1], changed[at]
    return " ".join(changed)


def _joined(_name: PreparedName, surfaces: list[str], stream: random.Random) -> str:
    if len(surfaces) < 2:  # noqa: PLR2004 — two are joined
        return ""
    at = stream.randrange(len(surfaces) - 1)
    return " ".join([*surfaces[:at], surfaces[at] + surfaces[at + 1], *surfaces[at + 2 :]])


def _without_form(name: PreparedName, _surfaces: list[str], _stream: random.Random) -> str:
    if not any(word.kind is WordKind.FORM for word in name.tokens):
        return ""
    kept = [
        surface
        for word, surface in zip(name.tokens, name.surfaces, strict=True)
        if surface and word.kind is not WordKind.FORM
    ]
    return " ".join(kept)


def _latin(name: PreparedName, surfaces: list[str], _stream: random.Random) -> str:
    if all(surface.isascii() for surface in surfaces):
        return ""

    def plain(word: Token, surface: str) -> str:
        return surface if surface.isascii() else word.roman

    pairs = zip(name.tokens, name.surfaces, strict=True)
    return " ".join(plain(word, surface) for word, surface in pairs if surface)


_MAKERS: dict[Change, Callable[[PreparedName, list[str], random.Random], str]] = {
    Change.ONE_TYPO: _typos(1),
    Change.TWO_TYPOS: _typos(2),
    Change.DROPPED: _dropped,
    Change.SWAPPED: _swapped,
    Change.JOINED: _joined,
    Change.NO_FORM: _without_form,
    Change.LATIN: _latin,
}
