"""A graph of ties, and the shortest ways through it.

Written here and not taken from a library: what is asked is a breadth-first walk that prefers, of
ways of one length, the one whose weakest tie says most. networkx was weighed; its shortest paths
know no such preference, and building its graph of 100,000 edges takes longer than ours and the walk
together.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from caveat.domain.relations import PartyRef


class Way(NamedTuple):
    """A way through a graph: nodes and edges by their numbers, and its least strength."""

    nodes: tuple[int, ...]
    edges: tuple[int, ...]
    weakest: int
    strength: int


class Graph:
    """Parties and ties by number. Ties are walked in both directions."""

    def __init__(self, ends: Iterable[tuple[PartyRef, PartyRef, int]]) -> None:
        """Take the ends and the strength of every tie; ties are numbered in this order."""
        self.numbers: dict[PartyRef, int] = {}
        self.parties: list[PartyRef] = []
        self.adjacent: list[list[tuple[int, int, int]]] = []
        """Of each party (other party, tie, strength)."""
        self.strengths: list[int] = []
        """Of each tie."""
        for edge, (one, other, strength) in enumerate(ends):
            self.strengths.append(strength)
            first, second = self.number(one), self.number(other)
            self.adjacent[first].append((second, edge, strength))
            self.adjacent[second].append((first, edge, strength))

    def number(self, party: PartyRef) -> int:
        """The number of a party; a new one for a party not seen before."""
        found = self.numbers.get(party)
        if found is None:
            found = self.numbers[party] = len(self.parties)
            self.parties.append(party)
            self.adjacent.append([])
        return found

    def ways(
        self,
        start: int,
        targets: Collection[int],
        *,
        most_hops: int,
        least: int = 0,
        most: int | None = None,
    ) -> dict[int, Way]:
        """To each target that can be reached the shortest way.

        Of ways of one length, the one whose weakest tie says most, then the one found first.

        Args:
            start: From where.
            targets: To where.
            most_hops: Longest way.
            least: Ties that say less are not walked.
            most: Stop after the step on which so many targets were reached; None for all.
        """
        wanted = bytearray(len(self.parties))
        for target in targets:
            wanted[target] = 1
        wanted[start] = 0
        left = sum(wanted)
        level = [0] * len(self.parties)
        level[start] = -1
        strongest = [100] * len(self.parties)
        before, via = [-1] * len(self.parties), [-1] * len(self.parties)
        frontier, found = [start], list[int]()
        adjacent = self.adjacent
        for hop in range(1, most_hops + 1):
            following = list[int]()
            append = following.append
            for node in frontier:
                so_far = strongest[node]
                for other, edge, strength in adjacent[node]:
                    at = level[other]
                    if (at and at != hop) or strength < least:
                        continue
                    # Written out: a call of min() for every tie would be a third of the walk.
                    says = strength if strength < so_far else so_far  # noqa: FURB136
                    if not at:
                        level[other] = hop
                        append(other)
                    elif says <= strongest[other]:
                        continue
                    strongest[other] = says
                    before[other] = node
                    via[other] = edge
            found += [node for node in following if wanted[node]]
            frontier = following
            enough = most is not None and len(found) >= most
            if enough or not frontier or len(found) == left:
                break
        found = found if most is None else sorted(found, key=lambda n: (level[n], -strongest[n], n))
        return {node: self._way(before, via, node) for node in found[:most]}

    def _way(self, before: Sequence[int], via: Sequence[int], target: int) -> Way:
        nodes, edges = [target], list[int]()
        strengths: list[int] = []
        node = target
        while before[node] >= 0:
            edges.append(via[node])
            strengths.append(self.strengths[via[node]])
            node = before[node]
            nodes.append(node)
        nodes.reverse()
        edges.reverse()
        strengths.reverse()
        least = min(strengths)
        return Way(tuple(nodes), tuple(edges), edges[strengths.index(least)], least)


def ways_to(
    graph: Graph,
    start: int,
    targets: Collection[int],
    *,
    most_hops: int,
    steps: Iterable[int],
    most: int | None = None,
) -> list[Way]:
    """The shortest way to each target, and longer ones whose weakest tie is of a higher step.

    Args:
        graph: What is walked.
        start: From where.
        targets: To where.
        most_hops: Longest way.
        steps: Strengths from which a tie is called more.
        most: See `Graph.ways`.

    Returns:
        Shorter ways first, of one length the stronger, then by the targets' numbers.
    """
    shortest = graph.ways(start, targets, most_hops=most_hops, most=most)
    found = [*shortest.values()]
    strongest = {target: way.strength for target, way in shortest.items()}
    for step in sorted(steps, reverse=True):
        # Only those whose way is below the step so far: to them a longer one may say more.
        weaker = [target for target, strength in strongest.items() if strength < step]
        if weaker:
            for target, way in graph.ways(start, weaker, most_hops=most_hops, least=step).items():
                found.append(way)
                strongest[target] = way.strength
    return sorted(found, key=lambda way: (len(way.edges), -way.strength, way.nodes))
