"""The Suppliers page: books of suppliers, imported, screened, filtered and exported."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from caveat.domain.records import Changes
from caveat.domain.suppliers import SupplierBook, SupplierRow
from caveat.ui.bridge import Latest
from caveat.ui.files import SHEET_FILTER
from caveat.ui.models.rows import PagedModel
from caveat.ui.pages.page import Desk, Page
from caveat.ui.pages.suppliers import jobs
from caveat.ui.pages.suppliers.columns import COLUMNS, columns
from caveat.ui.pages.suppliers.exporting import ResultExport
from caveat.ui.pages.suppliers.importing import SheetImport
from caveat.ui.pages.suppliers.screening import BookScreening
from caveat.ui.pages.suppliers.ties import BookTies
from caveat.ui.pages.suppliers.tools import BookTools
from caveat.ui.widgets.drop_area import DropArea
from caveat.ui.widgets.empty_state import EmptyState
from caveat.ui.widgets.fact_table import FactTable
from caveat.ui.widgets.notice import Notice, Offer
from caveat.ui.widgets.panes import framed
from caveat.ui.wording import isolated

_WIDTHS = f"suppliers/widths of {len(COLUMNS)}"
"""Where widths are remembered: those of another number of columns fit none."""


class SuppliersPage(Page):
    """A table over a book of any size; only the pages in sight are fetched."""

    key: ClassVar[str] = "suppliers"
    word: ClassVar[str] = "Suppliers"
    icon: ClassVar[str] = "suppliers"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._book: SupplierBook | None = None
        self._wanted_book = 0
        self._books_fetched = Latest(desk.bridge, self)
        self._books_fetched.answered.connect(self._on_books)
        self._books_fetched.failed.connect(self.failed)
        self._ids = Latest(desk.bridge, self)
        self._ids.answered.connect(self._on_ids)
        self._ids.failed.connect(self.failed)
        self._make_jobs()
        self._build()
        desk.theme.changed.connect(self._dress)
        self._dress()

    def _make_jobs(self) -> None:
        self.importing = SheetImport(self.desk, self)
        self.importing.imported.connect(self._on_imported)
        self.importing.failed.connect(self.failed)
        self.importing.noticed.connect(self.noticed)
        self.screening = BookScreening(self.desk, self)
        self.screening.failed.connect(self.failed)
        self.screening.noticed.connect(self.noticed)
        self.screening.running.connect(self._on_screening)
        self.screening.moved.connect(self._follow_screening)
        self.screening.wanted.connect(self.screen_all)
        self.screening.export_wanted.connect(self.choose_export)
        self.progress = self.screening.progress
        self.exporting = ResultExport(self.desk, self)
        self.exporting.failed.connect(self.failed)
        self.exporting.noticed.connect(self.noticed)

    def _build(self) -> None:
        theme = self.desk.theme
        self.tools = BookTools(theme)
        self.tools.import_wanted.connect(self.choose_file)
        self.tools.screen_wanted.connect(self.screen_all)
        self.tools.export_wanted.connect(self.choose_export)
        self.tools.not_taken_wanted.connect(self._on_not_taken_wanted)
        self.tools.book_chosen.connect(self._on_book)
        self.tools.filter_changed.connect(self._fetch_ids)
        self.ties = BookTies(self.desk, self)
        self.ties.counted.connect(self._on_ties)
        shown = columns(self.ties.of)
        self.model: PagedModel[SupplierRow] = PagedModel(shown)
        self.model.page_wanted.connect(self._fetch_page)
        self.table = FactTable(theme, "Suppliers", two_lines=True)
        self.table.show_columns(self.model, shown)
        self.table.restore_widths(self.desk.state.bytes_of(_WIDTHS))
        self.table.opened.connect(self._on_opened)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._fetch_ids)
        frame = framed(self.table)
        self.empty = EmptyState(theme, "suppliers")
        self.empty.say(
            "No suppliers yet",
            "Drag a spreadsheet here, or import one: .xlsx, .xls, .ods or .csv. You see what each "
            "column was taken for, and can correct it, before anything is stored.",
            (Offer("Import…", self.choose_file, main=True),),
        )
        self.none_left = EmptyState(theme, "suppliers")
        self.none_left.say(
            "No supplier of this book fits the filters",
            "The status or the text above leaves none to show.",
            (Offer("Show all", self.tools.show_all, main=True),),
        )
        self._body = QStackedWidget()
        for body in (self.empty, frame, self.none_left):
            self._body.addWidget(body)
        self._frame = frame
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.tools)
        self._column.addWidget(self.importing.progress)
        self._column.addWidget(self.progress)
        self._column.addWidget(self._body, 1)
        self._drop = DropArea("Drop a supplier spreadsheet here", self)
        self._drop.dropped.connect(self._on_dropped)

    # --- books ---------------------------------------------------------------------------------

    @Slot()
    def choose_file(self) -> None:
        """Ask for a spreadsheet."""
        name, _filter = QFileDialog.getOpenFileName(self, "Import suppliers", "", SHEET_FILTER)
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path, *, screen_at_once: bool = False) -> None:
        """Show what is in a spreadsheet; take it in when the officer agrees."""
        if self.ready:
            self.importing.begin(path, screen_at_once=screen_at_once)

    @Slot(tuple)
    def _on_dropped(self, files: Sequence[Path]) -> None:
        if files:
            self.import_file(files[0])
        if len(files) > 1:
            self.noticed.emit(Notice("One spreadsheet at a time: the first one was taken."))

    @Slot(object, bool)
    def _on_imported(self, book: object, screen: bool) -> None:  # noqa: FBT001 - Qt's signature
        if isinstance(book, SupplierBook):
            self._wanted_book = book.id
            self._book = book
            if screen:
                self.screen_all()

    @Slot(object)
    def _on_books(self, books: object) -> None:
        if not isinstance(books, tuple):
            return
        wanted = self._wanted_book or (self._book.id if self._book else 0)
        chosen = next((book for book in books if book.id == wanted), books[0] if books else None)
        self._wanted_book = 0
        self.tools.show_books(books, chosen)
        if not books or self._body.currentWidget() is self.empty:
            self._body.setCurrentWidget(self._frame if books else self.empty)
        moved = (chosen.id if chosen else 0) != (self._book.id if self._book else 0)
        self._book = chosen
        if moved or not self.model.ids:
            self.model.set_ids(())
        self._fetch_ids()
        self._count_ties()

    @Slot(object)
    def _on_book(self, book: object) -> None:
        if isinstance(book, SupplierBook):
            self._book = book
            self.model.set_ids(())
            self._fetch_ids()
            self._count_ties()

    def _count_ties(self) -> None:
        self.ties.ask(self._book.id if self._book and self._book.screened else 0)
        self.tools.show_tied(len(self.ties.found))

    @Slot()
    def _on_ties(self) -> None:
        self.tools.show_tied(len(self.ties.found))
        if self.tools.tied_only():
            self._fetch_ids()
        else:
            self.model.refresh_rows()

    @Slot()
    def _on_not_taken_wanted(self) -> None:
        if self._book is not None:
            self.importing.show_rows_not_taken(self._book.id)

    # --- rows ----------------------------------------------------------------------------------

    @Slot()
    def _fetch_ids(self) -> None:
        if self._book is None:
            self.model.set_ids(())
            return
        header = self.table.horizontalHeader()
        column = COLUMNS[max(header.sortIndicatorSection(), 0)]
        view = jobs.View(
            self._book.id,
            self.tools.status(),
            self.tools.text(),
            column.order or "row",
            header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
        )
        self._ids.ask(partial(jobs.ids, self.desk.services, view))

    @Slot(object)
    def _on_ids(self, ids: object) -> None:
        if not isinstance(ids, Sequence):
            return
        if self.tools.tied_only():
            ids = [id_ for id_ in ids if id_ in self.ties.found]
        if len(ids) == len(self.model.ids) and list(ids) == list(self.model.ids):
            self.model.refresh_rows()  # the place in the table is kept
        else:
            self.model.set_ids(ids)
        whole = self._book.suppliers if self._book else 0
        self.tools.show_count(len(ids), whole)
        if self._book is not None:
            self._body.setCurrentWidget(self.none_left if whole and not ids else self._frame)

    @Slot(int, list)
    def _fetch_page(self, number: int, wanted: list[int]) -> None:
        page = jobs.WantedPage(self.model.generation, number, wanted)
        job = self.desk.bridge.read(partial(jobs.page, self.desk.services, page))
        job.succeeded.connect(self._on_page)
        job.failed.connect(self.failed)

    @Slot(object)
    def _on_page(self, found: object) -> None:
        if isinstance(found, tuple):
            self.model.set_page(*found)

    @Slot(int)
    def _on_opened(self, number: int) -> None:
        row = self.model.row_at(number)
        if row is None:
            return
        if row.screening:
            self.screening_wanted.emit(row.screening)
        else:
            words = f"{isolated(row.supplier.name)} is not screened yet."
            offers = (Offer("Screen all", self.screen_all, main=True),)
            self.noticed.emit(Notice(words, offers=offers))

    # --- screening and export ------------------------------------------------------------------

    @Slot()
    def screen_all(self) -> None:
        """Screen every supplier of the book that is not screened on these lists yet."""
        if self._book is None or not self.ready:
            return
        self.screening.begin(self._book)

    @Slot(bool)
    def _on_screening(self, running: bool) -> None:  # noqa: FBT001 - Qt's signature
        self.tools.set_screening(screening=running)

    @Slot()
    def _follow_screening(self) -> None:
        if self.isVisible():
            self.model.refresh_rows()

    @Slot()
    def choose_export(self) -> None:
        """Ask where the results go."""
        if self._book is not None:
            self.exporting.choose(self._book)

    def export(self, path: Path) -> None:
        """Write the results of the book."""
        if self._book is not None:
            self.exporting.export(self._book, path)

    @Slot()
    def _dress(self) -> None:
        px = self.desk.theme.px
        self._column.setContentsMargins(px(0.9), px(0.7), px(0.9), px(0.6))
        self._column.setSpacing(px(0.5))

    def refresh(self, changes: AbstractSet[Changes]) -> None:
        """Fetch books and rows anew."""
        # What a match would mean hangs on the rules, which are a setting.
        kinds = {Changes.SUPPLIERS, Changes.DISPOSITIONS, Changes.SETTINGS}
        if self.ready and changes & kinds:
            services = self.desk.services
            self._books_fetched.ask(lambda _progress, _cancel: services.supplier_books())
        elif self.ready and changes & {Changes.RELATIONS, Changes.LISTS}:
            self._count_ties()

    def shown(self) -> None:
        """The keyboard goes to the table."""
        self.table.setFocus()

    def remember(self) -> None:
        """Keep the columns' widths."""
        self.desk.state.remember(_WIDTHS, self.table.widths())
