"""Writes a finished document to disk whole or not at all."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from caveat.errors import EnvironmentProblemError

_ADVICE = {
    errno.ENOSPC: "The disk is full. Free some space, or choose another folder.",
    errno.EDQUOT: "Your share of the disk is used up. Free some space, or choose another folder.",
    errno.EACCES: "The folder or the file may not be written. Choose another folder, or close"
    " the file if another program shows it.",
    errno.EPERM: "The folder or the file may not be written. Choose another folder, or close"
    " the file if another program shows it.",
    errno.EROFS: "The folder is read-only. Choose another folder.",
    errno.ENOENT: "The folder does not exist. Make it, or choose another.",
    errno.ENOTDIR: "The folder does not exist. Make it, or choose another.",
    errno.EISDIR: "There is a folder of that name. Choose another name.",
    errno.ENAMETOOLONG: "The name is too long. Choose a shorter one.",
}
_OTHER = "Choose another folder and try again."


def write_whole(out: Path, data: bytes) -> None:
    """Put a file in place in one step; an older one stays as it was until then.

    The bytes go to a temporary file in the same folder first and are flushed to the disk.

    Raises:
        EnvironmentProblemError: Disk, permission or path. Nothing half-written is left.
    """
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".caveat-", suffix=".part", dir=out.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(out)
        _flush_folder(out.parent)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        advice = _ADVICE.get(error.errno or 0, _OTHER)
        raise EnvironmentProblemError(
            f"{out.name} could not be written to {out.parent} ({error.strerror or error})."
            f" Nothing half-written was left, and an older file of that name is unharmed."
            f" {advice}"
        ) from error


def _flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut; only POSIX systems can and need to."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network folders refuse; the file is safe already
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
