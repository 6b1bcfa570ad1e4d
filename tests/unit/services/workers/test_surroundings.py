"""A frozen program, and what the environment does not carry."""

import os
import subprocess
import sys

import pytest

from worked import DESKTOP, run


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
