"""Puts a neighbourhood together as it is shown: nodes, edges, paths, signals, citations."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypedDict

from caveat.domain.connections import (
    Connections,
    Edge,
    Node,
    NodeListing,
    RatedTie,
    Signal,
)
from caveat.domain.relations import MUTUAL, Basis, PartyRef, RefKind
from caveat.domain.sources import Citation
from caveat.network.neighbourhood import Neighbourhood
from caveat.network.signals import management, timing
from caveat.network.wording import (
    edge_sentence,
    management_signal,
    statement,
    timing_signal,
)
from caveat.services.citations import Citations, source_citation
from caveat.services.shortest_ways import shortest_paths
from caveat.services.standpoint import Standpoint
from caveat.services.ties import Ties

MOST_PARTIES, MOST_EACH = 400, 60
"""Parties of a graph at most, and new ones that one party may bring."""


class _Basis(TypedDict):
    """What a signal rests on: places of nodes and edges, numbers of citations."""

    nodes: tuple[int, ...]
    edges: tuple[int, ...]
    citations: tuple[int, ...]


def compose(
    ties: Ties, start: PartyRef, found: Neighbourhood, depth: int, at: Standpoint
) -> Connections:
    """The neighbourhood of a party as it is shown: numbered, cited, with paths and signals."""
    return _Composing(ties, start, found, depth, at).composed()


class _Composing:
    """Puts nodes, edges, paths, signals and citations together."""

    def __init__(
        self, ties: Ties, start: PartyRef, found: Neighbourhood, depth: int, at: Standpoint
    ) -> None:
        self._ties, self._found, self._depth, self._at = ties, found, depth, at
        self._start = start
        self._citations = Citations()
        self._places = {party: place for place, party in enumerate(found.hops)}
        self._nodes = tuple(self._node(party) for party in found.hops)
        self._edges = tuple(self._edge(rated) for rated in found.ties)
        self._edge_of = {id(rated): place for place, rated in enumerate(found.ties)}

    def composed(self) -> Connections:
        paths, further = shortest_paths(self._nodes, self._edges, self._depth)
        signals = tuple(self._signals())
        return Connections(
            nodes=self._nodes,
            edges=self._edges,
            paths=paths,
            further_paths=further,
            signals=signals,
            citations=self._citations.all(),
            depth=self._depth,
            notes=tuple(self._notes()),
            statement=statement(self._nodes, paths, self._depth, further),
        )

    def _node(self, party: PartyRef) -> Node:
        facts = self._ties.facts(party)
        record = 0
        listings: tuple[NodeListing, ...] = ()
        if party.kind is RefKind.LISTED:
            record = self._ties.known.listed[party.key].record
            listing = self._ties.sources.listing(record, self._at.day.isoformat())
            cited = self._ties.sources.citations(record)
            numbers = dict.fromkeys(map(self._citations.number, cited))
            listings = (replace(listing, citations=tuple(numbers)),)
        return Node(
            ref=party,
            kind=facts.kind,
            country=facts.country,
            hops=self._found.hops[party],
            record=record,
            listings=listings,
            further=self._found.further.get(party, 0),
            not_followed=party in self._found.not_followed,
        )

    def _edge(self, rated: RatedTie) -> Edge:
        tie = rated.tie
        cited = [*rated.citations]
        if tie.basis is not Basis.COMPUTED:
            cited.append(self._ties.citation(tie))
        return Edge(
            subject=self._places[tie.subject],
            object=self._places[tie.object],
            mutual=tie.kind in MUTUAL,
            tie=tie,
            strength=rated.strength,
            band=rated.band,
            why=rated.why,
            sentence=edge_sentence(rated),
            citations=tuple(dict.fromkeys(map(self._citations.number, cited))),
        )

    def _signals(self) -> Iterator[Signal]:
        ties = self._found.ties
        since = {
            node.ref: min((each.since for each in node.listings if each.since), default="")
            for node in self._nodes
            if node.listed
        }
        for when in timing(self._start, ties, self._ties.events, since):
            cited = [source_citation(when.event.source)]
            yield timing_signal(
                self._start,
                when,
                self._nodes[self._places[when.listed]],
                **self._rests_on(when.ties, (when.event.party, when.listed), cited),
            )
        for who in management(self._start, ties, since):
            yield management_signal(self._start, who, **self._rests_on(who.ties, (who.listed,), ()))

    def _rests_on(
        self, ties: Sequence[RatedTie], parties: Sequence[PartyRef], cited: Sequence[Citation]
    ) -> _Basis:
        edges = tuple(self._edge_of[id(rated)] for rated in ties)
        nodes = [self._places[party] for party in (self._start, *parties)]
        numbers: list[int] = []
        for edge in (self._edges[place] for place in edges):
            nodes += (edge.subject, edge.object)
            numbers += edge.citations
        for node in nodes:
            numbers += [number for each in self._nodes[node].listings for number in each.citations]
        numbers += map(self._citations.number, cited)
        return {
            "nodes": tuple(dict.fromkeys(nodes)),
            "edges": edges,
            "citations": tuple(dict.fromkeys(numbers)),
        }

    def _notes(self) -> Iterator[str]:
        if self._at.known.moment is not None:
            yield (
                f"As known here on {self._at.day}: the lists that were in service, and the "
                "suppliers and relations that were on record, by the end of that day (UTC)."
            )
        left_out = sum(self._found.further.values())
        if left_out:
            yield (
                f"{left_out:,} more ties were found and are not shown: the graph is limited to "
                f"{MOST_PARTIES} parties and {MOST_EACH} new ones for each."
            )
        weak = len(self._found.not_followed)
        if weak:
            yield (
                f"Beyond {weak:,} of the parties nothing was looked up: only weak ties lead there."
            )
        facts = self._ties.facts(self._start)
        if not facts.addresses and self._start.kind is not RefKind.LISTED:
            yield "No address of the party is known, so no address was compared. Give one."
        yield (
            "Only what the lists in service, the starter data, your books and your relations say "
            "was looked up. That no tie is found does not mean that there is none."
        )
