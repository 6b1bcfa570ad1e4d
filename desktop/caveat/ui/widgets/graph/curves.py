"""The lines of a graph: curves between boxes, ties of one pair side by side, labels that fit.

No Qt here; what is drawn with it follows from these numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from caveat.ui.widgets.graph.layout import Measures, Place

_ALONG = (0.18, 0.26, 0.34, 0.42, 0.5, 0.58, 0.66, 0.74, 0.82)
"""Where on its curve a label is tried."""
_SIDE_USED = 0.84
"""Share of a box's side at which lines may begin."""
_BEND = 0.45
"""How far a curve goes straight out of its box, as a share of the gap."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier curve from the subject's box to the object's."""

    start: Place
    leave: Place
    arrive: Place
    end: Place

    def at(self, t: float) -> Place:
        """The point at ``t``, 0 to 1."""
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        return Place(
            a * self.start.x + b * self.leave.x + c * self.arrive.x + d * self.end.x,
            a * self.start.y + b * self.leave.y + c * self.arrive.y + d * self.end.y,
        )


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle around a middle."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Whether both cover a place in common."""
        return (
            abs(self.x - other.x) * 2 < self.width + other.width
            and abs(self.y - other.y) * 2 < self.height + other.height
        )


def curves(
    places: Sequence[Place], ties: Sequence[tuple[int, int]], measures: Measures, line: float
) -> tuple[Curve, ...]:
    """A curve for every tie; at a box they leave in the order of where they go.

    Args:
        places: Of the parties.
        ties: Subject and object of each.
        measures: As the places were made with.
        line: Room that ties of one pair keep between them: the height of a label.
    """
    starts, ends = _ports(places, ties, measures, line)
    of_pair: dict[tuple[int, int], list[int]] = {}
    for number, (one, other) in enumerate(ties):
        of_pair.setdefault((min(one, other), max(one, other)), []).append(number)
    found: dict[int, Curve] = {}
    for several in of_pair.values():
        mean = sum(starts[number] + ends[number] for number in several) / (2 * len(several))
        for nth, number in enumerate(several):
            subject, object_ = places[ties[number][0]], places[ties[number][1]]
            aside = (nth - (len(several) - 1) / 2) * line
            # Where both control points are moved by 4/3, the middle is moved by 1.
            more = (aside - (starts[number] + ends[number]) / 2 + mean) * 4 / 3
            found[number] = _curve(subject, object_, measures, (starts[number], ends[number]), more)
    return tuple(found[number] for number in range(len(ties)))


def _ports(
    places: Sequence[Place], ties: Sequence[tuple[int, int]], measures: Measures, line: float
) -> tuple[list[float], list[float]]:
    """How far above or below the middle of its boxes every tie begins and ends."""
    sides: dict[tuple[int, bool], list[tuple[float, int, bool]]] = {}
    for number, (one, other) in enumerate(ties):
        for here, there, begins in ((one, other, True), (other, one, False)):
            right = places[there].x > places[here].x - measures.width / 2
            sides.setdefault((here, right), []).append((places[there].y, number, begins))
    starts, ends = [0.0] * len(ties), [0.0] * len(ties)
    for side in sides.values():
        step = min(line / 2, measures.height * _SIDE_USED / len(side))
        for nth, (_y, number, begins) in enumerate(sorted(side)):
            (starts if begins else ends)[number] = (nth - (len(side) - 1) / 2) * step
    return starts, ends


def _curve(
    one: Place, other: Place, measures: Measures, ports: tuple[float, float], more: float
) -> Curve:
    half = measures.width / 2
    if abs(other.x - one.x) > half:
        way = 1 if other.x > one.x else -1
        start = Place(one.x + way * half, one.y + ports[0])
        end = Place(other.x - way * half, other.y + ports[1])
        bend = way * max(abs(end.x - start.x) * _BEND, measures.between * _BEND / 2)
        leave = Place(start.x + bend, start.y + more)
        return Curve(start, leave, Place(end.x - bend, end.y + more), end)
    start = Place(one.x + half, one.y + ports[0])
    end = Place(other.x + half, other.y + ports[1])
    out = min(0.45 * measures.between + 0.06 * abs(end.y - start.y), 1.1 * measures.between)
    edge = max(start.x, end.x) + out + more
    return Curve(start, Place(edge, start.y), Place(edge, end.y), end)


def label_places(
    lines: Sequence[Curve],
    sizes: Sequence[tuple[float, float]],
    wished: Sequence[float],
    boxes: Iterable[Box],
) -> Iterator[Place | None]:
    """The middle of every label, on its line, over no box and over no other label, one by one.

    None where there is no such place: such a label is shown only when it is asked for.

    Args:
        lines: The ties, those first whose labels are most wanted.
        sizes: Width and height of every label.
        wished: Where on its line each is to be if it can, 0 to 1.
        boxes: What is covered already.
    """
    taken = _Taken(max((width for width, _height in sizes), default=1) * 2)
    for box in boxes:
        taken.add(box)
    for line, (width, height), wish in zip(lines, sizes, wished, strict=True):
        place = None
        for along in sorted(_ALONG, key=lambda t, wish=wish: abs(t - wish)):  # type: ignore[misc]
            at = line.at(along)
            wanted = Box(at.x, at.y, width, height)
            if not taken.meets(wanted):
                taken.add(wanted)
                place = at
                break
        yield place


class _Taken:
    """What is covered already, by squares, so that few boxes have to be held against each other."""

    def __init__(self, side: float) -> None:
        self._side = side
        self._squares: dict[tuple[int, int], list[Box]] = {}

    def _touched(self, box: Box) -> Iterable[tuple[int, int]]:
        side = self._side
        left, right = int((box.x - box.width / 2) // side), int((box.x + box.width / 2) // side)
        top, bottom = int((box.y - box.height / 2) // side), int((box.y + box.height / 2) // side)
        return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))

    def add(self, box: Box) -> None:
        for square in self._touched(box):
            self._squares.setdefault(square, []).append(box)

    def meets(self, box: Box) -> bool:
        return any(
            box.meets(other)
            for square in self._touched(box)
            for other in self._squares.get(square, ())
        )
