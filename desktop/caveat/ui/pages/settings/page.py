"""The Settings page: a tab for each room, so that another room is another tab."""

from collections.abc import Set as AbstractSet
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from caveat.domain.records import Changes
from caveat.ui.pages.page import Desk, Page
from caveat.ui.pages.settings.general import GeneralRoom
from caveat.ui.pages.settings.rules import RulesRoom


class SettingsPage(Page):
    """Rules of law, and how this program and its workspace are set."""

    key: ClassVar[str] = "settings"
    word: ClassVar[str] = "Settings"
    icon: ClassVar[str] = "settings"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.rules = RulesRoom(desk)
        self.general = GeneralRoom(desk)
        self.rooms = (self.rules, self.general)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Rooms of the settings")
        self.tabs.setDocumentMode(True)
        for room in self.rooms:
            room.noticed.connect(self.noticed)
            room.failed.connect(self.failed)
            self.tabs.addTab(room, room.word)
        self.tabs.currentChanged.connect(self._on_room)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.tabs)
        desk.theme.changed.connect(self._dress)
        self._dress()

    def show_room(self, key: str) -> None:
        """Bring a room into sight."""
        for place, room in enumerate(self.rooms):
            if room.key == key:
                self.tabs.setCurrentIndex(place)

    @Slot()
    def _on_room(self) -> None:
        if self.isVisible():
            self.shown()

    @Slot()
    def _dress(self) -> None:
        px = self.desk.theme.px
        self._column.setContentsMargins(px(0.9), px(0.7), px(0.9), px(0.6))

    def refresh(self, changes: AbstractSet[Changes]) -> None:
        """Tell every room."""
        if self.ready:
            for room in self.rooms:
                room.refresh(changes)

    def shown(self) -> None:
        """The keyboard goes to the room in sight."""
        self.rooms[self.tabs.currentIndex()].shown()

    def remember(self) -> None:
        """Tell every room."""
        for room in self.rooms:
            room.remember()
