"""Rewrites a word letter by letter after a table whose rows say where in the word they hold."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_LONGEST = 8
"""Letters that one row of a table takes at most."""
_USUAL = 3
"""Of several ways the first is the usual one: so many times as likely as the others together."""


def drawn(ways: tuple[str, ...], stream: random.Random) -> str:
    """One of several ways, the first three times in four."""
    if len(ways) == 1 or stream.randrange(_USUAL + 1):
        return ways[0]
    return stream.choice(ways[1:])


@dataclass(slots=True)
class Letters:
    """What is written for letters: anywhere, and in certain places of a word.

    Places: ``initial``, ``final``, ``last`` (before a consonant that ends the word), ``after
    vowel``, ``between vowels``; the more particular one goes before, and the longer run of letters
    before the shorter.
    """

    vowels: str
    ends: frozenset[str] = frozenset()
    rows: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)

    def add(self, place: str, letters: str, others: Iterable[str]) -> None:
        """Adds a row."""
        known = self.rows.setdefault(place, {})
        known[letters] = (*known.get(letters, ()), *others)

    def rewrite(self, word: str, stream: random.Random) -> str | None:
        """The word in small letters, or None where the table does not know a letter."""
        made, at = [], 0
        while at < len(word):
            for length in range(min(_LONGEST, len(word) - at), 0, -1):
                found = self._at(word, at, length)
                if found is not None:
                    made.append(drawn(found, stream))
                    at += length
                    break
            else:
                return None
        return "".join(made)

    def _at(self, word: str, at: int, length: int) -> tuple[str, ...] | None:
        piece = word[at : at + length]
        for place in self._places(word, at, length):
            others = self.rows.get(place, _NONE).get(piece)
            if others is not None:
                return others
        return None

    def _places(self, word: str, at: int, length: int) -> Iterable[str]:
        end = at + length == len(word)
        after = at > 0 and word[at - 1] in self.vowels
        if at == 0:
            yield "initial"
        elif end:
            yield "final"
        elif word[at + length :] in self.ends:
            yield "last"
        if after and not end and word[at + length] in self.vowels:
            yield "between vowels"
        if after:
            yield "after vowel"
        yield ""


_NONE: Mapping[str, tuple[str, ...]] = {}
