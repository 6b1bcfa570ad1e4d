"""Whom a name means: listed parties, the officer's suppliers, parties of the starter set.

Names in relation tables are kept as given and looked up here each time, so that a holder who is
listed tomorrow counts from tomorrow on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from caveat.domain.identity import name_key
from caveat.domain.parties import OverlayParty, PartyKind
from caveat.domain.relations import PartyRef, RefKind
from caveat.domain.suppliers import Supplier
from caveat.matching.given_names import GIVEN, GivenName, given_name, words_of
from caveat.matching.known_builder import Grade
from caveat.matching.known_key import key_hash
from caveat.matching.readings import Read, read_anew
from caveat.services.binding import binding_keys, bound_to
from caveat.services.index import LoadedIndex
from caveat.storage import overlay, records, suppliers
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import END_OF_TIME


@dataclass(frozen=True, slots=True)
class Heading:
    """Enough of a listed entry to point at it."""

    record: int
    number: str
    list_code: str
    publisher_id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class BookedSupplier:
    """A supplier, and the file its book was read from."""

    id: int
    file_name: str
    supplier: Supplier


_NEVER_BY_NAME = frozenset({PartyKind.PERSON, PartyKind.VESSEL, PartyKind.AIRCRAFT})
_FEW_LETTERS = 4
_NOBODY: dict[PartyRef, Grade] = {}


class KnownParties:
    """Everybody who is listed, supplied from or named in the starter set. Never changes.

    Looking a name up takes some 0.1 ms of processor time, once for each name.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        loaded: LoadedIndex,
        read: Read = read_anew,
        *,
        until: str = END_OF_TIME,
    ) -> None:
        """Gather them. Call within one reading of the store.

        ``read`` may remember what names were taken apart into. Suppliers that were stored after
        ``until`` are nobody.
        """
        self._read = read
        self.index = loaded.index
        self._listed_keys = frozenset(loaded.index.known_names.arrays["hash"].tolist())
        keys = loaded.index.keys
        self._carrying: dict[str, dict[PartyRef, Grade]] = {}
        self._resolved: dict[str, PartyRef] = {}
        self.listed: dict[str, Heading] = {}
        self._of_record: dict[int, Heading] = {}
        self._by_publisher: dict[tuple[str, str], str] = {}
        for record, *rest in records.headings(connection):
            if record in keys:
                heading = Heading(record, *rest)
                self.listed[heading.number] = self._of_record[record] = heading
                if heading.publisher_id:
                    place = heading.list_code, heading.publisher_id
                    self._by_publisher[place] = heading.number
        self.suppliers: dict[str, BookedSupplier] = {}
        self._supplier_names: dict[str, list[str]] = defaultdict(list)
        self._take_suppliers(connection, until)
        self.standing_alone: dict[PartyRef, OverlayParty] = {}
        self._alone_names: dict[str, list[PartyRef]] = defaultdict(list)
        self.of_overlay: dict[str, PartyRef] = {}
        if loaded.overlay is not None:
            self._take_overlay(connection, overlay.overlay_parties(connection, loaded.overlay.id))

    def _take_suppliers(self, connection: sqlite3.Connection, until: str) -> None:
        """Of suppliers with one name and country only the newest: books are imported again."""
        seen: set[tuple[str, str]] = set()
        for id_, file_name, supplier in suppliers.all_suppliers(connection, until=until):
            same = name_key(supplier.name), supplier.country
            if same in seen:
                continue
            seen.add(same)
            self.suppliers[str(id_)] = BookedSupplier(id_, file_name, supplier)
            for name in (supplier.name, *supplier.aliases):
                self._supplier_names[name_key(name)].append(str(id_))

    def _take_overlay(
        self, connection: sqlite3.Connection, parties: Iterable[OverlayParty]
    ) -> None:
        for party in parties:
            ref = self._bound(connection, party)
            if ref is None:
                ref = PartyRef.named(party.name or party.label)
                self.standing_alone[ref] = party
                names = (party.name, party.label, *(name.text for name in party.names))
                for key in {words for name in names if (words := self.words_of(name))}:
                    self._alone_names[key].append(ref)
            self.of_overlay[party.key] = ref

    def _bound(self, connection: sqlite3.Connection, party: OverlayParty) -> PartyRef | None:
        """The listed entry that a party of the starter set means, if it is in service."""
        if not party.list_code or not party.name:
            return None
        found = [
            record
            for record in self.index.carriers(party.name, self._read)
            if self._of_record[record].list_code == party.list_code
        ]
        for stored in records.stored_records(connection, sorted(found)):
            named = name_key(party.name) in binding_keys(stored.record)
            if named and bound_to(stored.record, (party,)):
                return self.ref_of_record(stored.id)
        return None

    @property
    def list_codes(self) -> frozenset[str]:
        """Codes of the lists in service, with which the numbers of their parties begin."""
        return frozenset(heading.list_code for heading in self.listed.values())

    def ref_of_record(self, record: int) -> PartyRef:
        """Points at the entry of a stored record."""
        heading = self._of_record[record]
        return PartyRef(RefKind.LISTED, heading.number, heading.name)

    def is_known_record(self, record: int) -> bool:
        """Whether a stored record is in service."""
        return record in self._of_record

    def ref_of_supplier(self, key: str) -> PartyRef:
        """Points at a supplier."""
        return PartyRef(RefKind.SUPPLIER, key, self.suppliers[key].supplier.name)

    def published_under(self, list_code: str, publisher_id: str) -> PartyRef | None:
        """The entry that a list publishes under a number of its own."""
        number = self._by_publisher.get((list_code, publisher_id))
        return None if number is None else self.ref_of_record(self.listed[number].record)

    def carrying(self, name: str) -> dict[PartyRef, Grade]:
        """Everybody who carries a name, legal forms aside, and how sure that is."""
        known = self._carrying.get(name)
        if known is None:
            known = self._carrying[name] = self._looked_up(name)
        return known

    def _looked_up(self, name: str) -> dict[PartyRef, Grade]:
        keys, words, _ = self._taken_apart(name)
        found = {}
        if any(key_hash(each) in self._listed_keys for each, *_ in keys):
            found = {
                self.ref_of_record(record): grade
                for record, grade in self.index.carriers(name, lambda *_: keys).items()
                if record in self._of_record
            }
        if self._supplier_names:
            for key in self._supplier_names.get(name_key(name), ()):
                found.setdefault(self.ref_of_supplier(key), Grade.PUBLISHED)
        for ref in self._alone_names.get(words, ()):
            found.setdefault(ref, Grade.PUBLISHED)
        return found or _NOBODY

    def _taken_apart(self, name: str) -> GivenName:
        return GivenName(*self._read(GIVEN, name, partial(given_name, name)))

    def words_of(self, name: str) -> str:
        """The words of a name, joined, its legal form left out."""
        return self._taken_apart(name).words

    def spellings(self, name: str) -> set[str]:
        """A name, and each name within it if it holds several, in comparable form."""
        return {name_key(each) for each in (name, *self._taken_apart(name).within)}

    def meant(self, name: str, *, within: str = "") -> PartyRef | None:
        """The one party that a name in a table, or a party's number, means.

        Only published names count: an alias that is weak or unverified proves nobody. Of entries of
        several lists that carry the name the one whose own it is. None where nobody carries it, or
        several do who need not be one: two entries of one list. See `companies` for who is never
        meant by the name alone.

        Args:
            name: As given.
            within: Code of a list that gives the name itself: it means its own entries first, and
                people among them.
        """
        number = name.strip()
        if number in self.listed:
            return self.ref_of_record(self.listed[number].record)
        found = [ref for ref, grade in self.carrying(name).items() if grade is Grade.PUBLISHED]
        listed = [ref for ref in found if ref.kind is RefKind.LISTED]
        own = [ref for ref in listed if within == self.listed[ref.key].list_code]
        if len(own) == 1:
            return own[0]
        companies = self.companies(name)
        if companies:
            lists = {self.listed[ref.key].list_code for ref in companies}
            if len(lists) < len(companies):
                return None
            words = words_of(name)
            return min(companies, key=lambda ref: (words_of(ref.name) != words, ref.key))
        for kind in (RefKind.SUPPLIER, RefKind.NAMED):
            refs = [ref for ref in found if ref.kind is kind]
            if refs:
                return refs[0] if len(refs) == 1 else None
        return None

    def companies(self, name: str) -> list[PartyRef]:
        """Listed companies that carry a published name, and that the name alone proves to be meant.

        Not people, since others bear their names; nor ships and aircraft, which hold no shares and
        are called as companies are (Glory); nor who has but an alias of few letters (NPC, Avi),
        which strangers share.
        """
        found = [
            ref
            for ref, grade in self.carrying(name).items()
            if grade is Grade.PUBLISHED
            and ref.kind is RefKind.LISTED
            and self.listed[ref.key].kind not in _NEVER_BY_NAME
        ]
        if not found:
            return found
        keys, words, _ = self._taken_apart(name)
        if len(words) > _FEW_LETTERS and not all(is_acronym for _, _, is_acronym in keys):
            return found
        return [ref for ref in found if self.words_of(ref.name) == words]

    def is_somebody(self, name: str) -> bool:
        """Whether a name alone means somebody here, or may mean several."""
        if self.meant(name) is not None or self.companies(name):
            return True
        return any(ref.kind is not RefKind.LISTED for ref in self.carrying(name))

    def people(self, name: str) -> dict[PartyRef, Grade]:
        """Listed persons who carry a name, the family name first or last."""
        return {
            ref: grade
            for order in in_both_orders(name)
            for ref, grade in self.carrying(order).items()
            if ref.kind is RefKind.LISTED and self.listed[ref.key].kind == PartyKind.PERSON
        }

    def resolved(self, named: PartyRef) -> PartyRef:
        """Whom a reference by name means; itself where nobody is known. See `meant`."""
        found = self._resolved.get(named.name)
        if found is None:
            found = self._resolved[named.name] = self.meant(named.name) or named
        return found

    def resolver(self, within: str = "") -> Callable[[str], PartyRef]:
        """Looks names up, each once; whoever is not known is kept by the name. See `meant`."""
        known: dict[str, PartyRef] = {}

        def resolve(name: str) -> PartyRef:
            found = known.get(name)
            if found is None:
                found = known[name] = self.meant(name, within=within) or PartyRef.named(name)
            return found

        return resolve

    def names_of(self, ref: PartyRef) -> tuple[str, ...]:
        """The names of a party that is not listed; its own name for one who is only named."""
        if ref.kind is RefKind.SUPPLIER:
            supplier = self.suppliers[ref.key].supplier
            return (supplier.name, *supplier.aliases)
        party = self.standing_alone.get(ref)
        if party is None:
            return (ref.name,)
        names = (ref.name, party.label, *(name.text for name in party.names))
        return tuple(dict.fromkeys(name for name in names if name))


def in_both_orders(name: str) -> tuple[str, ...]:
    """A name as given, and with its last word first: lists print "GREEN, Ann Mary"."""
    before, comma, after = name.partition(",")
    words = name.split()
    if comma or len(words) < 2:  # noqa: PLR2004  # nothing to turn round
        return (name, f"{after.strip()} {before.strip()}") if comma and after.strip() else (name,)
    return name, " ".join((words[-1], *words[:-1]))
