"""Running jobs in processes of their own, and waiting for processes to end."""

import time
from collections.abc import Callable
from pathlib import Path

from caveat.services.workers import run_limited

DESKTOP = Path(__file__).resolve().parents[1] / "desktop"


def run(function: Callable[..., object], *args: object, **chosen: object) -> object:
    limits = {"seconds": 20.0, "memory_mib": 600} | chosen
    return run_limited(function, *args, **limits)  # type: ignore[arg-type]  # as the test says


def gone(pid: int) -> bool:
    """Whether a process has ended (a zombie has)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return True
    return state == "Z"


def wait_until(holds: Callable[[], bool], seconds: float = 15.0) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
