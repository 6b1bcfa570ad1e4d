"""Graphs of connections for tests and measurements, made without any list."""

from dataclasses import replace
from itertools import count

from caveat.domain.connections import (
    Band,
    Connections,
    Edge,
    Node,
    NodeListing,
    Path,
    Signal,
    SignalKind,
)
from caveat.domain.parties import PartyKind
from caveat.domain.periods import ALWAYS, Period
from caveat.domain.relations import MUTUAL, Basis, PartyRef, RefKind, RelationKind, Tie
from caveat.domain.shares import Share
from caveat.domain.sources import Citation, Mark, Source

LIST = Citation(
    1,
    "Entity List",
    "Bureau of Industry and Security",
    "csl.csv, row 812",
    "2026-07-09",
    "https://example.test/list",
    "9f86d081884c7d65",
)
REPORT = Citation(2, "Annual report", "Publisher", "page 3", "2019", mark=Mark.SECONDARY)
_BANDS = ((75, Band.STRONG), (50, Band.FAIR), (0, Band.WEAK))


def node(
    name: str, hops: int, kind: RefKind = RefKind.NAMED, key: str = "", **more: object
) -> Node:
    """A party; a listed one is on the Entity List since 2019."""
    ref = PartyRef(kind, key or name.casefold(), name)
    listings = (NodeListing("US-EL", "Entity List", "2019-06-24", ended=False, citations=(1,)),)
    values = {"listings": listings if kind is RefKind.LISTED else (), "country": ""} | more
    return Node(ref, PartyKind.COMPANY, hops=hops, **values)  # type: ignore[arg-type]


def edge(  # noqa: PLR0917 - reads as a sentence
    nodes: tuple[Node, ...],
    subject: int,
    kind: RelationKind,
    object_: int,
    strength: int = 80,
    basis: Basis = Basis.STARTER,
    *,
    share: str = "",
    period: Period = ALWAYS,
    citations: tuple[int, ...] = (2,),
) -> Edge:
    """A tie between two of the nodes."""
    computed = basis is Basis.COMPUTED
    mark = Mark.PUBLISHED if computed else Mark.SECONDARY
    tie = Tie(
        nodes[subject].ref,
        kind,
        nodes[object_].ref,
        basis,
        Source("", "Comparison" if computed else "Annual report", locator="page 3", mark=mark),
        f"{nodes[subject].name} and {nodes[object_].name}",
        Share.of(share) if share else None,
        period,
    )
    band = next(band for least, band in _BANDS if strength >= least)
    sentence = f"{tie.subject} {kind} {tie.object} ({basis})"
    return Edge(
        subject, object_, kind in MUTUAL, tie, strength, band, "same street", sentence, citations
    )


def small() -> Connections:
    """Five parties: a supplier, a listed company at its address, its owner, two more."""
    nodes = (
        node("Nettrix Information Industry", 0, RefKind.SUPPLIER, "7"),
        node("Sugon", 1, RefKind.LISTED, "US-EL-1"),
        node("Former executives of Sugon", 1),
        node("中科算源资产管理", 2, RefKind.NAMED, further=4),
        node("شركة المعلومات", 2, RefKind.LISTED, "US-EL-2"),
    )
    edges = (
        edge(
            nodes, 0, RelationKind.CO_LOCATION, 1, 89, Basis.COMPUTED, citations=(1,)
        ),
        edge(nodes, 0, RelationKind.SHARED_FACILITY, 1, 75),
        edge(nodes, 2, RelationKind.FOUNDER, 0, 85, period=Period("2019-12")),
        edge(
            nodes, 3, RelationKind.SHAREHOLDER, 1, 90, Basis.IMPORTED,
            share="21.32", period=Period("2014", "2021-06"),
        ),
        edge(nodes, 1, RelationKind.SUPPLIER, 4, 45, Basis.PUBLISHED, citations=(1,)),
    )  # fmt: skip
    paths = (
        Path((0, 1), (0,), 0, Band.STRONG, "Nettrix → Sugon [Entity List]: 1 hop; strong."),
        Path((0, 1, 4), (1, 4), 4, Band.WEAK, "Nettrix → Sugon → شركة المعلومات: 2 hops; weak."),
    )
    signal = Signal(
        SignalKind.TIMING,
        "Nettrix was founded in 2019-12, after Sugon was listed.",
        "Ask who founded Nettrix.",
        (24, 25),
        (0, 1, 2),
        (2,),
        verified=False,
        citations=(2,),
    )
    return Connections(
        nodes,
        edges,
        paths,
        1,
        (signal,),
        (LIST, REPORT),
        3,
        ("Only what is known was looked up.",),
        "Nettrix Information Industry is tied to 2 listed parties.",
    )


def lone(name: str = "Nobody Ltd.") -> Connections:
    """Somebody without any tie."""
    said = f"No tie of {name} to a listed party was found within 3 steps."
    return Connections(
        (node(name, 0),), (), (), 0, (), (), 3, ("No address of the party is known.",), said
    )


def large(parties: int = 300, ties: int = 600) -> Connections:
    """As large as pictures get: three steps, every kind of tie, several ties of one pair."""
    kinds, bases, roles = list(RelationKind), list(Basis), list(RefKind)
    inner, outer = parties // 8, parties // 2
    hops = [0, *(1 + (n > inner) + (n > outer) for n in range(1, parties))]
    name = "Party {} Information Technology Industry Co., Ltd."
    nodes = tuple(node(name.format(n), hops[n], roles[n % 3]) for n in range(parties))
    of_hop = {at: [n for n, node in enumerate(nodes) if node.hops == at] for at in range(4)}
    pairs = [
        (of_hop[nodes[n].hops - 1][n * 7 % len(of_hop[nodes[n].hops - 1])], n)
        for n in range(1, parties)
    ]
    for number in count(1):
        if len(pairs) >= ties:
            break
        one, other = number * 31 % parties, number * 57 % parties
        if one != other and abs(hops[one] - hops[other]) <= 1:
            pairs.append((one, other))
    edges = tuple(
        edge(nodes, one, kinds[n % len(kinds)], other, 30 + n * 13 % 70, bases[n % len(bases)])
        for n, (one, other) in enumerate(pairs)
    )
    said = "Party 0 is tied to many."
    return Connections(nodes, edges, (), 0, (), (REPORT,), 3, (), said)


def one_more(name: str) -> Connections:
    """One step from somebody: two parties, one of them new wherever it is added."""
    nodes = (
        node(name, 0),
        node("Newly found Ltd.", 1),
        node("Sugon", 1, RefKind.LISTED, "US-EL-1"),
    )
    edges = (
        edge(nodes, 1, RelationKind.OFFICER, 0, citations=(1,)),
        edge(nodes, 0, RelationKind.LINKED, 2, 65, citations=(2,)),
    )
    new = replace(REPORT, n=1, title="Register of companies")
    old = replace(REPORT, n=2)
    return Connections(nodes, edges, (), 0, (), (new, old), 1, (), "One step.")
