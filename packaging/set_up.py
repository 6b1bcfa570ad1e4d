"""Makes the Python environment of a checkout, once, from the lock files.

A set-up may be killed at any moment and may be started twice at once. A lock in the folder
lets one work and the other wait; without a stamp whatever lies there is begun again.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from environment import (
    CHECKOUT,
    RUNTIME,
    STAMP,
    SetUpError,
    candidates,
    fingerprint,
    interpreter,
    is_current,
    lock_file,
    say,
    site_packages,
)

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

CLAIM = "caveat-set-up.lock"  # locked during a set-up; its presence says the folder is ours
LAST_LINES = 8
LINE_WIDTH = 300  # characters shown of a line; pip prints every version there is in one

NO_BUILD = (
    "Either the package index does not answer, or there is no ready build of that library for"
    " this computer."
)
CHANGED_FILE = (
    "A downloaded file is not the one that was checked, so it was not installed. Start again; if"
    " it happens again, something between this computer and the package index changes files:"
    " ask your IT department."
)
NO_INDEX = (
    "Check the network connection, the proxy and pip's configuration (pip config list), then start"
    " again."
)
ADVICE = {  # a sign in a step's output, and what to do; the last one fits always
    "No space left": "Free about 1 GB on this disk and start again.",
    "DO NOT MATCH THE HASHES": CHANGED_FILE,
    "connection broken by": NO_INDEX,
    "No matching distribution": NO_BUILD,
    "": NO_INDEX,
}


def make_environment(locks: Sequence[str]) -> Path:
    """Makes the environment, or waits for whoever is making it.

    Raises:
        SetUpError: With what the officer can do about it.
    """
    for folder in candidates():
        handle = _claim(folder)
        if handle is None:
            continue
        with handle:
            _wait_for_turn(handle)
            if not is_current(folder, locks):
                try:
                    _build(folder, locks, handle.fileno())
                except OSError as error:
                    raise SetUpError(
                        f"The set-up could not write its files: {error}. Close Caveat where it is"
                        " open, see that the disk is not full, and start again."
                    ) from error
        return folder
    places = " nor ".join(str(folder) for folder in candidates())
    raise SetUpError(
        f"Nowhere to set Caveat up: neither {places} can be written. Make one of them writable"
        " and start again."
    )


def _claim(folder: Path) -> IO[str] | None:
    """Opens the folder's lock file; None where we cannot write or the folder is not ours."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        claim = folder / CLAIM
        if not claim.exists() and any(folder.iterdir()):
            return None
        return claim.open("a", encoding="utf-8")
    except OSError:
        return None


def _wait_for_turn(handle: IO[str]) -> None:
    waiting = "Another set-up of Caveat is running; waiting for it to end …"
    if sys.platform == "win32":
        while True:
            try:
                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if waiting:
                    say(waiting)
                    waiting = ""
                time.sleep(1)
            else:
                return
    else:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(waiting)
            fcntl.flock(handle, fcntl.LOCK_EX)


def _build(folder: Path, locks: Sequence[str], claim: int) -> None:
    fresh = not is_current(folder, [RUNTIME])
    (folder / STAMP).unlink(missing_ok=True)
    if fresh:
        _empty(folder)
        say(f"Setting Caveat up in {folder}; this happens once and takes a minute or two.")
        _run([sys.executable, "-I", "-m", "venv", str(folder)], claim)
        _install(folder, locks, [], claim)
    else:
        try:
            # The program's own libraries stay as they are; what a failed run has left of the
            # others is overwritten, for pip would take half a library for a whole one.
            others = [lock for lock in locks if lock != RUNTIME]
            _install(folder, others, ["--ignore-installed"], claim)
        except SetUpError:
            _write_stamp(folder, [RUNTIME])
            raise
    # A relative line keeps the environment in .venv good when the checkout is moved.
    packages = site_packages(folder)
    source = CHECKOUT / "desktop"
    line = os.path.relpath(source, packages) if folder.parent == CHECKOUT else str(source)
    (packages / "caveat-checkout.pth").write_text(line + "\n", encoding="utf-8")
    _write_stamp(folder, locks)
    say("Caveat is set up.")


def _write_stamp(folder: Path, locks: Sequence[str]) -> None:
    stamp = {lock: fingerprint(lock) for lock in locks}
    unfinished = folder / (STAMP + ".new")
    unfinished.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
    unfinished.replace(folder / STAMP)


def _empty(folder: Path) -> None:
    """Removes everything but the lock file, which others may be waiting on."""
    for child in folder.iterdir():
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        elif child.name != CLAIM:
            child.unlink()


def _install(folder: Path, locks: Sequence[str], options: Sequence[str], claim: int) -> None:
    total = sum(count_requirements(lock) for lock in locks)
    say(f"Installing {total} libraries …")
    command = [str(interpreter(folder)), "-I", "-m", "pip", "install"]
    # Only ready builds: a source build would need a compiler and would run foreign code now.
    command += ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-input"]
    command += ["--no-user", "--disable-pip-version-check", "--progress-bar", "off", *options]
    for lock in locks:
        command += ["-r", str(lock_file(lock))]
    done = 0

    def count(line: str) -> None:
        nonlocal done
        if line.startswith("Collecting ") and sys.stderr.isatty():
            done += 1
            print(f"\r  {done} of {total}: {line.split()[1]:<60.60}", end="", file=sys.stderr)

    try:
        _run(command, claim, count)
    finally:
        if done:
            say("")


def count_requirements(lock: str) -> int:
    """How many libraries a lock file pins."""
    text = lock_file(lock).read_text(encoding="utf-8")
    return sum("==" in line and not line.startswith("#") for line in text.splitlines())


def _run(command: list[str], claim: int, each_line: Callable[[str], None] | None = None) -> None:
    """Runs one step of the set-up and turns its failure into advice.

    The step inherits the lock: if this process is killed, the next start waits until the step
    it left behind has ended, instead of working in the same folder at the same time.
    """
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        pass_fds=() if os.name == "nt" else (claim,),
    ) as process:
        lines = []
        for line in process.stdout or ():
            if line.strip():
                lines.append(line.rstrip())
            if each_line:
                each_line(line)
    if process.returncode:
        raise SetUpError(explain(lines))


def explain(output: Sequence[str]) -> str:
    """The telling lines of a failed step and what to do about them."""
    text = "\n".join(output)
    advice = next(advice for sign, advice in ADVICE.items() if sign in text)
    if advice is NO_BUILD:
        header = lock_file(RUNTIME).read_text(encoding="utf-8").splitlines()
        advice = " ".join([advice, *(line[2:] for line in header if "Ready builds" in line)])
    errors = [number for number, line in enumerate(output) if line.startswith("ERROR")]
    telling = output[errors[0] :][:LAST_LINES] if errors else output[-LAST_LINES:]
    shown = "\n".join(f"  {line[:LINE_WIDTH]}" for line in telling)
    return f"The set-up failed:\n{shown}\n{advice}"
