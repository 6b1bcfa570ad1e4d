"""The fake services, and the desk at which pages work."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caveat.paths import Paths
from caveat.ui.bridge import Bridge
from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen.page import ScreenPage
from caveat.ui.state import WindowState
from caveat.ui.theme import Theme, Wish
from caveat.ui.window import MainWindow
from ui.fakes.blocks import LongestBlock
from ui.fakes.services import FakeServices


@pytest.fixture
def services() -> FakeServices:
    return FakeServices()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    qapp.setStyle("Fusion")
    look = Theme(Wish.LIGHT)
    look.apply()
    return look


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[Bridge]:  # noqa: ARG001 - threads need its loop
    made = Bridge()
    yield made
    made.shut_down()


@pytest.fixture
def desk(services: FakeServices, bridge: Bridge, theme: Theme, tmp_path: Path) -> Desk:
    return Desk(services, bridge, theme, WindowState(tmp_path / "window.ini"))


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ScreenPage:
    """The Screen page by itself, with its workspace open."""
    made = ScreenPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.workspace_opened()
    qtbot.waitUntil(lambda: not desk.bridge.busy)
    return made


@pytest.fixture
def longest_block() -> type[LongestBlock]:
    return LongestBlock


@pytest.fixture
def opened(desk: Desk, tmp_path: Path, qtbot: Any) -> Iterator[MainWindow]:
    """The whole window over the fake, with its workspace open."""
    paths = Paths(data=tmp_path, cache=tmp_path / "cache", logs=tmp_path / "logs")
    window = MainWindow(desk, paths)
    window.resize(1280, 720)
    window.show()
    with qtbot.waitSignal(window.workspace_opened):
        window.start()
    qtbot.waitUntil(lambda: not desk.bridge.busy)
    yield window
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What Qt's offscreen platform says about itself is no fault of the window's."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))
