"""Encrypts, decrypts or re-encrypts a database file by putting a converted one in its place.

Two designs were weighed. SQLCipher's ``rekey`` works in place, but not between plain and
encrypted. Writing a second file and giving it the first one's name works both ways and is safe by
construction: killed at any moment, the name belongs to the old file or to the new one, both whole.
What has to be watched is everybody else: a program that has the old file open must not be left
writing to a file without a name, and a log of the old file must not be found beside the new one.
So the old file is taken exclusively first, which SQLite grants only when nobody else has it open,
and its log is merged and switched off; see `Store` for those who come while we are at it.

Overwriting what was deleted is not promised: the old file's blocks stay on the disk until
something else is written there, on a solid-state disk even longer.
"""

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from caveat.domain.progress import CancelledError, CancelToken, Progress, ReportProgress
from caveat.errors import BrokenRecordError, EnvironmentProblemError
from caveat.storage.connection import officer_errors
from caveat.storage.driver import sqlite3
from caveat.storage.encryption import StoreKey, refuse_without_cipher
from caveat.storage.location import half_made, remove_half_made

_BUSY_MILLISECONDS = 500
_STEPS_BETWEEN_LOOKS = 100_000
_ROOM = 1.1
_ROOM_BYTES = 4 << 20
_IN_USE = (
    "This workspace is open in another window or command of Caveat. Nothing was changed. Close it, "
    "then try again."
)


def convert(
    path: Path,
    old: StoreKey | None,
    new: StoreKey | None,
    *,
    finish: Callable[[Path], None] | None = None,
    progress: ReportProgress,
    cancel: CancelToken | None = None,
) -> None:
    """Put a file with the same content under another key, or none, in a file's place.

    Nobody may have the file open, this process included.

    Args:
        path: A database file.
        old: What opens it now; None for a plain file.
        new: What is to open it; None for a plain file.
        finish: Called with the converted file before it takes the place of the old one.
        progress: Told how far it is, in megabytes.
        cancel: Asked all the time; when cancelled the old file stays.

    Raises:
        EnvironmentProblemError: It is open elsewhere, or the disk is full or in the way.
        BrokenRecordError: It is damaged, so that not everything could be converted.
        CancelledError: It was cancelled.
    """
    refuse_without_cipher()
    target = half_made(path)
    remove_half_made(path)
    _refuse_full_disk(path)
    try:
        with officer_errors(path), _taken_exclusively(path, old) as connection:
            with _watched(connection, path, progress, cancel):
                _export(connection, path, target, new)
            if finish is not None:
                finish(target)
            _flush(target)
            if cancel is not None:
                cancel.check()
            if sys.platform == "win32":
                # There an open file cannot lose its name. Whoever opens it in this moment makes
                # the exchange fail, and nothing is lost.
                connection.close()
            _exchange(target, path)
    except OSError as error:
        raise EnvironmentProblemError(
            f"{path.name} could not be exchanged ({error.strerror or error}). It was left as it "
            "was. Make room or close what has it open, then try again."
        ) from error
    finally:
        remove_half_made(path)


@contextmanager
def _taken_exclusively(path: Path, key: StoreKey | None) -> Iterator[sqlite3.Connection]:
    """A connection beside which there is no other, to a file without a log."""
    with _connected(path, key) as connection:
        _merge_log(connection)
    with _connected(path, key) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        try:
            connection.execute("BEGIN EXCLUSIVE")
            mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
        except sqlite3.OperationalError as error:
            raise _busy(error) from error
        beside = [path.with_name(f"{path.name}-{log}") for log in ("wal", "journal")]
        if mode != "delete" or any(log.exists() for log in beside):
            raise EnvironmentProblemError(_IN_USE)  # opened between the two connections
        yield connection


def _merge_log(connection: sqlite3.Connection) -> None:
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        raise _busy(error) from error


def _busy(error: sqlite3.OperationalError) -> Exception:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return EnvironmentProblemError(_IN_USE)
    return error


