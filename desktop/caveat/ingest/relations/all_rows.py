"""What only all rows together show: circles, more than all of a company, contradictions."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from caveat.domain.periods import first_day, last_day
from caveat.domain.relations import OF_OWNERSHIP, PartyRef, Tie
from caveat.domain.shares import WHOLE, percent

_MOST_SHOWN = 4


def circles(ties: Sequence[Tie]) -> Iterator[tuple[Tie, str]]:
    """Every tie of ownership that is part of a circle, and the circle as people read it."""
    numbers: dict[PartyRef, int] = {}
    parties: list[PartyRef] = []
    edges: list[list[int]] = []
    owning = [tie for tie in ties if tie.kind in OF_OWNERSHIP]
    for tie in owning:
        for end in (tie.holder, tie.company):
            if end not in numbers:
                numbers[end] = len(parties)
                parties.append(end)
                edges.append([])
        edges[numbers[tie.holder]].append(numbers[tie.company])
    group = _groups(edges)
    sizes: dict[int, int] = {}
    for each in group:
        sizes[each] = sizes.get(each, 0) + 1
    members: dict[int, list[int]] = {}
    for number, each in enumerate(group):
        if sizes[each] > 1 and len(members.setdefault(each, [])) < _MOST_SHOWN:
            members[each].append(number)
    for tie in owning:
        one, other = group[numbers[tie.holder]], group[numbers[tie.company]]
        if one == other and sizes[one] > 1:
            shown = ", ".join(str(parties[number]) for number in members[one])
            more = ", …" if sizes[one] > _MOST_SHOWN else ""
            yield tie, f"{shown}{more}"


def _groups(edges: Sequence[Sequence[int]]) -> list[int]:
    """Of every node a number shared by all that lie in circles with it (Kosaraju 1978).

    Nodes in the order in which a walk along the edges leaves them, the last one first, are walked
    again against the edges: what is reached lies in circles with the one walked from.
    """
    count = len(edges)
    against: list[list[int]] = [[] for _ in range(count)]
    for node, following in enumerate(edges):
        for each in following:
            against[each].append(node)
    group = [-1] * count
    for root in reversed(_as_left(edges)):
        if group[root] >= 0:
            continue
        group[root] = root
        queue = [root]
        for node in queue:  # grows while it is walked
            for each in against[node]:
                if group[each] < 0:
                    group[each] = root
                    queue.append(each)
    return group


def _as_left(edges: Sequence[Sequence[int]]) -> list[int]:
    """The nodes in the order in which a depth-first walk leaves them."""
    seen = bytearray(len(edges))
    left: list[int] = []
    for root in range(len(edges)):
        walk = [] if seen[root] else [(root, iter(edges[root]))]
        seen[root] = 1
        while walk:
            node, following = walk[-1]
            child = next((each for each in following if not seen[each]), None)
            if child is None:
                left.append(node)
                walk.pop()
            else:
                seen[child] = 1
                walk.append((child, iter(edges[child])))
    return left


def beyond_the_whole(ties: Sequence[Tie]) -> Iterator[tuple[Tie, str]]:
    """Of every company held beyond 100 % on some day the last such tie, and the sum."""
    by_company: dict[PartyRef, list[Tie]] = {}
    for tie in ties:
        if tie.kind in OF_OWNERSHIP and tie.share is not None and tie.share.interval.low > 0:
            by_company.setdefault(tie.company, []).append(tie)
    for holdings in by_company.values():
        if sum(_low(tie) for tie in holdings) > WHOLE:
            found = _beyond(holdings)
            if found is not None:
                yield found


def _beyond(holdings: Sequence[Tie]) -> tuple[Tie, str] | None:
    """Go through the days on which something begins or ends, in order."""
    events: list[tuple[date, int, int]] = []
    ends = _ends(holdings)
    for index, tie in enumerate(holdings):
        # The last day it may begin and the first it may end: what surely held together.
        since = last_day(tie.period.since) if tie.period.since else date.min
        last = ends[index]
        if last is not None and since <= last:
            events.append((since, 1, index))
            if last < date.max:
                events.append((last + timedelta(days=1), 0, index))
    total = most = Decimal(0)
    latest = None
    for _, begins, index in sorted(events):
        total += _low(holdings[index]) if begins else -_low(holdings[index])
        if total > WHOLE and total > most:
            most, latest = total, index
    if latest is None:
        return None
    return holdings[latest], percent(most)


def _ends(holdings: Sequence[Tie]) -> list[date | None]:
    """The last day of each holding: where it has no end, the day before its holder's next one.

    Of two statements of one holding the first has none: they count once.
    """
    ends: list[date | None] = [
        first_day(tie.period.until) if tie.period.until else date.max for tie in holdings
    ]
    by_holder: dict[PartyRef, list[int]] = {}
    for index, tie in enumerate(holdings):
        by_holder.setdefault(tie.holder, []).append(index)
    for indexes in by_holder.values():
        indexes.sort(key=lambda index: _begins(holdings[index]))
        for index, following in pairwise(indexes):
            begins = _begins(holdings[following])
            if begins == _begins(holdings[index]):
                ends[index] = None
            elif not holdings[index].period.until and holdings[index].period.since:
                ends[index] = begins - timedelta(days=1)
    return ends


def disagreeing(ties: Sequence[Tie]) -> Iterator[tuple[Tie, str]]:
    """Every tie that states another share than an earlier row for the same holding and days."""
    earlier: dict[tuple[object, ...], Tie] = {}
    for tie in ties:
        if tie.kind in OF_OWNERSHIP and tie.share is not None:
            first = earlier.setdefault((tie.holder, tie.company, tie.period), tie)
            if first.share is not None and first.share.interval != tie.share.interval:
                yield tie, f"{first.share.interval} in row {first.row:,}"


def _begins(tie: Tie) -> date:
    return first_day(tie.period.since) if tie.period.since else date.min


def _low(tie: Tie) -> Decimal:
    return tie.share.interval.low if tie.share is not None else Decimal(0)
