"""Encrypting a workspace, changing its passphrase, decrypting it; and saying how it is protected.

What is converted: the workspace file, its backups, the kept published files, the operators' keys;
the kept index is removed and built anew. What is not, and is said: memos and exports, which are the
officer's own files; settings and logs; and what lay on the disk before, which nothing overwrites.
"""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from caveat.domain.decisions import Operator
from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.domain.protection import CopyLeft, Protection, Rekeying, RekeyingReport
from caveat.domain.records import AuditEntry
from caveat.errors import BrokenRecordError, CaveatError, EnvironmentProblemError, InputError
from caveat.paths import Paths
from caveat.proof.heads import head_path, keep_head
from caveat.proof.keys import SigningKey, is_protected
from caveat.services.operator_keys import (
    Passphrases,
    open_keys,
    operator_key_path,
    prepare_keys,
    settle_keys,
)
from caveat.services.originals import originals_folder
from caveat.services.workspace import Clock, Workspace, open_workspace, utc_now
from caveat.storage import audit, definitions
from caveat.storage.connection import Store
from caveat.storage.conversion import convert, convert_copy
from caveat.storage.driver import CAN_ENCRYPT
from caveat.storage.encryption import (
    SHORTEST_PASSPHRASE,
    StoreKey,
    derive_key,
    is_encrypted,
    salt_of,
    tidy_passphrase,
)
from caveat.storage.index_files import drop_indexes, plain_indexes
from caveat.storage.originals import convert_originals, plain_originals

CIPHER = "SQLCipher 4 (AES-256, HMAC-SHA512; key by PBKDF2-HMAC-SHA512 in 256,000 rounds)"
_ERASURE = (
    "what was stored before is not overwritten on the disk: a tool for deleted files may still "
    "find it, and old copies of the folder elsewhere stay as they are"
)
_OWN_FILES = (
    "memos, exports, settings and logs are files outside the workspace and are not encrypted"
)
_FORGOTTEN = "without the passphrase nobody can open the workspace or its backups: keep it safe"
_OPEN_KEYS = "the operators' signing keys are no longer under a passphrase"


def workspace_protection(ws: Workspace) -> Protection:
    """How an open workspace is protected."""
    with ws.store.reading() as connection:
        private = tuple(
            known.title for known in definitions.defined_lists(connection) if known.private
        )
    return replace(
        folder_protection(ws.paths),
        encrypted=ws.encrypted,
        key_protected=is_protected(operator_key_path(ws.paths, ws.operator.name)),
        private_lists=private,
    )


def folder_protection(paths: Paths) -> Protection:
    """How a data folder is protected, as far as it can be told without opening the workspace."""
    encrypted = is_encrypted(paths.workspace)
    salt = salt_of(paths.workspace) if encrypted else b""
    backups = _backups(paths)
    plain = [path for path in backups if not is_encrypted(path)]
    other = [path for path in backups if path not in plain and salt_of(path) != salt]
    caches = (
        (*plain_indexes(paths.cache), *plain_originals(originals_folder(paths)))
        if encrypted
        else ()
    )
    return Protection(
        encrypted=encrypted,
        possible=CAN_ENCRYPT,
        backups=len(backups),
        plain_copies=tuple(path.name for path in (*plain, *caches)),
        other_copies=tuple(path.name for path in other),
    )


def encrypt_workspace(
    paths: Paths,
    passphrase: str,
    *,
    operator: str = "",
    key_passphrase: str = "",
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
    now: Clock = utc_now,
) -> RekeyingReport:
    """Encrypt a workspace that nobody has open, with its backups and the operators' keys.

    Killed at any moment it leaves the plain file or the encrypted one, whole. Called again with the
    same passphrase it does what is left to do with the copies.

    Args:
        paths: Where the workspace lies.
        passphrase: What it is to be kept under, at least eight characters.
        operator: Who does it; as for `open_workspace`.
        key_passphrase: Of the operator's key, where it has another.
        progress: Told about the stages.
        cancel: Asked until the encrypted file takes the plain one's place, and between copies.
        now: The clock, for tests.

    Raises:
        InputError: The passphrase is too short.
        WrongPassphraseError: It is encrypted already, under another one.
        EnvironmentProblemError: It is open elsewhere, the disk is full or cannot be written.
        BrokenRecordError: It is damaged. It stays as it is.
        CancelledError: It was cancelled. The workspace stays as it is.
    """
    chosen = _new_passphrase(passphrase)
    job = _Job(paths, operator, key_passphrase, progress, cancel, now)
    if is_encrypted(paths.workspace):
        return job.finish_copies(chosen)
    # Of a plain workspace only the operator's key can have a passphrase: as ever, or this one.
    return job.run(Rekeying.ENCRYPTED, os.environ.get("CAVEAT_PASSPHRASE", "") or chosen, chosen)


