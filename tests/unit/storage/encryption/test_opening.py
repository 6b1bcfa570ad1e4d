"""Without the passphrase, with a wrong one, with a damaged file."""

import os
from pathlib import Path

import pytest

from caveat.errors import (
    BrokenRecordError,
    PassphraseNeededError,
    WrongPassphraseError,
)
from caveat.storage.encryption import (
    is_encrypted,
    key_for,
)
from sealed_file import PHRASE, open_in


def test_without_the_passphrase_nothing_is_opened_and_nothing_changed(sealed: Path) -> None:
    before = (sealed / "caveat.sqlite").read_bytes()
    with pytest.raises(PassphraseNeededError, match="encrypted"):
        open_in(sealed)
    with pytest.raises(WrongPassphraseError, match="does not open"):
        open_in(sealed, PHRASE + "!")
    assert (sealed / "caveat.sqlite").read_bytes() == before


def test_a_wrong_passphrase_is_no_reason_to_write_to_standard_error(
    sealed: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(WrongPassphraseError):
        open_in(sealed, "wrong")
    assert capfd.readouterr().err == ""


def test_a_damaged_file_is_told_from_a_wrong_passphrase(sealed: Path) -> None:
    path = sealed / "caveat.sqlite"
    damaged = bytearray(path.read_bytes())
    damaged[100] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(BrokenRecordError, match="the passphrase is right"):
        open_in(sealed, PHRASE)


def test_a_file_whose_salt_is_damaged_sends_to_the_backups(sealed: Path) -> None:
    path = sealed / "caveat.sqlite"
    path.write_bytes(b"\1" + path.read_bytes()[1:])
    with pytest.raises(WrongPassphraseError, match="backups"):
        open_in(sealed, PHRASE)


@pytest.mark.parametrize(
    "damaged",
    [b"", b"x", b"no database" * 1000, b"\0" * 8192, b"SQLite format 3\0" + os.urandom(8176)],
)
def test_what_is_no_encrypted_file_asks_for_no_passphrase(tmp_path: Path, damaged: bytes) -> None:
    path = tmp_path / "caveat.sqlite"
    path.write_bytes(damaged)
    assert not is_encrypted(path)
    assert key_for(path, "") is None


def test_a_plain_workspace_with_a_damaged_beginning_asks_for_no_passphrase(folder: Path) -> None:
    path = folder / "caveat.sqlite"
    path.write_bytes(os.urandom(100) + path.read_bytes()[100:])
    with pytest.raises(BrokenRecordError, match="damaged"):
        open_in(folder)
