import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import environment
import start
import system_packages
from environment import RUNTIME, SetUpError

PACKAGING = Path(start.__file__).parent
HERE = Path("here")


@pytest.fixture
def became(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """What the process would have become, instead of becoming it; everything is set up."""
    calls: list[tuple[str, list[str]]] = []

    def become(_folder: Path, code: str, words: Sequence[str]) -> int:
        calls.append((code, list(words)))
        return 0

    monkeypatch.setattr(start, "become", become)
    monkeypatch.setattr(start, "prepare", lambda *_, **__: HERE)
    monkeypatch.setattr(start, "why_no_display", lambda: "")
    return calls


def test_without_words_the_window_opens(became: list[tuple[str, list[str]]]) -> None:
    assert start.main([]) == 0
    assert became == [(start.WINDOW, [])]


def test_without_a_display_one_line_says_so_and_the_demo_runs(
    became: list[tuple[str, list[str]]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(start, "why_no_display", lambda: "No display")
    assert start.main([]) == 0
    assert became == [(start.COMMAND, ["demo"])]
    assert capsys.readouterr().out.startswith("No display: ")


def test_words_go_through_untouched_and_nothing_else_is_printed(
    became: list[tuple[str, list[str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["screen", "Nettrix & Co; $HOME", "浪潮", "--json"]
    assert start.main(words) == 0
    assert became == [(start.COMMAND, words)]
    assert capsys.readouterr().out == ""


def test_what_cannot_be_set_up_ends_with_its_message_and_exit_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lacking(*_: object, **__: object) -> Path:
        raise SetUpError("do this")

    monkeypatch.setattr(start, "prepare", lacking)
    assert start.main(["lists"]) == 3
    assert capsys.readouterr().err == "do this\n"


def test_a_start_that_is_set_up_sets_nothing_up(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = checkout / ".venv"
    monkeypatch.setattr(start, "find_environment", lambda _locks: folder)
    monkeypatch.setitem(sys.modules, "set_up", None)
    monkeypatch.setitem(sys.modules, "system_packages", None)
    assert start.prepare([RUNTIME]) == folder


@pytest.mark.usefixtures("checkout")
def test_libraries_that_stay_missing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "find_environment", lambda _locks: HERE)
    monkeypatch.setattr(start, "libraries_missing", lambda *_: ["libnew.so.1"])
    monkeypatch.setattr(system_packages, "provide", lambda *_: None)
    with pytest.raises(SetUpError, match=r"libnew\.so\.1"):
        start.prepare([RUNTIME], qt=["offscreen"])


def test_the_exit_code_and_the_words_of_the_program_pass_through(tmp_path: Path) -> None:
    folder = tmp_path / "env"
    python = environment.interpreter(folder)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (tmp_path / "json.py").write_text("raise SystemExit('taken from the working folder')")
    code = "import json, sys; print(json.dumps(sys.argv[1:])); sys.exit(7)"
    program = (
        "import start, sys, pathlib; "
        f"sys.exit(start.become(pathlib.Path({str(folder)!r}), {code!r}, ['a b', '浪潮']))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PACKAGING)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 7
    assert done.stdout == '["a b", "\\u6d6a\\u6f6e"]\n'
