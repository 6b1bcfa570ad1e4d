"""Plain multiplication: the economic interest along all chains, circles included.

A company's interest is the sum over its holders of share times the holder's own interest; a listed
party's is all, that of a holder above whom no listed party is known nothing. The least solution of
these equations is the sum over all chains, and it is what the shares come to when they go round a
circle for ever. The upper end is found by the same sum: what belongs to holders who are not listed
is counted, and the rest may belong to listed ones.

What is no circle is computed at once, holders before the held. Circles are summed by doubling the
number of rounds (small ones) or round by round (large ones). Sums only grow toward the solution, so
that an end found before they rest is never wrong, only wider than it had to be.
"""

from array import array
from collections.abc import Collection, Sequence
from math import floor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from caveat.network.ownership.upstream import WHOLE_UNITS, Upstream
from caveat.network.ownership.waves import Numbers, same, walk

_SMALL_CIRCLE = 256
"""Companies in circles up to which rounds are doubled: each doubling is a product of matrices."""
_DOUBLINGS = 50
_ROUNDS = 400
_AT_REST = 1e-13
"""A change of the interest, as a part of 1, that no longer counts."""
_SLACK = 1e-3
"""Of a millionth of a percent: far above the error of the sums, far below what is shown."""


class Multiplied(NamedTuple):
    """The interest of the listed parties in the company asked about.

    Attributes:
        low, high: In millionths of a percent.
        exact: Whether all circles came to rest.
    """

    low: int
    high: int
    exact: bool


def multiply(upstream: Upstream, company: int, listed: Collection[int]) -> Multiplied:
    """The listed parties' interest in a company, by plain multiplication along every chain.

    Holdings of one company that come to more than 100 % count as they stand, up to all of it; in
    circles, where they would grow without end, in proportion.
    """
    solving = _Solving(upstream, company, frozenset(listed))
    exact = solving.solve()
    theirs, others = solving.sums(company)
    low = floor(theirs * WHOLE_UNITS + _SLACK)
    high = WHOLE_UNITS - floor(others * WHOLE_UNITS + _SLACK)
    return Multiplied(min(max(low, 0), WHOLE_UNITS), min(max(high, low, 0), WHOLE_UNITS), exact)


