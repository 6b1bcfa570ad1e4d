"""Writes what comes, in a thread that may be left behind, and never after it was."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from caveat.ingest.download.partial import Edition, Partial
from caveat.ingest.download.private_files import disk, sync

_PATIENCE = 0.05
"""Seconds that giving up waits for a write to the disk to end."""


class GivenUpError(Exception):
    """Whoever wanted these bytes does not want them any more."""


class Writer:
    """Writes in one thread, and can be told by another that nothing more is wanted.

    After `give_up` it touches no file any more, so that the next attempt can have them.
    """

    def __init__(self, partial: Partial, checkpoint_bytes: int) -> None:
        self._partial = partial
        self._every = checkpoint_bytes
        self._mutex = threading.Lock()
        self._file: IO[bytes] | None = None
        self._given_up = False
        self._ended = False
        self._afterwards: Callable[[], None] | None = None
        self._size = self._safe = partial.size

    @property
    def size(self) -> int:
        """Bytes so far, those of earlier attempts included."""
        return self._size

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        with self._mutex:
            try:
                if self._given_up:
                    raise GivenUpError
                with disk(self._partial.target):
                    yield
            finally:
                if self._given_up:
                    self._end()

    def begin(self, edition: Edition, *, resume: bool) -> None:
        """The bytes of this edition follow; from the first one unless it is gone on with."""
        with self._at_work():
            self._file = self._partial.open_body(edition, resume=resume)
            self._size = self._safe = self._partial.size

    def write(self, data: bytes) -> None:
        """Append."""
        with self._at_work():
            if self._file is None:
                raise GivenUpError
            self._file.write(data)
            self._size += len(data)
            if self._size - self._safe >= self._every:
                self._make_safe()

    def _make_safe(self) -> None:
        if self._file is not None and self._size > self._safe:
            sync(self._file)
            self._safe = self._size
            self._partial.note(self._safe)

    def pause(self) -> None:
        """The attempt ended early: keep what came."""
        with self._mutex:
            if not self._ended:
                with contextlib.suppress(OSError):
                    self._make_safe()
            self._end()

    def complete(self, unpack: Callable[[Path, Path], None] | None) -> None:
        """All bytes are there: make them safe and give the file its name."""
        with self._at_work():
            if self._file is None:
                raise GivenUpError
            sync(self._file)
            self._file.close()
            self._file = None
            self._partial.complete(unpack)
            self._ended = True

    @property
    def given_up(self) -> bool:
        """Whether nothing more is wanted."""
        return self._given_up

    def give_up(
        self,
        afterwards: Callable[[], None] | None = None,
        *,
        patience: float = _PATIENCE,
        keep: bool = False,
    ) -> bool:
        """Nothing more is wanted. Whether it ended at once; else it does after the write under way.

        Args:
            afterwards: Called once, when no file is touched any more.
            patience: Seconds to wait for a write under way.
            keep: Make safe what came, which may take the disk a while.
        """
        self._afterwards = afterwards
        self._given_up = True
        if not self._mutex.acquire(timeout=patience):
            return False
        try:
            if keep and not self._ended:
                with contextlib.suppress(OSError):
                    self._make_safe()
            self._end()
        finally:
            self._mutex.release()
        return True

    def _end(self) -> None:
        """Call with the mutex held."""
        if not self._ended:
            self._ended = True
            if self._file is not None:
                with contextlib.suppress(OSError):
                    self._file.close()
                self._file = None
        if self._given_up and self._afterwards is not None:
            afterwards, self._afterwards = self._afterwards, None
            afterwards()
