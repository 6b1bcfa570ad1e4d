"""Reads the red flags of Supplement No. 3 to 15 CFR part 732."""

from collections.abc import Iterable, Mapping

from caveat.domain.rules import RedFlag, Rule, RulePeriod, RuleStatement
from caveat.law.entries import Entry, WrongEntryError
from caveat.law.parts import (
    ID,
    Sources,
    plain_period,
    read_periods,
    read_statement,
    strictly,
    top_of,
)


def red_flags_of(text: str, name: str) -> tuple[RedFlag, ...]:
    """Read the text of a file of red flags.

    A flag that shares the periods of a rule gets them from `with_periods_of`.

    Raises:
        InputError: Any of its entries is missing, unknown or wrong; the message names the entry.
    """
    with strictly(name):
        top, sources = top_of(text)
        periods = read_periods(top, sources, plain_period)
        flags = read_flags(top, sources, periods)
        top.nothing_else()
        return flags


def read_flags(
    top: Entry, sources: Sources, periods: tuple[RulePeriod, ...], *, required: bool = True
) -> tuple[RedFlag, ...]:
    """The flags of a file, each number once; ``periods`` are those of flags that name none."""
    flags = tuple(
        _flag(entry, sources, periods) for entry in top.array("red_flags", required=required)
    )
    numbers = [flag.number for flag in flags]
    if len(set(numbers)) < len(numbers):
        raise WrongEntryError("two red flags have one number")
    return flags


def _flag(entry: Entry, sources: Sources, periods: tuple[RulePeriod, ...]) -> RedFlag:
    number = entry.whole_number("number")
    with_rule = entry.text("with", default="", pattern=ID)
    if entry.has("periods"):
        periods = read_periods(entry, sources, plain_period)
    flag = RedFlag(
        number=number,
        statement=RuleStatement(
            f"red flag {number}", entry.text("text"), entry.one_of("source", sources)
        ),
        periods=() if with_rule else periods,
        with_rule=with_rule,
        note=read_statement(entry.table("note"), sources, "note") if entry.has("note") else None,
    )
    entry.nothing_else()
    if number < 1:
        raise entry.wrong("has a “number” below 1")
    if not flag.periods and not with_rule:
        raise entry.wrong("has no “periods”")
    return flag


def with_periods_of(flags: Iterable[RedFlag], rules: Mapping[str, Rule]) -> tuple[RedFlag, ...]:
    """Flags that came with a rule get its periods, so that a correction of it reaches them.

    Raises:
        WrongEntryError: There is no such rule.
    """
    return tuple(_with_rule(flag, rules) for flag in flags)


def _with_rule(flag: RedFlag, rules: Mapping[str, Rule]) -> RedFlag:
    if not flag.with_rule:
        return flag
    if flag.with_rule not in rules:
        raise WrongEntryError(f"red flag {flag.number} goes with no known rule: {flag.with_rule}")
    return RedFlag(
        flag.number, flag.statement, rules[flag.with_rule].periods, flag.with_rule, flag.note
    )
