"""The rules that the program brings along, and how strictly every file of rules is read."""

import csv
import re
from datetime import date

import pytest

from caveat.domain.consequences import CARD_QUESTIONS, RuleBook
from caveat.domain.rules import Rule, RuleState
from caveat.domain.sources import Mark
from caveat.errors import InputError
from caveat.law.book import FILES, built_in_files, rule_book
from caveat.resources import resource
from own_rules import OWN_RULES


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return rule_book(built_in_files(), "a" * 64)


def rule(book: RuleBook, id_: str) -> Rule:
    return next(each for each in book.rules if each.id == id_)


def list_codes() -> list[str]:
    with resource("lists.csv").open(encoding="utf-8", newline="") as file:
        return [row["code"] for row in csv.DictReader(file)]


@pytest.mark.parametrize("code", list_codes())
def test_every_list_has_a_card_that_answers_every_question(book: RuleBook, code: str):
    card = book.card(code)
    assert card is not None
    assert [words for words, _ in card.answers()] == list(CARD_QUESTIONS.values())
    assert card.as_of is not None
    assert card.brief is not None
    assert len(card.brief.text) <= 33
    # Few words never claim more than the sentence that they stand for.
    assert card.brief.source in {each.source for each in card.about("in short")}


def test_there_is_no_card_of_a_list_that_there_is_not(book: RuleBook):
    assert {card.list_code for card in book.cards} == set(list_codes())


def test_all_29_red_flags_are_there_in_order(book: RuleBook):
    assert [flag.number for flag in book.red_flags] == list(range(1, 30))


@pytest.mark.parametrize(
    ("day", "state", "flips"),
    [
        (date(2025, 9, 28), RuleState.NOT_YET, date(2025, 9, 29)),
        (date(2025, 9, 29), RuleState.IN_FORCE, date(2025, 11, 10)),
        (date(2025, 11, 9), RuleState.IN_FORCE, date(2025, 11, 10)),
        (date(2025, 11, 10), RuleState.SUSPENDED, date(2026, 11, 10)),
        (date(2026, 11, 9), RuleState.SUSPENDED, date(2026, 11, 10)),
        (date(2026, 11, 10), RuleState.IN_FORCE, None),
    ],
)
def test_red_flag_29_follows_the_affiliates_rule(
    book: RuleBook, day: date, state: RuleState, flips: date | None
):
    for on in (rule(book, "us-bis-affiliates").on(day), book.red_flags[28].on(day)):
        assert on.state is state
        assert (on.flip.on if on.flip else None) == flips
        assert on.verified is (day < date(2026, 11, 10))


def test_the_affiliates_rule_is_not_written_down_twice(book: RuleBook):
    assert (
        rule(book, "us-bis-affiliates").periods
        == next(each for each in book.ownership if each.id == "us-bis-affiliates").periods
    )
    assert "50857" not in built_in_files()["rules.toml"]


def test_records_for_ofac_are_kept_ten_years_from_its_day(book: RuleBook):
    records = rule(book, "us-ofac-records")
    assert records.years == 10
    assert records.on(date(2025, 3, 11)).state is RuleState.NOT_YET
    assert records.on(date(2025, 3, 12)).state is RuleState.IN_FORCE
    assert rule(book, "us-ear-records").years == 5


@pytest.mark.parametrize("footnote", [1, 3, 4, 5])
def test_each_footnote_brings_its_own_rule(book: RuleBook, footnote: int):
    found = [
        each.id
        for each in book.rules
        if each.footnotes and each.concerns("US-EL", (footnote,), is_address=False)
    ]
    assert found == [f"us-fdp-footnote-{footnote}"]


def test_before_a_source_shows_a_rule_nothing_is_said_of_it(book: RuleBook):
    on = rule(book, "us-fdp-footnote-4").on(date(2025, 3, 24))
    assert (on.state, on.verified) == (RuleState.NOT_KNOWN, False)
    assert rule(book, "us-fdp-footnote-4").on(date(2025, 3, 25)).state is RuleState.IN_FORCE


