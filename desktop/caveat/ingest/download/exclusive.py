"""A lock on a file that ends with the process that holds it, however that ends."""

import errno
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}


class TakenError(Exception):
    """Somebody else holds the lock."""


class ExclusiveLock:
    """Held from construction until `release`."""

    def __init__(self, path: Path) -> None:
        """Take the lock at once or not at all.

        Raises:
            TakenError: Another process, or another part of this one, holds it.
            OSError: The file cannot be made.
        """
        self._descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            _take(self._descriptor)
        except OSError as error:
            if error.errno not in _TAKEN:
                return  # a file system that knows no locks: better fetched than not
            os.close(self._descriptor)
            raise TakenError from error

    def release(self) -> None:
        """Let others have it. May be called again."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _take(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
