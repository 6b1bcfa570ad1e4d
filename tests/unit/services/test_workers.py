"""Jobs in processes of their own, with real crashes."""

import ctypes
import functools
import operator
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter

from caveat.domain.progress import CancelledError, CancelToken, Progress
from caveat.errors import EnvironmentProblemError, InputError, UnreadableFileError
from caveat.ingest.spreadsheets.read import guessed_reading, preview, read_suppliers
from caveat.services.workers import JobFailedError, WorkerPool, run_limited

DESKTOP = Path(__file__).resolve().parents[3] / "desktop"
JOBS = '''
"""Jobs for workers, importable by them."""
import os, pathlib, sys, time
from caveat.domain.progress import Progress
from caveat.errors import InputError

def tell(steps, *, progress):
    for step in range(steps):
        progress(Progress("Working", step + 1, steps))
        time.sleep(0.002)
    return steps

def greet(name, *, mark=""):
    return f"Hello {name}{mark}"

def print_and_return(value):
    print("this must not get among the answers")
    sys.stdout.flush()
    os.write(1, b"nor this")
    return value

def write_file(path):
    pathlib.Path(path).write_text("x" * 100)

def refuse(path):
    raise InputError(f"{path}: three words, nothing changed, try again.")

def die_on(other, path):
    os._exit(1)

class Odd(Exception):
    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")

def raise_odd():
    raise Odd(1, 2)

def modules(_):
    return sorted(sys.modules)

def compiled_at():
    return sys.pycache_prefix

state = []

def load(value):
    state.append(value)

def add_state(item):
    return item + sum(state)

def slow_add(item):
    time.sleep(0.05 if item % 7 == 0 else 0)
    return item + 1

def die_at_five(item):
    if item == 5:
        os._exit(7)
    return item

def refuse_five(item):
    if item == 5:
        raise InputError("five is refused")
    return item

def pid_of(item):
    return os.getpid()

def return_a_function():
    return lambda: 0
'''


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], object]]:
    """Finds a job by name, in a module that workers can import too."""
    folder = tmp_path / "importable"
    folder.mkdir()
    (folder / "caveat_test_jobs.py").write_text(JOBS)
    monkeypatch.syspath_prepend(str(folder))
    sys.modules.pop("caveat_test_jobs", None)
    module = __import__("caveat_test_jobs")
    yield functools.partial(getattr, module)
    sys.modules.pop("caveat_test_jobs", None)


def run(function: Callable[..., object], *args: object, **chosen: object) -> object:
    limits = {"seconds": 20.0, "memory_mib": 600} | chosen
    return run_limited(function, *args, **limits)  # type: ignore[arg-type]  # as the test says


