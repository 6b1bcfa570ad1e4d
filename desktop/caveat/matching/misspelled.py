"""Finds the listed words that a word may be a slip for.

Short words by what is left of both when letters are taken away, long ones by shared trigrams; then
letter by letter, all words of a name at once.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from caveat.matching.hashed import each_once, hashed, key_hashes, looked_up, ranges, within
from caveat.matching.names.clean import variant_key

Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.int64]
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789 "
_BASE = len(_ALPHABET) + 1
_TO_NUMBER = {c: n for n, c in enumerate(_ALPHABET, start=1)}
TRIGRAMS = _BASE**3
_ASCII = 128
_SHORTER, _SHORT = 8, 9
"""Words up to these lengths are found by what is left when two letters, or one, are taken away."""
_LONG = 6
"""Words from this length on are found by their trigrams."""
_FEWEST_SHARED = 2
_SHARE = 0.25
"""Share of trigrams that two words must have in common."""
_USUAL_SLIPS = np.array([1] * 7 + [2] * 6 + [3] * 48, dtype=np.int64)
"""By length. So many the comparison allows, or one less."""
_MOST_SLIPS = np.array([1] * 4 + [2] * 3 + [3] * 3 + [4] * 51, dtype=np.int64)
_FAR, _NEAR = 0.75, 0.7
"""Likeness is so much less for a slip more than usual, or where it is less than that anyway."""
_CONSONANTS_ALIKE, _SAME_CONSONANTS = 0.5, 0.85
"""Of words of the same consonants: how alike they must be, and what they then count as."""
_SHORTEST_TYPED = 3
_SHORTEST_PREFIX = 3
_MOST_LONGER = 300
"""Words that begin with an unfinished one."""


def _shortened(word: str, most: int) -> set[str]:
    """The word, and what is left of it when a letter is taken away, or ``most`` of two."""
    once = [word[:i] + word[i + 1 :] for i in range(len(word))]
    found = {word, *once}
    if most > 1:
        # The second letter is one behind the first: the other order leaves the same.
        found.update(
            [
                left[:i] + left[i + 1 :]
                for first, left in enumerate(once)
                for i in range(first, len(left))
            ]
        )
    return found


def trigrams(text: str) -> list[int]:
    """Numbers of the distinct trigrams of a word, in order. Other letters share numbers."""
    codes = [_TO_NUMBER.get(c, 0) or 1 + ord(c) % (_BASE - 1) for c in f" {text} "]
    triples = zip(codes, codes[1:], codes[2:], strict=False)
    return sorted({(a * _BASE + b) * _BASE + c for a, b, c in triples})


def trigram_numbers(text: str) -> Numbers:
    """The number of the trigram that begins at each letter of a text but the last two."""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    known = _NUMBERS[np.minimum(letters, _ASCII - 1)]
    codes = np.where((letters < _ASCII) & (known > 0), known, 1 + letters % (_BASE - 1))
    codes = codes.astype(np.int64)
    return np.asarray((codes[:-2] * _BASE + codes[1:-1]) * _BASE + codes[2:])


def _trigrams_of_each(words: Sequence[str], lengths: Numbers) -> tuple[Numbers, Numbers]:
    """The distinct `trigrams` of all long words in a run, each word's in order; and their words."""
    # Each between two spaces of its own, so that it has as many trigrams as letters.
    numbers = trigram_numbers(f" {'  '.join(words)} ")
    begins = np.cumsum(lengths + 2) - lengths - 2
    long = np.flatnonzero(lengths >= _LONG)
    rows, which = ranges(begins[long], begins[long] + lengths[long])
    packed = each_once(long[which] * TRIGRAMS + numbers[rows])
    return packed // TRIGRAMS, packed % TRIGRAMS


_NUMBERS = np.array([_TO_NUMBER.get(chr(n), 0) for n in range(_ASCII)], dtype=np.uint32)


def _joined(texts: Sequence[str]) -> Array:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


