"""What importing a spreadsheet did: suppliers, repeats, and every row that was not taken."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from caveat.domain.suppliers import RowNotTaken
from caveat.ui.models.columns import Column
from caveat.ui.models.rows import RowsModel
from caveat.ui.theme import Theme
from caveat.ui.widgets.fact_table import FactTable
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.panes import framed
from caveat.ui.wording import counted, one_line

_COLUMNS: tuple[Column[RowNotTaken], ...] = (
    Column("Sheet", lambda row: one_line(row.sheet), width=8),
    Column("Row", lambda row: f"{row.row:,}", right=True, width=4.5),
    Column("Column", lambda row: one_line(row.column), width=6),
    Column("Reason", lambda row: one_line(row.reason), width=20),
    Column("What stands there", lambda row: one_line(row.raw), width=12),
)


class RowsNotTakenDialog(QDialog):
    """A table of rows and reasons that can be copied."""

    def __init__(
        self, theme: Theme, rows: Sequence[RowNotTaken], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rows not taken")
        self.model = RowsModel(_COLUMNS)
        self.model.set_rows(rows)
        self.table = FactTable(theme, "Rows not taken")
        self.table.show_columns(self.model, _COLUMNS)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        copy = QPushButton("Copy all as text")
        copy.clicked.connect(self._copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        words = f"{counted(len(rows), 'row')} did not become a supplier"
        column.addWidget(PlainLabel(words, "title", wraps=True))
        note = "The other rows are in the book. Mend these in the spreadsheet and import it again."
        column.addWidget(PlainLabel(note, "muted", wraps=True))
        column.addWidget(framed(self.table), 1)
        column.addWidget(buttons)
        self.resize(theme.px(54), theme.px(26))

    def _copy(self) -> None:
        self.table.selectAll()
        QGuiApplication.clipboard().setText(self.table.text())
