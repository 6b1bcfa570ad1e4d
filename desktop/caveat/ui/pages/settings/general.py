"""How this program and its workspace are set: operator, look, alert line, protection."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.protection import Protection
from caveat.domain.records import Changes
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.ui.bridge import Latest
from caveat.ui.contract import Services
from caveat.ui.pages.page import Desk
from caveat.ui.pages.settings.protection_row import ProtectionRow
from caveat.ui.pages.settings.room import Room
from caveat.ui.theme import ZOOM_STEPS, Wish
from caveat.ui.widgets.labels import PlainLabel

_THEME_WORD = {Wish.SYSTEM: "As the system", Wish.LIGHT: "Light", Wish.DARK: "Dark"}
_LOWEST, _HIGHEST = 50, 95
_WHO = "The name on screenings, decisions and memos. Each name has a key of its own."


@dataclass(frozen=True, slots=True)
class AlertLine:
    """A new alert line and why."""

    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class Workplace:
    """What the services say of how they are set."""

    operator: str
    alert_line: float
    protection: Protection


class GeneralRoom(Room):
    """Looks change at once; the operator and the alert line when their buttons are pressed."""

    key: ClassVar[str] = "general"
    word: ClassVar[str] = "Workplace"
    watched: ClassVar[frozenset[Changes]] = frozenset({Changes.SETTINGS, Changes.LISTS})

    theme_chosen = Signal(str)
    zoom_chosen = Signal(float)
    operator_chosen = Signal(str)
    alert_line_chosen = Signal(AlertLine)
    rekey_wanted = Signal(object)
    """A `Rekeying`: encrypt, change the passphrase or decrypt."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.workplace: Workplace | None = None
        self._fetched = Latest(desk.bridge, self)
        self._fetched.answered.connect(self.show_workplace)
        self._fetched.failed.connect(self.failed)
        self._form = QFormLayout()
        self._rows: list[QHBoxLayout] = []
        self._build_operator()
        self._build_looks()
        self._build_line()
        self.protection: ProtectionRow | None = None
        self._protection_place = QVBoxLayout()
        self._protection_place.setContentsMargins(0, 0, 0, 0)
        self._form.addRow(PlainLabel("Protection", "muted"), self._protection_place)
        self._build_frame()
        desk.theme.changed.connect(self._dress)
        self._dress()
        self.setEnabled(False)

    def _build_operator(self) -> None:
        self.operator = QLineEdit()
        self.operator.setAccessibleName("Name of the operator")
        self.operator.setMaxLength(200)
        self.operator.textChanged.connect(self._check)
        self.operator.returnPressed.connect(self._on_operator)
        self.change_operator = QPushButton("Change")
        self.change_operator.setAccessibleName("Change the operator")
        self.change_operator.clicked.connect(self._on_operator)
        self._form.addRow(
            PlainLabel("Operator", "muted"), self._row(self.operator, self.change_operator)
        )
        self._form.addRow("", PlainLabel(_WHO, "muted", wraps=True))

    def _build_looks(self) -> None:
        looks = QHBoxLayout()
        self.looks = QButtonGroup(self)
        for number, word in enumerate(_THEME_WORD.values()):
            button = QRadioButton(word)
            self.looks.addButton(button, number)
            looks.addWidget(button)
        looks.addStretch(1)
        self._rows.append(looks)
        self.looks.idClicked.connect(self._on_look)
        self.zoom = QComboBox()
        self.zoom.setAccessibleName("Size of text")
        for step in ZOOM_STEPS:
            self.zoom.addItem(_zoom_word(step), step)
        self.zoom.currentIndexChanged.connect(self._on_zoom)
        self._form.addRow(PlainLabel("Look", "muted"), looks)
        self._form.addRow(PlainLabel("Size of text", "muted"), self._row(self.zoom))

    def _build_line(self) -> None:
        self.line = QSpinBox()
        self.line.setRange(_LOWEST, _HIGHEST)
        self.line.setAccessibleName("Alert line, a score")
        self.line.valueChanged.connect(self._check)
        self.move_line = QPushButton("Move the line")
        self.move_line.clicked.connect(self._on_line)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Why; it goes on record and on every memo")
        self.reason.setAccessibleName("Reason for moving the alert line")
        self.reason.setMaxLength(2000)
        self.reason.textChanged.connect(self._check)
        self.hint = PlainLabel(tone="muted", wraps=True)
        self._form.addRow(PlainLabel("Alert line", "muted"), self._row(self.line, self.move_line))
        self._form.addRow("", self.reason)
        self._form.addRow("", self.hint)

    def _build_frame(self) -> None:
        inside = QWidget()
        self._inside = QHBoxLayout(inside)
        self._inside.addLayout(self._form, 1)
        self._narrow = inside
        area = QScrollArea()
        area.setObjectName("bare")
        area.setWidgetResizable(True)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def _row(self, *widgets: QWidget) -> QHBoxLayout:
        """Widgets beside each other; a text field takes what room there is."""
        row = QHBoxLayout()
        for widget in widgets:
            row.addWidget(widget, int(isinstance(widget, QLineEdit)))
        if not isinstance(widgets[0], QLineEdit):
            row.addStretch(1)
        self._rows.append(row)
        return row

    # --- what is shown -------------------------------------------------------------------------

    @Slot(object)
    def show_workplace(self, found: object) -> None:
        """Show how the services are set. What is being typed stays where nothing changed."""
        if not isinstance(found, Workplace):
            return
        before, self.workplace = self.workplace, found
        if before is None or before.operator != found.operator:
            self.operator.setText(found.operator)
        if before is None or before.alert_line != found.alert_line:
            self.line.setValue(round(found.alert_line))
            self.reason.clear()
        if before is None or before.protection != found.protection:
            self._show_protection(found.protection)
        first_time = not self.isEnabled()
        self.setEnabled(True)
        self._check()
        if first_time and self.isVisible():
            self.shown()

    def _show_protection(self, protection: Protection) -> None:
        if self.protection is not None:
            self._protection_place.removeWidget(self.protection)
            self.protection.deleteLater()
        self.protection = ProtectionRow(self.desk.theme, protection)
        self.protection.rekey_wanted.connect(self.rekey_wanted)
        self._protection_place.addWidget(self.protection)

    @Slot()
    def _check(self) -> None:
        if self.workplace is None:
            return
        name = self.operator.text().strip()
        self.change_operator.setEnabled(bool(name) and name != self.workplace.operator)
        line = self.workplace.alert_line
        moved, raised = self.line.value() != round(line), self.line.value() > line
        self.reason.setVisible(moved)
        needed = raised and not self.reason.text().strip()
        self.move_line.setEnabled(moved and not needed)
        words = (
            f"From this score a party needs a decision. The usual line is {DEFAULT_THRESHOLD:g}."
        )
        if raised:
            words = "Raising the line hides parties between the old and the new one. Say why."
        self.hint.setText(words)
        self.hint.set_tone("possible" if raised else "muted")

    # --- what is asked -------------------------------------------------------------------------

    @Slot(int)
    def _on_look(self, number: int) -> None:
        self.theme_chosen.emit(list(_THEME_WORD)[number].value)

    @Slot()
    def _on_zoom(self) -> None:
        self.zoom_chosen.emit(float(self.zoom.currentData()))

    @Slot()
    def _on_operator(self) -> None:
        if self.change_operator.isEnabled():
            self.change_operator.setEnabled(False)
            self.operator_chosen.emit(self.operator.text().strip())

    @Slot()
    def _on_line(self) -> None:
        self.move_line.setEnabled(False)
        self.alert_line_chosen.emit(AlertLine(float(self.line.value()), self.reason.text().strip()))

    def fetch(self) -> None:
        """Fetch anew how the services are set."""
        self._fetched.ask(partial(_workplace, self.desk.services))

    def shown(self) -> None:
        """The keyboard goes to the first field."""
        self.operator.setFocus()

    @Slot()
    def _dress(self) -> None:
        """Also where look or size were changed elsewhere, by menu or keys."""
        theme, px = self.desk.theme, self.desk.theme.px
        nearest = min(ZOOM_STEPS, key=lambda step: abs(step - theme.zoom))
        with QSignalBlocker(self.zoom):
            self.zoom.setCurrentIndex(ZOOM_STEPS.index(nearest))
        self.looks.button(list(_THEME_WORD).index(theme.wish)).setChecked(True)
        self.line.lineEdit().setTextMargins(px(0.4), 0, 0, 0)
        self._form.setHorizontalSpacing(px(1))
        self._form.setVerticalSpacing(px(0.6))
        for row in self._rows:
            row.setSpacing(px(0.7))
        self._narrow.setMaximumWidth(px(46))
        self._inside.setContentsMargins(px(0.2), px(0.8), px(0.8), px(0.6))


def _zoom_word(step: float) -> str:
    if step == 1:
        return "Normal"
    return f"{step:g} times"


def _workplace(services: Services, _progress: ReportProgress, _cancel: CancelToken) -> Workplace:
    return Workplace(services.operator(), services.alert_line(), services.protection())
