"""What the words that a name shares with listed wordings may come to: scores, from above.

The comparison's own arithmetic made optimistic and done in arrays. To be set anew when the
comparison of names changes: ``python -m exhaustive`` prints the lowest estimates.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.person_words import CHILD, led
from caveat.matching.names.tokens import Token
from caveat.matching.rows import Reading, Shared
from caveat.matching.wordings import WordingIndex, initial_bits

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

_TINY = 1e-9
_PERSON = 0.42
"""What a name left out of a person's costs, where others agree, beside one of a company's."""
_SEVERAL = 2
_LETTER = 9.0
"""What the word that an initial stands for may weigh, in nats."""
_LETTER_SAYS = 1.5
"""What an initial that agrees says, in nats."""
_BELIEVED, _BELIEVED_PERSON = 4.0, 7.0
"""Nats until a match is believed; the comparison asks for more."""
_ONE_PART = 0.8
"""Share left where one part alone of several agrees: the comparison holds that below the line,
but for initials and for who is called by a child (Abu Seif)."""
_SUBSTITUTED, _SUBSTITUTED_PERSON = 0.02, 0.08
"""Lost per nat that differs on both sides; the comparison takes more. Of persons who differ in a
part, one among two hundred comes to the line, and hardly any by the name that is nearest."""


def needed(points: float, lost: Floats, person: npt.NDArray[np.bool_]) -> Floats:
    """What must agree at least, in nats, for a bound of so many points; see `Estimates.bound`.

    Args:
        points: 0-100.
        lost: What each reading loses where nothing agrees.
        person: Whether each is a person's name.
    """
    return np.asarray(points / 200 * np.where(person, _PERSON, 1.0) * lost)


class Estimates:
    """Estimates the wordings that share something with readings of names."""

    def __init__(
        self, wordings: WordingIndex, shared: Shared, lost: Floats, readings: Sequence[Reading]
    ) -> None:
        """Takes what is shared.

        Args:
            wordings: All wordings.
            shared: What they share with the names.
            lost: What each reading loses where nothing agrees, in nats.
            readings: The words of each, and whether it is compared as a person's name.
        """
        self._wordings, self._shared, self._lost = wordings, shared, lost
        self._person = np.array([one.person for one in readings], dtype=np.bool_)
        letters = [
            [word for word in one.tokens if word.kind is WordKind.LETTER] if one.person else []
            for one in readings
        ]
        self._letters = np.array([initial_bits(one) for one in letters], dtype=np.uint32)
        self._per_letter = np.array(
            [len(one) / max(1, initial_bits(one).bit_count()) for one in letters]
        )
        """How many initials stand behind each distinct one."""
        self._by_one = self._person & np.array(
            [not any(map(_stands_for_more, one.tokens)) for one in readings], dtype=np.bool_
        )
        """Persons' names of which one part that agrees is one part."""

    def bound(self, found: Numbers, of: Numbers, at: Numbers) -> Floats:
        """What no estimate exceeds, 0-200: so that most wordings need none.

        Args:
            found: The wordings.
            of: The reading that each shares something with.
            at: The place in ``found`` of every row of what is shared; less than 0 for none.
        """
        agreed = np.bincount(at, weights=self._shared.agreed, minlength=len(found))
        scale = np.where(self._person, _PERSON, 1.0)[of]
        return np.asarray(
            200 * agreed / (scale * (self._wordings.mass[found] + self._lost[of]) + _TINY)
        )

    def of(self, found: Numbers, of: Numbers, at: Numbers, *, once: bool = False) -> Floats:
        """What each wording may come to, 0-100; see `bound`.

        With ``once`` no word counts twice, of the name or of the wording; that takes longer.
        """
        wordings, shared, person = self._wordings, self._shared, self._person[of]
        rows = np.flatnonzero(at >= 0)
        by_place = by_word = rows
        if once:
            by_place = rows[_best(at[rows], shared.place[rows], shared.agreed[rows])]
            by_word = rows[_best(at[rows], shared.word[rows], shared.agreed[rows])]

        def total(column: Array, chosen: Numbers) -> Floats:
            sums = np.bincount(at[chosen], weights=column[chosen], minlength=len(found))
            return np.asarray(sums, dtype=np.float64)

        def least(column: Array) -> Floats:
            one = total(column, by_place)
            return np.minimum(one, total(column, by_word)) if once else one

        agreed = np.bitwise_count(wordings.initials[found] & self._letters[of])
        initials = agreed * self._per_letter[of]
        several = least(shared.links) + initials >= _SEVERAL
        scale = np.where(person & several, _PERSON, 1.0)
        alone = self._by_one[of]
        enough = np.where(alone, _BELIEVED_PERSON, _BELIEVED)
        alone &= ~several
        said = initials * _LETTER_SAYS
        ours = np.maximum(0.0, self._lost[of] - total(shared.ours, by_place) - said) * scale
        theirs = wordings.mass[found] - total(shared.theirs, by_word)
        theirs = np.maximum(0.0, theirs - initials * _LETTER) * scale
        apart = (ours + theirs) / 2
        covered = (least(shared.agreed) + said) / (least(shared.weight) + said + apart + _TINY)
        believed = 1.0 - np.exp(-((least(shared.certain) / enough) ** 2))
        estimate = 100.0 * np.minimum(1.0, covered) * believed ** np.minimum(1.0, 2 * apart)
        estimate[alone & (apart > _TINY)] *= _ONE_PART
        substituted = np.where(person, _SUBSTITUTED_PERSON, _SUBSTITUTED)
        return np.asarray(estimate * np.exp(-substituted * np.minimum(ours, theirs)))


def _stands_for_more(word: Token) -> bool:
    """Whether one part of a person's name may say as much as two: an initial, Abu Seif."""
    return word.kind is WordKind.LETTER or led(word.roman)[0] in CHILD


def _best(group: Array, member: Array, value: Array) -> Numbers:
    """Of each member of each group the row of the highest value."""
    order = np.lexsort((-value, member, group))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = (group[order[1:]] != group[order[:-1]]) | (member[order[1:]] != member[order[:-1]])
    return np.asarray(order[first])
