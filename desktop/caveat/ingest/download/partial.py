"""A file that is being fetched: kept between attempts, and whole before it gets its name.

Beside the bytes lies what is needed to go on with them: the address, what identifies the edition
(ETag or Last-Modified), and how many bytes are safe on the disk. Only these are built upon: after a
loss of power the bytes behind them may be anything.
"""

import contextlib
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from caveat.ingest.download import problems
from caveat.ingest.download.exclusive import ExclusiveLock, TakenError
from caveat.ingest.download.problems import DownloadFailedError

_PATIENCE = 0.05
"""Seconds that giving up waits for a write to the disk to end."""
_MOST_NOTE_BYTES = 64 * 1024


class GivenUpError(Exception):
    """Whoever wanted these bytes does not want them any more."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition of the file the bytes so far belong to.

    Attributes:
        url: Address that was asked, before any redirection.
        validator: A strong ETag, or a Last-Modified that is as good; empty where there is none.
        etag: As sent.
        last_modified: As sent.
        encoding: ``gzip`` or empty.
    """

    url: str
    validator: str
    etag: str = ""
    last_modified: str = ""
    encoding: str = ""


class Partial:
    """The file between attempts. Holds a lock: one process fetches a file at a time."""

    def __init__(self, target: Path) -> None:
        """Make room beside ``target`` and look at what an earlier attempt left there.

        Raises:
            EnvironmentProblemError: The folder cannot be written.
            DownloadFailedError: Another window or process is fetching this very file.
        """
        self.target = target
        self._body = target.with_name(f"{target.name}.partial")
        self._note = target.with_name(f"{target.name}.partial.json")
        with _disk(target):
            make_private(target.parent)
            try:
                self._lock = ExclusiveLock(target.with_name(f"{target.name}.lock"))
            except TakenError as error:
                raise DownloadFailedError(
                    f"{target.name} is being fetched by another window or command at the moment. "
                    "Nothing was changed. Wait for it to end."
                ) from error
        self.edition: Edition | None = None
        self.size = 0
        """Bytes that can be built upon."""
        self._look()

    def _look(self) -> None:
        """Take over what an earlier attempt left, if it can be trusted."""
        try:
            with self._note.open("rb") as file:
                note = json.loads(file.read(_MOST_NOTE_BYTES))
            edition = Edition(**{k: str(v) for k, v in note["edition"].items()})
            safe = int(note["safe"])
            usable = 0 < safe <= self._body.stat().st_size and bool(edition.validator)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            usable = False
        if usable:
            self.edition, self.size = edition, safe
        else:
            self.discard()

    def discard(self) -> None:
        """Throw away what came so far."""
        self.edition, self.size = None, 0
        with _disk(self._body):
            for path in (self._note, self._body, self._unpacked):
                path.unlink(missing_ok=True)

    @property
    def _unpacked(self) -> Path:
        return self.target.with_name(f"{self.target.name}.unpacked")

    def writer(self, checkpoint_bytes: int) -> "Writer":
        """For one attempt."""
        return Writer(self, checkpoint_bytes)

    def release(self) -> None:
        """Let others fetch this file."""
        self._lock.release()

    # For the writer, which holds its mutex -------------------------------------------------------

    def open_body(self, edition: Edition, *, resume: bool) -> IO[bytes]:
        """The file to append to: what is safe of it, or empty."""
        if not resume:
            self.discard()
        flags = os.O_CREAT | os.O_RDWR | getattr(os, "O_BINARY", 0)
        file = os.fdopen(os.open(self._body, flags, 0o600), "r+b")
        try:
            file.truncate(self.size)
            file.seek(self.size)
        except OSError:
            file.close()
            raise
        self.edition = edition
        return file

    def note(self, safe: int) -> None:
        """Put down how many bytes are safe."""
        if self.edition is None or not self.edition.validator:
            return  # could not be gone on with: better leave nothing that looks as if
        self.size = safe
        text = json.dumps({"edition": asdict(self.edition), "safe": safe})
        fresh = self._note.with_name(f"{self._note.name}.new")
        write_private(fresh, text.encode())
        fresh.replace(self._note)

    def complete(self, unpack: Callable[[Path, Path], None] | None) -> None:
        """Unpack if need be; then the file gets its name."""
        whole = self._body
        if unpack:
            whole = self._unpacked
            unpack(self._body, whole)
        whole.replace(self.target)
        sync_folder(self.target.parent)
        self.discard()


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
                with _disk(self._partial.target):
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


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can look into."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, and see it safe on the disk."""
    flags = os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        sync(file)


def sync(file: IO[bytes]) -> None:
    """See that what was written is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """See that a new name is on the disk, where the system lets one."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise problems.disk(error, str(path)) from error
