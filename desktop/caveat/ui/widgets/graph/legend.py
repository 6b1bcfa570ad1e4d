"""What shapes, lines, widths and arrows mean: beneath the picture, and in every exported one."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from caveat.domain.connections import Connections
from caveat.domain.relations import Basis, RefKind
from caveat.ui.theme import Theme
from caveat.ui.widgets.graph import looks
from caveat.ui.widgets.graph.words import BASIS_WORD, ROLE_WORD, must_verify

_SAMPLE = 2.3
"""Width of a sample, in font heights."""
_BETWEEN = 1.1


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample and what it means."""

    word: str
    draw: Callable[[QPainter, Theme, QRectF], None]


def entries(found: Connections, *, expandable: bool = False) -> tuple[Entry, ...]:
    """What occurs in a graph; nothing that does not."""
    roles = {node.ref.kind for node in found.nodes}
    bases = {edge.tie.basis for edge in found.edges}
    made = [Entry(ROLE_WORD[role], _role(role)) for role in RefKind if role in roles]
    made += [Entry(BASIS_WORD[basis], _basis(basis)) for basis in Basis if basis in bases]
    if found.edges:
        made.append(Entry("says little, says much", _widths))
    if any(not edge.mutual for edge in found.edges):
        made.append(Entry("from – to", _arrow))
    if any(edge.mutual for edge in found.edges):
        made.append(Entry("the same both ways", _no_arrow))
    if any(must_verify(edge) for edge in found.edges):
        made.append(Entry("verify", _sign("?")))
    if expandable:
        made.append(Entry("one more step: Enter", _sign("+")))
    return tuple(made)


def draw_legend(  # noqa: PLR0917 - a painter's place and width
    painter: QPainter | None, theme: Theme, shown: tuple[Entry, ...], left: float, top: float,
    width: float,
) -> float:  # fmt: skip
    """Draw entries in as many lines as they need; answers their height. None only measures."""
    em = theme.px(1)
    font = looks.small(QApplication.font())
    metrics = QFontMetricsF(font)
    line = metrics.height() * 1.35
    x, y = 0.0, 0.0
    for entry in shown:
        wide = _SAMPLE * em + 0.4 * em + metrics.horizontalAdvance(entry.word)
        if x and x + wide > width:
            x, y = 0.0, y + line
        if painter is not None:
            sample = QRectF(left + x, top + y + line * 0.14, _SAMPLE * em, line * 0.72)
            entry.draw(painter, theme, sample)
            painter.setPen(theme.color("muted"))
            painter.setFont(font)
            word = QPointF(
                left + x + (_SAMPLE + 0.4) * em,
                top + y + (line - metrics.height()) / 2 + metrics.ascent(),
            )
            painter.drawText(word, entry.word)
        x += wide + _BETWEEN * em
    return y + line if shown else 0.0


class Legend(QWidget):
    """The legend beneath the picture."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: tuple[Entry, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._dress)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is shown."""
        return self._entries

    def show_entries(self, shown: tuple[Entry, ...]) -> None:
        """Show other entries."""
        self._entries = shown
        self.setAccessibleName("Legend")
        self.setAccessibleDescription(", ".join(entry.word for entry in shown))
        self._dress()

    @Slot()
    def _dress(self) -> None:
        self.updateGeometry()
        self.setFixedHeight(max(self.heightForWidth(self.width()), 1))
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Entries wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the width asks for."""
        inner = width - 2 * self._theme.px(0.6)
        high = draw_legend(None, self._theme, self._entries, 0, 0, inner)
        return round(high) + self._theme.px(0.5) if self._entries else 0

    def sizeHint(self) -> QSize:
        """Narrow, so that it never widens the pane."""
        return QSize(self._theme.px(12), self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """As narrow as one entry."""
        return QSize(self._theme.px(8), self._theme.px(1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._dress()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint samples and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        air = self._theme.px(0.6)
        top = self._theme.px(0.25)
        draw_legend(painter, self._theme, self._entries, air, top, self.width() - 2 * air)
        painter.end()


def _role(role: RefKind) -> Callable[[QPainter, Theme, QRectF], None]:
    def draw(painter: QPainter, theme: Theme, box: QRectF) -> None:
        tone, ground = looks.ROLE_TONES[role]
        painter.setPen(looks.outline_pen(theme, role))
        painter.setBrush(theme.color(ground))
        painter.drawPath(looks.outline(role, box))
        side = box.height() * 0.8
        middle = QRectF(0, 0, side, side)
        middle.moveCenter(box.center())
        painter.setPen(QPen(theme.color(tone), looks.stroke(theme, 1.1)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(looks.role_icon(role, middle))

    return draw


def _basis(basis: Basis) -> Callable[[QPainter, Theme, QRectF], None]:
    def draw(painter: QPainter, theme: Theme, box: QRectF) -> None:
        painter.setPen(looks.tie_pen(theme, "text", basis, looks.stroke(theme, 2)))
        _line(painter, box)

    return draw


def _widths(painter: QPainter, theme: Theme, box: QRectF) -> None:
    half = box.width() / 2 - 2
    painter.setPen(QPen(theme.color("text"), looks.line_width(theme, 20)))
    _line(painter, QRectF(box.left(), box.top(), half, box.height()))
    painter.setPen(QPen(theme.color("text"), looks.line_width(theme, 95)))
    _line(painter, QRectF(box.right() - half, box.top(), half, box.height()))


def _arrow(painter: QPainter, theme: Theme, box: QRectF) -> None:
    painter.setPen(QPen(theme.color("text"), looks.stroke(theme, 1.5)))
    _line(painter, box)
    tip = QPointF(box.right(), box.center().y())
    painter.setPen(QPen(Qt.PenStyle.NoPen))
    painter.setBrush(theme.color("text"))
    painter.drawPolygon(looks.arrow_head(tip, QPointF(box.left(), tip.y()), box.height() * 0.7))


def _no_arrow(painter: QPainter, theme: Theme, box: QRectF) -> None:
    painter.setPen(QPen(theme.color("text"), looks.stroke(theme, 1.5)))
    _line(painter, box)


def _sign(sign: str) -> Callable[[QPainter, Theme, QRectF], None]:
    def draw(painter: QPainter, theme: Theme, box: QRectF) -> None:
        painter.setPen(theme.color("muted"))
        painter.setFont(looks.small(QApplication.font()))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, side, sign)

    return draw


def _line(painter: QPainter, box: QRectF) -> None:
    middle = box.center().y()
    painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
