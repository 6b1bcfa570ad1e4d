"""Reads the dated ownership rules, strictly: a rule that is half understood is not used at all."""

from functools import cache
from pathlib import Path

from caveat.domain.ownership_rules import (
    OwnershipPeriod,
    OwnershipRule,
    OwnershipTest,
    Strictness,
)
from caveat.domain.rules import RulePeriod
from caveat.law.entries import Entry, WrongEntryError
from caveat.law.parts import (
    ID,
    LIST_CODE,
    Sources,
    read_periods,
    read_statement,
    read_text,
    strictly,
    top_of,
)
from caveat.resources import resource

FILE = "rules/ownership_rules.toml"


@cache
def ownership_rules() -> tuple[OwnershipRule, ...]:
    """The rules that the program brings along, in their order."""
    return read_ownership_rules(resource(FILE))


def read_ownership_rules(path: Path) -> tuple[OwnershipRule, ...]:
    """Read a file of ownership rules.

    Raises:
        InputError: It is no such file, or any of its entries is missing, unknown or wrong; the
            message names the entry. Nothing of the file is used.
        EnvironmentProblemError: It cannot be read.
    """
    return ownership_rules_of(read_text(path), path.name)


def ownership_rules_of(text: str, name: str) -> tuple[OwnershipRule, ...]:
    """Read the text of such a file; see `read_ownership_rules`."""
    with strictly(name):
        top, sources = top_of(text)
        rules = tuple(_rule(entry, sources) for entry in top.array("rules"))
        top.nothing_else()
        ids = [rule.id for rule in rules]
        if len(set(ids)) < len(ids):
            raise WrongEntryError("two rules have one id")
        return rules


def _rule(entry: Entry, sources: Sources) -> OwnershipRule:
    rule = OwnershipRule(
        id=entry.text("id", pattern=ID),
        title=entry.text("title"),
        authority=entry.text("authority"),
        lists=entry.texts("lists", pattern=LIST_CODE),
        periods=read_periods(entry, sources, _period),
        statements=tuple(read_statement(each, sources) for each in entry.array("statements")),
        met=entry.text("met"),
        not_met=entry.text("not_met"),
        unclear=entry.text("unclear"),
        control_questions=entry.texts("control_questions", required=False),
        strictest=tuple(_strictness(each) for each in entry.array("strictest", required=False)),
    )
    entry.nothing_else()
    about = {statement.about for statement in rule.statements}
    if missing := {"threshold", "aggregation", "chain"} - about:
        raise entry.wrong(f"has no statement about {', '.join(sorted(missing))}")
    if foreign := {step.list_code for step in rule.strictest} - set(rule.lists):
        raise entry.wrong(
            f"orders owners of other lists than its own: {', '.join(sorted(foreign))}"
        )
    return rule


def _period(entry: Entry, plain: RulePeriod) -> OwnershipPeriod:
    return period_with(
        plain,
        OwnershipTest(
            threshold=entry.percentage("threshold"),
            strictly_more=entry.flag("strictly_more"),
            aggregated=entry.flag("aggregated"),
        ),
    )


def period_with(plain: RulePeriod, test: OwnershipTest) -> OwnershipPeriod:
    """A period in which shares are counted by a test."""
    return OwnershipPeriod(
        state=plain.state,
        since=plain.since,
        until=plain.until,
        source=plain.source,
        note=plain.note,
        began_earlier=plain.began_earlier,
        test=test,
    )


def _strictness(entry: Entry) -> Strictness:
    step = Strictness(
        list_code=entry.text("list", pattern=LIST_CODE),
        requirement_has=entry.text("requirement_has", default="").lower(),
        text=entry.text("text"),
    )
    entry.nothing_else()
    return step
