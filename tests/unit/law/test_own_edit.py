"""One correction written into the officer's own file, or taken out of it."""

from datetime import date

import pytest

from caveat.domain.consequences import RuleBook
from caveat.domain.rules import RulePeriod, RuleState, RuleStatement
from caveat.domain.sources import Mark, Source
from caveat.law.book import built_in_files, rule_book
from caveat.law.own_edit import with_answer, with_period, without
from caveat.law.own_rules import own_file_of
from own_rules import OWN_RULES

AFFILIATES = "us-bis-affiliates"
NOTICE = Source("", "92 FR 1", "Example Register", "p. 3", "2027-01-04", "https://example.org/1")
HEARD = Source("", "A colleague", mark=Mark.UNVERIFIED)


def period(since: date, until: date | None, source: Source = NOTICE) -> RulePeriod:
    return RulePeriod(
        state=RuleState.SUSPENDED, since=since, until=until, source=source, note="Told by mail"
    )


def book(text: str) -> RuleBook:
    return rule_book(built_in_files(), "a" * 64, text)


def state(text: str, day: date) -> str:
    return next(rule.on(day).state for rule in book(text).rules if rule.id == AFFILIATES)


def test_a_first_correction_makes_a_file_that_can_be_read():
    text = with_period("", "own", AFFILIATES, period(date(2027, 1, 1), date(2027, 6, 30)))
    assert state(text, date(2026, 12, 31)) == RuleState.IN_FORCE
    assert state(text, date(2027, 1, 1)) == state(text, date(2027, 6, 30)) == RuleState.SUSPENDED
    assert state(text, date(2027, 7, 1)) == RuleState.IN_FORCE
    (said,) = own_file_of(text, "own").corrections[0].periods
    assert (said.note, said.source.title, said.source.mark) == (
        "Told by mail", "92 FR 1", Mark.VERIFIED,
    )  # fmt: skip
    assert said.source.url == "https://example.org/1"


@pytest.mark.parametrize("text", [OWN_RULES, f"# mine\n{OWN_RULES}"])
def test_a_later_correction_of_the_same_days_takes_their_place_and_all_else_stays(text: str):
    changed = with_period(text, "own", AFFILIATES, period(date(2027, 6, 1), None, HEARD))
    assert changed.startswith("# mine") is text.startswith("# mine")
    before, after = own_file_of(text, "own"), own_file_of(changed, "own")
    assert (before.rules, before.cards, before.red_flags) == (
        after.rules, after.cards, after.red_flags,
    )  # fmt: skip
    first, second = after.corrections[0].periods
    assert (first.since, first.until) == (date(2026, 11, 10), date(2027, 5, 31))
    assert (second.since, second.until, second.verified) == (date(2027, 6, 1), None, False)
    again = with_period(changed, "own", AFFILIATES, period(date(2027, 6, 1), None, HEARD))
    assert again.count('title = "A colleague"') == 1, "a source is written once"


def test_an_answer_of_a_card_takes_the_place_of_the_one_before():
    said = RuleStatement("reporting", "Tell Vera.", NOTICE)
    text = with_answer(OWN_RULES, "US-EL", said)
    text = with_answer(text, "US-UVL", RuleStatement("licence", "Ask twice.", HEARD))
    cards = {card.list_code: card for card in book(text).cards}
    assert [each.text for each in cards["US-EL"].about("reporting")] == ["Tell Vera."]
    (asked,) = cards["US-UVL"].about("licence")
    assert (asked.text, asked.verified) == ("Ask twice.", False)


def test_what_is_taken_back_is_gone_and_the_last_one_leaves_nothing():
    ids = own_file_of(OWN_RULES, "own").ids
    assert ids == {AFFILIATES, "own-policy", "US-EL", "flag-101"}
    text = OWN_RULES
    for place, id_ in enumerate(sorted(ids), start=1):
        text = without(text, id_)
        if place < len(ids):
            assert id_ not in own_file_of(text, "own").ids
    assert text == ""


def test_arrays_on_one_line_are_edited_too():
    text = """version = 1
corrections = [ { rule = "us-bis-affiliates", periods = [
  { state = "ended", since = 2028-01-01, source = "n" } ] } ]
[sources.n]
title = "T"
mark = "verified"
"""
    changed = with_period(text, "own", AFFILIATES, period(date(2029, 1, 1), None))
    assert state(changed, date(2028, 5, 1)) == RuleState.ENDED
    assert state(changed, date(2029, 5, 1)) == RuleState.SUSPENDED
    assert without(changed, AFFILIATES) == ""
