"""The picture of a graph of connections: built once, then shown in parts and with a choice.

A large one takes a quarter of a second to build, and is built in slices. Nobody has to know: what
is asked of the picture before it is whole makes it whole first.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication, QGraphicsScene

from caveat.domain.connections import Connections
from caveat.ui.theme import Theme
from caveat.ui.widgets.graph import looks
from caveat.ui.widgets.graph.curves import Box, curves, label_places
from caveat.ui.widgets.graph.filtering import Shown
from caveat.ui.widgets.graph.items import EdgeItem, NodeItem
from caveat.ui.widgets.graph.layout import places

_MARGIN = 1.6
"""Around the picture, in font heights."""
_SLICE = 0.012
"""Seconds after which drawing gives way to whatever else the window has to do."""


class GraphScene(QGraphicsScene):
    """Parties and ties as items, found by their places in the `Connections`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._readable = self._labelled = True
        self._moving = False
        self._nodes: list[NodeItem] = []
        self._edges: list[EdgeItem] = []
        self._making: Iterator[None] | None = None
        self.chosen_nodes: AbstractSet[int] = frozenset()
        self.chosen_edges: AbstractSet[int] = frozenset()

    @property
    def nodes(self) -> list[NodeItem]:
        """The parties; whoever asks for them while they are made has the rest made at once."""
        self.finish()
        return self._nodes

    @property
    def edges(self) -> list[EdgeItem]:
        """The ties; as `nodes`."""
        self.finish()
        return self._edges

    def begin(
        self,
        found: Connections,
        expandable: AbstractSet[int],
        shown: Shown,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Draw a graph anew: by `step`, or by `finish` at once.

        Args:
            found: The graph.
            expandable: Places of parties from which one more step can be asked.
            shown: What of it is shown.
            then: Done as soon as it is drawn.
        """
        self._making = self._made(found, expandable, shown, then)

    def step(self) -> bool:
        """Go on drawing for a short while; whether there is more to draw."""
        making, self._making = self._making, None
        until = time.perf_counter() + _SLICE
        for _ in making or ():
            if time.perf_counter() > until:
                self._making = making
                return True
        return False

    def finish(self) -> None:
        """Draw what is left to draw."""
        making, self._making = self._making, None
        for _ in making or ():
            pass

    def _made(
        self,
        found: Connections,
        expandable: AbstractSet[int],
        shown: Shown,
        then: Callable[[], None],
    ) -> Iterator[None]:
        self.clear()
        self._nodes, self._edges = [], []
        self.chosen_nodes = self.chosen_edges = frozenset()
        self._readable = self._labelled = True
        theme, font = self._theme, QApplication.font()
        size, small = looks.measures(theme), looks.small(font)
        ties = [(edge.subject, edge.object) for edge in found.edges]
        yield
        stands = places([node.hops for node in found.nodes], ties, size)
        yield
        for number, (node, at) in enumerate(zip(found.nodes, stands, strict=True)):
            box = NodeItem(node, number, theme, size, font, expandable=number in expandable)
            box.setPos(at.x, at.y)
            self.addItem(box)
            self._nodes.append(box)
            yield
        lead = {edge for path in found.paths for edge in path.edges}
        lines = curves(stands, ties, size, 1.15 * theme.px(1))
        for number, (edge, line) in enumerate(zip(found.edges, lines, strict=True)):
            item = EdgeItem(edge, number, line, theme, small, leads=number in lead)
            self.addItem(item)
            self.addItem(item.label)
            self._edges.append(item)
            yield
        yield from self._showing(shown)
        then()

    def show_only(self, shown: Shown) -> None:
        """Show a part; what stays keeps its place."""
        self.finish()
        for _ in self._showing(shown):
            pass

    def _showing(self, shown: Shown) -> Iterator[None]:
        for node in self._nodes:
            node.setVisible(node.place in shown.nodes)
        for edge in self._edges:
            edge.show_at_all(shown=edge.place in shown.edges)
        yield
        size = looks.measures(self._theme)
        yield from self._put_labels(size.width, size.height, sorted(shown.edges))
        self._set_rect()
        yield

    def choose(self, nodes: Iterable[int] = (), edges: Iterable[int] = ()) -> None:
        """Show some parties and ties as chosen, and no others."""
        self.finish()
        before_nodes, before_edges = self.chosen_nodes, self.chosen_edges
        self.chosen_nodes, self.chosen_edges = frozenset(nodes), frozenset(edges)
        for number in before_nodes ^ self.chosen_nodes:
            self.nodes[number].show_chosen(chosen=number in self.chosen_nodes)
        for number in before_edges ^ self.chosen_edges:
            self.edges[number].show_chosen(chosen=number in self.chosen_edges)

    def show_texts(self, *, readable: bool) -> None:
        """Leave texts away where the picture is too small to read them."""
        self.finish()
        if readable != self._readable:
            self._readable = readable
            for node in self.nodes:
                node.show_texts(readable=readable)
        self._show_labels()

    def set_moving(self, *, moving: bool) -> None:
        """Leave labels of ties away while a large picture is moving."""
        self._moving = moving
        self._show_labels()

    def _show_labels(self) -> None:
        wanted = self._readable and not self._moving
        if wanted != self._labelled:
            self._labelled = wanted
            for edge in self.edges:
                edge.show_texts(readable=wanted)

    def area_of(self, nodes: Iterable[int], edges: Iterable[int] = ()) -> QRectF:
        """The rectangle around some parties and ties."""
        area = QRectF()
        for number in nodes:
            area = area.united(self.nodes[number].sceneBoundingRect())
        for number in edges:
            area = area.united(self.edges[number].sceneBoundingRect())
        return area

    def walk(self) -> list[int]:
        """The parties shown, in the order in which one walks them: by hops, then from the top."""
        seen = [item for item in self.nodes if item.isVisible()]
        seen.sort(key=lambda item: (item.node.hops, item.y(), item.x(), item.place))
        return [item.place for item in seen]

    def _put_labels(self, width: float, height: float, edges: Iterable[int]) -> Iterator[None]:
        """Labels of the strongest ties first, where they cover nothing."""
        seen = sorted((self._edges[n] for n in edges), key=lambda item: -item.edge.strength)
        ties = Counter(end for i in seen for end in (i.edge.subject, i.edge.object))
        boxes = [Box(node.x(), node.y(), width, height) for node in self._nodes if node.isVisible()]
        free = label_places(
            [item.curve for item in seen],
            [item.label_size for item in seen],
            [_wished(ties[item.edge.subject], ties[item.edge.object]) for item in seen],
            boxes,
        )
        for item, at in zip(seen, free, strict=True):
            item.put_label(at)
            yield

    def _set_rect(self) -> None:
        margin = _MARGIN * self._theme.px(1)
        seen = [item for item in self.nodes if item.isVisible()]
        area = self.area_of(
            (item.place for item in seen),
            (item.place for item in self.edges if item.isVisible()),
        )
        self.setSceneRect(area.adjusted(-margin, -margin, margin, margin))


def _wished(subject_ties: int, object_ties: int) -> float:
    """A label belongs near the party with fewer ties, where lines lie apart."""
    if subject_ties == object_ties:
        return 0.5
    return 0.68 if subject_ties > object_ties else 0.32
