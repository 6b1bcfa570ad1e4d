"""Runs every check of the project and prints one table: format, lint, types, import rules, tests.

The checks' tools are pinned in requirements-test.lock, which is installed beside
requirements.lock and not in its place: a library that both need is pinned once, so the tests
run on exactly what the officer runs on, and the officer never downloads a test tool.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from environment import CHECKOUT, RUNTIME, TESTS, SetUpError, interpreter, say
from start import INTERRUPTED, prepare

IMPORT_RULES = "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"
STATIC = {
    "format": ("-m", "ruff", "format", "--check", "."),
    "lint": ("-m", "ruff", "check", "."),
    "types": ("-m", "mypy"),
    "imports": ("-c", IMPORT_RULES, "--no-cache"),
}
TEST_RUN = "tests"
BENCHMARKS = "benchmarks"
CLOSING_LINE = re.compile(
    r"^=*\s*((?:\d+ (?:passed|failed|errors?|skipped|deselected|xfailed|xpassed|warnings?|rerun)"
    r"|no tests ran).* in [\d.]+s.*?)\s*=*$"
)
COLOUR = re.compile(r"\x1b\[[\d;]*m")
MOST_WORKERS = 4  # each holds the real lists in memory: more of them would be no faster


class Outcome(NamedTuple):
    """How one check ended; ``closing`` is pytest's own last line."""

    name: str
    passed: bool
    seconds: float
    closing: str = ""


def main(words: Sequence[str]) -> int:
    """Runs the checks that the words ask for; returns 0 only if all are green."""
    options = _options(words)
    try:
        folder = prepare([RUNTIME, TESTS], qt=["offscreen"])
        outcomes = _run_all(options, folder)
    except SetUpError as error:
        say(str(error))
        return 3
    except KeyboardInterrupt:
        say("Stopped.")
        return INTERRUPTED
    print(table(outcomes), flush=True)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="test.py", description="Runs every check of Caveat.")
    names = [*STATIC, TEST_RUN]
    parser.add_argument(
        "--only", action="append", choices=names, metavar="NAME",
        help=f"run this check and no other; may be repeated: {', '.join(names)}",
    )  # fmt: skip
    parser.add_argument(
        "--benchmarks", action="store_true", help="measure instead, and print the table of figures"
    )
    parser.add_argument(
        "--only-benchmarks", action="append", metavar="WHAT", dest="only_benchmarks",
        choices=benchmark_groups(),
        help=f"measure only this; may be repeated: {', '.join(benchmark_groups())}",
    )  # fmt: skip
    parser.add_argument(
        "--kills", type=int, metavar="N", help="how often the kill tests kill the program"
    )
    return parser.parse_args(words)


def _run_all(options: argparse.Namespace, folder: Path) -> list[Outcome]:
    surroundings = _surroundings(folder, options.kills)
    if options.benchmarks or options.only_benchmarks:
        command = benchmark_command(folder, options.only_benchmarks or ())
        return [_run_pytest(BENCHMARKS, command, surroundings)]
    names = options.only or [*STATIC, TEST_RUN]
    static = [name for name in STATIC if name in names]
    with ThreadPoolExecutor(max_workers=usable_cores()) as pool:
        outcomes = list(pool.map(lambda name: _run_static(name, folder, surroundings), static))
    if TEST_RUN in names:
        outcomes.append(_run_pytest(TEST_RUN, test_command(folder, usable_cores()), surroundings))
    return outcomes


def usable_cores() -> int:
    """How many processors this process may use; at least 1."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def test_command(folder: Path, cores: int) -> list[str]:
    """The ordinary run of pytest; a file's tests stay together, for what they share is costly."""
    command = _pytest(folder, "not benchmark")
    if cores > 1:
        command += ["-n", str(min(cores, MOST_WORKERS)), "--dist", "loadfile"]
    return [*command, "tests"]


