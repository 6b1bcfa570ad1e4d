"""What every room of the Settings page has in common."""

from collections.abc import Set as AbstractSet
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caveat.domain.records import Changes
from caveat.ui.bridge import Problem
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.notice import Notice


class Room(QWidget):
    """A tab of the Settings page. It asks the services once it is told that they answer."""

    noticed = Signal(Notice)
    failed = Signal(Problem)

    key: ClassVar[str]
    word: ClassVar[str]

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setAccessibleName(f"Settings: {self.word}")

    def refresh(self, changes: AbstractSet[Changes]) -> None:
        """Some kinds of things changed: fetch anew what shows them."""

    def shown(self) -> None:
        """The room came into sight: put the keyboard where work begins."""

    def remember(self) -> None:
        """Keep widths and splits for the next start."""
