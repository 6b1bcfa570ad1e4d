"""Withdrawing a relation of one's own in the window, and taking that back."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

import owned
from caveat.errors import EnvironmentProblemError
from caveat.ui.dialogs.withdraw import WithdrawDialog
from caveat.ui.theme import Theme
from caveat.ui.window import MainWindow
from owned import holds, viewed
from ui.driving import search, wait
from ui.fakes.links import OWN


@pytest.fixture
def dialog(theme: Theme, qtbot: QtBot) -> WithdrawDialog:
    made = WithdrawDialog(theme, OWN, "Low")
    qtbot.addWidget(made)
    made.show()
    return made


def asked(window: MainWindow, qtbot: QtBot, about: str) -> WithdrawDialog:
    window.withdrawing.begin(about)
    qtbot.waitUntil(lambda: window.withdrawing.dialog is not None)
    assert window.withdrawing.dialog is not None
    return window.withdrawing.dialog


def test_those_of_the_company_stand_there_newest_first_and_can_be_filtered(dialog: WithdrawDialog):
    assert [each.number for each in dialog.model.rows] == ["R-3", "R-2"]
    dialog.filter.setText("top")
    assert [each.number for each in dialog.model.rows] == ["R-1"]
    dialog.filter.setText("who is that")
    assert dialog.model.rows == ()
    assert "carries these words" in dialog.hint.text()
    dialog.filter.clear()
    assert len(dialog.model.rows) == 3
    shown = [dialog.model.index(0, column).data() for column in range(3)]
    assert shown[2] == "Register of companies"
    assert "<b>Mid</b>" in shown[0]


def test_a_company_of_which_nothing_was_brought_in_shows_all(theme: Theme, qtbot: QtBot):
    made = WithdrawDialog(theme, OWN, "Sugon")
    qtbot.addWidget(made)
    assert len(made.model.rows) == 3


def test_without_any_it_says_that_lists_cannot_be_withdrawn(theme: Theme, qtbot: QtBot):
    made = WithdrawDialog(theme, (), "Low")
    qtbot.addWidget(made)
    assert "What lists print cannot be withdrawn." in made.hint.text()
    made.reason.setText("sold")
    assert not made.withdraw.isEnabled()


def test_nothing_can_be_withdrawn_without_a_reason(dialog: WithdrawDialog, qtbot: QtBot):
    dialog.reason.setText(" sold ")
    assert not dialog.withdraw.isEnabled()  # of two relations none is chosen yet
    dialog.table.setCurrentIndex(dialog.model.index(0, 0))
    assert dialog.withdraw.isEnabled()
    dialog.reason.setText("   ")
    assert not dialog.withdraw.isEnabled()
    dialog.reason.setText(" sold ")
    with qtbot.waitSignal(dialog.given) as given:
        dialog.withdraw.click()
    assert given.args == ["R-3", "sold"]


def test_what_was_withdrawn_is_told_and_can_be_taken_back(
    opened: MainWindow, services: Any, qtbot: QtBot
):
    dialog = asked(opened, qtbot, "<b>")
    dialog.reason.setText("sold in 2024")
    dialog.withdraw.click()
    qtbot.waitUntil(lambda: opened.notice.notice is not None)
    assert services.withdrawn == {"R-3": "sold in 2024"}
    assert opened.notice.notice is not None
    assert "R-3 counts no more: " in opened.notice.notice.text
    opened.notice._buttons[0].click()
    qtbot.waitUntil(lambda: "as R-4" in str(opened.notice.notice))
    assert [each.number for each in services.own_relations()] == ["R-1", "R-2", "R-4"]


def test_what_cannot_be_withdrawn_is_told(opened: MainWindow, services: Any, qtbot: QtBot):
    dialog = asked(opened, qtbot, "Top")
    dialog.reason.setText("sold")
    services.failure = EnvironmentProblemError("The disk is full. Nothing was changed.")
    with qtbot.waitSignal(opened.withdrawing.failed) as failed:
        dialog.withdraw.click()
    assert "disk is full" in failed.args[0].text


def test_the_links_lead_to_it_too(opened: MainWindow, qtbot: QtBot):
    page = opened.screen_page
    search(page, qtbot, "unlisted Low")
    page.show_links()
    pane = page.detail.links_as_typed
    wait(pane, qtbot)
    with qtbot.waitSignal(page.withdrawing_wanted) as wanted:
        pane.tools.withdraw_wanted.emit()
    assert wanted.args == ["Nettrix Information Industry"]


@pytest.mark.parametrize("own", [True, False])
def test_the_tab_offers_it_only_for_holdings_that_were_brought_in_here(
    opened: MainWindow, services: Any, qtbot: QtBot, *, own: bool
):
    basis = owned.Basis.TYPED if own else owned.Basis.STARTER
    services.owned = owned.known(viewed("Low", [holds("Top", "Low", 60, basis=basis)], {}))
    page = opened.screen_page
    search(page, qtbot, "unlisted Low")
    page.show_ownership()
    pane = page.detail.ownership_as_typed
    wait(pane, qtbot)
    assert pane.withdraw.isVisible() is own
    if own:
        with qtbot.waitSignal(page.withdrawing_wanted) as wanted:
            pane.withdraw.click()
        assert wanted.args == ["Low"]
