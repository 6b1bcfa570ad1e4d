"""Finds the listed words that a word may stand for: by meaning, sound, letters and slips.

A word that is met once is compared once, however many names hold it. How alike two words are said
to be here is optimistic; whether they agree is for the comparison of names to say.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caveat.matching.hashed import distinct, each_once, hashed, key_hashes, looked_up, ranges
from caveat.matching.misspelled import Letters
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import Token
from caveat.matching.word_keys import LIKENESS, LONGEST, Sought, listed_keys, phrase_parts, weights

Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.int64]
_KEPT = 20_000
_HALF, _WORD = 32, 0xFFFFFFFF
"""A word below the number of what it is like: two numbers in one, so that they sort together."""
_MOST_PARTS = 0.6
_EXACT_KINDS = frozenset({WordKind.NUMBER, WordKind.LETTER})


class Alike(NamedTuple):
    """Listed words that may stand for one word.

    Attributes:
        words: Their numbers.
        likeness: How alike at most, 0-1.
        slips: Whether they are alike only but for slips.
    """

    words: Numbers
    likeness: npt.NDArray[np.float64]
    slips: npt.NDArray[np.bool_]


class WordIndex:
    """The distinct words of all listed names. Immutable; safe to use from several threads."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = arrays
        self.weight = arrays["weight"], arrays["weight_person"]
        self.leftover = arrays["leftover"], arrays["leftover_person"]
        """By whether the name is a person's."""
        self.kind = arrays["kind"]
        self.is_mute = np.isin(self.kind, (WordKind.FORM, WordKind.NOISE))
        self._letters = Letters(arrays)
        self._known: dict[Sought, Alike] = {}

    @classmethod
    def build(cls, words: Sequence[Token]) -> "WordIndex":
        """Builds the index; the n-th word gets the number n."""
        key_hashes, key_words = hashed(map(listed_keys, words))
        plain, personal = (
            np.array([weights(w, person=person) for w in words], dtype=np.float32).reshape(-1, 2)
            for person in (False, True)
        )
        romans = ["" if w.kind in _EXACT_KINDS else w.roman[:LONGEST] for w in words]
        return cls(
            {
                "weight": plain[:, 0].copy(),
                "leftover": plain[:, 1].copy(),
                "weight_person": personal[:, 0].copy(),
                "leftover_person": personal[:, 1].copy(),
                "kind": np.array([word.kind for word in words], dtype=np.uint8),
                "parts": np.array([len(phrase_parts(word)) for word in words], dtype=np.uint8),
                "key_hashes": key_hashes,
                "key_words": key_words,
                **Letters.build(romans, [w.variant[:LONGEST] for w in words]).arrays,
            }
        )

    def __len__(self) -> int:
        return len(self.kind)

    def alike(self, sought: Sequence[Sought]) -> list[Alike]:
        """Listed words that each of the words may stand for."""
        missing = [one for one in dict.fromkeys(sought) if one not in self._known]
        made = dict(zip(missing, self._find(missing), strict=True)) if missing else {}
        found = [made.get(one) or self._known[one] for one in sought]
        if len(self._known) > _KEPT:
            self._known = {}
        self._known.update(made)
        return found

    def named(self, romans: Iterable[str]) -> tuple[Array, Numbers]:
        """Words of exactly these letters, and which of the letters."""
        keys = key_hashes([f"r{roman}" for roman in romans])
        return looked_up(self.arrays["key_hashes"], self.arrays["key_words"], keys)

    def phrases(self, parts: Sequence[str], names: Numbers) -> tuple[Array, Numbers, Array]:
        """Listed phrases, words that the tables read as one, of which a name gives most parts.

        Args:
            parts: The parts.
            names: Number of the name that gives each.

        Returns:
            Their numbers, by name, one for each part; which part; what share of its parts is
            given.
        """
        keys = key_hashes([f"p{part}" for part in parts])
        words, which = looked_up(self.arrays["key_hashes"], self.arrays["key_words"], keys)
        phrases, at = distinct(names[which] << _HALF | words)
        given = np.bincount(at, minlength=len(phrases))[at]
        shares = given / np.maximum(1, self.arrays["parts"][words])
        chosen = np.flatnonzero((given > 1) & (shares >= _MOST_PARTS))
        chosen = chosen[at[chosen].argsort(kind="stable")]
        return words[chosen], which[chosen], np.minimum(1.0, shares[chosen])

    def longer(self, beginning: str) -> Numbers:
        """Words that begin with the letters, as of an unfinished word."""
        return self._letters.longer(beginning)

    def _find(self, sought: Sequence[Sought]) -> list[Alike]:
        keys = [(key, n) for n, one in enumerate(sought) for key in one.found_by()]
        words, which = looked_up(
            self.arrays["key_hashes"],
            self.arrays["key_words"],
            key_hashes([key for key, _ in keys]),
        )
        owner = np.array([n for _, n in keys], dtype=np.int64)[which]
        likeness = np.array([LIKENESS[key[0]] for key, _ in keys])[which]
        packed, certain = owner << _HALF | words, likeness > 0
        typed, near = self._misspelled(sought, packed[~certain])
        exact = np.count_nonzero(certain)
        packed = np.concatenate((packed[certain], typed))
        likeness = np.concatenate((likeness[certain], near))
        # Of every word its best likeness.
        order = np.lexsort((-likeness, packed))
        packed = packed[order]
        first = np.ones(len(packed), dtype=np.bool_)
        first[1:] = packed[1:] != packed[:-1]
        order, packed = order[first], packed[first]
        ends = packed.searchsorted(np.arange(1, len(sought) + 1) << _HALF).tolist()
        words, likeness, slips = packed & _WORD, likeness[order], order >= exact
        return [
            Alike(words[start:end], likeness[start:end], slips[start:end])
            for start, end in pairwise((0, *ends))
        ]

    def _misspelled(self, sought: Sequence[Sought], sounding: Numbers) -> tuple[Numbers, Array]:
        """Words but for slips, each below the number of what is sought; how alike.

        The same letters, sought as a company's word and as a person's, are compared once.
        """
        places: dict[str, int] = {}
        of = np.array([places.setdefault(one.letters(), len(places)) for one in sought])
        sounding = each_once(of[sounding >> _HALF] << _HALF | sounding & _WORD)
        found, near = self._letters.slips(list(places), sounding)
        starts = np.searchsorted(found, of << _HALF)
        rows, which = ranges(starts, np.searchsorted(found, (of + 1) << _HALF))
        return which << _HALF | found[rows] & _WORD, near[rows]
