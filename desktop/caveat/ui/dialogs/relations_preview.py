"""A table of relations before it is taken in: what would be stored, what not, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.relation_tables import RowRemark
from caveat.domain.relations import PartyRef, RefKind, Tie
from caveat.domain.sources import Mark
from caveat.domain.stated_relations import RelationImport
from caveat.ui.models.columns import Column
from caveat.ui.models.columns import Row as Item
from caveat.ui.models.rows import RowsModel
from caveat.ui.theme import Theme
from caveat.ui.widgets.fact_table import FactTable
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.panes import fit_screen, framed
from caveat.ui.wording import as_sentence, counted, isolated, one_line

_KNOWN = {
    RefKind.LISTED: " (listed)",
    RefKind.SUPPLIER: " (your supplier)",
    RefKind.NAMED: "",
}


def _end(ref: PartyRef) -> str:
    return one_line(str(ref)) + _KNOWN[ref.kind]


def _source(tie: Tie) -> str:
    doubtful = tie.source.mark in {Mark.SECONDARY, Mark.UNVERIFIED}
    return one_line(tie.source.title) + (" (verify)" if doubtful else "")


def _happened(remark: RowRemark) -> str:
    return f"It {one_line(remark.happened)}."


def _to_do(remark: RowRemark) -> str:
    return one_line(remark.do)


_TIES: tuple[Column[Tie], ...] = (
    Column("Row", lambda tie: f"{tie.row:,}", right=True, width=4),
    Column("Who", lambda tie: _end(tie.subject), width=13),
    Column("is", lambda tie: tie.kind.value, width=8.5),
    Column("Whom", lambda tie: _end(tie.object), width=13),
    Column("Share", lambda tie: str(tie.share.interval) if tie.share else "", width=6.5),
    Column("From", lambda tie: tie.period.since, width=5.5),
    Column("To", lambda tie: tie.period.until, width=5.5),
    Column("Source", _source, width=11),
)
_REMARKS: tuple[Column[RowRemark], ...] = (
    Column("Row", lambda remark: f"{remark.row:,}", right=True, width=4),
    Column("Column", lambda remark: one_line(remark.column), width=5),
    Column("What is there", _happened, tip=_happened, width=26),
    Column("What to do", _to_do, tip=_to_do, width=22),
)


class RelationsDialog(QDialog):
    """What a table of relations holds; with ``offers_import``, before it is stored."""

    import_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        seen: RelationImport,
        parent: QWidget | None = None,
        *,
        offers_import: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import relations")
        self._seen = seen
        self.headline = PlainLabel(headline(seen), "title", wraps=True)
        self.summary = PlainLabel(summary(seen), wraps=True, selectable=True)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Rows of the table")
        self.tabs.setDocumentMode(True)
        used = [remark for remark in seen.remarks if remark.used]
        self.ties = self._add(theme, "Relations", _TIES, seen.ties)
        self.not_used = self._add(theme, "Not used", _REMARKS, seen.not_used)
        self.remarks = self._add(theme, "Used, with a remark", _REMARKS, used)
        kind = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kind.Cancel if offers_import else kind.Close)
        buttons.rejected.connect(self.reject)
        self.take = QPushButton(f"Store {counted(fresh(seen), 'relation')}")
        self.take.setProperty("role", "main")
        self.take.setEnabled(fresh(seen) > 0)
        self.take.setDefault(True)
        if offers_import:
            buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
            buttons.accepted.connect(self._on_import)
        copy = QPushButton("Copy as text")
        copy.clicked.connect(self._copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.addWidget(self.headline)
        column.addWidget(self.summary)
        column.addWidget(framed(self.tabs), 1)
        column.addWidget(buttons)
        if not offers_import or (seen.not_used and not seen.ties):
            self.tabs.setCurrentIndex(1)
        fit_screen(self, theme.px(66), theme.px(32))

    def _add(
        self, theme: Theme, word: str, columns: tuple[Column[Item], ...], rows: Sequence[Item]
    ) -> RowsModel[Item]:
        model = RowsModel(columns)
        model.set_rows(rows)
        table = FactTable(theme, word)
        table.show_columns(model, columns)
        self.tabs.addTab(table, f"{word} ({len(rows):,})")
        return model

    def text(self) -> str:
        """Everything as text."""
        parts = [self.headline.text(), self.summary.text()]
        for number in range(self.tabs.count()):
            table = self.tabs.widget(number)
            if isinstance(table, FactTable):
                table.selectAll()
                parts += ["", self.tabs.tabText(number), table.text()]
                table.clearSelection()
        return "\n".join(parts)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    @Slot()
    def _on_import(self) -> None:
        self.accept()
        self.import_wanted.emit()


def fresh(seen: RelationImport) -> int:
    """Relations that are not on record yet."""
    return max(len(seen.ties) - seen.repeated, 0)


def headline(seen: RelationImport) -> str:
    """The file and how much of it was read."""
    sheet = f", sheet {isolated(seen.sheet)}" if seen.sheet else ""
    return f"{isolated(seen.file_name)}{sheet} · {counted(seen.rows_read, 'row')}"


def summary(seen: RelationImport) -> str:
    """What would be stored, what not, and what is to be known."""
    words = [f"{counted(fresh(seen), 'new relation')}"]
    if seen.repeated:
        words.append(f"{seen.repeated:,} on record already")
    if seen.not_used:
        words.append(f"{counted(len(seen.not_used), 'row')} cannot be used")
    if seen.unknown:
        names = counted(len(seen.unknown), "name")
        words.append(f"{names} neither on a list nor in a supplier book")
    lines = [", ".join(words) + "."]
    lines += [as_sentence(warning) for warning in seen.warnings]
    lines.append("Each is kept with its source, counts as your statement, and can be withdrawn.")
    return "\n".join(lines)
