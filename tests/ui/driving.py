"""Driving the Screen page as an officer does: typing, waiting, putting on record."""

from pytestqt.qtbot import QtBot

from caveat.ui.pages.screen.links.pane import LinksPane
from caveat.ui.pages.screen.ownership.pane import OwnershipPane
from caveat.ui.pages.screen.page import ScreenPage


def search(page: ScreenPage, qtbot: QtBot, name: str) -> None:
    page.form.name.setText(name)
    qtbot.waitUntil(lambda: page.answer is not None and page.answer.query.name == name)


def put_on_record(page: ScreenPage, qtbot: QtBot) -> str:
    page.record_now()
    qtbot.waitUntil(lambda: page.answer is not None and bool(page.answer.screening))
    assert page.answer is not None
    return page.answer.screening


def wait(pane: LinksPane | OwnershipPane, qtbot: QtBot) -> None:
    """Until it has answered."""
    qtbot.waitUntil(lambda: not pane.asking.waiting)
