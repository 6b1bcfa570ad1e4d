"""The Links tab by itself, empty and with an answer."""

import pytest
from pytestqt.qtbot import QtBot

from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen.links.pane import LinksPane
from ui.driving import wait
from ui.subjects import PARTY, TYPED


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
