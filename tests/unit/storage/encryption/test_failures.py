"""An exchange that is killed, cancelled or finds no room leaves one whole file."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caveat.domain.progress import CancelledError, CancelToken, ignore_progress
from caveat.errors import (
    BrokenRecordError,
    EnvironmentProblemError,
)
from caveat.storage import conversion
from caveat.storage.conversion import convert
from caveat.storage.driver import sqlite3
from caveat.storage.encryption import (
    StoreKey,
    is_encrypted,
    quiet,
)
from caveat.storage.location import half_made
from sealed_file import NAME, PHRASE, content, environment


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