class Letters:
    """The distinct words of all listed names as letters. Immutable."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = arrays
        self._read: dict[str, Array] = {}

    @classmethod
    def build(cls, romans: Sequence[str], variants: Sequence[str]) -> "Letters":
        """Builds the index; the n-th word gets the number n. An empty one is never misspelled.

        Args:
            romans: The words in Latin letters.
            variants: Their transliterations in plainest spelling.
        """
        cut_hashes, cut_words = hashed(
            _shortened(roman, 2 if len(roman) <= _SHORTER else 1)
            if _SHORTEST_TYPED <= len(roman) <= _SHORT
            else ()
            for roman in romans
        )
        lengths = np.fromiter(map(len, romans), dtype=np.int64, count=len(romans))
        owners, grams = _trigrams_of_each(romans, lengths)
        order = np.argsort(grams, kind="stable")
        per_gram = np.bincount(grams, minlength=TRIGRAMS)
        return cls(
            {
                "cut_hashes": cut_hashes,
                "cut_words": cut_words,
                "gram_words": owners[order].astype(np.int32),
                "gram_starts": np.concatenate(([0], np.cumsum(per_gram))).astype(np.int32),
                "gram_sizes": np.bincount(owners, minlength=len(romans)).astype(np.uint8),
                "size": lengths.astype(np.uint8),
                "romans": _joined(romans),
                "variants": _joined(variants),
                "roman_order": np.array(
                    sorted(range(len(romans)), key=romans.__getitem__), dtype=np.int32
                ),
            }
        )

    def _texts(self, name: str) -> Array:
        found = self._read.get(name)
        if found is None:
            texts = self.arrays[name].tobytes().decode().split("\n")
            found = np.array(texts, dtype=np.object_)
            self._read[name] = found
        return found

    def longer(self, beginning: str) -> Numbers:
        """Words that begin with the letters, as of an unfinished word."""
        if len(beginning) < _SHORTEST_PREFIX:
            return np.empty(0, dtype=np.int64)
        romans, order = self._texts("romans"), self.arrays["roman_order"]
        first = bisect_left(order, f"{beginning}\0", key=lambda n: romans[n])
        last = bisect_left(order, f"{beginning}\U0010ffff", key=lambda n: romans[n])
        return np.asarray(order[first : min(last, first + _MOST_LONGER)], dtype=np.int64)

    def slips(self, letters: Sequence[str], sounding: Numbers) -> tuple[Numbers, Array]:
        """Words but for slips, each below the number of the letters it is like; how alike.

        ``sounding`` are words of the same consonants.
        """
        cut = [
            (key, n)
            for n, word in enumerate(letters)
            if _SHORTEST_TYPED <= len(word) <= _SHORT + 1
            for key in _shortened(word, 2 if len(word) <= _SHORTER + 1 else 1)
        ]
        found, which = looked_up(
            self.arrays["cut_hashes"], self.arrays["cut_words"], key_hashes([key for key, _ in cut])
        )
        owner = np.array([n for _, n in cut], dtype=np.int64)[which]
        packed = each_once(
            np.concatenate((owner << 32 | found, self._by_trigram(letters), sounding))
        )
        owner, words = packed >> 32, packed & 0xFFFFFFFF
        ours, theirs = np.array([len(word) for word in letters])[owner], self.arrays["size"][words]
        sizes = np.maximum(ours, theirs)
        possible = (sizes - np.minimum(ours, theirs) <= _MOST_SLIPS[sizes]) & (ours > 0)
        packed, owner, words = packed[possible], owner[possible], words[possible]
        sizes = sizes[possible]
        romans = self._texts("romans")
        slips = process.cpdist(
            np.array(letters, dtype=np.object_)[owner],
            romans[words],
            scorer=OSA.distance,
            dtype=np.uint8,
        )
        near = 1.0 - slips / sizes
        same = within(sounding, packed)
        rows = np.flatnonzero(same)
        if len(rows):
            # Transliterations differ by more than slips do: cotta, koti.
            sounds = self._texts("variants")
            near[rows] = np.maximum(
                near[rows],
                process.cpdist(
                    [variant_key(letters[n]) for n in owner[rows].tolist()],
                    [sounds[n] for n in words[rows].tolist()],
                    scorer=OSA.normalized_similarity,
                ),
            )
        same &= near >= _CONSONANTS_ALIKE
        far = (slips > _USUAL_SLIPS[sizes]) | (near < _NEAR)
        near = np.where(same, np.maximum(near, _SAME_CONSONANTS), near * np.where(far, _FAR, 1.0))
        close = same | (slips <= _MOST_SLIPS[sizes])
        return packed[close], near[close]

    def _by_trigram(self, letters: Sequence[str]) -> Numbers:
        """Words that share enough trigrams, each below the number of the letters it is like."""
        grams = [trigrams(word) if len(word) >= _LONG - 1 else [] for word in letters]
        wanted = np.array([gram for own in grams for gram in own], dtype=np.int64)
        if not len(wanted):
            return wanted
        sizes = np.array([len(own) for own in grams])
        owner = np.repeat(np.arange(len(grams)), sizes)
        starts = self.arrays["gram_starts"]
        rows, which = ranges(starts[wanted], starts[wanted + 1])
        packed = np.sort(owner[which] << 32 | self.arrays["gram_words"][rows])
        if not len(packed):
            return packed
        # Shared twice or more: equal neighbours.
        edges = np.flatnonzero(np.concatenate(([True], packed[1:] != packed[:-1], [True])))
        packed, shared = packed[edges[:-1]], np.diff(edges)
        several = shared >= _FEWEST_SHARED
        packed, shared = packed[several], shared[several]
        total = self.arrays["gram_sizes"][packed & 0xFFFFFFFF] + sizes[packed >> 32]
        return np.asarray(packed[2 * shared >= _SHARE * total], dtype=np.int64)
