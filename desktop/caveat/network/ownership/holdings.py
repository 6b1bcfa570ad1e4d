"""Ties of ownership, and what they say of a day: one holding for each holder and company.

Several statements about one holding are judged like a register of changes. Of two that hold on the
day, the one that began later replaces the one before it, unless that one says by an end of its own
that it went on. Statements without a beginning, or of the same beginning, replace nothing: what any
of them leaves possible is possible. One without a figure adds nothing beside one with a figure.
"""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from caveat.domain.ownership import Holding
from caveat.domain.periods import ALWAYS, Holds, first_day
from caveat.domain.relations import OF_OWNERSHIP, Basis, PartyRef, Tie
from caveat.domain.shares import UNSTATED, Interval, percent
from caveat.network.ownership.waves import Ends, Figures

_NOTHING = Decimal(0)
_DAYS_KEPT = 4
_MILLION = 1_000_000
_BY_KIND_AND_KEY = attrgetter("kind", "key")


class Register(NamedTuple):
    """Who holds what on one day, by the numbers of the parties.

    Attributes:
        holders: Of each company (holder, low, high), in millionths of a percent. A holding that
            may be nothing is there with a low of 0; one that surely is nothing is not.
        held: Of each holder (company, low).
        named: Of each company the sum of ``low``: what is known to be held by somebody named.
        up, down: ``holders`` and ``held`` once more, as arrays.
    """

    holders: list[list[tuple[int, int, int]]]
    held: list[list[tuple[int, int]]]
    named: Figures
    up: Ends
    down: Ends


class Holdings:
    """All ties of ownership, by the company held. Built once; asked about any day.

    Parties have numbers by the order of their references, so that nothing that is found depends on
    the order of the ties.
    """

    __slots__ = ("_alone", "_days", "_same", "_ties", "numbers", "parties")

    def __init__(self, ties: Iterable[Tie]) -> None:
        """Take the ties that tell of ownership, in any order.

        Computed ties are passed over: an address in common is no holding.
        """
        by_pair: dict[tuple[PartyRef, PartyRef], list[Tie]] = {}
        for tie in ties:
            if tie.kind in OF_OWNERSHIP and tie.basis is not Basis.COMPUTED:
                by_pair.setdefault((tie.company, tie.holder), []).append(tie)
        ends = {end for pair in by_pair for end in pair}
        self.parties: tuple[PartyRef, ...] = tuple(sorted(ends, key=_BY_KIND_AND_KEY))
        self.numbers = {party: number for number, party in enumerate(self.parties)}
        numbers = self.numbers
        by_number = {
            (numbers[company], numbers[holder]): each for (company, holder), each in by_pair.items()
        }
        self._ties = {pair: _in_order(by_number[pair]) for pair in sorted(by_number)}
        # One object for each figure: walking a hundred thousand holdings is waiting for memory.
        self._same: dict[int, int] = {}
        self._alone = {
            pair: (ties[0].period, *self._units((ties[0].share or UNSTATED).interval))
            for pair, ties in self._ties.items()
            if len(ties) == 1
        }
        self._days: tuple[tuple[date, Register], ...] = ()

    def on(self, day: date) -> Register:
        """Who holds what on a day. The last few days asked about are kept."""
        for kept, register in self._days:
            if kept == day:
                return register
        register = self._register(day)
        # Replaced whole, so that two threads that ask at once do no harm.
        self._days = ((day, register), *self._days[: _DAYS_KEPT - 1])
        return register

    def _register(self, day: date) -> Register:
        count = len(self.parties)
        holders: list[list[tuple[int, int, int]]] = [[] for _ in range(count)]
        held: list[list[tuple[int, int]]] = [[] for _ in range(count)]
        named = [0] * count
        found = list[tuple[int, int, int]]()
        for (company, holder), ties in self._ties.items():
            low, high = self._on(company, holder, ties, day)
            if high > 0:
                holders[company].append((holder, low, high))
                held[holder].append((company, low))
                named[company] += low
                found.append((company, holder, low))
        companies, theirs, lows = np.array(found, np.int64).reshape(-1, 3).T
        up, down = (
            Ends.gathered(count, companies, theirs, lows),
            Ends.gathered(count, theirs, companies, lows),
        )
        return Register(holders, held, array("q", named), up, down)

    def _on(self, company: int, holder: int, ties: Sequence[Tie], day: date) -> tuple[int, int]:
        """The ends of a holding on a day, in millionths of a percent; 0 and 0 where there is none.

        Most holdings are stated once; for them this is `_counting` and `_together`, written short.
        """
        alone = self._alone.get((company, holder))
        if alone is None:
            counting = _counting(ties, day)
            return self._units(_together(counting)) if counting else (0, 0)
        period, low, high = alone
        if period is ALWAYS:
            return low, high
        holds = period.on(day)
        return (0, 0) if holds is Holds.NO else (0 if holds is Holds.UNCLEAR else low, high)

    def _units(self, share: Interval) -> tuple[int, int]:
        low, high = low_units(share.low), high_units(share.high)
        return self._same.setdefault(low, low), self._same.setdefault(high, high)

    def holding(self, company: int, holder: int, day: date) -> Holding:
        """One holding on a day on which there is one, with its statements."""
        counting = _counting(self._ties[company, holder], day)
        newest = sorted(counting, key=lambda each: _age(each[0]), reverse=True)
        return Holding(
            self.parties[holder],
            self.parties[company],
            _together(counting),
            tuple(tie for tie, _ in newest),
            _note(self._ties[company, holder], counting, day),
        )


