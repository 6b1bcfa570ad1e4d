"""Ties to listed parties of a supplier without a hit: counted beside the search, no release."""

import threading
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

import linked
from caveat.domain.connections import Band
from caveat.domain.records import Changes
from caveat.errors import InputError
from caveat.ui.contract_links import LinksAsked
from caveat.ui.pages.screen.page import ScreenPage
from ui.driving import put_on_record, search, wait

UNLISTED = "Unlisted Works"


@pytest.fixture(autouse=True)
def at_once(page: ScreenPage) -> None:
    page._ties.pause.setInterval(1)


def counted(page: ScreenPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.desk.bridge.busy and not page._ties.pause.isActive())


def test_a_search_without_a_hit_says_how_many_ties_are_known_and_leads_to_them(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    search(page, qtbot, UNLISTED)
    assert page.results.beyond.isVisible()
    counted(page, qtbot)
    said = page.results.ties.accessibleName()
    assert said == (
        "No hit by name is no release: apart from its name, Nettrix Information Industry is tied "
        "to 2 listed parties. 1 signal to look into."
    )
    assert "clear" not in said.casefold()
    assert not page.results.beyond.isVisible()
    assert services.links_asked == [LinksAsked(UNLISTED, as_typed=True, beyond_name=True)]
    assert threading.get_ident() not in services.links_threads
    page.results.ties._buttons[0].click()
    assert page.detail.without_hit.currentWidget() is page.detail.links_as_typed


def test_weak_ties_alone_are_told_in_a_quiet_tone(page: ScreenPage, services: Any, qtbot: QtBot):
    shown = linked.small()
    weak = tuple(replace(path, band=Band.WEAK) for path in shown.paths)
    services.links = replace(shown, paths=weak, signals=())
    search(page, qtbot, UNLISTED)
    counted(page, qtbot)
    notice = page.results.ties.notice
    assert notice is not None
    assert notice.tone == "note"


def test_where_no_tie_is_known_that_is_no_finding(page: ScreenPage, qtbot: QtBot):
    search(page, qtbot, "nothing")
    counted(page, qtbot)
    assert not page.results.ties.isVisible()
    assert page.results.beyond.text() == (
        "No hit by name is no release: apart from its name, no tie to a listed party is known "
        "here within 3 steps, which is no finding that there is none. See Links and Ownership "
        "(Ctrl+G, Ctrl+Shift+O)."
    )


def test_beside_hits_nothing_is_counted(page: ScreenPage, services: Any, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    counted(page, qtbot)
    assert services.links_asked == []
    assert not page.results.ties.isVisible()
    assert not page.results.beyond.isVisible()


def test_typing_on_forgets_the_ties_of_the_supplier_before(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    search(page, qtbot, UNLISTED)
    counted(page, qtbot)
    services.delay = 0.2
    search(page, qtbot, "nothing at all")
    assert not page.results.ties.isVisible()
    assert "may still be tied" in page.results.beyond.text()
    counted(page, qtbot)
    assert "no finding" in page.results.beyond.text()


def test_new_relations_are_counted_anew_and_the_same_answer_is_not(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    search(page, qtbot, UNLISTED)
    counted(page, qtbot)
    page._show_results(page.answer)
    counted(page, qtbot)
    assert len(services.links_asked) == 1
    assert page.results.ties.isVisible()
    page.refresh({Changes.RELATIONS})
    counted(page, qtbot)
    assert len(services.links_asked) == 2


def test_of_a_record_of_another_day_nothing_is_counted_unasked(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    search(page, qtbot, "nothing")
    counted(page, qtbot)
    asked = len(services.links_asked)
    put_on_record(page, qtbot)  # the fake's clock stands in the past
    counted(page, qtbot)
    assert len(services.links_asked) == asked
    assert "may still be tied" in page.results.beyond.text()


def test_a_count_that_fails_leaves_the_pointer_and_no_dialog(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    search(page, qtbot, UNLISTED)
    services.failure = InputError("No list is in service.")
    with qtbot.assertNotEmitted(page.failed):
        counted(page, qtbot)
    assert "may still be tied" in page.results.beyond.text()
    services.failure = None
    page.show_links()
    wait(page.detail.links_as_typed, qtbot)
    assert page.detail.links_as_typed.asking.found is not None
