"""Own lists in the window: looking into a table, correcting it, importing it, the template."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from caveat.domain.lists import Duty, Override
from caveat.domain.own_lists import OwnField
from caveat.domain.parties import Designation
from caveat.domain.screening import CitedDesignation, Query
from caveat.ui.dialogs.own_list import OwnListDialog, code_for
from caveat.ui.models.hits import card_of
from caveat.ui.pages.lists.page import ListsPage
from caveat.ui.pages.page import Desk


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


@pytest.fixture
def dialog(page: ListsPage, qtbot: QtBot) -> OwnListDialog:
    page.own.begin(Path("letters.csv"))
    qtbot.waitUntil(lambda: page.own.dialog is not None)
    assert page.own.dialog is not None
    return page.own.dialog


def fill(dialog: OwnListDialog) -> None:
    dialog.title.setText("Is-informed letters")
    dialog.title.textEdited.emit("Is-informed letters")
    dialog.keeper.setText("Export control")
    dialog.duties.button(0).click()


def test_nothing_is_imported_before_the_list_has_a_title_a_keeper_and_a_column_of_names(
    dialog: OwnListDialog,
):
    assert not dialog.take.isEnabled()
    assert dialog.missing.text() == "Give the list a title."
    fill(dialog)
    assert dialog.code.text() == "OWN-IS-INFORMED-LETTERS"
    assert dialog.take.isEnabled()
    dialog.table.meanings[0].setCurrentIndex(0)
    assert dialog.missing.text() == "Say which column holds the names of the parties."
    assert not dialog.take.isEnabled()
    dialog.close()


def test_each_duty_says_in_a_sentence_what_a_hit_means(dialog: OwnListDialog):
    assert [button.text() for button in dialog.duties.buttons()] == [
        "Deny: No business with this party.",
        "Licence: Not without a licence.",
        "Enquire: Ask before going on.",
        "Scrutinise: Look closely before going on.",
    ]
    assert dialog.duties.checkedId() == list(Duty).index(Duty.SCRUTINISE)
    dialog.close()


def test_an_own_list_is_imported_as_corrected(
    page: ListsPage, dialog: OwnListDialog, services: Any, qtbot: QtBot
):
    fill(dialog)
    alias = dialog.table.meanings[1].findData(OwnField.ALIAS.value)
    dialog.table.meanings[1].setCurrentIndex(alias)
    dialog.take.click()
    qtbot.waitUntil(lambda: page.importing.summary is not None)
    path, settings, _choices = services.own[0]
    assert path == Path("letters.csv")
    assert settings.duty is Duty.DENY
    assert settings.columns == ((0, OwnField.PARTY), (1, OwnField.ALIAS))
    assert settings.released is None
    assert page.importing.summary is not None
    page.importing.summary.close()


def test_an_own_list_that_shrank_is_taken_in_with_a_reason(
    page: ListsPage, dialog: OwnListDialog, services: Any, qtbot: QtBot
):
    fill(dialog)
    dialog.take.click()
    qtbot.waitUntil(lambda: page.importing.summary is not None)
    assert page.importing.summary is not None
    page.importing.summary.offers[0].click()
    assert page.importing.accepting is not None
    page.importing.accepting.reason.setText("Three letters were withdrawn.")
    page.importing.accepting.agree.click()
    qtbot.waitUntil(lambda: len(services.own) == 2)
    assert services.own[1][1] == services.own[0][1]
    assert services.own[1][2].accept == frozenset({Override.SHRINK})
    assert services.own[1][2].reason == "Three letters were withdrawn."
    qtbot.waitUntil(lambda: not page.desk.bridge.busy)
    page.importing.summary.close()


def test_another_sheet_is_looked_at_and_what_was_written_stays(
    dialog: OwnListDialog, services: Any, qtbot: QtBot
):
    fill(dialog)
    dialog.sheet.setCurrentText("Old")
    qtbot.waitUntil(lambda: len(services.own_looks) == 2)
    assert services.own_looks[1] == ("Old", 1)
    qtbot.waitUntil(dialog.take.isEnabled)
    assert dialog.title.text() == "Is-informed letters"
    dialog.close()


def test_what_is_no_table_is_told_in_the_officers_words(page: ListsPage, qtbot: QtBot):
    with qtbot.waitSignal(page.failed) as told:
        page.own.begin(Path("virus.exe"))
    assert told.args is not None
    assert told.args[0].text == "virus.exe is no table. Nothing was stored."


def test_the_template_is_written_where_it_was_asked_for(
    page: ListsPage, tmp_path: Path, qtbot: QtBot
):
    with qtbot.waitSignal(page.noticed) as said:
        page.own.save_template(tmp_path / "own.csv")
    assert (tmp_path / "own.csv").is_file()
    assert said.args is not None
    assert said.args[0].text.startswith("Template written: ")


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Is-informed letters", "OWN-IS-INFORMED-LETTERS"),
        ("§ 744.22 users", "OWN-744-22-USERS"),
        ("内部名单", ""),
        ("x" * 80, "OWN-" + "X" * 24),
    ],
)
def test_a_title_suggests_a_code(title: str, code: str):
    assert code_for(title) == code


def test_a_card_of_an_own_list_begins_with_its_duty(services: Any):
    hit = services.screen(Query(name="Nettrix")).hits[0]
    own = CitedDesignation(Designation(programmes=("Deny: no business (the list)",)), (1,))
    assert card_of(replace(hit, designations=(own,)), "Letters").meta == "DENY · Letters · China"
    assert card_of(hit, "Entity List").meta.startswith("Entity List")
