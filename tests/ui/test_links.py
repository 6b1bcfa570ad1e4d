"""The Links tab: asking, list and picture, choice in both, filter, files, empty states."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

import linked
from caveat.domain.records import Changes
from caveat.domain.relations import Basis, RefKind, RelationKind
from caveat.domain.screening import Query
from caveat.errors import InputError
from caveat.ui.contract_links import LinksAsked
from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen.links.pane import LinksPane
from caveat.ui.pages.screen.links.rows import RowKind
from caveat.ui.pages.screen.links.saving import file_name
from caveat.ui.pages.screen.links.subjects import day_of, of_query
from caveat.ui.pages.screen.page import ScreenPage
from ui.driving import search, wait

PARTY = LinksAsked("US-EL-7")
TYPED = LinksAsked("Nettrix", "No. 15 Haitai Huake Street", "CN", as_typed=True)


@pytest.fixture
def pane(desk: Desk, qtbot: QtBot) -> LinksPane:
    made = LinksPane(desk)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    return made


@pytest.fixture
def shown(pane: LinksPane, qtbot: QtBot) -> LinksPane:
    pane.show_subjects(PARTY, TYPED)
    wait(pane, qtbot)
    return pane


def kinds(pane: LinksPane) -> list[RowKind]:
    return [row.kind for row in pane.sides.list.links.rows]


# Asking ------------------------------------------------------------------------------------------


def test_the_links_of_the_listed_party_are_asked_in_the_background(shown: LinksPane, services: Any):
    assert services.links_asked == [LinksAsked("US-EL-7", depth=3)]
    assert services.threads.isdisjoint(services.links_threads)
    assert shown.status.whole == "5 ties, 5 parties"


def test_the_supplier_as_typed_is_asked_with_name_and_address(
    shown: LinksPane, services: Any, qtbot: QtBot
):
    shown.tools.typed.click()
    wait(shown, qtbot)
    assert services.links_asked[-1] == LinksAsked(
        "Nettrix", "No. 15 Haitai Huake Street", "CN", 3, as_typed=True
    )


def test_more_steps_ask_again_and_the_same_question_does_not(
    shown: LinksPane, services: Any, qtbot: QtBot
):
    shown.show_subjects(PARTY, TYPED)
    assert len(services.links_asked) == 1
    shown.tools.steps.setCurrentIndex(1)
    shown.tools.steps.activated.emit(1)
    wait(shown, qtbot)
    assert services.links_asked[-1].depth == 2


def test_nothing_is_asked_before_the_tab_is_looked_at(pane: LinksPane, services: Any, qtbot: QtBot):
    pane.hide()
    pane.show_subjects(PARTY, None)
    assert services.links_asked == []
    pane.show()
    wait(pane, qtbot)
    assert len(services.links_asked) == 1


def test_a_late_answer_to_another_question_is_not_shown(
    pane: LinksPane, services: Any, qtbot: QtBot
):
    services.delay = 0.2
    pane.show_subjects(PARTY, None)
    qtbot.waitUntil(lambda: bool(services.links_asked))
    pane.show_subjects(LinksAsked("US-EL-8"), None)
    wait(pane, qtbot)
    assert pane.sides.found is not None
    assert pane.sides.found.nodes[0].ref.key == "US-EL-8"


def test_looking_up_can_be_cancelled_and_done_again(pane: LinksPane, services: Any, qtbot: QtBot):
    services.delay = 1.0
    pane.show_subjects(PARTY, None)
    qtbot.waitUntil(lambda: "Reading ties" in pane.empty.accessibleName())
    assert pane.cancel.isVisible()
    pane.cancel.click()
    wait(pane, qtbot)
    assert pane.empty.accessibleName().startswith("Cancelled")
    assert pane.sides.found is None
    services.delay = 0.0
    pane.empty._buttons[0].click()
    qtbot.waitUntil(lambda: pane.sides.found is not None)


def test_what_fails_is_said_in_the_tab_and_can_be_tried_again(
    pane: LinksPane, services: Any, qtbot: QtBot
):
    services.failure = InputError("No list is in service. Import one.")
    pane.show_subjects(PARTY, None)
    wait(pane, qtbot)
    assert "No list is in service" in pane.empty.accessibleName()
    services.failure = None
    pane.empty._buttons[0].click()
    qtbot.waitUntil(lambda: pane.sides.found is not None)


def test_what_changed_is_asked_anew(page: ScreenPage, services: Any, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    page.show_links()
    wait(page.detail.links, qtbot)
    before = len(services.links_asked)
    page.refresh({Changes.RELATIONS})
    wait(page.detail.links, qtbot)
    assert len(services.links_asked) == before + 1


def test_one_more_step_is_added_where_it_was_asked(shown: LinksPane, services: Any, qtbot: QtBot):
    view = shown.sides.graph.view
    view._go(3)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    wait(shown, qtbot)
    assert services.links_asked[-1] == LinksAsked("中科算源资产管理", depth=1, as_typed=True)
    assert shown.sides.found is not None
    assert shown.sides.found.nodes[5].name == "Newly found Ltd."
    assert view.current == 3
    assert "Newly found Ltd. officer of" in shown.text()
    asked = len(services.links_asked)
    shown.expand(3)
    assert len(services.links_asked) == asked
    assert "looked up already" in shown.status.whole


def test_a_step_that_fails_leaves_what_is_shown(shown: LinksPane, services: Any, qtbot: QtBot):
    services.failure = InputError("Several parties have this name.")
    shown.expand(3)
    wait(shown, qtbot)
    assert shown.status.whole == "Several parties have this name."
    assert shown.sides.isVisible()


# List and picture --------------------------------------------------------------------------------


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


# Filter ------------------------------------------------------------------------------------------


def test_a_filter_shows_the_same_part_in_picture_and_list(shown: LinksPane):
    shown.tools.filter.setChecked(True)
    shown.filter.kinds[RelationKind.SHAREHOLDER].setChecked(False)
    shown.filter.bases[Basis.COMPUTED].setChecked(False)
    assert not shown.sides.graph.scene.edges[3].isVisible()
    assert not shown.sides.graph.scene.edges[0].isVisible()
    places = {row.place for row in shown.sides.list.links.rows if row.kind is RowKind.TIE}
    assert places == {1, 2, 4}
    assert shown.status.whole == "3 of 5 ties and 4 of 5 parties shown"
    assert shown.tools.filter.text() == "Filtered"
    assert shown.text().startswith("3 of 5 ties")
    shown.filter.everything.click()
    assert shown.status.whole == "5 ties, 5 parties"


def test_a_day_leaves_out_what_did_not_hold_then(shown: LinksPane):
    shown.filter.day.show_day(date(2022, 1, 1))
    shown.filter.on_day.setChecked(True)
    assert shown.status.whole == (
        "4 of 5 ties and 4 of 5 parties shown for 1 Jan 2022; 3 of the ties bear no dates"
    )


def test_what_was_hidden_stays_hidden_when_the_graph_grows(shown: LinksPane, qtbot: QtBot):
    shown.filter.kinds[RelationKind.FOUNDER].setChecked(False)
    shown.expand(3)
    wait(shown, qtbot)
    assert not shown.filter.kinds[RelationKind.FOUNDER].isChecked()
    assert not shown.sides.graph.scene.edges[2].isVisible()


def test_what_was_hidden_of_one_party_hides_no_tie_of_another(shown: LinksPane, qtbot: QtBot):
    shown.filter.kinds[RelationKind.FOUNDER].setChecked(False)
    shown.show_subjects(LinksAsked("US-EL-8"), None)
    wait(shown, qtbot)
    assert shown.status.whole == "5 ties, 5 parties"
    assert shown.sides.graph.scene.edges[2].isVisible()


# Empty states ------------------------------------------------------------------------------------


def test_no_known_tie_says_what_was_asked_and_what_to_do(pane: LinksPane, qtbot: QtBot):
    pane.show_subjects(None, LinksAsked("Nobody Ltd.", as_typed=True))
    wait(pane, qtbot)
    words = pane.empty.accessibleName()
    assert words.startswith("No tie is known. ")
    for part in ("Nobody Ltd.", "3 steps", "Give an address", "Import relations"):
        assert part in words
    with qtbot.waitSignal(pane.import_wanted):
        pane.empty._buttons[0].click()
    assert not pane.tools.fit.isEnabled()


def test_an_entry_that_is_no_more_listed_is_not_taken_for_a_name(
    pane: LinksPane, services: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    real = services.connections

    def named(asked: LinksAsked, *more: Any) -> Any:
        return real(LinksAsked(asked.who, depth=asked.depth, as_typed=True), *more)

    monkeypatch.setattr(services, "connections", named)
    pane.show_subjects(PARTY, None)
    wait(pane, qtbot)
    assert pane.empty.accessibleName().startswith("Not listed today")


def test_links_of_another_day_are_asked_of_that_day_also_step_by_step(
    pane: LinksPane, services: Any, qtbot: QtBot
):
    day = date(2022, 5, 1)
    pane.show_subjects(PARTY, None, as_of=day)
    wait(pane, qtbot)
    assert services.links_asked[-1] == replace(PARTY, depth=3, as_of=day)
    assert pane.status.whole.endswith("As known on 2022-05-01.")
    pane.expand(3)
    wait(pane, qtbot)
    assert services.links_asked[-1].as_of == day
    pane.show_subjects(PARTY, None)
    wait(pane, qtbot)
    assert services.links_asked[-1].as_of is None
    assert "As known" not in pane.status.whole


def test_of_the_law_of_another_day_it_is_said_that_links_are_of_today(
    pane: LinksPane, services: Any, qtbot: QtBot
):
    pane.show_subjects(PARTY, None, law=True)
    wait(pane, qtbot)
    assert services.links_asked[-1].as_of is None
    assert "Links are those known today" in pane.status.whole


def test_the_day_of_links_is_that_of_a_record_or_of_the_question(page: ScreenPage, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    fresh = page.answer
    assert fresh is not None
    assert day_of(fresh) is None
    assert day_of(replace(fresh, screening="S-2026-000001")) == fresh.as_of
    asked = replace(fresh.query, as_of=fresh.as_of)
    assert day_of(replace(fresh, query=asked)) == fresh.as_of


def test_who_is_listed_and_reached_by_one_more_step_has_a_path(
    shown: LinksPane, services: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    assert shown.sides.found is not None
    before = {path.nodes[-1] for path in shown.sides.found.paths}

    def step(asked: LinksAsked, *_more: Any) -> Any:
        found = linked.one_more(asked.who)
        new = linked.node("Newly listed Ltd.", 1, RefKind.LISTED, "US-EL-9")
        return replace(found, nodes=(found.nodes[0], new, found.nodes[2]))

    monkeypatch.setattr(services, "connections", step)
    shown.expand(3)
    wait(shown, qtbot)
    found = shown.sides.found
    assert found.nodes[5].name == "Newly listed Ltd."
    (path,) = [path for path in found.paths if path.nodes[-1] == 5]
    assert path.nodes == (0, 1, 3, 5)
    assert before <= {path.nodes[-1] for path in found.paths}
    assert "Newly listed Ltd. [Entity List]: 3 hops" in shown.text()
    assert "tied to 3 listed parties" in found.statement


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query("A Ltd.", country="CN"), LinksAsked("A Ltd.", "", "CN", as_typed=True)),
        (
            Query("", addresses=("15 Street",)),
            LinksAsked("Supplier without a name", "15 Street", as_typed=True),
        ),
        (Query("", aliases=("B Ltd.",)), LinksAsked("B Ltd.", as_typed=True)),
        (Query("", identifiers=("91110108",)), None),
    ],
)
def test_whose_links_are_asked_of_a_query(query: Query, expected: LinksAsked | None):
    assert of_query(query) == expected


# Within the page ---------------------------------------------------------------------------------


def test_the_links_of_a_supplier_without_hits_are_there_too(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    page.form.address.setText("No. 15 Haitai Huake Street")
    search(page, qtbot, "nothing")
    page.show_links()
    wait(page.detail.links_as_typed, qtbot)
    assert page.detail.links_shown is page.detail.links_as_typed
    assert services.links_asked[-1] == LinksAsked(
        "nothing", "No. 15 Haitai Huake Street", depth=3, as_typed=True
    )
    assert "No tie is known" in page.detail.links_as_typed.empty.accessibleName()


def test_the_keyboard_comes_to_the_picture_when_it_is_there(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    search(page, qtbot, "Nettrix")
    services.delay = 0.1
    page.show_links()
    assert page.detail.links.tools.steps.hasFocus()
    wait(page.detail.links, qtbot)
    assert page.detail.links.sides.graph.view.hasFocus()


def test_the_links_can_have_the_whole_page_and_give_it_back(page: ScreenPage, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    page.toggle_links()
    wait(page.detail.links, qtbot)
    assert page.detail.tabs.currentWidget() is page.detail.links
    assert not page.results.isVisible()
    assert not page.decide.isVisible()
    assert page.detail.links.tools.enlarge.text() == "Reduce"
    page.resize(1100, 690)
    assert not page.results.isVisible()
    page.detail.links.tools.enlarge.click()
    assert page.results.isVisible()
    assert page.decide.isVisible()
    page.toggle_links()
    page.detail.links.sides.choose_node(1)
    view = page.detail.links.sides.graph.view
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not page.results.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert page.results.isVisible()


def test_everything_about_a_hit_copies_its_links_too(page: ScreenPage, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    page.show_links()
    wait(page.detail.links, qtbot)
    qtbot.waitUntil(lambda: page.detail._view is not None)
    text = page.detail.text()
    assert "affiliated entity of" in text.casefold()
    assert "Paths to listed parties (2)" in text
    page.detail.tabs.setCurrentIndex(0)
    page.results.list.setCurrentIndex(page.results.model.index(1, 0))
    assert page.detail.hit is not None
    assert page.detail.hit.party.id == "P-2"
    assert "Paths to listed parties (2)" not in page.detail.text()


def test_a_name_of_the_picture_can_be_searched(page: ScreenPage, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    page.detail.links.search_wanted.emit("Sugon")
    qtbot.waitUntil(lambda: page.answer is not None and page.answer.query.name == "Sugon")


# Files -------------------------------------------------------------------------------------------


def test_a_picture_is_written_where_the_dialog_says(
    shown: LinksPane, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    out = tmp_path / "picture"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(out), "PNG picture (*.png)")
    )
    with qtbot.waitSignal(shown.noticed) as said:
        shown.choose_export()
    assert "picture.png" in said.args[0].text
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
    assert [file.name for file in tmp_path.iterdir()] == ["picture.png"]


def test_a_picture_that_cannot_be_written_says_so(shown: LinksPane, tmp_path: Path, qtbot: QtBot):
    with qtbot.waitSignal(shown.failed) as failed:
        shown.saving.save(tmp_path / "no" / "picture.svg", shown.sides.picture_of)
    assert "could not be written" in failed.args[0].text
    with qtbot.waitSignal(shown.failed) as failed:
        shown.saving.save(tmp_path / "picture.bmp", shown.sides.picture_of)
    assert ".svg or .png" in failed.args[0].text


def test_a_file_is_named_after_the_party_by_letters_that_every_system_takes():
    assert file_name('A/B: "C" <D>\n*') == "Links of A B C D.svg"
    assert file_name("宁畅信息产业（北京）有限公司") == "Links of 宁畅信息产业 北京 有限公司.svg"


def test_the_list_is_copied_as_text(shown: LinksPane, qtbot: QtBot):
    with qtbot.waitSignal(shown.noticed):
        shown.copy_list()
    text = QGuiApplication.clipboard().text()
    assert "Nettrix → Sugon [Entity List]" in text
    assert "شركة المعلومات" in text
