"""The line of buttons above the lists."""

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from caveat.ui.icons import dress_button
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import ElidedLabel, PlainLabel

_ROOMY = 50
"""Width in font heights from which every button has room."""


class ListTools(QWidget):
    """What can be done with the lists; most of it with the chosen one."""

    import_wanted = Signal()
    update_wanted = Signal()
    update_chosen_wanted = Signal()
    own_list_wanted = Signal()
    template_wanted = Signal()
    export_wanted = Signal()
    bundle_wanted = Signal()
    changes_wanted = Signal()
    channels_wanted = Signal()
    releases_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.count = ElidedLabel(tone="muted")
        self.import_button = self._button("Import file…", "Import list files")
        self.import_button.clicked.connect(self.import_wanted)
        self.own_list = self._button("Own list…", "Take in a list of your own")
        self.own_list.setToolTip("Letters, internal deny lists and other tables of your own")
        self.own_list.clicked.connect(self.own_list_wanted)
        self.update_button = self._button("Update", "Update lists over the network", main=True)
        self.update_button.setToolTip(
            "Fetches from the official addresses; nothing else leaves this computer."
        )
        self._updates = QMenu(self)
        for text, wanted in (
            ("All lists", self.update_wanted),
            ("The chosen lists", self.update_chosen_wanted),
        ):
            action = QAction(text, self)
            action.triggered.connect(wanted)
            self._updates.addAction(action)
        self.update_button.setMenu(self._updates)
        self.changes = self._button("What changed…", "What changed in the chosen list")
        self.changes.clicked.connect(self.changes_wanted)
        self.more = self._button("More", "More about the chosen list")
        self._menu = QMenu(self)
        self._actions: list[QAction] = []
        self._add("What changed…", self.changes_wanted)
        self._add("Releases; put an older one back…", self.releases_wanted)
        self._add("Switch channel…", self.channels_wanted)
        self._menu.addSeparator()
        self._add("Take in an own list…", self.own_list_wanted)
        self._add("Save the template for own lists…", self.template_wanted)
        self._menu.addSeparator()
        self._add("Export a bundle of the lists…", self.export_wanted)
        self._add("Import a bundle…", self.bundle_wanted)
        self.more.setMenu(self._menu)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(PlainLabel("Lists", "title"))
        self._row.addWidget(self.count, 1)
        for button in (
            self.changes,
            self.more,
            self.own_list,
            self.import_button,
            self.update_button,
        ):
            self._row.addWidget(button)
        theme.changed.connect(self._dress)
        self._dress()

    def set_busy(self, *, busy: bool) -> None:
        """Lists enter service one after the other: no import while an update runs."""
        self.import_button.setEnabled(not busy)
        self.own_list.setEnabled(not busy)
        self.update_button.setEnabled(not busy)

    def set_chosen(self, *, loaded: bool) -> None:
        """Whether the chosen list has a release that can be compared."""
        self.changes.setEnabled(loaded)

    def menu_words(self) -> tuple[str, ...]:
        """What stands under More."""
        return tuple(action.text() for action in self._actions)

    def _button(self, text: str, name: str, *, main: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        button.setProperty("role", "main" if main else "")
        return button

    def _add(self, text: str, wanted: SignalInstance) -> None:
        action = QAction(text, self)
        action.triggered.connect(wanted)
        self._menu.addAction(action)
        self._actions.append(action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, some buttons stand only in the menu."""
        super().resizeEvent(event)
        roomy = self.width() >= self._theme.px(_ROOMY)
        self.changes.setVisible(roomy)
        self.own_list.setVisible(roomy)

    @Slot()
    def _dress(self) -> None:
        self._row.setSpacing(self._theme.px(0.4))
        dress_button(self.import_button, "import", self._theme, "muted")
        dress_button(self.own_list, "lock", self._theme, "muted")
        dress_button(self.update_button, "update", self._theme, "on_accent")
        dress_button(self.changes, "changes", self._theme, "muted")
