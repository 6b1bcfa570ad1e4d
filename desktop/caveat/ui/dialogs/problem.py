"""An error in the officer's words: what happened, what is safe, what to do."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caveat.ui.bridge import Problem, ProblemKind
from caveat.ui.icons import dress_label
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.panes import fit_height
from caveat.ui.wording import plain

_ICON = {
    ProblemKind.INPUT: ("note", "note"),
    ProblemKind.ENVIRONMENT: ("possible", "possible"),
    ProblemKind.BUG: ("strong", "strong"),
    ProblemKind.PASSPHRASE: ("lock", "note"),
    ProblemKind.KEY_PASSPHRASE: ("lock", "note"),
}


class ProblemDialog(QDialog):
    """Calm, plain, and its text can be copied."""

    def __init__(self, theme: Theme, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Caveat")
        px = theme.px
        name, tone = _ICON[problem.kind]
        icon = QLabel()
        dress_label(icon, name, theme, tone, ems=2)
        self.title = PlainLabel(problem.title, "title", wraps=True)
        self.text = PlainLabel(plain(problem.text), wraps=True, selectable=True)
        words = QVBoxLayout()
        words.addWidget(self.title)
        words.addWidget(self.text, 1)
        upper = QHBoxLayout()
        upper.setSpacing(px(0.8))
        upper.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        upper.addLayout(words, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton("Copy as text")
        copy.clicked.connect(self._copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(1), px(1), px(1), px(0.8))
        column.addLayout(upper, 1)
        column.addWidget(buttons)
        self.setMinimumWidth(px(32))
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        close.setFocus()
        fit_height(self)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.title.text()}\n{self.text.text()}")
