"""Turns an entry of the EU's list of financial sanctions into a party record.

The XML and the CSV form print the same facts under like names. Both hand them over as `EuBlocks`:
the names, addresses and so on, each a dictionary whose keys are the column names of the CSV form
without their first part, in small letters ("wholename", "countryiso2code").

The EU reference number ("EU.27.28") is the publisher's identity of an entry, since it is what the
EU prints; the logical id, by which the CSV form groups its rows, is the row id. The dates of an
entry's regulation are those of the latest act that changed it, not of the listing, so that they are
kept in the published fields only; the date of designation is the one date of listing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from caveat.domain.parties import (
    Address,
    Designation,
    Identifier,
    Name,
    NameKind,
    PartyKind,
    PartyRecord,
)
from caveat.ingest.countries import country_of
from caveat.ingest.lists.csl_designation import iso_date
from caveat.ingest.lists.gathered_names import GatheredNames, in_another_script
from caveat.ingest.lists.slashed_dates import iso_day_first
from caveat.ingest.lists.text_repair import mend

LIST_CODE = "EU-FSF"

Block = Mapping[str, str]

_KINDS = {
    "person": PartyKind.PERSON,
    "p": PartyKind.PERSON,
    "enterprise": PartyKind.COMPANY,
    "e": PartyKind.COMPANY,
}
_OFFICIAL_OTHER_SCRIPTS = frozenset({"bg", "el", "gr"})
"""Official languages of the EU in other scripts: names in them are translations of the act."""
_TRUE = frozenset({"true", "1", "y", "yes"})
_FLAGS = {
    "diplomatic": "diplomatic",
    "knownexpired": "known to be expired",
    "knownfalse": "known to be false",
    "reportedlost": "reported lost",
    "revokedbyissuer": "revoked by its issuer",
}
_ADDRESS_PARTS = ("street", "pobox", "place", "city", "zipcode", "region")
_CONTACT = re.compile(r"[\[{]?(?P<kind>[A-Za-z _]{1,40})[=:](?P<value>[^\]}]*)[\]}]?")
_NOTHING = frozenset({"", "-", "00", "UNKNOWN"})


@dataclass(slots=True)
class EuBlocks:
    """What one entry prints, block by block, in the order of the file.

    Attributes:
        entity: Reference, date of designation, kind, remark.
        regulations: The acts that it rests on.
        published: All fields with a value, verbatim.
        row: First row; 0 in XML.
    """

    entity: dict[str, str] = field(default_factory=dict)
    regulations: Sequence[Block] = ()
    names: Sequence[Block] = ()
    addresses: Sequence[Block] = ()
    births: Sequence[Block] = ()
    identifications: Sequence[Block] = ()
    citizenships: Sequence[Block] = ()
    remarks: Sequence[str] = ()
    published: tuple[tuple[str, str], ...] = ()
    row: int = 0


def read_party(blocks: EuBlocks) -> PartyRecord | None:
    """The party that an entry publishes; None where it names nobody."""
    unread: list[str] = []
    kind = _kind(blocks.entity, unread)
    names = GatheredNames(organisation=kind is not PartyKind.PERSON)
    found = _names(blocks.names, names)
    if not found:
        return None
    reference = blocks.entity.get("eu_referencenumber", "").strip()
    logical = blocks.entity.get("logicalid", "").strip()
    listed = _listed(blocks.entity.get("designationdate", "").strip(), unread)
    programmes = (each.get("programme", "").strip() for each in blocks.regulations)
    return PartyRecord(
        list_code=LIST_CODE,
        publisher_id=reference or logical,
        row_id=logical,
        kind=kind,
        names=found,
        addresses=tuple(_addresses(blocks.addresses)),
        identifiers=(*_un_number(blocks.entity), *_identifiers(blocks)),
        designations=(
            Designation(
                programmes=tuple(dict.fromkeys(filter(None, programmes))),
                listed=listed,
            ),
        ),
        dates_of_birth=_distinct(map(_born, blocks.births)),
        places_of_birth=_distinct(map(_birthplace, blocks.births)),
        citizenships=_distinct(map(_country, blocks.citizenships)),
        remarks="\n".join(dict.fromkeys(filter(None, map(str.strip, blocks.remarks)))),
        published=blocks.published,
        row=blocks.row,
        unread=(*unread, *names.unread),
        notes=(*names.notes, *_listing_time(blocks.addresses)),
    )


def _kind(entity: Block, unread: list[str]) -> PartyKind:
    for key in ("subjecttype_classificationcode", "subjecttype"):
        kind = _KINDS.get(entity.get(key, "").strip().casefold())
        if kind is not None:
            return kind
    printed = entity.get("subjecttype", "").strip()
    if printed:
        unread.append(f"The subject type {printed!r} is not known.")
    return PartyKind.UNKNOWN


def _names(blocks: Sequence[Block], names: GatheredNames) -> tuple[Name, ...]:
    """All names. The list marks none as the primary one: it is the first strong Latin one."""
    read = [(_whole_name(block), block) for block in blocks]
    chosen = min(
        (at for at, (whole, _) in enumerate(read) if whole.strip()),
        key=lambda at: (not _strong(read[at][1]), in_another_script(read[at][0]), at),
        default=None,
    )
    for at, (whole, block) in enumerate(read):
        language = block.get("namelanguage", "").strip().casefold()
        kind = NameKind.ALIAS
        if at == chosen:
            kind = NameKind.PRIMARY
        elif not _strong(block):
            kind = NameKind.WEAK_ALIAS
        elif in_another_script(whole) and language not in _OFFICIAL_OTHER_SCRIPTS:
            kind = NameKind.NATIVE
        names.add(whole, kind)
    return names.finish()


def _whole_name(block: Block) -> str:
    whole = block.get("wholename", "")
    if whole.strip():
        return whole
    parts = (block.get(part, "").strip() for part in ("firstname", "middlename", "lastname"))
    return " ".join(filter(None, parts))


def _strong(block: Block) -> bool:
    """Whether a name is not marked weak. The CSV form does not say which are."""
    strong = block.get("strong", "").strip().casefold()
    return not strong or strong in _TRUE


def _addresses(blocks: Sequence[Block]) -> Iterator[Address]:
    for block in blocks:
        parts = {part: mend(block.get(part, ""))[0] for part in _ADDRESS_PARTS}
        parts = {part: "" if text in _NOTHING else text for part, text in parts.items()}
        if parts["pobox"] and parts["pobox"][0].isdigit():
            parts["pobox"] = f"P.O. Box {parts['pobox']}"
        country = block.get("countrydescription", "").strip()
        shown = "" if country.upper() in _NOTHING else country
        text = ", ".join(filter(None, (*parts.values(), shown)))
        if text:
            yield Address(
                text=text,
                city=parts["city"],
                state=parts["region"],
                postal_code=parts["zipcode"],
                country=_code(block),
            )


def _listing_time(blocks: Sequence[Block]) -> Iterator[str]:
    past = sum(block.get("asatlistingtime", "").strip().casefold() in _TRUE for block in blocks)
    if past:
        yield f"{past} of {len(blocks)} addresses are those of the time of listing."


def _identifiers(blocks: EuBlocks) -> Iterator[Identifier]:
    for block in blocks.identifications:
        number = block.get("number", "").strip() or block.get("latinnumber", "").strip()
        kind = block.get("typedescription", "").strip() or block.get("typecode", "").strip()
        told = [kind, number]
        for name, words in (
            ("nameondocument", "in the name of"),
            ("issuedby", "issued by"),
            ("issueddate", "issued on"),
            ("validfrom", "valid from"),
            ("validto", "valid to"),
        ):
            if value := block.get(name, "").strip():
                told.append(f"{words} {value}")
        told += [
            words
            for name, words in _FLAGS.items()
            if block.get(name, "").strip().casefold() in _TRUE
        ]
        if number or any(told):
            text = ", ".join(filter(None, told))
            yield Identifier(kind, mend(number)[0], _code(block), text)
    for block in blocks.addresses:
        contact = block.get("contactinfo", "").strip()
        if contact:
            labelled = _CONTACT.fullmatch(contact)
            kind, value = (labelled["kind"], labelled["value"]) if labelled else ("", contact)
            yield Identifier(kind.strip() or "Contact", value.strip(), "", contact)


def _un_number(entity: Block) -> Iterator[Identifier]:
    number = entity.get("unitednationid", "").strip()
    if number:
        yield Identifier("United Nations reference", number, "", number)


def _born(block: Block) -> str:
    circa = "circa " if block.get("circa", "").strip().casefold() in _TRUE else ""
    calendar = block.get("calendartype", "").strip()
    other = f" ({calendar.lower()} calendar)" if calendar.upper() not in {"", "GREGORIAN"} else ""
    first, last = block.get("yearrangefrom", "").strip(), block.get("yearrangeto", "").strip()
    whole = block.get("birthdate", "").strip()
    if whole:
        return f"{circa}{iso_day_first(whole) or whole}{other}"
    if block.get("year", "").strip().strip("0"):
        parts = [block.get(part, "").strip() for part in ("year", "month", "day")]
        date = parts[0]
        for part in parts[1:]:
            if not part.isdecimal() or not int(part):
                break
            date += f"-{int(part):02}"
        return f"{circa}{date}{other}"
    if first or last:
        return circa + " to ".join(filter(None, (first, last))) + other
    return ""


def _birthplace(block: Block) -> str:
    parts = (
        mend(block.get(part, ""))[0] for part in ("city", "place", "region", "countrydescription")
    )
    return ", ".join(part for part in parts if part.upper() not in _NOTHING)


def _country(block: Block) -> str:
    country = block.get("countrydescription", "").strip()
    return _code(block) or ("" if country.upper() in _NOTHING else country)


def _code(block: Block) -> str:
    return country_of(block.get("countryiso2code", "")) or country_of(
        block.get("countrydescription", "")
    )


def _listed(printed: str, unread: list[str]) -> str:
    day = iso_day_first(printed) or iso_date(printed) if printed else ""
    if day is None:
        unread.append(f"The date of designation {printed!r} is not a possible date; left empty.")
    return day or ""


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
