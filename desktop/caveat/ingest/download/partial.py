"""A file that is being fetched: kept between attempts, and whole before it gets its name.

Beside the bytes lies what is needed to go on with them: the address, what identifies the edition
(ETag or Last-Modified), and how many bytes are safe on the disk. Only these are built upon: after a
loss of power the bytes behind them may be anything.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from caveat.ingest.download.exclusive import ExclusiveLock, TakenError
from caveat.ingest.download.private_files import disk, make_private, sync_folder, write_private
from caveat.ingest.download.problems import DownloadFailedError

_MOST_NOTE_BYTES = 64 * 1024


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
        with disk(target):
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
        with disk(self._body):
            for path in (self._note, self._fresh_note, self._body, self._unpacked):
                path.unlink(missing_ok=True)

    @property
    def _fresh_note(self) -> Path:
        """What a program that was killed while noting leaves."""
        return self._note.with_name(f"{self._note.name}.new")

    @property
    def _unpacked(self) -> Path:
        return self.target.with_name(f"{self.target.name}.unpacked")

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
        write_private(self._fresh_note, text.encode())
        self._fresh_note.replace(self._note)

    def complete(self, unpack: Callable[[Path, Path], None] | None) -> None:
        """Unpack if need be; then the file gets its name."""
        whole = self._body
        if unpack:
            whole = self._unpacked
            unpack(self._body, whole)
        whole.replace(self.target)
        sync_folder(self.target.parent)
        self.discard()
