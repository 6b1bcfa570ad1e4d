"""Screening a whole book of suppliers in worker processes, and writing the result table."""

import contextlib
import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from caveat.domain.progress import (
    CancelledError,
    CancelToken,
    Progress,
    ReportProgress,
    ignore_progress,
)
from caveat.domain.screening import Query
from caveat.domain.suppliers import BatchReport, Supplier
from caveat.errors import CaveatError
from caveat.paths import Paths
from caveat.services.alert_line import alert_line
from caveat.services.ready_answer import ReadyAnswer, ready
from caveat.services.screening import Screener
from caveat.services.standpoint import Standpoint, standpoint
from caveat.services.workers import WorkerPool
from caveat.services.workspace import Workspace, open_for_reading
from caveat.storage import knowledge, screenings, suppliers
from caveat.storage.encryption import StoreKey
from caveat.storage.knowledge import Knowledge

_CHUNK = 50
"""Suppliers a worker answers at a time: some 0.1 s of work."""
_COMMIT_EVERY = 250
"""Answers put on record in one transaction: what a crash can lose, some 0.3 s of work."""
_ONE_PROCESS_BELOW = 40
"""Fewer suppliers than this are screened here: starting workers would take longer."""

_TODAY = Query("")
Task = tuple[int, Query]
Answered = tuple[int, ReadyAnswer | None]
"""A supplier, and its answer; None where the search failed."""
_BUGS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)
"""What a search raises that is wrong itself. Disk, memory and locks stop the run instead."""
_log = logging.getLogger(__name__)


def query_for(supplier: Supplier, threshold: float) -> Query:
    """What is asked about a supplier."""
    return Query(
        name=supplier.name,
        aliases=supplier.aliases,
        addresses=supplier.addresses,
        country=supplier.country,
        identifiers=supplier.identifiers,
        threshold=threshold,
    )


def screen_book(
    ws: Workspace,
    screener: Screener,
    book: int,
    *,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> BatchReport:
    """Screen every supplier of a book and put each answer on record.

    All of a run is answered from one standpoint: the lists, the sourced overlay and the alert line
    as they were when it began, whatever is imported meanwhile; the report says whether something
    was. Suppliers whose newest screening used the same releases, engine and settings are skipped,
    so that a cancelled or interrupted run goes on where it stopped. What was answered before a
    cancel is on record. A supplier at whose name the search itself fails is left unscreened and
    named in the report: no other may go unread for it.

    Raises:
        EnvironmentProblemError: No list in service, disk, lock. What was recorded stays.
    """
    started = time.monotonic()
    progress(Progress("Preparing the index", 0))
    at = standpoint(ws, _TODAY)
    known = at.known
    screener.prepare(progress, cancel, at=at)
    tasks = _open_tasks(ws, screener, book, known)
    done = with_hits = hits = 0
    cancelled = False
    failed: list[int] = []
    pending: list[tuple[ReadyAnswer, int | None]] = []

    def commit() -> None:
        nonlocal pending
        if pending:
            screener.record_all(pending)
            pending = []

    progress(Progress("Screening", 0, len(tasks)))
    try:
        for supplier, answer in _answers(ws, screener, tasks, known, cancel):
            if answer is None:
                failed.append(supplier)
                continue
            pending.append((answer, supplier))
            done += 1
            with_hits += bool(answer.alerts)
            hits += answer.alerts
            if len(pending) >= _COMMIT_EVERY:
                commit()
            progress(Progress("Screening", done, len(tasks), f"{hits} hits"))
    except CancelledError:
        cancelled = True
    except BaseException:
        with contextlib.suppress(CaveatError):
            commit()  # whatever stopped the run: what was answered is kept if it can be
        raise
    commit()
    with ws.store.reading() as connection:
        stored = suppliers.book(connection, book)
        overtaken = knowledge.lists_state(connection) != known.state
        unread = tuple(
            sorted(supplier.row for _, supplier in suppliers.suppliers_by_id(connection, failed))
        )
    seconds = time.monotonic() - started
    return BatchReport(stored, done, with_hits, hits, seconds, cancelled, overtaken, unread)


def _open_tasks(ws: Workspace, screener: Screener, book: int, known: Knowledge) -> list[Task]:
    line = alert_line(ws)
    with ws.store.reading() as connection:
        ids = suppliers.supplier_ids(connection, book, ws.now().date())
        found = suppliers.suppliers_by_id(connection, ids)
        tasks = [(id_, query_for(supplier, line)) for id_, supplier in found]
        if not tasks:
            return []
        fingerprint = screener.fingerprint(tasks[0][1], Standpoint(ws.now(), known))
        done = screenings.screened_with(connection, book, *fingerprint)
    return [task for task in tasks if task[0] not in done]


def _answers(
    ws: Workspace,
    screener: Screener,
    tasks: list[Task],
    known: Knowledge,
    cancel: CancelToken | None,
) -> Iterator[Answered]:
    if len(tasks) < _ONE_PROCESS_BELOW:
        for supplier, query in tasks:
            if cancel:
                cancel.check()
            yield supplier, _answer(screener, query, Standpoint(ws.now(), known))
        return
    given = (ws.paths, ws.operator.name, ws.store.key, known)
    with WorkerPool(_open_worker, given) as pool:
        for answered in pool.map_ordered(_screen_chunk, _chunks(tasks, _CHUNK), cancel=cancel):
            yield from answered


def _answer(screener: Screener, query: Query, at: Standpoint) -> ReadyAnswer | None:
    try:
        return ready(screener.screen(query, at))
    except _BUGS:
        _log.exception("a supplier could not be searched")
        return None


def _chunks(tasks: list[Task], size: int) -> Iterable[list[Task]]:
    return (tasks[start : start + size] for start in range(0, len(tasks), size))


@dataclass(frozen=True, slots=True)
class _Worker:
    """What a worker process screens with."""

    ws: Workspace
    screener: Screener
    known: Knowledge

    def answer(self, tasks: list[Task]) -> list[Answered]:
        try:
            self.screener.expect([query for _, query in tasks], self._at())
        except _BUGS:
            _log.exception("fifty searches could not be begun together; each is tried alone")
        return [(id_, _answer(self.screener, query, self._at())) for id_, query in tasks]

    def _at(self) -> Standpoint:
        return Standpoint(self.ws.now(), self.known)


_worker: _Worker | None = None


def _open_worker(paths: Paths, operator: str, key: StoreKey | None, known: Knowledge) -> None:
    """Open the workspace in a worker process, for reading; its key came through the pipe."""
    global _worker  # noqa: PLW0603  # one per worker process, by design of the pool
    ws = open_for_reading(paths, operator, key)
    _worker = _Worker(ws, Screener(ws), known)


def _screen_chunk(tasks: list[Task]) -> list[Answered]:
    if _worker is None:
        raise RuntimeError("the worker was not opened")
    return _worker.answer(tasks)
