"""The line above the picture: whose links, how many steps, filter, zoom, size, and what else."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from caveat.ui.contract_links import STEPS
from caveat.ui.icons import dress_button
from caveat.ui.theme import Theme
from caveat.ui.wording import counted

_MOST_STEPS = 5


class LinkTools(QWidget):
    """Buttons; whoever owns it does what they say."""

    subject_chosen = Signal()
    steps_chosen = Signal()
    filter_toggled = Signal(bool)
    zoomed = Signal(int)
    fitted = Signal()
    enlarge_wanted = Signal(bool)
    export_wanted = Signal()
    copy_wanted = Signal()
    import_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.party = _tool("This party", "Links of the listed party", checkable=True)
        self.typed = _tool("Your supplier", "Links of the supplier as typed", checkable=True)
        self._group = QButtonGroup(self)
        for button in (self.party, self.typed):
            self._group.addButton(button)
        self.party.setChecked(True)
        self._group.buttonClicked.connect(self._on_subject)
        self.steps = QComboBox()
        self.steps.setAccessibleName("Steps that are walked from the party")
        for steps in range(1, _MOST_STEPS + 1):
            self.steps.addItem(counted(steps, "step"), steps)
        self.steps.setCurrentIndex(STEPS - 1)
        self.steps.activated.connect(self._on_steps)
        self.filter = _tool("Filter", "Filter the ties by kind, source and day", checkable=True)
        self.filter.toggled.connect(self.filter_toggled)
        self.smaller = _tool("", "Smaller picture (-)")
        self.smaller.clicked.connect(self._on_smaller)
        self.larger = _tool("", "Larger picture (+)")
        self.larger.clicked.connect(self._on_larger)
        self.fit = _tool("Fit", "Show the whole picture (F)")
        self.fit.clicked.connect(self.fitted)
        self.enlarge = _tool("Enlarge", "Give the links the whole page (F11)", checkable=True)
        self.enlarge.toggled.connect(self.enlarge_wanted)
        self.more = _tool("More", "Export, copy, import or withdraw relations")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        menu.addAction("Export the picture…", self.export_wanted.emit)
        menu.addAction("Copy the list as text", self.copy_wanted.emit)
        menu.addSeparator()
        menu.addAction("Import relations…", self.import_wanted.emit)
        menu.addAction("Withdraw a relation…", self.withdraw_wanted.emit)
        self.more.setMenu(menu)
        self._row = QHBoxLayout(self)
        for widget in (self.party, self.typed, self.steps, self.filter):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for widget in (self.smaller, self.larger, self.fit, self.enlarge, self.more):
            self._row.addWidget(widget)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def steps_wanted(self) -> int:
        """Steps chosen."""
        return int(self.steps.currentData())

    def offer(self, *, party: bool, typed: bool) -> None:
        """Which subjects there are; a choice that is no more falls back to the other one."""
        both = party and typed
        self.party.setVisible(both)
        self.typed.setVisible(both)
        if not both:
            (self.party if party else self.typed).setChecked(True)

    def set_usable(self, *, usable: bool) -> None:
        """What needs a picture is off while there is none."""
        for widget in (self.filter, self.smaller, self.larger, self.fit):
            widget.setEnabled(usable)

    def say_filtered(self, *, filtered: bool) -> None:
        """Show in words that something is left out."""
        self.filter.setText("Filtered" if filtered else "Filter")
        self._dress()

    def show_enlarged(self, *, enlarged: bool) -> None:
        """Show whether the links have the whole page, without asking for it."""
        self.enlarge.blockSignals(True)
        self.enlarge.setChecked(enlarged)
        self.enlarge.blockSignals(False)
        self.enlarge.setText("Reduce" if enlarged else "Enlarge")
        self._dress()

    @Slot()
    def _on_subject(self) -> None:
        self.subject_chosen.emit()

    @Slot()
    def _on_steps(self) -> None:
        self.steps_chosen.emit()

    @Slot()
    def _on_smaller(self) -> None:
        self.zoomed.emit(-1)

    @Slot()
    def _on_larger(self) -> None:
        self.zoomed.emit(1)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(0.5), px(0.25), px(0.5), px(0.25))
        self._row.setSpacing(px(0.2))
        dress_button(self.smaller, "less", self._theme, "muted")
        dress_button(self.larger, "add", self._theme, "muted")


def _tool(text: str, name: str, *, checkable: bool = False) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setCheckable(checkable)
    return button
