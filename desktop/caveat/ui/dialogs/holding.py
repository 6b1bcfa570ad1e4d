"""Asks for one holding: who holds how much of whom, since when, and where that stands."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caveat.ui.contract_links import TypedHolding
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.panes import fit_height

_LONGEST = 500


class HoldingDialog(QDialog):
    """Stays open until the holding is stored, so that nothing typed is lost to a slip."""

    given = Signal(TypedHolding)

    def __init__(self, theme: Theme, company: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Type in a holding")
        title = PlainLabel("Who holds how much of whom?", "title", wraps=True)
        words = "It goes on record with your name and its source, and counts from now on."
        self.holder = _line("Holder", "Name, or number of a listed party")
        self.company = _line("Company held", "Name, or number of a listed party")
        self.company.setText(company[:_LONGEST])
        self.share = _line("Share", "30, 30-40, >50, about 30, majority; empty if not known")
        self.since = _line("Held since", "2021, 2021-05 or 2021-05-31; empty if not known")
        self.source = _line("Where that stands", "Register, report, page")
        self.problem = PlainLabel(tone="strong", wraps=True, selectable=True)
        self.problem.hide()
        form = QFormLayout()
        for line in (self.holder, self.company, self.share, self.since, self.source):
            form.addRow(line.accessibleName(), line)
            line.textChanged.connect(self._check)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.store = QPushButton("Put on record")
        self.store.setProperty("role", "main")
        self.store.setDefault(True)
        self.buttons.addButton(self.store, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._on_agreed)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(1.2), theme.px(1), theme.px(1.2), theme.px(0.8))
        column.setSpacing(theme.px(0.6))
        column.addWidget(title)
        column.addWidget(PlainLabel(words, "muted", wraps=True))
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(theme.px(38))
        self._check()
        fit_height(self)
        self.holder.setFocus()

    def say_problem(self, text: str) -> None:
        """What must be mended before it can be stored."""
        self.problem.setText(text)
        self.problem.show()
        self._check()
        fit_height(self)

    @Slot()
    def _check(self) -> None:
        needed = (self.holder, self.company, self.source)
        self.store.setEnabled(all(line.text().strip() for line in needed))

    @Slot()
    def _on_agreed(self) -> None:
        self.store.setEnabled(False)  # until it is known whether it could be stored
        self.given.emit(
            TypedHolding(
                self.holder.text().strip(),
                self.company.text().strip(),
                self.share.text().strip(),
                self.since.text().strip(),
                self.source.text().strip(),
            )
        )


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(_LONGEST)
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    return line
