"""The sentences of an ownership answer: what a test came to, and what must be known to read it."""

from datetime import date
from decimal import Decimal

from caveat.domain.ownership import Outcome
from caveat.domain.ownership_rules import OwnershipRule, OwnershipTest, RulePeriod, RuleState
from caveat.domain.relations import PartyRef
from caveat.domain.rule_words import statement_words
from caveat.domain.shares import Interval, at_least, at_most, percent


def sentence(
    company: PartyRef,
    outcome: Outcome,
    counted: Interval,
    test: OwnershipTest,
    *,
    not_named: Decimal,
    question: str,
) -> str:
    """The outcome of a test in plain words. It never says that a company is free of owners.

    Args:
        company: Whom it is about.
        outcome: Of the test.
        counted: In percent.
        test: What was asked for.
        not_named: Percent of the company that no named holder is known to have.
        question: The first question to ask, a whole sentence; empty for none.
    """
    low, high = percent(counted.low), percent(counted.high)
    who = "Listed parties hold" if test.aggregated else "One listed party holds"
    if outcome is Outcome.NO_HOLDERS:
        stop = "" if str(company).endswith(".") else "."  # "Co., Ltd." brings its own
        return f"Nothing is known about who holds {company}{stop} {question}"
    if outcome is Outcome.UNCLEAR:
        alone = counted.high - counted.low == not_named
        amount = percent(not_named)
        what = f"the unknown {amount}" if alone and amount[0].isdigit() else "what is not known"
        return (
            f"{who} between {low.removesuffix(' %')} and {high} of {company} as this rule counts: "
            f"{what} could tip it. {question}"
        ).rstrip()
    bound = at_least(counted.low) if outcome is Outcome.MET else at_most(counted.high)
    how_much = low if counted.known else bound
    said = f"{who} {how_much} of {company} as this rule counts; it asks for {test}."
    if outcome is Outcome.NOT_MET:
        return f"As far as is known, {said[0].lower()}{said[1:]}"
    return said


def notes(
    rule: OwnershipRule,
    period: RulePeriod | None,
    test: OwnershipTest,
    day: date,
    *,
    has_share: bool,
) -> list[str]:
    """What must be known of the rule to read its figures.

    ``has_share``: whether a listed party is known to have anything of the company.
    """
    said = []
    if period is None:
        said.append(
            f"Nothing is known here about whether this rule held on {day}: the figures show what "
            "it would come to. Verify."
        )
    elif period.state is not RuleState.IN_FORCE:
        said.append(
            f"On {day} this rule is {period.state} ({period.source.title}): the figures show what "
            "it would come to."
        )
    if period is not None and not period.verified:
        said.append(f"That it is {period.state} on {day} was not verified. Verify.")
    if period is not None and period.note:
        said.append(period.note)
    said.extend(
        statement_words(each)
        for each in rule.statements
        if each.about == "scope" or (each.about == "caution" and has_share)
    )
    if rule.to_verify:
        said.append(f"Our reading, verify: {', '.join(rule.to_verify)}.")
    if not test.aggregated:
        said.append("Each listed party is counted alone; the figures are those of the largest.")
    return said


def consequence(rule: OwnershipRule, period: RulePeriod | None, outcome: Outcome) -> str:
    """What follows, as the rule file says."""
    text = {
        Outcome.MET: rule.met,
        Outcome.NOT_MET: rule.not_met,
        Outcome.UNCLEAR: rule.unclear,
        Outcome.NO_HOLDERS: rule.unclear,
    }[outcome]
    if period is None or period.state is not RuleState.IN_FORCE:
        return f"Were the rule in force: {text}"
    return text
