"""Puts two graphs together: the one that is shown, and one more step from one of its parties."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace

from caveat.domain.connections import Connections, Edge, Node
from caveat.domain.relations import PartyRef
from caveat.domain.sources import Citation
from caveat.ui.wording import counted


def grown(shown: Connections, place: int, step: Connections) -> Connections:
    """The graph shown with one step more from the party at ``place``.

    What is shown keeps its places, so that a picture and a selection stay valid. Paths and the
    statement are to be looked for anew (`LinkServices.with_ways`). Signals stay those of the first
    question, and a note says so.
    """
    numbers = _Numbers(shown.citations)
    nodes = list(shown.nodes)
    place_of = {node.ref: number for number, node in enumerate(nodes)}
    at = [place_of.get(node.ref, -1) for node in step.nodes]
    if step.nodes:  # the service may know the party by another reference than the graph does
        at[0] = place
    for number, node in enumerate(step.nodes):
        if at[number] < 0:
            at[number] = len(nodes)
            place_of[node.ref] = len(nodes)
            nodes.append(_renumbered_node(node, numbers, step.citations))
    left = step.nodes[0].further if step.nodes else 0
    nodes[place] = replace(nodes[place], further=left, not_followed=False)
    edges = list(shown.edges)
    held = {_content(edge.subject, edge.object, edge) for edge in edges}
    for edge in step.edges:
        one, other = at[edge.subject], at[edge.object]
        if one == other or _content(one, other, edge) in held:
            continue
        cited = numbers.of(edge.citations, step.citations)
        edges.append(replace(edge, subject=one, object=other, citations=cited))
        held.add(_content(one, other, edge))
    distances = _hops(len(nodes), edges)
    return replace(
        shown,
        nodes=tuple(replace(node, hops=distances[n]) for n, node in enumerate(nodes)),
        edges=tuple(edges),
        citations=tuple(numbers.citations),
        notes=(*shown.notes, *_note(shown, nodes[place].ref, len(nodes), len(edges))),
    )


class _Numbers:
    """Citations with numbers that go on where those shown end."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        self.citations = list(citations)
        self._number_of = {replace(cited, n=0): cited.n for cited in citations}

    def of(self, numbers: Iterable[int], citations: Sequence[Citation]) -> tuple[int, ...]:
        by_number = {cited.n: replace(cited, n=0) for cited in citations}
        found: dict[int, None] = {}
        for number in numbers:
            cited = by_number[number]
            if cited not in self._number_of:
                self._number_of[cited] = len(self.citations) + 1
                self.citations.append(replace(cited, n=len(self.citations) + 1))
            found[self._number_of[cited]] = None
        return tuple(found)


def _renumbered_node(node: Node, numbers: _Numbers, citations: Sequence[Citation]) -> Node:
    listings = tuple(
        replace(listing, citations=numbers.of(listing.citations, citations))
        for listing in node.listings
    )
    return replace(node, listings=listings)


def _content(one: int, other: int, edge: Edge) -> tuple[object, ...]:
    """What makes two ties one; of a mutual tie also turned round."""
    tie = edge.tie
    evidence = frozenset(tie.evidence.split(" = ")) if edge.mutual else tie.evidence
    ends = frozenset((one, other)) if edge.mutual else (one, other)
    return ends, tie.kind, tie.basis, tie.source.title, tie.source.locator, evidence, tie.period


def _hops(nodes: int, edges: Iterable[Edge]) -> list[int]:
    near: list[list[int]] = [[] for _ in range(nodes)]
    for edge in edges:
        near[edge.subject].append(edge.object)
        near[edge.object].append(edge.subject)
    found = [-1] * nodes
    found[0] = 0
    waiting = deque([0])
    while waiting:
        party = waiting.popleft()
        for other in near[party]:
            if found[other] < 0:
                found[other] = found[party] + 1
                waiting.append(other)
    furthest = max(found)
    return [hops if hops >= 0 else furthest for hops in found]


def _note(shown: Connections, ref: PartyRef, nodes: int, edges: int) -> tuple[str, ...]:
    ties, parties = edges - len(shown.edges), nodes - len(shown.nodes)
    said = f"{counted(ties, 'tie')} more and {counted(parties, 'party', 'parties')} more"
    words = f"One more step was looked up from {ref}: {said}. The signals are those found before."
    return () if words in shown.notes else (words,)
