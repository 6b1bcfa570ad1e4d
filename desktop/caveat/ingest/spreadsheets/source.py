"""Takes a file in once, whole and of bounded size, so that what is hashed is what is read."""

import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from caveat.errors import EnvironmentProblemError
from caveat.ingest.spreadsheets.limits import MAX_FILE_BYTES
from caveat.ingest.spreadsheets.refusals import unreadable, unusable


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file's path, its bytes and their SHA-256 in hexadecimal."""

    path: Path
    data: bytes = field(repr=False)
    sha256: str

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.name


def take_in(path: Path) -> SourceFile:
    """Read a file of at most `MAX_FILE_BYTES`.

    Raises:
        InputError: If there is no such file.
        UnreadableFileError: If it is a folder, a pipe or a device, is empty or too large, or
            changed while it was read.
        EnvironmentProblemError: If the disk or a permission is in the way.
    """
    try:
        _refuse_other_than_files(path)
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            data = stream.read(MAX_FILE_BYTES + 1)
            after = os.fstat(stream.fileno())
    except (FileNotFoundError, NotADirectoryError):
        raise unusable(path, "there is no such file", f"Look for it at {path}.") from None
    except ValueError as error:  # a NUL character in the name
        raise unusable(path, "this is not the name of a file", "Choose a file.") from error
    except OSError as error:
        raise EnvironmentProblemError(
            f"{path.name}: the file could not be read ({error.strerror or error}). Nothing was "
            "changed. Close it in other programs, check that you may open it, and try again."
        ) from error
    if not data:
        raise unreadable(
            path,
            "the file is empty (0 bytes)",
            "Save the list again in your spreadsheet program, or fetch it again.",
        )
    if len(data) > MAX_FILE_BYTES:
        raise unreadable(
            path,
            f"the file is larger than {MAX_FILE_BYTES // 1_000_000} megabytes "
            f"({after.st_size / 1e6:,.0f})",
            "Keep only the columns with names, addresses and countries, or split it into parts.",
        )
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise unreadable(
            path,
            "the file changed while it was read",
            "Wait until the program that writes it is done, and choose it again.",
        )
    return SourceFile(path=path, data=data, sha256=hashlib.sha256(data).hexdigest())


def _refuse_other_than_files(path: Path) -> None:
    """Before the file is opened: opening a pipe waits until somebody writes into it."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise unreadable(path, "this is a folder", "Choose a file inside it.")
    if not stat.S_ISREG(mode):
        raise unreadable(
            path,
            "this is not an ordinary file but a pipe, a socket or a device",
            "Choose a spreadsheet file.",
        )