def gone(pid: int) -> bool:
    """Whether a process has ended (a zombie has)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return True
    return state == "Z"


def wait_until(holds: Callable[[], bool], seconds: float = 15.0) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_a_job_runs_in_another_process_and_returns_its_result() -> None:
    assert run(operator.add, 2, 3) == 5
    assert run(os.getpid) != os.getpid()


def test_keywords_are_passed(jobs: Callable[[str], Callable[..., object]]) -> None:
    assert run(jobs("greet"), "Ada", mark="!") == "Hello Ada!"


def test_what_a_job_prints_does_not_disturb_its_answer(
    jobs: Callable[[str], Callable[..., object]],
) -> None:
    assert run(jobs("print_and_return"), {"a": [1, 2]}) == {"a": [1, 2]}


def test_progress_comes_through_in_order_and_in_the_callers_thread(
    jobs: Callable[[str], Callable[..., object]],
) -> None:
    told: list[tuple[int, int]] = []

    def progress(step: Progress) -> None:
        told.append((step.done, threading.get_ident()))

    assert run(jobs("tell"), 100, progress=progress) == 100
    done = [step for step, _thread in told]
    assert done == sorted(done)
    assert done[-1] == 100
    assert len(done) < 100  # not oftener than anybody looks
    assert {thread for _step, thread in told} == {threading.get_ident()}


def test_an_error_for_the_officer_arrives_with_its_words(
    jobs: Callable[[str], Callable[..., object]],
) -> None:
    with pytest.raises(
        InputError, match=r"^list\.xlsx: three words, nothing changed, try again\.$"
    ):
        run(jobs("refuse"), "list.xlsx")


def test_any_other_error_is_our_bug_and_keeps_its_trace(
    jobs: Callable[[str], Callable[..., object]],
) -> None:
    with pytest.raises(JobFailedError, match="TypeError") as failed:
        run(operator.add, 1, "a")
    assert "In the worker:\nTraceback" in failed.value.__notes__[0]
    with pytest.raises(JobFailedError, match="1 and 2"):
        run(jobs("raise_odd"))
    with pytest.raises(JobFailedError, match="return_a_function"):
        run(jobs("return_a_function"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("function", "args", "says"),
    [
        (os._exit, (3,), "it ended with code 3"),
        (os._exit, (0,), "it ended with code 0"),
        (os.abort, (), "SIGABRT"),
        (ctypes.string_at, (1,), "SIGSEGV"),
        (signal.raise_signal, (signal.SIGKILL,), "SIGKILL"),
    ],
)
def test_a_worker_that_dies_is_reported_as_a_bad_file(
    function: Callable[..., object], args: tuple[object, ...], says: str
) -> None:
    with pytest.raises(UnreadableFileError, match=says) as refused:
        run(function, *args)
    assert "Nothing was changed" in str(refused.value)


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS holds on Linux")
def test_a_job_that_wants_too_much_memory_is_stopped() -> None:
    with pytest.raises(UnreadableFileError, match="more than the 300 MiB of memory allowed"):
        run(bytearray, 1 << 30, memory_mib=300)


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS holds on Linux")
def test_a_reader_that_aborts_for_want_of_memory_names_the_file_and_the_limit(
    tmp_path: Path,
) -> None:
    """One long text used by every cell: small in the file, 3 gigabytes when read."""
    path = tmp_path / "amplified.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for row in range(5_000):
        for column in range(20):
            sheet.write_string(row, column, "x" * 32_000)
    book.close()
    assert path.stat().st_size < 500_000
    with pytest.raises(UnreadableFileError, match=r"^amplified.xlsx: .*memory"):
        run(preview, path)


def test_a_job_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(UnreadableFileError, match=r"not done after 0\.3 seconds"):
        run(time.sleep, 60, seconds=0.3)


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is of POSIX")
def test_a_job_cannot_write_files(
    tmp_path: Path, jobs: Callable[[str], Callable[..., object]]
) -> None:
    with pytest.raises(JobFailedError, match="File too large"):
        run(jobs("write_file"), str(tmp_path / "out"))
    assert (tmp_path / "out").stat().st_size == 0


def test_an_answer_beyond_its_limit_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match=r"takes 9 MiB, more than is allowed"):
        run(operator.mul, b"x", 10_000_000, result_mib=1)


def test_the_file_is_named_from_the_arguments(
    tmp_path: Path, jobs: Callable[[str], Callable[..., object]]
) -> None:
    with pytest.raises(UnreadableFileError, match=r"^bad\.xls: it could not be read"):
        run(jobs("die_on"), "other", tmp_path / "bad.xls")
    with pytest.raises(UnreadableFileError, match=r"^bad\.xls: it could not be read"):
        run(jobs("die_on"), "other", path=tmp_path / "bad.xls")
    with pytest.raises(UnreadableFileError, match=r"^The file: it could not be read"):
        run(jobs("die_on"), "other", None)


def test_a_cancelled_job_is_killed_at_once() -> None:
    cancel = CancelToken()
    threading.Timer(0.2, cancel.cancel).start()
    started = time.monotonic()
    with pytest.raises(CancelledError):
        run(time.sleep, 60, cancel=cancel, seconds=60)
    assert time.monotonic() - started < 30


def test_a_job_cancelled_beforehand_never_starts() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        run(os.getpid, cancel=cancel)


def test_an_error_in_the_progress_callback_ends_the_worker(
    jobs: Callable[[str], Callable[..., object]],
) -> None:
    def progress(_step: Progress) -> None:
        raise KeyboardInterrupt

    before = set(threading.enumerate())
    with pytest.raises(KeyboardInterrupt):
        run(jobs("tell"), 10_000, progress=progress)
    assert set(threading.enumerate()) <= before


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


def test_results_come_in_order_though_workers_overtake_each_other(
    jobs: Callable[[str], Callable[[int], int]],
) -> None:
    told: list[Progress] = []
    with WorkerPool(workers=2) as pool:
        results = pool.map_ordered(
            jobs("slow_add"), range(100), chunk=3, progress=told.append, stage="Adding"
        )
        assert list(results) == list(range(1, 101))
        assert told[-1] == Progress("Adding", 100, 100)
        assert list(pool.map_ordered(abs, [-4], chunk=99)) == [4]
        assert list(pool.map_ordered(abs, [])) == []


def test_each_worker_is_initialised_once(jobs: Callable[[str], Callable[..., int]]) -> None:
    with WorkerPool(jobs("load"), (1_000,), workers=2) as pool:
        assert list(pool.map_ordered(jobs("add_state"), range(50))) == list(range(1_000, 1_050))


def test_both_workers_work(jobs: Callable[[str], Callable[..., int]]) -> None:
    with WorkerPool(workers=2) as pool:
        assert set(pool.map_ordered(jobs("pid_of"), range(200))) <= set(pool.pids)


def test_items_are_drawn_only_a_little_ahead_of_results() -> None:
    drawn: list[int] = []

    def items() -> Iterator[int]:
        for number in range(10_000):
            drawn.append(number)
            yield number

    with WorkerPool(workers=2) as pool:
        results = pool.map_ordered(abs, items(), chunk=2)
        next(results)
        assert len(drawn) <= 2 * 3 * 2 + 2
        results.close()  # type: ignore[attr-defined]  # a generator


def test_a_pool_left_amid_its_work_is_closed_and_its_workers_are_gone(
    jobs: Callable[[str], Callable[[int], int]],
) -> None:
    pool = WorkerPool(workers=2)
    for _result in pool.map_ordered(jobs("slow_add"), range(1_000)):
        break
    assert wait_until(lambda: all(gone(pid) for pid in pool.pids))
    with pytest.raises(RuntimeError, match="closed"):
        list(pool.map_ordered(abs, [1]))
    pool.close()


def test_a_cancel_ends_the_workers_at_once() -> None:
    cancel = CancelToken()
    threading.Timer(0.3, cancel.cancel).start()
    pool = WorkerPool(workers=2)
    with pytest.raises(CancelledError):
        list(pool.map_ordered(time.sleep, [60] * 4, cancel=cancel))
    assert all(gone(pid) for pid in pool.pids)


def test_a_worker_that_dies_ends_the_run_with_what_is_safe(
    jobs: Callable[[str], Callable[[int], int]],
) -> None:
    seen: list[int] = []
    with (
        WorkerPool(workers=2) as pool,
        pytest.raises(EnvironmentProblemError, match=r"ended with code 7.*is safe"),
    ):
        seen.extend(pool.map_ordered(jobs("die_at_five"), range(50)))
    assert all(gone(pid) for pid in pool.pids)


def test_errors_of_the_function_come_through(jobs: Callable[[str], Callable[[int], int]]) -> None:
    with WorkerPool(workers=2) as pool, pytest.raises(InputError, match="five is refused"):
        list(pool.map_ordered(jobs("refuse_five"), range(50)))
    with WorkerPool(workers=1) as pool, pytest.raises(JobFailedError, match="TypeError"):
        list(pool.map_ordered(abs, ["a"]))  # type: ignore[list-item]  # on purpose


def test_errors_of_the_initialiser_come_through(
    jobs: Callable[[str], Callable[..., int]],
) -> None:
    with (
        WorkerPool(jobs("refuse"), ("the index",)) as pool,
        pytest.raises(InputError, match=r"^the index: "),
    ):
        list(pool.map_ordered(abs, range(9)))
    with WorkerPool(os._exit, (9,)) as pool, pytest.raises(EnvironmentProblemError):
        list(pool.map_ordered(abs, range(9)))


def test_a_pool_does_one_thing_at_a_time() -> None:
    with WorkerPool(workers=1) as pool:
        results = pool.map_ordered(abs, [1, 2, 3])
        next(results)
        with pytest.raises(RuntimeError, match="at work already"):
            next(pool.map_ordered(abs, [1]))


def test_closing_waits_for_nothing_and_leaves_no_process_and_no_thread() -> None:
    before = set(threading.enumerate())
    pool = WorkerPool(workers=2)
    assert list(pool.map_ordered(abs, range(5))) == [0, 1, 2, 3, 4]
    pool.close()
    assert all(gone(pid) for pid in pool.pids)
    assert set(threading.enumerate()) <= before


def test_a_frozen_program_becomes_a_worker_when_asked() -> None:
    """In place of the frozen program: an entry point that asks first thing."""
    program = (
        "import sys; sys.argv = ['caveat', '--caveat-worker']\n"
        "from caveat.services.worker_process import serve_if_asked\n"
        "serve_if_asked(sys.argv)\nprint('never reached')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(DESKTOP)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "name", ["CAVEAT_PASSPHRASE", "CAVEAT_NEW_PASSPHRASE", "CAVEAT_KEY_PASSPHRASE"]
)
def test_no_passphrase_reaches_a_worker_through_its_environment(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It reads files that somebody sent."""
    monkeypatch.setenv(name, "correct horse battery")
    monkeypatch.setenv("CAVEAT_HOME", "somewhere")
    assert run(os.getenv, name) is None
    assert run(os.getenv, "CAVEAT_HOME") == "somewhere"
