"""The ties that two parties' own data make: one address, one telephone, one domain, one name.

Given what a look-up found, each function words the tie and rates it. The look-ups themselves are
`caveat.matching`'s.
"""

from caveat.domain.connections import RatedTie
from caveat.domain.relations import Basis, PartyRef, RelationKind, Tie
from caveat.domain.screening import AddressLevel
from caveat.domain.sources import Citation, Mark, Source
from caveat.matching.addresses.index import AddressMatch
from caveat.matching.known_builder import Grade
from caveat.network.contacts import Contact
from caveat.network.strengths import rated

SAME_PLACE, OTHER_ROOMS = 70.0, 60.0
"""Scores of two addresses from which they count as one place, as in a search, and as one building
with other rooms."""
BUSY, CROWDED = 5, 7
"""From so many parties at a site the site alone says less, and little; the same floor or room still
says as much. 11 Wang Chiu Road and 1 Wang Kwong Road in Hong Kong hold unrelated listed parties."""
SEVERAL = 6
"""More parties than these that share a telephone or domain: a service provider's, most likely."""
_SHORT = 4
"""Letters of an abbreviation that strangers may share."""
_BEHIND_ONE_DOOR = frozenset({AddressLevel.UNIT, AddressLevel.FLOOR})
_AT_ONE_SITE = frozenset({*_BEHIND_ONE_DOOR, AddressLevel.BUILDING, AddressLevel.STREET})
COMPARED = Source("compared", "Compared by Caveat", mark=Mark.PUBLISHED)
_UNVERIFIED = Source("compared", "Compared by Caveat", mark=Mark.UNVERIFIED)


def co_location(
    one: PartyRef,
    address: str,
    other: PartyRef,
    match: AddressMatch,
    *,
    crowd: int,
    citations: tuple[Citation, ...],
) -> RatedTie | None:
    """Two parties at one street number or closer; None where the addresses agree less.

    One building with other rooms is told too, as a weak tie.

    ``crowd`` counts the parties at that site, these two included.
    """
    other_rooms = match.level is AddressLevel.BUILDING and OTHER_ROOMS <= match.score < SAME_PLACE
    if match.level not in _AT_ONE_SITE:
        return None
    if match.score < SAME_PLACE and not (match.strangers or other_rooms):
        return None
    limits = ["site: strangers"] if match.strangers else []
    if other_rooms:
        limits.append("site: other rooms")
    if crowd >= BUSY and match.level not in _BEHIND_ONE_DOOR:
        limits.append("site: crowded" if crowd >= CROWDED else "site: busy")
    many = f", which {crowd:,} parties share" if crowd > 2 else ""  # noqa: PLR2004  # these two
    tie = _tie(
        one,
        RelationKind.CO_LOCATION,
        other,
        _both(address, match.listed),
        note=match.text,
    )
    site = "street and number" if match.level is AddressLevel.STREET else match.level
    why = f"same {site}{many}"
    return rated(tie, *limits, strength=round(match.score), why=why, citations=citations)


def same_name(
    one: PartyRef,
    name: str,
    other: PartyRef,
    grade: Grade,
    citations: tuple[Citation, ...],
    *,
    is_person: bool,
    other_kind: bool = False,
) -> RatedTie:
    """Two parties that carry one name, legal forms aside.

    ``other_kind``: the one cannot be the other, as a company is no vessel.
    """
    limits = ["name: person"] if is_person else []
    if other_kind:
        limits.append("name: other kind")
    if grade is Grade.WEAK:
        limits.append("name: weak alias")
    if len(name) <= _SHORT and name.isascii() and name.isupper() and name.isalpha():
        limits.append("name: acronym")
    source = _UNVERIFIED if grade is Grade.UNVERIFIED else COMPARED
    tie = _tie(one, RelationKind.SAME_NAME, other, f"“{name}”", source=source)
    return rated(tie, *limits, citations=citations)


def shared_contact(
    one: PartyRef,
    contact: Contact,
    other: PartyRef,
    theirs: Contact,
    *,
    sharing: int,
    citations: tuple[Citation, ...],
) -> RatedTie:
    """Two parties with one telephone, e-mail domain, website or person.

    ``sharing`` counts the parties that have it.
    """
    limits = ["several"] if sharing > SEVERAL else []
    # A website and an e-mail address of one domain share the domain.
    domain = RelationKind.SHARED_EMAIL_DOMAIN
    kind = domain if domain in {contact.kind, theirs.kind} else contact.kind
    tie = _tie(one, kind, other, _both(contact.shown, theirs.shown), note=contact.shown)
    return rated(tie, *limits, citations=citations)


def shared_identifier(
    one: PartyRef,
    number: str,
    other: PartyRef,
    listed: str,
    *,
    kind: str,
    citations: tuple[Citation, ...],
) -> RatedTie:
    """Two parties with one registration number; ``kind`` is the publisher's word for it."""
    note = kind or "number"
    tie = _tie(one, RelationKind.SHARED_IDENTIFIER, other, _both(number, listed), note=note)
    return rated(tie, citations=citations)


def _tie(
    one: PartyRef,
    kind: RelationKind,
    other: PartyRef,
    evidence: str,
    *,
    note: str = "",
    source: Source = COMPARED,
) -> Tie:
    return Tie(one, kind, other, Basis.COMPUTED, source, evidence, note=note)


def _both(one: str, other: str) -> str:
    """Both texts verbatim; once where they are one."""
    return f"“{one}”" if one == other else f"“{one}” = “{other}”"
