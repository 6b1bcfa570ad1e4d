"""Connections of a party: a small graph with its evidence, ready to be drawn and to be listed.

Nodes and edges are numbered from 0 by their place, so that a picture and a list point at the same
things. Where nodes stand is left to whoever draws.
"""

from dataclasses import dataclass
from enum import StrEnum

from caveat.domain.parties import PartyKind
from caveat.domain.relations import PartyRef, RefKind, Tie
from caveat.domain.sources import Citation


class Band(StrEnum):
    """How much a tie says, in a word."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class RatedTie:
    """A tie and how much it says.

    Attributes:
        strength: 0-100, by the table of strengths. No probability.
        why: What the strength rests on, a clause.
        citations: What else proves it besides the tie's own source, such as both entries of one
            address.
    """

    tie: Tie
    strength: int
    band: Band
    why: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeListing:
    """That a node is on a list.

    Attributes:
        list_code, title: Of the list.
        since: ISO date of the listing, possibly partial; empty where the release prints none.
        ended: Whether its end lies in the past: shown, no longer in force.
        citations: Numbers of the citations that prove it.
    """

    list_code: str
    title: str
    since: str
    ended: bool
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A party of the graph.

    Attributes:
        ref: Points at it; ``ref.kind`` says whether it is listed, a supplier or only named.
        kind: What it is, as far as known.
        hops: Steps from the party asked about; 0 for itself.
        record: Stored entry to open; 0 where it is not listed.
        listings: Empty where it is not listed.
        further: Ties of it that are not shown: the limit of the graph was reached.
        not_followed: Whether only weak ties lead to it, so that nothing was asked beyond it.
    """

    ref: PartyRef
    kind: PartyKind
    country: str
    hops: int
    record: int = 0
    listings: tuple[NodeListing, ...] = ()
    further: int = 0
    not_followed: bool = False

    @property
    def name(self) -> str:
        """As shown."""
        return str(self.ref)

    @property
    def listed(self) -> bool:
        """Whether a list in service carries it."""
        return self.ref.kind is RefKind.LISTED


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie of the graph.

    Attributes:
        subject, object: Places of the nodes; the edge reads from subject to object.
        mutual: Whether it says the same from either end: draw it without an arrow.
        tie: Kind, basis (published, imported, computed …), evidence, share, dates, source.
        sentence: The whole of it in plain words, with what must be verified.
        citations: Numbers of the citations.
    """

    subject: int
    object: int
    mutual: bool
    tie: Tie
    strength: int
    band: Band
    why: str
    sentence: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A way from the party asked about to a listed party.

    Attributes:
        nodes: Places of its nodes, the party asked about first.
        edges: Places of its edges, one a hop.
        weakest: Place of the edge that says least.
        band: Of that edge: no chain is stronger.
        sentence: The way in plain words, with hops and the weakest edge.
    """

    nodes: tuple[int, ...]
    edges: tuple[int, ...]
    weakest: int
    band: Band
    sentence: str

    @property
    def hops(self) -> int:
        """How many ties long it is."""
        return len(self.edges)


class SignalKind(StrEnum):
    """What a signal is about."""

    TIMING = "founded or renamed after a listing"
    MANAGEMENT = "officers in common"


@dataclass(frozen=True, slots=True)
class Signal:
    """Something to look into. It is no finding and no accusation.

    Attributes:
        text: What was found, in plain words.
        ask: What the officer can ask.
        red_flags: Numbers in Supplement No. 3 to 15 CFR part 732 that are about this.
        nodes, edges: Places of what it rests on.
        verified: Whether everything it rests on was read in its source.
        citations: Numbers of the citations.
    """

    kind: SignalKind
    text: str
    ask: str
    red_flags: tuple[int, ...]
    nodes: tuple[int, ...]
    edges: tuple[int, ...]
    verified: bool
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Connections:
    """What ties a party to others, and to listed parties above all.

    Attributes:
        nodes: The party asked about first, then by hops.
        edges: By the hops of their nearer end.
        paths: Those to listed parties: of each the shortest, and a longer one where every tie of
            that says more. The shortest first, the stronger before the weaker.
        further_paths: How many listed parties are reached besides.
        signals: What to look into.
        citations: Numbered from 1.
        depth: Steps that were asked.
        notes: What must be known to read it: limits that were reached, lists that are missing.
        statement: The outcome in a sentence; never that there is nothing.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    paths: tuple[Path, ...]
    further_paths: int
    signals: tuple[Signal, ...]
    citations: tuple[Citation, ...]
    depth: int
    notes: tuple[str, ...]
    statement: str
