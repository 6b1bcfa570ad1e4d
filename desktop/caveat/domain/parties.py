"""A party as a list publishes it: names, addresses, identifiers, designations."""

from dataclasses import dataclass
from enum import StrEnum

from caveat.domain.sources import Source


class PartyKind(StrEnum):
    """What a party is. ``UNKNOWN`` where the list does not say (all of BIS and State)."""

    COMPANY = "company"
    PERSON = "person"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    ADDRESS = "address"
    """An Entity List row that is only an address (15 CFR 744.16)."""
    UNKNOWN = "unknown"


class NameKind(StrEnum):
    """How a name is published."""

    PRIMARY = "name"
    ALIAS = "alias"
    WEAK_ALIAS = "weak alias"
    """Marked weak by the publisher: a tier of its own, never dropped."""
    FORMER = "former name"
    NATIVE = "native name"
    """In the script of its country. US lists do not publish it (see ``source``); others do."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a party. ``source`` is None when the list itself publishes the name."""

    text: str
    kind: NameKind = NameKind.PRIMARY
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """One address, verbatim, with the parts that the publisher gives apart.

    ``country`` is an ISO 3166 alpha-2 code, empty where the list gives none.
    """

    text: str
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number or code. ``text`` is the verbatim part, ``kind`` the publisher's word for it."""

    kind: str
    number: str
    country: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Designation:
    """What the list says about the party. Every text is verbatim; an empty one was not given.

    Attributes:
        programmes: Sanctions programmes or statutes.
        licence_requirement: Verbatim licence requirement (15 CFR 744 Supp. 4, third column).
        licence_policy: Verbatim licence review policy.
        footnotes: Entity List footnote numbers (1-5).
        listed: Start date as the release prints it (ISO, possibly partial). Publishers do not
            agree whether it is the effective date or the date of the notice.
        effective: Effective date where a source says so.
        published: Date of the notice where a source says so.
        ends: End date (orders of denial expire).
        federal_register: Verbatim Federal Register citation text.
        standard_order: Y, N or empty (Denied Persons List).
    """

    programmes: tuple[str, ...] = ()
    licence_requirement: str = ""
    licence_policy: str = ""
    footnotes: tuple[int, ...] = ()
    listed: str = ""
    effective: str = ""
    published: str = ""
    ends: str = ""
    federal_register: str = ""
    standard_order: str = ""


@dataclass(frozen=True, slots=True)
class PublishedRelation:
    """A tie to another party that the entry itself prints. A reading of a published field.

    Attributes:
        kind: What this party is to the other, as a phrase that stands before its name: ``linked
            to``, ``affiliated entity of``, ``subordinate institution of``, ``owned by``,
            ``owner of``, ``director of``, ``family member of`` …
        other: Name of the other party, verbatim.
        text: The words of the list that say so, verbatim.
        other_id: Number under which the same list publishes the other party; empty where none.
        share: Percentage as printed ("50-100"); empty where none is given.
        since, until: ISO dates, possibly partial; empty where none is given.
    """

    kind: str
    other: str
    text: str
    other_id: str = ""
    share: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class PartyRecord:
    """One entry of a list as one release prints it.

    Attributes:
        list_code: Such as ``US-EL``.
        publisher_id: Number that the publisher keeps stable (OFAC's entity number), or empty.
        row_id: Row id that publishers re-hash at will; never an identity.
        kind: What the party is, as far as the list says.
        names: The first is the primary name. Never empty for a record in service.
        addresses: In the order printed.
        identifiers: Registration numbers, passports, IMO numbers, call signs.
        designations: At least one.
        dates_of_birth: As printed, possibly partial or "circa".
        places_of_birth: As printed.
        nationalities: ISO alpha-2 codes or names as printed.
        citizenships: Likewise.
        remarks: Verbatim.
        published: Every published field with a value, verbatim, in the publisher's order:
            ``(field name, text)``. What has no place above lives only here.
        row: Row in the file, 1-based, header counted as 1; 0 where the format has no rows.
        unread: What could not be read in full, one sentence each. The rest is in service.
        notes: What was mended or decided in reading, one sentence each. Nothing is missing, and
            ``published`` keeps the text as it was.
        relations: Ties to other parties that the entry prints. Readings of ``published``.
    """

    list_code: str
    publisher_id: str
    row_id: str
    kind: PartyKind
    names: tuple[Name, ...]
    addresses: tuple[Address, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    designations: tuple[Designation, ...] = (Designation(),)
    dates_of_birth: tuple[str, ...] = ()
    places_of_birth: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    citizenships: tuple[str, ...] = ()
    remarks: str = ""
    published: tuple[tuple[str, str], ...] = ()
    row: int = 0
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    relations: tuple[PublishedRelation, ...] = ()

    @property
    def name(self) -> str:
        """The primary name, verbatim."""
        return self.names[0].text

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries of seat or nationality, without repeats, in the order printed."""
        found = [address.country for address in self.addresses]
        found += [*self.nationalities, *self.citizenships]
        return tuple(dict.fromkeys(code for code in found if code))


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie between two parties, with its evidence.

    Attributes:
        subject: Name of the one party as the source gives it.
        kind: Such as ``parent of``, ``shareholder of``, ``shared address``.
        object: Name of the other party.
        detail: What the source says, in a sentence; shares as printed.
        date: ISO or partial date the statement holds for; empty when unknown.
        source: Where it is stated.
        subject_key, object_key: Keys of the overlay parties, where they are bound to entries.
    """

    subject: str
    kind: str
    object: str
    detail: str
    date: str
    source: Source
    subject_key: str = ""
    object_key: str = ""


@dataclass(frozen=True, slots=True)
class OverlayParty:
    """A party of the sourced overlay, bound to a list entry or standing alone.

    A binding names list, country, primary name and Federal Register citation, because a name
    alone is not unique ("Address 01" exists under China and under Turkey). ``list_code`` is
    empty for a party that no list carries.
    """

    key: str
    label: str
    list_code: str = ""
    country: str = ""
    name: str = ""
    federal_register: str = ""
    names: tuple[Name, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
