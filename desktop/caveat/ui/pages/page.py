"""What every page has in common: the desk it works at and how it speaks to the window."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caveat.domain.records import Changes
from caveat.ui.bridge import Bridge, Problem
from caveat.ui.contract import Services
from caveat.ui.state import WindowState
from caveat.ui.theme import Theme
from caveat.ui.widgets.notice import Notice


@dataclass(frozen=True, slots=True)
class Desk:
    """What pages are given: services, threads, look, memory of the window."""

    services: Services
    bridge: Bridge
    theme: Theme
    state: WindowState


class Page(QWidget):
    """A page of the window."""

    noticed = Signal(Notice)
    failed = Signal(Problem)
    screening_wanted = Signal(str)
    """Open a recorded screening."""
    page_wanted = Signal(str)
    """Show another page."""

    key: ClassVar[str]
    word: ClassVar[str]
    icon: ClassVar[str]

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.ready = False
        self.setAccessibleName(f"Page {self.word}")

    def workspace_opened(self) -> None:
        """The services answer from now on."""
        self.ready = True
        self.refresh(frozenset(Changes))

    def refresh(self, changes: AbstractSet[Changes]) -> None:
        """Some kinds of things changed: fetch anew what shows them."""

    def shown(self) -> None:
        """The page came into sight: put the keyboard where work begins."""

    def remember(self) -> None:
        """Keep widths and splits for the next start."""
