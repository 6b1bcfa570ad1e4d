"""What the words of one name share with listed wordings: one row for each word held by each."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import Token
from caveat.matching.word_keys import LONGEST, Sought, phrase_parts, weights
from caveat.matching.wordings import (
    LONGEST_RUN,
    SHORTEST_RUN,
    WORDY,
    WordingIndex,
    initial_runs,
    joined_words,
)
from caveat.matching.words import Alike, WordIndex

Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.int64]
_MUTE = frozenset({WordKind.FORM, WordKind.NOISE})
_JOINED, _PIECE, _BEGINNING, _INITIALS = 0.97, 0.9, 0.9, 0.8
"""How alike at most: words that differ in how they are joined, a word and a piece of it, a word
and its beginning, a name and its initials."""
_PHRASE = 0.9
"""How alike at most a phrase and its words apart are."""
_SHORTEST_PIECE, _SHORTEST_HALF, _SHORTEST_JOINED, _LONG = 4, 2, 4, 6
_PAIR = 2
_HARDLY = 0.85, 0.78
"""How alike words joined and misspelled at once must be: of a company, and of a person."""
_BRANDED = 0.9
"""How alike words are at least that may be forms of one brand, one of them an ordinary word."""
_ORDINARY = 0.6
"""Share of an ordinary word in what is believed."""


class Shared(NamedTuple):
    """Rows, as columns: a wording, and what one word of the name has in it.

    Attributes:
        wordings: The wording.
        agreed: Weight that agrees, in nats.
        weight: Weight of the words that agree, however much.
        ours: What the name would lose without it.
        theirs: What the wording would lose.
        certain: How far it may be believed, in nats.
        links: Words that agree.
        place: Number of the word of the name, or of the words it was joined of.
        word: Number of the listed word; less than 0 where it is several.
    """

    wordings: Numbers
    agreed: Array
    weight: Array
    ours: Array
    theirs: Array
    certain: Array
    links: Array
    place: Array
    word: Array


class _Matched(NamedTuple):
    """Words of the name, and the listed words that they may stand for."""

    alike: Alike
    weight: float
    leftover: float
    core: bool
    links: int
    place: int


class Sharing:
    """Collects the rows of one name."""

    def __init__(
        self, words: WordIndex, wordings: WordingIndex, tokens: Sequence[Token], *, person: bool
    ) -> None:
        """With ``person`` only persons' names are of interest, without it all others."""
        self._words, self._wordings, self._tokens = words, wordings, tokens
        self._person = person
        self._weights = [weights(word, person=person) for word in tokens]
        self._matched: list[_Matched] = []
        self._rows: list[Shared] = []
        self._runs: dict[tuple[int, ...], int] = {}
        self._alone = sum(word.kind in WORDY for word in tokens) == 1
        self.lost = float(sum(leftover for _, leftover in self._weights))
        """What the name loses where nothing agrees."""
        self._joined: list[range] = []
        self._odd: list[tuple[str, range]] = []
        """Words together of which one is new, so that the spaces may stand elsewhere."""
        several = person and len(tokens) > _PAIR
        self.sought = [Sought(word, loosely=person, personal=several) for word in tokens]
        """All words whose like is sought; to look up those of several readings at once."""
        for joined, start, end in joined_words(tokens):
            run = range(start, end + 1)
            telling = not any(tokens[i].kind in _MUTE for i in run)
            loosely = telling and len(run) == _PAIR and self._is_core(run)
            abjad = tokens[start].abjad and tokens[end].abjad
            self.sought.append(Sought(None, joined, loosely, abjad, person))
            self._joined.append(run)
            if any(tokens[i].kind is WordKind.WORD and not tokens[i].count for i in run):
                self._odd.append((joined, run))

    def collect(self) -> Shared | None:
        """All rows; None if nothing is shared with anybody."""
        self._by_word_and_joining()
        self._by_beginning()
        self._by_pieces()
        if not self._person:
            self._by_initials()
            self._by_phrases()
        if self._matched:
            self._expand()
        rows = [row for row in self._rows if len(row.wordings)]
        if not rows:
            return None
        return Shared(*(np.concatenate(column) for column in zip(*rows, strict=True)))

    def holding(self, word: Token, likeness: float) -> Numbers:
        """Wordings that hold a word so alike, and not by a slip."""
        (alike,) = self._words.alike([Sought(word)])
        chosen = alike.words[(alike.likeness >= likeness) & ~alike.slips]
        found, _ = self._wordings.holding(chosen, person=self._person)
        return np.unique(found).astype(np.int64)

    def _by_word_and_joining(self) -> None:
        tokens = self._tokens
        found = self._words.alike(self.sought)
        for place, alike in enumerate(found[: len(tokens)]):
            self._take_word(place, alike)
        for run, alike in zip(self._joined, found[len(tokens) :], strict=True):
            self._take(_only(alike, ~alike.slips | (alike.likeness >= _HARDLY[self._person])), run)
        whole = [
            place
            for place, word in enumerate(tokens)
            if word.kind not in _MUTE and len(word.roman) >= _SHORTEST_JOINED
        ]
        if whole:
            wordings, which = self._wordings.joined_as([tokens[place].roman for place in whole])
            leftover = np.array([self._weights[place][1] for place in whole])[which]
            self._take_wordings(wordings, np.array(whole)[which], leftover, _JOINED, _PAIR)
        if self._odd:
            wordings, which = self._wordings.joined_as([joined for joined, _ in self._odd])
            for number, (_, run) in enumerate(self._odd):
                self._take_run(wordings[which == number], run)

    def _take_word(self, place: int, alike: Alike) -> None:
        word = self._tokens[place]
        mute = self._words.is_mute[alike.words]
        if word.kind in _MUTE:
            # "Limited" is listed misspelled, and then it counts as a name of its own.
            self._take(_only(alike, alike.slips & ~mute), (place,))
            return
        if mute.any():
            if word.kind is WordKind.WORD and len(word.roman) >= _LONG:
                self.lost -= self._weights[place][1]
            alike = _only(alike, ~mute)
        self._take(alike, (place,))

    def _by_beginning(self) -> None:
        """The last word may be unfinished."""
        last = self._tokens[-1]
        if last.kind in _MUTE or not last.roman:
            return
        longer = self._words.longer(last.roman)
        alike = Alike(longer, np.full(len(longer), _BEGINNING), np.zeros(len(longer), np.bool_))
        self._take(alike, (len(self._tokens) - 1,))

    def _by_pieces(self) -> None:
        """Listed words that a longer one begins or ends with, or is made of."""
        halves: list[tuple[str, int]] = []
        for place, word in enumerate(self._tokens):
            roman = word.roman[:LONGEST]
            if word.kind is WordKind.WORD:
                for size in range(_SHORTEST_HALF, len(roman) - _SHORTEST_HALF + 1):
                    halves += [(roman[:size], place), (roman[size:], place)]
        if not halves:
            return
        numbers, which = self._words.named([half for half, _ in halves])
        mute = self._words.is_mute[numbers]
        known, silent = set(which.tolist()), set(which[mute].tolist())
        for number, half in zip(numbers[~mute].tolist(), which[~mute].tolist(), strict=True):
            piece, place = halves[half]
            if len(piece) >= _SHORTEST_PIECE or half ^ 1 in known:
                weight, leftover = self._weights[place]
                share = len(piece) / len(self._tokens[place].roman)
                share = 1.0 if half ^ 1 in silent else share
                # Each half a place of its own: both may agree.
                run = (place, -1 - half % 2)
                self._matched.append(
                    _Matched(
                        _one(number, _PIECE), weight, leftover * share, core=True,
                        links=1, place=self._place(run),
                    )
                )  # fmt: skip

    def _by_initials(self) -> None:
        tokens = self._tokens
        for place, word in enumerate(tokens):
            letters = word.roman
            short = SHORTEST_RUN <= len(letters) <= LONGEST_RUN and letters.isalpha()
            if word.kind is not WordKind.WORD or not short or not (word.acronym or self._alone):
                continue
            found, _ = self._wordings.with_initials([letters])
            found = found[~self._wordings.person[found]]
            spoken = np.maximum(self._wordings.spoken[found], 1)
            theirs = self._wordings.mass[found] * np.minimum(1.0, len(letters) / spoken)
            places = np.full(len(found), place)
            self._take_wordings(found, places, theirs, _INITIALS, len(letters))
        runs = initial_runs(tokens)
        numbers, which = self._words.named(list(runs))
        stand_for = list(runs.values())
        for number, run in zip(numbers.tolist(), which.tolist(), strict=True):
            if self._words.kind[number] == WordKind.WORD:
                self._take(_one(number, _INITIALS), stand_for[run])

    def _by_phrases(self) -> None:
        """Phrases that words of the name make, with others between or in another order."""
        parts: dict[str, int] = {}
        for place, word in enumerate(self._tokens):
            for part in phrase_parts(word) or [word.roman]:
                parts.setdefault(part, place)
        if len(parts) < _PAIR:
            return
        numbers, which, shares = self._words.phrases(list(parts))
        places = np.array(list(parts.values()))[which]
        for number in dict.fromkeys(numbers.tolist()):
            own = numbers == number
            run = sorted(set(places[own].tolist()))
            if len(run) > 1:
                self._take(_one(number, _PHRASE * float(shares[own][0])), run)

    def _is_core(self, run: Sequence[int]) -> bool:
        return any(self._tokens[place].kind is WordKind.WORD for place in run)

    def _place(self, run: Sequence[int]) -> int:
        return self._runs.setdefault(tuple(run), len(self._runs))

    def _take(self, alike: Alike, run: Sequence[int]) -> None:
        if len(alike.words):
            weight = sum(self._weights[place][0] for place in run)
            leftover = sum(self._weights[place][1] for place in run)
            self._matched.append(
                _Matched(
                    alike, weight, leftover, self._is_core(run), len(run), self._place(run),
                )
            )  # fmt: skip

    def _take_wordings(
        self, found: Array, places: Array, theirs: Array, likeness: float, links: int
    ) -> None:
        """Wordings that hold a word of the name in another shape."""
        if not len(found):
            return
        kept = self._wordings.person[found] == self._person
        found, places, theirs = found[kept], places[kept], theirs[kept]
        weight, leftover = np.array(self._weights)[places].T
        own = np.array([self._place((place,)) for place in range(len(self._tokens))])[places]
        self._rows.append(
            Shared(
                found, weight * likeness, weight, leftover, theirs, weight,
                np.full(len(found), links), own, -1 - own,
            )
        )  # fmt: skip

    def _take_run(self, found: Array, run: Sequence[int]) -> None:
        """Wordings that hold several words of the name with other spaces."""
        found = found[self._wordings.person[found] == self._person]
        if not len(found):
            return
        weight = sum(self._weights[place][0] for place in run)
        leftover = sum(self._weights[place][1] for place in run)
        column = np.ones(len(found))
        place = self._place(run)
        self._rows.append(
            Shared(
                found, column * (weight * _JOINED), column * weight, column * leftover,
                column * leftover, column * weight, np.full(len(found), len(run)),
                np.full(len(found), place), np.full(len(found), -1 - place),
            )
        )  # fmt: skip

    def _expand(self) -> None:
        """From words to the wordings that hold them."""
        words, matched = self._words, self._matched
        sizes = [len(match.alike.words) for match in matched]
        listed = np.concatenate([match.alike.words for match in matched])
        likeness = np.concatenate([match.alike.likeness for match in matched])
        slips = np.concatenate([match.alike.slips for match in matched])
        ours = np.repeat([match.weight for match in matched], sizes)
        core = np.repeat([match.core for match in matched], sizes)
        theirs = words.weight[self._person][listed].astype(np.float64)
        least = np.minimum(ours, theirs)
        shared = np.where(slips, least, (ours + theirs) / 2)
        core &= (words.kind[listed] == WordKind.WORD) | (likeness >= _BRANDED) & ~slips
        certain = shared * likeness**2 * np.where(core, 1.0, _ORDINARY)
        leftover = np.repeat([match.leftover for match in matched], sizes)
        links = np.repeat([match.links for match in matched], sizes)
        places = np.repeat([match.place for match in matched], sizes)
        found, which = self._wordings.holding(listed, person=self._person)
        lost = words.leftover[self._person][listed]
        columns = (
            shared * likeness, shared, leftover, lost, certain, links, places, listed,
        )  # fmt: skip
        self._rows.append(Shared(found, *(column[which] for column in columns)))


def _one(number: int, likeness: float) -> Alike:
    return Alike(np.array([number]), np.array([likeness]), np.zeros(1, np.bool_))


def _only(alike: Alike, chosen: npt.NDArray[np.bool_]) -> Alike:
    return Alike(alike.words[chosen], alike.likeness[chosen], alike.slips[chosen])
