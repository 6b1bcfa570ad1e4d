"""How a sum came about: company by company, holder by holder, from the one asked about upward."""

from collections.abc import Collection
from itertools import islice
from typing import NamedTuple

import numpy as np

from caveat.domain.ownership import CompanyTrace, CountedHolding, Standing
from caveat.network.ownership.pass_on import Counting
from caveat.network.ownership.upstream import (
    WHOLE_UNITS,
    Upstream,
    as_interval,
    as_percent,
)

MOST_TRACES = 100
MOST_HOLDINGS = 100
_MOST_COMPANIES = 1_000
"""Companies looked at beyond those traced, to say how many there are."""


class Traced(NamedTuple):
    """The companies traced, how many were left out, and who was counted as not passing on.

    ``unexplored`` are numbers of holders that might pass on if listed parties had what no named
    holder has of them, but above which none is known; wherever they stand, the nearest first.
    """

    traces: tuple[CompanyTrace, ...]
    left_out: int
    unexplored: tuple[int, ...]


def trace(upstream: Upstream, company: int, listed: Collection[int], counting: Counting) -> Traced:
    """Trace a company and every company whose standing its sum rests on, or might rest on."""
    tracing = _Tracing(upstream, company, frozenset(listed), counting)
    order = tracing.companies()
    traces = tuple(tracing.of(place) for place in order[:MOST_TRACES])
    return Traced(traces, max(0, len(order) - MOST_TRACES), tuple(tracing.unexplored()))


class _Tracing:
    def __init__(
        self, upstream: Upstream, company: int, listed: frozenset[int], counting: Counting
    ) -> None:
        self._upstream = upstream
        self._company = company
        self._listed = listed
        self._counting = counting
        self._certain = counting.certain
        self._possible = counting.possible

    def standing(self, place: int) -> Standing:
        if place in self._listed:
            return Standing.LISTED
        if self._certain.members[place]:
            return Standing.CERTAIN
        if self._possible.members[place]:
            return Standing.POSSIBLE
        return Standing.NOT_LOOKED_INTO if self.is_unexplored(place) else Standing.DOES_NOT

    def is_unexplored(self, place: int) -> bool:
        if place in self._listed or place == self._company:
            return False
        if not self._upstream.holders[place]:
            return True
        could_pass = self._upstream.not_named(place) >= self._counting.need[place]
        return could_pass and not self._possible.members[place]

    def unexplored(self) -> list[int]:
        """All for whom `is_unexplored` holds, the nearest first, up to a limit."""
        places = np.array(self._upstream.order, np.int64)
        named = np.frombuffer(self._upstream.named, np.int64)[places]
        need = np.frombuffer(self._counting.need, np.int64)[places]
        possible = np.frombuffer(self._possible.members, np.uint8)[places]
        in_part = (named + need <= WHOLE_UNITS) & (possible == 0)
        ends = self._upstream.up.counted(places) == 0
        found = places[ends | in_part].tolist()
        return [*islice(filter(self.is_unexplored, found), _MOST_COMPANIES)]

    def companies(self) -> list[int]:
        """The company, then those whose standing is told, the nearest first, up to a limit."""
        possible, holders = self._possible.members, self._upstream.holders
        order = [self._company]
        seen = {self._company, *self._listed}
        for place in order:  # grows while it is walked
            for holder, _, _ in holders[place]:
                told = possible[holder] or (holders[holder] and self.is_unexplored(holder))
                if told and holder not in seen:
                    seen.add(holder)
                    order.append(holder)
            if len(order) > _MOST_COMPANIES:
                break
        return order

    def of(self, place: int) -> CompanyTrace:
        upstream = self._upstream
        rows = sorted(upstream.holders[place], key=self._weight)
        low = self._certain.got[place]
        others = upstream.named[place] - self._possible.got[place]
        return CompanyTrace(
            company=upstream.party(place),
            standing=self.standing(place),
            counted=as_interval(low, WHOLE_UNITS - others),
            not_named=as_percent(upstream.not_named(place)),
            holdings=tuple(self._holding(place, *row) for row in rows[:MOST_HOLDINGS]),
            further_holdings=max(0, len(rows) - MOST_HOLDINGS),
        )

    def _weight(self, row: tuple[int, int, int]) -> tuple[int, int, int, int]:
        holder, low, high = row
        certain, possible = self._certain.members[holder], self._possible.members[holder]
        return -certain, -possible, -low - high, holder

    def _holding(self, company: int, holder: int, low: int, high: int) -> CountedHolding:
        at_least = low if self._certain.members[holder] else 0
        at_most = high if self._possible.members[holder] else 0
        return CountedHolding(
            holding=self._upstream.holding(company, holder),
            standing=self.standing(holder),
            counts=as_interval(at_least, at_most),
        )
