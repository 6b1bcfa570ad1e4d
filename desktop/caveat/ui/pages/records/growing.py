"""A table of records that fetches more when its end comes into sight."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from caveat.domain.progress import CancelToken, ReportProgress
from caveat.ui.bridge import Latest, Problem
from caveat.ui.models.columns import Column
from caveat.ui.models.rows import GrowingModel
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.empty_state import EmptyState
from caveat.ui.widgets.fact_table import FactTable

_PAGE = 200

Fetch = Callable[[int, int], Sequence[Any]]
"""Answers rows for a limit and an offset, in a job's thread."""


class GrowingTable(QFrame):
    """The table, or what is said while it is empty."""

    opened = Signal(object)
    failed = Signal(Problem)

    def __init__(
        self, desk: Desk, name: str, columns: Sequence[Column[Any]], *, two_lines: bool = True
    ) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._fetch: Fetch | None = None
        self._rows = Latest(desk.bridge, self)
        self._rows.answered.connect(self._on_rows)
        self._rows.failed.connect(self.failed)
        self.model: GrowingModel[Any] = GrowingModel(columns, page=_PAGE)
        self.model.more_wanted.connect(self._on_more)
        self.table = FactTable(desk.theme, name, two_lines=two_lines)
        self.table.show_columns(self.model, tuple(columns))
        self.table.opened.connect(self._on_opened)
        self.empty = EmptyState(desk.theme, "records")
        self._body = QStackedWidget()
        self._body.addWidget(self.empty)
        self._body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._body)

    def show_from(self, fetch: Fetch) -> None:
        """Show the rows that a function fetches, from the first one."""
        self._fetch = fetch
        self.model.restart()

    @Slot(int)
    def _on_more(self, offset: int) -> None:
        if self._fetch is None:
            return
        fetch = self._fetch

        def task(_progress: ReportProgress, _cancel: CancelToken) -> tuple[int, Sequence[Any]]:
            return offset, fetch(_PAGE, offset)

        self._rows.ask(task)

    @Slot(object)
    def _on_rows(self, found: object) -> None:
        if isinstance(found, tuple):
            self.model.append(found[1])
            self._body.setCurrentWidget(self.table if self.model.rowCount() else self.empty)

    @Slot(int)
    def _on_opened(self, number: int) -> None:
        row = self.model.row_at(number)
        if row is not None:
            self.opened.emit(row)

    def current(self) -> object:
        """The row that is chosen, or None."""
        return self.model.row_at(self.table.currentIndex().row())
