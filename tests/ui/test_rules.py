"""Rules in the window: the Law tab of a hit, and the dialog."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from caveat.domain.consequences import CARD_QUESTIONS
from caveat.domain.screening import Query
from caveat.ui.dialogs.rules import RulesDialog
from caveat.ui.facts import Field, Grid, Words, as_text
from caveat.ui.law_facts import card_facts, consequence_facts, flag_facts, rule_facts
from caveat.ui.window import MainWindow
from own_rules import OWN_RULES, write_own_rules


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
    assert "Flips next: on 2025-11-10: in force → suspended" in text
    assert "Footnote 4" in text
    assert "not checked against a source: verify" in text


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2026, 11, 30)])
def test_every_unverified_statement_is_marked_wherever_it_is_shown(services: Any, day: date):
    book = services.rules()
    shown = words_of((*card_facts(book), *rule_facts(book, day), *flag_facts(book, day)))
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
def dialog(opened: MainWindow, qtbot: QtBot) -> RulesDialog:
    opened.open_rules()
    qtbot.waitUntil(lambda: opened.ruling.dialog is not None)
    assert opened.ruling.dialog is not None
    return opened.ruling.dialog


def test_the_dialog_shows_the_state_on_another_day_also_one_to_come(dialog: RulesDialog):
    dialog.show_day(date(2026, 1, 1))
    assert "suspended since 2025-11-10 until 2026-11-09" in dialog.text()
    dialog.show_day(date(2030, 1, 1))
    assert "On 2030-01-01" in dialog.text()
    assert "in force since 2026-11-10 (verify)" in dialog.text()
    dialog.tabs.setCurrentIndex(1)
    assert "29\tA party has an owner on a list" in dialog.text()
    dialog.tabs.setCurrentIndex(2)
    assert "What a hit on UK-SL means" in dialog.text()


def test_own_rules_are_taken_in_with_a_reason_and_taken_back(
    dialog: RulesDialog, opened: MainWindow, services: Any, tmp_path: Path, qtbot: QtBot
):
    assert not dialog.reset.isEnabled()
    opened.ruling.ask_about(write_own_rules(tmp_path))
    asking = opened.ruling.asking
    assert asking is not None
    assert not asking.agree.isEnabled()
    asking.reason.setText("a notice")
    asking.agree.click()
    qtbot.waitUntil(dialog.reset.isEnabled)
    assert "BIS Affiliates Rule (50 percent) *" in dialog.text()
    assert "* corrected or added by Officer on 2026-11-22: a notice" in dialog.text()
    opened.ruling.export_to(tmp_path / "out.toml")
    qtbot.waitUntil((tmp_path / "out.toml").exists)
    assert (tmp_path / "out.toml").read_text(encoding="utf-8") == OWN_RULES
    dialog.reset.click()
    assert opened.ruling.asking is not asking
    assert opened.ruling.asking is not None
    opened.ruling.asking.reason.setText("no longer needed")
    opened.ruling.asking.agree.click()
    qtbot.waitUntil(lambda: not dialog.reset.isEnabled())
    assert services.own_rules == ""


def test_a_wrong_file_is_told_with_its_entry(
    dialog: RulesDialog, opened: MainWindow, tmp_path: Path, qtbot: QtBot
):
    text = OWN_RULES.replace("suspended", "paused")
    opened.ruling.ask_about(write_own_rules(tmp_path, text))
    assert opened.ruling.asking is not None
    opened.ruling.asking.reason.setText("a notice")
    with qtbot.waitSignal(opened.ruling.failed) as told:
        opened.ruling.asking.agree.click()
    assert "corrections 1, periods 1 has a “state”" in told.args[0].text
    assert not dialog.reset.isEnabled()
