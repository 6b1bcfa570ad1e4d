"""The window onto the picture: zoom, pan, a choice by mouse or keyboard, and words for both."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsItem, QGraphicsView, QWidget

from caveat.ui.theme import Theme
from caveat.ui.widgets.graph.items import EdgeItem, EdgeLabel, NodeItem
from caveat.ui.widgets.graph.scene import GraphScene

_SMALLEST, _LARGEST, _STEP = 0.1, 4.0, 1.2
_FIRST = 0.72
"""The picture first appears no smaller: what cannot be read says nothing."""
_READABLE = 0.5
"""Below this scale texts are left away."""
_MANY_TIES, _REST_MS = 250, 150
"""Beyond so many ties lines are drawn with steps and without labels while the picture is being
zoomed. Measured with 600 ties and 300 parties: 26 ms a frame instead of 41."""
_REACH = 5
"""Pixels around the mouse within which a line counts as meant."""
_WHEEL = 120.0
KEYS = (
    "Arrow keys or Tab go from party to party, E along the ties of one, Enter looks up one step "
    "more, Escape lets go. Plus, minus and 0 zoom, F fits everything, Shift with arrow keys moves "
    "the picture."
)
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class GraphView(QGraphicsView):
    """Emits what is chosen; whoever shows the list beside it answers with `choose`."""

    node_chosen = Signal(int)
    edge_chosen = Signal(int)
    nothing_chosen = Signal()
    expand_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)
    """A party, and where on the screen."""

    def __init__(self, theme: Theme, scene: GraphScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._theme = theme
        self._graph = scene
        self._untouched = True
        self._walked_edge = -1
        self._pressed: QPoint | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._smooth)
        self.current = -1
        """Place of the party where the keyboard is; -1 for none."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName("Picture of the links")
        self.setAccessibleDescription(KEYS)
        self.dress()

    def dress(self) -> None:
        """Colours of the theme."""
        self.setBackgroundBrush(self._theme.color("base"))

    @property
    def scale_now(self) -> float:
        """1 where a pixel of the picture is one of the window."""
        return self.transform().m11()

    # --- zoom ----------------------------------------------------------------------------------

    def zoom_by(self, steps: float) -> None:
        """Larger for positive steps, smaller for negative ones."""
        self.zoom_to(self.scale_now * _STEP**steps)

    def zoom_to(self, scale: float) -> None:
        """Set the scale, within its limits."""
        self._untouched = False
        self._scale_to(scale)

    def fit(self) -> None:
        """Show everything."""
        self._untouched = False
        self._scale_to(self._fitting())
        self.centerOn(self.sceneRect().center())

    def first_look(self) -> None:
        """Everything where that can be read; else the party asked about and what is near it."""
        fitting = self._fitting()
        self._scale_to(min(max(fitting, _FIRST), 1.0))
        self._untouched = True
        area = self.sceneRect()
        if fitting >= _FIRST or not self._graph.nodes:
            self.centerOn(area.center())
            return
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        x = area.left() + seen.width() / 2 if seen.width() < area.width() else area.center().x()
        y = self._graph.nodes[0].y() if seen.height() < area.height() else area.center().y()
        self.centerOn(x, y)

    def _fitting(self) -> float:
        area, room = self.sceneRect(), self.viewport().rect()
        if area.isEmpty() or room.isEmpty():
            return 1.0
        return min(room.width() / area.width(), room.height() / area.height())

    def _scale_to(self, scale: float) -> None:
        wanted = min(max(scale, _SMALLEST), _LARGEST)
        if len(self._graph.edges) > _MANY_TIES:
            self.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            self._graph.set_moving(moving=True)
            self._rest.start()
        self.scale(wanted / self.scale_now, wanted / self.scale_now)
        self.show_texts()

    def show_texts(self) -> None:
        """Show texts where they can be read at this scale."""
        self._graph.show_texts(readable=self.scale_now >= _READABLE)

    @Slot()
    def _smooth(self) -> None:
        self.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._graph.set_moving(moving=False)

    # --- choice --------------------------------------------------------------------------------

    def choose(self, nodes: Sequence[int], edges: Sequence[int], words: str) -> None:
        """Show a choice that was made here or elsewhere, bring it into sight, and say it."""
        self._graph.choose(nodes, edges)
        if len(nodes) == 1 and not edges:
            self.current = nodes[0]
        elif self.current not in nodes:
            self.current = nodes[0] if nodes else -1
        self.setAccessibleDescription(f"{words} {KEYS}".strip())
        changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(changed)
        if nodes or edges:
            self._bring_into_sight(self._graph.area_of(nodes, edges))

    def _bring_into_sight(self, area: QRectF) -> None:
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        if seen.contains(area):
            return
        if area.width() > seen.width() or area.height() > seen.height():
            # What does not fit at this size is not made smaller: its beginning is shown.
            self.centerOn(
                min(area.center().x(), area.left() + seen.width() / 2),
                area.center().y(),
            )
        else:
            air = self._theme.px(1)
            self.ensureVisible(area, air, air)

    def walk(self, step: int) -> bool:
        """Go to the next party of the stated order, or back; False at its end."""
        order = self._graph.walk()
        at = order.index(self.current) + step if self.current in order else 0
        if not 0 <= at < len(order):
            return False
        self._go(order[at])
        return True

    def _go(self, node: int) -> None:
        self.current = node
        self._walked_edge = -1
        self.node_chosen.emit(node)

    def _go_towards(self, across: int, down: int) -> None:
        """To the nearest party in a direction; sideways distance counts double."""
        items = [item for item in self._graph.nodes if item.isVisible()]
        if self.current < 0 or not self._graph.nodes[self.current].isVisible():
            self.walk(1)
            return
        here = self._graph.nodes[self.current].pos()

        def far(item: NodeItem) -> float:
            dx, dy = item.x() - here.x(), item.y() - here.y()
            ahead, aside = (dx * across, abs(dy)) if across else (dy * down, abs(dx))
            return ahead + 2 * aside if ahead > 1 else float("inf")

        nearest = min(items, key=lambda item: (far(item), item.place))
        if far(nearest) < float("inf"):
            self._go(nearest.place)

    def _walk_edges(self, step: int) -> None:
        ties = [
            item.place
            for item in self._graph.edges
            if item.isVisible() and self.current in {item.edge.subject, item.edge.object}
        ]
        if not ties:
            return
        known = self._walked_edge in ties
        at = (ties.index(self._walked_edge) + step) % len(ties) if known else 0
        self._walked_edge = ties[at]
        self.edge_chosen.emit(ties[at])

    def _under(self, at: QPoint) -> NodeItem | EdgeItem | None:
        reach = QRect(at.x() - _REACH, at.y() - _REACH, 2 * _REACH, 2 * _REACH)
        exact = _owner(self.items(at))
        return exact or _owner(self.items(reach))

    # --- what Qt calls -------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse; sideways wheels move the picture."""
        turn = event.angleDelta()
        if abs(turn.x()) > abs(turn.y()):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turn.x())
        else:
            self.zoom_by(turn.y() / _WHEEL)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a drag."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses what is under it; a drag has moved the picture."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        moved = self._pressed is None or (at - self._pressed).manhattanLength() > _REACH
        self._pressed = None
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if moved:
            self._untouched = False
            return
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        item = self._under(at)
        if isinstance(item, NodeItem):
            self._go(item.place)
        elif isinstance(item, EdgeItem):
            self.edge_chosen.emit(item.place)
        else:
            self.current = -1
            self.nothing_chosen.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """One more step from the party."""
        item = self._under(event.position().toPoint())
        if isinstance(item, NodeItem):
            self.expand_wanted.emit(item.place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the party under the mouse, or where the keyboard is."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            item = self._under(event.pos())
            if isinstance(item, NodeItem):
                self._go(item.place)
                self.menu_wanted.emit(item.place, event.globalPos())
        elif self.current >= 0:
            middle = self.mapFromScene(self._graph.nodes[self.current].pos())
            self.menu_wanted.emit(self.current, self.viewport().mapToGlobal(middle))

    def event(self, event: QEvent) -> bool:
        """Tab walks only while a party is chosen, and leaves at the end of the walk."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if self.current >= 0 and key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
                back = key == Qt.Key.Key_Backtab
                if self.walk(-1 if back else 1):
                    event.accept()
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See `KEYS`."""
        key = Qt.Key(event.key())
        if key in _WAYS:
            shifted = event.modifiers() & (
                Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
            )
            (self._pan if shifted else self._go_towards)(*_WAYS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.current >= 0:
                self.expand_wanted.emit(self.current)
            else:
                self.walk(1)
        elif key == Qt.Key.Key_Escape and (self._graph.chosen_nodes or self._graph.chosen_edges):
            self.current = -1
            self.nothing_chosen.emit()
        elif not self._typed(event.text()):
            event.ignore()  # the window's shortcuts, and Escape with nothing chosen
            return
        event.accept()

    def _typed(self, text: str) -> bool:
        """Zoom, fit, walk along ties; False for any other letter."""
        if text in {"+", "="}:
            self.zoom_by(1)
        elif text == "-":
            self.zoom_by(-1)
        elif text == "0":
            self.zoom_to(1.0)
        elif text in {"f", "F"}:
            self.fit()
        elif text in {"e", "E"} and self.current >= 0:
            self._walk_edges(-1 if text == "E" else 1)
        else:
            return False
        return True

    def _pan(self, across: int, down: int) -> None:
        self._untouched = False
        step = self._theme.px(4)
        for bar, way in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + way * step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """While nobody has moved it, the picture fills the room it has."""
        super().resizeEvent(event)
        if self._untouched:
            self.first_look()


def _owner(items: Iterable[QGraphicsItem]) -> NodeItem | EdgeItem | None:
    """The party or tie that a part of the picture belongs to; parties lie above ties."""
    for item in items:
        part: QGraphicsItem | None = item
        while part is not None:
            if isinstance(part, EdgeLabel):
                return part.of
            if isinstance(part, (NodeItem, EdgeItem)):
                return part
            part = part.parentItem()
    return None
