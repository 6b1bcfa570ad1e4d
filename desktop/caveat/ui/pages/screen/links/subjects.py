"""Whose links can be asked for: the party of a hit, and the supplier as typed."""

from dataclasses import replace
from datetime import date

from caveat.domain.connections import Node
from caveat.domain.relations import RefKind
from caveat.domain.screening import Answer, Hit, Query
from caveat.ui.contract_links import LinksAsked

_NAMELESS = "Supplier without a name"


def of_hit(hit: Hit) -> LinksAsked:
    """Links of the listed party."""
    return LinksAsked(hit.party.id)


def of_query(query: Query) -> LinksAsked | None:
    """Links of the supplier as typed; None where neither name nor address is there."""
    by_name = named(query)
    name = by_name.who if by_name else ""
    address = next((text for text in query.addresses if _says(text)), "")
    if not name and not address:
        return None
    return LinksAsked(name or _NAMELESS, address, query.country, as_typed=True)


def named(query: Query) -> LinksAsked | None:
    """The supplier by the name that was typed, since an address owns nothing; None without one."""
    name = next((text for text in (query.name, *query.aliases) if _says(text)), "")
    return LinksAsked(name, as_typed=True) if name else None


def of_node(node: Node, asked: LinksAsked) -> LinksAsked:
    """One more step from a party of the graph that ``asked`` gave."""
    if node.hops == 0:
        return replace(asked, depth=1)
    if node.ref.kind is RefKind.LISTED:
        return LinksAsked(node.ref.key, depth=1, as_of=asked.as_of)
    if node.ref.kind is RefKind.SUPPLIER:
        return LinksAsked(f"supplier:{node.ref.key}", depth=1, as_of=asked.as_of)
    return LinksAsked(node.ref.name, depth=1, as_typed=True, as_of=asked.as_of)


def day_of(answer: Answer) -> date | None:
    """The day whose knowledge links are looked up by; None for today's."""
    return answer.as_of if answer.screening or answer.query.as_of else None


def words(asked: LinksAsked) -> str:
    """Who was asked about, in words for the empty tab."""
    where = f", {asked.address}" if asked.address else ""
    return f"{asked.who}{where}"


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))
