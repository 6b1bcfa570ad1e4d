"""Running the command line: inside the test, or as the program it is."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from caveat.cli.main import run


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Stdout as one JSON document; fails if anything else stands there."""
        return json.loads(self.out)


Caveat = Callable[..., Ran]


@pytest.fixture
def caveat(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Caveat:
    """Run a command in this process on the test's own workspace."""
    monkeypatch.setenv("CAVEAT_HOME", str(home))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    def command(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return command


def environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {**kept, "CAVEAT_HOME": str(home), "PYTHONPATH": path, "PYTHONUTF8": "1"}


def program(*arguments: str | bytes | Path) -> list[str | bytes | Path]:
    return [sys.executable, "-m", "caveat", *arguments]


@pytest.fixture
def spawn(home: Path) -> Caveat:
    """Run the program as a process of its own on the test's own workspace."""

    def command(
        *arguments: str | bytes | Path,
        stdin: str | bytes = "",
        before: Sequence[str] = (),
        folder: Path | None = None,
    ) -> Ran:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [*before, *program(*arguments)],
            input=given,
            capture_output=True,
            env=environment(folder or home),
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return command


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small spreadsheet: one listed supplier, one stranger, one row that is none."""
    path = tmp_path / "suppliers.csv"
    path.write_text(
        "Supplier,Address,Country\n"
        "Nettrix Information Industry Co Ltd,,China\n"
        "Musterwerk Schrauben GmbH,Beispielstrasse 1,Germany\n"
        "!!!,Nowhere,Germany\n"
        "Musterwerk Schrauben GmbH,Beispielstrasse 1,Germany\n",
        encoding="utf-8",
    )
    return path
