"""Paints a table cell: an icon and a word in a tone, and a quieter second line."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from caveat.ui.icons import draw_icon
from caveat.ui.models.columns import CellRole
from caveat.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """One or two lines; a tone colours only what carries an icon or a word of its own."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, two_lines: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._two_lines = two_lines

    def row_height(self) -> int:
        """Height of a row in pixels."""
        return self._theme.px(2.9 if self._two_lines else 1.75)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        px, rect = self._theme.px, option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, self._theme.color("accent_soft"))
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.color("accent"), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        room = rect.adjusted(px(0.5), px(0.2), -px(0.5), -px(0.2))
        tone = str(index.data(CellRole.TONE) or "")
        icon = str(index.data(CellRole.ICON) or "")
        second = str(index.data(CellRole.SECOND) or "") if self._two_lines else ""
        line = QFontMetrics(option.font).height()
        height = line * (2 if second else 1)
        upper = QRect(room.x(), room.center().y() - height // 2 + 1, room.width(), line)
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        right = bool(int(align or 0) & int(Qt.AlignmentFlag.AlignRight.value))
        if icon:
            side = px(0.95)
            colour = getattr(self._theme.tokens, tone or "muted")
            place = QRectF(upper.x(), upper.y() + (line - side) / 2, side, side)
            draw_icon(painter, icon, colour, place)
            upper.setLeft(upper.left() + side + px(0.3))
        text = str(index.data() or "")
        self._line(painter, option.font, upper, text, tone or "text", right=right)
        if second:
            lower = QRect(upper.x(), upper.y() + line, upper.width(), line)
            self._line(painter, option.font, lower, second, "muted", right=right)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Wide enough for both lines."""
        metrics = QFontMetrics(option.font)
        texts = (str(index.data() or ""), str(index.data(CellRole.SECOND) or ""))
        width = max(metrics.horizontalAdvance(text) for text in texts)
        extra = self._theme.px(1.3) if index.data(CellRole.ICON) else 0
        return QSize(width + extra + self._theme.px(1.2), self.row_height())

    def _line(
        self, painter: QPainter, font: QFont, rect: QRect, text: str, tone: str, *, right: bool
    ) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.color(tone))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            rect, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, shown
        )
