"""The shortest ways of a graph from the party asked about to listed parties.

Also of a graph that has grown since it was asked for: whoever is reached by one more step and is
listed must not stand there as any other party.
"""

from collections.abc import Sequence
from dataclasses import replace

from caveat.domain.connections import Connections, Edge, Node, Path
from caveat.network.graph import Graph, ways_to
from caveat.network.strengths import strengths
from caveat.network.wording import path_sentence, statement

_MOST_PATHS = 25


def shortest_paths(
    nodes: Sequence[Node], edges: Sequence[Edge], depth: int
) -> tuple[tuple[Path, ...], int]:
    """Paths to listed parties of at most ``depth`` ties, and how many parties are reached besides.

    Of each party the shortest, and a longer one where every tie of that says more.
    """
    graph = Graph(
        (nodes[edge.subject].ref, nodes[edge.object].ref, edge.strength) for edge in edges
    )
    places = {node.ref: place for place, node in enumerate(nodes)}
    start = graph.number(nodes[0].ref)
    targets = [
        graph.numbers[node.ref]
        for node in nodes
        if node.listed and node.hops and node.ref in graph.numbers
    ]
    table = strengths()
    steps = [table["band: strong"].strength, table["band: fair"].strength]
    ways = [
        way._replace(nodes=tuple(places[graph.parties[node]] for node in way.nodes))
        for way in ways_to(graph, start, targets, most_hops=depth, steps=steps)
    ]
    shown = ways[:_MOST_PATHS]
    paths = tuple(
        Path(
            nodes=way.nodes,
            edges=way.edges,
            weakest=way.weakest,
            band=edges[way.weakest].band,
            sentence=path_sentence(nodes, edges, way),
        )
        for way in shown
    )
    # What was found decides; how it is cut decides nothing.
    reached = {way.nodes[-1] for way in ways}
    return paths, len(reached - {way.nodes[-1] for way in shown})


def with_ways(found: Connections) -> Connections:
    """A graph that has grown, with its paths and its statement looked for anew."""
    furthest = max(found.depth, *(node.hops for node in found.nodes))
    paths, further = shortest_paths(found.nodes, found.edges, furthest)
    said = statement(found.nodes, paths, found.depth, further)
    return replace(found, paths=paths, further_paths=further, statement=said)
