"""A calm table: whole rows, no grid, heights in font units, rows copied as text."""

from PySide6.QtCore import QAbstractItemModel, QByteArray, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from caveat.ui.delegates.cell import CellDelegate
from caveat.ui.models.columns import CellRole, Column
from caveat.ui.theme import Theme
from caveat.ui.wording import one_line

_MOST_LACKING = 0.4
"""The part of its width that a column gives up before the table scrolls sideways."""


class FactTable(QTableView):
    """A read-only table. ``opened`` is sent for a double click and for Enter."""

    opened = Signal(int)

    def __init__(
        self, theme: Theme, name: str, parent: QWidget | None = None, *, two_lines: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = CellDelegate(theme, self, two_lines=two_lines)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        self._growing: tuple[int, ...] = ()
        self._shared: dict[int, int] = {}
        self._last, self._sharing = 0.0, False
        self._zoom = theme.zoom
        header.sectionResized.connect(self._on_resized)
        self.doubleClicked.connect(self._on_double_click)
        theme.changed.connect(self._dress)
        self._dress()

    def show_columns(
        self, model: QAbstractItemModel, columns: tuple[Column[object], ...] | tuple[object, ...]
    ) -> None:
        """Show a model and give its columns their first widths."""
        self.setModel(model)
        given = [column for column in columns if isinstance(column, Column)]
        for number, column in enumerate(given):
            self.setColumnWidth(number, self._theme.px(column.width))
        self._growing = tuple(number for number, column in enumerate(given) if column.grows)
        self._last = given[-1].width if given else 0.0

    def widths(self) -> QByteArray:
        """The columns' widths and order, to be remembered: of text of the normal size."""
        self._take_zoom(1.0)
        state = self.horizontalHeader().saveState()
        self._take_zoom(self._theme.zoom)
        self._fill()
        return state

    def restore_widths(self, state: QByteArray | None) -> None:
        """Widths remembered from last time; sort marks are left to the page."""
        if state is not None:
            self.horizontalHeader().restoreState(state)
            self._zoom = 1.0
            self._take_zoom(self._theme.zoom)
            self._fill()

    def selected_rows(self) -> tuple[int, ...]:
        """Numbers of the chosen rows, from above."""
        return tuple(sorted(index.row() for index in self.selectionModel().selectedRows()))

    def text(self) -> str:
        """The chosen rows as text with tabs, headings first."""
        model = self.model()
        columns = range(model.columnCount())
        lines = [
            "\t".join(str(model.headerData(n, Qt.Orientation.Horizontal) or "") for n in columns)
        ]
        for row in self.selected_rows():
            cells = []
            for column in columns:
                index = model.index(row, column)
                both = (str(index.data() or ""), str(index.data(CellRole.SECOND) or ""))
                cells.append(one_line(" / ".join(filter(None, both))))
            lines.append("\t".join(cells))
        return "\n".join(lines)

    def _fill(self) -> None:
        """Share out the room that would else lie empty at the right, or that is lacking."""
        header = self.horizontalHeader()
        taken = sum(
            self._own(n) for n in range(header.count() - 1) if not header.isSectionHidden(n)
        )
        room = self.viewport().width() - taken - self._theme.px(self._last)
        self._share_out(max(room, -round(_MOST_LACKING * sum(map(self._own, self._growing)))))

    def _own(self, number: int) -> int:
        """The width of a column without what it was given of the room."""
        return self.columnWidth(number) - self._shared.get(number, 0)

    def _share_out(self, room: int) -> None:
        own = {number: self._own(number) for number in self._growing}
        whole = sum(own.values())
        self._sharing = True
        for number, width in own.items():
            self._shared[number] = room * width // whole if whole else 0
            self.setColumnWidth(number, width + self._shared[number])
        self._sharing = False

    def _take_zoom(self, zoom: float) -> None:
        """Make the columns' own widths those of a size of text."""
        self._share_out(0)
        self._sharing = True
        if zoom != self._zoom:
            for number in range(self.horizontalHeader().count() - 1):
                self.setColumnWidth(number, round(self.columnWidth(number) * zoom / self._zoom))
        self._sharing = False
        self._zoom = zoom

    @Slot(int, int, int)
    def _on_resized(self, number: int, _old: int, _new: int) -> None:
        """A width that the officer drags is hers."""
        if not self._sharing:
            self._shared.pop(number, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window shows more of what is long."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fill()

    @Slot()
    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._cells.row_height())
        if self._zoom != self._theme.zoom:
            self._take_zoom(self._theme.zoom)
            self._fill()

    @Slot(QModelIndex)
    def _on_double_click(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
