"""Of which day a search asks: today, what was known here on a day, what was law on one."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QToolButton,
    QWidget,
)

from caveat.domain.screening import Query
from caveat.ui.icons import dress_button
from caveat.ui.theme import Theme
from caveat.ui.widgets.day_field import DayField
from caveat.ui.wording import day

TODAY = "As of today"
_ROOMY = 54
"""Width in font heights from which all stands in one line."""


class DayChoice(QWidget):
    """Two dates, each of which may be left at today, and whether history is shown.

    ``button`` opens and closes the choice and says what is chosen; it stands where the page puts
    it. ``changed`` comes with every change by hand.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._silent = False
        self.button = QToolButton()
        self.button.setObjectName("day")
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setToolTip("Ask about another day, or show delisted parties")
        self.button.toggled.connect(self._on_toggled)
        self.known = QCheckBox("As known here on")
        self.known.setToolTip("What was imported here by the end of that day answers.")
        self.known_day = self._build_day("Day of knowledge")
        self.law = QCheckBox("As the law was on")
        self.law.setToolTip("Entries by their effective dates, over all releases stored here.")
        self.law_day = self._build_day("Day of the law")
        self.delisted = QCheckBox("Show delisted parties too")
        self.delisted.setToolTip("History: shown apart, never an alert.")
        for box in (self.known, self.law, self.delisted):
            box.toggled.connect(self._on_changed)
        self.known.clicked.connect(self._on_known)
        self.law.clicked.connect(self._on_law)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(0.5))
        for place, (box, field) in enumerate(
            ((self.known, self.known_day), (self.law, self.law_day))
        ):
            self._grid.addWidget(box, 0, place * 2)
            self._grid.addWidget(field, 0, place * 2 + 1)
        self._grid.addWidget(self.delisted, 0, 4)
        self._grid.setColumnStretch(5, 1)
        theme.changed.connect(self._dress)
        self.hide()
        self._say()

    def _build_day(self, name: str) -> DayField:
        field = DayField(name)
        field.setEnabled(False)
        field.dateChanged.connect(self._on_changed)
        return field

    def known_on(self) -> date | None:
        """The day whose knowledge answers; None for today."""
        return _earlier(self.known, self.known_day)

    def law_on(self) -> date | None:
        """The day whose law is asked for; None for the lists as they stand."""
        return _chosen(self.law, self.law_day)

    def show_query(self, query: Query) -> None:
        """Show the days of a recorded search without asking it."""
        self._silent = True
        for box, field, asked in (
            (self.known, self.known_day, query.as_of),
            (self.law, self.law_day, query.in_force),
        ):
            box.setChecked(asked is not None)
            if asked is not None:
                field.show_day(asked)
        self.delisted.setChecked(query.include_delisted)
        self._silent = False
        self._say()

    @Slot()
    def reset(self) -> None:
        """Today, without history."""
        was = self._state()
        self.show_query(Query(name=""))
        self.button.setChecked(False)
        if was != self._state():
            self.changed.emit()

    def _state(self) -> tuple[date | None, date | None, bool]:
        return self.known_on(), self.law_on(), self.delisted.isChecked()

    @Slot(bool)
    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signature
        for field in (self.known_day, self.law_day):
            field.set_end()
        self.setVisible(checked)
        if checked and not self._silent:
            self.known.setFocus()

    @Slot(bool)
    def _on_known(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signature
        if checked:
            self.known_day.setFocus()

    @Slot(bool)
    def _on_law(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signature
        if checked:
            self.law_day.setFocus()

    @Slot()
    def _on_changed(self) -> None:
        self._say()
        if not self._silent:
            self.changed.emit()

    def _say(self) -> None:
        self.known_day.setEnabled(self.known.isChecked())
        self.law_day.setEnabled(self.law.isChecked())
        words = day_words(*self._state())
        self.button.setText(words)
        self.button.setAccessibleName(f"Day of the search: {words}")
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, history stands below the days."""
        super().resizeEvent(event)
        roomy = self.width() >= self._theme.px(_ROOMY)
        if roomy:
            self._grid.addWidget(self.delisted, 0, 4)
        else:
            self._grid.addWidget(self.delisted, 1, 0, 1, 3)

    @Slot()
    def _dress(self) -> None:
        tone = "muted" if self.button.text() == TODAY else "possible"
        dress_button(self.button, "calendar", self._theme, tone)


def _chosen(box: QCheckBox, field: DayField) -> date | None:
    return field.day() if box.isChecked() else None


def _earlier(box: QCheckBox, field: DayField) -> date | None:
    """Today's knowledge is no date of its own: all that is stored answers."""
    return None if field.date() >= QDate.currentDate() else _chosen(box, field)


def day_words(known: date | None, law: date | None, delisted: bool) -> str:  # noqa: FBT001 - a state
    """What is asked, short enough for a button."""
    words = []
    if law is not None:
        words.append(f"Law of {day(law)}")
    if known is not None:
        words.append(f"{'known' if words else 'Known'} on {day(known)}")
    if not words:
        words.append(TODAY)
    if delisted:
        words.append("with history")
    return ", ".join(words)


def not_today_words(query: Query) -> str:
    """What a banner says while an answer is not about today; empty for today."""
    if query.in_force is not None and query.as_of is not None:
        return (
            f"Not the lists as they stand: the law of {day(query.in_force)}, as this workspace "
            f"knew it on {day(query.as_of)}."
        )
    if query.in_force is not None:
        return (
            f"Not the lists as they stand: the law of {day(query.in_force)}, as far as the "
            "releases stored here show it."
        )
    if query.as_of is not None:
        return f"Not today: answered from what this workspace knew on {day(query.as_of)}."
    return ""
