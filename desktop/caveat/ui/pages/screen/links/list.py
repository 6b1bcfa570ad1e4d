"""The list beside the picture: rows that wrap, and a choice that both sides share."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (  # fmt: skip
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from caveat.ui.icons import draw_icon
from caveat.ui.pages.screen.links.rows import Row, RowKind
from caveat.ui.theme import Theme
from caveat.ui.widgets.graph.looks import small

_ROW = Qt.ItemDataRole.UserRole
_WRAP = Qt.TextFlag.TextWordWrap
_TALL = 100_000
Index = QModelIndex | QPersistentModelIndex


class LinkListModel(QAbstractListModel):
    """Rows as data."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One for each."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row, or what it says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == _ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.whole
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over."""
        if not index.isValid() or self._rows[index.row()].kind is RowKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class LinkDelegate(QStyledItemDelegate):
    """Text that wraps, a small line beneath, an icon before paths, signals and ties."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heights: dict[tuple[Row, int], int] = {}

    def forget(self) -> None:
        """Other fonts, other heights."""
        self._heights.clear()

    def _left(self, row: Row) -> int:
        return self._theme.px(2.2 if row.icon else 0.8)

    def _font(self, row: Row, font: QFont) -> QFont:
        if row.tone == "bold":
            bold = QFont(font)
            bold.setWeight(QFont.Weight.DemiBold)
            return bold
        return font

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its text needs at this width."""
        row = index.data(_ROW)
        viewport = getattr(option.widget, "viewport", None)
        width = int(viewport().width()) if viewport is not None else option.rect.width()
        if not isinstance(row, Row):
            return QSize(width, self._theme.px(1))
        if (row, width) not in self._heights:
            self._heights[row, width] = self._height(row, option.font, width)
        return QSize(width, self._heights[row, width])

    def _height(self, row: Row, font: QFont, width: int) -> int:
        px = self._theme.px
        if row.kind is RowKind.HEADING:
            return QFontMetrics(font).height() + px(1.0)
        room = width - self._left(row) - px(0.7)
        text = _height_of(row.text, self._font(row, font), room)
        return text + _height_of(row.small, small(font), room) + px(0.8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row = index.data(_ROW)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setClipRect(option.rect)
        if row.kind is RowKind.HEADING:
            self._paint_heading(painter, option, row.text)
        else:
            self._paint_row(painter, option, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        px = self._theme.px
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color("muted"))
        rect = option.rect.adjusted(px(0.8), px(0.6), -px(0.6), 0)
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        px, rect = self._theme.px, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, self._theme.color("accent_soft"))
            bar = QRect(rect.x(), rect.y(), px(0.2), rect.height())
            painter.fillRect(bar, self._theme.color("accent"))
        if row.icon:
            side = px(0.95)
            tone = getattr(self._theme.tokens, row.tone or "muted")
            square = QRect(rect.x() + px(0.8), rect.y() + px(0.45), side, side)
            draw_icon(painter, row.icon, tone, square.toRectF())
        left = rect.x() + self._left(row)
        width = rect.width() - self._left(row) - px(0.7)  # as `_height` has it, to the pixel
        room = QRect(left, rect.y() + px(0.35), width, _TALL)
        painter.setFont(self._font(row, option.font))
        muted = row.tone == "muted"
        painter.setPen(self._theme.color("muted" if muted else "text"))
        used = painter.drawText(room, _WRAP, row.text)
        if row.small:
            painter.setFont(small(option.font))
            painter.setPen(self._theme.color("possible" if row.tone == "possible" else "muted"))
            room.setTop(used.bottom() + 1)
            painter.drawText(room, _WRAP, row.small)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.color("accent"), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        elif row.kind is not RowKind.TEXT:
            painter.setPen(QPen(self._theme.color("line"), 1))
            painter.drawLine(left, rect.bottom(), rect.right(), rect.bottom())


class LinkList(QListView):
    """Paths, signals, ties, notes. Ctrl+C copies the current row."""

    row_chosen = Signal(object)
    """A `Row`, or None."""
    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._silent = False
        self._width = 0
        self.links = LinkListModel()
        self.setModel(self.links)
        self._delegate = LinkDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("List of the links")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self._dress)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace everything."""
        self._silent = True
        self._delegate.forget()
        self.links.show_rows(rows)
        self._silent = False

    def choose(self, kind: RowKind | None, place: int) -> None:
        """Make a row current without telling so; None for no row."""
        self._silent = True
        at = next(
            (n for n, row in enumerate(self.links.rows) if row.kind is kind and row.place == place),
            -1,
        )
        if at < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            index = self.links.index(at, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._silent = False

    def current_row(self) -> Row | None:
        """The row where the keyboard is."""
        row = self.currentIndex().data(_ROW)
        return row if isinstance(row, Row) else None

    @Slot()
    def _on_current(self) -> None:
        if not self._silent:
            self.row_chosen.emit(self.current_row())

    @Slot()
    def _dress(self) -> None:
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, and go to the picture."""
        row = self.current_row()
        if event.matches(QKeySequence.StandardKey.Copy) and row is not None:
            QGuiApplication.clipboard().setText(row.whole)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap to the width."""
        super().resizeEvent(event)
        if event.size().width() != self._width:
            self._width = event.size().width()
            self.scheduleDelayedItemsLayout()


def _height_of(text: str, font: QFont, room: int) -> int:
    if not text:
        return 0
    return QFontMetrics(font).boundingRect(QRect(0, 0, room, _TALL), _WRAP, text).height()