@contextmanager
def _connected(path: Path, key: StoreKey | None) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None
    )
    try:
        if key is not None:
            key.unlock(connection)
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        connection.execute("PRAGMA temp_store = MEMORY")
        yield connection
    finally:
        connection.close()


@contextmanager
def _watched(
    connection: sqlite3.Connection,
    path: Path,
    progress: ReportProgress,
    cancel: CancelToken | None,
) -> Iterator[None]:
    """Tell how far a long statement is, and stop it when it is cancelled."""
    whole = path.stat().st_size >> 20

    def look() -> int:
        with contextlib.suppress(OSError):
            done = half_made(path).stat().st_size >> 20
            progress(Progress("Rewriting the workspace", min(done, whole), whole))
        return int(cancel is not None and cancel.cancelled)

    connection.set_progress_handler(look, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if cancel is not None and cancel.cancelled:
            raise CancelledError from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _export(connection: sqlite3.Connection, path: Path, target: Path, key: StoreKey | None) -> None:
    """Write everything into a new file, and hold the two against each other.

    ``sqlcipher_export`` copies tables with their row numbers, indexes, triggers and views
    (https://www.zetetic.net/sqlcipher/sqlcipher-api/#sqlcipher_export).
    """
    # Created by us, so that the umask cannot make it readable for others.
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    connection.execute("ATTACH ? AS target KEY ?", (str(target), key.literal if key else ""))
    connection.execute("SELECT sqlcipher_export('target')")
    for pragma in ("application_id", "user_version"):
        value = int(connection.execute(f"PRAGMA main.{pragma}").fetchone()[0])
        connection.execute(f"PRAGMA target.{pragma} = {value}")
    connection.execute("COMMIT")  # the lock stays: that is what exclusive mode means
    _compare(connection, path, key)
    connection.execute("DETACH target")


def _compare(connection: sqlite3.Connection, path: Path, key: StoreKey | None) -> None:
    """Raise unless the new file is sound and holds as many rows of every table."""
    faults = [row[0] for row in connection.execute("PRAGMA target.quick_check") if row[0] != "ok"]
    if key is not None:
        faults += [row[0] for row in connection.execute("PRAGMA target.cipher_integrity_check")]
    shapes = [
        connection.execute(
            f"SELECT type, name, sql FROM {schema}.sqlite_master "  # noqa: S608  # our two names
            "WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
        ).fetchall()
        for schema in ("main", "target")
    ]
    if shapes[0] != shapes[1]:
        faults.append("tables are missing")
    tables = [name for kind, name, _ in shapes[0] if kind == "table"] if not faults else []
    for name in tables:
        here, there = (
            connection.execute(f'SELECT count(*) FROM {schema}."{name}"').fetchone()  # noqa: S608  # from the schema
            for schema in ("main", "target")
        )
        if here != there:
            faults.append(f"{name} lacks rows")
    if faults:
        raise BrokenRecordError(
            f"{path.name} could not be converted whole ({faults[0]}). It was left as it is. Prove "
            "the record with `caveat audit verify`; copies are in the folder backups."
        )


def _exchange(target: Path, path: Path) -> None:
    target.replace(path)
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # the exchange is done; when it reaches the disk is left
            descriptor = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _flush(target: Path) -> None:
    descriptor = os.open(target, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if any(target.parent.glob(f"{target.name}-*")):
        raise BrokenRecordError(
            f"{target.name} has a log that was not merged. Nothing was changed. Try again."
        )


def _refuse_full_disk(path: Path) -> None:
    """Say before the work that there is no room for a second file."""
    needed = int(path.stat().st_size * _ROOM) + _ROOM_BYTES
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise EnvironmentProblemError(
            f"The disk that holds {path.parent} has {free >> 20} MB left, and {needed >> 20} MB "
            "are needed for a second file while the first is kept. Nothing was changed. Free some "
            "space and try again."
        )


def convert_copy(path: Path, old: StoreKey | None, new: StoreKey | None) -> None:
    """Convert a backup: as `convert`, told and asked nothing.

    Raises:
        EnvironmentProblemError, BrokenRecordError: As `convert`; the copy stays as it was.
    """
    convert(path, old, new, progress=lambda _: None)
