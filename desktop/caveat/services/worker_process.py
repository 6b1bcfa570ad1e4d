"""The worker's side of a job: takes limits, then jobs, through a pipe, and answers through one.

Light on purpose: this is what every worker imports before it knows its job. The other side is
`workers` (one job, limited) and `worker_pool` (many).

In a frozen build there is no interpreter to start: the program starts itself with `FLAG`, so its
entry points call `serve_if_asked` before anything else, as one calls
`multiprocessing.freeze_support`.
"""

import contextlib
import gc
import inspect
import os
import pickle
import signal
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

FLAG = "--caveat-worker"
HEADER = struct.Struct(">Q")
"""Every message is a pickle with its length in front."""
PARENT_LOOKED_FOR_EVERY = 1.0
PROGRESS_EVERY = 0.05
_PR_SET_PDEATHSIG = 1
_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use. Zero means without limit.

    Where the system has no such limits (Windows), only the wall clock of the other side holds.

    Attributes:
        memory_mib: Address space.
        cpu_seconds: Processor time.
        result_mib: Size of an answer.
        files_mib: Size of a file that a limited job writes; zero means that it may write none.
        dies_with_thread: Ask Linux to end the worker at once when the thread that started it
            ends. Only for jobs during which that thread waits: it is the thread that counts, not
            the process.
    """

    memory_mib: int = 0
    cpu_seconds: int = 0
    result_mib: int = 0
    files_mib: int = 0
    dies_with_thread: bool = False


def serve_if_asked(arguments: list[str]) -> None:
    """Become a worker, and never return, if the program was started as one."""
    if arguments[1:2] == [FLAG]:
        serve()


def serve() -> None:
    """Answer jobs until the pipe is closed or the parent is gone; then end the process."""
    jobs = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get among the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    try:
        sys.path[:], parent, limits = receive(jobs)
        _watch_parent(parent, limits)
        _take_limits(limits)
        _answer_jobs(jobs, answers, limits)
    except (EOFError, BrokenPipeError):
        pass
    with contextlib.suppress(OSError):
        answers.flush()
    os._exit(0)  # nothing here needs tidying up, and threads of libraries cannot hold it up


def send(stream: BinaryIO, frame: bytes) -> None:
    """Write one message."""
    stream.write(HEADER.pack(len(frame)))
    stream.write(frame)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Read one message.

    Raises:
        EOFError: If the other side closed the pipe, or died amid a message.
    """
    (length,) = HEADER.unpack(_exactly(stream, HEADER.size))
    return pickle.loads(_exactly(stream, length))  # noqa: S301  # from our own other half


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _watch_parent(parent: int, limits: Limits) -> None:
    """See to it that no worker outlives the program, however that ended."""
    if sys.platform == "linux" and limits.dies_with_thread:
        import ctypes  # noqa: PLC0415  # 5 ms that only this needs

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if sys.platform == "win32":
        return  # the parent's number never changes there; the closed pipe has to tell

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(PARENT_LOOKED_FOR_EVERY)
        os._exit(1)

    if os.getppid() != parent:
        os._exit(1)
    threading.Thread(target=look, name="parent watch", daemon=True).start()


def _take_limits(limits: Limits) -> None:
    sys.dont_write_bytecode = True
    if limits.dies_with_thread:
        gc.disable()  # one short job: looking for cycles among a million rows only costs time
    try:
        import resource  # noqa: PLC0415  # POSIX only
    except ImportError:
        return
    wanted = [(resource.RLIMIT_CORE, 0)]
    if limits.memory_mib:
        wanted.append((resource.RLIMIT_AS, limits.memory_mib * _MIB))
    if limits.cpu_seconds:
        # A parser writes no files; a pool, which has no limit of time, may keep caches.
        wanted += [
            (resource.RLIMIT_CPU, limits.cpu_seconds),
            (resource.RLIMIT_FSIZE, limits.files_mib << 20),
        ]
    for kind, value in wanted:
        _soft, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)  # noqa: PLW2901  # never above what the system allows
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some of them
            resource.setrlimit(kind, (value, hard))
    if limits.cpu_seconds and hasattr(signal, "SIGXFSZ"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def _answer_jobs(jobs: BinaryIO, answers: BinaryIO, limits: Limits) -> None:
    lock = threading.Lock()

    def answer(*message: object) -> None:
        frame = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
        if limits.result_mib and len(frame) > limits.result_mib * _MIB:
            frame = pickle.dumps(("too large", len(frame) // _MIB))
        with lock:
            send(answers, frame)

    while True:
        (length,) = HEADER.unpack(_exactly(jobs, HEADER.size))
        frame = _exactly(jobs, length)
        try:
            result = _run(frame, answer)
            if isinstance(result, Iterator):
                for piece in result:
                    answer("piece", piece)
                result = None
            answer("result", result)
        except (BrokenPipeError, EOFError):
            raise
        except MemoryError:
            answer("no memory")
        except Exception as error:  # noqa: BLE001  # the border of the job
            _answer_error(error, answer)


def _run(frame: bytes, answer: Callable[..., None]) -> object:
    # The function travels by name, so that unpickling imports what the job needs, and no more.
    job = pickle.loads(frame)  # noqa: S301  # from our own other half
    function, arguments, keywords, one_by_one = job
    if one_by_one:
        return [function(item) for item in arguments]
    if _wants_progress(function):
        keywords["progress"] = _Throttled(answer)
    return function(*arguments, **keywords)


def _wants_progress(function: Callable[..., object]) -> bool:
    try:
        return "progress" in inspect.signature(function).parameters
    except (TypeError, ValueError):  # some functions of C have no signature
        return False


class _Throttled:
    """Passes progress on, but not more often than anybody looks."""

    def __init__(self, answer: Callable[..., None]) -> None:
        self._answer = answer
        self._last = 0.0
        self._stage = ""

    def __call__(self, progress: Any) -> None:
        now = time.monotonic()
        finished = progress.total and progress.done >= progress.total
        if progress.stage != self._stage or finished or now - self._last >= PROGRESS_EVERY:
            self._last, self._stage = now, progress.stage
            self._answer("progress", progress)


def _answer_error(error: Exception, answer: Callable[..., None]) -> None:
    trace = "".join(traceback.format_exception(error))
    try:
        # An error that cannot be read back would be lost on the other side.
        pickle.loads(pickle.dumps(error))  # noqa: S301  # made in the line itself
    except Exception:  # noqa: BLE001  # whatever it is, its words are kept
        error = RuntimeError(f"{type(error).__name__}: {error}")
    answer("error", error, trace)
