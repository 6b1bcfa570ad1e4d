"""Opening a workspace: pragmas, schema version, backups, errors in the officer's words.

Two designs were weighed for threads. One connection guarded by a lock is simple but makes every
search wait for a running import. We keep one connection per thread instead (readers see the last
commit under WAL) and one process-wide lock that orders this program's own writers; other
processes are ordered by ``BEGIN IMMEDIATE`` and ``busy_timeout``.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from caveat.errors import BrokenRecordError, EnvironmentProblemError, NewerWorkspaceError
from caveat.storage.driver import sqlite3
from caveat.storage.encryption import StoreKey, key_for, why_not_opened
from caveat.storage.location import identity, is_writable, refuse_network_folder, remove_half_made
from caveat.storage.schema_version import SCHEMA_MAJOR, SCHEMA_MINOR
from caveat.storage.unwritable import copy_with_log, has_unmerged_log, open_read_only

if TYPE_CHECKING:
    import tempfile

APPLICATION_ID = 0x43415645
"""ASCII "CAVE", so that ``file`` and we know the file (https://sqlite.org/fileformat2.html)."""
_BUSY_MILLISECONDS = 15_000
_BACKUPS_KEPT = 5


@contextmanager
def officer_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences that say what is safe and what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _translated(error, path) from error


def _translated(error: sqlite3.DatabaseError, path: Path) -> Exception:
    text = str(error)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return EnvironmentProblemError(
            f"The disk that holds {path.parent} is full. Nothing of this step was stored; "
            "everything recorded before is safe. Free some space and try again."
        )
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return EnvironmentProblemError(
            "Another Caveat is writing to this workspace and did not finish in time. "
            "Nothing of this step was stored. Wait for it or close it, then try again."
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return EnvironmentProblemError(
            f"{path.parent} cannot be written. Nothing was stored. Give yourself write "
            "permission for it, or choose another folder with --data-dir."
        )
    if code == sqlite3.SQLITE_IOERR:
        return EnvironmentProblemError(
            f"The disk that holds {path.parent} reports an error ({text}). Nothing of this step "
            "was stored. Check the disk; copies are in the folder backups."
        )
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return BrokenRecordError(
            f"{path.name} is damaged ({text}). It was left as it is. Copies are in the folder "
            f"{path.parent / 'backups'}: put the newest whole one in its place."
        )
    return error


class Store:
    """An open workspace file. Usable from several threads; closed once.

    Attributes:
        path: The file.
        read_only: Whether nothing can be stored in it.
        key: What opens it; None for a file that is not encrypted.
    """

    def __init__(self, path: Path, *, read_only: bool = False, key: StoreKey | None = None) -> None:
        self.path = path
        self.read_only = read_only
        self.key = key
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._writing = threading.RLock()
        self._after_commit: Callable[[], None] | None = None
        self._copy: tempfile.TemporaryDirectory[str] | None = None

    @classmethod
    def open(cls, path: Path, *, backups: Path, passphrase: str = "") -> "Store":
        """Open or create a workspace and bring its schema up to date.

        An existing file in a folder that cannot be written is opened for reading only. A
        passphrase given for a file that is not encrypted is not used.

        Raises:
            PassphraseNeededError: The file is encrypted; no passphrase, or a wrong one.
            EnvironmentProblemError: Network folder, no permission, full disk, lock.
            NewerWorkspaceError: The file was made by a newer program.
            BrokenRecordError: The file is damaged or is no Caveat workspace.
        """
        folder = path.parent
        _make_private_folder(folder)
        refuse_network_folder(folder)
        if not is_writable(folder) or (path.exists() and not os.access(path, os.W_OK)):
            if not path.exists():
                raise EnvironmentProblemError(
                    f"{folder} cannot be written, so no workspace can be made in it. Nothing was "
                    "changed. Give yourself write permission, or choose another folder with "
                    "--data-dir."
                )
            store = cls(path, read_only=True, key=key_for(path, passphrase))
            try:
                with officer_errors(path), _told_from_damage(path, store.key):
                    _check_version(store._connection(), path)
            except BaseException:
                store.close()
                raise
            return store
        store = cls(path, key=key_for(path, passphrase))
        try:
            store._prepare(backups)
        except BaseException:
            store.close()
            raise
        return store

    def _prepare(self, backups: Path) -> None:
        if not self.path.exists():
            # Created by us, so that the umask cannot make it readable for others.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        with officer_errors(self.path):
            version = _version_before_opening(self.path, self.key)
            wanted = SCHEMA_MAJOR << 16 | SCHEMA_MINOR
            # A newer minor version is one that this program can work with, and stays what it is.
            if version < wanted:
                if version:
                    self.back_up(backups)
                # Here, since loading it takes longer than all else of opening a workspace.
                from sqlite_utils import Database  # noqa: PLC0415

                from caveat.storage.migrations import migrations  # noqa: PLC0415

                with self.writing() as writer:
                    migrations.apply(Database(writer))
                    writer.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    writer.execute(f"PRAGMA user_version = {wanted}")
        # With this connection open no other program is exchanging the file: what lies there
        # half-made was left by one that was killed.
        self.reader()
        remove_half_made(self.path)
        if version:
            self.back_up_daily(backups)

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect_reading() if self.read_only else self._connect_writing()
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA temp_store = MEMORY")
            self._local.connection = connection
            with self._guard:
                self._open.append(connection)
        return connection

    def _connect_writing(self) -> sqlite3.Connection:
        """Open the file under its name, and make sure that it still has it.

        Encrypting a workspace puts another file in its place. Whoever opened the old one just
        before would write to a file that nobody sees again; under WAL an open connection holds a
        lock that keeps the file from being exchanged, so looking once afterwards is enough.
        """
        before = identity(self.path)
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        try:
            if self.key is not None:
                self.key.unlock(connection)
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            _refuse_exchanged(self.path, before)
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect_reading(self) -> sqlite3.Connection:
        """Open a file in a folder that cannot be written.

        Immutable, since the log needs a writable folder even to be read. But what a killed program
        left in the log would then not be seen: the log is read as it lies there if its index lies
        beside it, and else in a private copy of both.
        """
        if not has_unmerged_log(self.path):
            return open_read_only(self.path, "mode=ro&immutable=1", self.key)
        with self._guard:
            if self._copy is None:
                try:
                    return open_read_only(self.path, "mode=ro", self.key)
                except sqlite3.OperationalError:
                    self._copy = copy_with_log(self.path)
            return open_read_only(Path(self._copy.name) / self.path.name, "mode=rw", self.key)

    def reader(self) -> sqlite3.Connection:
        """This thread's connection, for statements that only read."""
        with officer_errors(self.path):
            return self._connection()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent view over several reads."""
        with officer_errors(self.path):
            connection = self._connection()
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    def after_commit(self, act: Callable[[], None]) -> None:
        """Have something done once the write transaction that is open now is stored.

        One thing at a time: a later call in the same transaction takes the place of an earlier.
        It must not raise and must not write to the workspace.
        """
        self._after_commit = act

    def _do_after_commit(self) -> None:
        if self._after_commit is not None:
            self._after_commit()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One write transaction: all of it or nothing.

        ``BEGIN IMMEDIATE``, because a deferred transaction ignores the time-out when it upgrades.
        """
        if self.read_only:
            raise EnvironmentProblemError(
                f"{self.path.parent} cannot be written: this workspace is open for reading only. "
                "Nothing was stored. Searching works; to record, give yourself write permission "
                "or choose another folder with --data-dir."
            )
        with self._writing, officer_errors(self.path):
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            self._after_commit = None
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            self._do_after_commit()

    def back_up(self, folder: Path) -> Path:
        """Write a whole copy and keep the newest five.

        ``VACUUM INTO``, since a file copy under WAL can lose every committed row. The copy gets
        its name only when it is complete. Of an encrypted workspace it is encrypted with the same
        key and salt (SQLCipher; tested).
        """
        _make_private_folder(folder)
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")
        target = folder / f"caveat-{stamp}.sqlite"
        partial = target.with_suffix(".partial")
        with officer_errors(target):
            self._connection().execute("VACUUM INTO ?", (str(partial),))
        partial.chmod(0o600)
        partial.replace(target)
        for old in sorted(folder.glob("caveat-*.sqlite"))[:-_BACKUPS_KEPT]:
            old.unlink(missing_ok=True)
        return target

    def back_up_daily(self, folder: Path) -> None:
        """Back up unless a copy of today (UTC) exists. A failure never stops the work."""
        today = datetime.now(UTC).strftime("%Y-%m-%d")
        if not any(folder.glob(f"caveat-{today}*.sqlite")):
            try:
                self.back_up(folder)
            except (EnvironmentProblemError, OSError):
                for partial in folder.glob("*.partial"):
                    partial.unlink(missing_ok=True)

    def close(self) -> None:
        """Close every thread's connection."""
        with self._guard:
            for connection in self._open:
                connection.close()
            self._open.clear()
            self._local = threading.local()
            if self._copy is not None:
                self._copy.cleanup()
                self._copy = None


def _make_private_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise EnvironmentProblemError(
            f"The data folder {folder} cannot be made ({error.strerror}). Nothing was written. "
            "Choose another folder with --data-dir."
        ) from error


def _refuse_exchanged(path: Path, before: tuple[int, int]) -> None:
    if identity(path) != before:
        raise EnvironmentProblemError(
            "Another Caveat has just encrypted or decrypted this workspace. Nothing was stored "
            "here. Start again."
        )


@contextmanager
def _told_from_damage(path: Path, key: StoreKey | None) -> Iterator[None]:
    """Say of an encrypted file that does not open whether the passphrase or the file is wrong."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if key is not None and code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
            raise why_not_opened(path, key) from error
        raise


def _version_before_opening(path: Path, key: StoreKey | None) -> int:
    """Look at a file without touching it: switching on the log would alter a foreign one.

    Where a program was killed while it changed a file outside the log (encrypting does), what it
    began has to be undone first, and that needs to write.
    """
    try:
        return _version_seen(path, key, "ro")
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        return _version_seen(path, key, "rw")


def _version_seen(path: Path, key: StoreKey | None, mode: str) -> int:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)
    try:
        with _told_from_damage(path, key):
            if key is not None:
                key.unlock(connection)
            return _check_version(connection, path)
    finally:
        connection.close()


def _check_version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of the file; 0 for a new one."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and application != APPLICATION_ID:
        raise BrokenRecordError(
            f"{path} is a database of another program. It was left as it is. "
            "Choose another folder with --data-dir."
        )
    if version >> 16 > SCHEMA_MAJOR:
        raise NewerWorkspaceError(
            f"This workspace was made by a newer Caveat (its format is {version >> 16}, this "
            f"program knows {SCHEMA_MAJOR}). It was left as it is. Install the newer program, or "
            "choose another folder with --data-dir."
        )
    return version
