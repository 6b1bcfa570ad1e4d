"""The one module that knows threads: a writer, two readers, one for the network; their answers.

Functions run here are plain and synchronous. Their progress reaches the window every 50 ms at
most, their errors as one of three kinds, and the answer to a question that was since replaced by
a newer one never arrives.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from caveat.domain.progress import CancelledError, CancelToken, Progress, ReportProgress
from caveat.domain.records import Changes
from caveat.errors import (
    CaveatError,
    EnvironmentProblemError,
    InputError,
    PassphraseNeededError,
)

FLUSH_MS = 50
"""How often progress reaches the window."""

PATIENCE = 15.0
"""Seconds that closing waits for jobs to notice that they are cancelled."""

Task = Callable[[ReportProgress, CancelToken], Any]
"""What a job runs, in a thread that is not the window's."""

log = logging.getLogger(__name__)


class ProblemKind(StrEnum):
    """Whose turn it is to mend something."""

    INPUT = "input"
    ENVIRONMENT = "environment"
    BUG = "bug"
    PASSPHRASE = "passphrase"  # noqa: S105 - a kind, no passphrase
    """The workspace is encrypted; ask for its passphrase."""
    KEY_PASSPHRASE = "passphrase of the key"  # noqa: S105 - a kind, no passphrase
    """The operator's key has one of its own."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An error in the officer's words: what happened, what is safe, what to do."""

    kind: ProblemKind
    title: str
    text: str


def problem_of(error: BaseException) -> Problem:
    """One of the three kinds. What the program did not foresee is our bug and is logged."""
    if isinstance(error, PassphraseNeededError):
        kind = ProblemKind.KEY_PASSPHRASE if error.of_key else ProblemKind.PASSPHRASE
        return Problem(kind, "A passphrase is needed", str(error))
    if isinstance(error, InputError):
        return Problem(ProblemKind.INPUT, "This cannot be used as it is", str(error))
    if isinstance(error, EnvironmentProblemError):
        return Problem(ProblemKind.ENVIRONMENT, "The computer is in the way", str(error))
    if isinstance(error, CaveatError):
        log.error("foreseen failure", exc_info=error)
        return Problem(ProblemKind.BUG, "Something does not fit together", str(error))
    if isinstance(error, (OSError, MemoryError)):
        log.error("the environment failed", exc_info=error)
        return Problem(
            ProblemKind.ENVIRONMENT,
            "The computer is in the way",
            f"{_reason(error)} What was stored before is safe. Mend the cause and try again.",
        )
    log.error("a bug", exc_info=error)
    return Problem(
        ProblemKind.BUG,
        "An error in Caveat",
        f"Caveat met an error of its own ({type(error).__name__}) and stopped this step. What was "
        "stored before is safe. The log file holds the details; please send it with a report.",
    )


def _reason(error: OSError | MemoryError) -> str:
    if isinstance(error, OSError) and error.strerror:
        name = f": {error.filename}" if error.filename else ""
        return f"{error.strerror}{name}."
    return "There is not enough memory."


class _End(Enum):
    SUCCESS = "success"
    FAILURE = "failure"
    CANCELLED = "cancelled"


class Job(QObject):
    """One piece of work under way, seen from the window's thread."""

    progressed = Signal(Progress)
    succeeded = Signal(object)
    failed = Signal(Problem)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, parent: QObject, changes: frozenset[Changes]) -> None:
        super().__init__(parent)
        self.changes = changes
        self.token = CancelToken()
        self._newest: Progress | None = None
        self._shown: Progress | None = None

    def cancel(self) -> None:
        """Ask it to stop. It ends with ``cancelled``, or with an answer that was on its way."""
        self.token.cancel()

    def report(self, progress: Progress) -> None:
        """Called in the job's thread; the window sees the newest at the next flush."""
        self._newest = progress

    def flush(self) -> None:
        """Show the newest progress, if it is new."""
        if self._newest is not self._shown:
            self._shown = self._newest
            if self._shown is not None:
                self.progressed.emit(self._shown)

    def end(self, how: _End, value: Any) -> None:
        """Tell the window how it ended."""
        self.flush()
        if how is _End.SUCCESS:
            self.succeeded.emit(value)
        elif how is _End.FAILURE:
            self.failed.emit(value)
        else:
            self.cancelled.emit()
        self.finished.emit()


