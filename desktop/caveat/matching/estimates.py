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
from caveat.matching.sharing import Shared
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


class Estimates:
    """Estimates the wordings that share something with one name."""

    def __init__(
        self,
        wordings: WordingIndex,
        shared: Shared,
        lost: float,
        tokens: Sequence[Token],
        *,
        person: bool,
    ) -> None:
        """Takes what is shared.

        Args:
            wordings: All wordings.
            shared: What they share with the name.
            lost: What the name loses where nothing agrees, in nats.
            tokens: The words of the name.
            person: Whether it is compared as a person's.
        """
        self._wordings, self._shared = wordings, shared
        self._lost, self._tokens, self._person = lost, tokens, person

    def bound(self, found: Numbers, at: Numbers) -> Floats:
        """What no estimate exceeds, 0-200: so that most wordings need none.

        Args:
            found: The wordings.
            at: The place in ``found`` of every row of what is shared; less than 0 for none.
        """
        agreed = np.bincount(at, weights=self._shared.agreed, minlength=len(found))
        scale = _PERSON if self._person else 1.0
        return np.asarray(
            200 * agreed / (scale * (self._wordings.mass[found] + self._lost) + _TINY)
        )

    def of(self, found: Numbers, at: Numbers, *, once: bool = False) -> Floats:
        """What each wording may come to, 0-100; see `bound`.

        With ``once`` no word counts twice, of the name or of the wording; that takes longer.
        """
        wordings, shared = self._wordings, self._shared
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

        initials, scale = self._initials(found), np.ones(len(found))
        alone, enough = np.zeros(len(found), dtype=np.bool_), _BELIEVED
        if self._person:
            several = least(shared.links) + initials >= _SEVERAL
            scale[several] = _PERSON
            if not any(_stands_for_more(word) for word in self._tokens):
                alone, enough = ~several, _BELIEVED_PERSON
        said = initials * _LETTER_SAYS
        ours = np.maximum(0.0, self._lost - total(shared.ours, by_place) - said) * scale
        theirs = wordings.mass[found] - total(shared.theirs, by_word)
        theirs = np.maximum(0.0, theirs - initials * _LETTER) * scale
        apart = (ours + theirs) / 2
        covered = (least(shared.agreed) + said) / (least(shared.weight) + said + apart + _TINY)
        believed = 1.0 - np.exp(-((least(shared.certain) / enough) ** 2))
        estimate = 100.0 * np.minimum(1.0, covered) * believed ** np.minimum(1.0, 2 * apart)
        estimate[alone & (apart > _TINY)] *= _ONE_PART
        substituted = _SUBSTITUTED_PERSON if self._person else _SUBSTITUTED
        return np.asarray(estimate * np.exp(-substituted * np.minimum(ours, theirs)))

    def _initials(self, found: Numbers) -> Floats:
        """How many initials of a person's name stand for a name of each wording."""
        letters = [word for word in self._tokens if word.kind is WordKind.LETTER]
        if not letters or not self._person:
            return np.zeros(len(found))
        asked = initial_bits(letters)
        agreed = np.bitwise_count(self._wordings.initials[found] & np.uint32(asked))
        return np.asarray(agreed * (len(letters) / max(1, asked.bit_count())))


def _stands_for_more(word: Token) -> bool:
    """Whether one part of a person's name may say as much as two: an initial, Abu Seif."""
    return word.kind is WordKind.LETTER or led(word.roman)[0] in CHILD


def _best(group: Array, member: Array, value: Array) -> Numbers:
    """Of each member of each group the row of the highest value."""
    order = np.lexsort((-value, member, group))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = (group[order[1:]] != group[order[:-1]]) | (member[order[1:]] != member[order[:-1]])
    return np.asarray(order[first])
