"""Rows that say what listed wordings hold of the words of names, as columns to reckon with."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caveat.matching.hashed import distinct, each_once
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import Token
from caveat.matching.word_keys import weights
from caveat.matching.wordings import WordingIndex
from caveat.matching.words import WordIndex

Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
JOINED = 0.97
"""How alike at most words are that differ in how they are joined."""
MOST_ROWS = 20_000
"""Wordings that may hold words of one reading until its common words lead to none of their own.
Among the 45,000 names of the lists of 2022 and 2026, 95 of 100 readings have 2,300 at most."""
_BRANDED = 0.9
"""How alike words are at least that may be forms of one brand, one of them an ordinary word."""
_ORDINARY = 0.6
"""Share of an ordinary word in what is believed."""


class Reading(NamedTuple):
    """One way to read a name.

    Attributes:
        tokens: Its words.
        person: Whether only persons' names are of interest, or only all others.
    """

    tokens: Sequence[Token]
    person: bool


class Shared(NamedTuple):
    """Rows, as columns: a wording, and what one word of a name has in it.

    Attributes:
        reading: Number of the reading of the name.
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

    reading: Numbers
    wordings: Numbers
    agreed: Array
    weight: Array
    ours: Array
    theirs: Array
    certain: Array
    links: Array
    place: Array
    word: Array


class Match(NamedTuple):
    """A word of a name, or words of it together, that listed words may stand for.

    Attributes:
        reading: Of which reading.
        weight: What it weighs, in nats.
        leftover: What it costs without a counterpart.
        core: Whether a word among them is no ordinary one.
        links: How many words they are.
        place: Number of these words.
    """

    reading: int
    weight: float
    leftover: float
    core: bool
    links: int
    place: int


