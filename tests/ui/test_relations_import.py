"""Taking a table of relations in from the window."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from caveat.errors import InputError
from caveat.ui.dialogs.relations_preview import RelationsDialog, summary
from caveat.ui.theme import Theme
from caveat.ui.window import MainWindow
from ui.fakes.links import SEEN

TABLE = Path("owners.xlsx")


def preview(window: MainWindow, qtbot: QtBot) -> RelationsDialog:
    window.relations.begin(TABLE)
    qtbot.waitUntil(lambda: window.relations.dialog is not None)
    dialog = window.relations.dialog
    assert dialog is not None
    return dialog


def test_a_table_is_shown_before_anything_is_stored(
    opened: MainWindow, services: Any, qtbot: QtBot
):
    dialog = preview(opened, qtbot)
    assert dialog.headline.text().endswith("2 rows")
    assert [dialog.tabs.tabText(n) for n in range(3)] == [
        "Relations (1)",
        "Not used (1)",
        "Used, with a remark (1)",
    ]
    text = dialog.text()
    assert "Tianjin Haitai Holding\tshareholder of\tSugon (listed)\t30 %" in text
    assert "Trade register, page 3 (verify)" in text
    assert "3\tD\tIt has a share over 100.\tWrite a share." in text
    assert services.relations_stored == []
    dialog.reject()
    assert services.relations_stored == []


def test_relations_are_stored_and_what_was_not_used_can_be_seen(
    opened: MainWindow, services: Any, qtbot: QtBot
):
    dialog = preview(opened, qtbot)
    assert dialog.take.text() == "Store 1 relation"
    dialog.take.click()
    qtbot.waitUntil(lambda: bool(services.relations_stored) and opened.notice.notice is not None)
    assert services.relations_stored == [(TABLE, "Owners")]
    said = opened.notice.notice
    assert said is not None
    assert "1 relation stored from" in said.text
    assert "1 row not used" in said.text
    said.offers[0].act()
    shown = opened.relations.dialog
    assert shown is not None
    assert shown.tabs.currentIndex() == 1
    shown.reject()


def test_the_summary_says_what_is_kept_and_how(theme: Theme, qtbot: QtBot):
    words = summary(SEEN)
    assert words.startswith("1 new relation, 1 row cannot be used, 1 name neither on a list")
    assert "can be withdrawn" in words
    dialog = RelationsDialog(theme, SEEN)
    qtbot.addWidget(dialog)
    dialog._copy()
    assert QGuiApplication.clipboard().text() == dialog.text()


def test_a_table_that_cannot_be_read_says_so(opened: MainWindow, services: Any, qtbot: QtBot):
    services.failure = InputError("owners.xlsx has no row of headings.")
    with qtbot.waitSignal(opened.relations.failed) as failed:
        opened.relations.begin(TABLE)
    assert "no row of headings" in failed.args[0].text
    qtbot.waitUntil(lambda: opened._problem is not None)
    assert opened._problem is not None
    opened._problem.reject()


def test_the_template_is_written_where_the_dialog_says(
    opened: MainWindow, services: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/x/relations.xlsx", ""))
    opened.actions_registry.action("relations.template").trigger()
    qtbot.waitUntil(lambda: bool(services.templates))
    assert services.templates == [Path("/x/relations.xlsx")]


def test_the_action_asks_for_a_table(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(TABLE), ""))
    opened.actions_registry.action("relations.import").trigger()
    qtbot.waitUntil(lambda: opened.relations.dialog is not None)
    assert opened.relations.dialog is not None
    opened.relations.dialog.reject()
