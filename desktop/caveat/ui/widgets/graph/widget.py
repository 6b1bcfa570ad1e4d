"""The picture with its legend beneath, and what is chosen in it."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caveat.domain.connections import Connections
from caveat.ui.theme import Theme
from caveat.ui.widgets.graph.export import Caption, picture
from caveat.ui.widgets.graph.filtering import Shown
from caveat.ui.widgets.graph.legend import Legend, entries
from caveat.ui.widgets.graph.scene import GraphScene
from caveat.ui.widgets.graph.view import GraphView
from caveat.ui.widgets.graph.words import described
from caveat.ui.wording import one_line

_AT_ONCE = 120
"""Parties and ties together up to which a graph is drawn in one go."""


class GraphWidget(QWidget):
    """A graph of connections, drawn."""

    node_chosen = Signal(int)
    edge_chosen = Signal(int)
    nothing_chosen = Signal()
    expand_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._found: Connections | None = None
        self._expandable: AbstractSet[int] = frozenset()
        self._shown: Shown | None = None
        self.scene = GraphScene(theme)
        self.view = GraphView(theme, self.scene)
        self.view.node_chosen.connect(self.node_chosen)
        self.view.edge_chosen.connect(self.edge_chosen)
        self.view.nothing_chosen.connect(self.nothing_chosen)
        self.view.expand_wanted.connect(self.expand_wanted)
        self.view.menu_wanted.connect(self.menu_wanted)
        self.legend = Legend(theme)
        self._drawing = QTimer(self)
        self._drawing.timeout.connect(self._go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.legend)
        theme.changed.connect(self._dress)

    def show_graph(
        self, found: Connections, shown: Shown, expandable: AbstractSet[int], *, fresh: bool = True
    ) -> None:
        """Draw a graph; one that is not fresh has grown, and the look at it stays."""
        self._found, self._shown, self._expandable = found, shown, expandable
        at = self.view.current if not fresh else -1
        self.scene.begin(found, expandable, shown, lambda: self._show_whole(at, fresh=fresh))
        self.legend.show_entries(entries(found, expandable=bool(expandable)))
        self.view.current = -1
        name = one_line(found.nodes[0].name)
        self.view.setAccessibleName(f"Picture of the links of {name}")
        if len(found.nodes) + len(found.edges) <= _AT_ONCE:
            self.scene.finish()
        else:
            self.view.setUpdatesEnabled(False)
            self._drawing.start()

    @Slot()
    def _go_on(self) -> None:
        if not self.scene.step():
            self._drawing.stop()

    def _show_whole(self, at: int, *, fresh: bool) -> None:
        self._drawing.stop()
        self.view.setUpdatesEnabled(True)
        self.view.show_texts()
        if fresh:
            self.view.first_look()
        elif at >= 0:
            self.view.centerOn(self.scene.nodes[at].pos())

    def show_only(self, shown: Shown) -> None:
        """Show a part of the graph."""
        self._shown = shown
        self.scene.show_only(shown)

    def choose(self, nodes: Sequence[int] = (), edges: Sequence[int] = (), words: str = "") -> None:
        """Show a choice, and say it to whoever does not see it."""
        if self._found is not None and not words:
            if len(edges) == 1:
                words = one_line(self._found.edges[edges[0]].sentence)
            elif len(nodes) == 1:
                words = self.node_words(nodes[0])
        self.view.choose(nodes, edges, words)

    def node_words(self, place: int) -> str:
        """Everything about a party, in a sentence."""
        if self._found is None:
            return ""
        ties = sum(place in {edge.subject, edge.object} for edge in self._found.edges)
        return described(self._found.nodes[place], ties)

    def file_content(self, caption: Caption, suffix: str) -> bytes:
        """The picture as a file holds it.

        Raises:
            InputError: The suffix is neither ``.svg`` nor ``.png``.
        """
        if self._found is None or self._shown is None:
            return b""
        return picture(self._found, self._shown, caption, suffix)

    @Slot()
    def _dress(self) -> None:
        """Another look: every colour and size is drawn anew, the choice stays."""
        self.view.dress()
        if self._found is not None and self._shown is not None:
            nodes, edges = self.scene.chosen_nodes, self.scene.chosen_edges
            self.scene.begin(self._found, self._expandable, self._shown)
            self.scene.finish()
            self.view.setUpdatesEnabled(True)
            self.scene.choose(nodes, edges)
            self.view.first_look()
