"""What the words of names share with listed wordings: one row for each word held by each.

Several readings are collected together. The rows of one are few, some hundred, so that it is the
calls that cost and not the rows: fifty names take little longer than one.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from caveat.matching.estimates import needed
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import Token
from caveat.matching.rows import JOINED, Match, Reading, Rows, Shared, is_core
from caveat.matching.word_keys import LONGEST, Sought, phrase_parts
from caveat.matching.wordings import (
    LONGEST_RUN,
    SHORTEST_RUN,
    WORDY,
    WordingIndex,
    initial_runs,
    joined_words,
)
from caveat.matching.words import WordIndex

Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_MUTE = frozenset({WordKind.FORM, WordKind.NOISE})
_PIECE, _BEGINNING, _INITIALS = 0.9, 0.9, 0.8
"""How alike at most: a word and a piece of it, a word and its beginning, a name and its
initials."""
_PHRASE = 0.9
"""How alike at most a phrase and its words apart are."""
_SHORTEST_PIECE, _SHORTEST_HALF, _SHORTEST_JOINED, _LONG = 4, 2, 4, 6
_PAIR = 2
_HARDLY = np.array([0.85, 0.78])
"""How alike words joined and misspelled at once must be: of a company, and of a person."""
_SURELY = 0.95
"""How alike the rare words of two names must be if the one carries the other's."""


