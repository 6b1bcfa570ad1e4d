"""What is said of ownership: at a glance, in a table, of what is not known."""

from datetime import date
from decimal import Decimal

import pytest

from caveat.domain.ownership import Outcome, RuleAnswer
from caveat.domain.ownership_known import lists_words
from caveat.domain.ownership_view import ListGap, OwnershipView
from caveat.domain.ownership_words import (
    chain_words,
    chains,
    extent_words,
    found_words,
    holding_words,
    lead_words,
    leading_words,
    means_words,
    questions,
    route_words,
    rule_state_words,
    share_words,
    statement_source_words,
    unknown_words,
    verdict_words,
)
from caveat.domain.shares import at_least, at_most, percent
from owned import holds, known, listed, viewed

CHAIN = (holds("Top", "Mid", 60), holds("Mid", "Low", 38), holds("Green", "Low", 50))
TOP = listed("Top")
NO_EU = (ListGap("EU-FSF", starter=False),)


def answer(view: OwnershipView, authority: str) -> RuleAnswer:
    return next(each for each in view.answer.answers if authority in each.rule.title)


def test_a_test_that_the_unknown_decides_is_said_first_and_what_to_ask_apart():
    view = viewed("Low", CHAIN, TOP)
    outcomes = dict(lead_words(view, ()))
    assert outcomes[Outcome.UNCLEAR].endswith(
        "between 38 and 50 % of Low as this rule counts: the unknown 12 % could tip it. (verify)"
    )
    assert "Ask" not in outcomes[Outcome.UNCLEAR]
    assert questions(view, ())[0] == ("Ask who holds the other 12 % of Low.", True)
    assert share_words(answer(view, "OFAC"), ()) == "38 to 50 %"


def test_where_no_rule_is_met_that_is_no_finding_of_no_owner():
    view = viewed("Low", [holds("Top", "Low", 5), holds("Green", "Low", 95)], TOP)
    (outcome, words), (also, share) = lead_words(view, ())
    assert outcome is also is Outcome.NOT_MET
    assert "no finding" in words
    assert share.startswith("Yet a listed party may have a share: OFAC 50 percent rule: As far as")
    assert "clear" not in f"{words} {share}".lower()


def test_a_rule_whose_lists_are_not_there_is_not_counted_and_says_nothing_of_shares():
    view = viewed("Low", CHAIN, TOP)
    each = answer(view, "EU")
    assert (
        verdict_words(each, NO_EU) == "Not counted: EU financial sanctions list (EU-FSF) not loaded"
    )
    assert share_words(each, NO_EU) == "–"
    assert "cannot be told" in found_words(each, NO_EU)
    assert means_words(each, NO_EU) == "Load the list, then look again."


def test_a_rule_of_which_a_list_is_missing_is_not_met_only_as_far_as_lists_are_loaded():
    view = viewed("Low", [holds("Top", "Low", 5), holds("Green", "Low", 95)], TOP)
    each = answer(view, "BIS")
    assert verdict_words(each, ()) == "Not met as far as known (verify)"
    gap = (ListGap("US-MEU", starter=False),)
    assert verdict_words(each, gap) == "Not met as far as known, with lists missing (verify)"
    assert verdict_words(each, NO_EU) == verdict_words(each, ()), "no list of this rule"


def test_where_no_list_is_loaded_nothing_is_said_of_listed_owners():
    view = viewed("Low", CHAIN, TOP)
    codes = {code for each in view.answer.answers for code in each.rule.lists}
    gaps = tuple(ListGap(code, starter=False) for code in codes)
    assert [outcome for outcome, _ in lead_words(view, gaps)] == [Outcome.NOT_MET]
    assert "nothing can be said" in lead_words(view, gaps)[0][1]
    assert questions(view, gaps) == ()
    assert unknown_words(view, gaps) == ()


def test_a_test_met_under_a_rule_that_does_not_bind_would_be_met():
    suspended = date(2026, 3, 1)
    view = viewed("Low", [holds("Top", "Low", 60)], listed("Top", on="US-EL"), day=suspended)
    each = answer(view, "BIS")
    assert verdict_words(each, ()).startswith("Would be met")
    assert ", suspended: " in lead_words(view, ())[0][1]


def test_who_is_listed_itself_is_said_before_its_owners():
    view = viewed("Low", CHAIN, listed("Low"))
    assert lead_words(view, ())[0] == (
        Outcome.MET,
        "Low is itself listed, on SDN List (US-SDN): that binds, whoever owns it.",
    )


