"""Withdrawing a relation of the officer's own: the dialog, doing it, and taking it back."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.records import Changes
from caveat.domain.stated_relations import StatedRelation
from caveat.ui.bridge import Problem
from caveat.ui.contract import Services
from caveat.ui.dialogs.withdraw import WithdrawDialog
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.notice import Notice, Offer
from caveat.ui.wording import isolated, one_line


class Withdrawing(QObject):
    """One relation at a time."""

    failed = Signal(Problem)
    noticed = Signal(Notice)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._about = ""
        self.dialog: WithdrawDialog | None = None

    @Slot(str)
    def begin(self, about: str = "") -> None:
        """Ask which one, those of a company first where one is meant."""
        self._about = about
        job = self._desk.bridge.read(partial(_relations, self._desk.services))
        job.succeeded.connect(self._on_relations)
        job.failed.connect(self.failed)

    @Slot(object)
    def _on_relations(self, found: object) -> None:
        if isinstance(found, tuple):
            self.dialog = WithdrawDialog(self._desk.theme, found, self._about, self._window)
            self.dialog.given.connect(self._on_given)
            self.dialog.open()

    @Slot(str, str)
    def _on_given(self, number: str, reason: str) -> None:
        task = partial(_withdraw, self._desk.services, number, reason)
        job = self._desk.bridge.write(task, Changes.RELATIONS)
        job.succeeded.connect(self._on_withdrawn)
        job.failed.connect(self.failed)

    @Slot(object)
    def _on_withdrawn(self, stated: object) -> None:
        if isinstance(stated, StatedRelation):
            words = f"{stated.number} counts no more: {_words(stated)}. It stays on record."
            undo = Offer("Undo", partial(self.restore, stated.number))
            self.noticed.emit(Notice(words, "accent", "related", (undo,)))

    def restore(self, number: str) -> None:
        """Take a withdrawal back."""
        task = partial(_restore, self._desk.services, number)
        job = self._desk.bridge.write(task, Changes.RELATIONS)
        job.succeeded.connect(self._on_restored)
        job.failed.connect(self.failed)

    @Slot(object)
    def _on_restored(self, stated: object) -> None:
        if isinstance(stated, StatedRelation):
            words = f"Counts again, as {stated.number}: {_words(stated)}"
            self.noticed.emit(Notice(words, "accent", "related"))


def _words(stated: StatedRelation) -> str:
    tie = stated.tie
    subject, other = (isolated(one_line(str(end))) for end in (tie.subject, tie.object))
    return f"{subject} {tie.kind} {other}"


def _relations(
    services: Services, _progress: ReportProgress, _cancel: CancelToken
) -> tuple[StatedRelation, ...]:
    return services.own_relations()


def _withdraw(
    services: Services, number: str, reason: str, _progress: ReportProgress, _cancel: CancelToken
) -> StatedRelation:
    return services.withdraw_relation(number, reason)


def _restore(
    services: Services, number: str, _progress: ReportProgress, _cancel: CancelToken
) -> StatedRelation:
    return services.restore_relation(number)
