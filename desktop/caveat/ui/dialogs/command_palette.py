"""The command palette (Ctrl+K): every action by a few letters of its name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from caveat.ui.actions import ActionSpec
from caveat.ui.icons import themed_icon
from caveat.ui.theme import Theme

_ACTION = int(Qt.ItemDataRole.UserRole) + 1
_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class CommandPalette(QDialog):
    """A field and a list. Up and down choose, Enter does, Escape leaves."""

    def __init__(
        self,
        theme: Theme,
        actions: Sequence[tuple[ActionSpec, QAction]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Command palette")
        self._theme = theme
        self._actions = tuple(actions)
        self._chosen: QAction | None = None
        self.field = QLineEdit()
        self.field.setObjectName("search")
        self.field.setPlaceholderText("What do you want to do?")
        self.field.setAccessibleName("Search for a command")
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName("Commands")
        self.list.setIconSize(QSize(theme.px(1), theme.px(1)))
        self.list.setSpacing(theme.px(0.1))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.clicked.connect(self._on_clicked)
        frame = QFrame()
        frame.setObjectName("palette")
        inner = QVBoxLayout(frame)
        inner.addWidget(self.field)
        inner.addWidget(self.list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        self.resize(theme.px(32), theme.px(22))
        self._fill()

    def open_over(self, window: QWidget) -> None:
        """Show it in the upper middle of the window."""
        corner = window.mapToGlobal(window.rect().topLeft())
        width = min(self._theme.px(32), window.width() - self._theme.px(2))
        height = min(self._theme.px(22), window.height() - self._theme.px(4))
        self.resize(width, height)
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + self._theme.px(2.5))
        self.show()
        self.field.setFocus()

    def words(self) -> tuple[str, ...]:
        """The commands listed now."""
        return tuple(self.model.item(row).text() for row in range(self.model.rowCount()))

    def run_current(self) -> None:
        """Leave, then do the chosen command."""
        action = self.list.currentIndex().data(_ACTION)
        self.close()
        if isinstance(action, QAction):
            action.trigger()

    @Slot()
    def _fill(self) -> None:
        letters = self.field.text().casefold().split()
        self.model.clear()
        for spec, action in self._actions:
            name = f"{spec.menu}: {action.text()}".replace("&", "")
            found = name.casefold()
            if not action.isEnabled() or not all(part in found for part in letters):
                continue
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QStandardItem(f"{name}    {keys}" if keys else name)
            item.setData(action, _ACTION)
            if spec.icon:
                item.setIcon(themed_icon(spec.icon, self._theme, "muted"))
            self.model.appendRow(item)
        self.list.setCurrentIndex(self.model.index(0, 0))

    @Slot(QModelIndex)
    def _on_clicked(self, _index: QModelIndex) -> None:
        self.run_current()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field's arrow keys move in the list."""
        pressed = event.type() == QEvent.Type.KeyPress
        key = event.key() if pressed and isinstance(event, QKeyEvent) else 0
        if watched is self.field and key and self._key(key):
            return True
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        step = _STEPS.get(key)
        if step is not None:
            row = self.list.currentIndex().row() + step
            row = min(max(row, 0), self.model.rowCount() - 1)
            self.list.setCurrentIndex(self.model.index(row, 0))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.run_current()
        else:
            return False
        return True
