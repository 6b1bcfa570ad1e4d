"""The dated rules on a day: looked over, never typed into; the officer's own come as a file."""

from datetime import date

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.consequences import RuleBook
from caveat.ui.law_facts import card_facts, flag_facts, rule_facts
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.day_field import DayField
from caveat.ui.widgets.fact_sheet import FactSheet
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.panes import fit_screen

_TABS = ("Rules", "Red flags", "Cards")
_YEARS_AHEAD = 20


class RulesDialog(QDialog):
    """Rules, red flags and cards on the day of the field; a rule may change on a day to come."""

    export_wanted = Signal()
    import_wanted = Signal()
    reset_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book: RuleBook | None = None
        px = desk.theme.px
        self.setWindowTitle("Rules")
        self.day = DayField("Day")
        self.day.setMaximumDate(QDate.currentDate().addYears(_YEARS_AHEAD))
        self.day.dateChanged.connect(self._show)
        self.sheets = {word: FactSheet(desk.theme, word) for word in _TABS}
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Rules, red flags and cards")
        self.tabs.setDocumentMode(True)
        for word, sheet in self.sheets.items():
            self.tabs.addTab(sheet, word)
        label = PlainLabel("State on", "muted")
        label.setBuddy(self.day)
        words = "What was not read in its source is marked “verify” and is not stated as law."
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.day)
        top.addSpacing(px(1))
        top.addWidget(PlainLabel(words, "muted", wraps=True), 1)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.tabs, 1)
        column.addWidget(self._build_buttons())
        fit_screen(self, px(66), px(44))

    def _build_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = QPushButton("Copy as text")
        self.copy.clicked.connect(self._copy)
        self.export = QPushButton("Export own rules…")
        self.export.setToolTip("Your own rules as a file, or examples to begin with")
        self.export.clicked.connect(self.export_wanted)
        self.take_in = QPushButton("Import own rules…")
        self.take_in.clicked.connect(self.import_wanted)
        self.reset = QPushButton("Program's rules only…")
        self.reset.clicked.connect(self.reset_wanted)
        for button in (self.copy, self.export, self.take_in, self.reset):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        return buttons

    def show_book(self, book: RuleBook) -> None:
        """Show an edition of the rules on the day of the field."""
        self._book = book
        self.reset.setEnabled(book.own is not None or bool(book.warnings))
        self._show()

    def show_day(self, day: date) -> None:
        """Ask for another day."""
        self.day.show_day(day)

    def text(self) -> str:
        """The tab in sight as text."""
        return self.sheets[_TABS[self.tabs.currentIndex()]].text()

    @Slot()
    def _show(self) -> None:
        if self._book is None:
            return
        day = self.day.day()
        self.sheets["Rules"].show_facts(rule_facts(self._book, day))
        self.sheets["Red flags"].show_facts(flag_facts(self._book, day))
        self.sheets["Cards"].show_facts(card_facts(self._book))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
