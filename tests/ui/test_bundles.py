"""Bundles in the window: who signed, what is accepted with a reason, what is never taken."""

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from caveat.domain.bundles import Trust
from caveat.domain.lists import Override
from caveat.ui.contract import BundleChoices
from caveat.ui.dialogs.bundle import BundleDialog
from caveat.ui.pages.lists.page import ListsPage
from caveat.ui.pages.page import Desk

BUNDLE = Path("lists.caveat")


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


def look(page: ListsPage, qtbot: QtBot) -> BundleDialog:
    page.ask_to_import((BUNDLE,))
    qtbot.waitUntil(lambda: page.bundles.dialog is not None)
    assert page.bundles.dialog is not None
    return page.bundles.dialog


def test_a_bundle_of_a_known_signer_is_shown_and_taken_with_one_press(
    page: ListsPage, services: Any, qtbot: QtBot
):
    dialog = look(page, qtbot)
    text = dialog.sheet.text()
    assert "Officer at head office, who is known here" in text
    assert "Key: ab12 cd34 ef56" in text
    assert "US-EL\t9 Jul 2026\tConsolidated Screening List\t3,409" in text
    dialog.take.click()
    qtbot.waitUntil(lambda: page.importing.summary is not None)
    assert services.bundles == [(BUNDLE, BundleChoices())]
    assert page.importing.summary is not None
    page.importing.summary.close()


def test_an_unknown_signer_is_accepted_only_after_comparing_and_with_a_reason(
    page: ListsPage, services: Any, qtbot: QtBot
):
    services.trust = Trust.UNKNOWN
    dialog = look(page, qtbot)
    assert not dialog.take.isEnabled()
    dialog.reason.setText("Compared with Ms Example by telephone.")
    assert not dialog.take.isEnabled()
    dialog.sure.setChecked(True)
    dialog.take.click()
    qtbot.waitUntil(lambda: bool(services.bundles))
    assert services.bundles[0][1] == BundleChoices(
        accept_signer=True, reason="Compared with Ms Example by telephone."
    )
    qtbot.waitUntil(lambda: page.importing.summary is not None)
    assert page.importing.summary is not None
    page.importing.summary.close()


def test_a_broken_signature_needs_a_reason_of_its_own(page: ListsPage, services: Any, qtbot: QtBot):
    services.bundle_whole = False
    dialog = look(page, qtbot)
    assert "The signature does not hold" in dialog.sheet.text()
    assert not dialog.take.isEnabled()
    dialog.sure.setChecked(True)
    dialog.reason.setText("The sender changed the name of the file.")
    dialog.take.click()
    qtbot.waitUntil(lambda: bool(services.bundles))
    assert services.bundles[0][1].accept_broken
    assert not services.bundles[0][1].accept_signer
    qtbot.waitUntil(lambda: page.importing.summary is not None)
    assert page.importing.summary is not None
    page.importing.summary.close()


def test_a_revoked_signer_is_never_taken(page: ListsPage, services: Any, qtbot: QtBot):
    services.trust = Trust.REVOKED
    dialog = look(page, qtbot)
    assert "no longer taken here" in dialog.sheet.text()
    assert not dialog.take.isEnabled()
    dialog.reject()


def test_what_the_guards_refused_of_a_bundle_can_be_accepted_with_a_reason(
    page: ListsPage, services: Any, qtbot: QtBot
):
    services.trust = Trust.UNKNOWN
    dialog = look(page, qtbot)
    dialog.sure.setChecked(True)
    dialog.reason.setText("Compared.")
    dialog.take.click()
    qtbot.waitUntil(lambda: page.importing.summary is not None)
    assert page.importing.summary is not None
    page.importing.summary.offers[0].click()
    assert page.importing.accepting is not None
    page.importing.accepting.reason.setText("The publisher split the list.")
    page.importing.accepting.agree.click()
    qtbot.waitUntil(lambda: len(services.bundles) == 2)
    assert services.bundles[1][1] == BundleChoices(
        accept=frozenset({Override.SHRINK}), reason="The publisher split the list."
    )
    qtbot.waitUntil(lambda: not page.desk.bridge.busy)
    page.importing.summary.close()


def test_a_written_bundle_says_what_it_never_carries_and_which_key_to_tell(
    page: ListsPage, tmp_path: Path, qtbot: QtBot
):
    with qtbot.waitSignal(page.noticed) as said:
        page.bundles.export(tmp_path / "lists.caveat")
    assert said.args is not None
    text = said.args[0].text
    assert "with 1 list." in text
    assert "Tell the receiver your key: ab12 cd34 ef56." in text
    assert "Never carried: OWN-LETTERS." in text