def test_chains_stand_once_with_the_rules_by_which_they_count():
    ties = [holds("Top", "Mid", 60), holds("Mid", "Low", 38), holds("Top", "Low", 3)]
    view = viewed("Low", ties, TOP)
    first, second = chains(view)
    assert route_words(first.route) == "Top 60 % → Mid 38 % → Low"
    assert str(first.route.product) == "22.8 %"
    assert "OFAC" in chain_words(first)
    assert route_words(second.route, codes=["US-SDN"]) == "Top [SDN List] 3 % → Low"
    assert leading_words(answer(view, "OFAC"), view, ()).startswith("Top [SDN List] 60 % → Mid")
    assert leading_words(answer(view, "UK"), view, ()) == "no listed holder known"
    gaps = [ListGap("UK-SL", starter=False)]
    assert leading_words(answer(view, "UK"), view, gaps) == "–"  # nobody was looked for


def test_a_chain_through_a_company_that_does_not_pass_on_is_told():
    view = viewed("Low", [holds("Top", "Mid", 40), holds("Mid", "Low", 90)], TOP)
    assert chain_words(chains(view)[0]).startswith("Not sure to count for")


def test_what_is_not_known_is_said_of_each_company_once():
    said = unknown_words(viewed("Low", CHAIN, TOP), ())
    assert said[0] == "Of Low it is not known who has 12 %."
    assert len(said) == len(set(said))
    assert any(
        "Green" in text and text.endswith("nobody is known to hold anything.") for text in said
    )


def test_a_holding_says_since_when_and_that_no_share_was_stated():
    ties = [holds("Top", "Low", None, since="2020"), holds("Mid", "Low", 25, 35, stated="about 30")]
    view = viewed("Low", ties, TOP)
    assert holding_words(view.holdings[0].holding) == "share not stated, since 2020"
    statement = view.holdings[1].statements[0]
    assert statement_source_words(statement) == (
        "Register of companies (typed in by you, stated as “about 30”) (verify)"
    )


def test_the_editions_that_tell_who_is_listed_are_named():
    assert lists_words(known()) == (
        "Who is listed is told by Entity List (US-EL) of 2026-07-09, SDN List (US-SDN) of unknown "
        "date."
    )


@pytest.mark.parametrize(
    ("share", "words", "least", "most"),
    [
        ("50", "50 %", "at least 50 %", "at most 50 %"),
        ("50.000001", "more than 50 %", "more than 50 %", "at most more than 50 %"),
        ("49.999999", "less than 50 %", "at least less than 50 %", "less than 50 %"),
        ("33.333333", "33.333333 %", "at least 33.333333 %", "at most 33.333333 %"),
        ("120.000001", "more than 120 %", "more than 120 %", "at most more than 120 %"),
        ("0.000001", "0.000001 %", "at least 0.000001 %", "at most 0.000001 %"),
    ],
)
def test_a_hair_off_a_round_share_is_said_in_words(share: str, words: str, least: str, most: str):
    figure = Decimal(share)
    assert (percent(figure), at_least(figure), at_most(figure)) == (words, least, most)


def test_more_than_half_is_never_printed_with_six_decimals():
    view = viewed("Low", [holds("Top", "Low", "50.000001", 100, stated=">50")], TOP)
    each = answer(view, "OFAC")
    assert each.sentence.startswith("Listed parties hold more than 50 % of Low")
    assert unknown_words(view, ())[0] == (
        "Of Low it is not known who has the rest, less than 50 %."
    )
    other = viewed("Low", [holds("P", "Low", "50.000001", 100, stated=">50")], TOP)
    said = " ".join([*unknown_words(other, ()), *(text for text, _ in questions(other, ()))])
    assert "000001" not in said
    assert "999999" not in said


def test_one_of_each_is_said_as_one():
    view = viewed("Low", [holds("Top", "Low", 60)], TOP)
    assert extent_words(view.answer) == "1 holding known in 1 company"
    assert extent_words(viewed("Low", CHAIN, TOP).answer) == "3 holdings known in 2 companies"


def test_the_state_of_a_rule_is_marked_alike_wherever_it_is_told():
    each = answer(viewed("Low", CHAIN, TOP), "OFAC")
    assert rule_state_words(each) == "in force since 2014-08-13"
    assert means_words(each, ()).endswith("(verify)"), "what it means was not read in a source"
