"""Which wordings of names hold a word, two words joined, or a run of initials.

A wording is a sequence of words; names that are written alike share one, so that it is compared
once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caveat.matching.hashed import hashed, key_hashes, looked_up, ranges
from caveat.matching.names.align import initials
from caveat.matching.names.clean import variant_key, variant_keys
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import Token

Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.int64]
WORDY = frozenset(
    {WordKind.WORD, WordKind.ACTIVITY, WordKind.GENERIC, WordKind.UNIT, WordKind.PLACE,
     WordKind.DIRECTION}
)  # fmt: skip
"""Kinds of words that may be joined, and whose first letters make an acronym."""
_MOST_JOINED = 3
_SHORTEST_JOINED = 4
_MUTE = frozenset({WordKind.FORM, WordKind.NOISE})
_LONGEST_JOINED = 40
_INITIALED = frozenset({WordKind.WORD, WordKind.LETTER})
_ALPHABET = 26
_AT_ONCE = 10_000
SHORTEST_RUN, LONGEST_RUN = 2, 8
_RUN_ANYWHERE = 3
"""Letters of a run that need not be all initials of the name."""


class Also(NamedTuple):
    """Words by which wordings are found besides their own: each, and the wording.

    Those of a person's name of which several words were read as one part.
    """

    words: npt.NDArray[np.int32]
    wordings: npt.NDArray[np.int32]


NO_OTHERS = Also(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32))


def joined_words(tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
    """Two or three neighbouring words as one, with the place of the first and of the last."""
    for start in range(len(tokens) - 1):
        number = tokens[start].number
        joined = str(number) if number > 0 else tokens[start].roman
        telling = tokens[start].kind not in _MUTE
        for end in range(start + 1, min(start + _MOST_JOINED, len(tokens)) if joined else 0):
            joined += tokens[end].roman
            telling |= tokens[end].kind not in _MUTE
            if not tokens[end].roman or len(joined) > _LONGEST_JOINED:
                break
            if telling and (len(joined) >= _SHORTEST_JOINED or number > 0):
                yield joined, start, end


def _joined_keys(names: Sequence[Sequence[Token]]) -> Iterator[list[str]]:
    """Of each name how its `joined_words` sound."""
    for start in range(0, len(names), _AT_ONCE):
        joined = [
            [text for text, _, _ in joined_words(tokens)]
            for tokens in names[start : start + _AT_ONCE]
        ]
        keys = iter(variant_keys(list(chain.from_iterable(joined))))
        for own in joined:
            yield list(islice(keys, len(own)))


def initial_runs(tokens: Sequence[Token]) -> dict[str, tuple[int, ...]]:
    """Runs of initials that may abbreviate a name, with the places of the words they stand for.

    Of all words, with and without the legal form, and of any three or more in a row.
    """
    spoken = [i for i, word in enumerate(tokens) if word.kind in WORDY and word.roman]
    with_form = [
        i
        for i, word in enumerate(tokens)
        if word.roman and (word.kind in WORDY or word.kind is WordKind.FORM)
    ]
    letters = list(map(initials, tokens)) if len(with_form) >= SHORTEST_RUN else []
    runs: dict[str, tuple[int, ...]] = {}
    for places in (spoken, with_form):
        if SHORTEST_RUN <= len(places) <= LONGEST_RUN:
            runs.setdefault("".join([letters[i] for i in places]), tuple(places))
    for start in range(len(spoken) - _RUN_ANYWHERE + 1):
        run = ""
        for end, place in enumerate(spoken[start : start + LONGEST_RUN], start=start + 1):
            run += letters[place]
            if end >= start + _RUN_ANYWHERE and run not in runs:
                runs[run] = tuple(spoken[start:end])
    return runs


def initial_bits(tokens: Iterable[Token]) -> int:
    """The letters that names begin with, or that stand for them: one bit for each of a to z."""
    bits = 0
    for word in tokens:
        place = ord(word.roman[0]) - ord("a") if word.roman else -1
        if word.kind in _INITIALED and 0 <= place < _ALPHABET:
            bits |= 1 << place
    return bits


def words_of_each(
    words: Sequence[Token], held: npt.NDArray[np.int32], ends: npt.NDArray[np.int32]
) -> list[list[Token]]:
    """The words of each wording, as `WordingIndex.build` is given them."""
    numbers, cuts = held.tolist(), [0, *ends.tolist()]
    return [[words[n] for n in numbers[start:end]] for start, end in pairwise(cuts)]


class WordingIndex:
    """Postings over wordings. Immutable."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = arrays
        self.mass = arrays["mass"]
        self.person = arrays["person"]
        self.spoken = arrays["spoken"]
        self.initials = arrays["initials"]
        """Of each wording the letters that its names begin with, as bits (see `initial_bits`)."""
        self._starts = arrays["posting_starts"]
        self._postings = arrays["postings"]

    @classmethod
    def build(
        cls,
        words: Sequence[Token],
        held: npt.NDArray[np.int32],
        ends: npt.NDArray[np.int32],
        person: npt.NDArray[np.bool_],
        leftover: tuple[Array, Array],
        *,
        also: Also = NO_OTHERS,
    ) -> "WordingIndex":
        """Builds the postings.

        Args:
            words: The distinct words.
            held: Numbers of the words of all wordings in a run.
            ends: Where each wording ends in the run.
            person: Which wordings name a person.
            leftover: What each distinct word costs when it has no counterpart, by whether the
                name is a person's.
            also: By which other words wordings are found.
        """
        count = len(ends)
        starts = np.concatenate(([0], ends)).astype(np.int64)
        sizes = np.diff(starts)
        owner = np.repeat(np.arange(count, dtype=np.int64), sizes)
        # Persons' names apart from all others, which are asked for by other words.
        by_word = np.concatenate((owner, also.wordings)), np.concatenate((held, also.words))
        folded = person[by_word[0]] * len(words) + by_word[1]
        pairs = np.unique((folded.astype(np.int64) << 32) | by_word[0])
        per_word = np.bincount(pairs >> 32, minlength=2 * len(words))
        costs = np.where(person[owner], leftover[1][held], leftover[0][held])
        first = np.array([initial_bits([word]) for word in words], dtype=np.uint32)
        initials = np.zeros(count, dtype=np.uint32)
        np.bitwise_or.at(initials, owner, first[held])
        wordy = np.array(
            [word.kind in WORDY and bool(word.roman) for word in words], dtype=np.bool_
        )

        each = words_of_each(words, held, ends)
        joined_hashes, joined_wordings = hashed(_joined_keys(each))
        run_hashes, run_wordings = hashed(map(initial_runs, each))
        return cls(
            {
                "posting_starts": np.concatenate(([0], np.cumsum(per_word))).astype(np.int32),
                "postings": (pairs & 0xFFFFFFFF).astype(np.int32),
                "mass": np.bincount(owner, weights=costs, minlength=count).astype(np.float32),
                "spoken": np.bincount(owner, weights=wordy[held], minlength=count).astype(np.uint8),
                "initials": initials,
                "person": np.asarray(person, dtype=np.bool_),
                "joined_hashes": joined_hashes,
                "joined_wordings": joined_wordings,
                "run_hashes": run_hashes,
                "run_wordings": run_wordings,
            }
        )

    def __len__(self) -> int:
        return len(self.mass)

    def holding(self, words: Numbers, *, person: bool | Array) -> tuple[Array, Numbers]:
        """Wordings of persons' names, or of others, that hold the words; and which each holds.

        Args:
            words: Numbers of the words.
            person: Whether persons' names are asked for, of all or of each.
        """
        rows = self._rows(words, person=person)
        places, which = ranges(self._starts[rows], self._starts[rows + 1])
        return self._postings[places], which

    def sizes(self, words: Numbers, *, person: bool | Array) -> Array:
        """How many wordings hold each of the words; see `holding`."""
        rows = self._rows(words, person=person)
        return np.asarray(self._starts[rows + 1] - self._starts[rows])

    def which_hold(self, word: int, wordings: Array, *, person: bool) -> Array:
        """Of distinct wordings, in order, those that hold a word; see `holding`."""
        row = self._rows(word, person=person)
        holding = self._postings[self._starts[row] : self._starts[row + 1]]
        if not len(holding):
            return wordings[:0]
        places = np.minimum(holding.searchsorted(wordings), len(holding) - 1)
        return np.asarray(wordings[holding[places] == wordings])

    def _rows(self, words: Any, *, person: bool | Array) -> Any:
        return words + (len(self._starts) - 1) // 2 * np.asarray(person)

    def joined_as(self, words: Sequence[str]) -> tuple[Array, Numbers]:
        """Wordings that hold a word as several, and which of the words."""
        keys = key_hashes(map(variant_key, words))
        return looked_up(self.arrays["joined_hashes"], self.arrays["joined_wordings"], keys)

    def with_initials(self, letters: Sequence[str]) -> tuple[Array, Numbers]:
        """Wordings of which letters are the initials, and which of the letters."""
        keys = key_hashes(letters)
        return looked_up(self.arrays["run_hashes"], self.arrays["run_wordings"], keys)
