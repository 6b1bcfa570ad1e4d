"""What an encrypted file holds, and who can read it."""

import sqlite3 as standard
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.domain.progress import ignore_progress
from caveat.storage.conversion import convert
from caveat.storage.driver import sqlite3
from caveat.storage.encryption import (
    StoreKey,
    derive_key,
    salt_of,
    tidy_passphrase,
)
from sealed_file import NAME, PHRASE, open_in, payloads


def test_an_encrypted_workspace_holds_what_the_plain_one_held(folder: Path, key: StoreKey) -> None:
    plain = open_in(folder)
    before = payloads(plain)
    schema = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    shape = plain.reader().execute(schema).fetchall()
    plain.close()
    convert(folder / "caveat.sqlite", None, key, progress=ignore_progress)
    store = open_in(folder, PHRASE)
    assert payloads(store) == before
    assert store.reader().execute(schema).fetchall() == shape
    assert store.reader().execute("PRAGMA cipher_integrity_check").fetchall() == []
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.reader().execute("UPDATE payload SET salt = zeroblob(16)")
    store.close()


def test_no_byte_on_the_disk_says_what_is_inside(sealed: Path) -> None:
    store = open_in(sealed, PHRASE)
    with store.writing() as connection:
        connection.execute(
            "INSERT INTO payload (salt, body) VALUES (zeroblob(16), ?)", (NAME.encode() * 500,)
        )
    files = [path for path in sealed.iterdir() if path.is_file()]
    assert sealed / "caveat.sqlite-wal" in files
    for path in files:
        assert NAME.encode() not in path.read_bytes(), path.name
    store.close()


def test_the_standard_library_cannot_read_it(sealed: Path) -> None:
    raw = standard.connect(sealed / "caveat.sqlite")
    with pytest.raises(standard.DatabaseError, match="not a database"):
        raw.execute("SELECT * FROM sqlite_master")
    raw.close()


def test_any_program_with_sqlcipher_opens_it_with_the_passphrase(sealed: Path) -> None:
    raw = sqlite3.connect(sealed / "caveat.sqlite")
    raw.execute(f"PRAGMA key = '{PHRASE}'")
    assert raw.execute("SELECT count(*) FROM payload").fetchone() == (200,)
    raw.close()


@settings(max_examples=8, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1))
def test_the_key_is_the_one_that_sqlcipher_derives(
    tmp_path_factory: pytest.TempPathFactory, said: str
) -> None:
    phrase = tidy_passphrase(said)
    path = tmp_path_factory.mktemp("derived") / "x.sqlite"
    raw = sqlite3.connect(path)
    quoted = phrase.replace("'", "''")
    raw.execute(f"PRAGMA key = '{quoted}'")
    raw.execute("CREATE TABLE theirs (x)")
    raw.close()
    ours = sqlite3.connect(path)
    derive_key(phrase, salt_of(path)).unlock(ours)
    assert ours.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]
    ours.close()
