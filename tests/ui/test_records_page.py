"""The Records page: screenings, memos, the audit log."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from caveat.domain.memo import MemoForm
from caveat.domain.records import AuditVerdict
from caveat.domain.screening import Query
from caveat.ui.models.columns import CellRole
from caveat.ui.pages.page import Desk
from caveat.ui.pages.records.page import RecordsPage


@pytest.fixture
def page(desk: Desk, services: Any, qtbot: QtBot) -> RecordsPage:
    services.record(services.screen(Query("浪潮")))
    services.record(services.screen(Query("nothing")))
    made = RecordsPage(desk)
    qtbot.addWidget(made)
    desk.bridge.changed.connect(made.refresh)
    made.resize(1100, 640)
    made.show()
    made.workspace_opened()
    qtbot.waitUntil(lambda: not desk.bridge.busy)
    return made


def test_screenings_say_what_they_came_to_and_what_is_left_to_decide(page: RecordsPage):
    model = page.screenings.model
    assert [model.index(0, column).data() for column in range(4)] == [
        "S-2026-000001",
        "浪潮",
        "3 hits",
        "97",
    ]
    assert model.index(0, 2).data(CellRole.SECOND) == "3 to decide"
    assert model.index(1, 2).data() == "No match"


def test_screenings_are_filtered_by_text_and_outcome(page: RecordsPage, qtbot: QtBot):
    page.filter.setText("noth")
    qtbot.waitUntil(lambda: page.screenings.model.rowCount() == 1)
    page.filter.clear()
    page.outcomes.setCurrentIndex(page.outcomes.findData("hits"))
    qtbot.waitUntil(
        lambda: (
            page.screenings.model.rowCount() == 1
            and page.screenings.model.index(0, 1).data() == "浪潮"
        )
    )


def test_a_screening_opens_as_recorded(page: RecordsPage, qtbot: QtBot):
    page.screenings.table.setCurrentIndex(page.screenings.model.index(1, 0))
    with qtbot.waitSignal(page.screening_wanted) as wanted:
        page.open_button.click()
    assert wanted.args == ["S-2026-000002"]


def test_a_memo_is_written_from_the_table_and_listed(page: RecordsPage, qtbot: QtBot):
    page.screenings.table.setCurrentIndex(page.screenings.model.index(0, 0))
    with qtbot.waitSignal(page.memo_made) as made:
        page.memo_button.forms[MemoForm.FULL].trigger()
    assert made.args is not None
    assert made.args[0].row.screening == "S-2026-000001"
    assert made.args[0].path.name == "Memo S-2026-000001 full.pdf"
    qtbot.waitUntil(lambda: page.memos.model.rowCount() == 1)
    with qtbot.waitSignal(page.memo_made) as made:
        page.memo_button.forms[MemoForm.SHORT].trigger()
    assert made.args is not None
    assert made.args[0].path.name == "Memo S-2026-000001 short.pdf"


def test_the_audit_log_is_fetched_as_it_is_scrolled(page: RecordsPage, qtbot: QtBot):
    page.tabs.setCurrentIndex(2)
    table = page.audit.table
    qtbot.waitUntil(lambda: page.audit.model.rowCount() == 200)
    for expected in (400, 450):
        table.scrollToBottom()
        qtbot.waitUntil(lambda rows=expected: page.audit.model.rowCount() == rows)
    assert page.audit.model.whole


def test_a_chain_that_holds_is_said_with_its_head(page: RecordsPage, qtbot: QtBot):
    page.tabs.setCurrentIndex(2)
    page.verify_button.click()
    qtbot.waitUntil(page.verdict.isVisible)
    assert page.verdict.accessibleName() == "The chain holds: 450 entries, newest 9f86d081…"


def test_a_chain_that_does_not_hold_says_what_is_wrong_and_what_to_do(
    page: RecordsPage, services: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    verdict = AuditVerdict(intact=False, entries=450, head="", findings=("Entry 12 was altered.",))
    monkeypatch.setattr(services, "verify_audit", lambda: verdict)
    page.tabs.setCurrentIndex(2)
    page.verify_button.click()
    qtbot.waitUntil(page.verdict.isVisible)
    said = page.verdict.accessibleName()
    assert "does not hold" in said
    assert "restore a copy" in said
    assert "Entry 12 was altered." in said
