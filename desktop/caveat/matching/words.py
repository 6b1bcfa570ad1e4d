"""Finds the listed words that a word may stand for: by meaning, sound, letters and slips.

A word that is met once is compared once, however many names hold it. How alike two words are said
to be here is optimistic; whether they agree is for the comparison of names to say.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from caveat.matching.hashed import hashed, key_hash, looked_up, ranges
from caveat.matching.names.clean import skeleton, variant_key
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import Token

Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.int64]
_EXACT_KINDS = frozenset({WordKind.NUMBER, WordKind.LETTER})
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789 "
_BASE = len(_ALPHABET) + 1
_TO_NUMBER = {c: n for n, c in enumerate(_ALPHABET, start=1)}
_TRIGRAMS = _BASE**3
_LONGEST = 60
"""Letters of a word that are compared."""
_SHORTER, _SHORT = 7, 8
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
_PART = 4
_SHORTEST_PREFIX = 3
_MOST_LONGER = 300
"""Words that begin with an unfinished one."""
_LIKENESS = {"r": 1.0, "m": 1.0, "b": 1.0, "n": 1.0, "e": 1.0, "v": 0.97, "h": 0.9, "a": 0.97,
             "c": 0.97, "s": 0.0, "i": 0.75, "p": 0.5}  # fmt: skip
_KEPT = 20_000
_CONSONANTS = str.maketrans("", "", "aeiouvywh")
_NO_VOWELS = str.maketrans("", "", "aeiou")


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


def word_keys(word: Token) -> set[str]:
    """Everything by which a word is found, and finds another, without being misspelled.

    The letter before each key says how alike words are that share it (`_LIKENESS`). A table of
    equivalents (given names) adds its keys here, under ``e``.
    """
    if word.number >= 0:
        return {f"n{word.number}"}
    keys = {f"m{meaning}" for meaning in word.meanings}
    keys |= {f"b{brand}" for brand in word.brands} | {f"h{brand}" for brand in word.hints}
    if word.roman:
        keys.add(f"r{word.roman[:_LONGEST]}")
    if word.kind not in _EXACT_KINDS and len(word.variant) > 1:
        keys.add(f"v{word.variant[:_LONGEST]}")
        if len(word.skeleton) >= _SHORTEST_TYPED:
            # Arabic script writes consonants, so that they alone may agree.
            bare = _bare(word.skeleton)
            keys |= {f"a{bare}"} if word.abjad else {f"c{bare}", f"s{word.skeleton[:_LONGEST]}"}
    return keys


def _bare(consonants: str) -> str:
    """Without the semivowels that Arabic script writes."""
    return consonants[:1].translate(_NO_VOWELS) + consonants[1:_LONGEST].translate(_CONSONANTS)


class Sought(NamedTuple):
    """A word, or the letters of several words together, whose like is sought.

    Attributes:
        word: The word; None for letters.
        joined: The letters.
        loosely: Whether a person's initial will do for a word, or letters may hold slips.
    """

    word: Token | None
    joined: str = ""
    loosely: bool = False

    def found_by(self) -> list[str]:
        """Keys to look up, in order."""
        word = self.word
        if word is None:
            consonants = skeleton(self.joined)
            keys = {f"r{self.joined}", f"v{variant_key(self.joined)}"}
            return sorted(keys | {f"s{consonants}"} if len(consonants) > _SHORTEST_TYPED else keys)
        keys = word_keys(word)
        # A brand for its hint, and the reverse.
        keys |= {f"h{brand}" for brand in word.brands} | {f"b{brand}" for brand in word.hints}
        scripts = "ac" if word.abjad else "a"
        keys = {key for key in keys if key[0] not in "ac"}
        if len(word.skeleton) >= _SHORTEST_TYPED:
            keys |= {f"{script}{_bare(word.skeleton)}" for script in scripts}
        if word.kind not in _EXACT_KINDS and word.roman:
            keys.add(f"p{word.roman[:_LONGEST]}")
        if self.loosely and word.kind is WordKind.WORD and word.roman:
            keys.add(f"i{word.roman[0]}")
        return sorted(keys)

    def letters(self) -> str:
        """Letters that may be misspelled; none if they may not."""
        if self.word is None:
            return self.joined if self.loosely else ""
        return "" if self.word.kind in _EXACT_KINDS else self.word.roman[:_LONGEST]


def _shortened(word: str, most: int) -> set[str]:
    """The word, and what is left of it when so many letters at most are taken away."""
    found = {word}
    last = found
    for _ in range(most):
        last = {one[:i] + one[i + 1 :] for one in last for i in range(len(one))}
        found |= last
    return found


def trigrams(text: str) -> list[int]:
    """Numbers of the distinct trigrams of a word, in order. Other letters share numbers."""
    codes = [_TO_NUMBER.get(c, 0) or 1 + ord(c) % (_BASE - 1) for c in f" {text} "]
    triples = zip(codes, codes[1:], codes[2:], strict=False)
    return sorted({(a * _BASE + b) * _BASE + c for a, b, c in triples})


class WordIndex:
    """The distinct words of all listed names. Immutable; safe to use from several threads."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = arrays
        self.weight = arrays["weight"]
        self.leftover = arrays["leftover"]
        self.kind = arrays["kind"]
        self.is_mute = np.isin(self.kind, (WordKind.FORM, WordKind.NOISE))
        self._romans: list[str] | None = None
        self._known: dict[Sought, Alike] = {}

    @classmethod
    def build(cls, words: Sequence[Token]) -> "WordIndex":
        """Builds the index; the n-th word gets the number n."""
        keys: list[tuple[int, int]] = []
        cut: list[tuple[int, int]] = []
        grams: list[Array] = []
        romans = [word.roman[:_LONGEST] if word.kind not in _EXACT_KINDS else "" for word in words]
        for n, word in enumerate(words):
            own = word_keys(word)
            if word.kind is WordKind.LETTER:
                own.add(f"i{word.roman}")
            if " " in word.code:
                # A phrase that the query breaks up, by a slip or by joining its last word.
                own.update(f"p{part}" for part in word.code[2:].split() if len(part) >= _PART)
            keys.extend((key_hash(key), n) for key in own)
            roman = romans[n]
            if _SHORTEST_TYPED <= len(roman) <= _SHORT:
                most = 2 if len(roman) <= _SHORTER else 1
                cut.extend((key_hash(key), n) for key in _shortened(roman, most))
            long = len(roman) >= _LONG
            grams.append(np.array(trigrams(roman) if long else [], dtype=np.int64))
        key_hashes, key_words = hashed(keys)
        cut_hashes, cut_words = hashed(cut)
        sizes = np.array([len(found) for found in grams], dtype=np.int64)
        flat = np.concatenate(grams) if grams else np.empty(0, dtype=np.int64)
        order = np.argsort(flat, kind="stable")
        per_gram = np.bincount(flat, minlength=_TRIGRAMS)
        text = "\n".join(romans).encode()
        return cls(
            {
                "weight": np.array([word.weight for word in words], dtype=np.float32),
                "leftover": np.array([word.leftover for word in words], dtype=np.float32),
                "kind": np.array([word.kind for word in words], dtype=np.uint8),
                "key_hashes": key_hashes,
                "key_words": key_words,
                "cut_hashes": cut_hashes,
                "cut_words": cut_words,
                "gram_words": np.repeat(np.arange(len(words), dtype=np.int32), sizes)[order],
                "gram_starts": np.concatenate(([0], np.cumsum(per_gram))).astype(np.int32),
                "size": np.array([len(roman) for roman in romans], dtype=np.uint8),
                "gram_sizes": sizes.astype(np.uint8),
                "romans": np.frombuffer(text, dtype=np.uint8),
                "roman_order": np.array(
                    sorted(range(len(words)), key=romans.__getitem__), dtype=np.int32
                ),
            }
        )

    def __len__(self) -> int:
        return len(self.weight)

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
        keys = [key_hash(f"r{roman}") for roman in romans]
        return looked_up(self.arrays["key_hashes"], self.arrays["key_words"], keys)

    def longer(self, beginning: str) -> Numbers:
        """Words that begin with the letters, as of an unfinished word."""
        if len(beginning) < _SHORTEST_PREFIX:
            return np.empty(0, dtype=np.int64)
        romans, order = self._letters(), self.arrays["roman_order"]
        first = bisect_left(order, f"{beginning}\0", key=lambda n: romans[n])
        last = bisect_left(order, f"{beginning}\U0010ffff", key=lambda n: romans[n])
        return np.asarray(order[first : min(last, first + _MOST_LONGER)], dtype=np.int64)

    def _letters(self) -> list[str]:
        if self._romans is None:
            self._romans = self.arrays["romans"].tobytes().decode().split("\n")
        return self._romans

    def _find(self, sought: Sequence[Sought]) -> list[Alike]:
        keys = [(key, n) for n, one in enumerate(sought) for key in one.found_by()]
        words, which = looked_up(
            self.arrays["key_hashes"], self.arrays["key_words"], [key_hash(key) for key, _ in keys]
        )
        owner = np.array([n for _, n in keys], dtype=np.int64)[which]
        likeness = np.array([_LIKENESS[key[0]] for key, _ in keys])[which]
        packed, certain = owner << 32 | words, likeness > 0
        typed, near = self._misspelled([one.letters() for one in sought], packed[~certain])
        exact = np.count_nonzero(certain)
        packed, likeness = np.concatenate((packed[certain], typed)), likeness[certain]
        likeness = np.concatenate((likeness, near))
        # Of every word its best likeness.
        order = np.lexsort((-likeness, packed))
        packed = packed[order]
        first = np.ones(len(packed), dtype=np.bool_)
        first[1:] = packed[1:] != packed[:-1]
        order, packed = order[first], packed[first]
        cuts = np.searchsorted(packed, np.arange(1, len(sought)) << 32)
        columns = packed & 0xFFFFFFFF, likeness[order], order >= exact
        parts = zip(*(np.split(column, cuts) for column in columns), strict=True)
        return [Alike(*part) for part in parts]

    def _misspelled(self, letters: Sequence[str], sounding: Numbers) -> tuple[Numbers, Array]:
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
            self.arrays["cut_hashes"], self.arrays["cut_words"], [key_hash(key) for key, _ in cut]
        )
        owner = np.array([n for _, n in cut], dtype=np.int64)[which]
        packed = np.unique(
            np.concatenate((owner << 32 | found, self._by_trigram(letters), sounding))
        )
        owner, words = packed >> 32, packed & 0xFFFFFFFF
        ours, theirs = np.array([len(word) for word in letters])[owner], self.arrays["size"][words]
        sizes = np.maximum(ours, theirs)
        possible = (sizes - np.minimum(ours, theirs) <= _MOST_SLIPS[sizes]) & (ours > 0)
        packed, owner, words = packed[possible], owner[possible], words[possible]
        sizes = sizes[possible]
        romans = self._letters()
        slips = process.cpdist(
            [letters[n] for n in owner.tolist()],
            [romans[n] for n in words.tolist()],
            scorer=OSA.distance,
            dtype=np.uint8,
        )
        near = 1.0 - slips / sizes
        same = (near >= _CONSONANTS_ALIKE) & np.isin(packed, sounding)
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
