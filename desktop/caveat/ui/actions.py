"""One registry of actions: it feeds the menus, the shortcuts and the command palette."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from caveat.ui.icons import themed_icon
from caveat.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action: where it stands, what it is called, which keys, what it does."""

    key: str
    menu: str
    text: str
    act: Callable[[], object]
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    separated: bool = False
    """Whether a line stands above it in the menu."""


class _Doer(QObject):
    """Runs an action's function without the argument that Qt sends along."""

    def __init__(self, act: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._act = act

    @Slot()
    def do(self) -> None:
        """Do it."""
        self._act()


class Actions(QObject):
    """Every action of the window, in the order of its menus."""

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._specs: dict[str, ActionSpec] = {}
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        theme.changed.connect(self._dress)

    def add(self, spec: ActionSpec) -> QAction:
        """Put an action into its menu and make its shortcuts work everywhere in the window."""
        if spec.key in self._specs:
            raise ValueError(f"there are two actions {spec.key}")
        taken = {keys for other in self._specs.values() for keys in other.shortcuts}
        if taken & set(spec.shortcuts):
            raise ValueError(f"a shortcut of {spec.key} is taken")
        action = QAction(spec.text, self._window)
        action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
        doer = _Doer(spec.act, action)
        action.triggered.connect(doer.do)
        menu = self._menus.get(spec.menu)
        if menu is None:
            menu = self._menus[spec.menu] = self._window.menuBar().addMenu(spec.menu)
        if spec.separated:
            menu.addSeparator()
        menu.addAction(action)
        self._specs[spec.key] = spec
        self._actions[spec.key] = action
        self._dress()
        return action

    def action(self, key: str) -> QAction:
        """An action by its key."""
        return self._actions[key]

    def all(self) -> tuple[tuple[ActionSpec, QAction], ...]:
        """Every action, in order."""
        return tuple((spec, self._actions[key]) for key, spec in self._specs.items())

    @Slot()
    def _dress(self) -> None:
        for key, spec in self._specs.items():
            if spec.icon:
                self._actions[key].setIcon(themed_icon(spec.icon, self._theme, "muted"))