class Bridge(QObject):
    """Runs jobs and brings their ends back into the window's thread, in order."""

    changed = Signal(frozenset)
    """Kinds of things (`Changes`) that a job changed: views fetch them anew."""
    idle = Signal()
    """The last job under way has ended."""
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="reader")
        self._network = ThreadPoolExecutor(1, thread_name_prefix="network")
        self._jobs: set[Job] = set()
        self._futures: set[Future[None]] = set()
        self._ends: deque[tuple[Job, _End, Any]] = deque()
        self._closed = threading.Event()
        self._flush = QTimer(self)
        self._flush.setInterval(FLUSH_MS)
        self._flush.timeout.connect(self._flush_progress)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any job is under way."""
        return bool(self._jobs)

    def read(self, task: Task) -> Job:
        """Run a task that changes nothing, beside up to one other."""
        return self._start(self._readers, task, frozenset())

    def write(self, task: Task, *changes: Changes) -> Job:
        """Run a task that changes something, after the others of its kind."""
        return self._start(self._writer, task, frozenset(changes))

    def fetch(self, task: Task, *changes: Changes) -> Job:
        """Run a task that waits for servers and may change something, beside all others.

        A slow server must not keep a screening from being put on record; what the task stores is
        kept apart from other writers by the store itself.
        """
        return self._start(self._network, task, frozenset(changes))

    def shut_down(self, patience: float = PATIENCE) -> bool:
        """Cancel everything and wait until the threads are done. Nothing arrives any more.

        Args:
            patience: Seconds to wait at most.

        Returns:
            Whether every thread is done; one that is not holds on to what it works with.
        """
        self._closed.set()
        self._flush.stop()
        for job in self._jobs:
            job.cancel()
        self._writer.shutdown(wait=False, cancel_futures=True)
        self._readers.shutdown(wait=False, cancel_futures=True)
        self._network.shutdown(wait=False, cancel_futures=True)
        left = wait(self._futures, timeout=patience).not_done
        self._jobs.clear()
        self._ends.clear()
        return not left

    def _start(self, pool: ThreadPoolExecutor, task: Task, changes: frozenset[Changes]) -> Job:
        job = Job(self, changes)
        if self._closed.is_set():  # the window is closing: whatever still asks gets no answer
            return job
        self._jobs.add(job)
        future: Future[None] = pool.submit(self._run, job, task)
        self._futures.add(future)
        future.add_done_callback(self._futures.discard)
        if not self._flush.isActive():
            self._flush.start()
        return job

    def _run(self, job: Job, task: Task) -> None:
        """In the job's thread: the border at which every error is caught."""
        try:
            job.token.check()
            end = (job, _End.SUCCESS, task(job.report, job.token))
        except CancelledError:
            end = (job, _End.CANCELLED, None)
        except BaseException as error:  # noqa: BLE001 - the border of the job
            end = (job, _End.FAILURE, problem_of(error))
        if not self._closed.is_set():
            self._ends.append(end)
            self._arrived.emit()

    @Slot()
    def _deliver(self) -> None:
        while self._ends and not self._closed.is_set():
            job, how, value = self._ends.popleft()
            self._jobs.discard(job)
            job.end(how, value)
            if job.changes:  # a cancelled job may have stored a part
                self.changed.emit(job.changes)
            job.deleteLater()
        if not self._jobs:
            self._flush.stop()
            self.idle.emit()

    @Slot()
    def _flush_progress(self) -> None:
        for job in tuple(self._jobs):
            job.flush()


class Latest(QObject):
    """A question that is asked again and again: only the answer to the newest one arrives.

    While one is being answered, at most one more waits, so that fast typing never queues up work.
    """

    answered = Signal(object)
    failed = Signal(Problem)
    progressed = Signal(Progress)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._generation = 0
        self._running = 0
        self._job: Job | None = None
        self._waiting: Task | None = None

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None

    def ask(self, task: Task) -> None:
        """Replace whatever was asked before."""
        self._generation += 1
        if self._job is None:
            self._begin(task)
        else:
            self._waiting = task
            self._job.cancel()

    def forget(self) -> None:
        """Take the question back: no answer arrives."""
        self._generation += 1
        self._waiting = None
        if self._job is not None:
            self._job.cancel()

    def _begin(self, task: Task) -> None:
        self._running = self._generation
        self._job = self._bridge.read(task)
        self._job.succeeded.connect(self._on_success)
        self._job.failed.connect(self._on_failure)
        self._job.progressed.connect(self._on_progress)
        self._job.finished.connect(self._on_end)

    @Slot(object)
    def _on_success(self, answer: object) -> None:
        if self._running == self._generation:
            self.answered.emit(answer)

    @Slot(Problem)
    def _on_failure(self, problem: Problem) -> None:
        if self._running == self._generation:
            self.failed.emit(problem)

    @Slot(Progress)
    def _on_progress(self, progress: Progress) -> None:
        if self._running == self._generation:
            self.progressed.emit(progress)

    @Slot()
    def _on_end(self) -> None:
        self._job = None
        if self._waiting is not None:
            task, self._waiting = self._waiting, None
            self._begin(task)
