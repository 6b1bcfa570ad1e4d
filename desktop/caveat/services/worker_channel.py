"""One worker process and the pipes to it, as seen from the program's side.

Not `multiprocessing`: its spawned children import the program's main module again, which for the
window means all of Qt. A worker here starts bare in some 40 ms and imports only its job.
"""

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from typing import BinaryIO, cast

from caveat.services.worker_process import FLAG, HEADER, Limits, send

_BOOT = (
    "import sys; sys.path[:] = {path!r}; sys.pycache_prefix = {compiled!r}; "
    "from caveat.services.worker_process import serve; serve()"
)
_LAST_WORDS = 40
_GRACE = 2.0
_SECRETS = "PASSPHRASE"
_MIB = 1 << 20


class AnswerTooLargeError(Exception):
    """A worker announced an answer beyond its limit."""


class WorkerGoneError(Exception):
    """A worker ended without an answer. The text says how, in words for the officer."""


class Worker:
    """A process that waits for jobs. Used by one thread at a time, except `kill`."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process = subprocess.Popen(  # noqa: S603  # ourselves, no shell, no outside words
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._jobs = cast("BinaryIO", self._process.stdin)
        self._answers = cast("BinaryIO", self._process.stdout)
        self._words: deque[str] = deque(maxlen=_LAST_WORDS)
        self._listener = threading.Thread(
            target=self._listen, name=f"worker {self._process.pid} stderr", daemon=True
        )
        self._listener.start()
        self._stopped = False
        with contextlib.suppress(OSError):  # a worker that died at once is found out by receive
            send(self._jobs, pickle.dumps((sys.path, os.getpid(), limits)))

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def last_words(self) -> str:
        """The end of what the worker wrote to its standard error."""
        return "\n".join(self._words)

    def send(self, frame: bytes) -> None:
        """Hand over a job.

        Raises:
            WorkerGoneError: If the worker is no longer there.
        """
        try:
            send(self._jobs, frame)
        except (OSError, ValueError):
            raise WorkerGoneError(self.farewell()) from None

    def receive(self) -> bytes:
        """Wait for the next answer.

        Raises:
            WorkerGoneError: If the worker ended instead.
            AnswerTooLargeError: If the answer passes the limit.
        """
        try:
            header = self._answers.read(HEADER.size)
            if len(header) < HEADER.size:
                raise WorkerGoneError(self.farewell())
            (length,) = HEADER.unpack(header)
            # Some slack: the worker itself measures without the header and says it better.
            if self._limits.result_mib and length > (self._limits.result_mib + 1) * _MIB:
                raise AnswerTooLargeError
            frame = self._answers.read(length)
        except (OSError, ValueError):
            raise WorkerGoneError(self.farewell()) from None
        if len(frame) < length:
            raise WorkerGoneError(self.farewell())
        return frame

    def farewell(self) -> str:
        """How the process ended, in words."""
        try:
            code = self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self.kill()
            return "it stopped answering"
        self._listener.join(_GRACE)
        if "memory allocation" in self.last_words or "MemoryError" in self.last_words:
            return f"it needed more than the {self._limits.memory_mib:,} MiB of memory allowed"
        if code >= 0:
            return f"it ended with code {code}"
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        if name == "SIGXCPU":
            return f"it needed more than {self._limits.cpu_seconds} seconds"
        if name == "SIGKILL":
            return "the system ended it (SIGKILL), perhaps for want of memory"
        return f"it crashed ({name})"

    def kill(self) -> None:
        """End the process at once. Any thread may call it, and more than once."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def close(self, *, at_once: bool) -> None:
        """End the process and let go of its pipes.

        Args:
            at_once: Kill it; otherwise it may finish what it does for `_GRACE` seconds.
        """
        if self._stopped:
            return
        self._stopped = True
        if at_once:
            self.kill()
        with contextlib.suppress(OSError, ValueError):
            self._jobs.close()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        self._listener.join()
        with contextlib.suppress(OSError, ValueError):
            self._answers.close()

    def _listen(self) -> None:
        stream = cast("BinaryIO", self._process.stderr)
        with stream, contextlib.suppress(OSError, ValueError):
            while line := stream.readline(2_000):
                self._words.append(line.decode("utf-8", "backslashreplace").rstrip())


def _environment() -> dict[str, str]:
    """Ours without passphrases: a worker reads files that somebody sent, and needs none of them.

    What opens an encrypted workspace reaches those that search it through the pipe.
    """
    return {name: text for name, text in os.environ.items() if _SECRETS not in name.upper()}


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    # Isolated and without site packages' start-up code: the paths are handed over instead.
    boot = _BOOT.format(path=sys.path, compiled=sys.pycache_prefix)
    return [sys.executable, "-I", "-S", "-c", boot]
