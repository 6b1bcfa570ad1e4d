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
        UnreadableFileError: If it is a folder or a device, is empty or too large.
        EnvironmentProblemError: If the disk or a permission is in the way.
    """
    try:
        with path.open("rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise unreadable(path, "this is not an ordinary file", "Choose a spreadsheet file.")
            data = stream.read(MAX_FILE_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise unusable(path, "there is no such file", f"Look for it at {path}.") from None
    except IsADirectoryError:
        raise unreadable(path, "this is a folder", "Choose a file inside it.") from None
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
            f"({status.st_size / 1e6:,.0f})",
            "Keep only the columns with names, addresses and countries, or split it into parts.",
        )
    return SourceFile(path=path, data=data, sha256=hashlib.sha256(data).hexdigest())
