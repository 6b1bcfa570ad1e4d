"""Entries of the lists in service with their citations, read when asked for and kept."""

from collections.abc import Sequence

from caveat.domain.connections import NodeListing
from caveat.domain.parties import Designation, PartyRecord
from caveat.domain.periods import first_day
from caveat.domain.sources import Citation
from caveat.services.citations import notice_citations
from caveat.services.entries import Entry, EntryReader
from caveat.services.index import LoadedIndex
from caveat.services.standpoint import Standpoint, lists_then
from caveat.services.workspace import Workspace
from caveat.storage import records
from caveat.storage.records import StoredRecord


class ListingSources:
    """Reads entries as they are cited. Used by one thread at a time, in readings of the store."""

    def __init__(self, ws: Workspace, loaded: LoadedIndex, at: Standpoint) -> None:
        self._store = ws.store
        self._titles = lists_then(ws.store.reader(), at.known)
        overlay_id = loaded.overlay.id if loaded.overlay else 0
        self._reader = EntryReader(ws, loaded.releases, overlay_id, self._titles)
        self._stored: dict[int, StoredRecord] = {}
        self._entries: dict[int, Entry] = {}

    def stored(self, record: int) -> StoredRecord:
        """A stored record."""
        found = self._stored.get(record)
        if found is None:
            found = self._stored[record] = records.stored_record(self._store.reader(), record)
        return found

    def overlay_names(self, record: PartyRecord) -> tuple[str, ...]:
        """Names that the starter set gives to an entry."""
        return tuple(name.text for party in self._reader.overlays(record) for name in party.names)

    def entry(self, record: int) -> Entry:
        """An entry with its designations and citations."""
        found = self._entries.get(record)
        if found is None:
            found = self._entries[record] = self._reader.entries([record], {})[record]
        return found

    def citations(self, record: int) -> tuple[Citation, ...]:
        """What proves that a party is listed: the release, then the notices."""
        return self.entry(record).citations

    def listing(self, record: int, today: str) -> NodeListing:
        """How a party is listed; the numbers of its citations are those of the entry."""
        entry = self.entry(record)
        designations = [each.designation for each in entry.designations]
        ends = [each.ends for each in designations]
        code = entry.party.list_code
        return NodeListing(
            list_code=code,
            title=self._titles[code].title,
            since=listed_since(designations),
            ended=all(end and end < today for end in ends),
            citations=tuple(each.n for each in entry.citations),
        )


def listed_since(designations: Sequence[Designation]) -> str:
    """The earliest day on which any of the designations is said to have begun; empty if none is."""
    stated = [
        day
        for each in designations
        for day in (
            each.effective,
            each.listed,
            each.published,
            *(notice.date for notice in notice_citations(each.federal_register)),
        )
        if _is_day(day)
    ]
    return min(stated, key=first_day, default="")


def _is_day(text: str) -> bool:
    try:
        return bool(text) and bool(first_day(text))
    except ValueError:
        return False