class Rows:
    """The words of several readings, and the rows that are collected for them."""

    def __init__(
        self, words: WordIndex, wordings: WordingIndex, readings: Sequence[Reading]
    ) -> None:
        self._words, self._wordings = words, wordings
        self.tokens = [word for one in readings for word in one.tokens]
        """The words of all readings in a run; each stands at its *place*."""
        self.of = [n for n, one in enumerate(readings) for _ in one.tokens]
        """The reading of each word."""
        self.person = np.array([one.person for one in readings], dtype=np.bool_)
        """Whether each reading is a person's."""
        self.weights = [
            weights(word, person=readings[n].person)
            for word, n in zip(self.tokens, self.of, strict=True)
        ]
        """Of each word what it weighs, and what it costs without a counterpart, in nats."""
        weighed = np.array(self.weights).reshape(-1, 2)
        self._weight, self.leftover = weighed[:, 0], weighed[:, 1]
        self._runs: dict[tuple[int, ...], int] = {
            (place,): place for place in range(len(self.tokens))
        }
        self._matches: list[Match] = []
        self._alike: list[tuple[Array, Array, Mask, Numbers]] = []
        """Listed words, how alike, whether by slips, and the number of the match."""
        self._rows: list[Shared] = []

    def match(self, run: Sequence[int]) -> Match:
        """Words of one name together, by their places among the words of all readings."""
        if len(run) == 1:
            return self._single(run[0])
        weight = leftover = 0.0
        core = False
        for place in run:
            weight += self.weights[place][0]
            leftover += self.weights[place][1]
            core = core or self.tokens[place].kind is WordKind.WORD
        return Match(self.of[run[0]], weight, leftover, core, len(run), self.place(tuple(run)))

    def _single(self, place: int) -> Match:
        core = self.tokens[place].kind is WordKind.WORD
        return Match(self.of[place], *self.weights[place], core, 1, place)

    def place(self, run: tuple[int, ...]) -> int:
        """The number under which words count together; of one alone, where it stands."""
        return self._runs.setdefault(run, len(self._runs))

    def take_alike(
        self, listed: Array, likeness: Array, slips: Mask, which: Numbers, matches: Iterable[Match]
    ) -> None:
        """Listed words that are alike, and which of the matches each belongs to."""
        self._alike.append((listed, likeness, slips, which + len(self._matches)))
        self._matches += matches

    def take(self, listed: Array, likeness: float, match: Match) -> None:
        """Listed words that may all stand for the same, and not by a slip."""
        alike = np.full(len(listed), likeness)
        none = np.zeros(len(listed), dtype=np.int64)
        self.take_alike(listed, alike, none.astype(np.bool_), none, [match])

    def take_wordings(
        self, found: Array, places: Numbers, theirs: Array, likeness: float, links: Array
    ) -> None:
        """Wordings that hold a word of a name in another shape."""
        reading = np.array(self.of)[places]
        kept = self._wordings.person[found] == self.person[reading]
        found, places, theirs, links = found[kept], places[kept], theirs[kept], links[kept]
        weight = self._weight[places]
        self._rows.append(
            Shared(
                reading[kept], found, weight * likeness, weight, self.leftover[places], theirs,
                weight, links, places, -1 - places,
            )
        )  # fmt: skip

    def take_runs(self, found: Array, which: Numbers, matches: Sequence[Match]) -> None:
        """Wordings that hold several words of a name with other spaces."""
        columns = [np.array(column)[which] for column in zip(*matches, strict=True)]
        reading, weight, leftover, _, links, place = columns
        kept = self._wordings.person[found] == self.person[reading]
        rows = Shared(
            reading, found, weight * JOINED, weight, leftover, leftover, weight, links, place,
            -1 - place,
        )  # fmt: skip
        self._rows.append(Shared(*(column[kept] for column in rows)))

    def collected(self, needed: Floats) -> Shared | None:
        """All rows; None if there are none.

        Args:
            needed: Of each reading what must agree at least, in nats, for a wording to be worth
                more than a look. Where very many wordings hold words of a reading, those that hold
                nothing but words that together weigh less are left out.
        """
        if self._alike:
            self._expand(needed)
        return _together(self._rows)

    def _expand(self, needed: Floats) -> None:
        """From words to the wordings that hold them."""
        words = self._words
        listed, likeness, slips, which = (
            np.concatenate(column) for column in zip(*self._alike, strict=True)
        )
        reading, ours, leftover, core, links, place = (
            np.array(column)[which] for column in zip(*self._matches, strict=True)
        )
        person = self.person[reading]
        theirs = np.where(person, words.weight[1][listed], words.weight[0][listed])
        theirs = theirs.astype(np.float64)
        lost = np.where(person, words.leftover[1][listed], words.leftover[0][listed])
        shared = np.where(slips, np.minimum(ours, theirs), (ours + theirs) / 2)
        core &= (words.kind[listed] == WordKind.WORD) | (likeness >= _BRANDED) & ~slips
        certain = shared * likeness**2 * np.where(core, 1.0, _ORDINARY)
        columns = (
            shared * likeness, shared, leftover, lost, certain, links, place, listed,
        )  # fmt: skip

        def take(found: Array, held: Numbers) -> None:
            rest = (column[held] for column in columns)
            self._rows.append(Shared(reading[held], found, *rest))

        sizes = self._wordings.sizes(listed, person=person)
        many = np.bincount(reading, weights=sizes, minlength=len(needed)) > MOST_ROWS
        light = np.zeros(len(listed), dtype=np.bool_)
        for number in np.flatnonzero(many).tolist():
            own = np.flatnonzero(reading == number)
            light[own] = _light(place[own], columns[0][own], float(needed[number]))
        heavy = np.flatnonzero(~light)
        found, held = self._wordings.holding(listed[heavy], person=person[heavy])
        take(found, heavy[held])
        if light.any():
            # The common words count where a rarer one has led, and lead nowhere themselves.
            led = _together(self._rows)
            for number in np.unique(reading[light]).tolist():
                reached = each_once(led.wordings[led.reading == number]) if led else found[:0]
                for row in np.flatnonzero(light & (reading == number)).tolist():
                    also = self._wordings.which_hold(
                        int(listed[row]), reached, person=bool(person[row])
                    )
                    take(also, np.full(len(also), row))


def _together(rows: Sequence[Shared]) -> Shared | None:
    rows = [row for row in rows if len(row.wordings)]
    if not rows:
        return None
    return Shared(*(np.concatenate(column) for column in zip(*rows, strict=True)))


def _light(place: Numbers, agreed: Floats, needed: float) -> Mask:
    """Which rows belong to the commonest words of a name that together weigh less than needed."""
    places, at = distinct(place)
    most = np.zeros(len(places))
    np.maximum.at(most, at, agreed)
    order = most.argsort()
    light = np.empty(len(places), dtype=np.bool_)
    light[order] = most[order].cumsum() < needed
    return light[at]


def is_core(tokens: Iterable[Token]) -> bool:
    """Whether a word among them is no ordinary one."""
    return any(word.kind is WordKind.WORD for word in tokens)
