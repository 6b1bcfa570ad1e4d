"""Our own SVG icons, drawn in one colour and tinted with a colour of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel

from caveat.resources import resource
from caveat.ui.theme import Theme

_SIZES = (16, 24, 32, 48, 64)
_AIR = 1.3
"""Width of a button's icon over its height: the style leaves too little air before the words."""


@cache
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    text = _source(name).replace("currentColor", colour)
    return QSvgRenderer(QByteArray(text.encode()))


def draw_icon(painter: QPainter, name: str, colour: str, rect: QRectF) -> None:
    """Draw an icon into a square."""
    _renderer(name, colour).render(painter, rect)


def _pixmap(name: str, colour: str, side: int, width: int) -> QPixmap:
    pixmap = QPixmap(QSize(width, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_icon(painter, name, colour, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


@cache
def _icon(name: str, colour: str, faded: str, air: float) -> QIcon:
    icon = QIcon()
    for side in _SIZES:
        width = round(side * air)
        icon.addPixmap(_pixmap(name, colour, side, width), QIcon.Mode.Normal)
        icon.addPixmap(_pixmap(name, faded, side, width), QIcon.Mode.Disabled)
    return icon


def themed_icon(name: str, theme: Theme, tone: str = "text") -> QIcon:
    """An icon in a colour of the theme. Ask again after ``Theme.changed``."""
    return _icon(name, getattr(theme.tokens, tone), theme.tokens.muted, 1.0)


def dress_button(
    button: QAbstractButton, name: str, theme: Theme, tone: str = "text", *, ems: float = 1.0
) -> None:
    """Give a button its icon, with some air before the words where there are any."""
    air = _AIR if button.text() else 1.0
    side = theme.px(ems)
    button.setIcon(_icon(name, getattr(theme.tokens, tone), theme.tokens.muted, air))
    button.setIconSize(QSize(round(side * air), side))


def dress_label(label: QLabel, name: str, theme: Theme, tone: str, *, ems: float) -> None:
    """Show an icon in a label, sharp on every screen."""
    ratio = label.devicePixelRatioF()
    side = round(theme.px(ems) * ratio)
    pixmap = _pixmap(name, getattr(theme.tokens, tone), side, side)
    pixmap.setDevicePixelRatio(ratio)
    label.setPixmap(pixmap)
