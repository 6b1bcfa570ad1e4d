"""What is done with rules: corrected, own ones written out, taken in and taken back."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from caveat.domain.consequences import RuleBook
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.records import Changes
from caveat.ui.bridge import Job, Latest, Problem
from caveat.ui.contract import Services
from caveat.ui.contract_rules import CardCorrection, RuleCorrection
from caveat.ui.dialogs.correction import CorrectionDialog
from caveat.ui.dialogs.reason import ReasonDialog
from caveat.ui.files import RULES_FILTER
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.notice import Notice
from caveat.ui.wording import isolated

Correction = RuleCorrection | CardCorrection


class Ruling(QObject):
    """One dialog at a time. What was changed is read anew with everything else that changed."""

    read = Signal(object)
    """The `RuleBook` that counts."""
    noticed = Signal(Notice)
    failed = Signal(Problem)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.asking: ReasonDialog | None = None
        self.correcting: CorrectionDialog | None = None
        self._path = Path()
        self._id = ""
        self._fetched = Latest(desk.bridge, self)
        self._fetched.answered.connect(self.read)
        self._fetched.failed.connect(self.failed)

    def fetch(self) -> None:
        """Read the rules as they count now."""
        self._fetched.ask(partial(_rules, self._desk.services))

    def export_to(self, path: Path) -> None:
        """Write the own rules to a file; the file dialog has asked about an older one."""
        job = self._desk.bridge.read(partial(_export, self._desk.services, path))
        job.succeeded.connect(self._on_exported)
        job.failed.connect(self.failed)

    def ask_about(self, path: Path) -> None:
        """Ask why a file shall count from now on."""
        self._path = path
        texts = (
            (f"The rules of {path.name} count from now on, in place of your own so far.", ""),
            ("Searches on record keep the rules that they were made with.", "muted"),
        )
        self._ask("Import own rules", texts, "Import").given.connect(self._take_in)

    @Slot()
    def choose_export(self) -> None:
        """Ask where the own rules go."""
        name, _filter = QFileDialog.getSaveFileName(
            self._window, "Export own rules", "own_rules.toml", RULES_FILTER
        )
        if name:
            self.export_to(Path(name))

    @Slot()
    def choose_import(self) -> None:
        """Ask for a file of own rules."""
        name, _filter = QFileDialog.getOpenFileName(
            self._window, "Import own rules", "", RULES_FILTER
        )
        if name:
            self.ask_about(Path(name))

    @Slot()
    def ask_reset(self) -> None:
        """Ask why only the program's rules shall count."""
        texts = (("Only the rules that came with the program count from now on.", ""),)
        self._ask("Program's rules only", texts, "Take back").given.connect(self._reset)

    def ask_take_back(self, id_: str, title: str) -> None:
        """Ask why what the program says of one entry shall count again."""
        self._id = id_
        words = f"What the program says of {isolated(title)} counts again. Your other rules stay."
        self._ask("Take back", ((words, ""),), "Take back").given.connect(self._take_back)

    def ask_correction(self, book: RuleBook, id_: str, day: date) -> None:
        """Ask what is otherwise of a rule or of a list's card, and what says so."""
        self.correcting = CorrectionDialog(self._desk.theme, book, id_, day, self._window)
        self.correcting.wanted.connect(self._on_wanted)
        self.correcting.open()

    @Slot(object)
    def _on_wanted(self, correction: object) -> None:
        if isinstance(correction, RuleCorrection | CardCorrection):
            job = self._write(partial(_correct, self._desk.services, correction), told=False)
            job.succeeded.connect(self._on_corrected)
            job.failed.connect(self._on_not_corrected)

    @Slot()
    def _on_corrected(self) -> None:
        if self.correcting is not None:
            self.correcting.accept()

    @Slot(Problem)
    def _on_not_corrected(self, problem: Problem) -> None:
        if self.correcting is not None:
            self.correcting.fail(problem.text)

    @Slot(object)
    def _on_exported(self, path: object) -> None:
        self.noticed.emit(Notice(f"The rules were written to {isolated(str(path))}."))

    def _ask(self, title: str, texts: tuple[tuple[str, str], ...], button: str) -> ReasonDialog:
        self.asking = ReasonDialog(self._desk.theme, title, texts, button, self._window)
        self.asking.open()
        return self.asking

    @Slot(str)
    def _take_in(self, reason: str) -> None:
        self._write(partial(_import, self._desk.services, self._path, reason))

    @Slot(str)
    def _reset(self, reason: str) -> None:
        self._write(partial(_drop, self._desk.services, reason))

    @Slot(str)
    def _take_back(self, reason: str) -> None:
        self._write(partial(_take_back, self._desk.services, self._id, reason))

    def _write(self, task: partial[RuleBook], *, told: bool = True) -> Job:
        job = self._desk.bridge.write(task, Changes.SETTINGS)
        if told:
            job.failed.connect(self.failed)
        return job


def _rules(services: Services, _progress: ReportProgress, _cancel: CancelToken) -> RuleBook:
    return services.rules()


def _export(
    services: Services, path: Path, _progress: ReportProgress, _cancel: CancelToken
) -> Path:
    return services.export_own_rules(path)


def _import(
    services: Services, path: Path, reason: str, _progress: ReportProgress, _cancel: CancelToken
) -> RuleBook:
    return services.import_own_rules(path, reason)


def _drop(
    services: Services, reason: str, _progress: ReportProgress, _cancel: CancelToken
) -> RuleBook:
    return services.drop_own_rules(reason)


def _take_back(
    services: Services, id_: str, reason: str, _progress: ReportProgress, _cancel: CancelToken
) -> RuleBook:
    return services.take_back_rule(id_, reason)


def _correct(
    services: Services, correction: Correction, _progress: ReportProgress, _cancel: CancelToken
) -> RuleBook:
    if isinstance(correction, RuleCorrection):
        return services.correct_rule(correction)
    return services.correct_card(correction)
