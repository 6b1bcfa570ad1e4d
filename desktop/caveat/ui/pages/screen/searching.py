"""Asking a search: the newest one counts, and one that takes long says so and how far it is."""

import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from caveat.domain.progress import CancelToken, Progress, ReportProgress
from caveat.domain.screening import Answer, Query
from caveat.ui.bridge import Latest, Problem
from caveat.ui.contract import Services
from caveat.ui.pages.page import Desk
from caveat.ui.wording import one_line

_SLOW_MS = 600
"""After this long without an answer the last one must not be taken for it."""


class Searching(QObject):
    """One question at a time; fast typing never queues up work."""

    answered = Signal(object, float)
    """The `Answer`, and how many milliseconds it took."""
    failed = Signal(Problem)
    slow = Signal(str)
    """What is being done meanwhile."""

    def __init__(self, desk: Desk, page: QObject) -> None:
        super().__init__(page)
        self._desk = desk
        self._asked_at = 0.0
        self._words = ""
        self._latest = Latest(desk.bridge, self)
        self._latest.answered.connect(self._on_answer)
        self._latest.failed.connect(self._on_failed)
        self._latest.progressed.connect(self._on_progress)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self._on_slow)

    def ask(self, query: Query) -> None:
        """Replace whatever was asked before."""
        self._asked_at = time.perf_counter()
        self._words = ""
        self._slow.start()
        services = self._desk.services
        self._latest.ask(lambda progress, cancel: _search(services, query, progress, cancel))

    def forget(self) -> None:
        """Take the question back."""
        self._slow.stop()
        self._latest.forget()

    @Slot(object)
    def _on_answer(self, answer: object) -> None:
        self._slow.stop()
        if isinstance(answer, Answer):
            self.answered.emit(answer, (time.perf_counter() - self._asked_at) * 1000)

    @Slot(Problem)
    def _on_failed(self, problem: Problem) -> None:
        self._slow.stop()
        self.failed.emit(problem)

    @Slot(Progress)
    def _on_progress(self, progress: Progress) -> None:
        words = one_line(progress.stage).capitalize()
        if progress.total:
            words += f", {progress.done:,} of {progress.total:,}"
        self._words = words
        if not self._slow.isActive():
            self.slow.emit(words)

    @Slot()
    def _on_slow(self) -> None:
        if self._latest.waiting:
            self.slow.emit(self._words)


def _search(
    services: Services, query: Query, progress: ReportProgress, cancel: CancelToken
) -> Answer:
    """Another day may need indexes of its own: they are built first, and that can be cancelled."""
    if query.as_of or query.in_force or query.include_delisted:
        services.prepare(query, progress, cancel)
    cancel.check()
    return services.screen(query)
