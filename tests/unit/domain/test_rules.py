"""States of rules on days around changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.rule_words import begin_words, flip_words, state_words, statement_words
from caveat.domain.rules import RulePeriod, RuleState, RuleStatement, state_on
from caveat.domain.sources import Mark, Source

READ = Source("read", "90 FR 1", mark=Mark.VERIFIED)
HEARD = Source("heard", "A talk", mark=Mark.UNVERIFIED)


def period(
    state: RuleState, since: date, until: date | None = None, source: Source = READ
) -> RulePeriod:
    return RulePeriod(state=state, since=since, until=until, source=source)


PERIODS = (
    period(RuleState.IN_FORCE, date(2025, 9, 29), date(2025, 11, 9)),
    period(RuleState.SUSPENDED, date(2025, 11, 10), date(2026, 5, 1)),
    period(RuleState.SUSPENDED, date(2026, 5, 2), date(2026, 11, 9)),
    period(RuleState.IN_FORCE, date(2026, 11, 10), source=HEARD),
)


@pytest.mark.parametrize(
    ("day", "state", "flips", "to", "verified"),
    [
        (date(2025, 9, 28), RuleState.NOT_KNOWN, date(2025, 9, 29), RuleState.IN_FORCE, True),
        (date(2025, 9, 29), RuleState.IN_FORCE, date(2025, 11, 10), RuleState.SUSPENDED, True),
        (date(2025, 11, 9), RuleState.IN_FORCE, date(2025, 11, 10), RuleState.SUSPENDED, True),
        (date(2025, 11, 10), RuleState.SUSPENDED, date(2026, 11, 10), RuleState.IN_FORCE, False),
        (date(2026, 11, 9), RuleState.SUSPENDED, date(2026, 11, 10), RuleState.IN_FORCE, False),
    ],
)
def test_the_day_before_a_change_knows_what_comes(
    day: date, state: RuleState, flips: date, to: RuleState, *, verified: bool
):
    on = state_on(PERIODS, day)
    assert on.state is state
    assert on.flip is not None
    assert (on.flip.on, on.flip.before, on.flip.after) == (flips, state, to)
    assert on.flip.verified is verified


def test_on_the_day_of_the_last_change_nothing_more_is_known():
    on = state_on(PERIODS, date(2026, 11, 10))
    assert (on.state, on.flip, on.verified) == (RuleState.IN_FORCE, None, False)


def test_after_a_gap_nothing_is_known_and_the_gap_is_what_comes():
    periods = (
        period(RuleState.IN_FORCE, date(2020, 1, 1), date(2020, 6, 30)),
        period(RuleState.IN_FORCE, date(2021, 1, 1)),
    )
    flip = state_on(periods, date(2020, 3, 1)).flip
    assert flip is not None
    assert (flip.on, flip.after, flip.verified) == (date(2020, 7, 1), RuleState.NOT_KNOWN, False)
    assert "verify" in flip_words(flip)
    assert state_on(periods, date(2020, 7, 1)).state is RuleState.NOT_KNOWN


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_the_state_holds_until_the_day_of_the_flip_and_not_on_it(day: date):
    on = state_on(PERIODS, day)
    if on.flip is None:
        assert state_on(PERIODS, day + timedelta(days=4000)).state is on.state
        return
    assert state_on(PERIODS, on.flip.on - timedelta(days=1)).state is on.state
    assert state_on(PERIODS, on.flip.on).state is on.flip.after


def test_what_was_not_read_is_marked_in_words():
    assert state_words(state_on(PERIODS, date(2026, 11, 10))) == (
        "in force since 2026-11-10 (verify)"
    )
    assert state_words(state_on(PERIODS, date(2020, 1, 1))) == "not known for 2020-01-01 (verify)"
    assert statement_words(RuleStatement("x", "So it is.", HEARD)) == "So it is. (verify)"
    assert statement_words(RuleStatement("x", "So it is.", READ)) == "So it is."
    assert flip_words(state_on(PERIODS, date(2026, 1, 1)).flip) == (
        "on 2026-11-10: suspended → in force (verify)"
    )


def test_what_is_not_yet_in_force_did_not_begin_to_be_so():
    periods = (
        period(RuleState.NOT_YET, date(1997, 1, 1), date(2025, 9, 28)),
        period(RuleState.IN_FORCE, date(2025, 9, 29)),
    )
    assert state_words(state_on(periods, date(2024, 1, 1))) == "not yet in force until 2025-09-28"


def test_a_day_from_which_a_table_tells_of_a_state_is_not_said_to_be_its_first():
    told = replace(period(RuleState.IN_FORCE, date(2024, 12, 31)), began_earlier=True)
    assert state_words(state_on((told,), date(2026, 1, 1))) == (
        "in force, told here from 2024-12-31 on"
    )
    assert begin_words(told) == "told here from 2024-12-31"
    assert begin_words(PERIODS[0]) == "2025-09-29"
