"""Searches the lists in service."""

from collections.abc import Sequence
from datetime import datetime

from caveat.domain.lists import Release
from caveat.domain.progress import CancelToken, ReportProgress, ignore_progress
from caveat.domain.screening import Answer, Coverage, Hit, PartyMatch, Query
from caveat.errors import EnvironmentProblemError
from caveat.ingest.lists.catalogue import published_list
from caveat.matching.engine import ENGINE_VERSION
from caveat.services.answering import (
    check_query,
    compose_answer,
    coverage_of,
    known_until,
    settings_sha256,
)
from caveat.services.entries import EntryReader
from caveat.services.index import IndexShelf, LoadedIndex
from caveat.services.recording import record_answer, releases_sha256
from caveat.services.workspace import Workspace
from caveat.storage import releases


class Screener:
    """Answers queries over the lists in service. Thread-safe; make one per workspace."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._shelf = IndexShelf(ws)

    def prepare(
        self, progress: ReportProgress = ignore_progress, cancel: CancelToken | None = None
    ) -> None:
        """Load the index of the lists in service, building it first if it is missing."""
        self._shelf.over(self._in_service(self._ws.now()), progress=progress, cancel=cancel)

    def coverage(self, query: Query) -> tuple[Coverage, ...]:
        """The lists and releases that a query would be answered from."""
        moment = known_until(query, self._ws.now())
        return coverage_of(self._ws, self._selected(query, self._in_service(moment)), moment)

    def fingerprint(self, query: Query) -> tuple[str, str, str]:
        """What an answer depends on besides the supplier: releases, engine, settings."""
        return (
            releases_sha256(self.coverage(query)),
            ENGINE_VERSION,
            settings_sha256(self._ws, query),
        )

    def screen(self, query: Query) -> Answer:
        """Search. Nothing is recorded.

        Raises:
            InputError: For an empty query, an unknown list code, an alert line out of range.
            EnvironmentProblemError: If no list is in service (on the day asked for).
        """
        check_query(query)
        now = self._ws.now()
        moment = known_until(query, now)
        in_service = self._in_service(moment)
        loaded = self._shelf.over(in_service)
        selected = self._selected(query, in_service)
        found = loaded.index.search(
            query,
            limit=query.limit,
            lists=frozenset(query.lists) or None,
            on=moment.date(),
        )
        with self._ws.store.reading():
            hits = self._hits(found.hits, loaded)
            near = self._hits(found.near_misses, loaded)
            coverage = coverage_of(self._ws, selected, moment)
        return compose_answer(
            self._ws, query, now=now, coverage=coverage, found=found, hits=hits, near=near
        )

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

    def _in_service(self, moment: datetime) -> tuple[Release, ...]:
        connection = self._ws.store.reader()
        # Today is answered from what is in service, whatever a clock that was put back says.
        today = moment.date() >= self._ws.now().date()
        found = (
            releases.in_service(connection) if today else releases.in_service_at(connection, moment)
        )
        if not found:
            when = "" if today else f" on {moment.date().isoformat()}"
            raise EnvironmentProblemError(
                f"No list was in service in this workspace{when}. Nothing was searched. "
                "Import a list file, or choose a later day."
            )
        return found

    @staticmethod
    def _selected(query: Query, in_service: tuple[Release, ...]) -> tuple[Release, ...]:
        if not query.lists:
            return in_service
        selected = tuple(r for r in in_service if r.list_code in query.lists)
        absent = set(query.lists) - {r.list_code for r in selected}
        for code in sorted(absent):
            published_list(code)
            raise EnvironmentProblemError(
                f"The list {code} is not in service. Nothing was searched. Import it first."
            )
        return selected

    def _hits(self, matches: Sequence[PartyMatch], loaded: LoadedIndex) -> tuple[Hit, ...]:
        reader = EntryReader(self._ws, loaded.releases, loaded.overlay_id)
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
