"""The Lists page: what is in service, what was refused, importing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from caveat.domain.lists import Channel, ImportReport, Override, ReleaseOutcome, ReleaseState
from caveat.errors import InputError, RefusedReleaseError
from caveat.ui.contract import ImportChoices
from caveat.ui.dialogs.import_summary import headline
from caveat.ui.models.columns import CellRole
from caveat.ui.pages.lists import jobs
from caveat.ui.pages.lists.page import ListsPage
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.labels import PlainLabel

Found = TypeVar("Found")


def wait_for(qtbot: QtBot, found: Callable[[], Found | None]) -> Found:
    """Wait until something is there, and answer it."""
    qtbot.waitUntil(lambda: found() is not None)
    there = found()
    assert there is not None
    return there


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


def row(page: ListsPage, number: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[object]:
    columns = range(page.model.columnCount())
    return [page.model.index(number, column).data(role) for column in columns]


def test_each_list_says_its_date_age_size_channel_and_source(page: ListsPage):
    assert page.tools.count.whole == "3 of 4 lists loaded"
    assert row(page, 0) == [
        "Entity List",
        "In service",
        "9 Jul 2026",
        "3,409",
        "3,449",
        "Consolidated Screening List",
    ]
    assert row(page, 0, CellRole.SECOND) == [
        "US-EL · Bureau of Industry and Security",
        "136 days old; published about every 30 days",
        "136 days · file name",
        "6,818 names",
        "",
        "csl_layout_2026-07-09.csv.gz · 9f86d081…",
    ]
    assert row(page, 2, CellRole.SECOND)[4] == "2 unread"


def test_lists_that_are_not_loaded_stand_last_and_quiet(page: ListsPage):
    assert row(page, 3) == ["Unverified List", "Not loaded", "–", "–", "–", "–"]
    assert set(row(page, 3, CellRole.TONE)) == {"muted"}


def test_formats_never_tried_on_a_real_file_are_named(page: ListsPage):
    assert page.untried.whole == (
        "Built from the description, not tried on a real file: OFAC advanced XML"
    )


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
    dialog = wait_for(qtbot, lambda: page.importing.summary)
    text = dialog.sheet.text()
    csl = "Consolidated Screening List"
    assert f"Entity List · {csl}\t9 Jul 2026\t3,409\t82\t4\t2\t–\tIn service" in text
    assert "Specially Designated Nationals was refused: It has 120 entries where" in text
    assert "The release before stays in service." in text
    assert services.imported == [(Path("csl.csv.gz"),)]
    dialog.close()


def test_what_shrank_enters_service_only_with_a_reason_and_for_that_list_alone(
    page: ListsPage, services: Any, qtbot: QtBot
):
    page.import_files([Path("csl.csv.gz")])
    summary = wait_for(qtbot, lambda: page.importing.summary)
    assert [button.text() for button in summary.offers] == ["It really shrank…"]
    summary.offers[0].click()
    asked = wait_for(qtbot, lambda: page.importing.accepting)
    assert "It has 120 entries where the release in service has 10,026." in asked.labels[0].text()
    assert not asked.agree.isEnabled()
    asked.reason.setText("  The publisher split the list.  ")
    asked.agree.click()
    qtbot.waitUntil(lambda: len(services.choices) == 2)
    assert services.imported[1] == services.imported[0]
    assert services.choices[1] == ImportChoices(
        "US-SDN",
        accept=frozenset({Override.SHRINK}),
        reason="The publisher split the list.",
    )
    last = wait_for(
        qtbot, lambda: page.importing.summary if page.importing.summary is not summary else None
    )
    assert last.offers == []
    last.close()


def test_the_counts_of_a_refused_release_stand_large_beside_the_question(
    page: ListsPage, qtbot: QtBot
):
    page.import_files([Path("csl.csv.gz")])
    wait_for(qtbot, lambda: page.importing.summary).offers[0].click()
    asked = wait_for(qtbot, lambda: page.importing.accepting)
    qtbot.waitUntil(lambda: asked.figures.count() > 0)
    names = [label.accessibleName() for label in asked.findChildren(PlainLabel)]
    assert {"0 parties", "0 names", "40 addresses"} <= set(names)
    asked.close()


def test_files_are_dated_by_the_officer_only_when_asked(
    page: ListsPage, services: Any, qtbot: QtBot
):
    page.ask_to_import((Path("sdn.csv"), Path("add.csv"), Path("alt.csv")))
    asked = wait_for(qtbot, lambda: page.importing.asking)
    assert asked.names.text() == "sdn.csv\nadd.csv\nalt.csv"
    assert not asked.date.isEnabled()
    asked.dated.setChecked(True)
    asked.date.setDate(QDate(2026, 11, 3))
    asked.take.click()
    qtbot.waitUntil(lambda: bool(services.choices))
    assert services.imported == [(Path("sdn.csv"), Path("add.csv"), Path("alt.csv"))]
    assert services.choices[0].released == date(2026, 11, 3)
    wait_for(qtbot, lambda: page.importing.summary).close()


def test_an_older_release_is_put_back_with_a_reason(page: ListsPage, services: Any, qtbot: QtBot):
    page.show_releases()
    dialog = wait_for(qtbot, lambda: page.comparing.releases)
    assert not dialog.put_back.isEnabled()
    assert dialog.hint.text() == "This release is in service."
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    wanted = dialog.chosen()
    assert wanted is not None
    dialog.put_back.click()
    asked = wait_for(qtbot, lambda: page.importing.accepting)
    asked.reason.setText("The newer one is damaged.")
    with qtbot.waitSignal(page.importing.noticed) as told:
        asked.agree.click()
    assert services.switched == [("US-EL", wanted.id, "The newer one is damaged.")]
    assert "until a newer one arrives" in told.args[0].text


def test_what_changed_is_told_in_three_tables_field_by_field(page: ListsPage, qtbot: QtBot):
    page.tools.changes.click()
    dialog = wait_for(qtbot, lambda: page.comparing.changes)
    qtbot.waitUntil(lambda: dialog.view.models[0].rowCount() == 2)
    assert dialog.counts.text() == (
        "2 parties added · 1 removed · 1 changed · 12 only written otherwise · 3,300 the same"
    )
    tabs = dialog.view.tabs
    assert [tabs.tabText(n) for n in range(3)] == ["Added (2)", "Removed (1)", "Changed (1)"]
    tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "Names" in dialog.view.sheet.text())
    text = dialog.view.sheet.text()
    assert "Addresses\nOld\tNew\nNo. 15, Haitai Street\tNo. 15, Haitai Huake Street" in text
    assert "Federal Register: 90 FR 14048" in wait_for(
        qtbot, lambda: dialog.view.sheet.text() if "Federal" in dialog.view.sheet.text() else None
    )
    assert "\taddresses\tNo. 15, Haitai Street\tNo. 15, Haitai Huake Street" in dialog.text()
    dialog.close()


def test_changes_are_filtered_by_name_and_by_what_changed(page: ListsPage, qtbot: QtBot):
    page.show_changes()
    dialog = wait_for(qtbot, lambda: page.comparing.changes)
    qtbot.waitUntil(lambda: dialog.view.models[0].rowCount() == 2)
    dialog.view.filter.setText("huake")
    tabs = dialog.view.tabs
    assert [tabs.tabText(n) for n in range(3)] == [
        "Added (0 of 2)",
        "Removed (0 of 1)",
        "Changed (1 of 1)",
    ]
    dialog.view.filter.setText("NETTRIX")
    assert dialog.view.models[0].rowCount() == 1
    dialog.close()


def test_two_other_releases_can_be_compared(page: ListsPage, services: Any, qtbot: QtBot):
    page.show_changes()
    dialog = wait_for(qtbot, lambda: page.comparing.changes)
    qtbot.waitUntil(lambda: dialog.newer.count() == 2)
    assert dialog.older.currentText().startswith("2 Mar 2026, Consolidated Screening List")
    dialog.older.setCurrentIndex(0)
    dialog.older.activated.emit(0)
    qtbot.waitUntil(lambda: len(services.spans) == 2)
    assert services.spans == [(None, None), (date(2026, 7, 9), date(2026, 7, 9))]
    dialog.close()


def test_what_cannot_be_compared_is_said_in_the_dialog(
    page: ListsPage, services: Any, qtbot: QtBot
):
    services.failure = InputError("There is no release of that day or before.")
    page.show_changes()
    dialog = wait_for(qtbot, lambda: page.comparing.changes)
    qtbot.waitUntil(lambda: dialog.notice.notice is not None)
    assert dialog.notice.notice is not None
    assert dialog.notice.notice.text == "There is no release of that day or before."
    dialog.close()


def test_a_channel_is_switched_only_after_the_reconciliation_and_a_reason(
    page: ListsPage, services: Any, qtbot: QtBot
):
    page.table.setCurrentIndex(page.model.index(1, 0))
    page.show_channels()
    dialog = wait_for(qtbot, lambda: page.comparing.switching)
    dialog.reason.setText("OFAC's own file is newer.")
    qtbot.waitUntil(dialog.switch.isEnabled)
    assert (
        "By OFAC's own files the list has 2 parties that the release in service lacks"
        in dialog.summary.text()
    )
    dialog.reason.setText(" ")
    assert not dialog.switch.isEnabled()
    dialog.reason.setText("OFAC's own file is newer.")
    with qtbot.waitSignal(page.noticed) as said:
        dialog.switch.click()
    assert services.switched == [("US-SDN", Channel.OFAC, "OFAC's own file is newer.")]
    assert said.args is not None
    assert "OFAC's own files" in said.args[0].text


def test_a_list_of_one_channel_says_what_to_do_before_a_switch(page: ListsPage, qtbot: QtBot):
    with qtbot.waitSignal(page.noticed) as said:
        page.show_channels()
    assert said.args is not None
    assert "is stored by one channel only. Import its file" in said.args[0].text


def test_an_import_can_be_cancelled(page: ListsPage, services: Any, qtbot: QtBot):
    services.delay = 0.02
    page.import_files([Path("csl.csv.gz")])
    qtbot.waitUntil(lambda: "of 20" in page.importing.progress._label.whole)
    assert not page.tools.import_button.isEnabled()
    with qtbot.waitSignal(page.noticed) as said:
        page.importing.progress._cancel.click()
    assert said.args is not None
    assert "Nothing was half-written" in said.args[0].text
    assert page.tools.import_button.isEnabled()


def test_a_file_refused_as_a_whole_is_told_in_the_officers_words(
    page: ListsPage, services: Any, qtbot: QtBot
):
    services.failure = RefusedReleaseError("The file is cut off. The lists are as before.")
    with qtbot.waitSignal(page.failed) as told:
        page.import_files([Path("cut.csv.gz")])
    assert told.args is not None
    assert told.args[0].text == "The file is cut off. The lists are as before."


def test_counts_wait_for_the_officer_list_by_list(page: ListsPage, services: Any, qtbot: QtBot):
    waiting = [
        ReleaseOutcome(
            code,
            date(2026, 6, 16),
            ReleaseState.REFUSED,
            17,
            reason="this format was never tried on a real file",
            channel=Channel.ECFR,
            override=Override.COUNTS,
        )
        for code in ("US-EL", "US-UVL")
    ]
    page.importing._intake = jobs.Intake((Path("ecfr.xml"),))
    page.importing._show(ImportReport(("ecfr.xml",), tuple(waiting)))
    first = page.importing.summary
    assert first is not None
    assert headline(ImportReport((), tuple(waiting))) == (
        "0 lists put into service, 2 waiting for your confirmation"
    )
    assert "Entity List waits for your confirmation." in first.sheet.text()
    first.offers[0].click()
    asked = wait_for(qtbot, lambda: page.importing.accepting)
    asked.reject()
    assert first.isVisible()
    first.offers[0].click()
    asked = wait_for(qtbot, lambda: page.importing.accepting)
    asked.reason.setText("Compared with the eCFR.")
    asked.agree.click()
    assert not first.isVisible()
    qtbot.waitUntil(lambda: page.importing.summary is not first)
    assert services.choices[0].accept == frozenset({Override.COUNTS})
    last = page.importing.summary
    assert last is not None
    assert [button.accessibleName() for button in last.offers][-1] == (
        "Unverified List: Confirm the counts…"
    )
    last.close()
