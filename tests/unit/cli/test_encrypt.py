import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caveat.storage.encryption import is_encrypted
from readable import readable
from templates import OPERATOR

pty = pytest.importorskip("pty", reason="this system has no terminals to try")

PHRASE = "correct horse battery"
OTHER = "staple and so forth"
Caveat = Callable[..., Any]


@pytest.fixture(autouse=True)
def _no_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CAVEAT_PASSPHRASE", "CAVEAT_KEY_PASSPHRASE", "CAVEAT_NEW_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)


def on_a_terminal(home: Path, said: list[str], *arguments: str) -> tuple[int, str]:
    """Run the program on a terminal where somebody types an answer to every prompt."""
    ours, theirs = pty.openpty()
    path = os.pathsep.join(entry for entry in sys.path if entry)
    with subprocess.Popen(
        [sys.executable, "-m", "caveat", "--operator", OPERATOR, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "CAVEAT_HOME": str(home), "PYTHONPATH": path},
        start_new_session=True,
    ) as started:
        os.close(theirs)
        try:
            shown = _answered(ours, said)
            return started.wait(30), shown
        finally:
            started.kill()
            os.close(ours)


def _answered(terminal: int, said: list[str]) -> str:
    """What was shown until the program ended; every new text that ends in a colon is answered."""
    shown, answered = "", 0
    answers = iter(said)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if not readable(terminal, 0.2):
            continue
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux says so that the other side is gone
            break
        if not piece:
            break
        shown += piece.decode()
        if shown[answered:].endswith(": "):  # the blank comes when the echo is off
            answered = len(shown)
            os.write(terminal, next(answers, "").encode() + b"\n")
    return shown


def test_a_workspace_is_encrypted_used_and_decrypted(
    caveat: Caveat, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / "caveat.sqlite"
    before = caveat("workspace", "status", "--json")
    assert (before.code, before.json["encrypted"]) == (0, False)
    monkeypatch.setenv("CAVEAT_PASSPHRASE", PHRASE)
    done = caveat("--operator", OPERATOR, "workspace", "encrypt", "--json")
    assert (done.code, done.json["did"], done.json["left"]) == (0, "workspace encrypted", [])
    assert is_encrypted(path)
    assert "not overwritten" in " ".join(done.json["notes"])
    assert caveat("--operator", OPERATOR, "screen", "Nettrix", "--json").code == 1
    status = caveat("workspace", "status")
    assert "is encrypted" in status.out
    monkeypatch.setenv("CAVEAT_NEW_PASSPHRASE", OTHER)
    changed = caveat("--operator", OPERATOR, "workspace", "passphrase")
    assert (changed.code, "passphrase changed" in changed.out) == (0, True)
    assert caveat("--operator", OPERATOR, "audit", "verify").code == 2
    monkeypatch.setenv("CAVEAT_PASSPHRASE", OTHER)
    assert caveat("--operator", OPERATOR, "audit", "verify").code == 0
    assert caveat("--operator", OPERATOR, "workspace", "decrypt", "--json").code == 0
    assert not is_encrypted(path)
    monkeypatch.delenv("CAVEAT_PASSPHRASE")
    assert caveat("--operator", OPERATOR, "audit", "verify").code == 0


def test_without_a_terminal_the_variable_is_named_and_nothing_waits(
    spawn: Caveat, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = spawn("workspace", "encrypt")
    assert (refused.code, refused.out) == (2, "")
    assert "CAVEAT_PASSPHRASE" in refused.err
    assert not is_encrypted(home / "caveat.sqlite")
    monkeypatch.setenv("CAVEAT_PASSPHRASE", PHRASE)
    assert spawn("workspace", "encrypt").code == 0
    monkeypatch.delenv("CAVEAT_PASSPHRASE")
    for command in (("lists",), ("screen", "Nettrix"), ("workspace", "decrypt")):
        done = spawn(*command)
        assert (done.code, done.out) == (2, ""), command
        assert "encrypted" in done.err
        assert "Traceback" not in done.err
    assert spawn("workspace", "status").code == 0, "saying so needs no passphrase"


def test_a_wrong_passphrase_is_two_sentences_and_exit_code_two(
    caveat: Caveat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_PASSPHRASE", PHRASE)
    assert caveat("workspace", "encrypt").code == 0
    monkeypatch.setenv("CAVEAT_PASSPHRASE", "wrong passphrase")
    for command in (("lists",), ("workspace", "encrypt"), ("workspace", "decrypt")):
        done = caveat(*command)
        assert (done.code, done.out) == (2, "")
        assert "does not open" in done.err


def test_a_plain_workspace_cannot_be_decrypted(caveat: Caveat) -> None:
    for command in ("decrypt", "passphrase"):
        done = caveat("workspace", command)
        assert (done.code, "not encrypted" in done.err) == (2, True)


def test_a_short_passphrase_is_refused(caveat: Caveat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAVEAT_PASSPHRASE", "short")
    done = caveat("workspace", "encrypt")
    assert (done.code, "at least 8" in done.err) == (2, True)


def test_a_copy_that_cannot_be_converted_is_named_with_exit_code_one(
    caveat: Caveat, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = next((home / "backups").glob("*.sqlite"))
    content = backup.read_bytes()
    backup.unlink()
    backup.write_bytes(content[: 4096 * 3] + os.urandom(len(content) - 4096 * 3))
    monkeypatch.setenv("CAVEAT_PASSPHRASE", PHRASE)
    done = caveat("workspace", "encrypt")
    assert done.code == 1
    assert f"! {backup.name} stayed as it was" in done.out
    assert caveat("workspace", "status").code == 1


def test_on_a_terminal_it_asks_and_shows_nothing_of_what_is_typed(home: Path) -> None:
    code, shown = on_a_terminal(
        home, [PHRASE, "typed wrong", PHRASE, PHRASE], "workspace", "encrypt"
    )
    assert code == 0, shown
    assert "not the same" in shown
    assert PHRASE not in shown
    assert is_encrypted(home / "caveat.sqlite")
    code, shown = on_a_terminal(home, ["wrong passphrase", PHRASE], "audit", "verify")
    assert code == 0, shown
    assert "does not open" in shown
    assert "intact" in shown
    assert PHRASE not in shown
