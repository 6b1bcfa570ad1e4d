"""The rules of law on a day: looked over, filtered, read in full, corrected with a source."""

from datetime import date
from typing import ClassVar

from PySide6.QtCore import QDate, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from caveat.domain.consequences import RuleBook
from caveat.domain.records import Changes
from caveat.ui.models.rows import RowsModel
from caveat.ui.pages.page import Desk
from caveat.ui.pages.settings.entries import COLUMNS, EntryKind, RuleEntry, entries_on
from caveat.ui.pages.settings.room import Room
from caveat.ui.pages.settings.rule_tools import OpenedTools, OwnRulesButton
from caveat.ui.pages.settings.ruling import Ruling
from caveat.ui.widgets.day_field import DayField
from caveat.ui.widgets.fact_sheet import FactSheet
from caveat.ui.widgets.fact_table import FactTable
from caveat.ui.widgets.labels import ElidedLabel, PlainLabel
from caveat.ui.widgets.notice import Notice
from caveat.ui.widgets.panes import framed
from caveat.ui.wording import counted, isolated

_YEARS_AHEAD = 20
_VERIFY = "What was not read in its source is marked “verify” and is not stated as law."


class RulesRoom(Room):
    """A table of rules, cards or red flags on a day, and the chosen one beside it."""

    key: ClassVar[str] = "rules"
    word: ClassVar[str] = "Rules of law"
    watched: ClassVar[frozenset[Changes]] = frozenset({Changes.SETTINGS})

    book_shown = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.book: RuleBook | None = None
        self._opened = ""
        self.ruling = Ruling(desk, self)
        self.ruling.read.connect(self.show_book)
        self.ruling.noticed.connect(self.noticed)
        self.ruling.failed.connect(self.failed)
        self._build()
        desk.theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("Rules, cards of lists or red flags")
        for kind in EntryKind:
            self.kinds.addItem(kind.value, kind)
        self.kinds.currentIndexChanged.connect(self._show_rows)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by word, list or source")
        self.filter.setAccessibleName("Filter rules by text")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._show_rows)
        self.day = DayField("Day")
        self.day.setMaximumDate(QDate.currentDate().addYears(_YEARS_AHEAD))
        self.day.dateChanged.connect(self._show_rows)
        label = PlainLabel("State on", "muted")
        label.setBuddy(self.day)
        self.own_button = OwnRulesButton(self.desk.theme)
        self.own_button.export_wanted.connect(self.ruling.choose_export)
        self.own_button.import_wanted.connect(self.ruling.choose_import)
        self.own_button.reset_wanted.connect(self.ruling.ask_reset)
        top = QHBoxLayout()
        top.addWidget(self.kinds)
        top.addWidget(self.filter, 1)
        top.addWidget(label)
        top.addWidget(self.day)
        top.addWidget(self.own_button)
        self.said = ElidedLabel(tone="muted")
        self.model: RowsModel[RuleEntry] = RowsModel(COLUMNS)
        self.table = FactTable(self.desk.theme, "Rules", two_lines=True)
        self.table.show_columns(self.model, COLUMNS)
        self.table.restore_widths(self.desk.state.bytes_of("settings/rules"))
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(framed(self.table))
        self._split.addWidget(framed(self._build_opened()))
        for side in (0, 1):
            self._split.setStretchFactor(side, 1)
        self._split.setSizes([1000, 1000])  # shared evenly, whatever the width
        state = self.desk.state.bytes_of("settings/rules split")
        if state is not None:
            self._split.restoreState(state)
        self._column = QVBoxLayout(self)
        self._column.addLayout(top)
        self._column.addWidget(self.said)
        self._column.addWidget(self._split, 1)

    def _build_opened(self) -> QWidget:
        self.tools = OpenedTools(self.desk.theme)
        self.tools.correct_wanted.connect(self.correct)
        self.tools.take_back_wanted.connect(self.take_back)
        self.tools.copy_wanted.connect(self._copy)
        self.sheet = FactSheet(self.desk.theme, "The chosen rule")
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.sheet, 1)
        return whole

    # --- what is shown -------------------------------------------------------------------------

    @Slot(object)
    def show_book(self, book: object) -> None:
        """Show an edition of the rules, with the same entry opened as before."""
        if not isinstance(book, RuleBook):
            return
        self.book = book
        self.own_button.set_resettable(resettable=book.own is not None or bool(book.warnings))
        self._show_rows()
        self.book_shown.emit()

    def show_day(self, day: date) -> None:
        """Ask for another day."""
        self.day.show_day(day)

    def show_kind(self, kind: EntryKind) -> None:
        """Show rules, cards or red flags."""
        self.kinds.setCurrentIndex(self.kinds.findData(kind))

    def open_entry(self, id_: str) -> None:
        """Open an entry of those shown; the first one where it is not among them."""
        rows = self.model.rows
        place = next((n for n, entry in enumerate(rows) if entry.id == id_), 0)
        if rows:
            self.table.setCurrentIndex(self.model.index(place, 0))
            self.table.selectRow(place)

    @property
    def opened(self) -> RuleEntry | None:
        """The entry that is opened."""
        return self.model.row_at(self.table.currentIndex().row())

    def text(self) -> str:
        """The opened entry as text."""
        return self.sheet.text()

    @Slot()
    def _show_rows(self) -> None:
        if self.book is None:
            return
        wanted = self._opened
        text = self.filter.text().strip()
        kind = EntryKind(self.kinds.currentData())
        every = tuple(entries_on(self.book, self.day.day(), kind))
        rows = tuple(entry for entry in every if entry.has(text))
        self.model.set_rows(rows)
        shown = f"{len(rows)} of " if len(rows) < len(every) else ""
        self.said.set_text(f"{shown}{counted(len(every), kind.noun)} · {self._own_words()}")
        if rows:
            self.open_entry(wanted)
        else:
            self.sheet.show_facts(())
            self.tools.show_entry(None)
        self._opened = wanted if not rows else self._opened

    def _own_words(self) -> str:
        if self.book is None or self.book.own is None:
            return _VERIFY
        own = self.book.own
        why = f": {isolated(own.reason)}" if own.reason else ""
        by = f"* corrected or added by {isolated(own.by)}, last on {own.at.date()}{why}"
        return f"{by} · {_VERIFY}"

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        entry = self.model.row_at(current.row()) if current.isValid() else None
        if entry is not None:
            self._opened = entry.id
            self.sheet.show_facts(entry.facts)
            self.tools.show_entry(entry)

    # --- what is asked -------------------------------------------------------------------------

    @Slot()
    def correct(self) -> None:
        """Correct the opened entry, with a source."""
        if self.book is not None and self.opened is not None:
            self.ruling.ask_correction(self.book, self.opened.id, self.day.day())

    @Slot()
    def take_back(self) -> None:
        """Take back the corrections of the opened entry."""
        if self.opened is not None and self.opened.own:
            self.ruling.ask_take_back(self.opened.id, self.opened.title)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.noticed.emit(Notice("Copied: the opened entry as text", "accent", "copy"))

    def fetch(self) -> None:
        """Fetch the rules anew."""
        self.ruling.fetch()

    def shown(self) -> None:
        """The keyboard goes to the table."""
        self.table.setFocus()

    def remember(self) -> None:
        """Keep widths and the split."""
        self.desk.state.remember("settings/rules", self.table.widths())
        self.desk.state.remember("settings/rules split", self._split.saveState())

    @Slot()
    def _dress(self) -> None:
        px = self.desk.theme.px
        self._column.setContentsMargins(0, px(0.5), 0, 0)
        self._column.setSpacing(px(0.4))
