"""Updating over the network: ask once, fetch with progress per publication, keep failures seen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from caveat.domain.records import Changes
from caveat.domain.updates import ListAddress, UpdateReport
from caveat.ui.bridge import Job, Latest, Problem
from caveat.ui.dialogs.network_consent import NetworkConsentDialog
from caveat.ui.pages.lists import jobs
from caveat.ui.pages.lists.update_panel import UpdatePanel
from caveat.ui.pages.page import Desk

_AGREED = "network/agreed"
_SHOW_MS = 100
"""How often the lines follow the update."""


class ListUpdate(QObject):
    """One update at a time; the rest of the program goes on meanwhile."""

    started = Signal()
    ended = Signal()
    failed = Signal(Problem)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._codes: tuple[str, ...] = ()
        self._addresses: tuple[ListAddress, ...] = ()
        self._job: Job | None = None
        self._update: jobs.Update | None = None
        self.consent: NetworkConsentDialog | None = None
        self.panel = UpdatePanel(desk.theme)
        self.panel.cancel_wanted.connect(self._on_cancel)
        self.panel.retry_wanted.connect(self.begin)
        self._plan = Latest(desk.bridge, self)
        self._plan.answered.connect(self._on_plan)
        self._plan.failed.connect(self.failed)
        self._follow = QTimer(self)
        self._follow.setInterval(_SHOW_MS)
        self._follow.timeout.connect(self._on_follow)

    @property
    def running(self) -> bool:
        """Whether an update is under way."""
        return self._job is not None

    @Slot(tuple)
    def begin(self, codes: Sequence[str]) -> None:
        """Update these lists, or all; the first time of all, ask before."""
        if self.running or self._plan.waiting:
            return
        self._codes = tuple(codes)
        self._plan.ask(partial(jobs.update_plan, self._desk.services, self._codes))

    @Slot(object)
    def _on_plan(self, addresses: object) -> None:
        if not isinstance(addresses, tuple) or self.running:
            return
        self._addresses = addresses
        if self._desk.state.flag(_AGREED):
            self._fetch()
            return
        self.consent = NetworkConsentDialog(self._desk.theme, addresses, self._page)
        self.consent.accepted.connect(self._on_agreed)
        self.consent.open()

    @Slot()
    def _on_agreed(self) -> None:
        self._desk.state.raise_flag(_AGREED)
        self._fetch()

    def _fetch(self) -> None:
        update = jobs.Update(self._codes, self._addresses)
        job = self._desk.bridge.fetch(
            partial(jobs.update, self._desk.services, update), Changes.LISTS
        )
        self._update = update
        job.succeeded.connect(self._on_report)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.finished.connect(self._on_finished)
        self._job = job
        self.panel.begin(update.board.lines())
        self._follow.start()
        self.started.emit()

    @Slot()
    def _on_follow(self) -> None:
        if self._update is not None:
            self.panel.show_lines(self._update.board.lines())

    @Slot()
    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    @Slot(object)
    def _on_report(self, report: object) -> None:
        if isinstance(report, UpdateReport):
            self._follow.stop()
            self.panel.end(report)

    @Slot(Problem)
    def _on_failed(self, problem: Problem) -> None:
        self._follow.stop()
        self.panel.fail(problem.text)

    @Slot()
    def _on_cancelled(self) -> None:
        self._follow.stop()
        self.panel.fail("The update was cancelled. Nothing was half-written.")

    @Slot()
    def _on_finished(self) -> None:
        self._job = None
        self._update = None
        self._follow.stop()
        self.ended.emit()
