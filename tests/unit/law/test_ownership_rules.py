"""The dated ownership rules: what the program brings along, and how strictly it reads them."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.ownership_rules import OwnershipRule, RuleState
from caveat.domain.rule_words import flip_words
from caveat.domain.rules import state_on
from caveat.domain.sources import Mark
from caveat.errors import EnvironmentProblemError, InputError
from caveat.law.ownership_rules import FILE, ownership_rules, read_ownership_rules
from caveat.resources import resource


def rule(id_: str) -> OwnershipRule:
    return next(each for each in ownership_rules() if each.id == id_)


@pytest.mark.parametrize(
    ("day", "state", "verified"),
    [
        (date(2025, 9, 28), RuleState.NOT_YET, True),
        (date(2025, 9, 29), RuleState.IN_FORCE, True),
        (date(2025, 11, 9), RuleState.IN_FORCE, True),
        (date(2025, 11, 10), RuleState.SUSPENDED, True),
        (date(2026, 11, 9), RuleState.SUSPENDED, True),
        (date(2026, 11, 10), RuleState.IN_FORCE, False),
    ],
)
def test_the_affiliates_rule_has_its_dates(day: date, state: RuleState, *, verified: bool):
    period = rule("us-bis-affiliates").on(day)
    assert period is not None
    assert (period.state, period.verified) == (state, verified)
    assert period.source.title in {"90 FR 47201", "90 FR 50857"} or state is RuleState.NOT_YET


def test_what_came_after_the_suspension_is_said_to_be_unknown():
    period = rule("us-bis-affiliates").on(date(2027, 1, 1))
    assert period is not None
    assert period.source.mark is Mark.UNVERIFIED
    assert "unless a later notice says otherwise" in period.note


def test_the_chain_method_is_never_marked_as_read():
    for each in ownership_rules():
        assert "chain" in each.to_verify


def test_the_tests_of_the_european_union_and_the_united_kingdom_are_unverified():
    for id_ in ("eu-ownership", "uk-ownership"):
        assert not any(statement.verified for statement in rule(id_).statements)
        assert not any(period.verified for period in rule(id_).periods)
        assert rule(id_).control_questions


def test_the_threshold_of_the_european_union_changed_in_july_2024():
    before = rule("eu-ownership").test_on(date(2024, 7, 2))
    after = rule("eu-ownership").test_on(date(2024, 7, 3))
    assert (str(before), str(after)) == ("more than 50 %", "50 % or more")


def test_where_nothing_is_known_of_a_day_the_nearest_test_is_used_and_said():
    ofac = rule("us-ofac-50")
    assert ofac.on(date(2010, 1, 1)) is None
    assert str(ofac.test_on(date(2010, 1, 1))) == "50 % or more"


def written(tmp_path: Path, old: str, new: str) -> Path:
    text = resource(FILE).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "rules.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version = 1", "version = 2", "version"),
        ("version = 1", "version = true", "no whole number"),
        ('mark = "verified"', 'mark = "certain"', "sources, ofac-2014 has a “mark”"),
        ('mark = "verified"', 'mark = "verified"\nmarked = 1', "unknown entries: marked"),
        ('date = "2014-08-14"', 'date = "August"', "no date: August"),
        ('id = "us-ofac-50"', 'id = "uk-ownership"', "two rules have one id"),
        ('id = "us-ofac-50"', 'id = "US OFAC"', "rules 1 has a “id” of another form"),
        ('lists = ["US-SDN"]', "lists = []", "rules 1 has a “lists”"),
        ('lists = ["US-SDN"]', 'lists = ["US-SDN", "US-SDN"]', "something twice"),
        ('lists = ["US-SDN"]', 'lists = ["the SDN list"]', "of another form"),
        ("threshold = 50", "threshold = 0", "rules 1, periods 1 has a “threshold”"),
        ("threshold = 50", 'threshold = "half"', "no percentage"),
        ("threshold = 50", "threshold = nan", "no percentage"),
        ("strictly_more = false", "strictly_more = 0", "neither true nor false"),
        ("since = 2014-08-13", 'since = "2014-08-13"', "no date such as"),
        ("since = 2014-08-13", "since = 2014-08-13T00:00:00", "no date such as"),
        ("until = 2025-11-09", "until = 2025-09-01", "rules 2, periods 2 ends before"),
        ("until = 2025-11-09", "until = 2025-11-10", "rules 2, periods 3 begins before"),
        ('state = "suspended"', 'state = "paused"', "not known: paused"),
        ('source = "ofac-401"', 'source = "nowhere"', "not known: nowhere"),
        ('about = "chain"', 'about = "links"', "no statement about chain"),
        ('list = "US-MEU"', 'list = "UK-SL"', "other lists than its own: UK-SL"),
        ('title = "OFAC 50 percent rule"', 'title = ""', "empty “title”"),
        ('title = "OFAC 50 percent rule"', 'title = "a\\nb"', "no text of one line"),
        ('title = "OFAC 50 percent rule"\n', "", "rules 1 has no “title”"),
        ("[sources.ofac-2014]", "[sources.OFAC]", "name of another form"),
        ("[[rules]]", "[[rules", "rules.toml"),
    ],
)
def test_a_wrong_entry_is_named_and_no_rule_used(tmp_path: Path, old: str, new: str, said: str):
    with pytest.raises(InputError) as error:
        read_ownership_rules(written(tmp_path, old, new))
    assert said in str(error.value)
    assert "None of its rules is used" in str(error.value)


def test_every_rule_of_the_file_is_read(tmp_path: Path):
    data = tomllib.loads(resource(FILE).read_text(encoding="utf-8"))
    assert [each.id for each in ownership_rules()] == [each["id"] for each in data["rules"]]
    same = written(tmp_path, "version = 1", "version = 1 # the same")
    assert read_ownership_rules(same) == ownership_rules()


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path: Path):
    path = tmp_path / "rules.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError):
        read_ownership_rules(path)
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(InputError, match="too large"):
        read_ownership_rules(path)
    path.write_text("a = " + "[" * 50_000, encoding="utf-8")
    with pytest.raises(InputError):
        read_ownership_rules(path)
    with pytest.raises(EnvironmentProblemError):
        read_ownership_rules(tmp_path / "none.toml")


def test_other_terms_in_one_state_are_a_change():
    on = state_on(rule("eu-ownership").periods, date(2024, 6, 17))
    assert on.flip is not None
    assert (on.flip.on, on.flip.before, on.flip.after) == (
        date(2024, 7, 3),
        RuleState.IN_FORCE,
        RuleState.IN_FORCE,
    )
    assert "on other terms" in flip_words(on.flip)
    after = state_on(rule("eu-ownership").periods, date(2024, 7, 3))
    assert after.flip is None


def test_what_ofac_is_said_to_ask_for_below_half_has_a_source_and_is_no_law():
    ofac = rule("us-ofac-50")
    (caution,) = (each for each in ofac.statements if each.about == "caution")
    assert not caution.verified
    assert "caution" in ofac.to_verify
    assert "caution" not in ofac.not_met
