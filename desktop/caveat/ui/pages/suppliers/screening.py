"""Screening a whole book: following it, and what is said when it ends or is stopped."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from caveat.domain.records import Changes
from caveat.domain.suppliers import OVERTAKEN, BatchReport, SupplierBook
from caveat.ui.bridge import Problem
from caveat.ui.pages.page import Desk
from caveat.ui.pages.suppliers import jobs
from caveat.ui.widgets.notice import Notice, Offer
from caveat.ui.widgets.progress_strip import ProgressStrip
from caveat.ui.wording import counted, isolated

_REFRESH_MS = 1000
"""How often the table follows a running screening."""


class BookScreening(QObject):
    """One book at a time; stopped, it goes on where it was."""

    failed = Signal(Problem)
    noticed = Signal(Notice)
    running = Signal(bool)
    moved = Signal()
    """Some more suppliers are screened."""
    wanted = Signal()
    """Go on."""
    export_wanted = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.progress = ProgressStrip(desk.theme, "the screening")
        self._follow = QTimer(self)
        self._follow.setInterval(_REFRESH_MS)
        self._follow.timeout.connect(self.moved)

    def begin(self, book: SupplierBook) -> None:
        """Screen every supplier of a book that is not screened on these lists yet."""
        if self.progress.following:
            return
        job = self._desk.bridge.write(
            partial(jobs.screen, self._desk.services, book.id),
            Changes.SUPPLIERS,
            Changes.SCREENINGS,
        )
        job.succeeded.connect(self._on_screened)
        job.failed.connect(self.failed)
        job.cancelled.connect(self._on_cancelled)
        job.finished.connect(self._on_end)
        self.running.emit(True)
        self._follow.start()
        self.progress.follow(job, f"Screening {isolated(book.name)}…")

    @Slot(object)
    def _on_screened(self, report: object) -> None:
        if not isinstance(report, BatchReport):
            return
        if report.cancelled:
            self._say_stopped(
                f"Stopped after {counted(report.screened, 'supplier')}. They are on record; the "
                "rest waits."
            )
            return
        words = (
            f"{counted(report.screened, 'supplier')} screened in {report.seconds:.1f} s: "
            f"{counted(report.with_hits, 'supplier')} with {counted(report.hits, 'hit')}."
        )
        if report.overtaken:
            words += f" {OVERTAKEN}"
        tone = "accent" if not report.with_hits else "possible"
        offers = (Offer("Export…", self.export_wanted.emit),)
        self.noticed.emit(Notice(words, tone, "suppliers", offers))

    def _say_stopped(self, words: str) -> None:
        words += " “Screen all” goes on from there."
        offers = (Offer("Go on", self.wanted.emit, main=True),)
        self.noticed.emit(Notice(words, offers=offers))

    @Slot()
    def _on_cancelled(self) -> None:
        self._say_stopped("Stopped. What was screened is on record.")

    @Slot()
    def _on_end(self) -> None:
        self._follow.stop()
        self.running.emit(False)
