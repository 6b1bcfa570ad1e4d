"""Updating lists over the network: consent, progress, failures that stay in sight."""

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from caveat.domain.lists import Override
from caveat.errors import InputError
from caveat.ui.pages.lists.page import ListsPage
from caveat.ui.pages.page import Desk
from caveat.ui.window import MainWindow


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ListsPage:
    made = ListsPage(desk)
    qtbot.addWidget(made)
    desk.bridge.changed.connect(made.refresh)
    made.resize(1100, 640)
    made.show()
    made.workspace_opened()
    qtbot.waitUntil(lambda: not desk.bridge.busy)
    return made


def agree(page: ListsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.updating.consent is not None)
    assert page.updating.consent is not None
    page.updating.consent.agree.click()


def update(page: ListsPage, qtbot: QtBot) -> None:
    page.desk.state.raise_flag("network/agreed")
    page.update_all()
    qtbot.waitUntil(page.updating.panel.close_button.isVisible)


def test_nothing_is_fetched_before_the_officer_agreed_and_every_server_is_named(
    page: ListsPage, services: Any, qtbot: QtBot
):
    page.update_all()
    qtbot.waitUntil(lambda: page.updating.consent is not None)
    assert page.updating.consent is not None
    text = page.updating.consent.sheet.text()
    assert "Consolidated Screening List\tlists.example.test" in text
    assert "UN Security Council, XML\tun.example.test, files.example.test" in text
    page.updating.consent.reject()
    assert services.updated == []
    assert not page.updating.panel.isVisible()


def test_it_is_asked_once_and_remembered(page: ListsPage, services: Any, qtbot: QtBot):
    page.update_all()
    agree(page, qtbot)
    qtbot.waitUntil(page.updating.panel.close_button.isVisible)
    first = page.updating.consent
    page.update_all()
    qtbot.waitUntil(lambda: len(services.updated) == 2)
    assert page.updating.consent is first


def test_what_became_of_each_publication_stays_in_sight(page: ListsPage, qtbot: QtBot):
    update(page, qtbot)
    panel = page.updating.panel
    assert panel.headline.text() == (
        "1 publication up to date · 2 failed or refused; what was in service stays"
    )
    csl, un, eu = panel.words()
    assert csl == (
        "Consolidated Screening List: US-SDN refused: it has 120 entries where the release in "
        "service has 10,026. What was in service stays"
    )
    assert un == "UN Security Council, XML: Nothing newer has been published"
    assert eu == "EU sanctions: The server does not answer. Try again later."
    page.refresh(frozenset())
    assert panel.isVisible()
    panel.close_button.click()
    assert not panel.isVisible()


def test_only_what_failed_is_tried_again(page: ListsPage, services: Any, qtbot: QtBot):
    update(page, qtbot)
    page.updating.panel.retry.click()
    qtbot.waitUntil(lambda: len(services.updated) == 2)
    assert services.updated == [(), ("eu",)]


def test_the_chosen_lists_alone_can_be_updated(page: ListsPage, services: Any, qtbot: QtBot):
    page.desk.state.raise_flag("network/agreed")
    page.table.selectRow(1)
    page.update_chosen()
    qtbot.waitUntil(lambda: bool(services.updated))
    assert services.updated == [("US-SDN",)]


def test_progress_is_shown_for_each_publication_and_the_update_can_be_cancelled(
    page: ListsPage, services: Any, qtbot: QtBot
):
    services.delay = 0.1
    page.desk.state.raise_flag("network/agreed")
    page.update_all()
    panel = page.updating.panel
    qtbot.waitUntil(lambda: any("Fetching, " in line for line in panel.words()))
    assert panel.words()[1] == "UN Security Council, XML: Waiting"
    assert not page.tools.import_button.isEnabled()
    panel.cancel.click()
    qtbot.waitUntil(panel.close_button.isVisible)
    assert panel.words()[2] == "EU sanctions: Cancelled; nothing of it was stored"
    assert page.tools.import_button.isEnabled()


def test_a_screening_is_put_on_record_while_a_slow_server_is_asked(
    opened: MainWindow, services: Any, qtbot: QtBot
):
    services.delay = 0.05
    opened.desk.state.raise_flag("network/agreed")
    opened.actions_registry.action("lists.update").trigger()
    qtbot.waitUntil(lambda: bool(services.updated))
    assert opened.footer._offline.text() == "Fetching lists"
    page = opened.screen_page
    page.form.name.setText("Nettrix")
    qtbot.waitUntil(lambda: page.answer is not None)
    page.record_now()
    qtbot.waitUntil(lambda: bool(services.recorded))
    assert opened.lists_page.updating.running
    qtbot.waitUntil(lambda: opened.footer._offline.text() == "Offline")


def test_what_was_fetched_and_refused_can_be_accepted_with_a_reason(
    page: ListsPage, services: Any, qtbot: QtBot
):
    update(page, qtbot)
    page._on_report_wanted(services.update_lists(("csl",), lambda _: None, _Never()).addresses[0])
    summary = page.importing.summary
    assert summary is not None
    summary.offers[0].click()
    asked = page.importing.accepting
    assert asked is not None
    asked.reason.setText("The publisher says so.")
    asked.agree.click()
    qtbot.waitUntil(lambda: bool(services.imported))
    assert services.imported == [(Path("kept/csl.csv"),)]
    assert services.choices[0].accept == frozenset({Override.SHRINK})
    qtbot.waitUntil(lambda: page.importing.summary is not summary)
    assert page.importing.summary is not None
    page.importing.summary.close()


def test_an_update_that_cannot_begin_says_why(page: ListsPage, services: Any, qtbot: QtBot):
    page.desk.state.raise_flag("network/agreed")

    def broken(*_: object) -> None:
        raise InputError("The table of addresses has a row that cannot be used.")

    services.update_plan = broken
    with qtbot.waitSignal(page.failed) as told:
        page.update_all()
    assert told.args is not None
    assert told.args[0].text == "The table of addresses has a row that cannot be used."


class _Never:
    cancelled = False
