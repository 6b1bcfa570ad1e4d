"""Short words for what the picture and its list say of parties and ties."""

from caveat.domain.connections import Edge, Node
from caveat.domain.parties import PartyKind
from caveat.domain.relations import COMPUTED, Basis, RefKind, RelationKind
from caveat.domain.sources import Mark
from caveat.ui.wording import capitalised, counted, country_name, isolated, one_line

TIE_WORD = {
    RelationKind.SHAREHOLDER: "shareholder",
    RelationKind.PARENT: "parent",
    RelationKind.SUBSIDIARY: "subsidiary",
    RelationKind.JOINT_VENTURE: "joint venture",
    RelationKind.OFFICER: "officer",
    RelationKind.FOUNDER: "founder",
    RelationKind.FORMER_NAME: "former name",
    RelationKind.SHARED_FACILITY: "shared facility",
    RelationKind.SUPPLIER: "supplier",
    RelationKind.LINKED: "linked",
    RelationKind.SAME_NAME: "same name",
    RelationKind.CO_LOCATION: "one address",
    RelationKind.SHARED_PHONE: "one telephone",
    RelationKind.SHARED_EMAIL_DOMAIN: "one e-mail domain",
    RelationKind.SHARED_WEBSITE: "one website",
    RelationKind.SHARED_IDENTIFIER: "one number",
    RelationKind.SHARED_PERSON: "one person",
}
"""The label of a line; an arrow on it points from the subject to the object."""

BASIS_WORD = {
    Basis.PUBLISHED: "published by a list",
    Basis.STARTER: "starter data",
    Basis.IMPORTED: "imported by you",
    Basis.TYPED: "typed in by you",
    Basis.COMPUTED: "computed here",
}

ROLE_WORD = {
    RefKind.LISTED: "Listed",
    RefKind.SUPPLIER: "Your supplier",
    RefKind.NAMED: "Named only",
}
"""Always beside the shape and the icon that say the same."""

_CODES_SHOWN = 2


def label(edge: Edge) -> str:
    """What a tie is, with its share or how near an address is."""
    word = TIE_WORD[edge.tie.kind]
    if edge.tie.share is not None and str(edge.tie.share.interval) != "0 to 100 %":
        word += f" {edge.tie.share.interval}"
    elif edge.tie.kind is RelationKind.CO_LOCATION and edge.tie.basis is Basis.COMPUTED:
        word += f" · {one_line(edge.why)}"
    if must_verify(edge):
        word += " ?"
    return word


def must_verify(edge: Edge) -> bool:
    """Whether the officer has to look the tie up before relying on it."""
    doubtful = edge.tie.source.mark in {Mark.SECONDARY, Mark.UNVERIFIED}
    return doubtful and not (edge.tie.kind in COMPUTED and edge.tie.basis is Basis.COMPUTED)


def role(node: Node) -> str:
    """Whether a party is listed, a supplier, or only named; or the one asked about."""
    if node.hops == 0:
        return "Asked about"
    if node.listed and all(listing.ended for listing in node.listings):
        return "Was listed"
    return ROLE_WORD[node.ref.kind]


def under_name(node: Node, *, expandable: bool) -> str:
    """The small line of a party's box."""
    words = [role(node)]
    if node.hops:
        words.append(counted(node.hops, "hop"))
    if node.further:
        words.append(f"+{node.further:,}")
    elif expandable:
        words.append("+")
    return " · ".join(words)


def codes(node: Node) -> str:
    """The lists that carry a party, as a badge."""
    found = list(dict.fromkeys(one_line(listing.list_code) for listing in node.listings))
    more = f" +{len(found) - _CODES_SHOWN}" if len(found) > _CODES_SHOWN else ""
    return " ".join(found[:_CODES_SHOWN]) + more


def described(node: Node, ties: int) -> str:
    """Everything about a party in a sentence, for whoever does not see the picture."""
    words = [isolated(node.name), role(node).lower()]
    for listing in node.listings:
        since = f" since {listing.since}" if listing.since else ""
        ended = ", ended" if listing.ended else ""
        words.append(f"{one_line(listing.title)}{since}{ended}")
    if node.kind is not PartyKind.UNKNOWN:
        words.append(node.kind.value)
    if node.country:
        words.append(country_name(node.country))
    if node.hops:
        words.append(f"{counted(node.hops, 'hop')} away")
    words.append(counted(ties, "tie"))
    if node.further:
        words.append(f"{node.further} more not shown")
    elif node.not_followed:
        words.append("nothing was looked up beyond it: only weak ties lead here")
    return capitalised(", ".join(words)) + "."
