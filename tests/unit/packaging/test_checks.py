import subprocess
import sys
from pathlib import Path

import pytest

import checks
from checks import Outcome

FOLDER = Path("environment")


def words_of(command: list[str]) -> str:
    return " ".join(command)


@pytest.mark.parametrize(
    "line",
    [
        "3 passed in 0.31s",
        "1 failed, 2 passed, 1 skipped in 100.02s (0:01:40)",
        "2 errors in 1.00s",
        "no tests ran in 0.92s",
        "1 skipped, 3 deselected in 0.10s",
    ],
)
def test_pytests_closing_line_is_found_among_the_output(line: str) -> None:
    noise = "....\n5 passed the gate in vain\n"
    assert checks.closing_line(f"{noise}{line}\n") == line
    assert checks.closing_line(f"{noise}===== {line} =====\nafterwards\n") == line
    assert checks.closing_line(f"{noise}\x1b[32m==\x1b[1m {line} ==\x1b[0m\n") == line


def test_output_without_a_closing_line_has_none() -> None:
    assert checks.closing_line("Segmentation fault\n") == ""


def test_the_table_ends_with_pytests_line_and_the_verdict() -> None:
    outcomes = [Outcome("lint", True, 1.25), Outcome("tests", True, 60.0, "9 passed in 59.00s")]
    lines = checks.table(outcomes).splitlines()
    assert lines[-2:] == ["9 passed in 59.00s", "Green: 2 checks."]
    assert [line.split() for line in lines[2:4]] == [["lint", "ok", "1.2"], ["tests", "ok", "60.0"]]


def test_the_verdict_names_every_check_that_failed() -> None:
    outcomes = [Outcome("lint", False, 1), Outcome("types", True, 1), Outcome("tests", False, 1)]
    assert checks.table(outcomes).splitlines()[-1] == "Failed: lint, tests of 3 checks."


def test_the_ordinary_run_measures_nothing_and_uses_every_processor() -> None:
    command = checks.test_command(FOLDER, 2)
    assert command[command.index("-m", command.index("pytest")) + 1] == "not benchmark"
    assert "-n 2" in words_of(command)
    assert command[-1] == "tests"
    assert "-n" not in checks.test_command(FOLDER, 1)
    assert f"-n {checks.MOST_WORKERS}" in words_of(checks.test_command(FOLDER, 64))


def test_a_measurement_runs_alone_and_shows_its_table() -> None:
    command = checks.benchmark_command(FOLDER)
    assert command[command.index("-m", command.index("pytest")) + 1] == "benchmark"
    assert "-n" not in command
    assert {"-s", "tests/benchmarks"} <= set(command)


def test_only_what_is_named_is_measured() -> None:
    command = checks.benchmark_command(FOLDER, ["names"])
    measured = [word for word in command if word.startswith("tests/")]
    assert "tests/benchmarks/test_names_speed.py" in measured
    assert all(word.startswith("tests/benchmarks/test_names_") for word in measured)
    assert checks.benchmark_command(FOLDER, ["lists"])[-2:] == [
        "tests/benchmarks/test_lists.py",
        "tests/benchmarks/test_lists_and_search.py",
    ]
    assert checks.benchmark_command(FOLDER, ["names_speed"])[-1].endswith("names_speed.py")
    assert {"names", "names_speed", "window"} <= set(checks.benchmark_groups())


def test_the_number_of_kills_reaches_the_tests_by_its_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CAVEAT_KILLS", raising=False)
    assert checks._surroundings(FOLDER, 40)["CAVEAT_KILLS"] == "40"
    assert "CAVEAT_KILLS" not in checks._surroundings(FOLDER, None)


def test_tests_never_ask_for_a_display() -> None:
    assert checks._surroundings(FOLDER, None)["QT_QPA_PLATFORM"] == "offscreen"


def test_what_the_tests_start_is_compiled_once_and_outside_the_checkout(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    surroundings = checks._surroundings(FOLDER, None)
    assert Path(surroundings["PYTHONPYCACHEPREFIX"]).is_relative_to(FOLDER)
    command = [sys.executable, "-c", "import sys; print(sys.dont_write_bytecode)"]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The checks that were run, none of them truly; ``lint`` fails."""
    names: list[str] = []

    def static(name: str, *_: object) -> Outcome:
        names.append(name)
        return Outcome(name, name != "lint", 0)

    def tests(name: str, *_: object) -> Outcome:
        names.append(name)
        return Outcome(name, True, 0, "1 passed in 0.01s")

    monkeypatch.setattr(checks, "prepare", lambda *_, **__: FOLDER)
    monkeypatch.setattr(checks, "_run_static", static)
    monkeypatch.setattr(checks, "_run_pytest", tests)
    return names


def test_one_red_check_makes_the_whole_run_red(ran: list[str]) -> None:
    assert checks.main([]) == 1
    assert sorted(ran) == sorted([*checks.STATIC, "tests"])
    assert ran[-1] == "tests"


def test_one_check_can_be_run_by_its_name(ran: list[str]) -> None:
    assert checks.main(["--only", "types", "--only", "tests"]) == 0
    assert ran == ["types", "tests"]


@pytest.mark.parametrize("words", [["--benchmarks"], ["--only-benchmarks", "names"]])
def test_benchmarks_run_instead_of_the_checks(ran: list[str], words: list[str]) -> None:
    assert checks.main(words) == 0
    assert ran == ["benchmarks"]


@pytest.mark.usefixtures("ran")
def test_a_check_that_does_not_exist_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as caught:
        checks.main(["--only", "spelling"])
    assert caught.value.code == 2


def test_a_checks_own_exit_code_decides(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "interpreter", lambda _: sys.executable)
    monkeypatch.setitem(checks.STATIC, "lint", ("-c", "print('found it'); raise SystemExit(1)"))
    outcome = checks._run_static("lint", FOLDER, checks._surroundings(FOLDER, None))
    assert not outcome.passed
    program = "print('1 failed, 2 passed in 0.50s'); raise SystemExit(1)"
    outcome = checks._run_pytest("tests", [sys.executable, "-c", program], {})
    assert not outcome.passed
    assert outcome.closing == "1 failed, 2 passed in 0.50s"
    assert "found it" in capfd.readouterr().out


def test_the_gate_calls_the_check_runner_and_nothing_else() -> None:
    gate = Path(checks.__file__).parents[1] / ".ci" / "run"
    lines = [line for line in gate.read_text().splitlines() if line and not line.startswith("#")]
    assert lines == [
        "set -euo pipefail",
        'cd "$(dirname "$0")/.."',
        "exec python3 packaging/test.py",
    ]
    assert gate.stat().st_mode & 0o111
