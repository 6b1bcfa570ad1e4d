"""Writing the results of a book: where to, and what is said when they are there."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from caveat.domain.suppliers import SupplierBook
from caveat.ui.bridge import Problem
from caveat.ui.files import RESULT_FILTER, open_in_system
from caveat.ui.pages.page import Desk
from caveat.ui.pages.suppliers import jobs
from caveat.ui.widgets.notice import Notice, Offer
from caveat.ui.wording import isolated


class ResultExport(QObject):
    """One file at a time."""

    failed = Signal(Problem)
    noticed = Signal(Notice)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page

    def choose(self, book: SupplierBook) -> None:
        """Ask where the results go."""
        first = f"{Path(book.file_name).stem or 'suppliers'} results.xlsx"
        name, chosen = QFileDialog.getSaveFileName(
            self._page, "Export results", first, RESULT_FILTER
        )
        if name:
            path = Path(name)
            if path.suffix.lower() not in {".xlsx", ".csv"}:
                path = path.with_name(path.name + (".csv" if "csv" in chosen else ".xlsx"))
            self.export(book, path)

    def export(self, book: SupplierBook, path: Path) -> None:
        """Write the results of a book."""
        job = self._desk.bridge.read(partial(jobs.export, self._desk.services, book.id, path))
        job.succeeded.connect(self._on_exported)
        job.failed.connect(self.failed)

    @Slot(object)
    def _on_exported(self, path: object) -> None:
        if isinstance(path, Path):
            offers = (
                Offer("Open file", partial(open_in_system, path), main=True),
                Offer("Open folder", partial(open_in_system, path.parent)),
            )
            words = f"Results written to {isolated(str(path))}"
            self.noticed.emit(Notice(words, "accent", "export", offers))
