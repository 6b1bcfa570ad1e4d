"""Makes a party record of one row of the Denied Persons List, whatever the layout of its file.

One published row is one record, as in the Consolidated Screening List: a person with three
addresses has three rows there too. An order that expired stays a record; its end says so.
Source: 15 CFR 764.3(a)(2) (orders of denial), 15 CFR 764.4 and Supp. 1 (standard terms).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from caveat.domain.parties import Address, Designation, PartyKind, PartyRecord
from caveat.ingest.lists.bis_dpl_rows import LIST_CODE
from caveat.ingest.lists.csl_addresses import read_addresses
from caveat.ingest.lists.csl_designation import iso_date
from caveat.ingest.lists.csl_names import read_names


@dataclass(frozen=True, slots=True)
class DenialRow:
    """The parts of a row under one name each, verbatim.

    ``other_names`` are further readings of the name, to be searched as aliases.
    """

    name: str
    street: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    postal_code: str = ""
    effective: str = ""
    expires: str = ""
    standard_order: str = ""
    federal_register: str = ""
    remarks: str = ""
    other_names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def denial_record(row: DenialRow, published: Mapping[str, str], number: int) -> PartyRecord | None:
    """The party that a row denies export privileges to.

    Args:
        row: The parts of the row.
        published: The fields with a value, verbatim, in the publisher's order.
        number: Row in the file, header counted as 1.

    Returns:
        None where the row names nobody.
    """
    names = read_names(row.name, "; ".join(row.other_names), LIST_CODE)
    if not names.names:
        return None
    addresses, unread, notes = _addresses(row)
    problems: list[str] = []
    effective = _day("effective date", row.effective, problems)
    return PartyRecord(
        list_code=LIST_CODE,
        publisher_id="",
        row_id="",
        kind=names.kind or PartyKind.UNKNOWN,
        names=names.names,
        addresses=addresses,
        designations=(
            Designation(
                listed=effective,
                effective=effective,
                ends=_day("expiration date", row.expires, problems),
                federal_register=row.federal_register.strip(),
                standard_order=row.standard_order.strip().upper(),
            ),
        ),
        remarks=row.remarks.strip(),
        published=tuple(published.items()),
        row=number,
        unread=(*names.unread, *unread, *problems),
        notes=(*names.notes, *notes, *row.notes),
    )


def _addresses(row: DenialRow) -> tuple[tuple[Address, ...], tuple[str, ...], tuple[str, ...]]:
    """The address in the order in which the Consolidated Screening List prints the same parts."""
    parts = (row.street, row.city, row.state, row.postal_code, row.country)
    whole = ", ".join(" ".join(part.split()) for part in parts if part.strip())
    read = read_addresses(whole.strip(" ,"), LIST_CODE)
    if len(read.addresses) != 1:
        return read.addresses, read.unread, read.notes
    address = replace(
        read.addresses[0],
        city=row.city.strip(),
        state=row.state.strip(),
        postal_code=row.postal_code.strip(),
    )
    return (address,), read.unread, read.notes


def _day(field: str, text: str, problems: list[str]) -> str:
    """A date printed as M/D/YYYY or ISO. 45 orders of the 1980s print no end: they have none."""
    if not text.strip():
        return ""
    read = iso_date(text)
    if read is None:
        problems.append(f"The {field} {text.strip()!r} is not a possible date; left empty.")
    return read or ""
