"""Runs one job in a process of its own, with limits on time, memory, files and answer.

Files that came from outside are parsed this way: compiled parsers cannot be stopped in a thread,
and a crash there must not take the program along. The limits are no sandbox: a worker may do what
the user may do, only not for long. Memory, processor and file limits hold on Linux, in part on
macOS; on Windows only the wall clock and the size of the answer are limited.
"""

import contextlib
import os
import pickle
import queue
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from caveat.domain.progress import CancelledError, CancelToken, ReportProgress, ignore_progress
from caveat.errors import UnreadableFileError
from caveat.services.worker_channel import AnswerTooLargeError, Worker, WorkerGoneError
from caveat.services.worker_pool import JobFailedError, WorkerPool, as_seen_here
from caveat.services.worker_process import Limits

__all__ = ["JobFailedError", "WorkerPool", "run_limited"]

T = TypeVar("T")
_LOOK_EVERY = 0.02
"""Seconds between looks at the cancel token."""
_MOST_RESULT_MIB = 1_024


def run_limited(
    function: Callable[..., T],
    *args: object,
    seconds: float,
    memory_mib: int,
    result_mib: int = _MOST_RESULT_MIB,
    files_mib: int = 0,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
    **keywords: object,
) -> T:
    """Call a function in a worker process and return what it returns.

    Safe from any thread, since no process is forked from this one's state. Blocks the calling
    thread; `progress` is called in it.

    Args:
        function: Found by the worker under its module's name. If it has a parameter
            ``progress``, it gets one.
            If it returns an iterator, its items travel one by one and a list of them is
            returned: reading one large answer would hold the interpreter, and so a window.
        args: Picklable. The first `Path` among them names the file in error messages.
        seconds: Wall-clock limit, and limit of processor time.
        memory_mib: Limit of address space, libraries included; a bare worker needs 60.
        result_mib: Limit of the pickled answer.
        files_mib: Limit of every file that the function writes; by default it may write none.
        progress: Receives what the function reports, at most every 50 ms.
        cancel: When cancelled, the worker is killed within some 20 ms.
        keywords: Keyword arguments for the function, picklable.

    Raises:
        CaveatError: Whatever of this family the function raised, message and all.
        UnreadableFileError: If the worker passed a limit, crashed or was killed.
        CancelledError: If the token was cancelled.
        JobFailedError: If the function raised anything else.
    """
    subject = _subject(function, (*args, *keywords.values()))
    frame = pickle.dumps((function, args, keywords, False), protocol=pickle.HIGHEST_PROTOCOL)
    if cancel is not None:
        cancel.check()
    limits = Limits(
        memory_mib=memory_mib,
        cpu_seconds=max(1, round(seconds) + 1),
        result_mib=result_mib,
        files_mib=files_mib,
        dies_with_thread=True,
    )
    deadline = time.monotonic() + seconds
    worker = Worker(limits)
    inbox: queue.SimpleQueue[bytes | Exception] = queue.SimpleQueue()
    courier = threading.Thread(
        target=_carry, args=(worker, frame, inbox), name=f"worker {worker.pid}", daemon=True
    )
    courier.start()
    at_once = True
    pieces: list[Any] = []
    try:
        for message in _messages(inbox, deadline, cancel):
            if message is None:
                raise _gave_up(subject, f"it was not done after {seconds:,g} seconds")
            if isinstance(message, Exception):
                raise _translated(subject, message, worker)
            kind, *content = pickle.loads(message)  # noqa: S301  # from our own other half
            if kind == "progress":
                progress(content[0])
            elif kind == "piece":
                pieces.append(content[0])
            else:
                break
        at_once = False
        found = _result(subject, kind, content, memory_mib)
        return pieces or found  # type: ignore[return-value]  # what the function returned
    finally:
        worker.close(at_once=at_once)
        courier.join()


def _messages(
    inbox: "queue.SimpleQueue[bytes | Exception]", deadline: float, cancel: CancelToken | None
) -> Iterator[bytes | Exception | None]:
    """What the worker sends; None when its time is up.

    Raises:
        CancelledError: If the token was cancelled.
    """
    while True:
        if cancel is not None and cancel.cancelled:
            raise CancelledError
        if time.monotonic() > deadline:
            yield None
        with contextlib.suppress(queue.Empty):
            yield inbox.get(timeout=_LOOK_EVERY)


def _carry(worker: Worker, frame: bytes, inbox: "queue.SimpleQueue[bytes | Exception]") -> None:
    """Hand the job over and bring every answer; the pipes block, so this has its own thread."""
    try:
        worker.send(frame)
        while True:
            inbox.put(worker.receive())
    except (WorkerGoneError, AnswerTooLargeError) as error:
        inbox.put(error)


def _result(subject: str, kind: str, content: list[Any], memory_mib: int) -> Any:
    if kind == "result":
        return content[0]
    if kind == "no memory":
        raise _gave_up(subject, f"it needed more than the {memory_mib:,} MiB of memory allowed")
    if kind == "too large":
        raise _gave_up(subject, f"what it read takes {content[0]:,} MiB, more than is allowed")
    error, trace = content
    raise as_seen_here(error, trace)


def _translated(subject: str, error: Exception, worker: Worker) -> UnreadableFileError:
    if isinstance(error, AnswerTooLargeError):
        return _gave_up(subject, "it answered with more than is allowed")
    refused = _gave_up(subject, str(error))
    if worker.last_words:
        refused.add_note(f"The worker's last words:\n{worker.last_words}")
    return refused


def _gave_up(subject: str, why: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{subject}: it could not be read. The reader stopped: {why}. Nothing was changed. "
        "Open the file in the program it came from, save what you need of it as .xlsx or .csv, "
        "and choose the new file."
    )


def _subject(function: Callable[..., object], args: tuple[object, ...]) -> str:
    """The name of the file that a job is about."""
    given = [*args]
    while isinstance(function, partial):
        given += [*function.args, *function.keywords.values()]
        function = function.func
    return next((os.fspath(arg.name) for arg in given if isinstance(arg, Path)), "The file")
