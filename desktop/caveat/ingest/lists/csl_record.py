"""Turns the published fields of one Consolidated Screening List row into a party record.

Every field with a value goes verbatim into `PartyRecord.published`; the typed fields are readings
of it. What a field means is described at each reader.
"""

from caveat.domain.parties import (
    Address,
    Identifier,
    PartyKind,
    PartyRecord,
    PublishedRelation,
)
from caveat.ingest.countries import country_of
from caveat.ingest.lists.bis_units import unit_relations
from caveat.ingest.lists.csl_addresses import AddressesRead, read_addresses
from caveat.ingest.lists.csl_designation import read_designation
from caveat.ingest.lists.csl_identifiers import IdentifiersRead, read_identifiers
from caveat.ingest.lists.csl_names import read_names
from caveat.ingest.lists.csl_remarks import read_remarks
from caveat.ingest.lists.ofac_remarks import read_ofac_remarks
from caveat.ingest.lists.text_repair import mend

COLUMNS = (
    "_id",
    "source",
    "entity_number",
    "type",
    "programs",
    "name",
    "title",
    "addresses",
    "federal_register_notice",
    "start_date",
    "end_date",
    "standard_order",
    "license_requirement",
    "license_policy",
    "call_sign",
    "vessel_type",
    "gross_tonnage",
    "gross_registered_tonnage",
    "vessel_flag",
    "vessel_owner",
    "remarks",
    "source_list_url",
    "alt_names",
    "citizenships",
    "dates_of_birth",
    "nationalities",
    "places_of_birth",
    "source_information_url",
    "ids",
)
"""The columns of the official CSV file, in its order. The layout of 2019 has no ``_id``."""

_KINDS = {
    "": PartyKind.UNKNOWN,
    "individual": PartyKind.PERSON,
    "entity": PartyKind.COMPANY,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}


class UnreadableRowError(Exception):
    """A row that is kept as raw text only. ``str(error)`` is the reason."""


def read_record(
    list_code: str,
    fields: dict[str, str],
    *,
    row: int,
    addresses: AddressesRead | None = None,
    identifiers: IdentifiersRead | None = None,
) -> PartyRecord:
    """The party that a row publishes.

    Args:
        list_code: Code of the list that the ``source`` field means.
        fields: Published fields with a value, verbatim, in the publisher's order.
        row: Row in the file; 0 where the format has none.
        addresses: Addresses, where the format gives their parts apart; else read from the field.
        identifiers: Likewise.

    Raises:
        UnreadableRowError: If the row names nobody.
    """
    get = fields.get
    if addresses is None:
        addresses = read_addresses(get("addresses", ""), list_code)
    if identifiers is None:
        identifiers = read_identifiers(get("ids", ""))
    names = read_names(get("name", ""), get("alt_names", ""), list_code, identifiers.issuers)
    if not names.names:
        raise UnreadableRowError("The row has no name.")
    remarks = read_remarks(get("remarks", ""), list_code)
    designation = read_designation(fields, remarks, identifiers.listed, identifiers.effective)
    kind, unread = _kind(get("type", ""), names.kind)
    return PartyRecord(
        list_code=list_code,
        publisher_id=get("entity_number", "").strip(),
        row_id=get("_id", "").strip(),
        kind=kind,
        names=names.names,
        addresses=addresses.addresses,
        identifiers=(
            *identifiers.identifiers,
            *remarks.identifiers,
            *_of_the_vessel(fields),
        ),
        designations=(designation.designation,),
        dates_of_birth=_several(get("dates_of_birth", "")) or remarks.dates_of_birth,
        places_of_birth=_several(get("places_of_birth", "")),
        nationalities=_countries(get("nationalities", "")),
        citizenships=_countries(get("citizenships", "")),
        remarks=get("remarks", "").strip(),
        relations=_relations(get("name", ""), get("remarks", "")),
        published=tuple(fields.items()),
        row=row,
        unread=(*unread, *names.unread, *addresses.unread, *designation.unread),
        notes=(*names.notes, *addresses.notes),
    )


def country_only(country: str) -> tuple[Address, ...]:
    """The address that a bare country makes, as the CSV file prints it."""
    return (Address(text=country.strip(), country=country_of(country)),) if country.strip() else ()


def _kind(printed: str, by_name: PartyKind | None) -> tuple[PartyKind, tuple[str, ...]]:
    kind = _KINDS.get(printed.strip().casefold())
    if kind is None:
        return PartyKind.UNKNOWN, (f"The type {printed.strip()!r} is not known.",)
    return (by_name or kind) if kind is PartyKind.UNKNOWN else kind, ()


def _relations(name: str, remarks: str) -> tuple[PublishedRelation, ...]:
    """Ties that the name or the remarks print: "Affiliated Entity: …", "(Linked To: HIZBALLAH)"."""
    linked = read_ofac_remarks(remarks).relations if "Linked To" in remarks else ()
    return (*unit_relations(mend(name)[0]), *linked)


def _several(field: str) -> tuple[str, ...]:
    if not field:
        return ()
    return tuple(part for part in (mend(each)[0] for each in field.split("; ")) if part)


def _countries(field: str) -> tuple[str, ...]:
    return tuple(country_of(part) or part for part in _several(field))


def _of_the_vessel(fields: dict[str, str]) -> list[Identifier]:
    """Call sign, and the flag: no number, but what a ship is told by."""
    return [
        *(
            Identifier("Call sign", sign, "", sign)
            for sign in _several(fields.get("call_sign", ""))
        ),
        *(
            Identifier("Vessel flag", "", country_of(flag), flag)
            for flag in _several(fields.get("vessel_flag", ""))
        ),
    ]
