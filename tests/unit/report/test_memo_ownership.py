"""The part of a memo that says who owns the supplier."""

from dataclasses import replace
from datetime import date

from caveat.domain.consequences import Consequences
from caveat.domain.memo import MemoContent
from caveat.domain.ownership_view import KnownOwnership, ListGap
from caveat.law.book import built_in_files, rule_book
from owned import DAY, holds, known, listed, viewed

CHAIN = (
    holds("Top", "Mid", 60, since="2021"),
    holds("Mid", "Low", 25, 35, stated="about 30"),
    holds("Green", "Low", 50),
    holds("Low", "Daughter", 80),
)
VIEW = viewed("Low", CHAIN, listed("Top", on="US-EL"), about="the supplier screened")
BOOK = rule_book(built_in_files(), "0123456789abcdef" * 4)


def with_ownership(content: MemoContent, ownership: KnownOwnership) -> MemoContent:
    return replace(content, ownership=ownership)


def test_rules_stand_side_by_side_with_share_chain_question_and_mark(samples, read_memo):
    memo = read_memo(with_ownership(samples.content(), known(VIEW)))
    assert "Ownership" in [title for _, title in memo.toc]
    for text in (
        "Low (the supplier screened)",
        "BIS Affiliates Rule (50 percent): Listed parties hold between 25 and 50 % of Low as",
        "the unknown 25 % could tip it. (verify)",
        "Top [Entity List] 60 % → Mid 25 to 35 % → Low",
        "ask how much Mid holds (stated as “about 30”)",
        "Of Low it is not known who has 25 %.",
        "Counts for BIS Affiliates Rule (50 percent)",
        "Open: the unknown decides (verify)",
        "What Low holds itself",
        "80 %",
        "Entity List (US-EL), since 2019-06-24",
        "Ask on control",
    ):
        assert memo.has(text), text


def test_the_first_page_says_that_listed_parties_own_it_or_may(samples, read_memo):
    met = viewed("Low", [holds("Top", "Low", 60)], listed("Top", on="US-EL"))
    first = " ".join(read_memo(with_ownership(samples.content(), known(met))).pages[0].split())
    assert "Ownership, BIS Affiliates Rule (50 percent): Listed parties hold at least 60 %" in first
    assert "(verify) See “Ownership”." in first
    first = " ".join(read_memo(with_ownership(samples.content(), known(VIEW))).pages[0].split())
    assert "Ownership of Low: what is not known could tip a rule. See “Ownership”." in first
    nobody = viewed("Nobody Ltd", [], {}, about="the supplier screened")
    assert not read_memo(with_ownership(samples.content(), known(nobody))).has("See “Ownership”.")


def test_every_holding_names_its_source_and_that_it_must_be_verified(samples, read_memo):
    memo = read_memo(with_ownership(samples.content(hits=()), known(VIEW)))
    assert memo.has("Register of companies (typed in by you, stated as “about 30”) (verify) [1]")
    assert memo.has("[1] Register of companies (verify: read only in a summary of the source)")
    assert memo.has("[2] The list Its publisher, list.csv, row 8, 2026-07-09")


def test_it_is_said_as_of_when_relations_count(samples, read_memo):
    memo = read_memo(with_ownership(samples.content(), known(VIEW)))
    assert memo.has("known here on 2026-11-30 09:14:05 UTC, when this memo was made; applied to")
    then = replace(known(VIEW), as_of=date(2026, 11, 22))
    memo = read_memo(with_ownership(samples.content(), then))
    assert memo.has("not read in a source is marked “verify” and is not stated as law.")
    assert memo.has("as known here by the end of 2026-11-22 (UTC), the day of the search; applied")
    assert memo.has(
        "Who is listed is told by Entity List (US-EL) of 2026-07-09, SDN List (US-SDN) of unknown "
        "date."
    )


def test_lists_that_are_not_there_are_told_and_their_rules_not_counted(samples, read_memo):
    gaps = (ListGap("EU-FSF", starter=False), ListGap("US-EL", starter=True))
    memo = read_memo(with_ownership(samples.content(), known(VIEW, gaps=gaps)))
    assert memo.has("Not counted: EU financial sanctions list (EU-FSF) not loaded")
    assert memo.has("Not loaded here: EU financial sanctions list (EU-FSF).")
    assert memo.has("Counted of Entity List (US-EL) only with the starter set.")
    assert memo.has("Whether a party on it holds Low cannot be told")


def test_of_a_company_without_a_known_holding_only_that_is_said(samples, read_memo):
    nobody = viewed("Nobody Ltd", [], {}, about="the supplier screened")
    memo = read_memo(with_ownership(samples.content(), known(nobody, notes=("Hit 1: gone.",))))
    assert memo.has("No holding in Nobody Ltd or of it was known here: ask who owns it.")
    assert memo.has("– Hit 1: gone.")
    assert not memo.has("What each rule says of it")


def test_what_a_rule_says_is_printed_once_in_a_memo(samples, read_memo):
    twice = known(VIEW, replace(VIEW, about=("hit 1, true match",)))
    statement = "Shares are not multiplied along a chain"
    memo = read_memo(with_ownership(samples.content(), twice))
    assert memo.flat.count(statement) == 1
    law = Consequences(DAY, replace(BOOK, cards=()), ())
    printed = replace(law, hits=())
    memo = read_memo(replace(with_ownership(samples.content(), twice), consequences=printed))
    assert memo.flat.count(statement) == 1
    assert memo.has("Edition of the rules: 0123456789abcdef.")


def test_without_anybody_asked_about_there_is_no_such_part(samples, read_memo):
    memo = read_memo(with_ownership(samples.content(), known()))
    assert "Ownership" not in [title for _, title in memo.toc]
