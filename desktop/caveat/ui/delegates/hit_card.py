"""Paints a result card: how strong, who, on which list, why, in two glances."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from caveat.ui.icons import draw_icon
from caveat.ui.models.hits import Card, HitRole
from caveat.ui.theme import BAND_ICON, BAND_TOKENS, Theme
from caveat.ui.widgets.elided import elided_lines
from caveat.ui.wording import BAND_WORD

_LINES = 2
"""Lines that the sentence why may take."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex


class HitCardDelegate(QStyledItemDelegate):
    """Cards and the headings between them, sized in font heights."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a card or a heading."""
        card = index.data(HitRole.CARD)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if isinstance(card, Card):
            self._paint_card(painter, option, card)
        else:
            self._paint_heading(painter, option, str(index.data()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Width of the view, height of what is said."""
        px = self._theme.px
        width = self._width(option)
        card = index.data(HitRole.CARD)
        line = QFontMetrics(option.font).height()
        if not isinstance(card, Card):
            return QSize(width, line + px(0.9))
        lines = elided_lines(card.because, option.font, self._text_width(width), _LINES)
        bold = QFontMetrics(_bold(option.font)).height()
        rows = 1 + max(1, len(lines)) + len(card.law)
        return QSize(width, px(1.1) + bold + line * rows + px(0.35))

    def _width(self, option: QStyleOptionViewItem) -> int:
        widget = option.widget
        viewport = getattr(widget, "viewport", None)
        if viewport is not None:
            return int(viewport().width())
        return max(option.rect.width(), self._theme.px(20))

    def _score_width(self) -> int:
        return self._theme.px(6.1)

    def _text_width(self, width: int) -> int:
        return max(width - self._score_width() - self._theme.px(1.6), self._theme.px(6))

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        px = self._theme.px
        rect = option.rect.adjusted(px(0.8), px(0.55), -px(0.6), -px(0.1))
        painter.setFont(option.font)
        painter.setPen(self._theme.color("muted"))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _LEFT, shown)

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, card: Card) -> None:
        px, rect = self._theme.px, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.color("accent_soft" if chosen else "raised"))
        if chosen:
            painter.fillRect(QRect(rect.x(), rect.y(), px(0.2), rect.height()), self._accent())
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawLine(rect.left() + px(0.8), rect.bottom(), rect.right(), rect.bottom())
        self._paint_score(painter, option, card)
        self._paint_words(painter, option, card)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._accent(), 1))
            # The score's box left its ground in the brush; a filled frame would cover the card.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _accent(self) -> QColor:
        return self._theme.color("accent")

    def _paint_score(self, painter: QPainter, option: QStyleOptionViewItem, card: Card) -> None:
        px = self._theme.px
        token, ground = BAND_TOKENS[card.band]
        rect = option.rect
        box = QRectF(
            rect.x() + px(0.7), rect.y() + px(0.55), self._score_width() - px(0.9), px(2.75)
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(ground))
        painter.drawRoundedRect(box, px(0.3), px(0.3))
        big = _bold(option.font)
        big.setPointSizeF(option.font.pointSizeF() * 1.35)
        painter.setFont(big)
        painter.setPen(self._theme.color(token))
        upper = QRectF(box.x(), box.y() + px(0.12), box.width(), box.height() * 0.56)
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, card.score)
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * 0.88)
        painter.setFont(small)
        word = BAND_WORD[card.band]
        side = px(0.8)
        width = painter.fontMetrics().horizontalAdvance(word)
        left = box.center().x() - (width + side + px(0.2)) / 2
        base = box.y() + box.height() * 0.6
        height = box.height() * 0.34
        icon = QRectF(left, base + (height - side) / 2, side, side)
        draw_icon(painter, BAND_ICON[card.band], getattr(self._theme.tokens, token), icon)
        at = QRectF(left + side + px(0.2), base, width + 2, height)
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, word)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, card: Card) -> None:
        px, rect = self._theme.px, option.rect
        left = rect.x() + self._score_width() + px(0.3)
        width = self._text_width(rect.width())
        top = rect.y() + px(0.5)
        painter.setFont(_bold(option.font))
        painter.setPen(self._theme.color("text"))
        line = painter.fontMetrics().height()
        decision_width = self._paint_decision(painter, card, QRect(left, top, width, line))
        name = painter.fontMetrics().elidedText(
            card.name, Qt.TextElideMode.ElideRight, width - decision_width
        )
        painter.drawText(QRect(left, top, width - decision_width, line), _LEFT, name)
        top += line + px(0.1)
        painter.setFont(option.font)
        line = painter.fontMetrics().height()
        start = left
        if card.contradicted:
            start += self._paint_flag(painter, QPointF(left, top), line)
        painter.setPen(self._theme.color("muted"))
        room = width - (start - left)
        meta = painter.fontMetrics().elidedText(card.meta, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(start, top, room, line), _LEFT, meta)
        top += line + px(0.1)
        painter.setPen(self._theme.color("text"))
        # Our sentence, though it may begin with an Arabic name: from left to right.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for text in elided_lines(card.because, option.font, width, _LINES):
            painter.drawText(QRect(left, top, width, line), _LEFT, text)
            top += line
        painter.setPen(self._theme.color("muted"))
        for text in card.law:
            law = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRect(left, top, width, line), _LEFT, law)
            top += line

    def _paint_decision(self, painter: QPainter, card: Card, room: QRect) -> int:
        """The decision at the right end of the name's line; answers the room it took."""
        if not card.decision:
            return 0
        painter.save()
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        taken = painter.fontMetrics().horizontalAdvance(card.decision) + self._theme.px(0.3)
        painter.setPen(self._theme.color("accent"))
        painter.drawText(
            room.adjusted(room.width() - taken, 0, 0, 0),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            card.decision,
        )
        painter.restore()
        return taken + self._theme.px(0.5)

    def _paint_flag(self, painter: QPainter, at: QPointF, line: int) -> int:
        side = self._theme.px(0.85)
        place = QRectF(at.x(), at.y() + (line - side) / 2, side, side)
        draw_icon(painter, "contradiction", self._theme.tokens.strong, place)
        painter.setPen(self._theme.color("strong"))
        word = "Contradicted"
        width = painter.fontMetrics().horizontalAdvance(word)
        left = round(at.x()) + side + self._theme.px(0.2)
        painter.drawText(QRect(left, round(at.y()), width + 2, line), _LEFT, word)
        return side + width + self._theme.px(0.7)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
