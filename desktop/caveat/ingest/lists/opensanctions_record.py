"""Turns a listed entity of OpenSanctions, with the entities around it, into a party record.

Decisions, each for a reason:

* Designations that are still open stand first: whether a party counts as expired is judged by the
  first, and one ended listing must not hide another that is in force. An end that is older than
  a start beside it ends nothing.
* ``startDate`` is given as the date listed, not as the effective one: OpenSanctions takes it from
  whatever date an authority prints.
* Only for programmes of BIS the reason is a licence requirement and the provisions a licence
  policy. Elsewhere they are reasons and measures, and stay as published.
* A party without a designation in the file is told by its programmes and topics, in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from caveat.domain.identity import notice_pages
from caveat.domain.parties import (
    Address,
    Designation,
    Identifier,
    PartyKind,
    PartyRecord,
    PublishedRelation,
)
from caveat.ingest.folding import same_text
from caveat.ingest.lists.designation_order import open_first
from caveat.ingest.lists.native_names import read_names
from caveat.ingest.lists.opensanctions_entity import Entity
from caveat.ingest.lists.opensanctions_model import (
    COUNTRIES_OF_SEAT,
    IDENTIFICATIONS,
    IDENTIFIERS,
    KINDS,
    LISTING_TOPICS,
    NAMES,
    REMARKS,
    topic_sentence,
)
from caveat.ingest.lists.opensanctions_values import (
    bare_countries,
    codes_of,
    country_within,
    identifier_of,
)
from caveat.ingest.lists.text_repair import mend

_LONGEST_RELATED = 20_000
"""Letters of an entity that is kept only because a listed one is tied to it."""
_STREET = ("remarks", "postOfficeBox", "street", "street2", "street3", "city", "postalCode")
_REGION = ("region", "state", "country")


@dataclass(slots=True)
class Surroundings:
    """What the file says about a thing in other lines.

    Attributes:
        sanctions: Its designations.
        documents: Its passports and other papers.
        addresses: Its addresses.
        ties: Edges and things that point to it, or it to them.
        related: Things that are not listed, at the other end of a tie.
        relations: Readings of the ties.
    """

    sanctions: list[Entity] = field(default_factory=list)
    documents: list[Entity] = field(default_factory=list)
    addresses: list[Entity] = field(default_factory=list)
    ties: list[Entity] = field(default_factory=list)
    related: list[Entity] = field(default_factory=list)
    relations: list[PublishedRelation] = field(default_factory=list)


def read_record(list_code: str, entity: Entity, around: Surroundings, row: int) -> PartyRecord:
    """The party that a listed entity is.

    Args:
        list_code: Code of the list.
        entity: The entity. It must have a caption or a name.
        around: The entities around it.
        row: Its line, from 1.
    """
    seats, no_seats = codes_of(entity.all(*COUNTRIES_OF_SEAT))
    nationalities = _countries(entity.all("nationality"))
    citizenships = _countries(entity.all("citizenship"))
    home = frozenset((*seats, *nationalities, *citizenships))
    names = read_names(
        entity.called,
        [(kind, text) for name, kind in NAMES.items() for text in entity.all(name)],
        sorted(home),
    )
    notes = [*names.notes]
    kind = KINDS.get(entity.schema, PartyKind.UNKNOWN)
    if entity.schema not in KINDS:
        notes.append(f"The schema “{entity.schema}” is not known: what the party is, is not said.")
    notes += [
        f"The country “{text}” has no code of its own; it is kept as published."
        for text in no_seats
    ]
    if not around.sanctions:
        notes.append(_why_listed(entity))
    addresses = _addresses(entity, around.addresses, home)
    covered = (*(address.country for address in addresses), *nationalities, *citizenships)
    published = [*entity.published()]
    published += [
        (adjacent.schema, adjacent.as_json())
        for adjacent in (*around.sanctions, *around.documents, *around.addresses, *around.ties)
    ]
    for other in around.related:
        text = other.as_json()
        published.append((f"{other.schema} (not listed)", text[:_LONGEST_RELATED]))
        if len(text) > _LONGEST_RELATED:
            notes.append(
                f"Of {other.called[:80]}, which is not listed, only the beginning is kept."
            )
    return PartyRecord(
        list_code=list_code,
        publisher_id=entity.id,
        row_id="",
        kind=kind,
        names=names.names,
        addresses=(*addresses, *bare_countries(seats, covered)),
        identifiers=_identifiers(entity, around.documents),
        designations=_designations(entity, around.sanctions),
        dates_of_birth=entity.all("birthDate"),
        places_of_birth=tuple(dict.fromkeys(mend(t)[0] for t in entity.all("birthPlace"))),
        nationalities=nationalities,
        citizenships=citizenships,
        remarks="\n".join(entity.all(*REMARKS)),
        relations=tuple(around.relations),
        published=tuple(published),
        row=row,
        unread=names.unread,
        notes=tuple(dict.fromkeys(notes)),
    )


def _why_listed(entity: Entity) -> str:
    if LISTING_TOPICS.isdisjoint(entity.all("topics")):
        return (
            "The file holds no authority's designation of this party. OpenSanctions counts it "
            "among the targets of its data for the topics given as programmes."
        )
    return (
        "The file names the party as designated, by the topics given as programmes, but does not "
        "hold the designation itself."
    )


def _countries(printed: Iterable[str]) -> tuple[str, ...]:
    codes, unknown = codes_of(printed)
    return (*codes, *unknown)


def _addresses(
    entity: Entity, given_apart: Sequence[Entity], home: frozenset[str]
) -> tuple[Address, ...]:
    """The addresses, each once; one given in parts before the same one given as a text."""
    found: dict[str, Address] = {}
    for part in given_apart:
        text = mend(_address_text(part))[0]
        codes, _ = codes_of(part.all("country"))
        if text:
            address = Address(
                text=text,
                city=part.first("city"),
                state=part.first("region", "state"),
                postal_code=part.first("postalCode"),
                country=codes[0] if codes else country_within(text, home),
            )
            found.setdefault(same_text(text), address)
    printed = entity.all("address")
    if entity.schema == "Address":
        printed = (*printed, _address_text(entity))
    for each in printed:
        text = mend(each)[0]
        if text:
            found.setdefault(same_text(text), Address(text, country=country_within(text, home)))
    return tuple(found.values())


def _address_text(part: Entity) -> str:
    full = part.first("full")
    return full or ", ".join(filter(None, (part.first(name) for name in (*_STREET, *_REGION))))


def _identifiers(entity: Entity, documents: Sequence[Entity]) -> tuple[Identifier, ...]:
    found: dict[tuple[str, str], Identifier] = {}

    def add(identifier: Identifier) -> None:
        if identifier.number:
            found.setdefault((identifier.kind, identifier.number), identifier)

    for document in documents:
        kind = document.first("type") or IDENTIFICATIONS[document.schema]
        codes, _ = codes_of(document.all("country"))
        for number in document.all("number", "passportNumber"):
            add(identifier_of(kind, number, codes[0] if len(codes) == 1 else ""))
    for name, kind in IDENTIFIERS.items():
        for text in entity.all(name):
            add(identifier_of(kind, text))
    return tuple(found.values())


def _designations(entity: Entity, sanctions: Sequence[Entity]) -> tuple[Designation, ...]:
    read = dict.fromkeys(_designation(sanction) for sanction in sanctions)
    if not read:
        topics = [topic_sentence(topic) for topic in entity.all("topics")]
        return (Designation(programmes=(*entity.all("program", "programId"), *topics)),)
    return open_first(read)


def _designation(sanction: Entity) -> Designation:
    starts = sanction.all("startDate")
    listed = sanction.all("listingDate")
    ends = sanction.all("endDate")
    end = max(ends, default="")
    if end and max((*starts, *listed), default="") > end:
        end = ""
    programmes = sanction.all("authority")
    programmes += sanction.all("program") or sanction.all("programId")
    of_bis = any(key.startswith("US-BIS-") for key in sanction.all("programId"))
    notices = [text for text in sanction.all("authorityId") if notice_pages(text)]
    return Designation(
        programmes=tuple(dict.fromkeys(programmes)),
        licence_requirement="\n".join(sanction.all("reason")) if of_bis else "",
        licence_policy="\n".join(sanction.all("provisions")) if of_bis else "",
        listed=min(starts or listed, default=""),
        published=min(listed, default=""),
        ends=end,
        federal_register="; ".join(notices),
    )