def _in_order(ties: list[Tie]) -> tuple[Tie, ...]:
    return tuple(ties if len(ties) == 1 else sorted(ties, key=_order))


def low_units(share: Decimal) -> int:
    """A lower end in millionths of a percent."""
    return int((share * _MILLION).to_integral_value(ROUND_FLOOR))


def high_units(share: Decimal) -> int:
    """An upper end in millionths of a percent."""
    return int((share * _MILLION).to_integral_value(ROUND_CEILING))


def _counting(ties: Sequence[Tie], day: date) -> list[tuple[Tie, Holds]]:
    """The statements that count on a day."""
    if len(ties) == 1 and ties[0].period is ALWAYS:
        return [(ties[0], Holds.YES)]
    on_the_day = ((tie, tie.period.on(day)) for tie in ties)
    held = [each for each in on_the_day if each[1] is not Holds.NO]
    if len(held) < 2:  # noqa: PLR2004  # nothing to decide between
        return held
    held = [each for each in held if each[0].share is not None] or held
    latest = max(held, key=lambda each: _age(each[0]))
    since = latest[0].period.since
    if latest[1] is not Holds.YES or not since:
        return held
    begun = first_day(since)
    return [each for each in held if not _replaced(each[0], begun)]


def _replaced(tie: Tie, begun: date) -> bool:
    since = tie.period.since
    return bool(since) and not tie.period.until and first_day(since) < begun


def _together(counting: Iterable[tuple[Tie, Holds]]) -> Interval:
    """What any of the statements leaves possible."""
    shares = [_share(tie, holds) for tie, holds in counting]
    if len(shares) == 1:
        return shares[0]
    return Interval(min(each.low for each in shares), max(each.high for each in shares))


def _share(tie: Tie, holds: Holds) -> Interval:
    share = (tie.share or UNSTATED).interval
    return Interval(_NOTHING, share.high) if holds is Holds.UNCLEAR else share


def _age(tie: Tie) -> date:
    return first_day(tie.period.since) if tie.period.since else date.min


def _order(tie: Tie) -> tuple[str, str, str, str, int]:
    """An order that does not depend on the order in which ties came."""
    share = (tie.share or UNSTATED).interval
    return tie.period.since, tie.period.until, str(share), tie.source.title, tie.row


def _note(ties: Sequence[Tie], counting: Sequence[tuple[Tie, Holds]], day: date) -> str:
    said = []
    if any(holds is Holds.UNCLEAR for _, holds in counting):
        said.append(f"the dates do not tell whether it was held on {day}")
    shares = sorted({str(_share(tie, holds)) for tie, holds in counting})
    if len(shares) > 1:
        said.append(f"the statements differ ({'; '.join(shares)})")
    first = min((_age(tie) for tie, _ in counting), default=date.min)
    for tie in ties:
        if tie.share is not None and _replaced(tie, first):
            stated = tie.share.stated or percent(tie.share.interval.high)
            said.append(f"replaces {stated} from {tie.period.since}")
    if not any(tie.period.since or tie.period.until for tie, _ in counting):
        said.append("no source says since when")
    return "; ".join(said)