def test_addresses_concern_only_entries_that_are_one(book: RuleBook):
    addresses = rule(book, "us-high-risk-addresses")
    assert addresses.concerns("US-EL", (), is_address=True)
    assert not addresses.concerns("US-EL", (), is_address=False)
    assert not addresses.concerns("US-MEU", (), is_address=True)


def test_what_no_source_was_read_for_is_unverified(book: RuleBook):
    statements = [each for card in book.cards for each in card.statements]
    for each in statements:
        if each.source.key == "not-read":
            assert each.source.mark is Mark.UNVERIFIED
            assert not each.verified
    assert {each.verified for each in statements} == {True, False}


BAD = [
    ("rules.toml", "version = 1", "version = 3", "version"),
    ("rules.toml", 'kind = "foreign-made items"', 'kind = "tax"', "rules 1 has a “kind”"),
    ("rules.toml", 'kind = "foreign-made items"', 'kind = "ownership"', "not known: ownership"),
    ("rules.toml", "footnotes = [1]", 'footnotes = ["1"]', "rules 1, footnotes has a “1”"),
    ("rules.toml", "footnotes = [1]", "footnotes = 1", "no list of whole numbers"),
    ("rules.toml", "footnotes = [1]", "footnote = [1]", "unknown entries: footnote"),
    ("rules.toml", "seen = 2026-07-23", "seen = 2026", "rules 1, periods 1 has a “seen”"),
    ("rules.toml", "seen = 2026-07-23\n", "", "rules 1, periods 1 has no “since”"),
    ("rules.toml", "seen = 2026-07-23", "seen = 2026-07-23\nsince = 2026-07-23", "since"),
    ("rules.toml", "addresses_only = true", 'addresses_only = "yes"', "neither true nor false"),
    ("rules.toml", "years = 5", "years = 0", "rules 9 has “years” below 1"),
    ("rules.toml", "years = 5\n", "", "rules 9 has no “years”"),
    ("rules.toml", "until = 2025-03-11", "until = 2025-03-12", "periods 2 begins before"),
    ("rules.toml", 'id = "us-meu"', 'id = "us-fdp-footnote-1"', "two rules have one id"),
    (
        "rules.toml",
        'source = "not-read"',
        'source = "none"',
        "rules 1, statements 4 has a “source”",
    ),
    ("red_flags.toml", "number = 2\n", "number = 1\n", "two red flags have one number"),
    ("red_flags.toml", "number = 2\n", "number = 0\n", "red_flags 2 has a “number” below 1"),
    ("red_flags.toml", "number = 3\n", "", "red_flags 3 has no “number”"),
    ("red_flags.toml", 'with = "us-bis-affiliates"', 'with = "nothing"', "no known rule: nothing"),
    ("cards.toml", "as_of = 2026-09-25", 'as_of = "2026"', "as_of"),
    ("cards.toml", 'list = "US-DPL"', 'list = "US-EL"', "two cards are of one list"),
    ("cards.toml", 'list = "US-DPL"', 'list = "denied"', "cards 2 has a “list” of another form"),
    ("cards.toml", 'about = "buying"', 'about = "selling"', "that no card has: selling"),
    ("cards.toml", 'about = "buying"', 'about = "licence"', "(US-EL) does not answer: buying"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), BAD)
def test_a_wrong_entry_is_named_and_nothing_used(name: str, old: str, new: str, said: str):
    files = dict(built_in_files())
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)
    with pytest.raises(InputError) as error:
        rule_book(files, "")
    assert said in str(error.value)
    assert str(error.value).startswith(name)


def test_every_file_of_rules_is_part_of_the_book():
    found = {path.name for path in resource("rules").glob("*.toml")}
    assert found == set(FILES)


# ------------------------------------------------------------------------- the officer's own file


_PERIODS = """[[corrections.periods]]
state = "suspended"
since = 2026-11-10
until = 2027-11-09
source = "notice"
"""


def own(text: str) -> RuleBook:
    return rule_book(built_in_files(), "", text)


