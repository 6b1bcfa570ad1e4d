"""What fetching leaves in its folder, and when it goes."""

import contextlib
import time
from pathlib import Path

from caveat.ingest.download.exclusive import ExclusiveLock, TakenError

_DAY = 86_400.0
KEPT_DAYS = 14
"""How long a file that broke off can be gone on with, and a refused one be looked at."""
_LOCK = ".lock"


def clear_leftovers(folder: Path, *, now: float | None = None, days: int = KEPT_DAYS) -> list[str]:
    """Delete what lies in the folders of a download folder for longer than some days.

    What is being fetched at the moment is left alone. Nothing is raised: what cannot be deleted
    stays until the next time.

    Args:
        folder: Holds a folder for each address.
        now: Seconds since 1970; the computer's time by default.
        days: Age in days.

    Returns:
        Names of the files that were deleted.
    """
    oldest = (time.time() if now is None else now) - days * _DAY
    gone: list[str] = []
    with contextlib.suppress(OSError):
        for own in folder.iterdir():
            if own.is_dir() and not own.is_symlink():
                gone += _clear(own, oldest)
    return gone


def _clear(folder: Path, oldest: float) -> list[str]:
    gone: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.suffix == _LOCK or path.is_dir():
            continue
        with contextlib.suppress(OSError, TakenError):
            if path.lstat().st_mtime < oldest:
                with ExclusiveLock(folder / f"{_target(path.name)}{_LOCK}"):
                    path.unlink()
                    gone.append(path.name)
    return gone


def _target(name: str) -> str:
    """The file that a leftover belongs to."""
    for ending in (".partial.json.new", ".partial.json", ".partial", ".unpacked"):
        name = name.removesuffix(ending)
    return name
