"""Makes party records of one row of a supplement to 15 CFR part 744."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caveat.domain.parties import Address, Designation, PartyRecord, PublishedRelation
from caveat.domain.parties import PartyKind as Kind
from caveat.ingest.countries import country_of
from caveat.ingest.lists.bis_units import unit_relations
from caveat.ingest.lists.csl_addresses import read_addresses
from caveat.ingest.lists.csl_designation import footnotes, iso_date
from caveat.ingest.lists.csl_names import read_names
from caveat.ingest.lists.ecfr_entity import Entry
from caveat.ingest.lists.inline_names import is_generic
from caveat.ingest.lists.text_repair import mend

_NOTICE_DATE = re.compile(r"\bFR\s*\d+\s*(?:\([^()]*\))?,?\s*\(?(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)\b")
_PIVOT = 70
"""Two-digit years below are of this century; the first entries are of 1997."""


@dataclass(frozen=True, slots=True)
class SupplementRow:
    """The columns of one row, with what it takes from the rows above.

    Attributes:
        country: Country cell that speaks for the row, as printed.
        requirement: Licence requirement as it reads, footnote digits included.
        policy: Licence review policy.
        citation: Federal Register citations.
        footnotes: Digits that the requirement prints as superscripts.
        published: The cells with a text by column name, in the publisher's order.
        number: Row in the table of the supplement, from 1.
        notes: What was inferred about the row.
        unread: What of it could not be read.
    """

    country: str
    requirement: str
    policy: str
    citation: str
    footnotes: tuple[int, ...]
    published: Mapping[str, str]
    number: int
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def supplement_record(
    list_code: str, row: SupplementRow, entry: Entry, parent: str
) -> PartyRecord | None:
    """The party that an entry names.

    Args:
        list_code: Code of the list.
        row: The row that holds the entry.
        entry: One party of its Entity cell.
        parent: Name of the party of which the entry is a unit; empty for no unit.

    Returns:
        None where nothing is left of the name.
    """
    aliases = "; ".join(alias for alias in entry.aliases if alias)
    printed = entry.printed
    if entry.kind and parent and is_generic(printed):
        # "201 Research Institute" says little without the academy that it belongs to.
        printed, aliases = f"{parent} {printed}", "; ".join(filter(None, (printed, aliases)))
    names = read_names(printed, aliases, list_code)
    if not names.names:
        return None
    country = country_of_cell(row.country)
    addresses, unread, notes = _addresses(entry.addresses, row.country, country, list_code)
    relations = unit_relations(" ".join(entry.printed.split()))
    if entry.kind and parent:
        stated = PublishedRelation(entry.kind, parent, f"{entry.label}: {entry.printed}")
        relations = (*relations, stated)
    return PartyRecord(
        list_code=list_code,
        publisher_id="",
        row_id="",
        kind=names.kind or Kind.UNKNOWN,
        names=names.names,
        addresses=addresses,
        designations=(_designation(row),),
        remarks=" ".join(entry.see),
        relations=relations,
        published=tuple(row.published.items()),
        row=row.number,
        unread=tuple(dict.fromkeys((*row.unread, *names.unread, *unread, *entry.unread))),
        notes=tuple(dict.fromkeys((*row.notes, *names.notes, *notes, *entry.notes))),
    )


def country_of_cell(printed: str) -> str:
    """Code of a country as these tables head it: "CHINA, PEOPLE'S REPUBLIC OF", "TURKEY"."""
    plain = " ".join(printed.split()).strip(" .:")
    before, _, after = plain.partition(",")
    return (
        country_of(plain) or country_of(f"{after.strip()} {before}".strip()) or country_of(before)
    )


def notice_date(citation: str) -> str:
    """ISO date of the earliest notice that a citation names; empty where it prints none.

    The list cites the page that prints the row, "90 FR 14048, 3/28/25", and later amendments after
    it. The date is that of the notice, not the effective one.
    """
    found = []
    for month, day, year in _NOTICE_DATE.findall(citation):
        full = int(year)
        if len(year) == len("97"):
            full += 2000 if full < _PIVOT else 1900
        found.append(iso_date(f"{month}/{day}/{full}") or "")
    return min(filter(None, found), default="")


def _designation(row: SupplementRow) -> Designation:
    noticed = notice_date(row.citation)
    return Designation(
        licence_requirement=row.requirement,
        licence_policy=row.policy,
        footnotes=tuple(sorted(row.footnotes)) or footnotes(row.requirement),
        listed=noticed,
        published=noticed,
        federal_register=row.citation,
    )


def _addresses(
    printed: Sequence[str], cell: str, country: str, list_code: str
) -> tuple[tuple[Address, ...], tuple[str, ...], tuple[str, ...]]:
    """Each address with the country that it names itself, else that of the row."""
    found: list[Address] = []
    unread: list[str] = []
    notes: list[str] = []
    for text in printed:
        read = read_addresses(text.replace("; ", ", "), list_code)
        unread += read.unread
        notes += read.notes
        one = len(read.addresses) == 1
        found += [
            Address(mend(text)[0] if one else each.text, country=each.country or country)
            for each in read.addresses
        ]
    if not found and cell.strip():
        found.append(Address(" ".join(cell.split()), country=country))
    return tuple(found), tuple(unread), tuple(notes)
