"""The Links tab: what is asked, in the background, once, and taken back."""

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caveat.domain.records import Changes
from caveat.errors import InputError
from caveat.ui.contract_links import LinksAsked
from caveat.ui.pages.screen.links.pane import LinksPane
from caveat.ui.pages.screen.page import ScreenPage
from ui.driving import search, wait
from ui.subjects import PARTY, TYPED


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
