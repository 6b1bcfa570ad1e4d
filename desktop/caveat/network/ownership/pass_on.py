"""Who passes its whole stake on: the least fixed point from the listed parties downward.

A company counts as soon as those who count hold enough of it; then all that it holds counts. This
is repeated until nothing changes, from the listed parties alone. So companies that only hold each
other in a circle never count, in whatever order the data came.

It is computed twice. For certain: every share is the least that is stated, and what no named holder
has belongs to nobody who counts. At most: of the company asked about, and of every company above it
in which a listed party is known to have anything, what no named holder has belongs to somebody who
counts. Every way in which that unknown can turn out lies between.

Two designs were weighed for holders above which no listed party is known: who stands behind them is
never known to the end, be it that they are not looked into or that a part of their holders is not.
To leave every test open that they could tip is safe and useless: each share of each company ends at
such a holder, so that no test would ever be anything but met or open, and the few that need work
drown. So they are taken as not listed, alike whether nothing is known of them or something
harmless; “not met” always says that it holds as far as is known, and who stands behind them is
asked. A listed party that is known to have even 1 % of such a holder opens the test: then there is
a listed owner whose share is not known, which is what red flag 29 (90 FR 47201) and OFAC's caution
about minority holdings of blocked persons are about. Of the company asked about itself the unknown
is always open: who holds a supplier is the least that must be found out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from caveat.network.ownership.upstream import WHOLE_UNITS, Upstream
from caveat.network.ownership.waves import Figures, same, walk

_MOST_STEPS = 200_000
"""Companies looked at where listed parties are not added up, and each must be counted alone."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Who counts, and how much of each company those who count hold.

    Attributes:
        members: Of every party 1 if it counts.
        got: Of companies, the sum of the least shares of the members, in millionths of a percent.
    """

    members: bytearray
    got: Figures

    @classmethod
    def nobody(cls, size: int) -> "Spread":
        """Nobody counts."""
        return cls(bytearray(size), same(0, size))

    def with_(self, further: "Further") -> "Spread":
        """This and what was added to it."""
        members, got = bytearray(self.members), self.got[:]
        for member in further.members:
            members[member] = 1
        for company, sum_ in further.got.items():
            got[company] = sum_
        return Spread(members, got)


@dataclass(frozen=True, slots=True)
class Further:
    """What was added to a `Spread`: new members, and the whole sums of the companies touched."""

    members: set[int] = field(default_factory=set)
    got: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted for one company.

    Attributes:
        certain, possible: Who counts for certain, and at most.
        low, high: Of the company asked about, in millionths of a percent.
        need: What a company must be held to pass its stake on, of every party alike.
        alone: The listed party that is counted, where each counts alone; None where all do.
        cut: Whether there were too many to count each alone.
    """

    certain: Spread
    possible: Spread
    low: int
    high: int
    need: Figures
    alone: int | None = None
    cut: bool = False


def spread(upstream: Upstream, need: Figures, seeds: Iterable[int]) -> Spread:
    """Who counts once the seeds do.

    Args:
        upstream: The holdings.
        need: Of each company, what those who count must hold of it, in millionths of a percent.
        seeds: Who counts from the start.
    """
    walked = walk(seeds, upstream.held, upstream.down, need, upstream.above, by_share=True)
    return Spread(walked.members, walked.got)


def spread_further(
    upstream: Upstream, need: Sequence[int], seeds: Iterable[int], base: Spread
) -> Further:
    """What the seeds add to who counts already; ``base`` is not changed."""
    found = Further()
    members, got, held, above = found.members, found.got, upstream.held, upstream.above
    already, had = base.members, base.got
    queue = [seed for seed in dict.fromkeys(seeds) if not already[seed]]
    members.update(queue)
    for holder in queue:  # grows while it is walked
        for company, low in held[holder]:
            if not above[company]:
                continue
            sum_ = got[company] = (got[company] if company in got else had[company]) + low
            if sum_ >= need[company] and company not in members and not already[company]:
                members.add(company)
                queue.append(company)
    return found


