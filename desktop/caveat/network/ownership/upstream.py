"""All companies and holders above one company on one day."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import numpy as np

from caveat.domain.ownership import Holding
from caveat.domain.relations import PartyRef
from caveat.domain.shares import SMALLEST, Interval, percent
from caveat.network.ownership.holdings import Holdings
from caveat.network.ownership.waves import same, walk

WHOLE_UNITS = 100_000_000
"""All of a company, in millionths of a percent. Sums of shares are whole numbers, so that 33.3 and
16.7 are 50."""
_MOST_CONTRADICTIONS = 50


class Upstream:
    """What lies above a company on a day. Parties are the numbers that `Holdings` gives them.

    Attributes:
        company: Whom it is about; None where no holding of or in it is known.
        holders, held, named, up, down: As in `caveat.network.ownership.holdings.Register`. ``held``
            and ``down`` also have companies that do not lie above the one asked about.
        order: Everybody above, the company first, the nearer before the farther.
        above: Of every party 1 if it is among ``order``.
        ends: Those above of whom no holder is known, in the same order.
        edges: Number of holdings among them.
    """

    __slots__ = (
        "_below", "_closed", "_holdings", "above", "company", "day", "down", "edges", "ends",
        "held", "holders", "named", "order", "size", "up",
    )  # fmt: skip

    def __init__(self, holdings: Holdings, company: PartyRef, day: date) -> None:
        self._holdings = holdings
        self.day = day
        self.holders, self.held, self.named, self.up, self.down = holdings.on(day)
        self.size = len(self.holders)
        self.company = holdings.numbers.get(company)
        self.order: list[int] = []
        self.above = bytearray(self.size)
        if self.company is not None:
            everywhere = bytearray(b"\1") * self.size
            self.order, _, self.above, _ = walk(
                [self.company], self.holders, self.up, same(1, self.size), everywhere
            )
        self._closed: frozenset[int] | None = None
        self._below: dict[frozenset[int], bytearray] = {}
        counts = self.up.counted(np.array(self.order, np.int64))
        self.edges = int(counts.sum())
        self.ends = [self.order[at] for at in np.flatnonzero(counts == 0).tolist()]

    @property
    def closed(self) -> frozenset[int]:
        """Companies that belong wholly to each other, in a circle, and those that they hold whole.

        Nobody is known outside who could own them: neither a holder of whom no holder is known nor
        a share that no named holder has leads down to them.
        """
        if self._closed is None:
            order = np.array(self.order, np.int64)
            open_ = np.frombuffer(self.named, np.int64)[order] < WHOLE_UNITS
            outside = [*self.ends, *order[open_].tolist()]
            need = same(1, self.size)
            reached = walk(outside, self.held, self.down, need, self.above).members
            self._closed = frozenset(place for place in self.order if not reached[place])
        return self._closed

    def below(self, listed: Iterable[int]) -> bytearray:
        """Of every party 1 if listed ones have anything of it, themselves or through others.

        Themselves, too. Not to be changed: it is kept for who asks again.
        """
        asked = frozenset(listed)
        if asked not in self._below:
            need = same(1, self.size)
            walked = walk(sorted(asked), self.held, self.down, need, self.above)
            self._below[asked] = walked.members
        return self._below[asked]

    def party(self, place: int) -> PartyRef:
        """Who has a number."""
        return self._holdings.parties[place]

    def place(self, party: PartyRef) -> int | None:
        """The number of a party; None where it is not above the company."""
        number = self._holdings.numbers.get(party)
        return number if number is not None and self.above[number] else None

    def holding(self, company: int, holder: int) -> Holding:
        """The holding of one in the other, with its statements."""
        return self._holdings.holding(company, holder, self.day)

    def not_named(self, place: int) -> int:
        """Millionths of a percent of a company that no named holder is known to have."""
        return max(0, WHOLE_UNITS - self.named[place])


def above(holdings: Holdings, company: PartyRef, day: date) -> tuple[PartyRef, ...]:
    """A company and everybody above it on a day: who of them is listed decides its answers."""
    upstream = Upstream(holdings, company, day)
    return tuple(map(upstream.party, upstream.order)) or (company,)


def as_percent(units: int) -> Decimal:
    """Millionths of a percent as a percentage between 0 and 100."""
    return min(max(units, 0), WHOLE_UNITS) * SMALLEST


def as_interval(low: int, high: int) -> Interval:
    """Two numbers of millionths of a percent as an interval; contradictions lie in ``low``."""
    return Interval(as_percent(low), as_percent(max(low, high)))


def contradictions(upstream: Upstream) -> tuple[str, ...]:
    """What cannot all be true of what lies above a company, one sentence each."""
    said = []
    named = upstream.named
    for place in sorted(place for place in upstream.order if named[place] > WHOLE_UNITS):
        total = percent(as_percent(WHOLE_UNITS) * named[place] / WHOLE_UNITS)
        said.append(
            f"The holdings in {upstream.party(place)} add up to {total}: at least one is wrong or "
            "out of date."
        )
    return tuple(said[:_MOST_CONTRADICTIONS])
