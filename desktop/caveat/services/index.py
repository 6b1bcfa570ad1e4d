"""The matching index over the releases in service: built once, kept on disk, loaded lazily."""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from caveat.domain.lists import Release
from caveat.domain.progress import CancelToken, ReportProgress, ignore_progress
from caveat.matching.engine import ENGINE_VERSION, MatchingIndex
from caveat.services.index_building import ASSEMBLY, build, load_built
from caveat.services.workspace import Workspace
from caveat.storage import audit
from caveat.storage.overlay import OverlaySet


@dataclass(frozen=True, slots=True)
class LoadedIndex:
    """An index and what it was built from."""

    key: str
    index: MatchingIndex
    releases: tuple[Release, ...]
    overlay: OverlaySet | None


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
        current: OverlaySet | None,
        *,
        progress: ReportProgress = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> LoadedIndex:
        """The index over exactly these releases and an edition of the overlay."""
        found = self._at_hand(covered, current)
        if found:
            return found
        with self._building:
            found = self._at_hand(covered, current)
            if found is None:
                overlay_id = current.id if current else 0
                key = index_key(self._ws, covered, current)
                index = load_built(self._ws, key) or build(
                    self._ws, key, covered, overlay_id, progress=progress, cancel=cancel
                )
                found = LoadedIndex(key, index, covered, current)
                # Two at most: the lists of today and one other day.
                self._loaded = dict([*self._loaded.items()][-1:])
                self._loaded[key] = found
        return found

    def _at_hand(
        self, covered: tuple[Release, ...], current: OverlaySet | None
    ) -> LoadedIndex | None:
        for loaded in self._loaded.values():
            if loaded.releases == covered and loaded.overlay == current:
                return loaded
        return None


def index_key(ws: Workspace, covered: Sequence[Release], current: OverlaySet | None) -> str:
    """What an index is made of.

    Numbers of rows alone will not do: after a backup was put back, new imports get the numbers
    that others had.
    """
    connection = ws.store.reader()
    parts = [audit.workspace_id(connection), ENGINE_VERSION, str(ASSEMBLY)]
    parts += [f"{current.id} {current.sha256}"] if current else []
    parts += [
        f"{r.id} {r.list_code} {r.channel} {r.sha256} {r.parser_version} {r.imported_at}"
        for r in covered
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
