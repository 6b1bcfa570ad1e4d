"""Typing a holding in: the dialog, storing it, and saying so."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.records import Changes
from caveat.ui.bridge import Problem, ProblemKind
from caveat.ui.contract import Services
from caveat.ui.contract_links import TypedHolding
from caveat.ui.dialogs.holding import HoldingDialog
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.notice import Notice
from caveat.ui.wording import isolated


class HoldingTyping(QObject):
    """One holding at a time."""

    failed = Signal(Problem)
    noticed = Signal(Notice)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.dialog: HoldingDialog | None = None

    @Slot(str)
    def begin(self, company: str = "") -> None:
        """Ask for a holding, of a company that may be known already."""
        self.dialog = HoldingDialog(self._desk.theme, company, self._window)
        self.dialog.given.connect(self._on_given)
        self.dialog.open()

    @Slot(TypedHolding)
    def _on_given(self, holding: TypedHolding) -> None:
        task = partial(_store, self._desk.services, holding)
        job = self._desk.bridge.write(task, Changes.RELATIONS)
        job.succeeded.connect(self._on_stored)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_stored(self, holding: object) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        if isinstance(holding, TypedHolding):
            words = f"{isolated(holding.holder)} as a holder of {isolated(holding.company)}"
            self.noticed.emit(Notice(f"Put on record: {words}", "accent", "related"))

    @Slot(Problem)
    def _on_failed(self, problem: Problem) -> None:
        if self.dialog is not None and problem.kind is ProblemKind.INPUT:
            self.dialog.say_problem(problem.text)
            return
        if self.dialog is not None:
            self.dialog.reject()
        self.failed.emit(problem)


def _store(
    services: Services, holding: TypedHolding, _progress: ReportProgress, _cancel: CancelToken
) -> TypedHolding:
    services.type_in_holding(holding)
    return holding
