"""Worker processes that stay, for work in many equal pieces such as screening a whole book."""

import itertools
import pickle
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from types import TracebackType
from typing import Any, Self, TypeVar

from caveat.domain.progress import (
    CancelledError,
    CancelToken,
    Progress,
    ReportProgress,
    ignore_progress,
)
from caveat.errors import CaveatError, EnvironmentProblemError
from caveat.services.worker_channel import AnswerTooLargeError, Worker, WorkerGoneError
from caveat.services.worker_process import Limits

T = TypeVar("T")
R = TypeVar("R")
_LOOK_EVERY = 0.02
_AHEAD = 3
"""Pieces per worker that may be under way or wait to be handed out in order."""


class JobFailedError(RuntimeError):
    """A job failed in a way that nobody foresaw: our bug. The worker's trace is a note on it."""


class WorkerPool:
    """Workers that call an initialiser once and then a function on many items.

    Workers end with `close`, with the program, however that ends, and when a run is cancelled or
    left before its end; the pool is then closed and a new one is needed.

    Args:
        initialiser: Importable; called once in each worker, to load what the function needs into
            its module. ``None`` for nothing to do.
        init_args: Its arguments, picklable.
        workers: Number of processes.
        memory_mib: Limit of each one's address space; 0 for none (mapped files count fully).
    """

    def __init__(
        self,
        initialiser: Callable[..., object] | None = None,
        init_args: Sequence[object] = (),
        workers: int = 2,
        *,
        memory_mib: int = 0,
    ) -> None:
        self._tasks: queue.SimpleQueue[tuple[int, bytes] | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[tuple[int, bytes | Exception]] = queue.SimpleQueue()
        self._running = threading.Lock()
        self._closed = False
        first = (
            None
            if initialiser is None
            else pickle.dumps((initialiser, tuple(init_args), {}, False), pickle.HIGHEST_PROTOCOL)
        )
        self._workers = [Worker(Limits(memory_mib=memory_mib)) for _ in range(max(1, workers))]
        self._couriers = [
            threading.Thread(
                target=self._carry, args=(worker, first), name=f"worker {worker.pid}", daemon=True
            )
            for worker in self._workers
        ]
        for courier in self._couriers:
            courier.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close(at_once=error is not None)

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the worker processes."""
        return tuple(worker.pid for worker in self._workers)

    def map_ordered(
        self,
        function: Callable[[T], R],
        items: Iterable[T],
        *,
        chunk: int = 1,
        cancel: CancelToken | None = None,
        progress: ReportProgress = ignore_progress,
        stage: str = "Working",
    ) -> Iterator[R]:
        """The function's results in the order of the items, computed a bounded way ahead.

        Items are drawn, and progress is reported, in the thread that draws the results.

        Args:
            function: Importable, of one argument.
            items: Picklable; drawn only as fast as results are.
            chunk: Items sent at a time.
            cancel: When cancelled, the workers are killed within some 20 ms.
            progress: Told after every piece, with the number of results so far.
            stage: What the progress is called.

        Raises:
            CaveatError: Whatever of this family the function raised.
            EnvironmentProblemError: If a worker died.
            CancelledError: If the token was cancelled.
            JobFailedError: If the function or the initialiser raised anything else.
        """
        if self._closed or not self._running.acquire(blocking=False):
            raise RuntimeError("this pool is closed or at work already")
        finished = False
        try:
            total = len(items) if isinstance(items, Sized) else 0
            pieces = enumerate(_pieces(items, max(1, chunk)))
            ready: dict[int, list[R]] = {}
            sent = done = 0
            for wanted in itertools.count():
                room = wanted + _AHEAD * len(self._workers) - sent
                for number, piece in itertools.islice(pieces, room):
                    frame = pickle.dumps((function, piece, {}, True), pickle.HIGHEST_PROTOCOL)
                    self._tasks.put((number, frame))
                    sent = number + 1
                if wanted == sent:
                    break
                while wanted not in ready:
                    number, results = self._next(cancel)
                    ready[number] = results
                results = ready.pop(wanted)
                done += len(results)
                yield from results
                progress(Progress(stage, done, total))
            finished = True
        finally:
            if not finished:
                self.close(at_once=True)
            self._running.release()

    def close(self, *, at_once: bool = False) -> None:
        """End the workers: when they have finished what they do, or at once."""
        self._closed = True
        if at_once:
            for worker in self._workers:
                worker.kill()
        for _ in self._couriers:
            self._tasks.put(None)
        for courier in self._couriers:
            courier.join()
        for worker in self._workers:
            worker.close(at_once=at_once)

    def _next(self, cancel: CancelToken | None) -> tuple[int, list[Any]]:
        while True:
            if cancel is not None and cancel.cancelled:
                raise CancelledError
            try:
                number, answer = self._answers.get(timeout=_LOOK_EVERY)
            except queue.Empty:
                continue
            if isinstance(answer, Exception):
                raise _stopped(str(answer))
            kind, *content = pickle.loads(answer)  # noqa: S301  # from our own other half
            if kind == "result":
                return number, content[0]
            if kind == "error":
                raise as_seen_here(*content)
            raise _stopped("it ran out of memory")

    def _carry(self, worker: Worker, first: bytes | None) -> None:
        """Bring tasks to one worker and its answers back, until there is nothing more to do."""
        number = -1
        try:
            if first is not None:
                worker.send(first)
                answer = worker.receive()
                if pickle.loads(answer)[0] != "result":  # noqa: S301  # from our own other half
                    self._answers.put((number, answer))
                    return
            while (task := self._tasks.get()) is not None:
                number, frame = task
                worker.send(frame)
                self._answers.put((number, worker.receive()))
        except (WorkerGoneError, AnswerTooLargeError) as error:
            self._answers.put((number, error))


def as_seen_here(error: Exception, trace: str) -> Exception:
    """The error of a worker's function as this side raises it."""
    if isinstance(error, (CaveatError, CancelledError)):
        return error
    failed = JobFailedError(f"{type(error).__name__}: {error}")
    failed.add_note(f"In the worker:\n{trace}")
    return failed


def _stopped(why: str) -> EnvironmentProblemError:
    return EnvironmentProblemError(
        f"A worker process stopped: {why}. What was recorded until then is safe. Close other "
        "programs if memory is short, and start the work again; it goes on where it stopped."
    )


def _pieces(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while piece := list(itertools.islice(iterator, size)):
        yield piece
