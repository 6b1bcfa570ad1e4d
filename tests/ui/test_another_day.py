"""The day of a search on the Screen page: knowledge, law, history."""

from typing import Any

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from caveat.errors import EnvironmentProblemError
from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen.page import ScreenPage


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ScreenPage:
    made = ScreenPage(desk)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    made.workspace_opened()
    qtbot.waitUntil(lambda: not desk.bridge.busy)
    return made


def ask_of(page: ScreenPage, qtbot: QtBot, *, known: QDate | None = None, law: QDate | None = None):
    page.form.name.setText("Nettrix")
    page.form.day.button.click()
    for box, field, day in (
        (page.form.day.known, page.form.day.known_day, known),
        (page.form.day.law, page.form.day.law_day, law),
    ):
        if day is not None:
            box.setChecked(True)
            field.setDate(day)
    qtbot.waitUntil(
        lambda: (
            page.answer is not None
            and page.answer.query.as_of == page.form.day.known_on()
            and page.answer.query.in_force == page.form.day.law_on()
        )
    )


def test_an_answer_about_another_day_says_so_and_what_later_releases_show_stands_first(
    page: ScreenPage, qtbot: QtBot
):
    ask_of(page, qtbot, known=QDate(2025, 4, 1))
    assert page.form.day.button.text() == "Known on 1 Apr 2025"
    header = page.header
    assert "it was listed by 2025-04-01" in header.later.accessibleName()
    assert header.not_today.accessibleName() == (
        "Not today: answered from what this workspace knew on 1 Apr 2025."
    )
    assert header.later.y() < header.not_today.y()
    assert not header.banner.isVisible()


def test_the_law_of_a_day_as_it_was_known_on_another_can_be_asked(page: ScreenPage, qtbot: QtBot):
    ask_of(page, qtbot, known=QDate(2025, 6, 1), law=QDate(2025, 4, 1))
    assert page.form.day.button.text() == "Law of 1 Apr 2025, known on 1 Jun 2025"
    assert page.header.not_today.accessibleName() == (
        "Not the lists as they stand: the law of 1 Apr 2025, as this workspace knew it on "
        "1 Jun 2025."
    )
    assert page.header.banner.notice is not None
    assert page.header.banner.notice.text == ("Remark 1 about the law.\nRemark 2 about the law.")
    assert [offer.text for offer in page.header.banner.notice.offers] == ["2 more…"]
    page.header.banner.notice.offers[0].act()
    searched = page.detail.searched.text()
    assert "Remark 4 about the law." in searched
    assert "Entity List\t9 Jul 2026, the first one\t12\t0\t0" in searched


def test_one_press_leads_back_to_today(page: ScreenPage, qtbot: QtBot):
    ask_of(page, qtbot, law=QDate(2025, 4, 1))
    assert page.header.not_today.notice is not None
    page.header.not_today.notice.offers[0].act()
    qtbot.waitUntil(lambda: page.answer is not None and page.answer.query.in_force is None)
    assert not page.header.not_today.isVisible()
    assert page.form.day.button.text() == "As of today"


def test_knowledge_of_today_is_no_day_of_its_own(page: ScreenPage):
    page.form.day.known.setChecked(True)
    page.form.day.known_day.setDate(QDate.currentDate())
    assert page.form.query(70).as_of is None


def test_delisted_parties_are_shown_apart_and_need_no_decision(page: ScreenPage, qtbot: QtBot):
    page.form.name.setText("Nettrix")
    page.form.day.delisted.setChecked(True)
    qtbot.waitUntil(lambda: page.answer is not None and bool(page.answer.delisted))
    assert "1 delisted" in page.header.summary.whole
    place = page.results.model.row_of("P-7")
    assert page.results.model.index(place - 1, 0).data() == "Delisted: history, no alert"
    page.record_now()
    qtbot.waitUntil(lambda: page.answer is not None and bool(page.answer.screening))
    place = page.results.model.row_of("P-7")
    page.results.list.setCurrentIndex(page.results.model.index(place, 0))
    assert page.decide.text() == "A delisted party is history and needs no decision."


def test_a_day_before_the_first_import_is_answered_without_a_dialog(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    services.failure = EnvironmentProblemError("No list was in service on 1970-01-02.")
    page.form.name.setText("Nettrix")
    page.form.day.known.setChecked(True)
    page.form.day.known_day.setDate(QDate(1970, 1, 2))
    qtbot.waitUntil(page.header.banner.isVisible)
    assert page.header.banner.accessibleName() == "No list was in service on 1970-01-02."


def test_a_recorded_search_shows_the_day_it_asked_about(page: ScreenPage, qtbot: QtBot):
    ask_of(page, qtbot, known=QDate(2025, 4, 1))
    page.record_now()
    qtbot.waitUntil(lambda: page.answer is not None and bool(page.answer.screening))
    number = page.answer.screening if page.answer else ""
    page.new_search()
    assert page.form.day.button.text() == "As of today"
    page.open_recorded(number)
    qtbot.waitUntil(lambda: page.answer is not None and page.answer.screening == number)
    assert page.form.day.button.text() == "Known on 1 Apr 2025"
    assert page.header.not_today.notice is not None
    assert page.header.not_today.notice.offers == ()


def test_while_an_answer_takes_long_the_last_one_is_not_shown_for_it(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    page.form.name.setText("Nettrix")
    qtbot.waitUntil(lambda: page.answer is not None)
    services.delay = 1.5
    page.form.day.law.setChecked(True)
    qtbot.waitUntil(lambda: page.header.summary.whole == "Searching…")
    qtbot.waitUntil(lambda: page.header.coverage.whole.startswith("Indexing, "))
    assert page.answer is None
    assert not page.header.put_on_record.isVisible()
    qtbot.waitUntil(lambda: page.answer is not None)
    assert page.answer is not None
    assert page.answer.query.in_force is not None