def change_passphrase(
    paths: Paths,
    old: str,
    new: str,
    *,
    operator: str = "",
    key_passphrase: str = "",
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
    now: Clock = utc_now,
) -> RekeyingReport:
    """Encrypt an encrypted workspace and its backups under a new passphrase.

    Raises:
        InputError: It is not encrypted, or the new passphrase is too short.
        WrongPassphraseError: The old one is not the one.
        EnvironmentProblemError, BrokenRecordError, CancelledError: As `encrypt_workspace`.
    """
    chosen = _new_passphrase(new)
    _refuse_plain(paths)
    job = _Job(paths, operator, key_passphrase, progress, cancel, now)
    return job.run(Rekeying.PASSPHRASE, old, chosen)


def decrypt_workspace(
    paths: Paths,
    passphrase: str,
    *,
    operator: str = "",
    key_passphrase: str = "",
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
    now: Clock = utc_now,
) -> RekeyingReport:
    """Make an encrypted workspace and its backups plain files again.

    Raises:
        InputError: It is not encrypted.
        WrongPassphraseError: The passphrase is not the one.
        EnvironmentProblemError, BrokenRecordError, CancelledError: As `encrypt_workspace`.
    """
    _refuse_plain(paths)
    job = _Job(paths, operator, key_passphrase, progress, cancel, now)
    return job.run(Rekeying.DECRYPTED, passphrase, "")


@dataclass(frozen=True, slots=True)
class _Job:
    """One exchange of a workspace's protection."""

    paths: Paths
    operator: str
    key_passphrase: str
    progress: ReportProgress
    cancel: CancelToken | None
    now: Clock

    def run(self, did: Rekeying, old: str, new: str) -> RekeyingReport:
        """Exchange the workspace, then everything beside it."""
        with _open(self, old) as ws:
            _refuse_read_only(ws)
            before, who, key = ws.passphrases, ws.operator, ws.key
            workspace_id = audit.workspace_id(ws.store.reader())
        self.progress(Progress("Deriving the key", 0))
        after = replace(before, workspace=new, opened=derive_key(new) if new else None)
        entries: list[AuditEntry] = []
        keys_left: tuple[str, ...] = ()
        try:
            if new:
                keys_left = prepare_keys(self.paths.keys, before, after)
            convert(
                self.paths.workspace,
                before.opened,
                after.opened,
                finish=lambda file: entries.append(self._record(file, did, after.opened, who, key)),
                progress=self.progress,
                cancel=self.cancel,
            )
        except BaseException:
            exchanged = new and _lies_under(self.paths.workspace, after.opened)
            settle_keys(self.paths.keys, after if exchanged else before)
            raise
        head = head_path(self.paths.keys, workspace_id)
        keep_head(head, workspace_id, entries[-1].seq, entries[-1].sha256, key)
        if new:
            settle_keys(self.paths.keys, after)
        else:
            keys_left = open_keys(self.paths.keys, before)
        report = self._convert_copies(before, after)
        notes = (_FORGOTTEN, _OWN_FILES, _ERASURE) if new else (_OPEN_KEYS,)
        self._record_copies(replace(before, workspace=new or before.workspace), report)
        return replace(report, did=did, keys_left=keys_left, notes=notes)

    def finish_copies(self, passphrase: str) -> RekeyingReport:
        """Convert what an interrupted run, or a copy put back, left plain beside the workspace."""
        with _open(self, passphrase) as ws:
            _refuse_read_only(ws)
            given = ws.passphrases
        report = self._convert_copies(replace(given, opened=None), given)
        if report.copies or report.left:
            self._record_copies(given, report)
        return replace(report, notes=(_FORGOTTEN, _OWN_FILES, _ERASURE))

    def _record(
        self,
        file: Path,
        did: Rekeying,
        opened: StoreKey | None,
        who: Operator,
        key: SigningKey,
    ) -> AuditEntry:
        """Put it on record in the converted file, before that takes the other's place."""
        store = Store(file, key=opened)
        try:
            twin = Workspace(self.paths, store, who, key=key, now=self.now)
            with store.writing() as connection:
                workspace_id = audit.workspace_id(connection)
                said = {"cipher": CIPHER if opened else None}
                recorded = twin.append(connection, did, workspace_id, said)
                # The head outside the file is written when the file is in its place: until then
                # the log that counts ends where it did.
                store.after_commit(lambda: None)
        finally:
            store.close()
        return recorded.entry

    def _convert_copies(self, before: Passphrases, after: Passphrases) -> RekeyingReport:
        done, left = [], []
        backups = _backups(self.paths)
        for number, path in enumerate(backups):
            self.progress(Progress("Converting the backups", number, len(backups), path.name))
            if self.cancel is not None and self.cancel.cancelled:
                left.append(CopyLeft(path.name, "it was cancelled"))
                continue
            try:
                if _convert_backup(path, before, after):
                    done.append(path.name)
            except (CaveatError, OSError) as error:
                left.append(CopyLeft(path.name, _short(error)))
        for pattern in ("*.partial", "*.sqlite.new*"):  # left by programs that were killed
            for half in self.paths.backups.glob(pattern):
                with contextlib.suppress(OSError):
                    half.unlink()
        originals = originals_folder(self.paths)
        removed, unwritten = convert_originals(originals, before.opened, after.opened)
        if removed:
            left.append(CopyLeft(originals.name, f"{removed} unreadable published files removed"))
        if unwritten:
            left.append(CopyLeft(originals.name, f"{unwritten} published files cannot be written"))
        if before.opened != after.opened and drop_indexes(self.paths.cache):
            left.append(CopyLeft(self.paths.cache.name, "the kept index cannot be removed"))
        return RekeyingReport(Rekeying.COPIES, tuple(done), tuple(left))

    def _record_copies(self, given: Passphrases, report: RekeyingReport) -> None:
        with (
            _open(self, given.workspace) as ws,
            ws.store.writing() as connection,
        ):
            said = {
                "converted": list(report.copies),
                "left": [{"name": copy.name, "reason": copy.reason} for copy in report.left],
            }
            ws.append(connection, Rekeying.COPIES, audit.workspace_id(connection), said)


