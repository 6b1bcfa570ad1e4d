"""Where parties of a picture stand."""

from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import linked
from caveat.ui.widgets.graph.layout import Measures, Place, places, spread

SIZE = Measures(width=190, height=56, apart=12, between=140)


def graph_of(parties: int, ties: int, seed: int) -> tuple[list[int], list[tuple[int, int]]]:
    chance = Random(seed)  # noqa: S311 - the same graph every time
    hops, pairs = [0], []
    for party in range(1, parties):
        near = [other for other in range(party) if hops[other] < 3]
        other = chance.choice(near)
        hops.append(hops[other] + 1)
        pairs.append((other, party))
    pairs += [(chance.randrange(parties), chance.randrange(parties)) for _ in range(ties)]
    return hops, pairs


def overlapping(stands: tuple[Place, ...]) -> list[tuple[Place, Place]]:
    return [
        (one, other)
        for one, other in combinations(stands, 2)
        if abs(one.x - other.x) < SIZE.width - 0.2 and abs(one.y - other.y) < SIZE.height - 0.2
    ]


@pytest.mark.parametrize("parties", [1, 2, 40, 300])
def test_no_two_boxes_share_a_place(parties: int):
    hops, ties = graph_of(parties, parties, seed=parties)
    assert overlapping(places(hops, ties, SIZE)) == []


def test_a_star_of_three_hundred_has_room_for_every_box():
    stands = places([0, *[1] * 299], [(0, party) for party in range(1, 300)], SIZE)
    assert overlapping(stands) == []
    wide = max(place.x for place in stands) - min(place.x for place in stands)
    high = max(place.y for place in stands) - min(place.y for place in stands)
    assert 0.5 < wide / high < 3


def test_equal_input_gives_the_equal_picture():
    hops, ties = graph_of(120, 200, seed=7)
    first = places(hops, ties, SIZE)
    assert places(list(hops), list(reversed(ties)), SIZE) == first


def test_the_party_asked_about_stands_left_and_others_by_hops():
    found = linked.small()
    stands = places(
        [node.hops for node in found.nodes], [(e.subject, e.object) for e in found.edges], SIZE
    )
    assert stands[0] == Place(0, 0)
    across = [place.x for place in stands]
    assert across[0] < across[1] == across[2] < across[3] == across[4]


def test_neighbours_are_ordered_so_that_their_lines_do_not_cross():
    # Drawn in the order of their numbers, each of these lines would cross all others.
    hops = [0, 1, 1, 1, 2, 2, 2]
    ties = [(0, 1), (0, 2), (0, 3), (1, 6), (2, 5), (3, 4)]
    stands = places(hops, ties, SIZE)
    inner = sorted((1, 2, 3), key=lambda party: stands[party].y)
    outer = sorted((4, 5, 6), key=lambda party: stands[party].y)
    assert [dict(ties[3:])[party] for party in inner] == outer


def test_nobody_is_no_picture():
    assert places([], [], SIZE) == ()


@given(
    st.lists(st.floats(-1000, 1000), min_size=1, max_size=40),
    st.floats(0.5, 60),
)
def test_what_is_spread_keeps_its_order_and_its_distance(wished: list[float], gap: float):
    found = spread(wished, gap)
    assert all(after - before >= gap - 1e-6 for before, after in pairwise(found))
    assert sum(found) == pytest.approx(sum(wished), abs=1e-3)


def test_what_has_room_already_stays_where_it_was_wished():
    assert spread([0, 10, 30], 8) == pytest.approx([0, 10, 30])
    assert spread([5, 5, 5], 10) == pytest.approx([-5, 5, 15])
