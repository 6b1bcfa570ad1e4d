"""The Links tab: the same in list and picture: what is chosen, where there is little room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from caveat.ui.pages.screen.links.pane import LinksPane
from caveat.ui.pages.screen.links.rows import RowKind


def kinds(pane: LinksPane) -> list[RowKind]:
    return [row.kind for row in pane.sides.list.links.rows]


def test_the_list_says_paths_first_then_signals_ties_and_notes(shown: LinksPane):
    said = kinds(shown)
    assert said.index(RowKind.PATH) < said.index(RowKind.SIGNAL) < said.index(RowKind.TIE)
    text = shown.text()
    assert text.startswith("Nettrix Information Industry is tied to 2 listed parties.")
    assert "red flags 24 and 25 of Supplement No. 3 to 15 CFR part 732 (verify) · [2]" not in text
    assert "Fair" not in text.split("Ties (5)")[0]
    for part in (
        "Paths to listed parties (2)",
        "Paths to 1 more listed party are not written out.",
        "Strong (same street) · computed here · [1]",
        "secondary: verify · [2]",
        "Only what is known was looked up.",
        "[2]  Annual report",
    ):
        assert part in text


def test_a_tie_chosen_in_the_picture_is_chosen_in_the_list(shown: LinksPane):
    shown.sides.choose_edge(3)
    row = shown.sides.list.current_row()
    assert row is not None
    assert (row.kind, row.place) == (RowKind.TIE, 3)
    assert shown.sides.graph.scene.chosen_edges == {3}
    assert shown.status.whole.startswith("中科算源资产管理 shareholder of Sugon")


def test_a_row_chosen_in_the_list_is_chosen_in_the_picture(shown: LinksPane, qtbot: QtBot):
    rows = shown.sides.list
    scene = shown.sides.graph.scene
    path = next(n for n, row in enumerate(rows.links.rows) if row.place == 1)
    rows.setCurrentIndex(rows.links.index(path, 0))
    assert scene.chosen_nodes == {0, 1, 4}
    assert scene.chosen_edges == {1, 4}
    tie = next(
        n for n, row in enumerate(rows.links.rows) if row.kind is RowKind.TIE and row.place == 2
    )
    rows.setCurrentIndex(rows.links.index(tie, 0))
    assert scene.chosen_edges == {2}
    assert scene.chosen_nodes == frozenset()
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert shown.sides.graph.view.current == 2


def test_the_keyboard_passes_over_headings(shown: LinksPane, qtbot: QtBot):
    rows = shown.sides.list
    rows.setFocus()
    seen = set()
    for _ in range(len(rows.links.rows)):
        qtbot.keyClick(rows, Qt.Key.Key_Down)
        row = rows.current_row()
        assert row is not None
        seen.add(row.kind)
    assert RowKind.HEADING not in seen
    assert {RowKind.PATH, RowKind.SIGNAL, RowKind.TIE} <= seen


def test_the_model_of_the_list_is_a_sound_one(shown: LinksPane):
    QAbstractItemModelTester(
        shown.sides.list.links, QAbstractItemModelTester.FailureReportingMode.Fatal
    )


def test_where_there_is_little_room_the_picture_is_a_tab(shown: LinksPane):
    words = [shown.sides.tabs.tabText(n) for n in range(shown.sides.tabs.count())]
    assert words == ["List", "Sources (2)"]
    shown.resize(600, 300)
    words = [shown.sides.tabs.tabText(n) for n in range(shown.sides.tabs.count())]
    assert words == ["Picture", "List", "Sources (2)", "Legend"]
    shown.focus_first()
    shown.resize(1100, 600)
    assert shown.sides.tabs.indexOf(shown.sides.graph) == -1
    assert shown.sides.graph.isVisible()
    assert shown.sides.graph.view.hasFocus()


def test_what_can_be_done_with_a_party(shown: LinksPane, qtbot: QtBot):
    menu = shown.sides.menu_of(1)
    more, search_it, copy = menu.actions()
    assert not more.isEnabled()
    with qtbot.waitSignal(shown.search_wanted) as wanted:
        search_it.trigger()
    assert wanted.args == ["Sugon"]
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "Sugon"
    assert shown.sides.menu_of(3).actions()[0].isEnabled()