@contextlib.contextmanager
def _open(job: _Job, passphrase: str) -> Iterator[Workspace]:
    ws = open_workspace(
        job.paths,
        operator=job.operator,
        passphrase=passphrase,
        key_passphrase=job.key_passphrase,
        progress=job.progress,
        now=job.now,
    )
    try:
        yield ws
    finally:
        ws.close()


def _convert_backup(path: Path, before: Passphrases, after: Passphrases) -> bool:
    """Bring a backup under the new key; False if it is already."""
    if _lies_under(path, after.opened):
        return False
    old = None
    if is_encrypted(path):
        old = before.opened
        if old is None or salt_of(path) != old.salt:
            old = derive_key(before.workspace, salt_of(path))
    convert_copy(path, old, after.opened)
    return True


def _lies_under(path: Path, key: StoreKey | None) -> bool:
    if key is None:
        return not is_encrypted(path)
    return is_encrypted(path) and salt_of(path) == key.salt


def _backups(paths: Paths) -> list[Path]:
    return sorted(paths.backups.glob("*.sqlite"))


def _short(error: Exception) -> str:
    if isinstance(error, BrokenRecordError):
        return "it is damaged, or under another passphrase"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(error).split(". ", 1)[0]


def _new_passphrase(given: str) -> str:
    passphrase = tidy_passphrase(given)
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise InputError(
            f"A passphrase needs at least {SHORTEST_PASSPHRASE} characters, not counting spaces at "
            "its ends; several words are easier to remember and harder to guess. Nothing was "
            "changed."
        )
    return passphrase


def _refuse_plain(paths: Paths) -> None:
    if not is_encrypted(paths.workspace):
        raise InputError("This workspace is not encrypted. Nothing was changed.")


def _refuse_read_only(ws: Workspace) -> None:
    if ws.read_only:
        raise EnvironmentProblemError(
            f"{ws.paths.data} cannot be written, so its protection cannot be changed. Nothing was "
            "changed. Give yourself write permission there, then try again."
        )
