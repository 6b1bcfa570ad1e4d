"""Which ties of a graph are shown: by what they are, by who says so, and by the day they held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caveat.domain.connections import Connections, Edge
from caveat.domain.periods import ALWAYS, Holds
from caveat.domain.relations import Basis, RelationKind


@dataclass(frozen=True, slots=True)
class TieFilter:
    """What is left out.

    Attributes:
        without_kinds, without_bases: Hidden kinds of tie, and hidden speakers.
        day: Only what held on this day, or may have: undated ties are shown, since nobody says
            that they did not hold. None for any time.
    """

    without_kinds: frozenset[RelationKind] = frozenset()
    without_bases: frozenset[Basis] = frozenset()
    day: date | None = None

    @property
    def shows_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.without_kinds or self.without_bases or self.day)

    def shows(self, edge: Edge) -> bool:
        """Whether a tie is shown."""
        tie = edge.tie
        if tie.kind in self.without_kinds or tie.basis in self.without_bases:
            return False
        return self.day is None or tie.period.on(self.day) is not Holds.NO


NO_FILTER = TieFilter()


@dataclass(frozen=True, slots=True)
class Shown:
    """What a filter leaves of a graph, by places.

    Attributes:
        nodes: The party asked about, and everybody at either end of a tie that is shown.
        edges: Ties that are shown.
        paths: Paths of which every tie is shown.
        undated, too_coarse: Of the ties shown on a day: those without dates, and those whose dates
            are too coarse to tell.
    """

    nodes: frozenset[int]
    edges: frozenset[int]
    paths: frozenset[int]
    undated: int = 0
    too_coarse: int = 0


def shown(found: Connections, wanted: TieFilter) -> Shown:
    """What a filter leaves."""
    edges = frozenset(n for n, edge in enumerate(found.edges) if wanted.shows(edge))
    ends = (end for n in edges for end in (found.edges[n].subject, found.edges[n].object))
    periods = [found.edges[n].tie.period for n in edges]
    day = wanted.day
    return Shown(
        nodes=frozenset((0, *ends)) if found.nodes else frozenset(),
        edges=edges,
        paths=frozenset(n for n, path in enumerate(found.paths) if edges.issuperset(path.edges)),
        undated=sum(period == ALWAYS for period in periods) if day else 0,
        too_coarse=sum(period.on(day) is Holds.UNCLEAR for period in periods) if day else 0,
    )


def kinds_of(edges: Iterable[Edge]) -> tuple[tuple[RelationKind, int], ...]:
    """The kinds of tie that occur, in the order of their definition, with their counts."""
    held = [edge.tie.kind for edge in edges]
    return tuple((kind, held.count(kind)) for kind in RelationKind if kind in held)


def bases_of(edges: Iterable[Edge]) -> tuple[tuple[Basis, int], ...]:
    """Who says something here, in the order of their definition, with their counts."""
    held = [edge.tie.basis for edge in edges]
    return tuple((basis, held.count(basis)) for basis in Basis if basis in held)