def count(
    upstream: Upstream, company: int, listed: Sequence[int], least: int, *, aggregated: bool
) -> Counting:
    """What counts for a company.

    Args:
        upstream: The holdings above it.
        company: Its number.
        listed: Numbers of listed parties above it.
        least: What a company must be held to pass its stake on, in millionths of a percent.
        aggregated: Whether listed parties are added up, or each counts alone.
    """
    need, may_need = same(least, upstream.size), same(least, upstream.size)
    order = np.array(upstream.order, np.int64)
    # Where nobody is known to have the rest, those who count may have it, if they are there at all.
    known = np.minimum(np.frombuffer(upstream.named, np.int64)[order], WHOLE_UNITS)
    may = np.maximum(0, known + least - WHOLE_UNITS)
    np.frombuffer(may_need, np.int64)[order] = may
    open_ = (known < WHOLE_UNITS) & (may == 0) & (upstream.up.counted(order) > 0)
    listed_above = np.frombuffer(upstream.below(listed), np.uint8)[order] != 0
    listed_above |= order == company
    open_ &= listed_above
    # Whoever owns a closed circle is as unknown as who has a share that nobody is known to have.
    unknown = [*order[open_].tolist(), *sorted(upstream.closed)]
    counting = _Counting(upstream, company, need, may_need, unknown)
    if aggregated or len(listed) == 1:
        return counting.together(listed)
    return counting.alone(listed)


@dataclass(frozen=True, slots=True)
class _Counting:
    upstream: Upstream
    company: int
    need: Figures
    may_need: Figures
    unknown: list[int]

    def together(self, listed: Sequence[int]) -> Counting:
        certain = spread(self.upstream, self.need, listed)
        possible = spread(self.upstream, self.may_need, [*listed, *self.unknown])
        return self._counted(certain, possible)

    def alone(self, listed: Sequence[int]) -> Counting:
        """Of listed parties that are not added up, the one that counts most.

        For the lower end one that meets the test is enough. Beyond `_MOST_STEPS` no further one is
        tried: the lower end stands as it is, and the upper end is that of all together.
        """
        upstream = self.upstream
        nobody = Spread.nobody(upstream.size)
        certain, who, cut = self._largest(listed, self.need, nobody)
        hidden = spread(upstream, self.may_need, self.unknown)
        best, _, cut_too = self._largest(listed, self.may_need, hidden)
        if cut_too:
            best = spread_further(upstream, self.may_need, listed, hidden)
        # Who counts for certain may at least count, also where another could hold more.
        possible = hidden.with_(best).with_(Further(certain.members))
        return self._counted(nobody.with_(certain), possible, who, cut=cut or cut_too)

    def _largest(
        self, listed: Sequence[int], need: Sequence[int], base: Spread
    ) -> tuple[Further, int | None, bool]:
        """What the listed party adds that gets most, who it is, and whether some were not tried."""
        company, steps = self.company, 0
        best, who = Further(), None
        direct = {holder: high for holder, _, high in self.upstream.holders[company]}
        for each in sorted(listed, key=lambda one: (-direct.get(one, 0), one)):
            further = spread_further(self.upstream, need, [each], base)
            most = best.got.get(company, base.got[company])
            if who is None or further.got.get(company, 0) > most:
                best, who = further, each
            if need is self.need and best.got.get(company, 0) >= need[company]:
                return best, who, False
            steps += 1 + len(further.got)
            if steps > _MOST_STEPS:
                return best, who, True
        return best, who, False

    def _counted(
        self, certain: Spread, possible: Spread, alone: int | None = None, *, cut: bool = False
    ) -> Counting:
        low = certain.got[self.company]
        # All but what is known to be held by those who cannot count.
        others = self.upstream.named[self.company] - possible.got[self.company]
        high = min(WHOLE_UNITS, max(low, WHOLE_UNITS - others))
        return Counting(certain, possible, low, high, self.need, alone, cut)
