"""What stands in the picture: boxes for parties, curves for ties.

Qt's own items paint everything here. An item that paints itself in Python costs some 30 µs each
time, and a picture of 300 parties has a thousand of them.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsPolygonItem,
    QGraphicsRectItem,
    QGraphicsSimpleTextItem,
)

from caveat.domain.connections import Edge, Node
from caveat.domain.relations import RefKind
from caveat.ui.theme import Theme
from caveat.ui.widgets.elided import elided_lines
from caveat.ui.widgets.graph import looks
from caveat.ui.widgets.graph.curves import Curve
from caveat.ui.widgets.graph.layout import Measures, Place
from caveat.ui.widgets.graph.words import codes, label, under_name
from caveat.ui.wording import one_line, tip

_LINES = 2
_LAST_OF_ONE_UNIT = 0xFFFF
"""Qt counts a letter beyond this as two, Python as one: places in a text would not agree."""
_EDGES, _ABOVE, _LABELS, _NODES, _CHOSEN = range(5)
"""What lies above what."""


class NodeItem(QGraphicsPathItem):
    """A party: shape, icon, name in up to two lines, role and hops, badge of its lists."""

    def __init__(
        self, node: Node, place: int, theme: Theme, size: Measures, font: QFont, *, expandable: bool
    ) -> None:
        box = QRectF(-size.width / 2, -size.height / 2, size.width, size.height)
        super().__init__(looks.outline(node.ref.kind, box))
        self.node, self.place = node, place
        self._theme = theme
        self.setZValue(_NODES)
        self.setToolTip(tip(node.name))
        em, self._texts = theme.px(1), list[QGraphicsItem]()
        self._frame: QGraphicsPathItem | None = None
        if node.hops == 0:
            wider = box.adjusted(-0.28 * em, -0.28 * em, 0.28 * em, 0.28 * em)
            self._frame = QGraphicsPathItem(looks.outline(node.ref.kind, wider), self)
        side = 0.95 * em
        left = box.left() + 0.5 * em
        icon = QGraphicsPathItem(
            looks.icon(node, QRectF(left, box.top() + 0.42 * em, side, side)), self
        )
        tone = theme.color(looks.ROLE_TONES[node.ref.kind][0])
        icon.setPen(QPen(tone, looks.stroke(theme, 1.3)))
        left += side + 0.35 * em
        self._build_name(font, left, box, em)
        self._build_foot(looks.small(font), left, box, em, expandable=expandable)
        self.show_chosen(chosen=False)

    def _build_name(self, font: QFont, left: float, box: QRectF, em: int) -> None:
        top, room = box.top() + 0.22 * em, box.right() - left - 0.4 * em
        for line in _lines(one_line(self.node.name), font, room):
            top = self._text(line, font, left, top, "text")

    def _build_foot(
        self, font: QFont, left: float, box: QRectF, em: int, *, expandable: bool
    ) -> None:
        metrics = QFontMetricsF(font)
        top = box.bottom() - metrics.height() - 0.2 * em
        right = box.right() - 0.45 * em
        words = under_name(self.node, expandable=expandable)
        badge = codes(self.node)
        if badge:
            free = right - left - metrics.horizontalAdvance(words) - 0.9 * em
            badge = metrics.elidedText(badge, Qt.TextElideMode.ElideRight, max(free, 3 * em))
            width = metrics.horizontalAdvance(badge) + 0.5 * em
            path = QPainterPath()
            ground = QRectF(right - width, top, width, metrics.height())
            path.addRoundedRect(ground, 0.2 * em, 0.2 * em)
            plate = QGraphicsPathItem(path, self)
            plate.setPen(QPen(Qt.PenStyle.NoPen))
            plate.setBrush(self._theme.color("strong"))
            self._text(badge, font, right - width + 0.25 * em, top, "base")
            right -= width + 0.3 * em
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, right - left)
        self._text(words, font, left, top, "muted")

    def _text(self, words: str, font: QFont, left: float, top: float, tone: str) -> float:
        item = QGraphicsSimpleTextItem(words, self)
        item.setFont(font)
        item.setBrush(self._theme.color(tone))
        item.setPos(left, top)
        self._texts.append(item)
        return top + QFontMetricsF(font).height()

    def show_chosen(self, *, chosen: bool) -> None:
        """Show whether it is chosen: by ground and by a thicker outline."""
        role = self.node.ref.kind
        pen = looks.outline_pen(self._theme, role)
        ground = self._theme.color(looks.ROLE_TONES[role][1])
        if self.node.hops == 0 and role is not RefKind.LISTED:
            pen = QPen(self._theme.color("accent"), looks.stroke(self._theme, 1.6))
        if chosen:
            pen = QPen(self._theme.color("accent"), looks.stroke(self._theme, 3))
            ground = self._theme.color("accent_soft")
        self.setPen(pen)
        self.setBrush(ground)
        if self._frame is not None:
            self._frame.setPen(pen)
        self.setZValue(_CHOSEN if chosen else _NODES)

    def show_texts(self, *, readable: bool) -> None:
        """Texts that nobody could read are not painted."""
        for item in self._texts:
            item.setVisible(readable)


class EdgeLabel(QGraphicsRectItem):
    """The ground of a tie's label: no child of the line, so that no other line crosses it."""

    def __init__(self, of: "EdgeItem", box: QRectF) -> None:
        super().__init__(box)
        self.of = of
        self.setPen(QPen(Qt.PenStyle.NoPen))
        self.setZValue(_LABELS)
        self.setToolTip(of.toolTip())


