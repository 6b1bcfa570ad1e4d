import os
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from caveat.errors import BrokenRecordError, EnvironmentProblemError, NewerWorkspaceError
from caveat.storage import connection as module
from caveat.storage import location
from caveat.storage.connection import Store
from caveat.storage.driver import sqlite3
from caveat.storage.schema_version import SCHEMA_MAJOR


def open_in(folder: Path) -> Store:
    return Store.open(folder / "caveat.sqlite", backups=folder / "backups")


def test_a_new_workspace_is_for_its_owners_eyes_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    open_in(folder).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "caveat.sqlite").stat().st_mode) == 0o600


def test_the_write_ahead_log_and_full_sync_are_on(store: Store) -> None:
    connection = store.reader()
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_a_workspace_of_a_newer_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    open_in(tmp_path).close()
    path = tmp_path / "caveat.sqlite"
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {(SCHEMA_MAJOR + 1) << 16}")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(NewerWorkspaceError, match="newer Caveat"):
        open_in(tmp_path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "caveat.sqlite"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE theirs (x)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(BrokenRecordError, match="another program"):
        open_in(tmp_path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"this is no database at all" * 50, b"\0" * 5000])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "caveat.sqlite"
    path.write_bytes(content)
    with pytest.raises(BrokenRecordError, match="backups"):
        open_in(tmp_path)
    assert path.read_bytes() == content


def test_the_record_refuses_to_be_changed(store: Store, operator: int) -> None:
    for statement in ("UPDATE operator SET name = 'Eve'", "DELETE FROM operator"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            store.reader().execute(statement)
    assert store.reader().execute("SELECT name FROM operator").fetchone() == ("Ada",)
    assert operator == 1


def test_a_failed_write_leaves_nothing_behind(store: Store) -> None:
    def fail_half_way() -> None:
        with store.writing() as connection:
            connection.execute("INSERT INTO number_sequence VALUES ('S', 2026, 1)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert store.reader().execute("SELECT count(*) FROM number_sequence").fetchone() == (0,)


def test_two_threads_that_write_do_not_lose_a_number(store: Store) -> None:
    from caveat.storage import audit  # noqa: PLC0415  # beside its only use

    numbers: list[str] = []

    def work() -> None:
        for _ in range(50):
            with store.writing() as connection:
                numbers.append(audit.next_number(connection, "S", 2026))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(numbers)) == 200
    assert max(numbers) == "S-2026-000200"


def test_a_second_program_that_waits_too_long_is_told_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BUSY_MILLISECONDS", 50)
    other = Store(store.path)
    with (
        store.writing(),
        pytest.raises(EnvironmentProblemError, match="Another Caveat"),
        other.writing(),
    ):
        pass
    other.close()


def test_a_backup_is_a_whole_workspace_and_five_are_kept(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    for _ in range(7):
        copy = store.back_up(folder)
    assert len(list(folder.glob("*.sqlite"))) == 5
    assert not list(folder.glob("*.partial"))
    again = Store.open(copy, backups=tmp_path / "more")
    assert again.reader().execute("PRAGMA quick_check").fetchone() == ("ok",)
    again.close()


def test_a_workspace_that_is_opened_again_is_backed_up_once_a_day(tmp_path: Path) -> None:
    for _ in range(3):
        open_in(tmp_path).close()
    assert len(list((tmp_path / "backups").glob("*.sqlite"))) == 1


def test_a_network_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "_file_system", lambda _folder: "nfs4")
    with pytest.raises(EnvironmentProblemError, match="network drive"):
        open_in(tmp_path / "data")


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentProblemError, match="--data-dir"):
        open_in(tmp_path / "file" / "data")


def test_a_folder_that_cannot_be_written_is_opened_for_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_in(tmp_path).close()
    monkeypatch.setattr(module, "is_writable", lambda _folder: False)
    store = open_in(tmp_path)
    assert store.read_only
    assert store.reader().execute("SELECT count(*) FROM party").fetchone() == (0,)
    with pytest.raises(EnvironmentProblemError, match="reading only"), store.writing():
        pass
    store.close()


