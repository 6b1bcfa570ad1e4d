"""The Lists page: what is in service, what was refused, importing."""

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from caveat.errors import RefusedReleaseError
from caveat.ui.models.columns import CellRole
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


def test_each_list_says_its_date_age_and_size(page: ListsPage):
    assert page.count.text() == "3 of 4 lists loaded"
    row = [page.model.index(0, column) for column in range(page.model.columnCount())]
    assert [index.data() for index in row] == [
        "Entity List",
        "In service",
        "9 Jul 2026",
        "3,409",
        "csl_layout_2026-07-09.csv.gz",
    ]
    assert [index.data(CellRole.SECOND) for index in row] == [
        "US-EL · Bureau of Industry and Security",
        "136 days old; published about every 30 days",
        "136 days",
        "6,818 names",
        "SHA-256 9f86d081…",
    ]


def test_a_refused_release_says_why_in_its_row_and_beside_it(page: ListsPage, qtbot: QtBot):
    state = page.model.index(1, 1)
    assert state.data() == "In service"
    assert "was refused: The file ends inside a quoted field" in state.data(CellRole.SECOND)
    assert state.data(CellRole.ICON) == "refused"
    page.table.setCurrentIndex(page.model.index(1, 0))
    qtbot.waitUntil(lambda: "sdn_broken.csv" in page.sheet.text())
    assert "stays in service" in page.sheet.text()


def test_a_list_that_is_not_loaded_says_that_it_is_not_searched(page: ListsPage, qtbot: QtBot):
    page.table.setCurrentIndex(page.model.index(3, 0))
    qtbot.waitUntil(lambda: "is not searched" in page.sheet.text())
    assert page.model.index(3, 1).data() == "Not loaded"


def test_the_hash_of_a_release_can_be_copied_whole(page: ListsPage):
    assert page.model.row_at(0) is not None
    assert page.model.row_at(0).release.sha256 in page.sheet.text()  # type: ignore[union-attr]  # just asserted


def test_an_import_tells_list_by_list_what_it_did(page: ListsPage, services: Any, qtbot: QtBot):
    page.import_files([Path("csl.csv.gz")])
    qtbot.waitUntil(lambda: page._dialog is not None)
    assert page._dialog is not None
    text = page._dialog.sheet.text()
    assert "Entity List\t9 Jul 2026\t3,409\t82\t4\t2\tIn service" in text
    assert "Specially Designated Nationals was refused: It ends in a field." in text
    assert "The release before stays in service." in text
    assert services.imported == [(Path("csl.csv.gz"),)]
    page._dialog.close()


def test_an_import_can_be_cancelled(page: ListsPage, services: Any, qtbot: QtBot):
    services.delay = 0.02
    page.import_files([Path("csl.csv.gz")])
    qtbot.waitUntil(lambda: "of 20" in page.progress._label.whole)
    assert not page.import_button.isEnabled()
    with qtbot.waitSignal(page.noticed) as said:
        page.progress._cancel.click()
    assert said.args is not None
    assert "Nothing was half-written" in said.args[0].text
    assert page.import_button.isEnabled()


def test_a_file_refused_as_a_whole_is_told_in_the_officers_words(
    page: ListsPage, services: Any, qtbot: QtBot
):
    services.failure = RefusedReleaseError("The file is cut off. The lists are as before.")
    with qtbot.waitSignal(page.failed) as told:
        page.import_files([Path("cut.csv.gz")])
    assert told.args is not None
    assert told.args[0].text == "The file is cut off. The lists are as before."
