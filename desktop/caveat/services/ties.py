"""The ties of a party: those that are stated, gathered once, and those that its data make.

Stated ties (lists, starter set, the officer's tables and typing) lie ready by party. What two
parties share is looked up when a party is asked about; see `caveat.network.neighbourhood`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain

import caveat.ingest.relations.published as published_ties
from caveat.domain.connections import RatedTie
from caveat.domain.events import PartyEvent
from caveat.domain.identity import name_key
from caveat.domain.parties import Address, PartyKind, PartyRecord, PublishedRelation
from caveat.domain.relations import Basis, PartyRef, RefKind, RelationKind, Tie
from caveat.domain.sources import Citation, Mark, Source
from caveat.ingest.relations.starter import starter_events, starter_ties
from caveat.matching.addresses.index import AddressIndex
from caveat.matching.identifiers import normal_number, strength
from caveat.matching.known_builder import Grade
from caveat.matching.readings import Read, read_anew
from caveat.network import shared
from caveat.network.contacts import Contact, contacts_of
from caveat.network.ownership.holdings import Holdings
from caveat.network.strengths import rated
from caveat.services.citations import source_citation
from caveat.services.index import LoadedIndex
from caveat.services.known_parties import KnownParties, in_both_orders
from caveat.services.listing_sources import ListingSources
from caveat.services.party_facts import (
    CONTACT_KINDS,
    Facts,
    PartyFacts,
    is_contact,
    supplier_contacts,
)
from caveat.services.relations import resolved
from caveat.storage import overlay, records, relations
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import END_OF_TIME

_TELLING = 90.0


class Ties:
    """All that is known to tie parties, as of one moment. Used by one thread at a time."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        loaded: LoadedIndex,
        sources: ListingSources,
        read: Read = read_anew,
        *,
        until: str = END_OF_TIME,
    ) -> None:
        """Gather what is stated. Call within one reading of the store.

        ``until``: suppliers and relations that were stored later, and withdrawals, do not count.
        """
        self.known = KnownParties(connection, loaded, read, until=until)
        self.sources = sources
        self.releases = loaded.releases
        self.events = tuple[PartyEvent, ...]()
        self._facts = PartyFacts(self.known, sources)
        self.facts, self.ask_about = self._facts.of, self._facts.ask_about
        stated = [*self._starter(connection, loaded), *self._listed(connection)]
        stated += resolved(relations.stated_ties(connection, until=until), self.known)
        self.changed_later = relations.changed_after(connection, until)
        """Relations stored or withdrawn after that moment, which do not count."""
        self.stated: tuple[Tie, ...] = tuple(stated)
        self._by_party: dict[PartyRef, list[Tie]] = defaultdict(list)
        for tie in self.stated:
            self._by_party[tie.subject].append(tie)
            self._by_party[tie.object].append(tie)
        self._contacts: dict[tuple[str, str], dict[PartyRef, Contact]] = defaultdict(dict)
        self._numbers: dict[str, dict[PartyRef, str]] = defaultdict(dict)
        self._of_contacts(connection)
        self._addresses = self._supplier_addresses()

    # What is stated --------------------------------------------------------------------------

    def _starter(self, connection: sqlite3.Connection, loaded: LoadedIndex) -> Iterator[Tie]:
        if loaded.overlay is None:
            return
        found = overlay.all_relations(connection, loaded.overlay.id)
        resolve = self.known.resolver()

        def end(key: str, text: str) -> PartyRef:
            return self.known.of_overlay[key] if key else resolve(text)

        self.events = tuple(starter_events(found, end))
        yield from starter_ties(found, end)

    def _listed(self, connection: sqlite3.Connection) -> Iterator[Tie]:
        by_record: dict[int, list[PublishedRelation]] = defaultdict(list)
        for record, relation in records.printed_ties(connection):
            if self.known.is_known_record(record):
                by_record[record].append(relation)
        resolvers: dict[str, Callable[[str], PartyRef]] = {}
        for record, printed in by_record.items():
            party = self.known.ref_of_record(record)
            code = self.known.listed[party.key].list_code
            resolve = resolvers.get(code) or self.known.resolver(code)
            resolvers[code] = resolve

            def other(
                relation: PublishedRelation,
                code: str = code,
                resolve: Callable[[str], PartyRef] = resolve,
            ) -> PartyRef:
                return self.known.published_under(code, relation.other_id) or resolve(
                    relation.other
                )

            bare = PartyRecord(code, "", "", PartyKind.UNKNOWN, names=(), relations=tuple(printed))
            source = Source(party.key, code, locator=f"entry “{party}”", mark=Mark.PUBLISHED)
            yield from published_ties.ties_of(bare, party, source, other)

    @cached_property
    def _named(self) -> dict[str, set[PartyRef]]:
        """Whoever is only named, by the name and by those within it."""
        found: dict[str, set[PartyRef]] = defaultdict(set)
        for party in self._by_party:
            if party.kind is RefKind.NAMED:
                for name in self.known.spellings(party.name):
                    found[name].add(party)
        return found

    @cached_property
    def holdings(self) -> Holdings:
        """What of the stated ties is ownership."""
        return Holdings(self.stated)

    @cached_property
    def _holding_words(self) -> dict[str, list[PartyRef]]:
        """Whoever holds or is held and is only named, by the words of the name."""
        found: dict[str, list[PartyRef]] = defaultdict(list)
        for party in self.holdings.parties:
            if party.kind is RefKind.NAMED:
                found[self.known.words_of(party.name)].append(party)
        return found

    def held_like(self, name: str) -> tuple[PartyRef, ...]:
        """Whoever of the holdings carries a name, legal forms aside."""
        words = self.known.words_of(name)
        found = {ref for ref in self.known.carrying(name) if ref in self.holdings.numbers}
        found.update(self._holding_words.get(words, ()) if words else ())
        return tuple(sorted(found, key=lambda ref: (ref.kind, ref.key)))

    def citation(self, tie: Tie) -> Citation:
        """Where a stated tie stands."""
        if tie.basis is Basis.PUBLISHED:  # by the entry that it was read from
            return self.sources.citations(self.known.listed[tie.source.key].record)[0]
        return source_citation(tie.source)

    # What is compared ------------------------------------------------------------------------

    def _of_contacts(self, connection: sqlite3.Connection) -> None:
        for record, identifier in chain.from_iterable(
            records.identifiers_like(connection, kind) for kind in CONTACT_KINDS
        ):
            if self.known.is_known_record(record):
                ref = self.known.ref_of_record(record)
                for contact in contacts_of(identifier.kind, identifier.number):
                    self._contacts[_same_contact(contact)][ref] = contact
        for key, booked in self.known.suppliers.items():
            ref = self.known.ref_of_supplier(key)
            for contact in supplier_contacts(booked.supplier):
                self._contacts[_same_contact(contact)][ref] = contact
            for number in booked.supplier.identifiers:
                self._numbers[normal_number(number)][ref] = number

    def _supplier_addresses(self) -> AddressIndex | None:
        entries = [
            (int(key), position, Address(text, country=booked.supplier.country))
            for key, booked in self.known.suppliers.items()
            for position, text in enumerate(booked.supplier.addresses)
            if text.strip()
        ]
        return AddressIndex.build(entries) if entries else None

    def of(self, ref: PartyRef) -> Iterator[RatedTie]:
        """All ties of a party."""
        for tie in self._by_party.get(ref, ()):
            yield rated(tie)
        facts = self.facts(ref)
        yield from self._same_names(ref, facts)
        yield from self._same_places(ref, facts)
        yield from self._same_numbers(ref, facts)
        yield from self._same_contacts(ref, facts)

    def _proof(self, facts: Facts, other: PartyRef) -> tuple[Citation, ...]:
        """Where both ends' data are from."""
        if other.kind is RefKind.LISTED:
            record = self.known.listed[other.key].record
            return (*facts.said, *self.sources.citations(record)[:1])
        return (*facts.said, *(self.facts(other).said))

    def _same_names(self, ref: PartyRef, facts: Facts) -> Iterator[RatedTie]:
        best: dict[PartyRef, tuple[Grade, str]] = {}
        for name in facts.names:
            carrying = dict(self.known.carrying(name))
            if ref.kind is RefKind.NAMED:
                carrying |= self.known.people(name)
            orders = in_both_orders(name) if facts.kind is PartyKind.PERSON else (name,)
            for other in chain.from_iterable(self._named.get(name_key(o), ()) for o in orders):
                carrying.setdefault(other, Grade.PUBLISHED)
            for other, grade in carrying.items():
                if other != ref and (other not in best or grade < best[other][0]):
                    best[other] = (grade, name)
        for other, (grade, name) in sorted(best.items(), key=lambda item: item[0].key):
            kinds = facts.kind, self._listed_kind(other)
            yield shared.same_name(
                ref,
                name,
                other,
                grade,
                self._proof(facts, other),
                is_person=PartyKind.PERSON in kinds,
                other_kind=_cannot_be_one(*kinds),
            )

    def _listed_kind(self, ref: PartyRef) -> PartyKind:
        heading = self.known.listed.get(ref.key) if ref.kind is RefKind.LISTED else None
        return PartyKind(heading.kind) if heading is not None else PartyKind.UNKNOWN

    def _same_places(self, ref: PartyRef, facts: Facts) -> Iterator[RatedTie]:
        for text, country in facts.addresses:
            matches = [
                (self.known.ref_of_record(match.party), match)
                for match in self.known.index.at_address(text, country)
                if self.known.is_known_record(match.party)
            ]
            if self._addresses is not None:
                matches += [
                    (self.known.ref_of_supplier(str(match.party)), match)
                    for match in self._addresses.search(text, country, limit=None)
                ]
            for other, match in matches:
                if other == ref:
                    continue
                # The index counts its own parties; who asks is one of them or comes to it.
                tie = shared.co_location(
                    ref,
                    text,
                    other,
                    match,
                    crowd=match.crowd + (other.kind is not ref.kind),
                    citations=self._proof(facts, other),
                )
                if tie is not None:
                    yield tie

    def _same_numbers(self, ref: PartyRef, facts: Facts) -> Iterator[RatedTie]:
        for number in facts.numbers:
            plain = normal_number(number)
            if strength(plain) < _TELLING:
                continue
            found = {
                self.known.ref_of_record(record): (kind, listed)
                for record, kind, listed in self.known.index.with_identifier(number)
                if self.known.is_known_record(record) and not is_contact(kind)
            }
            for other, shown in self._numbers.get(plain, {}).items():
                found.setdefault(other, ("", shown))
            for other, (kind, listed) in found.items():
                if other != ref:
                    proof = self._proof(facts, other)
                    yield shared.shared_identifier(
                        ref, number, other, listed, kind=kind, citations=proof
                    )

    def _same_contacts(self, ref: PartyRef, facts: Facts) -> Iterator[RatedTie]:
        for contact in facts.contacts:
            having = dict(self._contacts.get(_same_contact(contact), {}))
            if contact.kind is RelationKind.SHARED_PERSON:
                for other in self.known.people(contact.shown):
                    having[other] = contact._replace(shown=other.name)
                for other in self._named.get(contact.key, ()):
                    having[other] = contact._replace(shown=other.name)
            for other, theirs in having.items():
                if other != ref:
                    yield shared.shared_contact(
                        ref,
                        contact,
                        other,
                        theirs,
                        sharing=len(having),
                        citations=self._proof(facts, other),
                    )


def _cannot_be_one(one: PartyKind, other: PartyKind) -> bool:
    """Whether two kinds are known to differ; who asks or is only named is no ship."""
    if one is other:
        return False
    craft = {PartyKind.VESSEL, PartyKind.AIRCRAFT}
    return bool(craft & {one, other}) or {one, other} == {PartyKind.COMPANY, PartyKind.PERSON}


def _same_contact(contact: Contact) -> tuple[str, str]:
    """A website and an e-mail address of one domain are one thing to share."""
    domains = {RelationKind.SHARED_WEBSITE, RelationKind.SHARED_EMAIL_DOMAIN}
    return ("domain" if contact.kind in domains else contact.kind.value), contact.key
