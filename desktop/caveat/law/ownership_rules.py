"""Reads the dated ownership rules, strictly: a rule that is half understood is not used at all."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from caveat.domain.ownership_rules import (
    OwnershipRule,
    OwnershipTest,
    RulePeriod,
    RuleState,
    RuleStatement,
    Strictness,
)
from caveat.domain.sources import Mark, Source
from caveat.errors import EnvironmentProblemError, InputError
from caveat.law.entries import Entry, WrongEntryError
from caveat.resources import resource

FILE = "rules/ownership_rules.toml"
_VERSION = 1
_MARKS = {mark.value: mark for mark in (Mark.VERIFIED, Mark.SECONDARY, Mark.UNVERIFIED)}
_STATES = {
    state.value: state for state in (RuleState.IN_FORCE, RuleState.SUSPENDED, RuleState.NOT_YET)
}
_LIST_CODE = r"[A-Z]{2,3}-[A-Z0-9][A-Z0-9-]{0,23}"
_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
_MOST_BYTES = 1_000_000


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
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise EnvironmentProblemError(
            f"{path.name}: the rules could not be read ({error.strerror or error}). Nothing was "
            "changed. Check that the file is there and may be read."
        ) from error
    if len(data) > _MOST_BYTES:
        raise InputError(f"{path.name} is too large for a file of rules. Nothing was changed.")
    try:
        return _rules(Entry("", tomllib.loads(data.decode("utf-8"))))
    except (WrongEntryError, tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(
            f"{path.name}: {error}. None of its rules is used. Correct it, or put the file back "
            "that came with the program."
        ) from error


def _rules(top: Entry) -> tuple[OwnershipRule, ...]:
    if top.whole_number("version") != _VERSION:
        raise WrongEntryError(f"“version” is not {_VERSION}")
    sources = {key: _source(key, entry) for key, entry in top.table("sources").tables(_ID).items()}
    rules = tuple(_rule(entry, sources) for entry in top.array("rules"))
    top.nothing_else()
    ids = [rule.id for rule in rules]
    if len(set(ids)) < len(ids):
        raise WrongEntryError("two rules have one id")
    return rules


def _source(key: str, entry: Entry) -> Source:
    source = Source(
        key=key,
        title=entry.text("title"),
        publisher=entry.text("publisher", default=""),
        locator=entry.text("locator", default=""),
        date=entry.partial_date("date"),
        url=entry.text("url", default="", pattern=r"https://\S+"),
        mark=entry.one_of("mark", _MARKS),
    )
    entry.nothing_else()
    return source


def _rule(entry: Entry, sources: Mapping[str, Source]) -> OwnershipRule:
    rule = OwnershipRule(
        id=entry.text("id", pattern=_ID),
        title=entry.text("title"),
        authority=entry.text("authority"),
        lists=entry.texts("lists", pattern=_LIST_CODE),
        periods=_periods(entry, sources),
        statements=tuple(_statement(each, sources) for each in entry.array("statements")),
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


def _periods(entry: Entry, sources: Mapping[str, Source]) -> tuple[RulePeriod, ...]:
    found: list[RulePeriod] = []
    for each in entry.array("periods"):
        period = RulePeriod(
            state=each.one_of("state", _STATES),
            since=each.day("since"),
            until=each.day_or_none("until"),
            test=OwnershipTest(
                threshold=each.percentage("threshold"),
                strictly_more=each.flag("strictly_more"),
                aggregated=each.flag("aggregated"),
            ),
            source=each.one_of("source", sources),
            note=each.text("note", default=""),
        )
        each.nothing_else()
        if period.until is not None and period.until < period.since:
            raise each.wrong("ends before it begins")
        before = found[-1] if found else None
        if before is not None and (before.until is None or before.until >= period.since):
            raise each.wrong("begins before the one above it has ended")
        found.append(period)
    return tuple(found)


def _statement(entry: Entry, sources: Mapping[str, Source]) -> RuleStatement:
    statement = RuleStatement(
        about=entry.text("about"),
        text=entry.text("text"),
        source=entry.one_of("source", sources),
    )
    entry.nothing_else()
    return statement


def _strictness(entry: Entry) -> Strictness:
    step = Strictness(
        list_code=entry.text("list", pattern=_LIST_CODE),
        requirement_has=entry.text("requirement_has", default="").lower(),
        text=entry.text("text"),
    )
    entry.nothing_else()
    return step
