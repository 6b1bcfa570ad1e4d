"""The Screen page: typing, results, recording, deciding."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caveat.domain.decisions import Decision
from caveat.domain.parties import PartyKind
from caveat.domain.records import Changes
from caveat.domain.screening import Query
from caveat.errors import InputError
from caveat.ui.bridge import Problem, ProblemKind
from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen.page import ScreenPage
from ui.driving import put_on_record, search


def test_results_appear_while_typing_and_the_first_one_is_opened(page: ScreenPage, qtbot: QtBot):
    qtbot.keyClicks(page.form.name, "Nettrix")
    qtbot.waitUntil(lambda: page.answer is not None)
    assert page.header.summary.whole.startswith("3 hits · 1 related · 1 near miss · ")
    assert page.detail.hit is not None
    assert page.detail.hit.party.name == "Nettrix Information Industry Co., Ltd."


def test_fast_typing_asks_once_and_not_for_every_letter(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    qtbot.keyClicks(page.form.name, "Nettrix Information")
    qtbot.waitUntil(lambda: page.answer is not None)
    qtbot.wait(200)
    assert [query.name for query in services.screened] == ["Nettrix Information"]


def test_an_answer_to_what_was_typed_before_is_not_shown(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    services.delay = 0.15
    page.form.name.setText("nothing")
    page.search_now()
    page.form.name.setText("Nettrix")
    page.search_now()
    qtbot.waitUntil(lambda: page.answer is not None)
    assert page.answer is not None
    assert page.answer.query.name == "Nettrix"


def test_everything_typed_goes_into_the_question(page: ScreenPage, services: Any, qtbot: QtBot):
    page.form.more.setChecked(True)
    page.form.name.setText(" 浪潮 ")
    page.form.address.setText("海泰华科大街15号")
    page.form.aliases.setText("Langchao; ; Inspur")
    page.form.numbers.setText("91110108MA01PX9L4B")
    page.form.country.setCurrentText("china")
    page.form.kind.setCurrentIndex(page.form.kind.findText("Company"))
    qtbot.waitUntil(lambda: page.answer is not None)
    assert services.screened[-1] == Query(
        "浪潮",
        aliases=("Langchao", "Inspur"),
        addresses=("海泰华科大街15号",),
        country="CN",
        identifiers=("91110108MA01PX9L4B",),
        kind=PartyKind.COMPANY,
        limit=200,
    )


def test_tab_goes_from_the_name_to_the_address_and_to_the_day_last(page: ScreenPage, qtbot: QtBot):
    form = page.form
    form.name.setFocus()
    shown = (form.address, form.country, form.more, form.day.button)
    for field in shown:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert field.hasFocus() or field.isAncestorOf(QApplication.focusWidget())


def test_an_emptied_form_shows_no_results(page: ScreenPage, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    page.form.name.clear()
    qtbot.waitUntil(lambda: page.answer is None)
    assert page.header.put_on_record.isHidden()
    assert page.body.empty.isVisible()


def test_nothing_found_shows_what_was_searched_and_can_be_put_on_record(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    search(page, qtbot, "nothing")
    assert page.results.statement.text().startswith("No match at or above 70 in 3 lists")
    assert page.results.beyond.isVisible()
    assert "Links and Ownership" in page.results.beyond.text()
    assert page.detail.hit is None
    assert "Not searched" in page.detail.searched.text()
    assert page.header.put_on_record.isEnabled()
    put_on_record(page, qtbot)
    assert [answer.query.name for answer in services.recorded.values()] == ["nothing"]


def test_a_search_is_put_on_record_exactly_as_shown(page: ScreenPage, services: Any, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    shown = page.answer
    assert shown is not None
    number = put_on_record(page, qtbot)
    assert services.recorded[number].query == shown.query
    assert page.header.as_recorded.isVisible()
    assert number in page.header.as_recorded.accessibleName()
    assert page.header.put_on_record.isHidden()
    assert page.header.memo.isVisible()


def test_a_decision_needs_the_record_and_a_reason(page: ScreenPage, services: Any, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    button = page.decide.buttons[Decision.TRUE_MATCH]
    assert not button.isEnabled()
    put_on_record(page, qtbot)
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "Say why first" in page.decide.text()
    assert services.made == {}
    page.decide.reason.setText("Same founders, same door")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "True match" in page.decide.text())
    made = services.made["H-2026-000001-01"][0]
    assert (made.decision, made.reason) == (Decision.TRUE_MATCH, "Same founders, same door")
    assert page.results.model.index(0, 0).data().endswith("Decision: True match")


def test_a_false_positive_can_be_given_an_expiry(page: ScreenPage, services: Any, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    put_on_record(page, qtbot)
    year = next(action for action in page.decide._terms.actions() if action.data() == 365)
    page.decide._on_term(year)
    page.decide.reason.setText("Another company")
    qtbot.mouseClick(page.decide.buttons[Decision.FALSE_POSITIVE], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(services.made))
    assert services.made["H-2026-000001-01"][0].expires is not None


def test_the_chosen_party_stays_chosen_while_the_results_change(page: ScreenPage, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    page.results.list.setCurrentIndex(page.results.model.index(1, 0))
    search(page, qtbot, "Nettrix I")
    assert page.detail.hit is not None
    assert page.detail.hit.party.name.startswith("Dawning")


def test_starter_data_alone_is_called_no_screening_and_records_no_no_match(
    desk: Desk, services: Any, qtbot: QtBot
):
    services.starter = True
    page = ScreenPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.workspace_opened()
    qtbot.waitUntil(page.first.isVisible)
    search(page, qtbot, "nothing")
    assert "not a screening" in page.header.banner.accessibleName()
    assert not page.header.put_on_record.isEnabled()
    search(page, qtbot, "Nettrix")
    assert page.header.put_on_record.isEnabled()


def test_typing_before_the_lists_are_loaded_is_answered_once_they_are(desk: Desk, qtbot: QtBot):
    page = ScreenPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.form.name.setText("Nettrix")
    page.search_now()
    assert "Loading the lists" in page.header.summary.whole
    page.workspace_opened()
    qtbot.waitUntil(lambda: page.answer is not None)


def test_a_recorded_screening_opens_as_it_was(page: ScreenPage, services: Any, qtbot: QtBot):
    answer = services.record(services.screen(Query("浪潮", country="CN")))
    services.decide("H-2026-000001-01", Decision.OPEN, "", None)
    page.open_recorded(answer.screening)
    qtbot.waitUntil(lambda: page.answer == answer)
    assert page.form.name.text() == "浪潮"
    assert page.results.list.hasFocus()
    page.form.name.setFocus()
    page.shown()
    assert page.results.list.hasFocus()
    assert page.form.country.currentText() == "China"
    assert "Open" in page.decide.text()
    page.new_search()
    assert page.answer is None
    assert page.form.is_empty()


def test_a_search_looked_at_and_left_is_counted_as_not_on_record(page: ScreenPage, qtbot: QtBot):
    page._unrecorded.settled.setInterval(10)
    search(page, qtbot, "Nettrix")
    qtbot.wait(50)
    with qtbot.waitSignal(page.unrecorded_changed) as counted:
        page.new_search()
    assert counted.args == [1]


def test_the_same_search_answered_anew_is_no_second_one(page: ScreenPage, qtbot: QtBot):
    page._unrecorded.settled.setInterval(10)
    search(page, qtbot, "Nettrix")
    qtbot.wait(50)
    with qtbot.assertNotEmitted(page.unrecorded_changed):
        page.refresh({Changes.SETTINGS})  # a rule was corrected, say
        qtbot.waitUntil(lambda: not page.desk.bridge.busy)
        qtbot.wait(50)
    with qtbot.waitSignal(page.unrecorded_changed) as counted:
        page.new_search()
    assert counted.args == [1]


def test_a_failed_search_is_told_in_the_officers_words(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    services.failure = InputError("The alert line is out of range.")
    with qtbot.waitSignal(page.failed) as told:
        page.form.name.setText("Nettrix")
    assert told.args == [
        Problem(
            ProblemKind.INPUT, "This cannot be used as it is", "The alert line is out of range."
        )
    ]


def test_tabs_are_filled_when_they_are_looked_at(page: ScreenPage, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    qtbot.waitUntil(lambda: not page.desk.bridge.busy)
    assert page.detail.sheets["Law"].facts == ()
    page.detail.tabs.setCurrentIndex(2)
    assert "90 FR 14048" in page.detail.sheets["Law"].text()
    assert "90 FR 14048" in page.detail.sheets["Law"].toPlainText()


def test_markup_in_the_data_stays_text(page: ScreenPage, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    qtbot.waitUntil(lambda: not page.desk.bridge.busy)
    page.detail.tabs.setCurrentIndex(1)
    assert "<b>bold</b>" in page.detail.sheets["Names"].toPlainText()


def test_a_card_and_all_results_are_copied_as_text(page: ScreenPage, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    page.results.list.copy_current()
    assert QGuiApplication.clipboard().text().startswith("97 STRONG  Nettrix")
    page.copy_results()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("3 hits")
    assert "58 NEAR MISS" in text
    assert "Federal Register" in page.detail.text()


def test_a_narrow_page_shows_results_and_detail_in_turn(page: ScreenPage, qtbot: QtBot):
    page.resize(page.desk.theme.px(40), 400)
    search(page, qtbot, "Nettrix")
    assert page.results.isVisible()
    assert not page.detail.isVisible()
    page.results.opened.emit()
    assert page.detail.isVisible()
    assert not page.results.isVisible()
    page.detail.back_wanted.emit()
    assert page.results.isVisible()
