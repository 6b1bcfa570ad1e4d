"""The matching index over the releases in service: built once, kept on disk, loaded lazily."""

import hashlib
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caveat.domain.identity import name_key
from caveat.domain.lists import Release
from caveat.domain.parties import OverlayParty, PartyRecord
from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.matching.engine import ENGINE_VERSION, MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.services.binding import binding_keys, bound_to
from caveat.services.workspace import Workspace
from caveat.storage import audit, overlay, records
from caveat.storage.index_files import load_index, save_index

_PROGRESS_EVERY = 1000


@dataclass(frozen=True, slots=True)
class LoadedIndex:
    """An index and what it was built from."""

    key: str
    index: MatchingIndex
    releases: tuple[Release, ...]
    overlay_id: int


class IndexShelf:
    """Holds the index in use and loads another when the lists change.

    Thread-safe: searches share an index; only one thread builds one.
    """

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._building = threading.Lock()
        self._loaded: dict[str, LoadedIndex] = {}

    def over(
        self,
        covered: tuple[Release, ...],
        *,
        progress: ReportProgress = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> LoadedIndex:
        """The index over exactly these releases and the current overlay."""
        connection = self._ws.store.reader()
        current = overlay.current_overlay(connection)
        overlay_id = current.id if current else 0
        key = self._key(covered, overlay_id)
        found = self._loaded.get(key)
        if found:
            return found
        with self._building:
            found = self._loaded.get(key)
            if found is None:
                index = self._load(key) or self._build(key, covered, overlay_id, progress, cancel)
                found = LoadedIndex(key, index, covered, overlay_id)
                # Two at most: the lists of today and one other day.
                self._loaded = dict([*self._loaded.items()][-1:])
                self._loaded[key] = found
        return found

    def _key(self, covered: Sequence[Release], overlay_id: int) -> str:
        workspace = audit.workspace_id(self._ws.store.reader())
        ids = ",".join(str(release.id) for release in covered)
        seed = f"{workspace}|{ENGINE_VERSION}|{overlay_id}|{ids}"
        return hashlib.sha256(seed.encode()).hexdigest()[:32]

    def _load(self, key: str) -> MatchingIndex | None:
        arrays = load_index(self._ws.paths.cache, key)
        if arrays is None:
            return None
        try:
            return MatchingIndex.from_arrays(arrays)
        except (KeyError, ValueError):
            return None  # written by another version or damaged: rebuilt

    def _build(
        self,
        key: str,
        covered: tuple[Release, ...],
        overlay_id: int,
        progress: ReportProgress,
        cancel: CancelToken | None,
    ) -> MatchingIndex:
        with self._ws.store.reading():
            index = MatchingIndex.build(
                self._parties(covered, overlay_id, progress, cancel),
                progress=progress,
                cancel=cancel,
            )
        arrays = index.to_arrays()
        try:
            save_index(self._ws.paths.cache, key, arrays)
        except OSError as error:
            # Without a cache every start builds anew; searching works.
            progress(Progress(f"The index cannot be kept ({error.strerror})", 0))
            return index
        # Memory-mapped instead of held twice.
        return self._load(key) or index

    def _parties(
        self,
        covered: tuple[Release, ...],
        overlay_id: int,
        progress: ReportProgress,
        cancel: CancelToken | None,
    ) -> Iterator[ListedParty]:
        connection = self._ws.store.reader()
        statements: dict[tuple[str, str], list[OverlayParty]] = defaultdict(list)
        for party in overlay.overlay_parties(connection, overlay_id):
            statements[party.list_code, name_key(party.name)].append(party)
        total = sum(release.parties for release in covered)
        done = 0
        for release in covered:
            for stored in records.stored_records(
                connection, records.member_ids(connection, release.id)
            ):
                if done % _PROGRESS_EVERY == 0:
                    progress(Progress("Reading the lists", done, total))
                    if cancel:
                        cancel.check()
                done += 1
                record = stored.record
                candidates = [
                    party
                    for name in binding_keys(record)
                    for party in statements.get((record.list_code, name), ())
                ]
                extra = bound_to(record, candidates)
                yield _listed(stored.id, record, extra)


def _listed(key: int, record: PartyRecord, extra: Sequence[OverlayParty]) -> ListedParty:
    published = {name.text for name in record.names}
    added = [name for party in extra for name in party.names if name.text not in published]
    return ListedParty(
        key=key,
        list_code=record.list_code,
        kind=record.kind,
        names=(*record.names, *added),
        addresses=record.addresses,
        countries=record.countries,
        identifiers=(*record.identifiers, *(i for party in extra for i in party.identifiers)),
        ends=record.designations[0].ends,
    )
