"""Rules in the window: the Law tab of a hit, and their room on the Settings page."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from caveat.domain.consequences import CARD_QUESTIONS
from caveat.domain.rules import RuleState
from caveat.domain.screening import Query
from caveat.errors import InputError
from caveat.ui.facts import Field, Grid, Words, as_text
from caveat.ui.law_facts import consequence_facts
from caveat.ui.pages.settings.entries import EntryKind, RuleEntry, entries_on
from caveat.ui.pages.settings.rules import RulesRoom
from caveat.ui.window import MainWindow
from own_rules import OWN_RULES, write_own_rules

AFFILIATES = "us-bis-affiliates"


def words_of(facts: Any) -> list[Words]:
    found = []
    for fact in facts:
        if isinstance(fact, Field):
            found.append(fact.words)
        elif isinstance(fact, Grid):
            found += [cell for row in fact.rows for cell in row]
    return found


def test_the_law_tab_has_the_card_and_the_rules_of_the_day(services: Any):
    answer = services.screen(Query("Nettrix", in_force=date(2025, 10, 15)))
    text = as_text(consequence_facts(services.consequences(answer, answer.hits[0])))
    for words in CARD_QUESTIONS.values():
        assert f"{words}: " in text
    assert "On 2025-10-15: in force since 2025-09-29 until 2025-11-09" in text
    assert "Changes next: on 2025-11-10: in force → suspended" in text
    assert "Footnote 4" in text
    assert "not checked against a source: verify" in text


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2026, 11, 30)])
def test_every_unverified_statement_is_marked_wherever_it_is_shown(services: Any, day: date):
    book = services.rules()
    entries = [entry for kind in EntryKind for entry in entries_on(book, day, kind)]
    shown = words_of([fact for entry in entries for fact in entry.facts])
    statements = [each for card in book.cards for each in card.statements]
    statements += [each for rule in book.rules for each in (rule.consequence, *rule.statements)]
    statements += [flag.statement for flag in book.red_flags]
    for statement in statements:
        whole = re.compile(rf"{re.escape(statement.text)}( \(verify\))?\u00a0\[L\d+\]$")
        cells = [words for words in shown if whole.search(words.text)]
        assert cells
        for words in cells:
            marked = [words.text[span.start : span.start + span.length] for span in words.spans]
            assert (marked == ["(verify)"]) is not statement.verified


@pytest.fixture
def room(opened: MainWindow, qtbot: QtBot) -> RulesRoom:
    opened.open_rules()
    made = opened.settings_page.rules
    qtbot.waitUntil(lambda: made.opened is not None)
    assert made.isVisible()
    return made


def open_rule(room: RulesRoom, id_: str = AFFILIATES) -> RuleEntry:
    room.open_entry(id_)
    assert room.opened is not None
    assert room.opened.id == id_
    return room.opened


def test_a_rule_shows_its_state_on_another_day_also_one_to_come(room: RulesRoom):
    open_rule(room)
    room.show_day(date(2026, 1, 1))
    assert "On 2026-01-01: suspended since 2025-11-10 until 2026-11-09" in room.text()
    room.show_day(date(2030, 1, 1))
    entry = open_rule(room)
    assert (entry.state, entry.flips, entry.verify) == (
        "In force since 2026-11-10 (verify)", "No change known", True,
    )  # fmt: skip
    assert "2025-09-29\t2025-11-09\tin force [L" in room.text()
    assert "90 FR 50857" in room.text()
    room.show_kind(EntryKind.FLAG)
    open_rule(room, "flag-29")
    assert "A party has an owner on a list" in room.text()
    assert not room.tools.correct.isEnabled()
    room.show_kind(EntryKind.CARD)
    open_rule(room, "UK-SL")
    assert "What a hit on UK Sanctions List (UK-SL) means" in room.text()


def test_the_filter_looks_into_texts_and_sources_and_keeps_what_is_opened(room: RulesRoom):
    open_rule(room)
    room.filter.setText("50857 affiliates")
    assert [entry.id for entry in room.model.rows] == [AFFILIATES]
    assert "1 of " in room.said.whole
    room.filter.setText("nobody wrote this")
    assert room.model.rows == ()
    assert room.text() == ""
    assert not room.tools.copy.isEnabled()
    room.filter.clear()
    assert room.opened is not None
    assert room.opened.id == AFFILIATES


def test_own_rules_are_taken_in_with_a_reason_and_taken_back(
    room: RulesRoom, services: Any, tmp_path: Path, qtbot: QtBot
):
    reset = room.own_button.reset
    open_rule(room)
    assert not reset.isEnabled()
    room.ruling.ask_about(write_own_rules(tmp_path))
    asking = room.ruling.asking
    assert asking is not None
    assert not asking.agree.isEnabled()
    asking.reason.setText("a notice")
    asking.agree.click()
    qtbot.waitUntil(reset.isEnabled)
    assert room.table.currentIndex().siblingAtColumn(0).data() == (
        "BIS Affiliates Rule (50 percent) *"
    )
    assert "* corrected or added by Officer on 2026-11-22: a notice" in room.text()
    assert "a notice" in room.said.whole
    room.ruling.export_to(tmp_path / "out.toml")
    qtbot.waitUntil((tmp_path / "out.toml").exists)
    assert (tmp_path / "out.toml").read_text(encoding="utf-8") == OWN_RULES
    reset.trigger()
    assert room.ruling.asking is not None
    assert room.ruling.asking is not asking
    room.ruling.asking.reason.setText("no longer needed")
    room.ruling.asking.agree.click()
    qtbot.waitUntil(lambda: not reset.isEnabled())
    assert services.own_rules == ""


def test_a_wrong_file_is_told_with_its_entry(room: RulesRoom, tmp_path: Path, qtbot: QtBot):
    text = OWN_RULES.replace("suspended", "paused")
    room.ruling.ask_about(write_own_rules(tmp_path, text))
    assert room.ruling.asking is not None
    room.ruling.asking.reason.setText("a notice")
    with qtbot.waitSignal(room.failed) as told:
        room.ruling.asking.agree.click()
    assert "corrections 1, periods 1 has a “state”" in told.args[0].text
    assert not room.own_button.reset.isEnabled()


def test_a_rule_is_corrected_with_a_source_and_taken_back(
    room: RulesRoom, services: Any, qtbot: QtBot
):
    open_rule(room)
    room.show_day(date(2027, 1, 1))
    room.tools.correct.click()
    dialog = room.ruling.correcting
    assert dialog is not None
    dialog.state.setCurrentIndex(dialog.state.findData(RuleState.SUSPENDED))
    dialog.ends.setChecked(True)
    dialog.until.show_day(date(2026, 1, 1))
    dialog.source.title.setText("91 FR 1")
    dialog.source.mark.setCurrentIndex(0)
    dialog.reason.setText("A new notice")
    assert not dialog.agree.isEnabled(), "it would end before it begins"
    dialog.until.show_day(date(2027, 12, 31))
    dialog.source.title.clear()
    assert not dialog.agree.isEnabled(), "no source"
    dialog.source.title.setText("91 FR 1")
    dialog.agree.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    qtbot.waitUntil(lambda: "suspended since 2027-01-01 until 2027-12-31" in room.text())
    assert "91 FR 1 – read in the named source" in room.text().replace("\n", " ")
    assert 'title = "91 FR 1"' in services.own_rules
    assert room.tools.take_back.isEnabled()
    room.tools.take_back.click()
    assert room.ruling.asking is not None
    room.ruling.asking.reason.setText("It was withdrawn")
    room.ruling.asking.agree.click()
    qtbot.waitUntil(lambda: services.own_rules == "")
    qtbot.waitUntil(lambda: not room.tools.take_back.isEnabled())


def test_an_answer_of_a_card_is_corrected_with_a_source(room: RulesRoom, qtbot: QtBot):
    room.show_kind(EntryKind.CARD)
    open_rule(room, "US-UVL")
    room.correct()
    dialog = room.ruling.correcting
    assert dialog is not None
    assert dialog.answer.toPlainText().startswith("Not a ban")
    dialog.question.setCurrentIndex(dialog.question.findData("reporting"))
    assert dialog.answer.toPlainText() == "The export is filed (EEI)."
    dialog.answer.setPlainText("Tell Vera,\nwhoever asks.")
    dialog.source.title.setText("Group policy 7")
    dialog.reason.setText("Policy")
    dialog.agree.click()
    qtbot.waitUntil(lambda: "Reporting duty: Tell Vera, whoever asks. (verify)" in room.text())


def test_a_correction_that_cannot_count_stays_in_the_dialog(
    room: RulesRoom, services: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    def refused(_correction: Any) -> None:
        raise InputError("own rules: the disk says no.")

    monkeypatch.setattr(services, "correct_rule", refused)
    open_rule(room)
    room.correct()
    dialog = room.ruling.correcting
    assert dialog is not None
    dialog.source.title.setText("91 FR 1")
    dialog.reason.setText("A new notice")
    dialog.agree.click()
    qtbot.waitUntil(dialog.agree.isEnabled)
    assert dialog.isVisible()
    assert "the disk says no" in dialog.notice.accessibleName()
    dialog.reject()
