"""Where the parties of a graph stand: columns by hops, few crossings, no two boxes in one place.

No Qt here, and no chance: equal input gives the equal picture, so that a picture in a file can be
held against the window. The party asked about stands left, everybody else in the column of his
hops. Columns are ordered as Sugiyama, Tagawa and Toda do it (1981): by the mean place of the
neighbours, sweeping to and fro, and the order with the fewest crossings wins. Then every box is
drawn towards its neighbours, a few times; within a column the places nearest to what was wished
that still leave room for every box are found exactly (isotonic regression, by pooling adjacent
violators).
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt

_SWEEPS = 6
_STEPS = 24
"""Force steps. Measured: after two dozen nothing moves by more than a pixel."""
_SHAPE = 1.6
"""Width of the picture over its height, as far as columns are broken for it."""
_FEWEST_ROWS = 8
_OWN_COLUMN = 0.3
"""How much a neighbour in the same column draws, against 1 for one in another."""
_CENTRE = 0.02


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in one unit, pixels for instance.

    Attributes:
        width, height: Of every box.
        apart: Room between boxes of one column, above each other and side by side.
        between: Room between two columns: for lines and their labels.
    """

    width: float
    height: float
    apart: float
    between: float


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of a box."""

    x: float
    y: float


def places(
    hops: Sequence[int], ties: Iterable[tuple[int, int]], measures: Measures
) -> tuple[Place, ...]:
    """Where every party stands; the first one at height 0.

    Args:
        hops: Of every party its distance from the first.
        ties: Pairs of parties, by their numbers. Several of one pair count as one.
        measures: Sizes of boxes and gaps.
    """
    if not hops:
        return ()
    pairs = sorted({(min(pair), max(pair)) for pair in ties if pair[0] != pair[1]})
    near: list[list[int]] = [[] for _ in hops]
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    columns = _ordered(_columns(hops), near, hops)
    most_rows = _rows(len(hops), measures)
    strands = [max(1, round(len(column) / most_rows)) for column in columns]
    across = _across(columns, strands, measures)
    down = _settled(columns, strands, near, hops, measures)
    zero = down[0]
    return tuple(Place(round(x, 1), round(y - zero, 1)) for x, y in zip(across, down, strict=True))


def _columns(hops: Sequence[int]) -> list[list[int]]:
    """The parties of every distance, the nearest first; distances without parties left out."""
    found: dict[int, list[int]] = {}
    for party, distance in enumerate(hops):
        found.setdefault(distance, []).append(party)
    return [found[distance] for distance in sorted(found)]


# Order within a column ---------------------------------------------------------------------------


def _ordered(
    columns: list[list[int]], near: Sequence[Sequence[int]], hops: Sequence[int]
) -> list[list[int]]:
    best = current = [list(column) for column in columns]
    fewest = _crossings(best, near, hops)
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        current = [list(column) for column in current]
        steps = range(1, len(current)) if forward else range(len(current) - 2, -1, -1)
        for step in steps:
            beside = current[step - 1 if forward else step + 1]
            _order_by(current[step], beside, near)
        crossings = _crossings(current, near, hops)
        if crossings < fewest:
            best, fewest = current, crossings
    return best


def _order_by(column: list[int], beside: Sequence[int], near: Sequence[Sequence[int]]) -> None:
    """Order a column by the mean place of its neighbours in the one beside it."""
    place_of = {party: place for place, party in enumerate(beside)}
    own = {party: place for place, party in enumerate(column)}
    wished: dict[int, float] = {}
    for party in column:
        found = [place_of[other] for other in near[party] if other in place_of]
        relative = own[party] * len(beside) / len(column)
        wished[party] = sum(found) / len(found) if found else relative
    column.sort(key=lambda party: (wished[party], own[party]))


def _crossings(
    columns: Sequence[Sequence[int]], near: Sequence[Sequence[int]], hops: Sequence[int]
) -> int:
    """How often lines between neighbouring columns cross."""
    crossings = 0
    for left, right in pairwise(columns):
        place_of = {party: place for place, party in enumerate(right)}
        ends: list[int] = []
        for party in left:
            here = [place_of[other] for other in near[party] if hops[other] == hops[right[0]]]
            crossings += sum(len(ends) - bisect_right(ends, end) for end in here)
            for end in here:
                insort(ends, end)
    return crossings


# Places ------------------------------------------------------------------------------------------


def _rows(parties: int, measures: Measures) -> int:
    """How many boxes a column may hold before it is broken into strands."""
    wide = measures.width + measures.between
    high = measures.height + measures.apart
    return max(_FEWEST_ROWS, ceil(sqrt(parties * wide / (_SHAPE * high))))


def _across(
    columns: Sequence[Sequence[int]], strands: Sequence[int], measures: Measures
) -> list[float]:
    """From left to right. The boxes of a long column go in turn to strands beside each other."""
    found = [0.0] * sum(map(len, columns))
    left = 0.0
    for column, several in zip(columns, strands, strict=True):
        for place, party in enumerate(column):
            found[party] = left + (place % several) * (measures.width + measures.apart)
        left += several * (measures.width + measures.apart) - measures.apart + measures.between
    first = found[0]
    return [x - first for x in found]


def _settled(
    columns: Sequence[Sequence[int]],
    strands: Sequence[int],
    near: Sequence[Sequence[int]],
    hops: Sequence[int],
    measures: Measures,
) -> list[float]:
    """From top to bottom, each as near to its neighbours as the others let it."""
    pitch = measures.height + measures.apart
    gaps = [pitch / several for several in strands]
    down = [0.0] * len(hops)
    for column, gap in zip(columns, gaps, strict=True):
        for place, party in enumerate(column):
            down[party] = (place - (len(column) - 1) / 2) * gap
    for _ in range(_STEPS):
        for column, gap in zip(columns, gaps, strict=True):
            wished = [_wished(party, down, near, hops) for party in column]
            for party, y in zip(column, spread(wished, gap), strict=True):
                down[party] = y
    return down


def _wished(
    party: int, down: Sequence[float], near: Sequence[Sequence[int]], hops: Sequence[int]
) -> float:
    weight, total = _CENTRE, 0.0
    for other in near[party]:
        pull = _OWN_COLUMN if hops[other] == hops[party] else 1.0
        weight += pull
        total += pull * down[other]
    return (down[party] + total / weight) / 2


def spread(wished: Sequence[float], gap: float) -> list[float]:
    """The places nearest to those wished, in their order, at least ``gap`` apart.

    Nearest by the sum of squares. In ``wished[i] - i * gap`` "at least a gap apart" reads "not
    falling", and the nearest sequence that does not fall is found by pooling.
    """
    pools: list[tuple[float, int]] = []  # mean, and of how many
    for place, wish in enumerate(wished):
        mean, size = wish - place * gap, 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean = (mean * size + before * many) / (size + many)
            size += many
        pools.append((mean, size))
    level = [mean for mean, size in pools for _ in range(size)]
    return [mean + place * gap for place, mean in enumerate(level)]
