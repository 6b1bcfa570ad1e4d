"""The Lists page: which releases are in service, how old they are, what was refused and why."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.lists import ImportReport, ListStatus, Release
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.records import Changes
from caveat.ui.bridge import Latest
from caveat.ui.contract import Services
from caveat.ui.dialogs.import_summary import ImportSummaryDialog
from caveat.ui.facts import sentence
from caveat.ui.files import LIST_FILTER
from caveat.ui.icons import dress_button
from caveat.ui.models.rows import RowsModel
from caveat.ui.pages.lists.columns import COLUMNS, list_facts
from caveat.ui.pages.page import Desk, Page
from caveat.ui.widgets.drop_area import DropArea
from caveat.ui.widgets.fact_sheet import FactSheet
from caveat.ui.widgets.fact_table import FactTable
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.notice import Notice
from caveat.ui.widgets.panes import framed
from caveat.ui.widgets.progress_strip import ProgressStrip
from caveat.ui.wording import counted, isolated

_NARROW = 46
"""Width in font heights below which the chosen list stands below the table."""


class ListsPage(Page):
    """A row per list; files are imported here."""

    key: ClassVar[str] = "lists"
    word: ClassVar[str] = "Lists"
    icon: ClassVar[str] = "lists"

    overview_fetched = Signal(tuple)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._overview = Latest(desk.bridge, self)
        self._overview.answered.connect(self._on_overview)
        self._overview.failed.connect(self.failed)
        self._history = Latest(desk.bridge, self)
        self._history.answered.connect(self._on_history)
        self._history.failed.connect(self.failed)
        self._dialog: ImportSummaryDialog | None = None
        self._build()
        desk.theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        theme = self.desk.theme
        self.model = RowsModel(COLUMNS)
        self.table = FactTable(theme, "Published lists", two_lines=True)
        self.table.show_columns(self.model, COLUMNS)
        self.table.restore_widths(self.desk.state.bytes_of("lists/columns"))
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.import_button = QPushButton("Import file…")
        self.import_button.setProperty("role", "main")
        self.import_button.setAccessibleName("Import list files")
        self.import_button.clicked.connect(self.choose_files)
        self.count = PlainLabel(tone="muted")
        self.progress = ProgressStrip(theme, "the import")
        self.sheet = FactSheet(theme, "The chosen list")
        self.sheet.show_facts(
            (sentence("Choose a list to see its release and its file.", "muted"),)
        )
        head = QHBoxLayout()
        head.addWidget(PlainLabel("Lists", "title"))
        head.addWidget(self.count, 1)
        head.addWidget(self.import_button)
        left, right = framed(self.table), framed(self.sheet)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 7)
        self._split.setStretchFactor(1, 4)
        state = self.desk.state.bytes_of("lists/split")
        if state is None or not self._split.restoreState(state):
            self._split.setSizes([theme.px(52), theme.px(24)])
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self.progress)
        self._column.addWidget(self._split, 1)
        self._drop = DropArea("Drop list files here", self)
        self._drop.dropped.connect(self.import_files)

    @Slot()
    def choose_files(self) -> None:
        """Ask for files and import them."""
        names, _filter = QFileDialog.getOpenFileNames(
            self, "Import published list files", "", LIST_FILTER
        )
        if names:
            self.import_files([Path(name) for name in names])

    @Slot(tuple)
    def import_files(self, files: Sequence[Path]) -> None:
        """Import files together, with progress and cancel."""
        if not self.ready or self.progress.following or not files:
            return
        self.import_button.setEnabled(False)
        job = self.desk.bridge.write(
            partial(_import, self.desk.services, tuple(files)), Changes.LISTS
        )
        job.succeeded.connect(self._on_imported)
        job.failed.connect(self.failed)
        job.cancelled.connect(self._on_cancelled)
        job.finished.connect(self._on_import_end)
        names = ", ".join(isolated(file.name) for file in files[:3])
        self.progress.follow(job, f"Reading {names}…")

    @Slot(object)
    def _on_imported(self, report: object) -> None:
        if isinstance(report, ImportReport):
            titles = {row.list.code: row.list.title for row in self.model.rows}
            self._dialog = ImportSummaryDialog(self.desk.theme, report, titles, self)
            self._dialog.open()

    @Slot()
    def _on_cancelled(self) -> None:
        words = "The import was cancelled. Nothing was half-written; the lists are as before."
        self.noticed.emit(Notice(words))

    @Slot()
    def _on_import_end(self) -> None:
        self.import_button.setEnabled(True)

    @Slot(object)
    def _on_overview(self, states: object) -> None:
        if not isinstance(states, tuple):
            return
        chosen = self.model.row_at(self.table.currentIndex().row())
        self.model.set_rows(states)
        loaded = sum(state.release is not None for state in states)
        self.count.setText(f"{loaded} of {counted(len(states), 'list')} loaded")
        row = next((n for n, state in enumerate(states) if chosen and state.list == chosen.list), 0)
        if states:
            self.table.setCurrentIndex(self.model.index(row, 0))
        self.overview_fetched.emit(states)

    @Slot()
    def _on_row(self) -> None:
        status = self.model.row_at(self.table.currentIndex().row())
        if status is not None:
            self._history.ask(partial(_history, self.desk.services, status))

    @Slot(object)
    def _on_history(self, found: object) -> None:
        if isinstance(found, tuple):
            self.sheet.show_facts(list_facts(*found))

    @Slot()
    def _dress(self) -> None:
        px = self.desk.theme.px
        self._column.setContentsMargins(px(0.9), px(0.7), px(0.9), px(0.6))
        self._column.setSpacing(px(0.5))
        self._split.setHandleWidth(px(0.5))
        dress_button(self.import_button, "import", self.desk.theme, "on_accent")

    def _fit(self) -> None:
        """The chosen list stands below the table where there is no room beside it."""
        narrow = self.width() < self.desk.theme.px(_NARROW)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._split.orientation() != wanted:
            self._split.setOrientation(wanted)

    def refresh(self, changes: AbstractSet[Changes]) -> None:
        """Fetch the overview anew."""
        if self.ready and Changes.LISTS in changes:
            services = self.desk.services
            self._overview.ask(lambda _progress, _cancel: services.list_overview())

    def shown(self) -> None:
        """The keyboard goes to the table."""
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below."""
        super().resizeEvent(event)
        self._fit()

    def remember(self) -> None:
        """Keep widths and split."""
        self.desk.state.remember("lists/columns", self.table.widths())
        self.desk.state.remember("lists/split", self._split.saveState())


def _import(
    services: Services, files: tuple[Path, ...], progress: ReportProgress, cancel: CancelToken
) -> ImportReport:
    return services.import_lists(files, progress, cancel)


def _history(
    services: Services, status: ListStatus, _progress: ReportProgress, _cancel: CancelToken
) -> tuple[ListStatus, tuple[Release, ...]]:
    return status, services.release_history(status.list.code)
