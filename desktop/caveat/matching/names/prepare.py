"""Takes a name apart into words, ready to be compared."""

from dataclasses import dataclass
from functools import lru_cache

from caveat.matching.names import han
from caveat.matching.names.clean import clean, fold
from caveat.matching.names.lexicon import Branch, Entry, WordKind, lexicon
from caveat.matching.names.person_name import PersonName
from caveat.matching.names.segment import segment
from caveat.matching.names.tokens import Token, token
from caveat.matching.names.words import MAX_WORDS, Word, word, words_of

__all__ = ["MAX_WORDS", "PreparedName", "prepare"]

_ALWAYS_FORM = frozenset(
    [
        "co",
        "ltd",
        "inc",
        "llc",
        "jsc",
        "ooo",
        "oao",
        "zao",
        "pao",
        "fze",
        "fzc",
        "fzco",
        "gmbh",
        "plc",
        "ojsc",
        "cjsc",
        "pjsc",
        "corp",
        "llp",
        "pte",
        "pvt",
        "sdn",
        "bhd",
        "pty",
        "srl",
        "sarl",
        "ltda",
        "doo",
        "eood",
        "ood",
        "fgup",
        "fsue",
    ]
)
_SHORT_FORM = 4
_PROOF = frozenset({WordKind.ACTIVITY, WordKind.GENERIC, WordKind.UNIT, WordKind.FORM})
_MUTE = frozenset({WordKind.FORM, WordKind.NOISE})
_FORM = WordKind.FORM


@dataclass(frozen=True, slots=True)
class PreparedName:
    """A name taken apart.

    Attributes:
        text: The name as given.
        tokens: Its words in order.
        surfaces: The same words as written; empty for the second word of an abbreviation that
            stands for several.
        forms: Normal legal forms stated.
        organisation: Whether a word proves that this is not a person.
        comma: Whether it is written as ``SURNAME, Given``.
        person: Whether it was taken apart as a person's (see `person_prepare`).
        surname: Positions of the surname of a person, where the writing tells it.
        reading: What each part of a person's name is.
    """

    text: str
    tokens: tuple[Token, ...]
    surfaces: tuple[str, ...]
    forms: frozenset[str]
    organisation: bool
    comma: bool = False
    person: bool = False
    surname: frozenset[int] = frozenset()
    reading: PersonName | None = None


@lru_cache(maxsize=16_384)
def prepare(text: str) -> PreparedName:
    """The name taken apart. Any text will do; of a very long one only the beginning is read."""
    cleaned = clean(text)
    words = [word(written) for written in words_of(cleaned)]
    readings = _readings(words)
    tokens: list[Token] = []
    surfaces: list[str] = []
    forms: set[str] = set()
    i, size = 0, len(words)
    while i < size and len(tokens) < MAX_WORDS:
        one = words[i]
        if one.is_han:
            japanese = han.is_japanese(cleaned)
            for code, surface in segment(one.text, forms, japanese=japanese):
                tokens.append(token(code))
                surfaces.append(surface)
            i += 1
            continue
        length, branch = _phrase(readings, i) if one.begins else (0, None)
        if branch is not None and branch.entry and (length > 1 or not one.is_capital):
            surface = one.text if length == 1 else " ".join(w.text for w in words[i : i + length])
            _take(branch.entry, f"l:{branch.phrase}", surface, tokens, surfaces, forms)
            i += length
            continue
        if one.folded:
            tokens.append(one.token(first=not tokens))
            surfaces.append(one.text)
        i += 1
    kinds = {t.kind for t in tokens}
    if kinds <= _MUTE:
        kept = [(token(f"w:{fold(s)}"), s) for s in surfaces if s and fold(s)]
        tokens, surfaces = [t for t, _ in kept], [s for _, s in kept]
        kinds = {t.kind for t in tokens}
    organisation = bool(forms) or not kinds.isdisjoint(_PROOF)
    comma = not organisation and cleaned.count(",") == 1 and not cleaned.endswith(",")
    return PreparedName(
        text,
        tuple(tokens[:MAX_WORDS]),
        tuple(surfaces[:MAX_WORDS]),
        frozenset(forms),
        organisation,
        comma,
    )


def _readings(words: list[Word]) -> list[list[str]]:
    """The folded words, and other readings of them that differ.

    Words of trade and adjectives of places in the form of the tables only where a word proves an
    organisation: ``Kazanskiy`` alone is somebody's name.
    """
    folded = [one.folded for one in words]
    readings = [folded]
    if any(one.is_inflected for one in words):
        law = [one.readings[1] for one in words]
        readings.append(law)
        if any(one.proof for one in words):
            readings.append([one.readings[2] for one in words])
    return readings


def _phrase(readings: list[list[str]], start: int) -> tuple[int, Branch | None]:
    """The longest phrase of the tables that begins here, and its number of words."""
    beginnings = lexicon().beginnings
    best: Branch | None = None
    length = 0
    for reading in readings:
        branch = beginnings.get(reading[start])
        at = start
        while branch is not None:
            at += 1
            entry = branch.entry
            if (
                entry is not None
                and at - start > length
                and (at - start > 1 or entry.kind is not _FORM or _is_form(reading, start))
            ):
                best, length = branch, at - start
            branch = branch.following.get(reading[at]) if at < len(reading) else None
    return length, best


def _is_form(folded: list[str], at: int) -> bool:
    """Short forms such as AG or SIA are forms only at the ends of a name."""
    text = folded[at]
    if len(text) >= _SHORT_FORM or text in _ALWAYS_FORM:
        return True
    known = lexicon().phrases
    return all(w in known for w in folded[:at]) or all(w in known for w in folded[at + 1 :])


def _take(  # noqa: PLR0917 — the three lists are one result, built in place
    entry: Entry,
    code: str,
    surface: str,
    tokens: list[Token],
    surfaces: list[str],
    forms: set[str],
) -> None:
    if entry.form:
        normal, _, rest = entry.form.partition("+")
        forms.add(normal)
        tokens.append(token(code))
        surfaces.append(surface)
        if rest:
            tokens.append(token(f"c:{rest}"))
            surfaces.append("")
        return
    if entry.sequence:
        for position, meaning in enumerate(entry.sequence):
            tokens.append(token(f"c:{meaning}"))
            surfaces.append(surface if position == 0 else "")
        return
    tokens.append(token(code))
    surfaces.append(surface)
