"""Grows the part of the graph around a party, step by step, by asking for neighbours.

Computed ties are cheap to ask for one party; written out for all parties of a list they would be
millions (sixty companies of one tower are 1,770 pairs). So nobody is asked who is not near.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from caveat.domain.connections import Band, RatedTie
from caveat.domain.relations import Basis, PartyRef, RelationKind

Neighbours = Callable[[PartyRef], Iterable[RatedTie]]
"""Gives the ties of a party, in an order that equal data give again."""


@dataclass(slots=True)
class Neighbourhood:
    """What was found around a party.

    Attributes:
        hops: Every party found, in the order found, with its distance.
        ties: Each once, in the order found.
        further: Of parties beyond the limit: how many ties were left out, by the party they hang
            on.
        not_followed: Parties to which only weak ties lead: their own ties were not asked for.
    """

    hops: dict[PartyRef, int] = field(default_factory=dict)
    ties: list[RatedTie] = field(default_factory=list)
    further: dict[PartyRef, int] = field(default_factory=dict)
    not_followed: set[PartyRef] = field(default_factory=set)


def grow(
    start: PartyRef, neighbours: Neighbours, *, depth: int, most: int, most_each: int
) -> Neighbourhood:
    """Walk outwards from a party.

    Nothing is asked beyond a party to which only weak ties lead: whoever shares a crowded tower
    with a supplier says little about it, and whoever is tied to *that* party nothing at all.

    Args:
        start: From where.
        neighbours: See `Neighbours`.
        depth: Steps, at least 1.
        most: Most parties.
        most_each: Most new parties that one party may bring; the strongest ties first.
    """
    found = Neighbourhood(hops={start: 0})
    seen: set[tuple[object, ...]] = set()
    frontier = [start]
    for hop in range(1, depth + 1):
        following: dict[PartyRef, None] = {}
        for party in frontier:
            brought = 0
            for rated in sorted(neighbours(party), key=lambda each: -each.strength):
                tie = rated.tie
                other = tie.object if tie.subject == party else tie.subject
                known = other in found.hops
                if not known and (brought >= most_each or len(found.hops) >= most):
                    found.further[party] = found.further.get(party, 0) + 1
                    continue
                if not known:
                    found.hops[other] = hop
                    brought += 1
                same = _same(rated)
                if same not in seen:
                    seen.add(same)
                    found.ties.append(rated)
                if rated.band is not Band.WEAK and found.hops[other] == hop:
                    following[other] = None
        found.not_followed |= {
            party for party, at in found.hops.items() if at == hop and party not in following
        }
        frontier = list(following)
    found.not_followed -= {party for party, at in found.hops.items() if at == depth}
    return found


def _same(rated: RatedTie) -> tuple[object, ...]:
    """Two statements of one tie by one source are one; a comparison is, from whichever end."""
    tie = rated.tie
    if tie.basis is Basis.COMPUTED:
        ends = frozenset((tie.subject, tie.object))
        # That two parties carry several names in common makes them no more alike.
        texts = frozenset(tie.evidence.casefold().split(" = "))
        return ends, tie.kind, None if tie.kind is RelationKind.SAME_NAME else texts
    said = (tie.subject, tie.object, tie.kind, tie.evidence, tie.period, tie.share)
    if tie.basis is Basis.PUBLISHED:
        # A list prints an edge at both of its ends; the words are the same.
        return said
    return *said, tie.source.title, tie.source.locator, tie.note
