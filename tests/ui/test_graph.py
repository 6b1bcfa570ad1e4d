"""The picture of links: walking it by keyboard and mouse, parts of it, files of it."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from pytestqt.qtbot import QtBot

import linked
from caveat.domain.relations import RelationKind
from caveat.errors import InputError
from caveat.ui.theme import Theme, Wish
from caveat.ui.widgets.graph.export import Caption
from caveat.ui.widgets.graph.filtering import NO_FILTER, TieFilter, shown
from caveat.ui.widgets.graph.legend import entries
from caveat.ui.widgets.graph.widget import GraphWidget

FOUND = linked.small()
KEY = Qt.Key


@pytest.fixture
def graph(theme: Theme, qtbot: QtBot) -> GraphWidget:
    made = GraphWidget(theme)
    qtbot.addWidget(made)
    made.resize(900, 560)
    made.show()
    made.show_graph(FOUND, shown(FOUND, NO_FILTER), {3, 4})
    made.node_chosen.connect(lambda place: made.choose((place,)))
    made.edge_chosen.connect(lambda place: made.choose((), (place,)))
    made.nothing_chosen.connect(made.choose)
    made.view.setFocus()
    return made


def press(graph: GraphWidget, qtbot: QtBot, *keys: Qt.Key, **more: Any) -> None:
    for key in keys:
        qtbot.keyClick(graph.view, key, **more)


def texts(graph: GraphWidget) -> list[str]:
    return [item.text() for item in graph.scene.items() if hasattr(item, "text")]


def test_every_party_says_in_words_what_its_shape_and_icon_say(graph: GraphWidget):
    said = texts(graph)
    assert "Asked about" in said
    assert "Listed · 1 hop" in said
    assert "Named only · 1 hop" in said
    assert "Named only · 2 hops · +4" in said
    assert said.count("US-EL") == 2


def test_every_tie_has_a_label_with_its_share_and_how_near_an_address_is(graph: GraphWidget):
    labels = [edge.words for edge in graph.scene.edges]
    assert labels == [
        "one address · same street",
        "shared facility ?",
        "founder ?",
        "shareholder 21.32 % ?",
        "supplier ?",
    ]


def test_only_a_tie_that_reads_one_way_has_an_arrow(graph: GraphWidget):
    assert [edge._arrow is not None for edge in graph.scene.edges] == [
        not edge.mutual for edge in FOUND.edges
    ]


def test_lines_differ_by_who_says_so_and_the_legend_tells_them_apart(graph: GraphWidget):
    patterns = {
        tuple(edge.pen().dashPattern()) for edge in (graph.scene.edges[n] for n in (0, 2, 3, 4))
    }
    assert len(patterns) == 4
    words = [entry.word for entry in entries(FOUND)]
    assert {"published by a list", "starter data", "imported by you", "computed here"} <= set(words)
    assert "typed in by you" not in words
    assert graph.legend.accessibleDescription().startswith("Listed, Your supplier, Named only")


def test_tab_walks_all_parties_by_hops_and_then_leaves(graph: GraphWidget, qtbot: QtBot):
    press(graph, qtbot, KEY.Key_Return)
    walked = [graph.view.current]
    for _ in range(4):
        press(graph, qtbot, KEY.Key_Tab)
        walked.append(graph.view.current)
    assert walked[0] == 0
    assert sorted(walked) == [0, 1, 2, 3, 4]
    assert [FOUND.nodes[place].hops for place in walked] == [0, 1, 1, 2, 2]
    assert not graph.view.walk(1)
    press(graph, qtbot, KEY.Key_Backtab)
    assert graph.view.current == walked[-2]


def test_arrow_keys_go_to_the_nearest_party_in_a_direction(graph: GraphWidget, qtbot: QtBot):
    press(graph, qtbot, KEY.Key_Right)
    assert graph.view.current == 0
    press(graph, qtbot, KEY.Key_Right)
    first = graph.view.current
    assert FOUND.nodes[first].hops == 1
    press(graph, qtbot, KEY.Key_Down if first == graph.scene.walk()[1] else KEY.Key_Up)
    assert {first, graph.view.current} == {1, 2}
    press(graph, qtbot, KEY.Key_Left)
    assert graph.view.current == 0


def test_enter_asks_for_one_more_step_and_escape_lets_go(graph: GraphWidget, qtbot: QtBot):
    press(graph, qtbot, KEY.Key_Return)
    with qtbot.waitSignal(graph.expand_wanted) as wanted:
        press(graph, qtbot, KEY.Key_Return)
    assert wanted.args == [0]
    press(graph, qtbot, KEY.Key_Escape)
    assert graph.view.current == -1
    assert graph.scene.chosen_nodes == frozenset()


def test_e_walks_the_ties_of_a_party(graph: GraphWidget, qtbot: QtBot):
    graph.view.walk(1)
    seen = []
    for _ in range(3):
        qtbot.keyClicks(graph.view, "e")
        seen.append(next(iter(graph.scene.chosen_edges)))
        graph.view.current = 0
    assert seen == [0, 1, 2]


def test_what_is_chosen_is_said_to_a_screen_reader(graph: GraphWidget):
    assert graph.view.accessibleName() == "Picture of the links of Nettrix Information Industry"
    assert "Arrow keys" in graph.view.accessibleDescription()
    graph.view._go(1)
    assert "Sugon" in graph.view.accessibleDescription()
    assert "Entity List since 2019-06-24" in graph.view.accessibleDescription()
    interface = QAccessible.queryAccessibleInterface(graph.view)
    assert interface is not None


def test_a_click_chooses_a_party_or_a_tie_and_a_click_beside_lets_go(
    graph: GraphWidget, qtbot: QtBot
):
    view, scene = graph.view, graph.scene
    at = view.mapFromScene(scene.nodes[1].pos())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert scene.chosen_nodes == {1}
    on_label = view.mapFromScene(scene.edges[3].label.pos())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=on_label)
    assert scene.chosen_edges == {3}
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert scene.chosen_edges == frozenset()


def test_keys_zoom_fit_and_move(graph: GraphWidget, qtbot: QtBot):
    view = graph.view
    qtbot.keyClicks(view, "0")
    assert view.scale_now == pytest.approx(1)
    qtbot.keyClicks(view, "++-")
    assert view.scale_now == pytest.approx(1.2)
    qtbot.keyClicks(view, "0+++++")
    before = view.horizontalScrollBar().value()
    press(graph, qtbot, KEY.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert view.horizontalScrollBar().value() > before
    qtbot.keyClicks(view, "f")
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    assert seen.adjusted(-1, -1, 1, 1).contains(view.sceneRect())


def test_texts_that_nobody_could_read_are_left_away(graph: GraphWidget):
    graph.view.zoom_to(0.2)
    assert not any(item.isVisible() for item in graph.scene.nodes[1]._texts)
    graph.show_graph(FOUND, shown(FOUND, NO_FILTER), {3}, fresh=False)
    assert not any(item.isVisible() for item in graph.scene.nodes[1]._texts)
    graph.view.zoom_to(1)
    assert all(item.isVisible() for item in graph.scene.nodes[1]._texts)


def test_a_part_hides_the_others_and_walks_only_what_is_shown(graph: GraphWidget):
    wanted = TieFilter(without_kinds=frozenset({RelationKind.SUPPLIER}))
    graph.show_only(shown(FOUND, wanted))
    assert not graph.scene.nodes[4].isVisible()
    assert not graph.scene.edges[4].isVisible()
    assert not graph.scene.edges[4].label.isVisible()
    assert 4 not in graph.scene.walk()


def test_another_look_keeps_the_choice_and_changes_the_colours(graph: GraphWidget, theme: Theme):
    graph.choose((1,), (0,))
    light = graph.scene.nodes[4].brush().color()
    theme.set_wish(Wish.DARK)
    assert graph.scene.chosen_nodes == {1}
    assert graph.scene.nodes[4].brush().color() != light
    theme.set_wish(Wish.LIGHT)


CAPTION = Caption("Links of Nettrix", ("Nettrix <b>&</b> others", "Made today."), "whole & <text>")


def test_an_svg_is_well_formed_and_holds_every_name(graph: GraphWidget):
    graph.choose((1,))
    text = "\n".join([CAPTION.text, *(node.name for node in FOUND.nodes)])
    content = graph.file_content(Caption(CAPTION.title, CAPTION.lines, text), ".svg")
    root = ET.fromstring(content)  # noqa: S314 - written here a line above
    said = "".join(root.itertext())
    assert all(node.name in said for node in FOUND.nodes)
    assert "Nettrix <b>&</b> others" in said
    assert "whole & <text>" in said
    assert "shareholder 21.32 % ?" in said
    assert "published by a list" in said
    assert graph.scene.chosen_nodes == {1}


def test_a_png_is_a_picture_and_carries_its_content_as_text(graph: GraphWidget):
    image = QImage.fromData(graph.file_content(CAPTION, ".PNG"), "png")
    assert image.width() > 600
    assert image.text("Title") == "Links of Nettrix"
    assert image.text("Description") == "whole & <text>"
    colours = {image.pixel(x, image.height() // 3) for x in range(0, image.width(), 3)}
    assert len(colours) > 5


def test_another_kind_of_file_is_refused(graph: GraphWidget):
    with pytest.raises(InputError, match=r"\.svg or \.png"):
        graph.file_content(CAPTION, ".bmp")


def test_names_with_markup_or_astral_letters_are_shown_as_they_are(theme: Theme, qtbot: QtBot):
    names = ("<b>bold</b> & Co.", "𠀀𠀁 Industry of a very very very long name that is cut")
    nodes = (linked.node("Start", 0), *(linked.node(name, 1) for name in names))
    edges = tuple(linked.edge(nodes, 0, RelationKind.LINKED, n) for n in (1, 2))
    found = linked.Connections(nodes, edges, (), 0, (), (linked.LIST, linked.REPORT), 1, (), "x")
    made = GraphWidget(theme)
    qtbot.addWidget(made)
    made.show_graph(found, shown(found, NO_FILTER), set())
    assert "<b>bold</b> & Co." in texts(made)
    assert any(text.startswith("𠀀𠀁") for text in texts(made))


def test_a_large_graph_is_drawn_in_slices_and_whole_for_whoever_asks(theme: Theme, qtbot: QtBot):
    found = linked.large()
    made = GraphWidget(theme)
    qtbot.addWidget(made)
    made.show_graph(found, shown(found, NO_FILTER), set())
    assert len(made.scene.items()) < len(found.nodes)
    qtbot.waitUntil(lambda: not made._drawing.isActive())
    whole = len(made.scene.items())
    assert whole > len(found.nodes) + len(found.edges)
    assert made.view.updatesEnabled()
    made.show_graph(found, shown(found, NO_FILTER), set())
    made.choose([299])
    assert not made._drawing.isActive()
    assert len(made.scene.items()) == whole
    assert made.view.updatesEnabled()
    assert made.scene.chosen_nodes == {299}


def test_a_large_graph_is_painted_coarsely_only_while_it_is_zoomed(theme: Theme, qtbot: QtBot):
    found = linked.large()
    made = GraphWidget(theme)
    qtbot.addWidget(made)
    made.resize(1100, 560)
    made.show_graph(found, shown(found, NO_FILTER), set())
    assert len(made.scene.nodes) == 300
    assert not made.grab().isNull()
    smooth = QPainter.RenderHint.Antialiasing
    made.view.zoom_to(1)
    assert not made.view.renderHints() & smooth
    qtbot.waitUntil(lambda: bool(made.view.renderHints() & smooth))
    assert any(edge.label.isVisible() for edge in made.scene.edges)
