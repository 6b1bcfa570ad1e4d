"""A graph of ties, and the shortest ways through it.

Written here and not taken from a library: what is asked is a breadth-first walk that prefers, of
ways of one length, the one whose weakest tie says most. networkx was weighed; its shortest paths
know no such preference, and building its graph of 100,000 edges takes longer than ours and the walk
together.
"""

from collections.abc import Iterable, Sequence
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
        for edge, (one, other, strength) in enumerate(ends):
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

    def shortest(
        self, start: int, targets: Iterable[int], *, most_hops: int, least: int = 0
    ) -> dict[int, Way]:
        """To each target that can be reached the shortest way.

        Of ways of one length, the one whose weakest tie says most, then the one with the lower
        numbers. Ties below ``least`` are not walked.
        """
        wanted = set(targets) - {start}
        best: dict[int, tuple[int, int, int]] = {start: (100, -1, -1)}
        frontier = [start]
        found: dict[int, Way] = {}
        for _ in range(most_hops):
            reached: dict[int, tuple[int, int, int]] = {}
            for node in frontier:
                so_far = best[node][0]
                for other, edge, strength in self.adjacent[node]:
                    if strength < least or other in best:
                        continue
                    least_so_far = min(strength, so_far)
                    known = reached.get(other)
                    if known is None or least_so_far > known[0]:
                        reached[other] = (least_so_far, node, edge)
            best.update(reached)
            for node in wanted & reached.keys():
                found[node] = self._way(best, node)
            frontier = list(reached)
            if not frontier or len(found) == len(wanted):
                break
        return found

    def _way(self, best: dict[int, tuple[int, int, int]], target: int) -> Way:
        nodes, edges, strengths = [target], [], []
        node = target
        while best[node][1] >= 0:
            _, before, edge = best[node]
            edges.append(edge)
            strengths.append(min(s for o, e, s in self.adjacent[before] if e == edge and o == node))
            nodes.append(before)
            node = before
        nodes.reverse()
        edges.reverse()
        strengths.reverse()
        least = min(strengths)
        return Way(tuple(nodes), tuple(edges), edges[strengths.index(least)], least)


def ways_to(
    graph: Graph, start: int, targets: Sequence[int], *, most_hops: int, steps: Sequence[int]
) -> list[Way]:
    """The shortest way to each target, and longer ones whose weakest tie is of a higher step.

    Args:
        graph: What is walked.
        start: From where.
        targets: To where.
        most_hops: Longest way.
        steps: Strengths at which a tie is called more, descending; 0 is added.

    Returns:
        Shorter ways first, of one length the stronger, then by the targets' numbers.
    """
    found: list[Way] = []
    shortest: dict[int, int] = {}
    for least in sorted({*steps, 0}, reverse=True):
        for target, way in graph.shortest(start, targets, most_hops=most_hops, least=least).items():
            # Walked from the strongest step down: a later way counts only if it is shorter.
            if len(way.edges) < shortest.get(target, most_hops + 1):
                shortest[target] = len(way.edges)
                found.append(way)
    return sorted(found, key=lambda way: (len(way.edges), -way.strength, way.nodes))
