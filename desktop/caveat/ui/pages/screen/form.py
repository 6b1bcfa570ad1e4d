"""What the officer types: name, address, country, and more where it is known."""

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.parties import PartyKind
from caveat.domain.screening import Query
from caveat.ui.icons import dress_button, themed_icon
from caveat.ui.pages.screen.day import DayChoice
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.wording import all_countries

PAUSE_MS = 120
"""How long typing must rest before a search is asked."""
DAY_PAUSE_MS = 900
"""Likewise while a day is chosen."""
_LONGEST = 10_000
"""Characters that a field takes: longer than any published name."""
_ANY = "Any country"


_LIMIT = 200
"""Matches a list can be scrolled through; what is beyond is counted and said."""


class SearchForm(QWidget):
    """Fields of a search. ``changed`` comes once typing rests, ``touched`` with every key."""

    touched = Signal()
    changed = Signal()
    down_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._silent = False
        self.name = _line("Name in any script", "Name of the supplier, in any script")
        self.name.setObjectName("search")
        self.name.setClearButtonEnabled(True)
        self._lens = self.name.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.address = _line("Address", "Address of the supplier")
        self.country = _country_box()
        self.aliases = _line("Other names, separated by ;", "Other names, separated by semicolons")
        self.numbers = _line("Registration, tax or passport numbers, separated by ;", "Numbers")
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind of party")
        self.kind.addItem("Any kind", "")
        for kind in (PartyKind.COMPANY, PartyKind.PERSON, PartyKind.VESSEL, PartyKind.AIRCRAFT):
            self.kind.addItem(kind.value.capitalize(), kind.value)
        self.day = DayChoice(theme)
        self.more = QToolButton()
        self.more.setText("More")
        self.more.setCheckable(True)
        self.more.setToolTip("Other names, numbers, kind of party")
        self.more.setAccessibleName("More fields: other names, numbers, kind of party")
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._extra = QWidget()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MS)
        self._rest.timeout.connect(self.changed)
        self._build()
        theme.changed.connect(self._dress)
        self._dress()

    def query(self, threshold: float) -> Query:
        """What is asked now."""
        address = self.address.text().strip()
        kind = self.kind.currentData()
        return Query(
            name=self.name.text().strip(),
            aliases=_split(self.aliases.text()),
            addresses=(address,) if address else (),
            country=self._country_code(),
            identifiers=_split(self.numbers.text()),
            kind=PartyKind(kind) if kind else None,
            threshold=threshold,
            limit=_LIMIT,
            as_of=self.day.known_on(),
            in_force=self.day.law_on(),
            include_delisted=self.day.delisted.isChecked(),
        )

    def show_query(self, query: Query) -> None:
        """Fill in a recorded search without asking it."""
        self._silent = True
        self.name.setText(query.name)
        self.address.setText("; ".join(query.addresses))
        self.aliases.setText("; ".join(query.aliases))
        self.numbers.setText("; ".join(query.identifiers))
        place = self.country.findData(query.country) if query.country else 0
        self.country.setCurrentIndex(max(place, 0))
        kind = query.kind.value if query.kind else ""
        self.kind.setCurrentIndex(max(self.kind.findData(kind), 0))
        self.day.show_query(query)
        if query.aliases or query.identifiers or query.kind:
            self.more.setChecked(True)
        self._silent = False
        self._rest.stop()

    def clear(self) -> None:
        """Empty every field."""
        self.show_query(Query(name=""))
        self.more.setChecked(False)
        self.day.reset()

    def is_empty(self) -> bool:
        """Whether there is nothing to search for."""
        fields = (self.name, self.address, self.aliases, self.numbers)
        # A bracket or a quotation mark typed first is no search yet.
        return not any(map(str.isalnum, "".join(field.text() for field in fields)))

    def _country_code(self) -> str:
        place = self.country.findText(self.country.currentText(), Qt.MatchFlag.MatchFixedString)
        if place >= 0:
            return str(self.country.itemData(place) or "")
        typed = self.country.currentText().strip().upper()
        return typed if self.country.findData(typed) > 0 else ""

    def _build(self) -> None:
        second = QHBoxLayout()
        second.addWidget(self.address, 3)
        second.addWidget(self.country, 1)
        second.addWidget(self.more)
        grid = QGridLayout(self._extra)
        grid.setContentsMargins(0, 0, 0, 0)
        for column, (text, widget) in enumerate(
            (("Other names", self.aliases), ("Numbers", self.numbers), ("Kind", self.kind))
        ):
            label = PlainLabel(text, "muted")
            label.setBuddy(widget)
            grid.addWidget(label, 0, column)
            grid.addWidget(widget, 1, column)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 3)
        self._extra.hide()
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        first = QHBoxLayout()
        first.addWidget(self.name, 1)
        first.addWidget(self.day.button)
        column_layout.addLayout(first)
        column_layout.addLayout(second)
        column_layout.addWidget(self._extra)
        column_layout.addWidget(self.day)
        self._order_fields()
        self.more.toggled.connect(self._on_more)
        for line in (self.name, self.address, self.aliases, self.numbers):
            line.textChanged.connect(self._on_typed)
            line.returnPressed.connect(self._on_return)
        self.country.currentTextChanged.connect(self._on_typed)
        self.kind.currentIndexChanged.connect(self._on_typed)
        self.day.changed.connect(self._on_day)

    def _order_fields(self) -> None:
        """Tab goes from the name to the address; the day, which is seldom changed, comes last."""
        fields = (self.name, self.address, self.country, self.more)
        extra = (self.aliases, self.numbers, self.kind)
        for before, after in pairwise((*fields, *extra, self.day.button)):
            QWidget.setTabOrder(before, after)

    @Slot()
    def _on_typed(self) -> None:
        if not self._silent:
            self.touched.emit()
            self._rest.start(PAUSE_MS)

    @Slot()
    def _on_day(self) -> None:
        """A day is typed part by part, and each day on the way might need an index of its own."""
        if not self._silent:
            self.touched.emit()
            self._rest.start(DAY_PAUSE_MS)

    @Slot()
    def _on_return(self) -> None:
        if self._rest.isActive():
            self._rest.stop()
            self.changed.emit()
        else:
            self.down_pressed.emit()

    @Slot(bool)
    def _on_more(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._extra.setVisible(checked)
        self._dress()
        if checked and not self._silent:
            self.aliases.setFocus()

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._lens.setIcon(themed_icon("screen", self._theme, "muted"))
        dress_button(self.more, "less" if self.more.isChecked() else "add", self._theme, "muted")
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(px(0.35))


def _line(placeholder: str, name: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(placeholder)
    line.setAccessibleName(name)
    line.setMaxLength(_LONGEST)
    return line


def _country_box() -> QComboBox:
    box = QComboBox()
    box.setAccessibleName("Country of the supplier")
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItem(_ANY, "")
    for code, name in all_countries():
        box.addItem(name, code)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    completer = QCompleter(box.model(), box)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    box.setCompleter(completer)
    return box


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
