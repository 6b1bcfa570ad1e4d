"""Finds the Python environment of a checkout; making it is the matter of set_up.py.

It lies in ``.venv`` of the checkout. Where that cannot be written, or is somebody else's, it
lies in the user's cache folder. A stamp in it says what it holds: the hash of each lock file
with the Python it was made for. The stamp is written last and taken away first, so a set-up
that was killed has none and is begun again; a start that finds it sets nothing up.
"""

import hashlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
RUNTIME = "requirements.lock"
TESTS = "requirements-test.lock"  # what the checks need beside RUNTIME, not instead of it
STAMP = "caveat-stamp.json"


class SetUpError(Exception):
    """Set-up cannot go on; the message says what happened and what to do."""


def say(line: str) -> None:
    """Prints a line of progress at once, beside the program's own output."""
    print(line, file=sys.stderr, flush=True)


def cache_folder() -> Path:
    """Where this user's caches lie; nothing is created."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "caveat"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "caveat"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "caveat"


def candidates() -> tuple[Path, Path]:
    """The folders an environment may lie in, the better one first."""
    place = hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:12]
    return CHECKOUT / ".venv", cache_folder() / "environments" / place


def interpreter(folder: Path) -> Path:
    """The Python of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def site_packages(folder: Path) -> Path:
    """Where an environment keeps its libraries."""
    if os.name == "nt":
        return folder / "Lib" / "site-packages"
    return folder / "lib" / "python{}.{}".format(*sys.version_info) / "site-packages"


def fingerprint(lock: str) -> str:
    """SHA-256 over a lock file and the kind of Python that runs this."""
    parts = (sys.implementation.cache_tag, getattr(sys, "abiflags", ""), sys.platform, _machine())
    return hashlib.sha256(" ".join(parts).encode() + lock_file(lock).read_bytes()).hexdigest()


def _machine() -> str:
    return os.environ.get("PROCESSOR_ARCHITECTURE", "") if os.name == "nt" else os.uname().machine


def lock_file(lock: str) -> Path:
    """Where a lock file lies."""
    return CHECKOUT / "packaging" / lock


def is_current(folder: Path, locks: Sequence[str]) -> bool:
    """Whether a folder holds a finished environment with what these lock files say."""
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return (
        isinstance(stamp, dict)
        and all(stamp.get(lock) == fingerprint(lock) for lock in locks)
        and interpreter(folder).exists()
    )


def find_environment(locks: Sequence[str]) -> Path | None:
    """The finished environment for these lock files, or None where a set-up is needed."""
    return next((folder for folder in candidates() if is_current(folder, locks)), None)
