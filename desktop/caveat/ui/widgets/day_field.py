"""A field for a day: typed as digits, stepped by arrow keys, or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QDateEdit, QWidget

_FIRST_YEAR = 1940


class DayField(QDateEdit):
    """Up to today. Typing replaces the part that the cursor is in: year, month, day in turn."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(QDate.currentDate(), parent)
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")  # digits alone, so that it can be typed in any language
        self.setMinimumDate(QDate(_FIRST_YEAR, 1, 1))
        self.set_end()

    def set_end(self) -> None:
        """The last day is today; the program may have been open since yesterday."""
        self.setMaximumDate(QDate.currentDate())

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
        self.setSelectedSection(QDateEdit.Section.YearSection)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Typing replaces the part that was pressed."""
        super().mouseReleaseEvent(event)
        self.setSelectedSection(self.currentSection())
