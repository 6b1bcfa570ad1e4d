import os
import shutil
from pathlib import Path

import pytest

from caveat.domain.protection import Rekeying
from caveat.errors import (
    EnvironmentProblemError,
    WrongPassphraseError,
)
from caveat.paths import Paths
from caveat.proof.keys import is_protected
from caveat.services import encryption
from caveat.services.audit import verify_audit
from caveat.services.encryption import (
    change_passphrase,
    decrypt_workspace,
    encrypt_workspace,
    folder_protection,
)
from caveat.services.operator_keys import operator_key_path
from caveat.storage.encryption import is_encrypted
from sealed import OTHER, PHRASE, PRIVATE, opened
from templates import OPERATOR, Clock


def test_plain_copies_that_remain_are_named_and_done_the_next_time(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    (backup,) = paths.backups.glob("*.sqlite")

    def full(*_: object) -> None:
        raise EnvironmentProblemError("The disk is full. Nothing of this step was stored.")

    monkeypatch.setattr(encryption, "convert_copy", full)
    report = encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert [(left.name, left.reason) for left in report.left] == [(backup.name, "The disk is full")]
    protection = folder_protection(paths)
    assert protection.plain_copies == (backup.name,)
    assert any("plain copies remain" in warning for warning in protection.warnings)
    monkeypatch.undo()
    again = encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert again.copies == (backup.name,)
    assert folder_protection(paths).warnings == ()
    ws = opened(paths, PHRASE)
    assert verify_audit(ws).intact
    ws.close()


def test_a_damaged_backup_stays_and_is_named(paths: Paths) -> None:
    (backup,) = paths.backups.glob("*.sqlite")
    damaged = bytearray(backup.read_bytes())
    damaged[4096 * 2 :] = os.urandom(len(damaged) - 4096 * 2)
    backup.write_bytes(damaged)
    report = encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert [left.name for left in report.left] == [backup.name]
    assert backup.read_bytes() == damaged


@pytest.mark.parametrize("name", ["caveat-2026.partial", "caveat-2026.sqlite.new"])
def test_a_half_made_plain_backup_is_removed(paths: Paths, name: str) -> None:
    (paths.backups / name).write_bytes(PRIVATE.encode())
    encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert not (paths.backups / name).exists()


def test_a_backup_of_another_passphrase_is_told_apart(sealed: Paths, tmp_path: Path) -> None:
    (backup,) = sealed.backups.glob("*.sqlite")
    kept = tmp_path / "kept.sqlite"
    shutil.copy(backup, kept)
    change_passphrase(sealed, PHRASE, OTHER, operator=OPERATOR, now=Clock())
    shutil.copy(kept, sealed.backups / "caveat-2026-01-01T000000Z.sqlite")
    protection = folder_protection(sealed)
    assert protection.other_copies == ("caveat-2026-01-01T000000Z.sqlite",)
    assert any("another passphrase" in warning for warning in protection.warnings)


def test_an_old_backup_put_back_opens_with_the_passphrase_of_its_day(sealed: Paths) -> None:
    (backup,) = sealed.backups.glob("*.sqlite")
    old = backup.read_bytes()
    change_passphrase(sealed, PHRASE, OTHER, operator=OPERATOR, now=Clock())
    sealed.workspace.write_bytes(old)
    with pytest.raises(WrongPassphraseError) as of_key:
        opened(sealed, PHRASE)
    assert of_key.value.of_key, "the key is under the newer passphrase"
    opened(sealed, PHRASE, OTHER).close()


def test_decrypting_brings_everything_back(sealed: Paths) -> None:
    report = decrypt_workspace(sealed, PHRASE, operator=OPERATOR, now=Clock())
    assert (report.did, len(report.copies), report.left) == (Rekeying.DECRYPTED, 1, ())
    ws = opened(sealed)
    assert not ws.encrypted
    assert not is_protected(operator_key_path(sealed, OPERATOR))
    ws.close()
    (backup,) = sealed.backups.glob("*.sqlite")
    assert not is_encrypted(backup)
