"""The words for the state of a rule, the same on a terminal, in the window and in a memo."""

from caveat.domain.consequences import ListMeaning, RuleBook
from caveat.domain.list_names import list_name
from caveat.domain.rules import Flip, Rule, RuleOn, RulePeriod, RuleState, RuleStatement
from caveat.domain.sources import Source

VERIFY = "verify"
"""Stands beside whatever was not read in its source."""
_NOT_WRITTEN = "not written down here: ask who keeps the list"


def with_verify(text: str, *, verified: bool) -> str:
    """A text, with what must stand beside it where it was not read in its source."""
    return text if verified else f"{text} ({VERIFY})"


def statement_words(statement: RuleStatement) -> str:
    """A statement as it may be shown."""
    return with_verify(statement.text, verified=statement.verified)


def state_words(on: RuleOn) -> str:
    """The state of a rule on a day: ``in force since 2025-09-29 until 2025-11-09``."""
    period = on.period
    if period is None:
        return with_verify(f"not known for {on.day}", verified=False)
    since = ""
    if on.state is not RuleState.NOT_YET:  # what is not yet in force did not begin to be so
        since = f", {begin_words(period)} on" if period.began_earlier else f" since {period.since}"
    until = f" until {period.until}" if period.until else ""
    return with_verify(f"{on.state}{since}{until}", verified=on.verified)


def begin_words(period: RulePeriod) -> str:
    """The first day of a period; where that is not known, from when on it is told of here.

    Nobody need have looked on that day: for a source that has no date of its own it is chosen.
    """
    return f"told here from {period.since}" if period.began_earlier else str(period.since)


def flip_words(flip: Flip | None) -> str:
    """What changes next: ``on 2025-11-10: in force → suspended``; that nothing is known else."""
    if flip is None:
        return "no change known"
    if flip.before is RuleState.NOT_KNOWN:
        return with_verify(f"known here from {flip.on}: {flip.after}", verified=flip.verified)
    if flip.after is RuleState.NOT_KNOWN:
        return with_verify(f"nothing is known here from {flip.on}", verified=False)
    if flip.after is flip.before:
        return with_verify(
            f"on {flip.on}: still {flip.after}, on other terms", verified=flip.verified
        )
    return with_verify(f"on {flip.on}: {flip.before} → {flip.after}", verified=flip.verified)


def consequence_words(rule: Rule, on: RuleOn) -> str:
    """What follows of a rule on a day; what would follow where it does not bind."""
    return consequence_lead(on) + statement_words(rule.consequence)


def consequence_lead(on: RuleOn) -> str:
    """What must stand before a consequence where the rule does not bind, or nobody knows."""
    if on.state is RuleState.IN_FORCE:
        return ""
    return "If it is in force: " if on.state is RuleState.NOT_KNOWN else "Were it in force: "


def source_words(source: Source) -> str:
    """A source on one line."""
    return ", ".join(
        text for text in (source.title, source.publisher, source.locator, source.date) if text
    )


def list_meaning(book: RuleBook, list_code: str) -> ListMeaning:
    """What a hit on a list means, in a few words and in a sentence."""
    card = book.card(list_code)
    said = card.about("in short") if card else ()
    in_short = " ".join(map(statement_words, said)) or _NOT_WRITTEN
    if card and card.brief:
        return ListMeaning(list_code, card.brief.text, card.brief.verified, in_short)
    brief = " ".join(each.text for each in said) or _NOT_WRITTEN
    return ListMeaning(list_code, brief, all(each.verified for each in said), in_short)


def meaning_words(meaning: ListMeaning) -> str:
    """On one line: ``SDN List (US-SDN): blocked property (verify)``."""
    return (
        f"{list_name(meaning.list_code)}: {with_verify(meaning.brief, verified=meaning.verified)}"
    )


def rule_line(rule: Rule, on: RuleOn) -> str:
    """A rule with its state on a day, for a cell of a table."""
    return f"{rule.title}: {state_words(on)}"
