"""Searches the lists: those in service, those of another day, or what was law on one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caveat.domain.lists import PublishedList, Release
from caveat.domain.progress import CancelToken, ReportProgress, ignore_progress
from caveat.domain.screening import Answer, Coverage, Hit, PartyMatch, Query
from caveat.matching.engine import ENGINE_VERSION, MatchingIndex
from caveat.matching.entries import SearchResult
from caveat.matching.merging import merged
from caveat.services.answering import (
    Rests,
    Shown,
    check_query,
    compose_answer,
    settings_sha256,
)
from caveat.services.aside import NEAR, Aside, AsideShelf
from caveat.services.coverage import coverage_of
from caveat.services.entries import EntryReader
from caveat.services.in_force import Used, release_used
from caveat.services.index import IndexShelf, LoadedIndex
from caveat.services.kept_recall import citing_recall
from caveat.services.past_matches import PastMatches
from caveat.services.recording import record_answer, releases_sha256
from caveat.services.standpoint import Standpoint, in_service, lists_then, selected, standpoint
from caveat.services.workspace import Workspace
from caveat.storage import knowledge
from caveat.storage.driver import sqlite3
from caveat.storage.overlay import OverlaySet

_TODAY = Query("")


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a query is answered from.

    Attributes:
        at: From where.
        used: The release of every list, and what of it counts.
        chosen: The releases of the lists asked for.
        lists: What lists there are.
        overlay: The edition of the sourced overlay.
    """

    at: Standpoint
    used: tuple[Used, ...]
    chosen: tuple[Release, ...]
    lists: Mapping[str, PublishedList]
    overlay: OverlaySet | None

    @property
    def releases(self) -> tuple[Release, ...]:
        """The release of every list."""
        return tuple(used.release for used in self.used)

    @property
    def overlay_id(self) -> int:
        """The overlay's number; 0 for none."""
        return self.overlay.id if self.overlay else 0


