"""Gathers what one of OFAC's files says about a party, and makes the records of its lists.

What it is for: OFAC prints the same facts in four formats. Each reader hands them over under the
names that OFAC's XML files give them ("Birthdate", "Passport", "Vessel Call Sign"); here they
become the fields of a `PartyRecord`, read by the same rules as the Consolidated Screening List, so
that a party that comes by both channels is told by the same names, numbers and countries.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from caveat.domain.parties import (
    Address,
    Designation,
    Identifier,
    Name,
    NameKind,
    PartyKind,
    PartyRecord,
    PublishedRelation,
)
from caveat.ingest.countries import UNDETERMINED, country_of
from caveat.ingest.lists.csl_designation import iso_date
from caveat.ingest.lists.csl_identifiers import identifier_of
from caveat.ingest.lists.csl_names import read_names
from caveat.ingest.lists.csl_record import UnreadableRowError
from caveat.ingest.lists.ofac_lists import OnList
from caveat.ingest.lists.ofac_remarks import iso_month, read_ofac_remarks
from caveat.ingest.lists.text_repair import mend

_KINDS = {
    "": PartyKind.COMPANY,
    "entity": PartyKind.COMPANY,
    "individual": PartyKind.PERSON,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
"""In the CSV files an entity is what has no type."""

NO_TYPE = "not stated"
"""The type of an entry of the XML files that prints none."""

ALIAS_KINDS = {
    "aka": NameKind.ALIAS,
    "a.k.a.": NameKind.ALIAS,
    "n.k.a.": NameKind.ALIAS,
    "nka": NameKind.ALIAS,
    "name": NameKind.ALIAS,
    "fka": NameKind.FORMER,
    "f.k.a.": NameKind.FORMER,
}
"""What OFAC calls another name; "now known as" is one that is used today."""

_LISTED = "Listing Date (CMIC)"
_EFFECTIVE = "Effective Date (CMIC)"
_ISSUER = "Issuer Name"
_REGION = "Region: "
_LONGEST_CODE = 3
"""Letters. In "Atlanta, GA" the end is a state and not Gabon."""
_ON_THE_VESSEL = frozenset({"VESSEL TYPE", "Vessel Tonnage", "Vessel Gross Registered Tonnage"})
"""Features that the CSV files give in columns; they stay in ``published``, as in the CSL."""


@dataclass(slots=True)
class OfacParty:
    """One entry, as far as it was read. The lists of facts are filled by `fact` and `remark`.

    Attributes:
        number: OFAC's entity number.
        type: As printed ("individual").
        name: Primary name, as printed.
        programmes: As printed, in their order.
        other_names: Alternative names with their kinds, in their order.
        listed: Date of listing by list code, as printed.
        lists: On which lists the entry is.
    """

    number: str
    type: str = ""
    name: str = ""
    programmes: tuple[str, ...] = ()
    row: int = 0
    other_names: list[tuple[str, NameKind]] = field(default_factory=list)
    issuers: list[str] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    relations: list[PublishedRelation] = field(default_factory=list)
    dates_of_birth: list[str] = field(default_factory=list)
    places_of_birth: list[str] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    citizenships: list[str] = field(default_factory=list)
    remarks: str = ""
    published: list[tuple[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    listed: dict[str, str] = field(default_factory=dict)
    effective: str = ""
    lists: tuple[OnList, ...] = ()

    def fact(self, kind: str, value: str, country: str = "", text: str = "") -> None:
        """Take a number, a date, a country: whatever OFAC calls an identifier or a feature.

        Args:
            kind: As OFAC's XML files call it.
            value: As printed.
            country: Of the authority that gave the number, code or name.
            text: The verbatim part of the list; else kind, value and country one after another.
        """
        value = mend(value)[0]
        if not value:
            return
        text = text or f"{kind} {value}" + (f" ({country})" if country else "")
        if kind == "Birthdate":
            self.dates_of_birth.append(iso_date(value) or iso_month(value))
        elif kind == "Place of Birth":
            self.places_of_birth.append(value)
        elif kind == "Nationality Country":
            self.nationalities.append(country_of(value) or value)
        elif kind == "Citizenship Country":
            self.citizenships.append(country_of(value) or value)
        elif kind == "Vessel Call Sign":
            self.identifiers.append(Identifier("Call sign", value, "", value))
        elif kind == "Vessel Flag":
            self.identifiers.append(Identifier("Vessel flag", "", country_of(value), value))
        elif kind == "Vessel Owner":
            self.relations.append(PublishedRelation("owned by", value, value))
        elif kind not in _ON_THE_VESSEL:
            self._number(kind, value, country, text)

    def remark(self, remarks: str) -> None:
        """Take the remarks: they are kept verbatim, and read."""
        self.remarks = remarks.strip()
        read = read_ofac_remarks(remarks)
        for fact in read.facts:
            self.fact(fact.kind, fact.value, fact.country, fact.text)
        self.other_names += [(alias, NameKind.WEAK_ALIAS) for alias in read.weak_aliases]
        self.relations += read.relations

    def address(self, parts: Sequence[str], country: str, *, code: str = "", **apart: str) -> None:
        """Take an address.

        Args:
            parts: Its lines, in the order in which they are written, without the country.
            country: As printed; may be a region ("Region: Crimea").
            code: Country code, where the file gives it.
            apart: City, state and postal code, where the publisher gives them apart.
        """
        lines = [line for line in (mend(part)[0] for part in parts) if line]
        printed = mend(country)[0]
        known = code or country_of(printed) or country_of(printed.removeprefix(_REGION))
        if printed.casefold() not in UNDETERMINED:
            lines += [printed] if printed else []
        if lines:
            known = known or _country_at_the_end(lines[-1])
            given = {name: mend(part)[0] for name, part in apart.items()}
            self.addresses.append(Address(", ".join(lines), country=known, **given))

    def records(self) -> tuple[PartyRecord, ...]:
        """The record of each list that the entry is on.

        Raises:
            UnreadableRowError: If it has no name.
        """
        names = read_names(self.name, "", "US-SDN", self.issuers, self.other_names)
        if not names.names:
            raise UnreadableRowError("The entry has no name.")
        kind = _KINDS.get(self.type.strip().casefold())
        if kind is None:
            kind = PartyKind.UNKNOWN
            self.unread.append(f"The type {self.type.strip()!r} is not known.")
        return tuple(
            self._record(each, kind, names.names, names.unread, names.notes) for each in self.lists
        )

    def _record(
        self,
        on: OnList,
        kind: PartyKind,
        names: tuple[Name, ...],
        unread: Iterable[str],
        notes: Iterable[str],
    ) -> PartyRecord:
        told = (on.doubt,) if on.doubt else ()
        bad = list(self.unread)
        listed = self._day("listing", self.listed.get(on.code) or self.listed.get("", ""), bad)
        designation = Designation(
            programmes=self.programmes,
            listed=listed,
            effective=self._day("effective", self.effective, bad),
        )
        return PartyRecord(
            list_code=on.code,
            publisher_id=self.number,
            row_id="",
            kind=kind,
            names=names,
            addresses=tuple(self.addresses),
            identifiers=tuple(self.identifiers),
            designations=(designation,),
            dates_of_birth=tuple(dict.fromkeys(self.dates_of_birth)),
            places_of_birth=tuple(dict.fromkeys(self.places_of_birth)),
            nationalities=tuple(dict.fromkeys(self.nationalities)),
            citizenships=tuple(dict.fromkeys(self.citizenships)),
            remarks=self.remarks,
            relations=tuple(self.relations),
            published=tuple(self.published),
            row=self.row,
            unread=tuple(dict.fromkeys((*bad, *unread, *(told if on.lost else ())))),
            notes=tuple(dict.fromkeys((*self.notes, *notes, *(() if on.lost else told)))),
        )

    def _number(self, kind: str, value: str, country: str, text: str) -> None:
        self.identifiers.append(identifier_of(kind, value, country, text))
        if kind == _ISSUER:
            self.issuers.append(value)
        elif kind == _LISTED:
            self.listed[""] = value
        elif kind == _EFFECTIVE:
            self.effective = value

    @staticmethod
    def _day(what: str, text: str, unread: list[str]) -> str:
        read = iso_date(text) if text else ""
        if read is None:
            unread.append(f"The {what} date {text!r} is not a possible date; left empty.")
        return read or ""


def _country_at_the_end(line: str) -> str:
    """The country that an address names without a country of its own ("Gaza Strip")."""
    last = line.rpartition(",")[2].strip()
    return country_of(last) if len(last) > _LONGEST_CODE else ""
