"""An open workspace: the store, the operator, the settings; and how something goes on record."""

import getpass
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from caveat.domain.decisions import Operator
from caveat.domain.progress import Progress, ReportProgress, ignore_progress
from caveat.errors import EnvironmentProblemError
from caveat.logs import leave_out_texts
from caveat.paths import Paths
from caveat.proof.canonical import canonical
from caveat.proof.heads import head_path
from caveat.proof.keys import SigningKey
from caveat.services.chain import Chain, Recorded
from caveat.services.given_text import refuse_broken_text
from caveat.services.operator_keys import (
    Passphrases,
    given_passphrases,
    operator_key,
    operator_key_path,
    settle_keys,
)
from caveat.settings import Settings, load_settings, save_settings
from caveat.storage import audit
from caveat.storage.connection import Store
from caveat.storage.driver import sqlite3
from caveat.storage.encryption import StoreKey

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The computer's time. What is recorded with it is only as right as the computer's clock."""
    return datetime.now(UTC)


class Workspace:
    """What every use case works on. Usable from several threads."""

    def __init__(
        self,
        paths: Paths,
        store: Store,
        operator: Operator,
        *,
        key: SigningKey | None,
        now: Clock,
        passphrases: Passphrases | None = None,
    ) -> None:
        self.paths = paths
        self.store = store
        self.operator = operator
        self.settings = load_settings(paths.settings)
        self.now = now
        self.passphrases = passphrases or Passphrases()
        self._key = key
        self._id = ""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be recorded here."""
        return self.store.read_only

    @property
    def encrypted(self) -> bool:
        """Whether the file is kept under a passphrase."""
        return self.store.key is not None

    @property
    def key(self) -> SigningKey:
        """What the operator signs with.

        Raises:
            EnvironmentProblemError: If nothing can be recorded here, and so nothing signed.
        """
        if self._key is None:
            raise EnvironmentProblemError(
                "This workspace is open for reading only. Nothing was recorded."
            )
        return self._key

    def change_settings(self, **changes: Any) -> Settings:
        """Store changed settings (see `caveat.settings.Settings`)."""
        self.settings = save_settings(self.paths.settings, self.settings, **changes)
        return self.settings

    def append(
        self, connection: sqlite3.Connection, kind: str, subject: str, payload: Any
    ) -> Recorded:
        """Put something on record. Call inside the write transaction that stores the thing.

        Args:
            connection: The writing connection.
            kind: What was done, such as ``screening recorded``.
            subject: Number of the thing it was done to.
            payload: JSON values; stored apart from the chain.
        """
        chain = self.chain(connection)
        recorded = chain.append_text(kind, subject, canonical(payload))
        chain.finish()
        return recorded

    def chain(self, connection: sqlite3.Connection) -> Chain:
        """The audit chain, for putting many things on record in one write transaction.

        Raises:
            EnvironmentProblemError: If nothing can be recorded here.
        """
        self._id = self._id or audit.workspace_id(connection)
        return Chain(self, self.key, head_path(self.paths.keys, self._id), self._id, connection)

    def close(self) -> None:
        """Close the database. Nothing may be asked of the workspace afterwards."""
        self.store.close()


def open_workspace(
    paths: Paths,
    *,
    operator: str = "",
    passphrase: str = "",
    key_passphrase: str = "",
    progress: ReportProgress = ignore_progress,
    now: Clock = utc_now,
) -> Workspace:
    """Open or create the workspace, and load the starter data if it is new or newer.

    Args:
        paths: Where the program writes.
        operator: Who works; empty means the name in the settings, else the login name.
        passphrase: Of an encrypted workspace, and of the operator's key unless that has another;
            empty means the variable ``CAVEAT_PASSPHRASE``.
        key_passphrase: Of the operator's key, where it has another; empty means the variable
            ``CAVEAT_KEY_PASSPHRASE``.
        progress: Told about the stages of a first opening.
        now: The clock, for tests.

    Raises:
        PassphraseNeededError: A passphrase is missing, or (`WrongPassphraseError`) is not the one;
            ``of_key`` says which of the two to ask for.
        EnvironmentProblemError: Disk, permission, lock, network folder, newer workspace.
        BrokenRecordError: The file is damaged or belongs to another program.
        InputError: The operator's name or the passphrase is no text.
    """
    progress(Progress("Opening the workspace", 0))
    given = given_passphrases(passphrase, key_passphrase)
    store = Store.open(paths.workspace, backups=paths.backups, passphrase=given.workspace)
    try:
        name = operator.strip() or load_settings(paths.settings).operator.strip() or _login_name()
        refuse_broken_text("The operator's name", name)
        given = replace(given, opened=store.key)
        if store.key is not None:
            leave_out_texts()
        if store.read_only:
            return Workspace(
                paths, store, Operator(0, name, ""), key=None, now=now, passphrases=given
            )
        settle_keys(paths.keys, given)
        key = operator_key(operator_key_path(paths, name), given)
        workspace = Workspace(
            paths, store, _operator(store, name, key, now), key=key, now=now, passphrases=given
        )
        # Imported late: starter needs this module's types.
        from caveat.services.starter import bring_starter_up_to_date  # noqa: PLC0415

        bring_starter_up_to_date(workspace, progress)
    except BaseException:
        store.close()
        raise
    return workspace


def open_as(ws: Workspace, operator: str) -> Workspace:
    """Open the same workspace once more for someone else, without asking for its passphrase again.

    Raises:
        PassphraseNeededError: If that person's key has a passphrase of its own.
    """
    given = ws.passphrases
    return open_workspace(
        ws.paths,
        operator=operator,
        passphrase=given.workspace,
        key_passphrase=given.key,
        now=ws.now,
    )


def open_for_reading(paths: Paths, operator: str, key: StoreKey | None = None) -> Workspace:
    """Open an existing workspace for searching only: for worker processes.

    Args:
        paths: Where it lies.
        operator: Who asks.
        key: What opens it, if it is encrypted: `Workspace.store.key`, through the worker's pipe.
    """
    return Workspace(
        paths, Store(paths.workspace, key=key), Operator(0, operator, ""), key=None, now=utc_now
    )


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unnamed operator"


def _operator(store: Store, name: str, key: SigningKey, now: Clock) -> Operator:
    found = audit.operator_with_key(store.reader(), name, key.fingerprint)
    if found:
        return found
    with store.writing() as connection:
        found = audit.operator_with_key(connection, name, key.fingerprint)
        return found or audit.add_operator(connection, name, key.public, key.fingerprint, now())