class Sharing:
    """Collects the rows of several readings."""

    def __init__(
        self, words: WordIndex, wordings: WordingIndex, readings: Sequence[Reading]
    ) -> None:
        self._words, self._wordings, self._readings = words, wordings, readings
        self._rows = Rows(words, wordings, readings)
        self.lost: Floats = np.zeros(len(readings))
        """What each reading loses where nothing agrees; settled when all is collected."""
        np.add.at(self.lost, self._rows.of, self._rows.leftover)
        self._joined: list[range] = []
        self._odd: list[tuple[str, range]] = []
        """Words together of which one is new, so that the spaces may stand elsewhere."""
        self._sure: tuple[Array, Numbers] = np.empty(0, np.int64), np.empty(0, np.int64)
        self.sought: list[Sought] = []
        """All words whose like is sought."""
        self._seek()

    def _seek(self) -> None:
        start = 0
        joined: list[Sought] = []
        for tokens, person in self._readings:
            several = person and len(tokens) >= _PAIR
            self.sought += [Sought(word, loosely=person, personal=several) for word in tokens]
            for letters, first, last in joined_words(tokens):
                held = tokens[first : last + 1]
                run = range(start + first, start + last + 1)
                loosely = (
                    len(run) == _PAIR and not any(w.kind in _MUTE for w in held) and is_core(held)
                )
                abjad = held[0].abjad and held[-1].abjad
                joined.append(Sought(None, letters, loosely, abjad, person))
                self._joined.append(run)
                if any(word.kind is WordKind.WORD and not word.count for word in held):
                    self._odd.append((letters, run))
            start += len(tokens)
        self.sought += joined

    def collect(self, worth: float) -> Shared | None:
        """All rows; None if nothing is shared with anybody.

        Args:
            worth: Points. Where very many wordings share something, those that cannot come to so
                many are left out; see `Rows.collected`.
        """
        self._by_word_and_joining()
        self._by_other_spaces()
        self._by_beginning()
        self._by_pieces()
        self._by_initials()
        self._by_phrases()
        return self._rows.collected(needed(worth, self.lost, self._rows.person))

    def carriers(self, first: Sequence[int]) -> tuple[Numbers, Numbers]:
        """Wordings that hold one of these words of the names, and not by a slip.

        Args:
            first: The words, by their place among the words of all readings.

        Returns:
            The reading and the wording.
        """
        listed, places = self._sure
        if not first or not len(listed):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        is_first = np.zeros(len(self._rows.of), dtype=np.bool_)
        is_first[first] = True
        chosen = is_first[places]
        found, which = self._wordings.holding(listed[chosen], person=False)
        return np.array(self._rows.of)[places[chosen]][which], found.astype(np.int64)

    def _by_word_and_joining(self) -> None:
        tokens, runs, words = self._rows.tokens, self._joined, self._words
        found = words.alike(self.sought)
        if not found:
            return
        listed = np.concatenate([alike.words for alike in found])
        likeness = np.concatenate([alike.likeness for alike in found])
        slips = np.concatenate([alike.slips for alike in found])
        which = np.arange(len(found)).repeat([len(alike.words) for alike in found])
        sure = (which < len(tokens)) & (likeness >= _SURELY) & ~slips
        self._sure = listed[sure], which[sure]

        # "Limited" is listed misspelled, and then it counts as a name of its own.
        silent = np.array([word.kind in _MUTE for word in tokens] + [False] * len(runs))
        mute = words.is_mute[listed]
        kept = ~mute & (slips | ~silent[which])
        if runs:
            persons = self._rows.person[[self._rows.of[run.start] for run in runs]]
            least = np.concatenate((np.zeros(len(tokens)), _HARDLY[persons.astype(np.int64)]))
            kept[which >= len(tokens)] = True
            kept &= ~slips | (likeness >= least[which])
        self._rows.take_alike(
            listed[kept],
            likeness[kept],
            slips[kept],
            which[kept],
            [self._rows.match((place,)) for place in range(len(tokens))]
            + [self._rows.match(run) for run in runs],
        )

        for place in np.unique(which[mute]).tolist():
            word = tokens[place] if place < len(tokens) else None
            if word and word.kind is WordKind.WORD and len(word.roman) >= _LONG:
                self.lost[self._rows.of[place]] -= self._rows.leftover[place]

    def _by_other_spaces(self) -> None:
        """Wordings that hold a word as several, or words with other spaces."""
        whole = [
            place
            for place, word in enumerate(self._rows.tokens)
            if word.kind not in _MUTE
            and (len(word.roman) >= _SHORTEST_JOINED or word.roman[:1].isdigit())
        ]
        texts = [self._rows.tokens[place].roman for place in whole]
        texts += [letters for letters, _ in self._odd]
        if not texts:
            return
        found, which = self._wordings.joined_as(texts)
        single = which < len(whole)
        places = np.array(whole, dtype=np.int64)[which[single]]
        links = np.full(len(places), _PAIR)
        leftover = self._rows.leftover[places]
        self._rows.take_wordings(found[single], places, leftover, JOINED, links)
        matches = [self._rows.match(run) for _, run in self._odd]
        if matches:
            self._rows.take_runs(found[~single], which[~single] - len(whole), matches)

    def _by_beginning(self) -> None:
        """The last word may be unfinished."""
        end = 0
        for tokens, _ in self._readings:
            end += len(tokens)
            last = tokens[-1] if tokens else None
            if last is None or last.kind in _MUTE or not last.roman:
                continue
            longer = self._words.longer(last.roman)
            if len(longer):
                self._rows.take(longer, _BEGINNING, self._rows.match((end - 1,)))

    def _by_pieces(self) -> None:
        """Listed words that a longer one begins or ends with, or is made of."""
        halves: list[tuple[str, int]] = []
        for place, word in enumerate(self._rows.tokens):
            roman = word.roman[:LONGEST]
            if word.kind is WordKind.WORD:
                for size in range(_SHORTEST_HALF, len(roman) - _SHORTEST_HALF + 1):
                    halves += [(roman[:size], place), (roman[size:], place)]
        if not halves:
            return
        numbers, which = self._words.named([half for half, _ in halves])
        mute = self._words.is_mute[numbers]
        known, silent = set(which.tolist()), set(which[mute].tolist())
        taken: list[int] = []
        matches: list[Match] = []
        for number, half in zip(numbers[~mute].tolist(), which[~mute].tolist(), strict=True):
            piece, place = halves[half]
            if len(piece) >= _SHORTEST_PIECE or half ^ 1 in known:
                whole = self._rows.match((place,))
                share = len(piece) / len(self._rows.tokens[place].roman)
                share = 1.0 if half ^ 1 in silent else share
                # Each half a place of its own: both may agree.
                own = self._rows.place((place, -1 - half % 2))
                matches.append(whole._replace(leftover=whole.leftover * share, place=own))
                taken.append(number)
        each = np.arange(len(taken))
        likeness = np.full(len(taken), _PIECE)
        certainly = np.zeros(len(taken), dtype=np.bool_)
        self._rows.take_alike(np.array(taken, dtype=np.int64), likeness, certainly, each, matches)

    def _by_initials(self) -> None:
        places: list[int] = []
        runs: dict[str, list[tuple[int, ...]]] = {}
        start = 0
        for tokens, person in self._readings:
            if not person:
                alone = sum(word.kind in WORDY for word in tokens) == 1
                places += [
                    start + n for n, word in enumerate(tokens) if _abbreviates(word, alone=alone)
                ]
                for letters, run in initial_runs(tokens).items():
                    runs.setdefault(letters, []).append(tuple(start + n for n in run))
            start += len(tokens)
        if places:
            acronyms = [self._rows.tokens[place].roman for place in places]
            found, which = self._wordings.with_initials(acronyms)
            others = ~self._wordings.person[found]
            found, which = found[others], which[others]
            sizes = np.array([len(one) for one in acronyms])[which]
            spoken = np.maximum(self._wordings.spoken[found], 1)
            theirs = self._wordings.mass[found] * np.minimum(1.0, sizes / spoken)
            self._rows.take_wordings(found, np.array(places)[which], theirs, _INITIALS, sizes)
        if not runs:
            return
        numbers, which = self._words.named(list(runs))
        stand_for = list(runs.values())
        for number, at in zip(numbers.tolist(), which.tolist(), strict=True):
            if self._words.kind[number] == WordKind.WORD:
                for run in stand_for[at]:
                    self._rows.take(np.array([number]), _INITIALS, self._rows.match(run))

    def _by_phrases(self) -> None:
        """Phrases that words of a name make, with others between or in another order."""
        given: list[tuple[int, str, int]] = []
        start = 0
        for number, (tokens, person) in enumerate(self._readings):
            parts: dict[str, int] = {}
            if not person:
                for place, word in enumerate(tokens, start=start):
                    for part in phrase_parts(word) or [word.roman]:
                        parts.setdefault(part, place)
            if len(parts) >= _PAIR:
                given += [(number, part, place) for part, place in parts.items()]
            start += len(tokens)
        if not given:
            return
        readings, texts, places = zip(*given, strict=True)
        words, which, shares = self._words.phrases(texts, np.array(readings))
        runs: dict[tuple[int, int], tuple[float, set[int]]] = {}
        for phrase, at, share in zip(words.tolist(), which.tolist(), shares.tolist(), strict=True):
            runs.setdefault((readings[at], phrase), (share, set()))[1].add(places[at])
        for (_, phrase), (share, held) in runs.items():
            if len(held) > 1:
                run = self._rows.match(sorted(held))
                self._rows.take(np.array([phrase]), _PHRASE * share, run)


def _abbreviates(word: Token, *, alone: bool) -> bool:
    """Whether a word may be the initials of a name."""
    short = SHORTEST_RUN <= len(word.roman) <= LONGEST_RUN and word.roman.isalpha()
    return word.kind is WordKind.WORD and short and (word.acronym or alone)
