"""Reading a workspace that lies in a folder that cannot be written."""

import shutil
import tempfile
from pathlib import Path

from caveat.errors import EnvironmentProblemError
from caveat.storage.driver import sqlite3
from caveat.storage.encryption import StoreKey


def has_unmerged_log(path: Path) -> bool:
    """Whether something that was stored is still in the write-ahead log only."""
    try:
        return _log_of(path).stat().st_size > 0
    except OSError:
        return False


def open_read_only(path: Path, how: str, key: StoreKey | None = None) -> sqlite3.Connection:
    """A connection that cannot write.

    Args:
        path: The workspace file.
        how: Parameters of the file's URI, such as ``mode=ro&immutable=1``.
        key: What opens it, if it is encrypted.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        if key is not None:
            key.unlock(connection)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def copy_with_log(path: Path) -> "tempfile.TemporaryDirectory[str]":
    """A private copy of a workspace and its log. What is encrypted there is encrypted here."""
    folder = tempfile.TemporaryDirectory(prefix="caveat-read-", ignore_cleanup_errors=True)
    try:
        for file in (path, _log_of(path)):
            shutil.copyfile(file, Path(folder.name) / file.name)
    except OSError as error:
        folder.cleanup()
        raise EnvironmentProblemError(
            f"{path.parent} cannot be written, and what a program that was killed left there can "
            f"only be read from a copy, which cannot be made ({error.strerror}). Nothing was "
            "changed. Free some space for temporary files, or give yourself write permission."
        ) from error
    return folder


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
