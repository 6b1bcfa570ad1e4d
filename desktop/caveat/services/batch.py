"""Screening a whole book of suppliers in worker processes, and writing the result table."""

import contextlib
import time
from collections.abc import Iterable, Iterator

from caveat.domain.progress import (
    CancelledError,
    CancelToken,
    Progress,
    ReportProgress,
    ignore_progress,
)
from caveat.domain.screening import Answer, Query
from caveat.domain.suppliers import BatchReport, Supplier
from caveat.errors import CaveatError
from caveat.paths import Paths
from caveat.services.alert_line import alert_line
from caveat.services.screening import Screener
from caveat.services.workers import WorkerPool
from caveat.services.workspace import Workspace, open_for_reading
from caveat.storage import screenings, suppliers
from caveat.storage.encryption import StoreKey

_CHUNK = 20
"""Suppliers a worker answers at a time: some 0.2 s of work, so that cancelling is prompt."""
_COMMIT_EVERY = 200
_ONE_PROCESS_BELOW = 40
"""Fewer suppliers than this are screened here: starting workers would take longer."""

Task = tuple[int, Query]
Answered = tuple[int, Answer]


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

    Suppliers whose newest screening used the same releases, engine and settings are skipped, so
    that a cancelled or interrupted run goes on where it stopped. What was answered before a
    cancel is on record.

    Raises:
        EnvironmentProblemError: No list in service, disk, lock. What was recorded stays.
    """
    started = time.monotonic()
    progress(Progress("Preparing the index", 0))
    screener.prepare(progress, cancel)
    tasks = _open_tasks(ws, screener, book)
    done = with_hits = hits = 0
    cancelled = False
    pending: list[tuple[Answer, int | None]] = []

    def commit() -> None:
        nonlocal pending
        if pending:
            screener.record_all(pending)
            pending = []

    progress(Progress("Screening", 0, len(tasks)))
    try:
        for supplier, answer in _answers(ws, screener, tasks, cancel):
            pending.append((answer, supplier))
            done += 1
            with_hits += bool(answer.alerts)
            hits += len(answer.alerts)
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
    return BatchReport(stored, done, with_hits, hits, time.monotonic() - started, cancelled)


def _open_tasks(ws: Workspace, screener: Screener, book: int) -> list[Task]:
    line = alert_line(ws)
    with ws.store.reading() as connection:
        ids = suppliers.supplier_ids(connection, book, ws.now().date())
        found = suppliers.suppliers_by_id(connection, ids)
        tasks = [(id_, query_for(supplier, line)) for id_, supplier in found]
        if not tasks:
            return []
        fingerprint = screener.fingerprint(tasks[0][1])
        done = screenings.screened_with(connection, book, *fingerprint)
    return [task for task in tasks if task[0] not in done]


def _answers(
    ws: Workspace, screener: Screener, tasks: list[Task], cancel: CancelToken | None
) -> Iterator[Answered]:
    if len(tasks) < _ONE_PROCESS_BELOW:
        for supplier, query in tasks:
            if cancel:
                cancel.check()
            yield supplier, screener.screen(query)
        return
    given = (ws.paths, ws.operator.name, ws.store.key)
    with WorkerPool(_open_worker, given) as pool:
        for answered in pool.map_ordered(_screen_chunk, _chunks(tasks, _CHUNK), cancel=cancel):
            yield from answered


def _chunks(tasks: list[Task], size: int) -> Iterable[list[Task]]:
    return (tasks[start : start + size] for start in range(0, len(tasks), size))


_worker_screener: Screener | None = None


def _open_worker(paths: Paths, operator: str, key: StoreKey | None) -> None:
    """Open the workspace in a worker process, for reading; its key came through the pipe."""
    global _worker_screener  # noqa: PLW0603  # one per worker process, by design of the pool
    _worker_screener = Screener(open_for_reading(paths, operator, key))


def _screen_chunk(tasks: list[Task]) -> list[Answered]:
    if _worker_screener is None:
        raise RuntimeError("the worker was not opened")
    return [(supplier, _worker_screener.screen(query)) for supplier, query in tasks]
