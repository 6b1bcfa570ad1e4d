"""Jobs that are cancelled, and callbacks that fail."""

import os
import threading
import time
from collections.abc import Callable

import pytest

from caveat.domain.progress import CancelledError, CancelToken, Progress
from worked import run


def test_a_cancelled_job_is_killed_at_once() -> None:
    cancel = CancelToken()
    threading.Timer(0.2, cancel.cancel).start()
    started = time.monotonic()
    with pytest.raises(CancelledError):
        run(time.sleep, 60, cancel=cancel, seconds=60)
    assert time.monotonic() - started < 30


def test_a_job_cancelled_beforehand_never_starts() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        run(os.getpid, cancel=cancel)


def test_an_error_in_the_progress_callback_ends_the_worker(
    jobs: Callable[[str], Callable[..., object]],
) -> None:
    def progress(_step: Progress) -> None:
        raise KeyboardInterrupt

    before = set(threading.enumerate())
    with pytest.raises(KeyboardInterrupt):
        run(jobs("tell"), 10_000, progress=progress)
    assert set(threading.enumerate()) <= before
