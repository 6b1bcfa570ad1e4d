"""The Ownership tab: what is asked, on which day, what is shown, empty states, typing one in."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

import owned
from caveat.domain.ownership_view import ListGap
from caveat.domain.records import Changes
from caveat.domain.screening import Query
from caveat.errors import InputError
from caveat.ui.contract_links import LinksAsked, TypedHolding
from caveat.ui.facts import Grid, Heading, as_text
from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen.links.subjects import named
from caveat.ui.pages.screen.ownership.facts import MOST_HOLDINGS, ownership_facts
from caveat.ui.pages.screen.ownership.pane import OwnershipPane
from caveat.ui.pages.screen.page import ScreenPage
from caveat.ui.theme import Theme
from caveat.ui.widgets.empty_state import EmptyState
from caveat.ui.widgets.notice import Offer
from caveat.ui.window import MainWindow
from owned import holds, listed, viewed
from ui.driving import search, wait

pytestmark = pytest.mark.usefixtures("owners")

PARTY = LinksAsked("US-EL-7")
TYPED = LinksAsked("Low", as_typed=True)
DAY = date(2025, 10, 15)
VIEW = viewed(
    "Low",
    (
        holds("Top", "Mid", 60, since="2021"),
        holds("Mid", "Low", 25, 35, stated="about 30"),
        holds("Green", "Low", 50),
        holds("Low", "Daughter", 80),
    ),
    listed("Top", on="US-EL"),
)


@pytest.fixture
def owners(services: Any) -> None:
    services.owned = owned.known(VIEW)


@pytest.fixture
def pane(desk: Desk, qtbot: QtBot) -> OwnershipPane:
    made = OwnershipPane(desk)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def shown(pane: OwnershipPane, qtbot: QtBot) -> OwnershipPane:
    pane.show_subjects(PARTY, TYPED, DAY)
    wait(pane, qtbot)
    return pane


# Asking ------------------------------------------------------------------------------------------


def test_supplier_and_listed_party_are_asked_together_in_the_background(
    shown: OwnershipPane, services: Any
):
    assert shown.found is not None
    assert services.owners_asked == [((TYPED, PARTY), DAY)]
    assert services.threads.isdisjoint(services.owners_threads)


def test_another_day_asks_again_and_stays_until_the_answer_is_of_another_day(
    shown: OwnershipPane, services: Any, qtbot: QtBot
):
    shown.on.show_day(date(2025, 12, 1))
    wait(shown, qtbot)
    assert services.owners_asked[-1][1] == date(2025, 12, 1)
    assert "1 Dec 2025" in shown.text()
    shown.show_subjects(None, TYPED, DAY)
    wait(shown, qtbot)
    assert services.owners_asked[-1] == ((TYPED,), date(2025, 12, 1))
    shown.show_subjects(None, TYPED, date(2026, 1, 2))
    wait(shown, qtbot)
    assert services.owners_asked[-1][1] == date(2026, 1, 2)


def test_a_planned_transaction_may_lie_ahead(shown: OwnershipPane, services: Any, qtbot: QtBot):
    ahead = QDate.currentDate().toPython() + timedelta(days=200)
    shown.on.show_day(ahead)
    wait(shown, qtbot)
    assert services.owners_asked[-1][1] == ahead


def test_nothing_is_asked_before_the_tab_is_looked_at_nor_twice(
    pane: OwnershipPane, services: Any, qtbot: QtBot
):
    pane.hide()
    pane.show_subjects(PARTY, None, DAY)
    assert services.owners_asked == []
    pane.show()
    wait(pane, qtbot)
    pane.show_subjects(PARTY, None, DAY)
    assert len(services.owners_asked) == 1
    pane.ask_again()
    wait(pane, qtbot)
    assert len(services.owners_asked) == 2


def test_a_late_answer_to_another_question_is_not_shown(
    pane: OwnershipPane, services: Any, qtbot: QtBot
):
    services.delay = 0.2
    pane.show_subjects(PARTY, None, DAY)
    qtbot.waitUntil(lambda: bool(services.owners_asked))
    pane.show_subjects(PARTY, None, date(2026, 1, 2))
    wait(pane, qtbot)
    assert pane.found is not None
    assert pane.found.day == date(2026, 1, 2)


def test_without_a_name_nobody_is_asked_about(pane: OwnershipPane, services: Any):
    assert named(Query("", addresses=("15 Street",))) is None
    pane.show_subjects(None, None, DAY)
    assert services.owners_asked == []
    assert "Give the name of the supplier." in pane.text()


def test_beside_a_record_the_ties_and_rules_of_its_day_are_asked_for_and_that_is_said(
    pane: OwnershipPane, services: Any, qtbot: QtBot
):
    pane.show_subjects(PARTY, TYPED, DAY, as_of=DAY, rules="edition")
    wait(pane, qtbot)
    assert services.owners_asked == [((replace(TYPED, as_of=DAY), replace(PARTY, as_of=DAY)), DAY)]
    assert services.owners_rules == ["edition"]
    assert pane.text().startswith("As known here on 2025-10-15: ")
    services.owned = owned.known(viewed("Nobody Ltd", [], {}))
    pane.ask_again()
    wait(pane, qtbot)
    assert "As known here on 2025-10-15: " in pane.text()
    pane.show_subjects(PARTY, TYPED, DAY)
    wait(pane, qtbot)
    assert "As known here" not in pane.text()


def test_a_failure_is_told_and_can_be_tried_again(pane: OwnershipPane, services: Any, qtbot: QtBot):
    services.failure = InputError("No list is in service.")
    pane.show_subjects(PARTY, None, DAY)
    wait(pane, qtbot)
    assert "No list is in service." in pane.text()
    services.failure = None
    pane.empty._buttons[0].click()
    wait(pane, qtbot)
    assert "(your supplier)" in pane.text()


# What is shown -----------------------------------------------------------------------------------


def test_the_first_glance_has_rule_verdict_share_chain_and_mark(shown: OwnershipPane):
    facts = shown.sheet.facts
    table = next(fact for fact in facts if isinstance(fact, Grid))
    bis = next(row for row in table.rows if row[0].text.startswith("BIS"))
    assert bis[1].text == "Open: the unknown decides (verify)"
    assert [span.tone for span in bis[1].spans] == ["possible"]
    assert bis[2].text == "25 to 50 %"
    assert "Top" in bis[3].text
    assert "[Entity List] 60 % → " in bis[3].text
    assert len(table.rows) == 4


def test_what_it_rests_on_and_what_to_ask_are_told_with_their_sources(shown: OwnershipPane):
    text = shown.text()
    for part in (
        "the unknown 25 % could tip it",
        "how much Mid holds (stated as “about 30”)",
        "companies (typed in by you, stated as “about 30”) (verify) [1]",
        "What it holds itself",
        "Entity List (US-EL), since 2019-06-24\N{NO-BREAK SPACE}[2]",
        "[2]  The list",
        "read only in a summary of the source: verify",
        "Who is listed is told by Entity List (US-EL) of 2026-07-09",
        "Can one appoint or remove a majority of the board?",
        "[L1]",
    ):
        assert part in text, part


def test_names_cannot_turn_the_line_around_them_or_be_markup():
    name = "شركة <b>\u202e"
    view = viewed(name, [holds("Top", name, 60)], listed("Top"))
    facts = ownership_facts(owned.known(view))
    text = as_text(facts)
    assert "\u202e" not in text
    assert "\u2068شركة <b>\u2069" in text
    headings = [fact for fact in facts if isinstance(fact, Heading)]
    assert "\u2068" in headings[0].text


def test_of_very_many_holdings_the_first_are_written_out():
    many = [holds(f"Holder {n}", "Low", "0.1") for n in range(MOST_HOLDINGS + 5)]
    text = as_text(ownership_facts(owned.known(viewed("Low", many, listed("Holder 1")))))
    assert "and 5 more" in text


def test_a_supplier_of_which_nothing_is_known_stands_first_with_one_line():
    nobody = viewed("Nobody Ltd", [], {})
    heading, line, *_ = ownership_facts(owned.known(nobody, VIEW))
    assert "Nobody Ltd" in as_text((heading,))
    assert "No holding in it or of it is known here." in as_text((line,))
    assert "no proof" in as_text((line,))


def test_lists_that_are_not_loaded_are_told():
    gaps = (ListGap("EU-FSF", starter=False),)
    text = as_text(ownership_facts(owned.known(VIEW, gaps=gaps)))
    assert "Not counted: EU financial sanctions list (EU-FSF) not loaded" in text
    assert "Load what is missing" in text


def test_everything_can_be_copied(shown: OwnershipPane, qtbot: QtBot):
    shown.copy.click()
    assert "BIS Affiliates Rule" in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(shown.sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "BIS Affiliates Rule" in QGuiApplication.clipboard().text()


def test_where_nothing_is_known_it_says_what_to_do(
    pane: OwnershipPane, services: Any, qtbot: QtBot
):
    nobody = viewed("Nobody Ltd", [], {})
    services.owned = owned.known(replace(nobody, notes=("The holdings know 2 of this name.",)))
    pane.show_subjects(None, TYPED, DAY)
    wait(pane, qtbot)
    said = pane.empty.accessibleName()
    assert said.startswith("No holdings known. The holdings know 2 of this name.")
    assert "no proof that nobody listed does" in said
    with qtbot.waitSignal(pane.import_wanted):
        pane.empty._buttons[0].click()
    with qtbot.waitSignal(pane.typing_wanted) as typing:
        pane.empty._buttons[1].click()
    assert typing.args == ["Nobody Ltd"]
    assert not pane.type_in.isVisible()


def test_a_long_answer_does_not_hold_the_window(
    pane: OwnershipPane, services: Any, qtbot: QtBot, longest_block: Any
):
    many = [holds(f"Holder {n}", "Low", "0.1") for n in range(900)]
    services.owned = owned.known(viewed("Low", many, listed("Holder 1")))
    with longest_block() as measured:
        pane.show_subjects(None, TYPED, DAY)
        wait(pane, qtbot)
        qtbot.waitUntil(lambda: not pane.sheet._waiting)
    assert measured.longest < 1_000


# Within the page and the window ------------------------------------------------------------------


def test_the_tab_stands_at_a_hit_and_where_nothing_was_found(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    search(page, qtbot, "Nettrix")
    page.show_ownership()
    wait(page.detail.ownership, qtbot)
    subjects, on = services.owners_asked[-1]
    assert [each.as_typed for each in subjects] == [True, False]
    assert page.answer is not None
    assert on == page.answer.as_of
    assert services.owners_rules[-1] == page.answer.engine.rules_sha256
    assert {each.as_of for each in subjects} == {None}
    assert page.detail.ownership.sheet.hasFocus()
    assert "OWNERSHIP" in page.detail.text()
    assert "BIS Affiliates Rule" in page.detail.text()
    search(page, qtbot, "nothing")
    page.show_ownership()
    wait(page.detail.ownership_as_typed, qtbot)
    assert services.owners_asked[-1][0] == (LinksAsked("nothing", as_typed=True),)


def test_new_relations_lists_and_rules_are_asked_about_again(
    page: ScreenPage, services: Any, qtbot: QtBot
):
    search(page, qtbot, "Nettrix")
    page.show_ownership()
    wait(page.detail.ownership, qtbot)
    for number, change in enumerate((Changes.RELATIONS, Changes.LISTS, Changes.SETTINGS), 2):
        page.refresh({change})
        qtbot.waitUntil(lambda: not page.desk.bridge.busy)
        assert len(services.owners_asked) >= number, change


def test_a_holding_is_typed_in_and_a_slip_loses_nothing(
    opened: MainWindow, services: Any, qtbot: QtBot
):
    opened.screen_page.typing_holding_wanted.emit("Low")
    dialog = opened.holdings.dialog
    assert dialog is not None
    assert dialog.company.text() == "Low"
    assert not dialog.store.isEnabled()
    dialog.holder.setText("Top")
    dialog.source.setText("Register, page 3")
    dialog.share.setText("lots")
    services.failure = InputError("The share “lots” is no share. Nothing was stored.")
    dialog.store.click()
    qtbot.waitUntil(lambda: "is no share" in dialog.problem.text())
    assert dialog.isVisible()
    services.failure = None
    dialog.share.setText(" 30 ")
    dialog.store.click()
    qtbot.waitUntil(lambda: bool(services.holdings_typed) and not dialog.isVisible())
    assert services.holdings_typed == [TypedHolding("Top", "Low", "30", "", "Register, page 3")]
    qtbot.waitUntil(lambda: opened.notice.notice is not None)
    assert opened.notice.notice is not None
    assert "as a holder of" in opened.notice.notice.text


def test_a_holding_that_cannot_be_stored_for_another_reason_is_told(
    opened: MainWindow, services: Any, qtbot: QtBot
):
    opened.holdings.begin("Low")
    dialog = opened.holdings.dialog
    assert dialog is not None
    dialog.holder.setText("Top")
    dialog.source.setText("Register")
    services.failure = OSError(28, "No space left on device")
    with qtbot.waitSignal(opened.holdings.failed) as failed:
        dialog.store.click()
    assert "No space left" in failed.args[0].text
    assert not dialog.isVisible()


def test_an_empty_state_gives_up_its_icon_where_its_words_need_the_room(theme: Theme, qtbot: QtBot):
    empty = EmptyState(theme, "related")
    qtbot.addWidget(empty)
    empty.say("No holdings known", "words " * 60)
    shown = []
    for height in (30, 15, 30):
        empty.resize(theme.px(20), theme.px(height))
        empty.show()
        shown.append(empty._icon.isVisible())
    assert shown == [True, False, True]


def test_an_empty_state_gives_up_its_icon_for_buttons_that_come_later(theme: Theme, qtbot: QtBot):
    empty = EmptyState(theme, "related")
    qtbot.addWidget(empty)
    empty.say("No holdings known", "words " * 60)
    empty.show()
    empty.resize(theme.px(20), empty.layout().totalHeightForWidth(theme.px(20)))
    assert empty._icon.isVisible()
    empty.say("No holdings known", "words " * 60, [Offer("Import relations…", lambda: None)])
    qtbot.waitUntil(lambda: not empty._icon.isVisible())
    assert empty.layout().totalHeightForWidth(empty.width()) <= empty.height()
