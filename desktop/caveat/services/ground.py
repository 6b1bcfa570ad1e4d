"""What questions are answered from: lists, releases, coverage and entries, gathered once.

All of it follows from how much is stored (`Knowledge`), which only grows: so a ground is kept under
that, and every question that is asked from the same standpoint shares it. Reading it again for
every supplier of a book was most of what a screening cost besides the search itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caveat.domain.lists import PublishedList, Release
from caveat.domain.screening import Coverage, Query
from caveat.ingest.lists.catalogue import not_covered
from caveat.services.coverage import coverage_of
from caveat.services.entries import Entry, EntryReader
from caveat.services.in_force import Used, release_used
from caveat.services.standpoint import Standpoint, in_service, lists_then, selected
from caveat.services.workspace import Workspace
from caveat.storage import knowledge
from caveat.storage.driver import sqlite3
from caveat.storage.knowledge import Knowledge
from caveat.storage.overlay import OverlaySet

_KEPT = 3
"""Grounds: the lists of today, those of another day and, at midnight, of the day before."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a query is answered from.

    Attributes:
        known: What counts as known.
        used: The release of every list, and what of it counts.
        releases: The release of every list.
        left_out: Records of the releases that do not count.
        chosen: The releases of the lists asked for.
        lists: What lists there are.
        overlay: The edition of the sourced overlay.
        coverage: The lists searched, with age and warnings.
        unsearched: Titles of the lists that are not.
        entries: Entries that were read, see `EntryReader`; they never change.
    """

    known: Knowledge
    used: tuple[Used, ...]
    releases: tuple[Release, ...]
    left_out: frozenset[int]
    chosen: tuple[Release, ...]
    lists: Mapping[str, PublishedList]
    overlay: OverlaySet | None
    coverage: tuple[Coverage, ...]
    unsearched: tuple[str, ...]
    entries: dict[tuple[int, frozenset[str]], Entry] = field(default_factory=dict, compare=False)

    @property
    def overlay_id(self) -> int:
        """The overlay's number; 0 for none."""
        return self.overlay.id if self.overlay else 0

    def reader(self, ws: Workspace, printing: Mapping[int, Release]) -> EntryReader:
        """Reads entries as they are cited on this ground; see `EntryReader`."""
        # What is cited from another release hangs on more than the ground.
        kept = None if printing else self.entries
        return EntryReader(ws, self.releases, self.overlay_id, self.lists, printing, kept=kept)


class GroundShelf:
    """Keeps the grounds of the last questions. Thread-safe."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._kept: dict[object, Ground] = {}
        self._law: dict[object, tuple[Used, ...]] = {}

    def under(self, query: Query, at: Standpoint) -> Ground:
        """What a query is answered from.

        Raises:
            InputError: For an unknown list code.
            EnvironmentProblemError: If no list, or not the one asked for, was in service.
        """
        key = (at.known, at.on(query), query.in_force, query.lists)
        found = self._kept.get(key)
        if found is None:
            with self._ws.store.reading() as connection:
                found = self._gathered(connection, query, at)
            # Replaced as a whole: another thread may be looking.
            self._kept = dict([*self._kept.items()][1 - _KEPT :])
            self._kept[key] = found
        return found

    def _gathered(self, connection: sqlite3.Connection, query: Query, at: Standpoint) -> Ground:
        lists = lists_then(connection, at.known)
        used = self._used(connection, in_service(connection, at), query.in_force, at)
        releases = tuple(item.release for item in used)
        chosen = selected(query, releases, lists, at)
        coverage = coverage_of(connection, chosen, lists, at.known, at.on(query))
        searched = {item.list_code for item in coverage}
        return Ground(
            at.known,
            used,
            releases,
            frozenset[int]().union(*(item.left_out for item in used)),
            chosen,
            lists,
            knowledge.overlay(connection, at.known),
            coverage,
            (
                *(known.title for code, known in lists.items() if code not in searched),
                *(absent.title for absent in not_covered() if absent.code not in searched),
            ),
        )

    def _used(
        self,
        connection: sqlite3.Connection,
        serving: tuple[Release, ...],
        day: date | None,
        at: Standpoint,
    ) -> tuple[Used, ...]:
        if day is None:
            return tuple(map(Used, serving))
        key = (tuple(release.id for release in serving), at.known, day)
        found = self._law.get(key)
        if found is None:
            found = tuple(release_used(connection, r, at.known, day) for r in serving)
            # The days of one search and of the one before: while she types, none is read again.
            self._law = dict([*self._law.items()][-1:])
            self._law[key] = found
        return found
