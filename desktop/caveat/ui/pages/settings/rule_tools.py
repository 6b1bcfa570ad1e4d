"""Buttons of the rules: the own file, and what can be done with the opened entry."""

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from caveat.ui.icons import dress_button
from caveat.ui.pages.settings.entries import EntryKind, RuleEntry
from caveat.ui.theme import Theme

_CORRECTED_IN_FILE = "Red flags are corrected in the file: Own rules, Export"


class OwnRulesButton(QPushButton):
    """A menu: the officer's own file written out, taken in, taken back."""

    export_wanted = Signal()
    import_wanted = Signal()
    reset_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Own rules", parent)
        self._theme = theme
        self.setAccessibleName("Your own rules: export, import, take back")
        self._menu = QMenu(self)
        self._add("Export own rules, or examples to begin with…", self.export_wanted)
        self._add("Import own rules…", self.import_wanted)
        self._menu.addSeparator()
        self.reset = self._add("Program's rules only…", self.reset_wanted)
        self.reset.setEnabled(False)
        self.setMenu(self._menu)

    def set_resettable(self, *, resettable: bool) -> None:
        """Whether there is anything to take back."""
        self.reset.setEnabled(resettable)

    def _add(self, text: str, wanted: SignalInstance) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(wanted)
        self._menu.addAction(action)
        return action


class OpenedTools(QWidget):
    """Correct, take back, copy."""

    correct_wanted = Signal()
    take_back_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.correct = QPushButton("Correct…")
        self.correct.clicked.connect(self.correct_wanted)
        self.take_back = QPushButton("Take back…")
        self.take_back.setAccessibleName("Take your corrections of it back")
        self.take_back.clicked.connect(self.take_back_wanted)
        self.copy = QPushButton("Copy")
        self.copy.setAccessibleName("Copy as text")
        self.copy.clicked.connect(self.copy_wanted)
        self._row = QHBoxLayout(self)
        for button in (self.correct, self.take_back):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._row.addWidget(self.copy)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_entry(None)

    def show_entry(self, entry: RuleEntry | None) -> None:
        """Offer what can be done with an entry."""
        flag = entry is not None and entry.kind is EntryKind.FLAG
        self.correct.setEnabled(entry is not None and not flag)
        self.correct.setToolTip(_CORRECTED_IN_FILE if flag else "")
        self.correct.setAccessibleName(f"Correct {entry.title} with a source" if entry else "")
        self.take_back.setEnabled(entry is not None and entry.own)
        self.copy.setEnabled(entry is not None)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(0.5), px(0.4), px(0.5), px(0.1))
        self._row.setSpacing(px(0.4))
        dress_button(self.correct, "changes", self._theme, "muted")
        dress_button(self.take_back, "back", self._theme, "muted")
        dress_button(self.copy, "copy", self._theme, "muted")