_KILLED = """
import os, sys
from pathlib import Path
from caveat.storage import audit
from caveat.storage.connection import Store
folder = Path(sys.argv[1])
store = Store.open(folder / "caveat.sqlite", backups=folder / "backups")
with store.writing() as connection:
    audit.next_number(connection, "S", 2026)
os._exit(0)
"""


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """The folder of a program that was killed: what it stored last is in the log only."""
    folder = tmp_path / "killed"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", _KILLED, str(folder)], env=environment, check=True)
    assert (folder / "caveat.sqlite-wal").stat().st_size > 0
    return folder


def locked(folder: Path) -> Path:
    """The same folder where nothing can be written, not even by root."""
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("a disk that cannot be written is made with mount, which needs root")
    place = folder.with_name("locked")
    place.mkdir()
    for options in (["--bind", folder, place], ["-o", "remount,ro,bind", place]):
        made = subprocess.run([mount, *options], capture_output=True, check=False)
        if made.returncode:
            pytest.skip(f"no folder can be mounted here: {made.stderr.decode().strip()}")
    return place


@pytest.mark.parametrize("index_is_there", [True, False])
def test_what_a_killed_program_stored_is_seen_where_nothing_can_be_written(
    killed: Path, monkeypatch: pytest.MonkeyPatch, *, index_is_there: bool
) -> None:
    temporary = killed.with_name("temporary")
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    if not index_is_there:
        (killed / "caveat.sqlite-shm").unlink()
    place = locked(killed)
    try:
        store = open_in(place)
        assert store.read_only
        found: list[object] = []

        def read() -> None:
            found.append(store.reader().execute("SELECT last FROM number_sequence").fetchone())

        read()
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
        assert found == [(1,), (1,)]
        with (
            pytest.raises(EnvironmentProblemError, match="cannot be written"),
            store.reading() as c,
        ):
            c.execute("DELETE FROM number_sequence")
        store.close()
        assert not list(temporary.iterdir())
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.parametrize("more", [1, 7])
def test_a_workspace_of_a_newer_minor_version_is_used_and_keeps_its_version(
    tmp_path: Path, more: int
) -> None:
    open_in(tmp_path).close()
    raw = sqlite3.connect(tmp_path / "caveat.sqlite")
    version = raw.execute("PRAGMA user_version").fetchone()[0] + more
    raw.execute(f"PRAGMA user_version = {version}")
    raw.close()
    store = open_in(tmp_path)
    with store.writing() as connection:
        connection.execute("INSERT INTO number_sequence VALUES ('S', 2026, 1)")
    assert store.reader().execute("PRAGMA user_version").fetchone() == (version,)
    store.close()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("a full disk is made with mount, which needs root")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_loses_nothing_that_was_stored(tiny_disk: Path) -> None:
    store = open_in(tiny_disk)
    with store.writing() as connection:
        connection.execute("INSERT INTO payload (salt, body) VALUES (zeroblob(16), x'01')")

    def fill_the_disk() -> None:
        with store.writing() as connection:
            connection.executemany(
                "INSERT INTO payload (salt, body) VALUES (zeroblob(16), randomblob(?))",
                [(1_000_000,)] * 10,
            )

    with pytest.raises(EnvironmentProblemError, match="full"):
        fill_the_disk()
    assert store.reader().execute("SELECT count(*) FROM payload").fetchone() == (1,)
    assert store.reader().execute("PRAGMA quick_check").fetchone() == ("ok",)
    store.close()


_WRITER = """
import sys
from pathlib import Path
from caveat.storage import audit
from caveat.storage.connection import Store
folder = Path(sys.argv[1])
store = Store.open(folder / "caveat.sqlite", backups=folder / "backups")
while True:
    with store.writing() as connection:
        number = audit.next_number(connection, "S", 2026)
        connection.execute(
            "INSERT INTO payload (salt, body) VALUES (zeroblob(16), ?)", (number.encode(),)
        )
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 7, 40])
def test_what_was_committed_survives_a_kill(tmp_path: Path, after: int) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    committed = [process.stdout.readline().strip() for _ in range(after)]
    process.kill()
    rest = process.stdout.read().split()
    process.wait()
    process.stdout.close()
    store = open_in(tmp_path)
    stored = {
        bytes(body).decode() for (body,) in store.reader().execute("SELECT body FROM payload")
    }
    assert {*committed, *rest} <= stored
    assert store.reader().execute("PRAGMA quick_check").fetchone() == ("ok",)
    store.close()
