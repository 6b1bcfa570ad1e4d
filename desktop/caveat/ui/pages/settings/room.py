"""What every room of the Settings page has in common."""

from collections.abc import Set as AbstractSet
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from caveat.domain.records import Changes
from caveat.ui.bridge import Problem
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.notice import Notice


class Room(QWidget):
    """A tab of the Settings page. It asks the services when it is seen, once they answer."""

    noticed = Signal(Notice)
    failed = Signal(Problem)

    key: ClassVar[str]
    word: ClassVar[str]
    watched: ClassVar[frozenset[Changes]]
    """Changes of what it shows."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = False
        self.setAccessibleName(f"Settings: {self.word}")

    def refresh(self, changes: AbstractSet[Changes]) -> None:
        """Some kinds of things changed: fetch anew what shows them, once the room is in sight."""
        if changes & self.watched:
            self._stale = True
            if self.isVisible():
                self._catch_up()

    def fetch(self) -> None:
        """Ask the services for what is shown."""

    def _catch_up(self) -> None:
        self._stale = False
        self.fetch()

    def shown(self) -> None:
        """The room came into sight: put the keyboard where work begins."""

    def remember(self) -> None:
        """Keep widths and splits for the next start."""

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is fetched now; the start of the program need not wait for it."""
        super().showEvent(event)
        if self._stale:
            self._catch_up()
