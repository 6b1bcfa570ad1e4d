"""Plain multiplication: the economic interest along all chains, circles included.

A company's interest is the sum over its holders of share times the holder's own interest; a listed
party's is all, that of a holder of whom no holder is known nothing. The least solution of these
equations is the sum over all chains, and it is what the shares come to when they go round a circle
for ever. The upper end is found by the same sum: what surely belongs to holders who are not listed
is counted, and the rest may belong to listed ones.

What is no circle is computed at once, holders before the held. Circles are summed by doubling the
number of rounds (small ones) or round by round (large ones). Sums only grow toward the solution, so
that an end found before they rest is never wrong, only wider than it had to be.
"""

from collections.abc import Collection, Sequence
from math import floor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from caveat.network.ownership.upstream import WHOLE_UNITS, Upstream

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

    Holdings of one company that come to more than 100 % count in proportion.
    """
    solving = _Solving(upstream, frozenset(listed))
    exact = solving.solve()
    theirs, others = solving.sums(company)
    low = floor(theirs * WHOLE_UNITS + _SLACK)
    high = WHOLE_UNITS - floor(others * WHOLE_UNITS + _SLACK)
    return Multiplied(min(max(low, 0), WHOLE_UNITS), min(max(high, low, 0), WHOLE_UNITS), exact)


class _Solving:
    """Interest of listed parties (``theirs``) and of surely others (``others``), as parts of 1."""

    def __init__(self, upstream: Upstream, listed: frozenset[int]) -> None:
        self._upstream = upstream
        self.theirs = [0.0] * upstream.size
        self.others = [0.0] * upstream.size
        self._fixed = bytearray(upstream.size)
        for place in listed:
            self._fixed[place] = 1
            self.theirs[place] = 1.0
        for place in upstream.order:
            if not upstream.holders[place] and place not in listed:
                self._fixed[place] = 1
                self.others[place] = 1.0

    def solve(self) -> bool:
        """Compute all companies; whether the circles came to rest."""
        rest = self._above()
        if not rest:
            return True
        core, below = self._core(rest)
        exact = self._circles(core)
        for place in below:
            self._compute(place)
        return exact

    def sums(self, place: int) -> tuple[float, float]:
        """Of a company, from what its holders come to."""
        theirs = others = 0.0
        of_theirs, of_others = self.theirs, self.others
        for holder, low, _ in self._upstream.holders[place]:
            theirs += low * of_theirs[holder]
            others += low * of_others[holder]
        whole = self._whole(place)
        return theirs / whole, others / whole

    def _whole(self, place: int) -> int:
        return max(WHOLE_UNITS, self._upstream.named[place])

    def _compute(self, place: int) -> None:
        self.theirs[place], self.others[place] = self.sums(place)

    def _above(self) -> set[int]:
        """Compute what no circle lies above; the places that are left."""
        upstream, fixed, theirs, others = self._upstream, self._fixed, self.theirs, self.others
        above, held, holders, named = (
            upstream.above,
            upstream.held,
            upstream.holders,
            upstream.named,
        )
        waiting = [0] * upstream.size
        for place in upstream.order:
            waiting[place] = len(holders[place])
        ready = [place for place in upstream.order if fixed[place]]
        done = bytearray(fixed)
        for place in ready:  # grows while it is walked
            if not fixed[place]:
                # As `sums`, written out: this is most of the time.
                of_listed = of_others = 0.0
                for holder, low, _ in holders[place]:
                    of_listed += low * theirs[holder]
                    of_others += low * others[holder]
                whole = max(WHOLE_UNITS, named[place])
                theirs[place] = of_listed / whole
                others[place] = of_others / whole
            for company, _ in held[place]:
                if above[company]:
                    waiting[company] -= 1
                    if waiting[company] == 0 and not done[company]:
                        done[company] = 1
                        ready.append(company)
        return {place for place in upstream.order if not done[place]}

    def _core(self, rest: set[int]) -> tuple[list[int], list[int]]:
        """The circles and what lies between them, and what lies below them, in order."""
        holders = self._upstream.holders
        depends = dict.fromkeys(sorted(rest), 0)
        for place in rest:
            for holder, _, _ in holders[place]:
                if holder in depends:
                    depends[holder] += 1
        below = [place for place, companies in depends.items() if not companies]
        for place in below:  # grows while it is walked
            for holder, _, _ in holders[place]:
                if holder in depends:
                    depends[holder] -= 1
                    if not depends[holder]:
                        below.append(holder)
        core = [place for place, companies in depends.items() if companies]
        return core, below[::-1]

    def _circles(self, core: Sequence[int]) -> bool:
        at = {place: row for row, place in enumerate(core)}
        held: list[int] = []
        holders: list[int] = []
        shares: list[float] = []
        base: list[tuple[float, float]] = []
        theirs, others = self.theirs, self.others
        for row, place in enumerate(core):
            of_listed = of_others = 0.0
            whole = max(WHOLE_UNITS, self._upstream.named[place])
            for holder, low, _ in self._upstream.holders[place]:
                column = at.get(holder)
                if column is None:
                    of_listed += low * theirs[holder]
                    of_others += low * others[holder]
                else:
                    held.append(row)
                    holders.append(column)
                    shares.append(low / whole)
            base.append((of_listed / whole, of_others / whole))
        edges = np.array(held, np.int64), np.array(holders, np.int64), np.array(shares)
        solve = _doubled if len(core) <= _SMALL_CIRCLE else _round_by_round
        solved, exact = solve(edges, np.array(base))
        for place, (of_listed, of_others) in zip(core, solved.tolist(), strict=True):
            theirs[place], others[place] = of_listed, of_others
        return exact


Edges = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]
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
