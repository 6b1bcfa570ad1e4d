"""What lies beside the file, and who else opens it."""

import threading
from pathlib import Path

import pytest

from caveat.errors import (
    EnvironmentProblemError,
    PassphraseNeededError,
    WrongPassphraseError,
)
from caveat.storage import connection as connection_module
from caveat.storage.connection import Store
from caveat.storage.driver import sqlite3
from sealed_file import NAME, PHRASE, open_in, payloads


def test_backups_are_encrypted_with_the_same_passphrase(sealed: Path) -> None:
    store = open_in(sealed, PHRASE)
    expected = payloads(store)
    copy = store.back_up(sealed / "kept")
    store.close()
    assert NAME.encode() not in copy.read_bytes()
    again = Store.open(copy, backups=sealed / "more", passphrase=PHRASE)
    assert payloads(again) == expected
    again.close()
    raw = sqlite3.connect(copy)
    raw.execute(f"PRAGMA key = '{PHRASE}'")
    assert raw.execute("SELECT count(*) FROM payload").fetchone() == (200,)
    raw.close()


def test_every_thread_opens_it_without_deriving_again(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_in(sealed, PHRASE)
    monkeypatch.setattr("caveat.storage.encryption.derive_key", None)
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(payloads(store)))) for _ in "abc"]
    for thread in threads:
        thread.start()
        thread.join()
    store.close()
    assert found == [200, 200, 200]


def test_an_encrypted_workspace_is_read_where_nothing_can_be_written(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "is_writable", lambda _folder: False)
    with pytest.raises(PassphraseNeededError):
        open_in(sealed)
    with pytest.raises(WrongPassphraseError):
        open_in(sealed, "wrong one")
    store = open_in(sealed, PHRASE)
    assert store.read_only
    assert len(payloads(store)) == 200
    store.close()


def test_without_sqlcipher_an_encrypted_workspace_is_refused_with_advice(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caveat.storage.encryption.CAN_ENCRYPT", False)
    with pytest.raises(EnvironmentProblemError, match="sqlcipher3"):
        open_in(sealed, PHRASE)
