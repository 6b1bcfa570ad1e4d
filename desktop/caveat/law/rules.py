"""Reads the rules about what a hit means: footnotes, end users, addresses, record keeping."""

from caveat.domain.rules import Rule, RuleKind
from caveat.law.entries import Entry, WrongEntryError
from caveat.law.parts import (
    ID,
    LIST_CODE,
    Sources,
    plain_period,
    read_periods,
    read_statement,
    strictly,
    top_of,
)

_KINDS = {kind.value: kind for kind in RuleKind if kind is not RuleKind.OWNERSHIP}


def rules_of(text: str, name: str) -> tuple[Rule, ...]:
    """Read the text of a file of rules.

    Raises:
        InputError: Any of its entries is missing, unknown or wrong; the message names the entry.
    """
    with strictly(name):
        top, sources = top_of(text)
        rules = read_rules(top, sources)
        top.nothing_else()
        return rules


def read_rules(top: Entry, sources: Sources, *, required: bool = True) -> tuple[Rule, ...]:
    """The rules of a file, in their order, each id once."""
    rules = tuple(_rule(entry, sources) for entry in top.array("rules", required=required))
    ids = [rule.id for rule in rules]
    if len(set(ids)) < len(ids):
        raise WrongEntryError("two rules have one id")
    return rules


def _rule(entry: Entry, sources: Sources) -> Rule:
    kind = entry.one_of("kind", _KINDS)
    rule = Rule(
        id=entry.text("id", pattern=ID),
        title=entry.text("title"),
        authority=entry.text("authority"),
        kind=kind,
        lists=entry.texts("lists", pattern=LIST_CODE),
        periods=read_periods(entry, sources, plain_period),
        statements=tuple(
            read_statement(each, sources) for each in entry.array("statements", required=False)
        ),
        consequence=read_statement(entry.table("consequence"), sources, "consequence"),
        footnotes=entry.whole_numbers("footnotes"),
        addresses_only=entry.flag("addresses_only") if entry.has("addresses_only") else False,
        years=entry.whole_number("years") if kind is RuleKind.RECORDS else 0,
    )
    entry.nothing_else()
    if kind is RuleKind.RECORDS and rule.years < 1:
        raise entry.wrong("has “years” below 1")
    return rule
