import os
import shutil
import sqlite3 as standard
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.domain.progress import CancelledError, CancelToken, ignore_progress
from caveat.errors import (
    BrokenRecordError,
    EnvironmentProblemError,
    InputError,
    PassphraseNeededError,
    WrongPassphraseError,
)
from caveat.storage import connection as connection_module
from caveat.storage import conversion
from caveat.storage.connection import Store
from caveat.storage.conversion import convert, convert_copy
from caveat.storage.driver import sqlite3
from caveat.storage.encryption import (
    StoreKey,
    derive_key,
    is_encrypted,
    key_for,
    quiet,
    salt_of,
    tidy_passphrase,
)
from caveat.storage.location import half_made

PHRASE = "correct horse battery"
NAME = "Zuvanari Quellwerk"


@pytest.fixture(scope="session")
def key() -> StoreKey:
    return derive_key(PHRASE, bytes(range(16)))


def open_in(folder: Path, passphrase: str = "") -> Store:
    return Store.open(folder / "caveat.sqlite", backups=folder / "backups", passphrase=passphrase)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed plain workspace with something private in it."""
    store = open_in(tmp_path / "data")
    with store.writing() as connection:
        for number in range(200):
            connection.execute(
                "INSERT INTO payload (salt, body) VALUES (zeroblob(16), ?)",
                (f"{NAME} {number} ".encode() * 20,),
            )
    store.back_up(tmp_path / "data" / "backups")
    store.close()
    return tmp_path / "data"


@pytest.fixture
def sealed(folder: Path, key: StoreKey) -> Path:
    """The same, encrypted."""
    convert(folder / "caveat.sqlite", None, key, progress=ignore_progress)
    return folder


def payloads(store: Store) -> list[tuple[object, ...]]:
    return store.reader().execute("SELECT id, salt, body FROM payload ORDER BY id").fetchall()


def content(folder: Path, passphrase: str = "") -> list[tuple[object, ...]]:
    store = open_in(folder, passphrase)
    try:
        assert store.reader().execute("PRAGMA quick_check").fetchone() == ("ok",)
        return payloads(store)
    finally:
        store.close()


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


def test_a_key_does_not_show_itself(key: StoreKey) -> None:
    assert key.raw.hex() not in repr(key)
    assert repr(key.raw) not in repr(key)


def test_keys_for_two_purposes_or_salts_differ(key: StoreKey) -> None:
    made = {key.for_purpose("a"), key.for_purpose("b"), key.for_purpose("a", b"x" * 32), key.raw}
    assert len(made) == 4
    assert key.for_purpose("a") == key.for_purpose("a")


def test_a_derived_key_is_hkdf(key: StoreKey) -> None:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  # the other way
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    for salt in (b"", b"s" * 32):
        theirs = HKDF(SHA256(), 32, salt or None, b"purpose").derive(key.raw)
        assert key.for_purpose("purpose", salt) == theirs


@pytest.mark.parametrize("bad", ["a\udce9b", "a\0b"])
def test_what_no_keyboard_types_is_no_passphrase(bad: str) -> None:
    with pytest.raises(InputError, match="Nothing was changed"):
        tidy_passphrase(bad)


def test_two_keyboards_type_the_same_passphrase() -> None:
    assert tidy_passphrase("cafe\u0301") == tidy_passphrase("caf\u00e9")


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


# Exchanging the file -----------------------------------------------------------------------------


def test_there_and_back_again_changes_nothing(folder: Path, key: StoreKey) -> None:
    before = content(folder)
    path = folder / "caveat.sqlite"
    other = derive_key("another passphrase")
    for old, new in ((None, key), (key, other), (other, None)):
        convert(path, old, new, progress=ignore_progress)
        assert is_encrypted(path) == (new is not None)
    assert content(folder) == before
    assert {file.name for file in folder.iterdir()} == {"caveat.sqlite", "backups"}


def test_a_backup_is_converted_too(folder: Path, key: StoreKey) -> None:
    (backup,) = (folder / "backups").glob("*.sqlite")
    convert_copy(backup, None, key)
    store = Store.open(backup, backups=folder / "more", passphrase=PHRASE)
    assert len(payloads(store)) == 200
    store.close()


def test_what_was_only_in_the_log_is_converted_with_the_rest(folder: Path, key: StoreKey) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\n"
        "from caveat.storage.connection import Store\n"
        "folder = Path(sys.argv[1])\n"
        "store = Store.open(folder / 'caveat.sqlite', backups=folder / 'backups')\n"
        "with store.writing() as c:\n"
        "    c.execute(\"INSERT INTO payload (salt, body) VALUES (zeroblob(16), x'07')\")\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], env=environment(), check=True)
    assert (folder / "caveat.sqlite-wal").stat().st_size > 0
    convert(folder / "caveat.sqlite", None, key, progress=ignore_progress)
    assert not (folder / "caveat.sqlite-wal").exists()
    assert len(content(folder, PHRASE)) == 201


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.mark.parametrize("idle", [True, False])
def test_a_workspace_that_somebody_has_open_is_not_exchanged(
    folder: Path, key: StoreKey, *, idle: bool
) -> None:
    store = open_in(folder)
    store.reader().execute("SELECT 1 FROM payload").fetchone()
    path = folder / "caveat.sqlite"

    def refused() -> None:
        with pytest.raises(EnvironmentProblemError, match="open in another window"):
            convert(path, None, key, progress=ignore_progress)

    if idle:
        refused()
    else:
        with store.writing():
            refused()
    assert len(payloads(store)) == 200
    store.close()
    assert len(content(folder)) == 200
    assert not list(folder.glob("*.new*"))


def test_a_workspace_that_another_process_has_open_is_not_exchanged(
    folder: Path, key: StoreKey
) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom caveat.storage.connection import Store\n"
        "folder = Path(sys.argv[1])\n"
        "store = Store.open(folder / 'caveat.sqlite', backups=folder / 'backups')\n"
        "print('open', flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(EnvironmentProblemError, match="open in another window"):
            convert(folder / "caveat.sqlite", None, key, progress=ignore_progress)
        other.communicate()
    assert len(content(folder)) == 200


def test_whoever_comes_during_the_exchange_is_sent_away_and_loses_nothing(
    folder: Path, key: StoreKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "_BUSY_MILLISECONDS", 10_000)
    path = folder / "caveat.sqlite"
    came = Store(path)
    outcome: list[BaseException | None] = []

    def write() -> None:
        try:
            with came.writing() as connection:
                connection.execute("INSERT INTO number_sequence VALUES ('S', 2026, 1)")
            outcome.append(None)
        except EnvironmentProblemError as error:
            outcome.append(error)
        finally:
            came.close()

    thread = threading.Thread(target=write)

    def while_exchanging(_file: Path) -> None:
        thread.start()
        time.sleep(0.3)

    convert(path, None, key, finish=while_exchanging, progress=ignore_progress)
    thread.join()
    assert isinstance(outcome[0], EnvironmentProblemError)
    store = open_in(folder, PHRASE)
    assert store.reader().execute("SELECT count(*) FROM number_sequence").fetchone() == (0,)
    assert len(payloads(store)) == 200
    store.close()


def test_a_connection_to_a_file_that_lost_its_name_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = iter([(1, 1), (1, 2)])
    monkeypatch.setattr(connection_module, "identity", lambda _path: next(seen))
    store = Store(folder / "caveat.sqlite")
    with pytest.raises(EnvironmentProblemError, match="just encrypted or decrypted"):
        store.reader()
    store.close()


@pytest.mark.parametrize("left", ["caveat.sqlite.new", "caveat.sqlite.new-wal"])
def test_what_a_killed_program_left_half_made_is_removed(folder: Path, left: str) -> None:
    (folder / left).write_bytes(NAME.encode())
    content(folder)
    assert not (folder / left).exists()


def test_a_failure_at_the_last_moment_leaves_the_old_file(folder: Path, key: StoreKey) -> None:
    before = content(folder)

    def fail(_file: Path) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        convert(folder / "caveat.sqlite", None, key, finish=fail, progress=ignore_progress)
    assert content(folder) == before
    assert not list(folder.glob("*.new*"))


def test_it_can_be_cancelled_and_the_old_file_stays(
    folder: Path, key: StoreKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "_STEPS_BETWEEN_LOOKS", 10)
    cancel = CancelToken()
    with pytest.raises(CancelledError):
        convert(
            folder / "caveat.sqlite", None, key, progress=lambda _: cancel.cancel(), cancel=cancel
        )
    assert len(content(folder)) == 200
    assert not list(folder.glob("*.new*"))


def test_a_damaged_workspace_is_not_converted_and_stays_as_it_is(
    folder: Path, key: StoreKey
) -> None:
    path = folder / "caveat.sqlite"
    damaged = bytearray(path.read_bytes())
    for page in range(2, len(damaged) // 4096):
        damaged[page * 4096 : page * 4096 + 8] = b"\xff" * 8
    path.write_bytes(damaged)
    with pytest.raises(BrokenRecordError):
        convert(path, None, key, progress=ignore_progress)
    assert path.read_bytes() == damaged
    assert not list(folder.glob("*.new*"))


def test_rows_that_did_not_arrive_are_noticed(
    folder: Path, key: StoreKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = conversion._compare

    def after_a_loss(connection: sqlite3.Connection, path: Path, new: StoreKey | None) -> None:
        connection.execute("DELETE FROM target.payload WHERE id = 7")
        compare(connection, path, new)

    monkeypatch.setattr(conversion, "_compare", after_a_loss)
    with pytest.raises(BrokenRecordError, match="could not be converted whole"):
        convert(folder / "caveat.sqlite", None, key, progress=ignore_progress)
    assert len(content(folder)) == 200


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("a full disk is made with mount, which needs root")
    place = tmp_path / "disk"
    place.mkdir()

    def make(kib: int) -> Path:
        made = subprocess.run(
            [mount, "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", place],
            capture_output=True,
            check=False,
        )
        if made.returncode:
            pytest.skip(f"no small disk can be mounted here: {made.stderr.decode().strip()}")
        return place

    yield make
    subprocess.run(["umount", "-l", place], check=False)


def test_a_full_disk_is_told_before_and_leaves_the_old_file(
    folder: Path, key: StoreKey, tiny_disk: Callable[[int], Path]
) -> None:
    size = (folder / "caveat.sqlite").stat().st_size
    place = tiny_disk(size // 1024 + 300)
    shutil.copy(folder / "caveat.sqlite", place)
    with pytest.raises(EnvironmentProblemError, match="MB"):
        convert(place / "caveat.sqlite", None, key, progress=ignore_progress)
    assert [file.name for file in place.iterdir()] == ["caveat.sqlite"]


def test_a_disk_that_fills_up_on_the_way_leaves_the_old_file(
    folder: Path,
    key: StoreKey,
    tiny_disk: Callable[[int], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(conversion, "_refuse_full_disk", lambda _path: None)
    size = (folder / "caveat.sqlite").stat().st_size
    place = tiny_disk(size // 1024 + 300)
    shutil.copy(folder / "caveat.sqlite", place)
    with pytest.raises(EnvironmentProblemError, match="full"):
        convert(place / "caveat.sqlite", None, key, progress=ignore_progress)
    assert [file.name for file in place.iterdir()] == ["caveat.sqlite"]
    raw = sqlite3.connect(place / "caveat.sqlite")
    assert raw.execute("SELECT count(*) FROM payload").fetchone() == (200,)
    raw.close()


_CONVERTING = """
import sys
from pathlib import Path
from caveat.domain.progress import ignore_progress
from caveat.storage.conversion import convert
from caveat.storage.encryption import StoreKey
path, key = Path(sys.argv[1]), StoreKey(bytes.fromhex(sys.argv[2]), bytes.fromhex(sys.argv[3]))
print("go", flush=True)
while True:
    convert(path, None, key, progress=ignore_progress)
    convert(path, key, None, progress=ignore_progress)
"""


@pytest.mark.parametrize("after", [0.0, 0.003, 0.011, 0.023, 0.047, 0.09])
def test_killed_at_any_moment_it_leaves_one_whole_file(
    folder: Path, key: StoreKey, after: float
) -> None:
    path = folder / "caveat.sqlite"
    for nudge in range(2):
        with subprocess.Popen(
            [sys.executable, "-c", _CONVERTING, str(path), key.raw.hex(), key.salt.hex()],
            env=environment(),
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"go\n"
            time.sleep(after + nudge * 0.005)
            process.kill()
        assert len(content(folder, PHRASE if is_encrypted(path) else "")) == 200
        assert not half_made(path).exists()
        if is_encrypted(path):
            convert(path, key, None, progress=ignore_progress)


def test_a_new_file_is_for_its_owners_eyes_only(sealed: Path) -> None:
    assert (sealed / "caveat.sqlite").stat().st_mode & 0o777 == 0o600


def test_asking_for_quiet_is_understood() -> None:
    raw = sqlite3.connect(":memory:")
    quiet(raw)
    assert raw.execute("PRAGMA cipher_version").fetchone()[0].startswith("4")
    raw.close()
