"""The first rows of a spreadsheet with a choice of meanings above each column."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QTableView, QWidget

from caveat.domain.suppliers import SheetPreview
from caveat.ui.theme import Theme
from caveat.ui.wording import one_line, tip

Index = QModelIndex | QPersistentModelIndex

_MANY = 64
"""Columns that get a combo box; further ones are listed without."""


class PreviewModel(QAbstractTableModel):
    """Row 0 is kept free for the meanings; below stand the sheet's first rows."""

    def __init__(self, preview: SheetPreview) -> None:
        super().__init__()
        self._preview = preview

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """The row of meanings and the first rows."""
        return 0 if parent.isValid() else 1 + len(self._preview.first_rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """The sheet's columns."""
        return 0 if parent.isValid() else len(self._preview.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Letter and heading of a column; number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return "" if section == 0 else str(section)
        if not 0 <= section < len(self._preview.columns):
            return None
        column = self._preview.columns[section]
        heading = one_line(column.heading)
        return f"{column.letter} · {heading}" if heading else column.letter

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell of the sheet."""
        if not index.isValid() or index.row() == 0:
            return None
        row = self._preview.first_rows[index.row() - 1]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            text = one_line(row[index.column()]) if index.column() < len(row) else ""
            return tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.FontRole and index.row() == self._preview.header_row:
            bold = QFont()
            bold.setWeight(QFont.Weight.DemiBold)
            return bold
        return None


class MeaningsTable(QTableView):
    """Every guess is shown and can be corrected. A meaning is the text of an enumeration."""

    corrected = Signal()

    def __init__(
        self, theme: Theme, words: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = dict(words)
        self._columns: tuple[int, ...] = ()
        self.meanings: list[QComboBox] = []
        self.setAccessibleName("First rows of the spreadsheet")
        self.setAlternatingRowColors(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)

    def show_preview(self, preview: SheetPreview, guessed: Mapping[int, str]) -> None:
        """Show a sheet; ``guessed`` tells the meaning of columns by their 0-based number."""
        px = self._theme.px
        old = self.model()
        self.setModel(PreviewModel(preview))
        if old is not None:
            old.deleteLater()
        self.meanings = []
        shown = preview.columns[:_MANY]
        self._columns = tuple(column.index for column in shown)
        for place, column in enumerate(shown):
            box = QComboBox()
            box.setAccessibleName(f"Meaning of column {column.letter}")
            box.addItem("Not used", "")
            for meaning, word in self._words.items():
                box.addItem(word, meaning)
            box.setCurrentIndex(max(box.findData(guessed.get(column.index, "")), 0))
            box.currentIndexChanged.connect(self.corrected)
            self.setIndexWidget(self.model().index(0, place), box)
            self.setColumnWidth(place, px(12.5))
            self.meanings.append(box)
        self.verticalHeader().setDefaultSectionSize(px(1.7))
        self.setRowHeight(0, px(2.2))

    def chosen(self) -> tuple[tuple[int, str], ...]:
        """Columns that are used, and what they mean."""
        return tuple(
            (column, str(box.currentData()))
            for column, box in zip(self._columns, self.meanings, strict=True)
            if box.currentData()
        )
