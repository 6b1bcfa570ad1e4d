"""Point 7: a kill at any moment leaves a whole record and the old lists or the new ones."""

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from caveat.domain.lists import ReleaseState
from caveat.domain.screening import Query
from caveat.services.audit import verify_audit
from caveat.services.batch import screen_book
from caveat.services.lists import release_history
from caveat.services.recording import recorded_answer
from caveat.services.records import screening_rows
from caveat.services.screening import Screener
from caveat.services.suppliers import supplier_books
from caveat.services.workspace import Workspace
from templates import OPERATOR, copy_home, open_at, rows, write_csl

KILLS = int(os.environ.get("CAVEAT_KILLS", "5"))
BATCH_KILLS = range((KILLS + 1) // 2)
ENTRIES = 900
SUPPLIERS = 450


def start(home: Path, *arguments: str | Path) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return subprocess.Popen(
        [sys.executable, "-m", "caveat", "--operator", OPERATOR, *arguments],
        env={**os.environ, "CAVEAT_HOME": str(home), "PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill_during(
    home: Path, moment: float, *arguments: str | Path, once_recorded: bool = False
) -> None:
    """Start a command and kill it, workers and all, after some seconds.

    With ``once_recorded`` they count from the first screening on record.
    """
    program = start(home, *arguments)
    while once_recorded and program.poll() is None and not recorded_in(home):
        time.sleep(0.01)
    with contextlib.suppress(subprocess.TimeoutExpired):
        program.wait(moment)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL)
    program.wait()


def recorded_in(home: Path) -> int:
    with contextlib.closing(sqlite3.connect(home / "caveat.sqlite")) as raw:
        found: int = raw.execute("SELECT count(*) FROM screening").fetchone()[0]
        return found


def whole_run(home: Path, *arguments: str | Path) -> float:
    """How long the command takes when nobody kills it."""
    started = time.monotonic()
    code = start(home, *arguments).wait(120)
    assert code in {0, 1}
    return time.monotonic() - started


def is_sound(home: Path) -> None:
    with contextlib.closing(sqlite3.connect(home / "caveat.sqlite")) as raw:
        assert raw.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def members(ws: Workspace, release: int) -> int:
    from caveat.storage.records import member_ids  # noqa: PLC0415

    return len(member_ids(ws.store.reader(), release))


def moments(longest: float, kills: int) -> list[float]:
    """Anywhere in a run, but not before the program has begun."""
    return [random.uniform(0.25, 1.0) * longest for _ in range(kills)]  # noqa: S311  # no secret


def test_a_kill_during_an_import_leaves_the_old_release_or_the_new_one(
    starter_home: Path, tmp_path: Path
) -> None:
    old = write_csl(tmp_path / "csl_2026-11-01.csv", rows("US-EL", 500))
    new = write_csl(tmp_path / "csl_2026-11-02.csv", rows("US-EL", ENTRIES))
    before = copy_home(starter_home, tmp_path / "before")
    whole_run(before, "lists", "import", old)
    longest = whole_run(copy_home(before, tmp_path / "measured"), "lists", "import", new)
    seen = set()
    for number, moment in enumerate(moments(longest, KILLS)):
        home = copy_home(before, tmp_path / f"killed-{number}")
        kill_during(home, moment, "lists", "import", new)
        is_sound(home)
        ws = open_at(home)
        in_service = next(
            r for r in release_history(ws, "US-EL") if r.state is ReleaseState.IN_SERVICE
        )
        seen.add(in_service.parties)
        assert in_service.parties in {500, ENTRIES}
        assert members(ws, in_service.id) == in_service.parties
        assert verify_audit(ws).findings == ()
        name = rows("US-EL", 1, start=in_service.parties)[0]["name"]
        assert Screener(ws).screen(Query(name)).alerts
        ws.close()
    assert start(home, "lists", "import", new).wait(120) == 0
    is_sound(home)
    print(f"\n{KILLS} kills in an import of {longest:.1f} s; in service after: {seen}")  # noqa: T201


def test_a_kill_during_a_batch_loses_no_screening_that_was_recorded(
    starter_home: Path, tmp_path: Path
) -> None:
    book = tmp_path / "suppliers.csv"
    names = [f"Musterwerk {n} Zahnrad GmbH" for n in range(SUPPLIERS - 1)]
    book.write_text("\n".join(("Supplier", "Nettrix", *names, "")), encoding="utf-8")
    command = ("batch", book, "--out", tmp_path / "out.csv")
    longest = whole_run(copy_home(starter_home, tmp_path / "measured"), *command)
    (tmp_path / "out.csv").unlink()
    kept = []
    for number, moment in enumerate(moments(longest, len(BATCH_KILLS))):
        home = copy_home(starter_home, tmp_path / f"killed-{number}")
        if number % 2:
            kill_during(home, moment, *command)
        else:
            kill_during(home, 0.0, *command, once_recorded=True)
        is_sound(home)
        ws = open_at(home)
        screenings = screening_rows(ws, limit=1000)
        kept.append(len(screenings))
        for row in screenings[::20]:
            assert recorded_answer(ws, row.screening).screening == row.screening
        assert verify_audit(ws).findings == ()
        for found in supplier_books(ws) if 0 < len(screenings) < SUPPLIERS else ():
            done = screen_book(ws, Screener(ws), found.id)
            assert done.screened + len(screenings) == SUPPLIERS
            assert done.book.screened == SUPPLIERS
        ws.close()
        written = tmp_path / "out.csv"
        if written.exists():  # whole or not there
            assert written.read_text(encoding="utf-8-sig").count("Musterwerk") >= SUPPLIERS - 1
            written.unlink()
        for partial in tmp_path.glob(".caveat-*"):
            partial.unlink()
    assert any(0 < count < SUPPLIERS for count in kept)
    print(f"\n{len(BATCH_KILLS)} kills in a batch of {longest:.1f} s; recorded before: {kept}")  # noqa: T201


def test_two_programs_that_record_at_once_lose_nothing(
    starter_home: Path, tmp_path: Path, open_copy: Callable[..., Workspace]
) -> None:
    each, programs = 25, 2
    home = copy_home(starter_home, tmp_path / "shared")
    script = (
        "import sys; from pathlib import Path\n"
        "from caveat.paths import default_paths\n"
        "from caveat.domain.screening import Query\n"
        "from caveat.services.screening import Screener\n"
        "from caveat.services.workspace import open_workspace\n"
        "ws = open_workspace(default_paths(Path(sys.argv[1])), operator=sys.argv[2])\n"
        "screener = Screener(ws); screener.prepare(); sys.stdin.readline()\n"
        f"for n in range({each}):\n"
        "    screener.record(screener.screen(Query(f'Nettrix {sys.argv[2]} {n}')))\n"
        "ws.close()\n"
    )
    path = os.pathsep.join(entry for entry in sys.path if entry)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(home), f"Operator{n}"],
            stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": path},
        )
        for n in range(programs)
    ]  # fmt: skip
    for program in running:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    said = [program.communicate(timeout=120)[1] for program in running]
    assert [program.returncode for program in running] == [0] * programs, said

    ws = open_copy(home, "after")
    found = screening_rows(ws, limit=1000)
    assert len(found) == each * programs
    assert {row.name for row in found} == {
        f"Nettrix Operator{n} {i}" for n in range(programs) for i in range(each)
    }
    assert sorted(row.screening for row in found) == [
        f"S-2026-{n:06d}" for n in range(1, each * programs + 1)
    ]
    verdict = verify_audit(ws)
    assert verdict.findings == ()
    assert len({row.operator for row in found}) == programs
