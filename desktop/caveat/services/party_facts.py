"""What is compared of a party: names, addresses, numbers, telephones, domains, people."""

from collections.abc import Iterator
from dataclasses import dataclass

from caveat.domain.parties import PartyKind
from caveat.domain.relations import PartyRef, RefKind
from caveat.domain.sources import Citation
from caveat.domain.suppliers import Supplier
from caveat.network.contacts import Contact, contacts_of, person
from caveat.services.known_parties import KnownParties
from caveat.services.listing_sources import ListingSources

CONTACT_KINDS = ("phone", "mail", "web", "fax")
"""Words by which publishers' kinds of identifier are told to be contacts."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared of a party.

    Attributes:
        addresses: With their country codes.
        numbers: Registration numbers as written.
        said: What a citation of its data points at.
    """

    names: tuple[str, ...]
    kind: PartyKind = PartyKind.UNKNOWN
    country: str = ""
    addresses: tuple[tuple[str, str], ...] = ()
    numbers: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    said: tuple[Citation, ...] = ()


class PartyFacts:
    """Gives what is compared of a party. Used by one thread at a time."""

    def __init__(self, known: KnownParties, sources: ListingSources) -> None:
        self._known, self._sources = known, sources
        self._adhoc: dict[PartyRef, Facts] = {}

    def ask_about(self, name: str, address: str, country: str) -> PartyRef:
        """Somebody who is on no list and in no book, with an address to compare."""
        ref = PartyRef.named(name)
        known = self._known.standing_alone.get(ref)
        names = self._known.names_of(ref) if known else (name,)
        addresses = ((address, country),) if address.strip() else ()
        self._adhoc[ref] = Facts(names, country=country, addresses=addresses)
        return ref

    def of(self, ref: PartyRef) -> Facts:
        """What is compared of a party."""
        if ref in self._adhoc:
            return self._adhoc[ref]
        if ref.kind is RefKind.LISTED:
            return self._listed_facts(ref)
        names = self._known.names_of(ref)
        if ref.kind is RefKind.SUPPLIER:
            booked = self._known.suppliers[ref.key]
            supplier = booked.supplier
            where = f"row {supplier.row:,}" if supplier.row else ""
            said = Citation(0, f"Your supplier book, {booked.file_name}", locator=where)
            return Facts(
                names,
                country=supplier.country,
                addresses=tuple((text, supplier.country) for text in supplier.addresses),
                numbers=supplier.identifiers,
                contacts=tuple(supplier_contacts(supplier)),
                said=(said,),
            )
        return Facts(names)

    def _listed_facts(self, ref: PartyRef) -> Facts:
        stored = self._sources.stored(self._known.listed[ref.key].record)
        record = stored.record
        bound = self._sources.overlay_names(record)
        contacts = [
            contact
            for identifier in record.identifiers
            for contact in contacts_of(identifier.kind, identifier.number)
        ]
        if record.kind is PartyKind.PERSON:
            contacts += person(record.name)
        return Facts(
            names=tuple(dict.fromkeys((*(name.text for name in record.names), *bound))),
            kind=record.kind,
            country=record.countries[0] if record.countries else "",
            addresses=tuple((a.text, a.country) for a in record.addresses),
            numbers=tuple(i.number for i in record.identifiers if not is_contact(i.kind)),
            contacts=tuple(contacts),
            said=self._sources.citations(stored.id)[:1],
        )


def supplier_contacts(supplier: Supplier) -> Iterator[Contact]:
    """Telephones, domains and people in the columns of a supplier's row that have no other use."""
    for heading, text in supplier.unmapped:
        yield from contacts_of(heading, text)


def is_contact(kind: str) -> bool:
    """Whether a kind of identifier is no number of one party: a telephone, a bank's code."""
    lowered = kind.lower()
    return any(word in lowered for word in (*CONTACT_KINDS, "swift", "gender", "date"))
