"""Taking a table in as a list of one's own: look, correct, import; and the template for one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from caveat.domain.own_lists import OwnListPreview, OwnListSettings
from caveat.ui.bridge import Latest, Problem
from caveat.ui.contract import ImportChoices
from caveat.ui.dialogs.own_list import OwnListDialog
from caveat.ui.files import SHEET_FILTER, TEMPLATE_FILTER, open_in_system
from caveat.ui.pages.lists import jobs
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.notice import Notice, Offer
from caveat.ui.wording import isolated


class OwnListImport(QObject):
    """One table at a time. What is to be imported is handed over with ``import_wanted``."""

    import_wanted = Signal(object)
    """A `jobs.OwnIntake`."""
    failed = Signal(Problem)
    noticed = Signal(Notice)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._path = Path()
        self.dialog: OwnListDialog | None = None
        self._look = Latest(desk.bridge, self)
        self._look.answered.connect(self._on_preview)
        self._look.failed.connect(self._on_look_failed)

    def choose(self) -> None:
        """Ask for a table."""
        name, _filter = QFileDialog.getOpenFileName(
            self._page, "A table of your own list", "", SHEET_FILTER
        )
        if name:
            self.begin(Path(name))

    def begin(self, path: Path) -> None:
        """Look into a table, then ask."""
        self._path = path
        self.dialog = None
        self._ask(jobs.OwnLook(path))

    def choose_template(self) -> None:
        """Ask where the template goes."""
        name, _filter = QFileDialog.getSaveFileName(
            self._page, "Save the template", "own-list.xlsx", TEMPLATE_FILTER
        )
        if name:
            self.save_template(Path(name))

    def save_template(self, out: Path) -> None:
        """Write the template."""
        job = self._desk.bridge.read(partial(jobs.own_template, self._desk.services, out))
        job.succeeded.connect(self._on_template)
        job.failed.connect(self.failed)

    def _ask(self, look: jobs.OwnLook) -> None:
        self._look.ask(partial(jobs.own_preview, self._desk.services, look))

    @Slot(object)
    def _on_template(self, path: object) -> None:
        if isinstance(path, Path):
            words = (
                f"Template written: {isolated(str(path))}. Fill it in and import it like any list "
                "file; its first rows say what the list is."
            )
            offers = (Offer("Open file", partial(open_in_system, path), main=True),)
            self.noticed.emit(Notice(words, "accent", "export", offers))

    @Slot(object)
    def _on_preview(self, preview: object) -> None:
        if not isinstance(preview, OwnListPreview):
            return
        if self.dialog is None:
            self.dialog = OwnListDialog(self._desk.theme, preview, self._page)
            self.dialog.look_wanted.connect(self._on_look_wanted)
            self.dialog.import_wanted.connect(self._on_import_wanted)
            self.dialog.open()
        else:
            self.dialog.show_preview(preview)
            self.dialog.set_busy(busy=False)

    @Slot(Problem)
    def _on_look_failed(self, problem: Problem) -> None:
        if self.dialog is not None:
            self.dialog.set_busy(busy=False)
            self.dialog.notice.say(Notice(problem.text, "strong", "refused"))
        else:
            self.failed.emit(problem)

    @Slot(str, object)
    def _on_look_wanted(self, sheet: str, header_row: object) -> None:
        if self.dialog is not None:
            self.dialog.set_busy(busy=True)
        row = header_row if isinstance(header_row, int) else None
        self._ask(jobs.OwnLook(self._path, sheet, row))

    @Slot(object)
    def _on_import_wanted(self, settings: object) -> None:
        if isinstance(settings, OwnListSettings):
            self.import_wanted.emit(jobs.OwnIntake(self._path, settings, ImportChoices()))
