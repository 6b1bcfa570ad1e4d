"""A stored entry with its citations: what a hit shows, and what a detail page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType

from caveat.domain.lists import Channel, PublishedList, Release
from caveat.domain.parties import Designation, NameKind, OverlayParty, PartyRecord, Relation
from caveat.domain.party_view import CitedName, CitedRelation, PartyView
from caveat.domain.screening import CitedDesignation, HitParty
from caveat.domain.sources import Citation
from caveat.errors import InputError
from caveat.services.binding import binding_keys, bound_to
from caveat.services.citations import (
    Citations,
    notice_citations,
    release_citation,
    source_citation,
)
from caveat.services.known_lists import known_list
from caveat.services.workspace import Workspace
from caveat.storage import overlay, records, releases
from caveat.storage.driver import sqlite3
from caveat.storage.records import StoredRecord

_MOST_KEPT = 5_000
"""Entries, at some 3 kB each."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed entry as a hit cites it."""

    party: HitParty
    designations: tuple[CitedDesignation, ...]
    citations: tuple[Citation, ...]


def not_in_release(release: Release) -> tuple[str, ...]:
    """Designation fields that a release fills for no entry of its list, by attribute name."""
    published = set(release.published_fields)
    return tuple(
        field.name
        for field in fields(Designation)
        if f"designation.{field.name}" not in published and field.name != "footnotes"
    )


class EntryReader:
    """Reads entries with their citations. One per thread and answer."""

    def __init__(
        self,
        ws: Workspace,
        covered: Sequence[Release],
        overlay_id: int,
        lists: Mapping[str, PublishedList],
        printing: Mapping[int, Release] = MappingProxyType({}),
        *,
        kept: dict[tuple[int, frozenset[str]], Entry] | None = None,
    ) -> None:
        """Read what some releases print.

        Args:
            ws: The workspace.
            covered: One release of each list: what an entry is cited from.
            overlay_id: The edition of the overlay.
            lists: What the lists are, by code.
            printing: By record id, the release to cite instead where that one does not print it.
            kept: Entries read before for the same releases, by record id and what matched; those
                read are added. None to keep none.
        """
        self._store = ws.store
        self._kept = kept
        self._releases = {release.list_code: release for release in covered}
        self._overlay_id = overlay_id
        self._lists = lists
        self._printing = printing

    @property
    def _connection(self) -> sqlite3.Connection:
        """The reader of the thread that asks."""
        return self._store.reader()

    def _release(self, stored: StoredRecord) -> Release:
        return self._printing.get(stored.id) or self._releases[stored.record.list_code]

    def entries(self, ids: Sequence[int], matched: dict[int, frozenset[str]]) -> dict[int, Entry]:
        """Entries by record id.

        Args:
            ids: Record ids.
            matched: By record id, the listed texts that the match rests on: when one of them is
                an overlay name, its source is cited.
        """
        kept = self._kept if self._kept is not None else {}
        texts = {id_: matched.get(id_, frozenset[str]()) for id_ in ids}
        found = {id_: kept[id_, said] for id_, said in texts.items() if (id_, said) in kept}
        missing = [id_ for id_ in ids if id_ not in found]
        if len(kept) + len(missing) > _MOST_KEPT:
            kept.clear()
        for stored in records.stored_records(self._connection, missing):
            entry = self._entry(stored, texts[stored.id])
            found[stored.id] = kept[stored.id, texts[stored.id]] = entry
        return found

    def _entry(self, stored: StoredRecord, matched: frozenset[str]) -> Entry:
        record = stored.record
        citations = Citations()
        designations = self._designations(stored, citations)
        if matched - {name.text for name in record.names}:
            for party in self.overlays(record):
                for name in party.names:
                    if name.text in matched and name.source:
                        citations.number(source_citation(name.source))
        return Entry(_hit_party(stored), designations, citations.all())

    def _designations(
        self, stored: StoredRecord, citations: Citations
    ) -> tuple[CitedDesignation, ...]:
        record = stored.record
        release = self._release(stored)
        same_rows = stored.release_id == release.id
        first = citations.number(
            release_citation(self._lists[record.list_code], release, record, same_rows=same_rows)
        )
        absent = not_in_release(release)
        return tuple(
            CitedDesignation(
                designation,
                (
                    first,
                    *(citations.number(c) for c in notice_citations(designation.federal_register)),
                ),
                tuple(name for name in absent if not getattr(designation, name)),
            )
            for designation in record.designations
        )

    def overlays(self, record: PartyRecord) -> tuple[OverlayParty, ...]:
        """Overlay parties that are bound to an entry."""
        candidates = overlay.named(
            self._connection, self._overlay_id, record.list_code, binding_keys(record)
        )
        return bound_to(record, candidates)

    def relations(self, parties: Sequence[OverlayParty]) -> tuple[Relation, ...]:
        """Relations of overlay parties."""
        keys = [party.key for party in parties]
        return overlay.relations_of(self._connection, self._overlay_id, keys) if keys else ()

    def view(self, stored: StoredRecord) -> PartyView:
        """Everything about an entry, each statement with its citation."""
        record = stored.record
        release = self._release(stored)
        citations = Citations()
        designations = self._designations(stored, citations)
        parties = self.overlays(record)
        published = {name.text for name in record.names}
        names = [CitedName(name, 1) for name in record.names]
        names += [
            CitedName(name, citations.number(source_citation(name.source)))
            for party in parties
            for name in party.names
            if name.source and (name.text not in published or name.kind is NameKind.NATIVE)
        ]
        relations = tuple(
            CitedRelation(relation, citations.number(source_citation(relation.source)))
            for relation in self.relations(parties)
        )
        return PartyView(
            id=stored.party_number,
            record_id=stored.id,
            record=record,
            list=self._lists[record.list_code],
            release=release,
            names=tuple(names),
            designations=designations,
            relations=relations,
            citations=citations.all(),
            not_in_release=not_in_release(release),
            starter=release.channel is Channel.STARTER,
        )


def party_view(ws: Workspace, record: int) -> PartyView:
    """Everything about a stored entry.

    The release cited is the one in service if it still prints the entry, else the newest one
    that did.

    Raises:
        InputError: If no entry is stored under this number.
    """
    with ws.store.reading() as connection:
        try:
            stored = records.stored_record(connection, record)
        except KeyError as error:
            raise InputError(f"No list entry is stored under the number {record}.") from error
        release = releases.printing(connection, record)
        current = overlay.current_overlay(connection)
        known = known_list(ws, release.list_code)
        reader = EntryReader(
            ws, (release,), current.id if current else 0, {release.list_code: known}
        )
        return reader.view(stored)


def _hit_party(stored: StoredRecord) -> HitParty:
    record = stored.record
    return HitParty(
        id=stored.party_number,
        list_code=record.list_code,
        name=record.name,
        kind=record.kind,
        country=record.countries[0] if record.countries else "",
        record=stored.id,
    )