class Screener:
    """Answers queries over the lists. Thread-safe; make one per workspace."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._shelf = IndexShelf(ws)
        self._asides = AsideShelf(ws)
        self._law: dict[object, tuple[Used, ...]] = {}

    def prepare(
        self,
        progress: ReportProgress = ignore_progress,
        cancel: CancelToken | None = None,
        query: Query = _TODAY,
    ) -> None:
        """Load the indexes that a query needs, building first what is missing.

        Args:
            progress: Told about stages and entries.
            cancel: Cancels; what was built before is kept.
            query: Whose days decide; by default the lists in service.

        Raises:
            InputError: For a day to come or an unknown list code.
            EnvironmentProblemError: If no list is in service (on the day asked for).
            CancelledError: If it was cancelled.
        """
        ground = self._ground(query, standpoint(self._ws, query))
        self._shelf.over(ground.releases, ground.overlay, progress=progress, cancel=cancel)
        aside = self._aside(query, ground)
        if aside:
            aside.prepare(progress, cancel)

    def loaded_index(
        self, progress: ReportProgress = ignore_progress, cancel: CancelToken | None = None
    ) -> LoadedIndex:
        """The index over the lists in service, built first if it is missing.

        Raises:
            EnvironmentProblemError: If no list is in service.
            CancelledError: If it was cancelled.
        """
        ground = self._ground(_TODAY, standpoint(self._ws, _TODAY))
        return self._shelf.over(ground.releases, ground.overlay, progress=progress, cancel=cancel)

    def coverage(self, query: Query) -> tuple[Coverage, ...]:
        """The lists and releases that a query would be answered from.

        Raises:
            InputError: For a day to come or an unknown list code.
            EnvironmentProblemError: If no list is in service (on the day asked for).
        """
        ground = self._ground(query, standpoint(self._ws, query))
        with self._ws.store.reading() as connection:
            return self._coverage(connection, query, ground)

    def fingerprint(self, query: Query) -> tuple[str, str, str]:
        """What an answer depends on besides the supplier: releases, engine, settings."""
        ground = self._ground(query, standpoint(self._ws, query))
        with self._ws.store.reading() as connection:
            coverage = self._coverage(connection, query, ground)
        return releases_sha256(coverage), ENGINE_VERSION, settings_sha256(query, ground.overlay)

    def screen(self, query: Query) -> Answer:
        """Search. Nothing is recorded.

        Raises:
            InputError: For an empty query, an unknown list code, an alert line out of range, a
                day to come.
            EnvironmentProblemError: If no list is in service (on the day asked for).
        """
        check_query(query)
        answer, index = self._answer(query, standpoint(self._ws, query))
        return citing_recall(self._ws, answer, index)

    def screen_from(self, query: Query, at: Standpoint) -> Answer:
        """Search from a given standpoint, such as that of a recorded answer.

        No measured recall is cited: what was measured by then, only the record knows.
        """
        return self._answer(query, at)[0]

    def _answer(self, query: Query, at: Standpoint) -> tuple[Answer, str]:
        """The answer, and the key of the index it was found with."""
        ground = self._ground(query, at)
        aside = self._aside(query, ground)
        loaded = self._shelf.over(ground.releases, ground.overlay)
        found = self._find(query, ground, loaded.index, aside)
        past = PastMatches(query, at, ground.used, loaded.index, aside) if aside else None
        with self._ws.store.reading() as connection:
            printing = past.citing(connection, found) if past else {}
            reader = self._reader(ground, printing)
            hits = _hits(found.hits, reader)
            undated = past.undated() if past else frozenset()
            shown = Shown(
                hits,
                _hits(found.near_misses, reader),
                past.later_known(connection, reader, ground.lists) if past else (),
                self._delisted(connection, ground, past) if past else (),
                tuple(hit for hit in hits if hit.is_alert and hit.party.record in undated),
            )
            rests = Rests(
                at,
                self._coverage(connection, query, ground),
                ground.lists,
                ground.overlay,
                past.law(ground.chosen, ground.lists) if past else (),
            )
        return compose_answer(self._ws, query, rests, found, shown), loaded.key

    def record(self, answer: Answer, *, supplier: int | None = None) -> Answer:
        """Put an answer on record: it gets its numbers and can never be altered silently.

        Raises:
            EnvironmentProblemError: Disk, lock, read-only workspace. Nothing was recorded.
        """
        return self.record_all([(answer, supplier)])[0]

    def record_all(self, answers: Sequence[tuple[Answer, int | None]]) -> list[Answer]:
        """Put several answers on record in one transaction, each with its supplier's number."""
        with self._ws.store.writing() as connection:
            return [
                record_answer(self._ws, connection, answer, supplier)
                for answer, supplier in answers
            ]

    def _ground(self, query: Query, at: Standpoint) -> _Ground:
        with self._ws.store.reading() as connection:
            lists = lists_then(connection, at.known)
            serving = in_service(connection, at)
            used = self._used(connection, serving, query.in_force, at)
            chosen = selected(query, tuple(item.release for item in used), lists, at)
            return _Ground(at, used, chosen, lists, knowledge.overlay(connection, at.known))

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

    def _coverage(
        self, connection: sqlite3.Connection, query: Query, ground: _Ground
    ) -> tuple[Coverage, ...]:
        return coverage_of(
            connection, ground.chosen, ground.lists, ground.at.known, ground.at.on(query)
        )

    def _aside(self, query: Query, ground: _Ground) -> Aside | None:
        """What is stored besides the releases used, where the question needs it."""
        past = ground.at.known.moment is not None
        if not (past or query.in_force or query.include_delisted):
            return None
        return self._asides.over(ground.used, ground.at.known, ground.overlay_id)

    def _find(
        self, query: Query, ground: _Ground, index: MatchingIndex, aside: Aside | None
    ) -> SearchResult:
        on = ground.at.on(query)
        left_out: frozenset[int] = frozenset().union(*(used.left_out for used in ground.used))
        found = index.search(query, limit=query.limit, near=NEAR, on=on, without=left_out)
        if aside is None or query.in_force is None:
            return found
        records = aside.law_records(ground.at.known, query.in_force)
        more = aside.search(query, records, on, limit=query.limit)
        return merged((found, more), query, limit=query.limit, near=NEAR)

    def _reader(self, ground: _Ground, printing: Mapping[int, Release]) -> EntryReader:
        return EntryReader(self._ws, ground.releases, ground.overlay_id, ground.lists, printing)

    def _delisted(
        self, connection: sqlite3.Connection, ground: _Ground, past: PastMatches
    ) -> tuple[Hit, ...]:
        matches, printing = past.delisted(connection)
        return _hits(matches, self._reader(ground, printing))


def _hits(matches: Sequence[PartyMatch], reader: EntryReader) -> tuple[Hit, ...]:
    texts = {m.party: frozenset(e.listed for e in m.evidence) for m in matches}
    entries = reader.entries([match.party for match in matches], texts)
    return tuple(
        Hit(
            hit="",
            score=match.score,
            band=match.band,
            contradicted=match.contradicted,
            because=match.because,
            party=entries[match.party].party,
            evidence=match.evidence,
            designations=entries[match.party].designations,
            citations=entries[match.party].citations,
        )
        for match in matches
    )
