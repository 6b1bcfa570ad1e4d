"""The nearest listed party: fewest hops, then the way whose weakest tie says most."""

from collections.abc import Sequence

from caveat.domain.connections import Band, RatedTie
from caveat.domain.relations import RelationKind
from caveat.network.nearest import Nearest, nearest_listed
from caveat.network.neighbourhood import grow
from ties import listed, named, tied

LINKED = RelationKind.LINKED
A, B, C = (named(name) for name in "ABC")
NEAR, FAR, OTHER = listed("Near"), listed("Far"), listed("Other")


def nearest(*ties: RatedTie) -> Nearest | None:
    def neighbours(party: object) -> Sequence[RatedTie]:
        return [each for each in ties if party in {each.tie.subject, each.tie.object}]

    return nearest_listed(grow(A, neighbours, depth=3, most=100, most_each=50))


def test_where_nobody_listed_is_reached_there_is_none():
    assert nearest(tied(A, LINKED, B), tied(B, LINKED, C)) is None


def test_the_fewest_hops_come_first_and_every_listed_party_is_counted_once():
    near = tied(A, LINKED, NEAR, strength=40)
    found = nearest(near, tied(A, LINKED, B), tied(B, LINKED, FAR, strength=90))
    assert found == Nearest(2, NEAR, 1, near)
    assert found.weakest.band is Band.WEAK


def test_of_several_as_near_the_way_whose_weakest_tie_says_most():
    good, bad = tied(A, LINKED, B, strength=80), tied(A, LINKED, C, strength=60)
    ties = (good, bad, tied(B, LINKED, FAR, strength=70), tied(C, LINKED, OTHER, strength=95))
    found = nearest(*ties)
    assert found is not None
    assert (found.listed, found.party, found.hops) == (2, FAR, 2)
    assert found.weakest.strength == 70


def test_a_party_reached_by_two_ways_takes_the_better_one():
    ties = (
        tied(A, LINKED, B, strength=60),
        tied(A, LINKED, C, strength=80),
        tied(B, LINKED, FAR, strength=95),
        tied(C, LINKED, FAR, strength=75),
        tied(B, LINKED, C, strength=99),  # a tie between two as near is no step outwards
    )
    found = nearest(*ties)
    assert found is not None
    assert (found.hops, found.weakest.strength) == (2, 75)
