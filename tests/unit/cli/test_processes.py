"""The program as a process: terminals, pipes, signals."""

import contextlib
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from readable import readable
from templates import OPERATOR, rows, write_csl

pty = pytest.importorskip("pty", reason="this system has no terminals to try")


def environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {**kept, "CAVEAT_HOME": str(home), "PYTHONPATH": path, "PYTHONUTF8": "1"}


@pytest.fixture(autouse=True)
def _interrupts_arrive() -> Iterator[None]:
    """A shell that starts the tests in the background has SIGINT ignored, and children inherit."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def start(home: Path, *arguments: str | Path, **streams: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]  # streams by name
        [sys.executable, "-m", "caveat", "--operator", OPERATOR, *arguments],
        env=environment(home),
        **streams,
    )


def until_closed(terminal: int) -> str:
    said = b""
    while readable(terminal, 60):
        try:
            part = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other end was closed
            break
        if not part:
            break
        said += part
    return said.decode()


def test_progress_is_shown_on_a_terminal_and_stdout_stays_pure(home: Path, tmp_path: Path) -> None:
    file = write_csl(tmp_path / "csl_2026-11-20.csv", rows("US-EL", 300))
    ours, theirs = pty.openpty()
    with start(
        home, "lists", "import", file, "--json", stdout=subprocess.PIPE, stderr=theirs
    ) as program:
        os.close(theirs)
        told = until_closed(ours)
        out = program.stdout.read() if program.stdout else b""
    os.close(ours)
    assert program.returncode == 0
    assert json.loads(out)["releases"][0]["parties"] == 300
    assert "Reading csl_2026-11-20.csv" in told
    assert "\r" in told


def test_without_a_terminal_there_is_no_progress(spawn, tmp_path: Path) -> None:
    file = write_csl(tmp_path / "csl_2026-11-20.csv", rows("US-EL", 300))
    done = spawn("lists", "import", file)
    assert (done.code, done.err) == (0, "")
    assert "\r" not in done.out


def test_a_reader_that_goes_away_is_no_error(home: Path) -> None:
    with start(
        home, "screen", "Huawei", "--json", "--no-record",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as program:  # fmt: skip
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        told = program.stderr.read().decode()
    assert told == ""
    assert program.returncode in {0, 1, -signal.SIGPIPE, 128 + signal.SIGPIPE}


def test_a_full_disk_behind_stdout_is_three(home: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "caveat", "lists"],
            env=environment(home), stdout=full, stderr=subprocess.PIPE, check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"No space left" in done.stderr


def test_ctrl_c_in_an_import_is_one_line_and_leaves_nothing_half_done(
    home: Path, tmp_path: Path
) -> None:
    file = write_csl(tmp_path / "csl_2026-11-20.csv", rows("US-EL", 30_000))
    before = contents(home)
    ours, theirs = pty.openpty()
    with start(
        home, "lists", "import", file,
        stdout=subprocess.PIPE, stderr=theirs, start_new_session=True,
    ) as program:  # fmt: skip
        os.close(theirs)
        said = b""
        deadline = time.monotonic() + 60
        while b"Reading" not in said and time.monotonic() < deadline:
            if readable(ours, 0.1):
                said += os.read(ours, 65536)
        time.sleep(0.2)
        os.killpg(program.pid, signal.SIGINT)
        said += until_closed(ours).encode()
        out = program.stdout.read() if program.stdout else b""
    os.close(ours)
    told = said.decode()
    assert program.returncode == 130, told
    assert out == b""
    assert "Traceback" not in told
    assert told.rstrip().endswith("Cancelled. What was recorded before stays; nothing was "
                                  "half-written.")  # fmt: skip
    assert contents(home) == before


def contents(home: Path) -> list[tuple[str, int]]:
    """How many rows every table holds."""
    with contextlib.closing(sqlite3.connect(home / "caveat.sqlite")) as raw:
        assert raw.execute("PRAGMA quick_check").fetchone() == ("ok",)
        names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return [
            (name, raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0])  # noqa: S608
            for (name,) in sorted(names)
        ]


def test_ctrl_c_while_screening_a_book_keeps_what_was_answered(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "suppliers.csv"
    lines = [f"Musterwerk {n} Schrauben GmbH" for n in range(6000)]
    path.write_text("\n".join(("Supplier", *lines, "")), encoding="utf-8")
    ours, theirs = pty.openpty()
    with start(
        home, "batch", path, "--out", tmp_path / "out.csv",
        stdout=subprocess.PIPE, stderr=theirs, start_new_session=True,
    ) as program:  # fmt: skip
        os.close(theirs)
        said = b""
        deadline = time.monotonic() + 60
        while not re.search(rb"Screening [1-9][0-9,]* of 6,000", said):
            assert time.monotonic() < deadline, said
            if readable(ours, 0.1):
                said += os.read(ours, 65536)
        os.killpg(program.pid, signal.SIGINT)
        said += until_closed(ours).encode()
    os.close(ours)
    assert program.returncode == 130, said
    assert "Traceback" not in said.decode()
    kept = dict(contents(home))
    assert kept["screening"] < 6000
    # The starter data, the book and the rules have an entry each.
    assert 0 < kept["screening"] == kept["audit_entry"] - 3
    assert not (tmp_path / "out.csv").exists()


def test_the_data_folder_can_be_given_as_an_option(spawn, home: Path, tmp_path: Path) -> None:
    other = tmp_path / "another place"
    shutil.copytree(home, other)
    done = spawn("--data-dir", other, "screen", "Nettrix", "--json")
    assert done.code == 1
    assert dict(contents(other))["screening"] == 1
    assert dict(contents(home))["screening"] == 0


def test_the_operator_is_on_the_record(spawn) -> None:
    done = spawn("--operator", "李明", "screen", "Nettrix", "--json")
    assert done.json["operator"] == "李明"


@pytest.mark.parametrize("words", [("Nettrix", "Information", "Industry"), ("--", "-Nettrix-")])
def test_words_of_a_name_need_no_quotes(spawn, words: tuple[str, ...]) -> None:
    name = " ".join(word for word in words if word != "--")
    assert spawn("screen", "--json", *words).json["query"]["name"] == name