class _Solving:
    """Interest of listed parties (``theirs``) and of surely others (``others``), as parts of 1."""

    def __init__(self, upstream: Upstream, company: int, listed: Collection[int]) -> None:
        self._upstream = upstream
        # Written to by hand, and as a wave, over the same memory.
        self._theirs = array("d", bytes(8 * upstream.size))
        self._others = array("d", bytes(8 * upstream.size))
        self._of_theirs, self._of_others = np.frombuffer(self._theirs), np.frombuffer(self._others)
        self._of_theirs[list(listed)] = 1.0
        ends = set(upstream.ends).difference(listed)
        self._of_others[list(ends)] = 1.0
        self._fixed = sorted(ends.union(listed))
        self._wholes = same(WHOLE_UNITS, upstream.size)
        # What no named holder has counts as others' where no listed party is known.
        self._of_rest = np.maximum(0, WHOLE_UNITS - np.frombuffer(upstream.named, np.int64))
        self._of_rest[np.frombuffer(upstream.below(listed), np.uint8) != 0] = 0
        self._of_rest[company] = 0
        # In a circle the unknown part of a share may come back to the company, and to who owns it.
        for place in np.flatnonzero(np.frombuffer(upstream.below((company,)), np.uint8)).tolist():
            open_ = sum(high - low for _, low, high in upstream.holders[place])
            self._of_rest[place] = max(0, self._of_rest[place] - open_)
        self._rest = array("q", self._of_rest.tobytes())

    def solve(self) -> bool:
        """Compute all companies; whether the circles came to rest."""
        upstream = self._upstream
        counts = array("q", np.diff(upstream.up.starts).tobytes())
        down = walk(self._fixed, upstream.held, upstream.down, counts, upstream.above)
        for places, is_wave in down.parts(len(self._fixed)):
            self._compute(places, is_wave=is_wave)
        left = bytearray(upstream.above)
        is_left = np.frombuffer(left, np.uint8)
        is_left[down.order] = 0
        rest = np.flatnonzero(is_left)
        if not len(rest):
            return True
        # What no circle lies below comes after the circles, the holders before the held.
        companies = np.bincount(upstream.up.of(rest)[1], minlength=upstream.size)
        last = rest[companies[rest] == 0].tolist()
        below = walk(last, upstream.holders, upstream.up, array("q", companies.tobytes()), left)
        is_left[below.order] = 0
        exact = self._circles(np.flatnonzero(is_left))
        for places, is_wave in reversed(below.parts()):
            self._compute(places[::-1], is_wave=is_wave)
        return exact

    def sums(self, place: int) -> tuple[float, float]:
        """Of a company, from what its holders come to."""
        theirs, others = 0.0, float(self._rest[place])
        of_theirs, of_others = self._theirs, self._others
        for holder, low, _ in self._upstream.holders[place]:
            theirs += low * of_theirs[holder]
            others += low * of_others[holder]
        whole = self._wholes[place]
        return min(theirs / whole, 1.0), min(others / whole, 1.0)

    def _compute(self, places: Sequence[int], *, is_wave: bool) -> None:
        """Of companies whose holders are computed; in their order, where they are no wave."""
        if is_wave:
            at = np.array(places, np.int64)
            rows, holders, lows = self._upstream.up.of(at)
            for values, more in ((self._of_theirs, 0), (self._of_others, self._of_rest[at])):
                sums = np.bincount(rows, lows * values[holders], minlength=len(at)) + more
                values[at] = np.minimum(sums / WHOLE_UNITS, 1.0)
            return
        for place in places:
            self._theirs[place], self._others[place] = self.sums(place)

    def _circles(self, core: Numbers) -> bool:
        size = len(core)
        number = np.full(self._upstream.size, -1)
        number[core] = np.arange(size)
        rows, holders, lows = self._upstream.up.of(core)
        named = np.frombuffer(self._upstream.named, np.int64)
        wholes = np.maximum(WHOLE_UNITS, named[core])
        np.frombuffer(self._wholes, np.int64)[core] = wholes
        columns = number[holders]
        inside, outside = columns >= 0, columns < 0
        base = np.empty((size, 2))
        for column, values in enumerate((self._of_theirs, self._of_others)):
            sums = np.bincount(
                rows[outside], lows[outside] * values[holders[outside]], minlength=size
            )
            base[:, column] = (sums + (self._of_rest[core] if column else 0)) / wholes
        shares = lows[inside] / wholes[rows[inside]]
        solve = _doubled if size <= _SMALL_CIRCLE else _round_by_round
        solved, exact = solve((rows[inside], columns[inside], shares), base)
        self._of_theirs[core], self._of_others[core] = solved.T
        return exact


Edges = tuple[Numbers, Numbers, npt.NDArray[np.float64]]
Values = npt.NDArray[np.float64]


def _doubled(edges: Edges, base: Values) -> tuple[Values, bool]:
    """The sum over all rounds: after each step it holds twice as many."""
    held, holders, shares = edges
    power = np.zeros((len(base), len(base)))
    np.add.at(power, (held, holders), shares)
    total = base.copy()
    for _ in range(_DOUBLINGS):
        more = power @ total
        total += more
        if float(more.max(initial=0.0)) < _AT_REST:
            return total, True
        power @= power.copy()
    return total, False


def _round_by_round(edges: Edges, base: Values) -> tuple[Values, bool]:
    held, holders, shares = edges
    total = base.copy()
    for _ in range(_ROUNDS):
        following = base.copy()
        for column in (0, 1):
            weights = shares * total[holders, column]
            following[:, column] += np.bincount(held, weights, minlength=len(base))
        change = float((following - total).max(initial=0.0))
        total = following
        if change < _AT_REST:
            return total, True
    return total, False
