"""Words edges, paths and signals for the officer: what was found and what must be verified."""

from collections.abc import Sequence

from caveat.domain.connections import Edge, Node, Path, RatedTie, Signal, SignalKind
from caveat.domain.relations import Basis, PartyRef, RefKind, RelationKind
from caveat.network.graph import Way
from caveat.network.signals import MONTHS, FoundManagement, FoundTiming
from caveat.network.strengths import is_checked

VERIFY = "verify"
_LONGEST = 240
_BARE = frozenset({RelationKind.LINKED, RelationKind.CO_LOCATION})
_FLAGS = "Supplement No. 3 to 15 CFR part 732"
_WHO_SAYS = {
    Basis.PUBLISHED: "published by the list",
    Basis.STARTER: "starter data, from the source cited",
    Basis.IMPORTED: "from a table of yours",
    Basis.TYPED: "typed in by you",
    Basis.COMPUTED: "computed here",
}


def edge_sentence(rated: RatedTie) -> str:
    """A tie in plain words: who, what, whom, since when, who says so, on what words."""
    tie = rated.tie
    share = f" ({tie.share.interval})" if tie.share is not None else ""
    since = f", from {tie.period.since}" if tie.period.since else ""
    until = f", to {tie.period.until}" if tie.period.until else ""
    checked = "" if tie.basis is Basis.COMPUTED and is_checked(tie) else _to_verify(rated)
    # Some publishers print ties as data; the relation as they call it reads better, and the whole
    # of it stays the tie's evidence.
    evidence = tie.note if tie.note and tie.evidence.startswith("{") else _cut(tie.evidence)
    quoted = evidence if evidence.startswith("“") else f"“{evidence}”"
    return (
        f"{tie.subject} {_phrase(rated)} {tie.object}{share}{since}{until}: {quoted} "
        f"({_WHO_SAYS[tie.basis]}{checked})"
    )


def _to_verify(rated: RatedTie) -> str:
    return "" if is_checked(rated.tie) else f"; {rated.tie.source.mark}: {VERIFY}"


def _phrase(rated: RatedTie) -> str:
    kind = rated.tie.kind
    if kind is RelationKind.SHARED_PERSON and rated.tie.object.kind is RefKind.NAMED:
        return "names, as does another source,"
    if kind in _BARE:
        return f"is {kind}"
    if kind is RelationKind.FOUNDER:  # of several, too: “former executives”
        return "founded"
    if kind is RelationKind.PARENT:
        return f"is the {kind}"
    if kind.startswith(("shares", "has")):
        return kind.value
    return f"is an {kind}" if kind.startswith("o") else f"is a {kind}"


def path_sentence(nodes: Sequence[Node], edges: Sequence[Edge], way: Way) -> str:
    """A path in plain words, with its hops and its weakest tie.

    An arrow back says that the tie reads from the party behind it: "A ← (shareholder of) B" where B
    holds shares in A.
    """
    steps = [nodes[way.nodes[0]].name]
    for place, edge in zip(way.nodes[1:], (edges[each] for each in way.edges), strict=True):
        arrow = "→" if edge.mutual or edge.object == place else "←"
        steps.append(f"{arrow} ({edge.tie.kind}) {nodes[place].name}")
    target = nodes[way.nodes[-1]]
    lists = ", ".join(each.title + (" (ended)" if each.ended else "") for each in target.listings)
    weakest = edges[way.weakest]
    hops = len(way.edges)
    said = f"{' '.join(steps)} [{lists}]: {hops} hop{'s' if hops > 1 else ''}"
    unsure = "" if is_checked(weakest.tie) else f", {weakest.tie.source.mark}: {VERIFY}"
    which = "its tie" if hops == 1 else "the weakest tie"
    return f"{said}; {which}: {weakest.tie.kind}, {weakest.band} ({weakest.why}{unsure})."


def statement(nodes: Sequence[Node], paths: Sequence[Path], depth: int, further: int) -> str:
    """The outcome in a sentence. Never that there is nothing.

    ``further`` listed parties are reached by paths that are not shown.
    """
    start = nodes[0].name
    if not paths:
        steps = f"{depth} step{'s' if depth > 1 else ''}"
        if nodes[0].listed:
            return (
                f"No tie of {start} to another listed party was found within {steps}. It is itself "
                "listed."
            )
        return f"No tie of {start} to a listed party was found within {steps}."
    reached = len({path.nodes[-1] for path in paths}) + further
    nearest = paths[0]
    listed = f"{start} is itself listed and" if nodes[0].listed else start
    verb = "is tied" if not nodes[0].listed else "tied"
    parties = "1 listed party" if reached == 1 else f"{reached} listed parties"
    hops = f"{nearest.hops} hop{'s' if nearest.hops > 1 else ''}"
    target = nodes[nearest.nodes[-1]].name
    return f"{listed} {verb} to {parties}. The nearest is {target}, {hops} away ({nearest.band})."


def timing_signal(
    start: PartyRef,
    when: FoundTiming,
    listed: Node,
    *,
    nodes: tuple[int, ...],
    edges: tuple[int, ...],
    citations: tuple[int, ...],
) -> Signal:
    """A founding or renaming soon after a listing, as something to ask about."""
    event = when.event
    lists = ", ".join(each.title for each in listed.listings)
    ties = "; ".join(dict.fromkeys(f"{each.tie.kind}, {each.band}" for each in when.ties))
    unsure = "" if when.certain else " (the dates leave room for doubt)"
    return Signal(
        kind=SignalKind.TIMING,
        text=(
            f"{event.party} was {event.kind} in {event.date}, within {MONTHS} months after "
            f"{when.listed} was listed ({lists}, {when.since}){unsure}. What ties {start} to it: "
            f"{ties}. The source says: “{_cut(event.text)}”"
        ),
        ask=(
            f"Ask who founded and who leads {start}, where they worked before, and whether what "
            f"is asked for was designed for {when.listed}. A signal to look into, not a finding."
        ),
        red_flags=(24, 25),
        nodes=nodes,
        edges=edges,
        verified=when.checked,
        citations=citations,
    )


def management_signal(
    start: PartyRef,
    who: FoundManagement,
    *,
    nodes: tuple[int, ...],
    edges: tuple[int, ...],
    citations: tuple[int, ...],
) -> Signal:
    """A person of both, as something to ask about."""
    said = "; ".join(edge_sentence(each) for each in who.ties)
    doubt = " Two people may have one name." if who.by_name_only else ""
    return Signal(
        kind=SignalKind.MANAGEMENT,
        text=(
            f"{who.person} appears with {start} and with {who.listed}, which is listed.{doubt} "
            f"{said}"
        ),
        ask=(
            f"Ask whether {who.person} is the same person in both, and who decides at {start}. "
            "A signal to look into, not a finding."
        ),
        red_flags=(24,),
        nodes=nodes,
        edges=edges,
        verified=not who.by_name_only and all(is_checked(each.tie) for each in who.ties),
        citations=citations,
    )


def flags_text(signal: Signal) -> str:
    """The red flags of a signal as cited; the numbers were not read in the regulation itself."""
    numbers = " and ".join(map(str, signal.red_flags))
    return f"{_FLAGS}, red flag{'s' if len(signal.red_flags) > 1 else ''} {numbers} ({VERIFY})"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def role_word(ref: PartyRef) -> str:
    """What a party is here, in a word."""
    return {RefKind.LISTED: "listed", RefKind.SUPPLIER: "your supplier", RefKind.NAMED: "named"}[
        ref.kind
    ]
