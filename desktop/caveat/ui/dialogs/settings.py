"""Settings: who works here, how it looks, and the alert line."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.protection import Protection
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.ui.dialogs.protection_row import ProtectionRow
from caveat.ui.theme import ZOOM_STEPS, Theme, Wish
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.panes import fit_height

_THEME_WORD = {Wish.SYSTEM: "As the system", Wish.LIGHT: "Light", Wish.DARK: "Dark"}
_LOWEST, _HIGHEST = 50, 95


@dataclass(frozen=True, slots=True)
class AlertLine:
    """A new alert line and why."""

    value: float
    reason: str


class SettingsDialog(QDialog):
    """Looks change at once; the operator and the alert line when the dialog is accepted."""

    theme_chosen = Signal(str)
    zoom_chosen = Signal(float)
    operator_chosen = Signal(str)
    alert_line_chosen = Signal(AlertLine)
    rekey_wanted = Signal(object)
    """A `Rekeying`: encrypt, change the passphrase or decrypt."""

    def __init__(
        self,
        theme: Theme,
        operator: str,
        alert_line: float,
        protection: Protection,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._theme = theme
        self._operator = operator
        self._alert_line = alert_line
        self.operator = QLineEdit(operator)
        self.operator.setAccessibleName("Name of the operator")
        self.operator.setMaxLength(200)
        self.line = QSpinBox()
        self.line.setRange(_LOWEST, _HIGHEST)
        self.line.setValue(round(alert_line))
        self.line.lineEdit().setTextMargins(theme.px(0.4), 0, 0, 0)
        self.line.setAccessibleName("Alert line, a score")
        self.line.valueChanged.connect(self._check)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Why; it goes on record and on every memo")
        self.reason.setAccessibleName("Reason for moving the alert line")
        self.reason.setMaxLength(2000)
        self.reason.textChanged.connect(self._check)
        self.hint = PlainLabel(tone="muted", wraps=True)
        self.zoom = QComboBox()
        self.zoom.setAccessibleName("Size of text")
        for step in ZOOM_STEPS:
            self.zoom.addItem(_zoom_word(step), step)
        nearest = min(ZOOM_STEPS, key=lambda step: abs(step - theme.zoom))
        self.zoom.setCurrentIndex(ZOOM_STEPS.index(nearest))
        self.zoom.currentIndexChanged.connect(self._on_zoom)
        self.protection = ProtectionRow(theme, protection)
        self.protection.rekey_wanted.connect(self._on_rekey)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        self._build()
        self._check()

    def _build(self) -> None:
        looks = QHBoxLayout()
        looks.setSpacing(self._theme.px(1))
        self.looks = QButtonGroup(self)
        for number, (wish, word) in enumerate(_THEME_WORD.items()):
            button = QRadioButton(word)
            button.setChecked(wish is self._theme.wish)
            self.looks.addButton(button, number)
            looks.addWidget(button)
        looks.addStretch(1)
        self.looks.idClicked.connect(self._on_look)
        form = QFormLayout()
        form.setHorizontalSpacing(self._theme.px(1))
        form.setVerticalSpacing(self._theme.px(0.6))
        form.addRow(PlainLabel("Operator", "muted"), self.operator)
        who = "The name on screenings, decisions and memos. Each name has a key of its own."
        form.addRow("", PlainLabel(who, "muted", wraps=True))
        form.addRow(PlainLabel("Look", "muted"), looks)
        form.addRow(PlainLabel("Size of text", "muted"), self.zoom)
        form.addRow(PlainLabel("Alert line", "muted"), self.line)
        form.addRow("", self.reason)
        form.addRow("", self.hint)
        form.addRow(PlainLabel("Protection", "muted"), self.protection)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self.buttons)
        px = self._theme.px
        column.setContentsMargins(px(1.2), px(1), px(1.2), px(0.8))
        self.setMinimumWidth(px(34))

    @Slot()
    def _check(self) -> None:
        moved = self.line.value() != round(self._alert_line)
        raised = self.line.value() > self._alert_line
        self.reason.setVisible(moved)
        needed = raised and not self.reason.text().strip()
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(not needed)
        words = (
            f"From this score a party needs a decision. The usual line is {DEFAULT_THRESHOLD:g}."
        )
        if raised:
            words = "Raising the line hides parties between the old and the new one. Say why."
        self.hint.setText(words)
        self.hint.set_tone("possible" if raised else "muted")
        fit_height(self)

    @Slot(object)
    def _on_rekey(self, did: object) -> None:
        self.reject()  # one dialog at a time; what was typed here was not accepted
        self.rekey_wanted.emit(did)

    @Slot(int)
    def _on_look(self, number: int) -> None:
        self.theme_chosen.emit(list(_THEME_WORD)[number].value)

    @Slot()
    def _on_zoom(self) -> None:
        self.zoom_chosen.emit(float(self.zoom.currentData()))

    @Slot()
    def _on_accepted(self) -> None:
        name = self.operator.text().strip()
        if name and name != self._operator:
            self.operator_chosen.emit(name)
        if self.line.value() != round(self._alert_line):
            line = AlertLine(float(self.line.value()), self.reason.text().strip())
            self.alert_line_chosen.emit(line)
        self.accept()


def _zoom_word(step: float) -> str:
    if step == 1:
        return "Normal"
    return f"{step:g} times"
