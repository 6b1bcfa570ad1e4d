"""Folders that cannot be written, and disks that are full."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from templates import copy_home, rows, write_csl

_NOBODY = 65534


@pytest.fixture
def as_nobody() -> Sequence[str]:
    """Words before a command that run it without root's rights; none for an ordinary user."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has other permissions")
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root needs setpriv to try what an ordinary user may do")
    return ("setpriv", "--reuid", str(_NOBODY), "--regid", str(_NOBODY), "--clear-groups")


@pytest.fixture
def public(starter_home: Path) -> Iterator[Path]:
    """A data folder that everybody may reach: pytest's own folders are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="caveat-test-"))
    folder.chmod(0o755)
    yield copy_home(starter_home, folder / "home")
    _set_modes(folder / "home", 0o755, 0o644)
    shutil.rmtree(folder)


def _set_modes(home: Path, folders: int, files: int) -> None:
    for path in (home, *home.rglob("*")):
        # Not of files that other workspaces share.
        if path.is_dir() or path.stat().st_nlink == 1:
            path.chmod(folders if path.is_dir() else files)


def runs_at_all(before: Sequence[str]) -> bool:
    """Whether an ordinary user can start this interpreter (root's own may lie in /root)."""
    with contextlib.suppress(OSError):
        done = subprocess.run(
            [*before, sys.executable, "-c", "import click, sqlite_utils, numpy"],
            capture_output=True, check=False, cwd="/",
        )  # fmt: skip
        return done.returncode == 0
    return False


@pytest.fixture
def read_only_home(public: Path, as_nobody: Sequence[str]) -> Path:
    if not runs_at_all(as_nobody):
        pytest.skip("an ordinary user cannot read this Python")
    _set_modes(public, 0o555, 0o444)
    return public


def test_in_a_read_only_folder_searching_works_and_recording_says_why_not(
    spawn, read_only_home: Path, as_nobody: Sequence[str]
) -> None:
    searched = spawn(
        "screen", "Nettrix", "--no-record", "--json", before=as_nobody, folder=read_only_home
    )
    assert searched.code == 1, searched
    assert searched.json["hits"]
    recorded = spawn("screen", "Nettrix", before=as_nobody, folder=read_only_home)
    assert recorded.code == 3, recorded
    assert "cannot be written" in recorded.err
    assert "--no-record" in recorded.err
    assert spawn("lists", "--json", before=as_nobody, folder=read_only_home).code == 0
    assert spawn("audit", "verify", before=as_nobody, folder=read_only_home).code == 0


def test_in_a_read_only_folder_an_import_says_why_not(
    spawn, read_only_home: Path, as_nobody: Sequence[str], tmp_path: Path
) -> None:
    file = write_csl(tmp_path / "csl_2026-11-20.csv", rows("US-EL", 150))
    done = spawn("lists", "import", file, before=as_nobody, folder=read_only_home)
    assert done.code == 3, done
    assert "reading only" in done.err


def test_without_a_folder_that_can_be_written_no_workspace_is_made(
    spawn, public: Path, as_nobody: Sequence[str]
) -> None:
    if not runs_at_all(as_nobody):
        pytest.skip("an ordinary user cannot read this Python")
    shut = public.parent / "shut"
    shut.mkdir(mode=0o555)
    for folder in (shut, shut / "data"):
        done = spawn("lists", before=as_nobody, folder=folder)
        assert done.code == 3, done
        assert "--data-dir" in done.err


def test_what_a_killed_program_left_in_the_log_is_seen_in_a_read_only_folder(
    spawn, public: Path, as_nobody: Sequence[str]
) -> None:
    if not runs_at_all(as_nobody):
        pytest.skip("an ordinary user cannot read this Python")
    script = (
        "import os, sys; from pathlib import Path\n"
        "from caveat.paths import default_paths\n"
        "from caveat.domain.screening import Query\n"
        "from caveat.services.screening import Screener\n"
        "from caveat.services.workspace import open_workspace\n"
        "ws = open_workspace(default_paths(Path(sys.argv[1])), operator='Ada Example')\n"
        "s = Screener(ws); s.record(s.screen(Query('Nettrix'))); os._exit(0)\n"
    )
    path = os.pathsep.join(entry for entry in sys.path if entry)
    subprocess.run(
        [sys.executable, "-c", script, str(public)],
        env={**os.environ, "PYTHONPATH": path}, check=True,
    )  # fmt: skip
    assert (public / "caveat.sqlite-wal").stat().st_size > 0
    _set_modes(public, 0o555, 0o444)
    done = spawn("audit", "verify", "--json", before=as_nobody, folder=public)
    assert done.code == 0, done
    assert done.json["entries"] == 3  # the starter data, the rules, the screening


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that can be filled up."""
    point = tmp_path / "disk"
    point.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m,mode=755", "tmpfs", str(point)],
        capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.decode().strip()}")
    yield point
    subprocess.run(["umount", "-l", str(point)], check=True)


def fill(disk: Path, leave: int) -> Path:
    """Fill a disk up to some bytes."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with filler.open("wb") as file:
        file.write(b"\0" * max(0, free - leave))
    return filler


def test_on_a_full_disk_nothing_recorded_is_lost_and_the_message_says_what_to_do(
    spawn, starter_home: Path, small_disk: Path, tmp_path: Path
) -> None:
    home = small_disk / "home"
    shutil.copytree(copy_home(starter_home, tmp_path / "copy"), home)
    assert spawn("screen", "Nettrix", folder=home).code == 1
    before = rows_of(home)
    filler = fill(small_disk, 200_000)  # enough to begin, too little to end
    file = write_csl(tmp_path / "csl_2026-11-20.csv", rows("US-EL", 3000))
    done = spawn("lists", "import", file, folder=home)
    assert done.code == 3, done
    assert "Traceback" not in done.err
    assert "full" in done.err or "cannot be written" in done.err
    memo = spawn("memo", "S-2026-000001", "--out", small_disk / "m.pdf", folder=home)
    assert memo.code in {0, 3}, memo
    filler.unlink()
    (small_disk / "m.pdf").unlink(missing_ok=True)
    kept = rows_of(home)
    assert {t: n for t, n in kept.items() if t not in UNTOUCHED} == {
        t: n for t, n in before.items() if t not in UNTOUCHED
    }
    assert spawn("audit", "verify", folder=home).code == 0


UNTOUCHED = {"audit_entry", "payload", "memo", "number_sequence"}
"""What the memo of that test may add when there was room for it."""


def rows_of(home: Path) -> dict[str, int]:
    with contextlib.closing(sqlite3.connect(home / "caveat.sqlite")) as raw:
        assert raw.execute("PRAGMA quick_check").fetchone() == ("ok",)
        names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608
            for (name,) in names
        }


def test_a_new_workspace_on_a_full_disk_says_so_and_can_be_made_later(
    spawn, small_disk: Path
) -> None:
    filler = fill(small_disk, 0)
    done = spawn("lists", folder=small_disk / "home")
    assert done.code == 3, done
    assert "Traceback" not in done.err
    filler.unlink()
    assert spawn("audit", "verify", folder=small_disk / "home").code == 0


def test_a_result_table_on_a_full_disk_is_not_half_written(
    spawn, book: Path, small_disk: Path
) -> None:
    fill(small_disk, 0)
    for name in ("out.csv", "out.xlsx"):
        done = spawn("batch", book, "--out", small_disk / name)
        assert done.code == 3, done
        assert "Traceback" not in done.err
        assert not (small_disk / name).exists()
    assert {path.name for path in small_disk.iterdir()} == {"filler"}
