"""How long work reports how far it is and learns that it is no longer wanted."""

import threading
from collections.abc import Callable
from dataclasses import dataclass


class CancelledError(Exception):
    """Raised inside a long job after its token was cancelled. Nothing was half-written."""


class CancelToken:
    """A flag that one thread sets and a long job in another asks about."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next check."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether the job was asked to stop."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise `CancelledError` if the job was asked to stop."""
        if self._event.is_set():
            raise CancelledError


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. ``total`` is 0 while it is not known."""

    stage: str
    done: int
    total: int = 0
    note: str = ""


ReportProgress = Callable[[Progress], None]


def ignore_progress(_progress: Progress) -> None:
    """The progress callback for callers that do not show any."""
