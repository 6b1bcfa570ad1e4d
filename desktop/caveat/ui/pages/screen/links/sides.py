"""The picture and the list beside it: what is chosen in one is chosen in the other."""

from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QTabWidget, QWidget

from caveat.domain.connections import Connections
from caveat.ui.pages.screen.detail_facts import source_facts
from caveat.ui.pages.screen.links.list import LinkList
from caveat.ui.pages.screen.links.rows import Row, RowKind, links_text, rows
from caveat.ui.theme import Theme
from caveat.ui.widgets.fact_sheet import FactSheet
from caveat.ui.widgets.graph.export import Caption
from caveat.ui.widgets.graph.filtering import NO_FILTER, Shown, TieFilter, shown
from caveat.ui.widgets.graph.legend import Legend
from caveat.ui.widgets.graph.widget import GraphWidget
from caveat.ui.wording import counted, day, one_line

_BESIDE = 56
"""Width in font heights from which picture and list stand side by side."""
_LOW = 17
"""Height in font heights below which the legend is a tab of its own."""


class LinkSides(QSplitter):
    """Shows a graph as a picture and as a list; asks nothing itself."""

    said = Signal(str)
    """What is chosen, or how much is shown."""
    expand_wanted = Signal(int)
    search_wanted = Signal(str)
    copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.found: Connections | None = None
        self.seen = Shown(frozenset(), frozenset(), frozenset())
        self._wanted = NO_FILTER
        self._beside: bool | None = None
        self._expandable: AbstractSet[int] = frozenset()
        self.graph = GraphWidget(theme)
        self.graph.node_chosen.connect(self.choose_node)
        self.graph.edge_chosen.connect(self.choose_edge)
        self.graph.nothing_chosen.connect(self.choose_nothing)
        self.graph.expand_wanted.connect(self.expand_wanted)
        self.graph.menu_wanted.connect(self._on_menu)
        self.list = LinkList(theme)
        self.list.row_chosen.connect(self._on_row)
        self.list.opened.connect(self._on_row_opened)
        self.sources = FactSheet(theme, "Sources of the links")
        self.sources.copied.connect(self.copied)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("The links as a list, and their sources")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.list, "List")
        self.tabs.addTab(self.sources, "Sources")
        self.legend = Legend(theme)
        self.addWidget(self.tabs)
        self.setChildrenCollapsible(False)
        theme.changed.connect(self._dress)
        self._dress()

    def show_found(
        self, found: Connections, wanted: TieFilter, expandable: AbstractSet[int], *, fresh: bool
    ) -> None:
        """Show a graph; one that is not fresh has grown, and what is chosen stays chosen."""
        chosen = -1 if fresh else self.graph.view.current
        self.found, self._wanted, self._expandable = found, wanted, expandable
        self.seen = shown(found, wanted)
        self._fit()
        self.graph.show_graph(found, self.seen, expandable, fresh=fresh)
        self.legend.show_entries(self.graph.legend.entries)
        self.list.show_rows(rows(found, self.seen))
        self.sources.show_facts(source_facts(found.citations, None))
        self.tabs.setTabText(self.tabs.indexOf(self.sources), f"Sources ({len(found.citations)})")
        if chosen >= 0:
            self.choose_node(chosen)
        else:
            self.said.emit(self.counts())

    def show_only(self, wanted: TieFilter) -> None:
        """Show a part of the graph, in the picture and in the list."""
        if self.found is None:
            return
        self._wanted = wanted
        self.seen = shown(self.found, wanted)
        self.graph.choose()
        self.graph.show_only(self.seen)
        self.list.show_rows(rows(self.found, self.seen))
        self.said.emit(self.counts())

    def counts(self) -> str:
        """How much there is, and how much of it is shown."""
        if self.found is None:
            return ""
        ties = counted(len(self.found.edges), "tie")
        parties = counted(len(self.found.nodes), "party", "parties")
        if self._wanted.shows_all:
            return f"{ties}, {parties}"
        seen = self.seen
        words = f"{len(seen.edges):,} of {ties} and {len(seen.nodes):,} of {parties} shown"
        if self._wanted.day is not None:
            words += f" for {day(self._wanted.day)}; {seen.undated:,} of the ties bear no dates"
            if seen.too_coarse:
                words += f", the dates of {seen.too_coarse:,} are too coarse to tell"
        return words

    # --- choice --------------------------------------------------------------------------------

    @Slot(int)
    def choose_node(self, place: int) -> None:
        """Choose a party."""
        self.graph.choose((place,))
        self.list.choose(None, -1)
        self.said.emit(self.graph.node_words(place))

    @Slot(int)
    def choose_edge(self, place: int) -> None:
        """Choose a tie, in the picture and in the list."""
        if self.found is not None:
            self.graph.choose((), (place,))
            if self._beside:
                self.tabs.setCurrentWidget(self.list)
            self.list.choose(RowKind.TIE, place)
            self.said.emit(one_line(self.found.edges[place].sentence))

    @Slot()
    def choose_nothing(self) -> None:
        """Let go."""
        self.graph.choose()
        self.list.choose(None, -1)
        self.said.emit(self.counts())

    @Slot(object)
    def _on_row(self, row: object) -> None:
        if isinstance(row, Row) and row.can_be_chosen:
            self.graph.choose(() if row.kind is RowKind.TIE else row.nodes, row.edges, row.text)
            self.said.emit(row.text)
        else:
            self.graph.choose()
            self.said.emit(self.counts())

    @Slot(object)
    def _on_row_opened(self, row: object) -> None:
        """From the list to the picture."""
        if isinstance(row, Row) and row.nodes:
            if not self._beside:
                self.tabs.setCurrentWidget(self.graph)
            self.graph.view.current = row.nodes[0]
            self.graph.view.setFocus()

    # --- what can be done with a party ---------------------------------------------------------

    @Slot(int, QPoint)
    def _on_menu(self, place: int, at: QPoint) -> None:
        self.menu_of(place).popup(at)

    def menu_of(self, place: int) -> QMenu:
        """What can be done with a party of the picture."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, words in (
            ("expand", "Look up one more step"),
            ("search", "Search this name"),
            ("copy", "Copy the name"),
        ):
            action = menu.addAction(words)
            action.setData((key, place))
            action.setEnabled(key != "expand" or place in self._expandable)
        menu.triggered.connect(self._on_action)
        return menu

    @Slot(QAction)
    def _on_action(self, action: QAction) -> None:
        key, place = action.data()
        if self.found is None:
            return
        name = one_line(self.found.nodes[place].name)
        if key == "expand":
            self.expand_wanted.emit(place)
        elif key == "search":
            self.search_wanted.emit(name)
        else:
            QGuiApplication.clipboard().setText(name)
            self.copied.emit(name)

    # --- text and files ------------------------------------------------------------------------

    def text(self) -> str:
        """Everything shown as text; empty while nothing is."""
        if self.found is None:
            return ""
        about = () if self._wanted.shows_all else (self.counts(),)
        return links_text(self.found, self.seen, about)

    def picture_of(self, path: Path) -> bytes:
        """The picture as a file of that name holds it.

        Raises:
            InputError: The name ends in neither ``.svg`` nor ``.png``.
        """
        if self.found is None:
            return b""
        title = f"Links of {one_line(self.found.nodes[0].name)}"
        lines = [title, one_line(self.found.statement), *map(one_line, self.found.notes)]
        if not self._wanted.shows_all:
            lines.insert(1, f"A part: {self.counts()}.")
        lines.append(f"Made by Caveat on {day(datetime.now(UTC).astimezone().date())}.")
        return self.graph.file_content(Caption(title, tuple(lines), self.text()), path.suffix)

    # --- look ----------------------------------------------------------------------------------

    @Slot()
    def _dress(self) -> None:
        self.setHandleWidth(self._theme.px(0.4))
        self._fit()

    def _fit(self) -> None:
        """Side by side where there is room, else the picture is a tab before the list."""
        low = self.height() < self._theme.px(_LOW)
        self.graph.legend.setVisible(not low)
        if low != (self.tabs.indexOf(self.legend) >= 0):
            if low:
                self.tabs.addTab(self.legend, "Legend")
            else:
                self.tabs.removeTab(self.tabs.indexOf(self.legend))
                self.legend.hide()
        beside = self.width() >= self._theme.px(_BESIDE)
        if beside == self._beside:
            return
        self._beside = beside
        focused = self.graph.view.hasFocus()
        if beside:
            self.insertWidget(0, self.graph)
            self.setSizes([620, 380])
        else:
            self.tabs.insertTab(0, self.graph, "Picture")
            self.tabs.setCurrentWidget(self.graph)
        self.graph.show()
        if focused:  # whoever moves to another parent loses it
            self.graph.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another arrangement."""
        super().resizeEvent(event)
        self._fit()
