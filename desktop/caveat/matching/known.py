"""Published names as knowledge: two names of one party are the same party."""

from collections.abc import Iterable
from dataclasses import dataclass

from caveat.matching.entries import ListedParty
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.prepare import prepare


def _keys(text: str) -> tuple[str, str]:
    """The name with its legal forms, and without."""
    name = prepare(text)
    words = [
        " ".join(sorted(t.meanings)) if t.meanings else t.roman or t.code
        for t in name.tokens
        if t.kind not in {WordKind.FORM, WordKind.NOISE}
    ]
    bare = " ".join(words)
    return f"{bare} | {' '.join(sorted(name.forms))}", bare


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the published names say about two names.

    ``same`` names a party that carries both; ``different`` holds when both are published and no
    party carries both.
    """

    same: str = ""
    different: bool = False


class KnownNames:
    """Names that lists (or the sourced overlay) publish, by party."""

    def __init__(self, parties: Iterable[ListedParty] = ()) -> None:
        self._parties: dict[str, set[int]] = {}
        self._labels: dict[int, str] = {}
        for number, party in enumerate(parties):
            if not party.names:
                continue
            self._labels[number] = party.names[0].text
            for name in party.names:
                for key in _keys(name.text):
                    if key.strip(" |"):
                        self._parties.setdefault(key, set()).add(number)

    def __len__(self) -> int:
        return len(self._labels)

    def _find(self, text: str) -> set[int]:
        full, bare = _keys(text)
        return self._parties.get(full) or self._parties.get(bare) or set()

    def about(self, one: str, other: str) -> Knowledge:
        """What is published about the two names."""
        first, second = self._find(one), self._find(other)
        shared = first & second
        if shared:
            return Knowledge(same=self._labels[min(shared)])
        return Knowledge(different=bool(first and second))
