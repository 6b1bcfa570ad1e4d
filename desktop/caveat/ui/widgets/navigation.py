"""The column of pages on the left; icons alone where the window is narrow."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from caveat.ui.icons import themed_icon
from caveat.ui.theme import Theme

_KEY = int(Qt.ItemDataRole.UserRole) + 1
_ICON = _KEY + 1
_WORD = _KEY + 2


class Navigation(QListView):
    """Names of pages with a sign where one asks for attention."""

    page_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName("Pages")
        self._theme = theme
        self._narrow = False
        self._badges: dict[str, str] = {}
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self._dress)

    def add_page(self, key: str, word: str, icon: str) -> None:
        """Add a page at the end."""
        item = QStandardItem()
        item.setData(key, _KEY)
        item.setData(icon, _ICON)
        item.setData(word, _WORD)
        self._model.appendRow(item)
        self._dress()

    def choose(self, key: str) -> None:
        """Mark a page as the current one."""
        for row in range(self._model.rowCount()):
            if self._model.item(row).data(_KEY) == key:
                self.setCurrentIndex(self._model.index(row, 0))

    def set_badge(self, key: str, badge: str) -> None:
        """A sign behind a page's name, such as ``!`` or a number; empty removes it."""
        self._badges[key] = badge
        self._dress()

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons alone, the names in tool tips."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._dress()

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self.setIconSize(QSize(px(1.15), px(1.15)))
        self.setFixedWidth(px(3.0 if self._narrow else 9.0))
        self.setSpacing(px(0.06))
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            word, badge = str(item.data(_WORD)), self._badges.get(str(item.data(_KEY)), "")
            whole = f"{word}   {badge}" if badge else word
            chosen = row == self.currentIndex().row()
            item.setIcon(
                themed_icon(str(item.data(_ICON)), self._theme, "accent" if chosen else "muted")
            )
            item.setText("" if self._narrow else whole)
            item.setToolTip(whole if self._narrow else "")
            item.setData(
                f"{word}, needs attention: {badge}" if badge else word,
                Qt.ItemDataRole.AccessibleTextRole,
            )

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._dress()
        if current.isValid():
            self.page_chosen.emit(str(current.data(_KEY)))
