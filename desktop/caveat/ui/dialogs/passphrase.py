"""Asks for the passphrase of an encrypted workspace or key."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.panes import fit_height
from caveat.ui.wording import plain


class PassphraseField(QLineEdit):
    """Hidden unless shown; never offered to be remembered."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    @Slot(bool)
    def show_text(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signature
        """Show what is typed, or dots."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)


class PassphraseDialog(QDialog):
    """One field. ``given`` carries what was typed, which is then forgotten here."""

    given = Signal(str)

    def __init__(
        self, theme: Theme, text: str, parent: QWidget | None = None, *, of_key: bool
    ) -> None:
        super().__init__(parent)
        self.of_key = of_key
        self.setWindowTitle("Passphrase")
        title = "Passphrase of your key" if of_key else "Passphrase of the workspace"
        self.text = PlainLabel(plain(text), wraps=True, selectable=True)
        self.field = PassphraseField(title)
        self.field.textChanged.connect(self._check)
        shown = QCheckBox("Show what I type")
        shown.toggled.connect(self.field.show_text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.agree = QPushButton("Open")
        self.agree.setProperty("role", "main")
        self.agree.setDefault(True)
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_agreed)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(1.2), theme.px(1), theme.px(1.2), theme.px(0.8))
        column.setSpacing(theme.px(0.6))
        for widget in (PlainLabel(title, "title", wraps=True), self.text, self.field, shown):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(theme.px(30))
        self._check()
        fit_height(self)
        self.field.setFocus()

    @Slot()
    def _check(self) -> None:
        self.agree.setEnabled(bool(self.field.text()))

    @Slot()
    def _on_agreed(self) -> None:
        passphrase = self.field.text()
        self.field.clear()
        self.accept()
        self.given.emit(passphrase)