def benchmark_groups() -> list[str]:
    """What can be measured by itself: the first words of the benchmarks' files."""
    files = (CHECKOUT / "tests" / "benchmarks").glob("test_*.py")
    stems = {file.stem.removeprefix("test_") for file in files}
    return sorted(stems | {stem.partition("_")[0] for stem in stems})


def benchmark_command(folder: Path, only: Sequence[str] = ()) -> list[str]:
    """The run that measures: alone on the machine, in the written order, prints shown.

    Args:
        folder: The environment.
        only: What of `benchmark_groups` to measure; nothing means all.
    """
    command = [*_pytest(folder, "benchmark"), "-p", "no:randomly", "-s"]
    found = sorted(
        f"tests/benchmarks/{file.name}"
        for file in (CHECKOUT / "tests" / "benchmarks").glob("test_*.py")
        for stem in (file.stem.removeprefix("test_"),)
        if any(stem == name or stem.startswith(f"{name}_") for name in only)
    )
    return [*command, *(found or ["tests/benchmarks"])]


def _pytest(folder: Path, marker: str) -> list[str]:
    cache = folder / "caches" / "pytest"
    return [
        str(interpreter(folder)), "-P", "-m", "pytest", "-m", marker,
        "-o", f"cache_dir={cache}",
    ]  # fmt: skip


def _surroundings(folder: Path, kills: int | None) -> dict[str, str]:
    """The environment variables of every check; caches stay out of the checkout."""
    caches = folder / "caches"
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "RUFF_CACHE_DIR": str(caches / "ruff"),
        "MYPY_CACHE_DIR": str(caches / "mypy"),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(caches / "hypothesis"),
        # The tests start the program and its workers some hundred times: compiled once for all.
        "PYTHONPYCACHEPREFIX": str(caches / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    if kills is not None:
        surroundings["CAVEAT_KILLS"] = str(kills)
    return surroundings


def _run_static(name: str, folder: Path, surroundings: dict[str, str]) -> Outcome:
    start = time.monotonic()
    done = subprocess.run(
        [str(interpreter(folder)), "-P", *STATIC[name]],
        cwd=CHECKOUT,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    output = done.stdout.decode(errors="replace").rstrip()
    print(f"── {name}\n{output}", flush=True)
    return Outcome(name, done.returncode == 0, time.monotonic() - start)


def _run_pytest(name: str, command: Sequence[str], surroundings: dict[str, str]) -> Outcome:
    start = time.monotonic()
    print(f"── {name}", flush=True)
    output = bytearray()
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    with subprocess.Popen(
        [*command, *colour],
        cwd=CHECKOUT,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        bufsize=0,
    ) as process:
        while process.stdout and (piece := process.stdout.read(65536)):
            output += piece
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
    closing = closing_line(output.decode(errors="replace"))
    return Outcome(name, process.returncode == 0, time.monotonic() - start, closing)


def closing_line(output: str) -> str:
    """Pytest's own summary of a run, such as ``5 passed, 1 skipped in 0.31s``; else nothing."""
    for line in reversed(output.splitlines()):
        match = CLOSING_LINE.match(COLOUR.sub("", line))
        if match:
            return match[1]
    return ""


def table(outcomes: Sequence[Outcome]) -> str:
    """The summary, with pytest's closing line and the verdict as its last lines."""
    width = max(len(outcome.name) for outcome in outcomes)
    lines = ["", f"{'check':<{width}}  result  seconds"]
    for name, passed, seconds, _ in outcomes:
        lines.append(f"{name:<{width}}  {'ok' if passed else 'FAILED':<6}  {seconds:7.1f}")
    lines += ["", *(outcome.closing for outcome in outcomes if outcome.closing)]
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    count = f"{len(outcomes)} check{'s' if len(outcomes) > 1 else ''}"
    lines.append(f"Failed: {', '.join(failed)} of {count}." if failed else f"Green: {count}.")
    return "\n".join(lines)
