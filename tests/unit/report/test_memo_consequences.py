"""The part of a memo that says what the lists mean."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

from caveat.domain.consequences import Consequences, HitConsequences, OwnRules, RuleBook
from caveat.domain.memo import MemoContent
from caveat.law.book import built_in_files, rule_book
from own_rules import OWN_RULES

DAY = date(2025, 10, 15)
BOOK = rule_book(built_in_files(), "0123456789abcdef" * 4)


def with_consequences(content: MemoContent, book: RuleBook = BOOK) -> MemoContent:
    hits = tuple(
        HitConsequences(
            item.hit.hit,
            item.hit.party.id,
            item.hit.party.list_code,
            book.card(item.hit.party.list_code),
            tuple(
                (rule, on)
                for rule, on in book.rules_on(DAY)
                if rule.concerns(item.hit.party.list_code, (4,), is_address=False)
            ),
        )
        for item in content.hits
    )
    return replace(content, consequences=Consequences(DAY, book, hits))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_each_card_stands_once_and_every_statement_has_a_source_that_is_named(samples, read_memo):
    content = with_consequences(samples.content(hits=(samples.hit(1), samples.hit(2))))
    text = flat("\n".join(read_memo(content).pages))
    card = BOOK.card("US-EL")
    assert card is not None
    part = text.split("What the lists mean What was not read", 1)[1]
    named = set(re.findall(r"\[(\d+)\] ", part.split(" Sources ", 1)[1]))
    for statement in card.statements:
        flag = "" if statement.verified else r" \(verify\)"
        found = re.findall(rf"{re.escape(statement.text)}{flag} \[(\d+)\]", text)
        assert len(found) == 1, statement.text
        assert found[0] in named


def test_what_was_not_read_is_never_printed_without_verify(samples, read_memo):
    text = flat("\n".join(read_memo(with_consequences(samples.content())).pages))
    rules = [each for rule in BOOK.rules for each in (rule.consequence, *rule.statements)]
    shown = [each for each in rules if each.text in text]
    assert any(not each.verified for each in shown)
    for each in shown:
        assert (f"{each.text} (verify)" in text) is not each.verified


def test_a_hit_says_which_rules_apply_on_the_day_and_what_flips_next(samples, read_memo):
    text = flat("\n".join(read_memo(with_consequences(samples.content())).pages))
    assert "What applies on 2025-10-15 See Entity List (US-EL) under “What the lists mean”." in text
    assert text.count("in force since 2025-09-29 until 2025-11-09") == 2
    assert text.count("on 2025-11-10: in force → suspended") == 2
    assert "Edition of the rules: 0123456789abcdef." in text


def test_a_list_without_a_card_says_so(samples, read_memo):
    bare = replace(BOOK, cards=())
    text = flat("\n".join(read_memo(with_consequences(samples.content(), bare)).pages))
    assert text.count("Nothing is written down about this list: ask who keeps it.") == 2


def test_own_rules_and_warnings_are_told(samples, read_memo):
    own = OwnRules("Ada", datetime(2026, 11, 12, tzinfo=UTC), "a notice", frozenset())
    book = rule_book(built_in_files(), "f" * 64, OWN_RULES, own)
    warned = replace(book, warnings=("The rules that Bo gave cannot be used.",))
    text = flat("\n".join(read_memo(with_consequences(samples.content(), warned)).pages))
    assert "corrections or additions by Ada of 2026-11-12 (a notice): US-EL, flag-101" in text
    assert "The rules that Bo gave cannot be used." in text
    assert "Tell the export office on the same day." in text


def test_without_hits_there_is_no_such_part(samples, read_memo):
    content = with_consequences(samples.content(hits=()))
    assert "What the lists mean" not in "\n".join(read_memo(content).pages)
