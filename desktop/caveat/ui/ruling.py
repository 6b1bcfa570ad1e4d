"""The dialog on rules, and what its buttons do: own rules written out, taken in, taken back."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from caveat.domain.consequences import RuleBook
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.records import Changes
from caveat.ui.bridge import Problem
from caveat.ui.contract import Services
from caveat.ui.dialogs.reason import ReasonDialog
from caveat.ui.dialogs.rules import RulesDialog
from caveat.ui.files import RULES_FILTER
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.notice import Notice


class Ruling(QObject):
    """One dialog at a time; it stays open while its buttons are used."""

    noticed = Signal(Notice)
    failed = Signal(Problem)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.dialog: RulesDialog | None = None
        self.asking: ReasonDialog | None = None
        self._path = Path()

    def open(self) -> None:
        """Show the rules as they count today."""
        job = self._desk.bridge.read(partial(_rules, self._desk.services))
        job.succeeded.connect(self._on_opened)
        job.failed.connect(self.failed)

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

    @Slot(object)
    def _on_opened(self, book: object) -> None:
        if not isinstance(book, RuleBook):
            return
        self.dialog = RulesDialog(self._desk, self._window)
        self.dialog.export_wanted.connect(self._choose_export)
        self.dialog.import_wanted.connect(self._choose_import)
        self.dialog.reset_wanted.connect(self._ask_reset)
        self.dialog.show_book(book)
        self.dialog.open()

    @Slot(object)
    def _on_changed(self, book: object) -> None:
        if isinstance(book, RuleBook) and self.dialog is not None:
            self.dialog.show_book(book)

    @Slot(object)
    def _on_exported(self, path: object) -> None:
        self.noticed.emit(Notice(f"The rules were written to {path}."))

    @Slot()
    def _choose_export(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self.dialog, "Export own rules", "own_rules.toml", RULES_FILTER
        )
        if name:
            self.export_to(Path(name))

    @Slot()
    def _choose_import(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self.dialog, "Import own rules", "", RULES_FILTER
        )
        if name:
            self.ask_about(Path(name))

    @Slot()
    def _ask_reset(self) -> None:
        texts = (("Only the rules that came with the program count from now on.", ""),)
        self._ask("Program's rules only", texts, "Take back").given.connect(self._take_back)

    def _ask(self, title: str, texts: tuple[tuple[str, str], ...], button: str) -> ReasonDialog:
        above = self.dialog or self._window
        self.asking = ReasonDialog(self._desk.theme, title, texts, button, above)
        self.asking.open()
        return self.asking

    @Slot(str)
    def _take_in(self, reason: str) -> None:
        self._write(partial(_import, self._desk.services, self._path, reason))

    @Slot(str)
    def _take_back(self, reason: str) -> None:
        self._write(partial(_drop, self._desk.services, reason))

    def _write(self, task: partial[RuleBook]) -> None:
        job = self._desk.bridge.write(task, Changes.SETTINGS)
        job.succeeded.connect(self._on_changed)
        job.failed.connect(self.failed)


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
