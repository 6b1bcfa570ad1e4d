"""A field for a day: typed as digits, stepped by arrow keys, or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QDateEdit, QWidget

_FIRST_YEAR = 1940
_BETWEEN = "-./ "


class DayField(QDateEdit):
    """Up to today, or some years ahead.

    Typing replaces the part that the cursor is in: year, month, day in turn.
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, years_ahead: int = 0) -> None:
        super().__init__(QDate.currentDate(), parent)
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")  # digits alone, so that it can be typed in any language
        self.setMinimumDate(QDate(_FIRST_YEAR, 1, 1))
        self._digits = 0  # typed into the part that the cursor is in
        self._years_ahead = years_ahead
        self.set_end()

    def set_end(self) -> None:
        """The last day counts from today; the program may have been open since yesterday."""
        self.setMaximumDate(QDate.currentDate().addYears(self._years_ahead))

    def day(self) -> date:
        """The day shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_day(self, day: date) -> None:
        """Show another day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing begins with the year."""
        super().focusInEvent(event)
        self._digits = 0
        self.setSelectedSection(QDateEdit.Section.YearSection)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Typing replaces the part that was pressed."""
        super().mouseReleaseEvent(event)
        self._digits = 0
        self.setSelectedSection(self.currentSection())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a date as it is written, with its hyphens.

        Qt goes on to the next part when one is full, and again at the hyphen: "2025-04-01" would
        become the 4th of whatever month was shown.
        """
        text = event.text()
        if text and text in _BETWEEN:
            if self._digits and self.currentSectionIndex() < self.sectionCount() - 1:
                self.setCurrentSectionIndex(self.currentSectionIndex() + 1)
                self.setSelectedSection(self.currentSection())
            self._digits = 0
            event.accept()
            return
        if text.isdigit() and self.lineEdit().selectedText() == self.text():
            self.setSelectedSection(QDateEdit.Section.YearSection)
        before = self.currentSection()
        super().keyPressEvent(event)
        stayed = text.isdigit() and self.currentSection() is before
        self._digits = self._digits + 1 if stayed else 0
