"""The Links tab: the tab within the Screen page."""

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caveat.ui.contract_links import LinksAsked
from caveat.ui.pages.screen.page import ScreenPage
from ui.driving import search, wait


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
