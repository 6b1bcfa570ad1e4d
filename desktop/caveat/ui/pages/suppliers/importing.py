"""Taking a spreadsheet in: look, correct, import, and say what was not taken."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from caveat.domain.records import Changes
from caveat.domain.suppliers import BookImport, SheetPreview, SheetReading, SupplierBook
from caveat.ui.bridge import Latest, Problem
from caveat.ui.dialogs.import_preview import ImportPreviewDialog
from caveat.ui.dialogs.rows_not_taken import RowsNotTakenDialog
from caveat.ui.pages.page import Desk
from caveat.ui.pages.suppliers import jobs
from caveat.ui.widgets.notice import Notice, Offer
from caveat.ui.widgets.progress_strip import ProgressStrip
from caveat.ui.wording import counted, isolated


class SheetImport(QObject):
    """One spreadsheet at a time."""

    imported = Signal(object, bool)
    """The `SupplierBook`, and whether it is to be screened at once."""
    failed = Signal(Problem)
    noticed = Signal(Notice)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self._path = Path()
        self._screen = False
        self.dialog: ImportPreviewDialog | None = None
        self.rows: RowsNotTakenDialog | None = None
        self.progress = ProgressStrip(desk.theme, "the import")
        self._look = Latest(desk.bridge, self)
        self._look.answered.connect(self._on_preview)
        self._look.failed.connect(self._on_look_failed)
        self._not_taken = Latest(desk.bridge, self)
        self._not_taken.answered.connect(self._on_rows)
        self._not_taken.failed.connect(self.failed)

    def begin(self, path: Path, *, screen_at_once: bool = False) -> None:
        """Look at a spreadsheet, then ask."""
        self._path = path
        self._screen = screen_at_once
        self.dialog = None
        self._look.ask(partial(jobs.preview, self._desk.services, jobs.Look(path)))

    def show_rows_not_taken(self, book: int) -> None:
        """Show which rows of a book's spreadsheet were not taken."""
        services = self._desk.services
        self._not_taken.ask(lambda _progress, _cancel: services.rows_not_taken(book))

    @Slot(object)
    def _on_preview(self, preview: object) -> None:
        if not isinstance(preview, SheetPreview):
            return
        if self.dialog is None:
            self.dialog = ImportPreviewDialog(self._desk.theme, preview, self._window)
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

    @Slot(str, object, str)
    def _on_look_wanted(self, sheet: str, header_row: object, encoding: str) -> None:
        if self.dialog is not None:
            self.dialog.set_busy(busy=True)
        row = header_row if isinstance(header_row, int) else None
        look = jobs.Look(self._path, sheet, row, encoding)
        self._look.ask(partial(jobs.preview, self._desk.services, look))

    @Slot(object, str)
    def _on_import_wanted(self, reading: object, book: str) -> None:
        if not isinstance(reading, SheetReading):
            return
        job = self._desk.bridge.write(
            partial(jobs.take_in, self._desk.services, jobs.Intake(self._path, reading, book)),
            Changes.SUPPLIERS,
        )
        job.succeeded.connect(self._on_imported)
        job.failed.connect(self.failed)
        job.cancelled.connect(self._on_cancelled)
        self.progress.follow(job, f"Reading {isolated(self._path.name)}…")

    @Slot(object)
    def _on_imported(self, done: object) -> None:
        if not isinstance(done, BookImport):
            return
        book: SupplierBook = done.book
        words = [f"{counted(book.suppliers, 'supplier')} from {counted(done.rows_read, 'row')}"]
        if done.duplicates:
            words.append(f"{counted(done.duplicates, 'repeated row')} marked as such")
        offers: tuple[Offer, ...] = ()
        if done.not_taken:
            words.append(f"{counted(len(done.not_taken), 'row')} not taken")
            offers = (Offer("Show them", partial(self.show_rows_not_taken, book.id)),)
        tone = "possible" if done.not_taken else "accent"
        self.noticed.emit(Notice(" · ".join(words), tone, "suppliers", offers))
        self.imported.emit(book, self._screen)

    @Slot()
    def _on_cancelled(self) -> None:
        self.noticed.emit(Notice("The import was cancelled. Nothing was stored."))

    @Slot(object)
    def _on_rows(self, rows: object) -> None:
        if isinstance(rows, tuple) and rows:
            self.rows = RowsNotTakenDialog(self._desk.theme, rows, self._window)
            self.rows.open()
        else:
            self.noticed.emit(Notice("Every row of the spreadsheet was taken."))
