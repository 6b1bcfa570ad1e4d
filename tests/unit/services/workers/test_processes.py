"""What a worker is as a process: what it imports, how it starts, when it ends."""

import operator
import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from caveat.ingest.spreadsheets.read import guessed_reading, preview, read_suppliers
from caveat.services.workers import run_limited
from worked import DESKTOP, gone, run, wait_until

if TYPE_CHECKING:
    from caveat.domain.progress import Progress


def test_a_worker_imports_its_job_and_nothing_heavy(
    jobs: Callable[[str], Callable[..., object]],
) -> None:
    loaded = run(jobs("modules"), None)
    assert isinstance(loaded, list)
    heavy = {"PySide6", "numpy", "lxml", "pytest", "reportlab", "python_calamine", "sqlite3"}
    assert not heavy & set(loaded)
    assert "caveat_test_jobs" in loaded


def test_a_worker_looks_for_compiled_modules_where_the_program_does(
    jobs: Callable[[str], Callable[..., object]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for place in (None, str(tmp_path)):
        monkeypatch.setattr(sys, "pycache_prefix", place)
        assert run(jobs("compiled_at")) == place


def test_jobs_run_from_other_threads_side_by_side() -> None:
    results: list[object] = []
    threads = [
        threading.Thread(target=lambda n=n: results.append(run(operator.add, n, n)))
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [0, 2, 4, 6]  # type: ignore[type-var]  # they are numbers


def test_a_spreadsheet_is_read_in_a_worker(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Country\n" + "".join(f"Firm {n},GB\n" for n in range(3_000)))
    seen = run_limited(preview, path, header_row=1, seconds=30, memory_mib=600)
    assert seen == preview(path)
    told: list[Progress] = []
    parsed = run_limited(
        read_suppliers,
        path,
        guessed_reading(seen),
        seconds=30,
        memory_mib=600,
        progress=told.append,
    )
    assert parsed == read_suppliers(path, guessed_reading(seen))
    assert told[-1].done == 3_000


@pytest.mark.parametrize("how", ["-m", "-c", "script"])
def test_it_works_however_the_program_was_started(tmp_path: Path, how: str) -> None:
    """The program's main module is not run again in a worker, guarded or not."""
    program = textwrap.dedent(
        """
        import operator, sys
        print("main")
        from caveat.services.workers import WorkerPool, run_limited
        print(run_limited(operator.add, 2, 3, seconds=20, memory_mib=600))
        with WorkerPool(workers=2) as pool:
            print(list(pool.map_ordered(abs, [-1, -2, -3])))
        """
    )
    (tmp_path / "program.py").write_text(program)
    command = {"-m": ["-m", "program"], "-c": ["-c", program], "script": ["program.py"]}[how]
    done = subprocess.run(
        [sys.executable, "-W", "error", *command],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(DESKTOP)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("main\n5\n[1, 2, 3]\n", "")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize(
    "work",
    [
        "run_limited(time.sleep, 600, seconds=600, memory_mib=600)",
        "list(WorkerPool(workers=2).map_ordered(time.sleep, [600, 600]))",
        "WorkerPool(workers=2), time.sleep(600)",
    ],
)
def test_no_worker_outlives_a_killed_program(tmp_path: Path, work: str) -> None:
    program = (
        "import time\nfrom caveat.services.workers import WorkerPool, run_limited\n"
        f"print('started', flush=True)\n{work}\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(DESKTOP)},
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "started\n"
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
        wanted = 1 if "run_limited" in work else 2
        assert wait_until(lambda: len(children.read_text().split()) == wanted)
        workers = [int(pid) for pid in children.read_text().split()]
        time.sleep(0.3)  # let them come up
        parent.kill()
    assert wait_until(lambda: all(gone(pid) for pid in workers))
