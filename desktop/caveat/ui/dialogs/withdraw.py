"""Asks which relation of the officer's own is to count no more, and why."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.stated_relations import StatedRelation
from caveat.ui.models.columns import Column
from caveat.ui.models.rows import RowsModel
from caveat.ui.theme import Theme
from caveat.ui.widgets.fact_table import FactTable
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.panes import fit_screen, framed
from caveat.ui.wording import day, isolated, one_line

_LONGEST = 2000


def _share(each: StatedRelation) -> str:
    tie = each.tie
    words = [str(tie.share.interval)] if tie.share else []
    words += [f"since {tie.period.since}"] if tie.period.since else []
    words += [f"until {tie.period.until}"] if tie.period.until else []
    return ", ".join(words)


def _whence(each: StatedRelation) -> str:
    where = f"{one_line(each.file_name)}, row {each.tie.row:,}" if each.file_name else "typed in"
    return f"{each.number}, {where} by {isolated(one_line(each.operator))}, {day(each.at.date())}"


_COLUMNS: tuple[Column[StatedRelation], ...] = (
    Column(
        "Who",
        lambda each: isolated(one_line(str(each.tie.subject))),
        second=lambda each: str(each.tie.kind),
        width=14,
        grows=True,
    ),
    Column(
        "Whom",
        lambda each: isolated(one_line(str(each.tie.object))),
        second=_share,
        width=14,
        grows=True,
    ),
    Column("Where that stands", lambda each: one_line(each.tie.source.title), second=_whence,
           tip=_whence, width=18, grows=True),
)  # fmt: skip


class WithdrawDialog(QDialog):
    """A table to filter, a reason without which nothing can be pressed."""

    given = Signal(str, str)
    """Number of the relation, and the reason."""

    def __init__(
        self,
        theme: Theme,
        relations: Sequence[StatedRelation],
        about: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Withdraw a relation")
        self._relations = tuple(reversed(relations))  # the newest first
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by name, source or number")
        self.filter.setAccessibleName("Filter the relations by text")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._on_filter)
        self.model = RowsModel(_COLUMNS)
        self.table = FactTable(theme, "Relations that you brought in", two_lines=True)
        self.table.show_columns(self.model, _COLUMNS)
        self.table.selectionModel().currentRowChanged.connect(self._check)
        self.hint = PlainLabel(tone="muted", wraps=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        self.reason.setPlaceholderText("Why it counts no more; it goes on record with your name")
        self.reason.setAccessibleName("Reason")
        self.reason.textChanged.connect(self._check)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.withdraw = QPushButton("Withdraw")
        self.withdraw.setProperty("role", "main")
        self.withdraw.setDefault(True)
        self.buttons.addButton(self.withdraw, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._on_agreed)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(1.2), theme.px(1), theme.px(1.2), theme.px(0.8))
        column.setSpacing(theme.px(0.6))
        column.addWidget(PlainLabel("Which relation counts no more?", "title", wraps=True))
        column.addWidget(self.filter)
        column.addWidget(framed(self.table), 1)
        column.addWidget(self.hint)
        column.addWidget(self.reason)
        column.addWidget(self.buttons)
        fit_screen(self, theme.px(58), theme.px(30))
        self.filter.setText(about if any(_carries(each, about) for each in relations) else "")
        self._on_filter()

    def chosen(self) -> StatedRelation | None:
        """The relation in the current row."""
        return self.model.row_at(self.table.currentIndex().row())

    @Slot()
    def _on_filter(self) -> None:
        text = self.filter.text().strip()
        found = [each for each in self._relations if _carries(each, text)]
        self.model.set_rows(found)
        only = len(found) == 1  # of several none is chosen for the officer
        self.table.setCurrentIndex(self.model.index(0, 0) if only else QModelIndex())
        self._check()

    @Slot()
    def _check(self) -> None:
        if not self._relations:
            hint = "Nothing was typed in or imported yet. What lists print cannot be withdrawn."
        elif not self.model.rows:
            hint = "No relation that you typed in or imported carries these words."
        elif self.chosen() is None:
            hint = "Choose one, and say why."
        else:
            hint = "It stays on record with your reason; answers of days before keep it."
        self.hint.setText(hint)
        self.withdraw.setEnabled(bool(self.chosen() and self.reason.text().strip()))

    @Slot()
    def _on_agreed(self) -> None:
        chosen, reason = self.chosen(), self.reason.text().strip()
        if chosen is not None and reason:
            self.accept()
            self.given.emit(chosen.number, reason)


def _carries(each: StatedRelation, text: str) -> bool:
    tie = each.tie
    words = (str(tie.subject), str(tie.object), tie.source.title, each.number, each.file_name)
    return any(text.casefold() in word.casefold() for word in words)
