"""The nearest listed party of a neighbourhood, without writing out its paths."""

from typing import NamedTuple

from caveat.domain.connections import RatedTie
from caveat.domain.relations import PartyRef, RefKind
from caveat.network.neighbourhood import Neighbourhood


class Nearest(NamedTuple):
    """How many listed parties are reached, and the one with the fewest hops.

    Of several with as few the one whose way says most; ``weakest`` is the tie of that way that
    says least.
    """

    listed: int
    party: PartyRef
    hops: int
    weakest: RatedTie


def nearest_listed(found: Neighbourhood) -> Nearest | None:
    """None where no listed party is reached; the party asked about is none of them."""
    weakest = _weakest_ties(found)
    reached = [party for party in weakest if party.kind is RefKind.LISTED]
    if not reached:
        return None
    best = min(reached, key=lambda party: (found.hops[party], -weakest[party].strength))
    return Nearest(len(reached), best, found.hops[best], weakest[best])


def _weakest_ties(found: Neighbourhood) -> dict[PartyRef, RatedTie]:
    """Of every party, the weakest tie of the best of its shortest ways."""
    into: dict[PartyRef, list[tuple[PartyRef, RatedTie]]] = {}
    for rated in found.ties:
        ends = rated.tie.subject, rated.tie.object
        for nearer, farther in (ends, ends[::-1]):
            if found.hops[farther] == found.hops[nearer] + 1:
                into.setdefault(farther, []).append((nearer, rated))
    weakest: dict[PartyRef, RatedTie] = {}
    for party in found.hops:  # the nearer before the farther
        ways = [
            min(weakest.get(nearer, rated), rated, key=lambda each: each.strength)
            for nearer, rated in into.get(party, ())
        ]
        if ways:
            weakest[party] = max(ways, key=lambda each: each.strength)
    return weakest
