"""Shortest ways: held against every way there is, on small graphs."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.relations import PartyRef
from caveat.network.graph import Graph, ways_to

Ends = list[tuple[int, int, int]]
_NODES = 6


def ref(number: int) -> PartyRef:
    return PartyRef.named(f"party {number}")


def graph_of(ends: Ends) -> Graph:
    graph = Graph((ref(one), ref(other), strength) for one, other, strength in ends)
    for number in range(_NODES):
        graph.number(ref(number))
    return graph


def every_way(ends: Ends, start: int, target: int, most_hops: int) -> list[tuple[int, int]]:
    """Hops and least strength of every way without a loop."""
    found = []

    def walk(node: int, seen: frozenset[int], hops: int, strength: int) -> None:
        if node == target:
            found.append((hops, strength))
        elif hops < most_hops:
            for one, other, says in ends:
                for here, there in ((one, other), (other, one)):
                    if here == node and there not in seen:
                        walk(there, seen | {there}, hops + 1, min(strength, says))

    walk(start, frozenset({start}), 0, 100)
    return found


TIES = st.lists(
    st.tuples(st.integers(0, _NODES - 1), st.integers(0, _NODES - 1), st.integers(0, 100)).filter(
        lambda ends: ends[0] != ends[1]
    ),
    max_size=10,
)


@given(TIES, st.integers(1, 5))
def test_a_way_is_the_shortest_and_of_those_the_one_whose_weakest_tie_says_most(
    ends: Ends, most_hops: int
) -> None:
    graph = graph_of(ends)
    start, targets = graph.number(ref(0)), [graph.number(ref(n)) for n in range(1, _NODES)]
    found = graph.ways(start, targets, most_hops=most_hops)
    for number in range(1, _NODES):
        ways = every_way(ends, 0, number, most_hops)
        way = found.get(graph.number(ref(number)))
        if not ways:
            assert way is None
            continue
        assert way is not None
        shortest = min(hops for hops, _ in ways)
        assert len(way.edges) == shortest
        assert way.strength == max(says for hops, says in ways if hops == shortest)
        assert ends[way.weakest][2] == way.strength == min(ends[edge][2] for edge in way.edges)
        for edge, (one, other) in zip(way.edges, pairwise(way.nodes), strict=True):
            stated = {graph.number(ref(ends[edge][0])), graph.number(ref(ends[edge][1]))}
            assert stated == {one, other}


def test_a_longer_way_is_told_too_where_every_tie_of_it_says_more() -> None:
    graph = graph_of([(0, 3, 20), (0, 1, 90), (1, 3, 85), (0, 2, 60), (2, 3, 60)])
    start, target = graph.number(ref(0)), graph.number(ref(3))
    found = ways_to(graph, start, [target], most_hops=4, steps=[75, 50])
    assert [(len(way.edges), way.strength) for way in found] == [(1, 20), (2, 85)]


def test_a_circle_and_two_ties_of_one_pair_are_walked_once_and_the_stronger_counts() -> None:
    graph = graph_of([(0, 1, 30), (1, 0, 80), (1, 2, 70), (2, 0, 10)])
    start = graph.number(ref(0))
    found = graph.ways(start, [graph.number(ref(1)), start], most_hops=3)
    assert [way.strength for way in found.values()] == [80]


def test_with_a_limit_the_best_are_given_and_the_walk_ends_early() -> None:
    graph = graph_of([(0, 1, 30), (0, 2, 80), (2, 3, 70)])
    targets = [graph.number(ref(number)) for number in (1, 2, 3)]
    found = graph.ways(graph.number(ref(0)), targets, most_hops=3, most=1)
    assert list(found) == [graph.number(ref(2))]
