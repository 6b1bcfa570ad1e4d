"""Searches the lists: those in service, those of another day, or what was law on one."""

from collections.abc import Sequence

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
from caveat.services.entries import EntryReader
from caveat.services.ground import Ground, GroundShelf
from caveat.services.hit_wording import leading_sentence
from caveat.services.index import IndexShelf, LoadedIndex
from caveat.services.kept_recall import citing_recall
from caveat.services.past_matches import PastMatches
from caveat.services.ready_answer import ReadyAnswer, numbered, ready, releases_sha256
from caveat.services.recording import Recording
from caveat.services.standpoint import Standpoint, standpoint
from caveat.services.workspace import Workspace
from caveat.storage.driver import sqlite3

_TODAY = Query("")


class Screener:
    """Answers queries over the lists. Thread-safe; make one per workspace."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._shelf = IndexShelf(ws)
        self._asides = AsideShelf(ws)
        self._grounds = GroundShelf(ws)

    def prepare(
        self,
        progress: ReportProgress = ignore_progress,
        cancel: CancelToken | None = None,
        query: Query = _TODAY,
        at: Standpoint | None = None,
    ) -> None:
        """Load the indexes that a query needs, building first what is missing.

        Args:
            progress: Told about stages and entries.
            cancel: Cancels; what was built before is kept.
            query: Whose days decide; by default the lists in service.
            at: From where it will be answered, if not from now.

        Raises:
            InputError: For a day to come or an unknown list code.
            EnvironmentProblemError: If no list is in service (on the day asked for).
            CancelledError: If it was cancelled.
        """
        ground = self._grounds.under(query, at or standpoint(self._ws, query))
        self._index(ground, progress, cancel)
        aside = self._aside(query, ground)
        if aside:
            aside.prepare(progress, cancel)

    def loaded_index(
        self,
        progress: ReportProgress = ignore_progress,
        cancel: CancelToken | None = None,
        at: Standpoint | None = None,
    ) -> LoadedIndex:
        """The index over the lists in service, built first if it is missing.

        Args:
            progress: Told about stages and entries.
            cancel: Cancels; what was built before is kept.
            at: From where it is asked, if not from now.

        Raises:
            EnvironmentProblemError: If no list is in service (then).
            CancelledError: If it was cancelled.
        """
        ground = self._grounds.under(_TODAY, at or standpoint(self._ws, _TODAY))
        return self._index(ground, progress, cancel)

    def coverage(self, query: Query) -> tuple[Coverage, ...]:
        """The lists and releases that a query would be answered from.

        Raises:
            InputError: For a day to come or an unknown list code.
            EnvironmentProblemError: If no list is in service (on the day asked for).
        """
        return self._grounds.under(query, standpoint(self._ws, query)).coverage

    def fingerprint(self, query: Query, at: Standpoint) -> tuple[str, str, str]:
        """What an answer depends on besides the supplier: releases, engine, settings."""
        ground = self._grounds.under(query, at)
        return (
            releases_sha256(ground.coverage),
            ENGINE_VERSION,
            settings_sha256(query, ground.overlay),
        )

    def screen(self, query: Query, at: Standpoint | None = None) -> Answer:
        """Search, from today's standpoint unless another is given. Nothing is recorded.

        Raises:
            InputError: For an empty query, an unknown list code, an alert line out of range, a
                day to come.
            EnvironmentProblemError: If no list is in service (on the day asked for).
        """
        check_query(query)
        answer, key = self._answer(query, at or standpoint(self._ws, query))
        return citing_recall(self._ws, answer, key)

    def expect(self, queries: Sequence[Query], at: Standpoint) -> None:
        """Make screening several queries from one standpoint quicker; no answer changes.

        Raises:
            InputError: For an unknown list code or a day to come.
            EnvironmentProblemError: If no list is in service (on the day asked for).
        """
        if queries:
            ground = self._grounds.under(queries[0], at)
            self._index(ground).index.expect(queries, without=ground.left_out)

    def screen_from(self, query: Query, at: Standpoint) -> Answer:
        """Search from a given standpoint, such as that of a recorded answer; see `screen`.

        No measured recall is cited: what was measured by then, only the record knows.
        """
        return self._answer(query, at)[0]

    def _answer(self, query: Query, at: Standpoint) -> tuple[Answer, str]:
        """The answer, and the key of the index it was found with."""
        ground = self._grounds.under(query, at)
        aside = self._aside(query, ground)
        loaded = self._index(ground)
        index = loaded.index
        found = self._find(query, at, ground, index, aside)
        rests = Rests(at, ground)
        if aside is None:
            shown = self._shown(ground, found)
            return compose_answer(self._ws, query, rests, found, shown), loaded.key
        past = PastMatches(query, at, ground.used, index, aside)
        with self._ws.store.reading() as connection:
            reader = ground.reader(self._ws, past.citing(connection, found))
            hits = _hits(found.hits, reader)
            undated = past.undated()
            shown = Shown(
                hits,
                _hits(found.near_misses, reader),
                past.later_known(connection, reader, ground.lists),
                self._delisted(connection, ground, past),
                tuple(hit for hit in hits if hit.is_alert and hit.party.record in undated),
            )
        rests = Rests(at, ground, past.law(ground.chosen, ground.lists))
        return compose_answer(self._ws, query, rests, found, shown), loaded.key

    def record(self, answer: Answer, *, supplier: int | None = None) -> Answer:
        """Put an answer on record: it gets its numbers and can never be altered silently.

        Raises:
            EnvironmentProblemError: Disk, lock, read-only workspace. Nothing was recorded.
        """
        (number,) = self.record_all([(ready(answer), supplier)])
        return numbered(answer, number)

    def record_all(self, answers: Sequence[tuple[ReadyAnswer, int | None]]) -> list[str]:
        """Put several answers on record in one transaction, each with its supplier's number.

        Returns:
            The numbers of their screenings.

        Raises:
            EnvironmentProblemError: Disk, lock, read-only workspace. None was recorded.
        """
        with self._ws.store.writing() as connection:
            recording = Recording(self._ws, connection)
            numbers = [recording.add(answer, supplier) for answer, supplier in answers]
            recording.finish()
        return numbers

    def _index(
        self,
        ground: Ground,
        progress: ReportProgress = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> LoadedIndex:
        return self._shelf.over(ground.releases, ground.overlay, progress=progress, cancel=cancel)

    def _aside(self, query: Query, ground: Ground) -> Aside | None:
        """What is stored besides the releases used, where the question needs it."""
        past = ground.known.moment is not None
        if not (past or query.in_force or query.include_delisted):
            return None
        return self._asides.over(ground.used, ground.known, ground.overlay_id)

    def _find(
        self,
        query: Query,
        at: Standpoint,
        ground: Ground,
        index: MatchingIndex,
        aside: Aside | None,
    ) -> SearchResult:
        on = at.on(query)
        found = index.search(query, limit=query.limit, near=NEAR, on=on, without=ground.left_out)
        if aside is None or query.in_force is None:
            return found
        records = aside.law_records(ground.known, query.in_force)
        more = aside.search(query, records, on, limit=query.limit)
        return merged((found, more), query, limit=query.limit, near=NEAR)

    def _shown(self, ground: Ground, found: SearchResult) -> Shown:
        if not (found.hits or found.near_misses):
            return Shown(())
        with self._ws.store.reading():
            # Together: each reading of entries asks five tables.
            hits = _hits((*found.hits, *found.near_misses), ground.reader(self._ws, {}))
        return Shown(hits[: len(found.hits)], hits[len(found.hits) :])

    def _delisted(
        self, connection: sqlite3.Connection, ground: Ground, past: PastMatches
    ) -> tuple[Hit, ...]:
        matches, printing = past.delisted(connection)
        return _hits(matches, ground.reader(self._ws, printing))


def _hits(matches: Sequence[PartyMatch], reader: EntryReader) -> tuple[Hit, ...]:
    if not matches:
        return ()
    texts = {m.party: frozenset(e.listed for e in m.evidence) for m in matches}
    entries = reader.entries([match.party for match in matches], texts)
    return tuple(
        Hit(
            hit="",
            score=match.score,
            band=match.band,
            contradicted=match.contradicted,
            because=leading_sentence(
                match, entries[match.party].party.kind, entries[match.party].designations
            ),
            party=entries[match.party].party,
            evidence=match.evidence,
            designations=entries[match.party].designations,
            citations=entries[match.party].citations,
            counterfactual=match.counterfactual,
        )
        for match in matches
    )
