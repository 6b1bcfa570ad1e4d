"""Asks for the reason that goes on record before something is done that guards would not do."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.panes import fit_height

_LONGEST = 2000


class ReasonDialog(QDialog):
    """A question, what is known, and a reason without which nothing can be pressed.

    ``given`` carries the reason. Large figures stand between the words and the field, to be
    compared with what a publisher prints.
    """

    given = Signal(str)

    def __init__(
        self,
        theme: Theme,
        title: str,
        texts: Sequence[tuple[str, str]],
        button: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(title)
        self.title = PlainLabel(title, "title", wraps=True)
        self.labels = [PlainLabel(text, tone, wraps=True, selectable=True) for text, tone in texts]
        self.figures = QHBoxLayout()
        self.figures.setSpacing(theme.px(1.6))
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        self.reason.setPlaceholderText("Why; it goes on record with your name")
        self.reason.setAccessibleName("Reason")
        self.reason.textChanged.connect(self._check)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.agree = QPushButton(button)
        self.agree.setProperty("role", "main")
        self.agree.setDefault(True)
        self.buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._on_agreed)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(1.2), theme.px(1), theme.px(1.2), theme.px(0.8))
        column.setSpacing(theme.px(0.6))
        column.addWidget(self.title)
        for label in self.labels:
            column.addWidget(label)
        column.addLayout(self.figures)
        column.addWidget(self.reason)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(theme.px(36))
        self._check()
        fit_height(self)
        self.reason.setFocus()

    def show_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        """Large figures with their words below, such as ``("3,409", "entries")``."""
        for figure, word in figures:
            block = QVBoxLayout()
            block.setSpacing(0)
            large = PlainLabel(figure, "figure", selectable=True)
            font = large.font()
            font.setPointSizeF(font.pointSizeF() * 1.9)
            large.setFont(font)
            large.setAccessibleName(f"{figure} {word}")
            small = PlainLabel(word, "muted")
            for label in (large, small):
                block.addWidget(label)
            self.figures.addLayout(block)
            for label in (large, small):
                label.show()  # what is added to a dialog in sight counts as hidden until then
        self.figures.addStretch(1)
        fit_height(self)

    @Slot()
    def _check(self) -> None:
        self.agree.setEnabled(bool(self.reason.text().strip()))

    @Slot()
    def _on_agreed(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.accept()
            self.given.emit(reason)
