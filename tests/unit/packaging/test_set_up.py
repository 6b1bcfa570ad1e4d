import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import environment
import set_up
from environment import RUNTIME, STAMP, TESTS, SetUpError

fcntl = pytest.importorskip("fcntl", reason="locks are tested as POSIX has them")
BOTH = [RUNTIME, TESTS]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stands in for venv and pip; holds the commands that were asked for."""
    asked: list[list[str]] = []

    def run(command: list[str], _claim: int, _each_line: object = None) -> None:
        asked.append(command)
        if "venv" in command:
            folder = Path(command[-1])
            environment.interpreter(folder).parent.mkdir(parents=True)
            environment.interpreter(folder).touch()
            environment.site_packages(folder).mkdir(parents=True)

    monkeypatch.setattr(set_up, "_run", run)
    return asked


def test_a_set_up_ends_with_an_environment_that_a_second_start_takes_as_it_is(
    checkout: Path, steps: list[list[str]]
) -> None:
    folder = set_up.make_environment([RUNTIME])
    assert folder == checkout / ".venv"
    assert environment.find_environment([RUNTIME]) == folder
    assert len(steps) == 2
    assert set_up.make_environment([RUNTIME]) == folder
    assert len(steps) == 2


def test_only_hashed_ready_builds_are_installed_and_no_index_is_named(
    checkout: Path, steps: list[list[str]]
) -> None:
    set_up.make_environment(BOTH)
    pip = steps[-1]
    assert {"--require-hashes", "--no-deps", "--only-binary"} <= set(pip)
    assert [Path(word).name for word in pip if word.startswith(str(checkout / "packaging"))] == BOTH
    assert not any("index" in word or "://" in word for word in pip)


@pytest.mark.usefixtures("steps")
def test_the_environment_finds_the_program_even_when_the_checkout_was_moved(
    checkout: Path, tmp_path: Path
) -> None:
    set_up.make_environment([RUNTIME])
    moved = checkout.rename(tmp_path / "moved")
    packages = environment.site_packages(moved / ".venv")
    line = (packages / "caveat-checkout.pth").read_text().strip()
    assert (packages / line).resolve() == moved / "desktop"


def test_a_set_up_that_was_killed_is_begun_again_from_nothing(
    checkout: Path, steps: list[list[str]]
) -> None:
    folder = set_up.make_environment([RUNTIME])
    (folder / STAMP).unlink()
    half = environment.site_packages(folder) / "half_a_library.py"
    half.touch()
    assert set_up.make_environment([RUNTIME]) == checkout / ".venv"
    assert not half.exists()
    assert len(steps) == 4


def test_tools_for_the_checks_come_on_top_of_what_is_there(
    checkout: Path, steps: list[list[str]]
) -> None:
    set_up.make_environment([RUNTIME])
    set_up.make_environment(BOTH)
    assert len(steps) == 3
    assert str(checkout / "packaging" / RUNTIME) not in steps[-1]
    assert str(checkout / "packaging" / TESTS) in steps[-1]
    assert environment.find_environment(BOTH)


@pytest.mark.usefixtures("checkout", "steps")
def test_the_program_still_starts_when_the_tools_for_the_checks_cannot_be_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_up.make_environment([RUNTIME])

    def fail(*_: object) -> None:
        raise SetUpError("no network")

    monkeypatch.setattr(set_up, "_run", fail)
    with pytest.raises(SetUpError):
        set_up.make_environment(BOTH)
    assert environment.find_environment([RUNTIME])
    assert environment.find_environment(BOTH) is None


def test_somebody_elses_environment_is_left_alone(checkout: Path, steps: list[list[str]]) -> None:
    theirs = checkout / ".venv" / "pyvenv.cfg"
    theirs.parent.mkdir()
    theirs.write_text("theirs")
    folder = set_up.make_environment([RUNTIME])
    assert folder == environment.candidates()[1]
    assert [path.name for path in theirs.parent.iterdir()] == ["pyvenv.cfg"]
    assert len(steps) == 2
    assert (environment.site_packages(folder) / "caveat-checkout.pth").read_text() == (
        f"{checkout / 'desktop'}\n"
    )


@pytest.mark.usefixtures("steps")
def test_a_checkout_that_cannot_be_written_is_served_from_the_cache_folder(checkout: Path) -> None:
    (checkout / ".venv").write_text("a file where the folder would be")
    assert set_up.make_environment([RUNTIME]) == environment.candidates()[1]


@pytest.mark.usefixtures("steps")
def test_where_nothing_can_be_written_the_message_names_both_places(
    checkout: Path, tmp_path: Path
) -> None:
    (checkout / ".venv").touch()
    (tmp_path / "cache").touch()
    with pytest.raises(SetUpError, match=r"\.venv.*cache"):
        set_up.make_environment([RUNTIME])


def test_of_two_starts_at_once_one_works_and_the_other_waits_for_it(
    checkout: Path, steps: list[list[str]]
) -> None:
    first = set_up.make_environment([RUNTIME])
    stamp = (first / STAMP).read_bytes()
    (first / STAMP).unlink()
    found: list[Path] = []
    with (first / set_up.CLAIM).open("a") as working:
        fcntl.flock(working, fcntl.LOCK_EX)
        waiting = threading.Thread(target=lambda: found.append(set_up.make_environment([RUNTIME])))
        waiting.start()
        waiting.join(timeout=0.2)
        assert waiting.is_alive()
        (first / STAMP).write_bytes(stamp)
    waiting.join(timeout=20)
    assert found == [checkout / ".venv"]
    assert len(steps) == 2


def test_a_step_left_behind_by_a_killed_set_up_keeps_the_next_one_waiting(tmp_path: Path) -> None:
    claim = tmp_path / set_up.CLAIM
    reading, writing = os.pipe()
    program = (
        "import fcntl, sys, set_up\n"
        "handle = open(sys.argv[1], 'a')\n"
        "set_up._wait_for_turn(handle)\n"
        f"step = 'import os; print(1, flush=True); os.read({reading}, 1)'\n"
        f"import os; os.set_inheritable({reading}, True)\n"
        "real = set_up.subprocess.Popen\n"
        "def popen(*args, pass_fds, **more):\n"
        f"    return real(*args, pass_fds=(*pass_fds, {reading}), **more)\n"
        "set_up.subprocess.Popen = popen\n"
        "set_up._run([sys.executable, '-c', step], handle.fileno(), lambda _: print('up', flush=1))"
    )
    killed = subprocess.Popen(
        [sys.executable, "-c", program, str(claim)],
        env={**os.environ, "PYTHONPATH": str(Path(set_up.__file__).parent)},
        stdout=subprocess.PIPE,
        pass_fds=(reading,),
    )
    with killed:
        assert killed.stdout
        assert killed.stdout.readline() == b"up\n"
        killed.kill()
    with claim.open("a") as handle:
        with pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(writing)
        fcntl.flock(handle, fcntl.LOCK_EX)
    os.close(reading)


@pytest.mark.usefixtures("checkout")
def test_a_failed_step_is_told_with_its_own_words_and_advice(tmp_path: Path) -> None:
    program = "print('WARNING: fuss'); print('ERROR: No space left on device'); raise SystemExit(1)"
    with (tmp_path / "claim").open("a") as handle, pytest.raises(SetUpError) as caught:
        set_up._run([sys.executable, "-c", program], handle.fileno())
    assert "No space left on device" in str(caught.value)
    assert "Free about 1 GB" in str(caught.value)
    assert "fuss" not in str(caught.value)


@pytest.mark.usefixtures("checkout")
@pytest.mark.parametrize(
    ("output", "advice"),
    [
        (["ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM"], "was not installed"),
        (["ERROR: No matching distribution found for a==1"], "Ready builds exist for Python 3.11"),
        (
            ["WARNING: Retrying after connection broken by X", "ERROR: No matching distribution"],
            "Check the network connection",
        ),
        (["something new"], "Check the network connection"),
        ([], "Check the network connection"),
    ],
)
def test_every_failure_ends_with_what_to_do(output: list[str], advice: str) -> None:
    assert advice in set_up.explain(output)


@pytest.mark.usefixtures("checkout")
def test_a_failure_is_never_told_at_endless_length() -> None:
    assert len(set_up.explain(["ERROR: " + "x" * 100_000] * 100)) < 5000
