"""How parties and ties look: a shape and an icon for each role, a line style for each speaker."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainterPath, QPen, QPolygonF

from caveat.domain.connections import Node
from caveat.domain.parties import PartyKind
from caveat.domain.relations import Basis, RefKind
from caveat.ui.theme import Theme
from caveat.ui.widgets.graph.layout import Measures

DASHES: dict[Basis, tuple[float, ...]] = {
    Basis.PUBLISHED: (),
    Basis.STARTER: (9, 3),
    Basis.IMPORTED: (4, 2.5),
    Basis.TYPED: (7, 2.5, 1, 2.5),
    Basis.COMPUTED: (1.2, 2.2),
}
"""Lengths of strokes and gaps; empty for an unbroken line."""
ROLE_TONES = {
    RefKind.LISTED: ("strong", "strong_soft"),
    RefKind.SUPPLIER: ("accent", "accent_soft"),
    RefKind.NAMED: ("muted", "raised"),
}
"""Colours of outline and ground; shape, icon and word say the same."""
_SMALL = 0.86
_THINNEST, _THICKEST = 0.7, 2.7
_USUAL_EM = 16


def measures(theme: Theme) -> Measures:
    """Sizes of boxes and gaps, in pixels at 100 %."""
    em = theme.px(1)
    return Measures(width=12.6 * em, height=3.35 * em, apart=0.75 * em, between=9 * em)


def small(font: QFont) -> QFont:
    """The font of small lines and labels."""
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * _SMALL)
    return smaller


def stroke(theme: Theme, width: float) -> float:
    """A pen's width at this size of letters, for one given at the usual size."""
    return width * theme.px(1) / _USUAL_EM


def line_width(theme: Theme, strength: int) -> float:
    """Thickness of a tie's line for how much it says, 0-100."""
    return stroke(theme, _THINNEST + (_THICKEST - _THINNEST) * (strength / 100) ** 2)


def tie_pen(theme: Theme, tone: str, basis: Basis, width: float) -> QPen:
    """The pen of a tie."""
    pen = QPen(theme.color(tone), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if DASHES[basis]:
        # Qt counts strokes in widths of the pen: a thin and a thick line are to look alike.
        unit = stroke(theme, 1.6) / max(width, 1)
        pen.setDashPattern([length * unit for length in DASHES[basis]])
    return pen


def outline(role: RefKind, box: QRectF) -> QPainterPath:
    """Cut corners for a listed party, round ones for a supplier, plain ones for a bare name."""
    path = QPainterPath()
    if role is RefKind.LISTED:
        cut = box.height() * 0.24
        left, right, top, bottom = box.left(), box.right(), box.top(), box.bottom()
        points = (
            (left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut),
            (right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut),
        )  # fmt: skip
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
        path.closeSubpath()
    elif role is RefKind.SUPPLIER:
        path.addRoundedRect(box, box.height() * 0.3, box.height() * 0.3)
    else:
        path.addRect(box)
    return path


def outline_pen(theme: Theme, role: RefKind) -> QPen:
    """The pen of a party's outline: broken for somebody who is only named."""
    width = stroke(theme, 1.6 if role is RefKind.LISTED else 1.3)
    pen = QPen(theme.color(ROLE_TONES[role][0]), width)
    if role is RefKind.NAMED:
        pen.setDashPattern([3, 2])
    return pen


def icon(node: Node, square: QRectF) -> QPainterPath:
    """The icon of a party, to be drawn with a pen."""
    return role_icon(node.ref.kind, square, person=node.kind is PartyKind.PERSON)


def role_icon(role: RefKind, square: QRectF, *, person: bool = False) -> QPainterPath:
    """An exclamation mark for a listed party, a table for a supplier, a person, or a ring."""
    path = QPainterPath()
    x, y, side = square.x(), square.y(), square.width()

    def at(across: float, down: float) -> QPointF:
        return QPointF(x + across * side, y + down * side)

    if role is RefKind.LISTED:
        path.addPath(outline(role, square))
        path.moveTo(at(0.5, 0.26))
        path.lineTo(at(0.5, 0.56))
        path.addEllipse(at(0.5, 0.74), side * 0.03, side * 0.03)
    elif role is RefKind.SUPPLIER:
        path.addRoundedRect(QRectF(at(0.05, 0.12), at(0.95, 0.88)), side * 0.1, side * 0.1)
        for down in (0.38, 0.63):
            path.moveTo(at(0.05, down))
            path.lineTo(at(0.95, down))
        path.moveTo(at(0.38, 0.38))
        path.lineTo(at(0.38, 0.88))
    elif person:
        path.addEllipse(at(0.5, 0.3), side * 0.18, side * 0.18)
        path.moveTo(at(0.14, 0.92))
        path.cubicTo(at(0.16, 0.5), at(0.84, 0.5), at(0.86, 0.92))
    else:
        path.addEllipse(at(0.5, 0.5), side * 0.36, side * 0.36)
    return path


def arrow_head(tip: QPointF, behind: QPointF, size: float) -> QPolygonF:
    """A filled triangle that ends at ``tip`` and comes from ``behind``."""
    dx, dy = tip.x() - behind.x(), tip.y() - behind.y()
    length = max((dx * dx + dy * dy) ** 0.5, 0.001)
    ux, uy = dx / length * size, dy / length * size
    base = QPointF(tip.x() - ux, tip.y() - uy)
    side = QPointF(-uy * 0.42, ux * 0.42)
    return QPolygonF([tip, base + side, base - side])