class EdgeItem(QGraphicsPathItem):
    """A tie: its line, an arrow unless it is mutual, its label."""

    def __init__(
        self,
        edge: Edge,
        place: int,
        curve: Curve,
        theme: Theme,
        font: QFont,
        *,
        leads: bool,
    ) -> None:
        path = QPainterPath(_point(curve.start))
        path.cubicTo(_point(curve.leave), _point(curve.arrive), _point(curve.end))
        super().__init__(path)
        self.edge, self.place = edge, place
        self.curve = curve
        self._theme = theme
        self._tone = "text" if leads else "muted"
        self._fits = self._readable = True
        self._chosen = False
        self.setZValue(_EDGES)
        self.setToolTip(tip(edge.sentence))
        em = theme.px(1)
        self._arrow: QGraphicsPolygonItem | None = None
        if not edge.mutual:
            head = looks.arrow_head(_point(curve.end), _point(curve.at(0.96)), 0.62 * em)
            self._arrow = QGraphicsPolygonItem(head, self)
            self._arrow.setPen(QPen(Qt.PenStyle.NoPen))
        metrics = QFontMetricsF(font)
        self.words = label(edge)
        width, height = metrics.horizontalAdvance(self.words) + 0.4 * em, metrics.height()
        self.label_size = (width, height)
        self.label = EdgeLabel(self, QRectF(-width / 2, -height / 2, width, height))
        self._text = QGraphicsSimpleTextItem(self.words, self.label)
        self._text.setFont(font)
        self._text.setPos(-width / 2 + 0.2 * em, -height / 2)
        self.put_label(None)
        self.show_chosen(chosen=False)

    def put_label(self, at: Place | None) -> None:
        """Put the label where it covers nothing, or keep it until it is asked for."""
        self._fits = at is not None
        middle = at or self.curve.at(0.5)
        self.label.setPos(middle.x, middle.y)
        self._show_label()

    def show_chosen(self, *, chosen: bool) -> None:
        """Show whether it is chosen: thicker, and with its label in any case."""
        self._chosen = chosen
        tone = "accent" if chosen else self._tone
        width = looks.line_width(self._theme, self.edge.strength)
        width += looks.stroke(self._theme, 1.6) if chosen else 0
        self.setPen(looks.tie_pen(self._theme, tone, self.edge.tie.basis, width))
        if self._arrow is not None:
            self._arrow.setBrush(self._theme.color(tone))
        self.label.setBrush(self._theme.color("accent_soft" if chosen else "base"))
        self._text.setBrush(self._theme.color("text" if chosen else "muted"))
        self.setZValue(_ABOVE if chosen else _EDGES)
        self.label.setZValue(_CHOSEN if chosen else _LABELS)
        self._show_label()

    def show_at_all(self, *, shown: bool) -> None:
        """Show it with its label, or neither."""
        self.setVisible(shown)
        self._show_label()

    def show_texts(self, *, readable: bool) -> None:
        """Texts that nobody could read are not painted."""
        self._readable = readable
        self._show_label()

    def _show_label(self) -> None:
        wanted = self._chosen or (self._fits and self._readable)
        self.label.setVisible(wanted and self.isVisible())


def _point(place: Place) -> QPointF:
    return QPointF(place.x, place.y)


def _lines(text: str, font: QFont, room: float) -> list[str]:
    """A name in as many lines as it may take, the last one elided."""
    if max(map(ord, text), default=0) > _LAST_OF_ONE_UNIT:
        return [QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)]
    return elided_lines(text, font, room, _LINES)