@pytest.mark.parametrize(
    ("day", "state", "by"),
    [
        (date(2026, 11, 9), RuleState.SUSPENDED, "90 FR 50857"),
        (date(2026, 11, 10), RuleState.SUSPENDED, "91 FR 71234"),
        (date(2027, 11, 9), RuleState.SUSPENDED, "91 FR 71234"),
        (date(2027, 11, 10), RuleState.IN_FORCE, "90 FR 50857"),
    ],
)
def test_a_correction_counts_on_the_days_that_it_covers(day: date, state: RuleState, by: str):
    corrected = own(OWN_RULES)
    for on in (rule(corrected, "us-bis-affiliates").on(day), corrected.red_flags[28].on(day)):
        assert on.period is not None
        assert (on.state, on.period.source.title) == (state, by)
    ownership = next(each for each in corrected.ownership if each.id == "us-bis-affiliates")
    assert str(ownership.test_on(day)) == "50 % or more"


def test_a_correction_within_a_period_leaves_what_is_before_and_after():
    text = OWN_RULES.replace("2026-11-10\nuntil = 2027-11-09", "2025-10-05\nuntil = 2025-10-06", 1)
    periods = rule(own(text), "us-bis-affiliates").periods
    assert [(str(each.since), str(each.until), each.state.value) for each in periods[1:4]] == [
        ("2025-09-29", "2025-10-04", "in force"),
        ("2025-10-05", "2025-10-06", "suspended"),
        ("2025-10-07", "2025-11-09", "in force"),
    ]


def test_rules_answers_and_flags_are_added_or_replaced(book: RuleBook):
    corrected = own(OWN_RULES)
    assert {each.id for each in corrected.rules} - {each.id for each in book.rules} == {
        "own-policy"
    }
    card, before = corrected.card("US-EL"), book.card("US-EL")
    assert card is not None
    assert before is not None
    answers = dict(card.answers())
    assert [each.text for each in answers["Reporting duty"]] == [
        "Tell the export office on the same day."
    ]
    assert answers["Licence route"] == dict(before.answers())["Licence route"]
    assert corrected.red_flags[-1].number == 101


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('rule = "us-bis-affiliates"', 'rule = "us-nothing"', "that there are not: us-nothing"),
        ('id = "own-policy"', 'id = "us-ofac-50"', "only corrected: us-ofac-50"),
        ('source = "notice"', "", "corrections 1, periods 1 has no “source”"),
        ('mark = "verified"', 'mark = "published"', "sources, notice has a “mark”"),
        ('state = "suspended"', 'state = "not known"', "not known: not known"),
        ("number = 101", "number = 101\nwith = 7", "red_flags 1 has a “with”"),
        (_PERIODS, "", "corrections 1 corrects nothing"),
        ("version = 1", "version = 1\nnote = 1", "unknown entries: note"),
    ],
)
def test_a_wrong_entry_of_an_own_file_is_named(old: str, new: str, said: str):
    assert old in OWN_RULES
    with pytest.raises(InputError) as error:
        own(OWN_RULES.replace(old, new, 1))
    assert said in str(error.value)


def test_the_template_says_nothing_until_it_is_filled_in_and_then_is_right():
    text = resource("templates/own_rules.toml").read_text(encoding="utf-8")
    with pytest.raises(InputError, match="corrects and adds nothing"):
        own(text)
    filled = own(re.sub(r"(?m)^# (?=\[|[a-z_]+ = )", "", text))
    assert {each.id for each in filled.rules} >= {"own-group-policy"}
    assert rule(filled, "us-bis-affiliates").on(date(2027, 1, 1)).state is RuleState.SUSPENDED
    assert filled.red_flags[-1].number == 101
    card = filled.card("US-UVL")
    assert card is not None
    assert "Tell the export office" in dict(card.answers())["Reporting duty"][0].text


def test_the_oldest_address_of_high_diversion_risk_begins_what_is_told_of_the_rule(book: RuleBook):
    addresses = rule(book, "us-high-risk-addresses")
    with resource("starter/entries.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["key"].startswith("el-address")]
    first = date.fromisoformat(min(row["published"] for row in rows))
    on = addresses.on(first)
    assert (on.state, on.verified) == (RuleState.IN_FORCE, True)
    assert on.period is not None
    assert on.period.source.title == "89 FR 51652"
