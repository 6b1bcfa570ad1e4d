"""Reads the officer's own file of rules and puts it over the rules that came with the program."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from caveat.domain.consequences import Card
from caveat.domain.ownership_rules import OwnershipRule
from caveat.domain.rules import RedFlag, Rule, RulePeriod, RuleStatement
from caveat.law.cards import in_order, read_cards
from caveat.law.entries import Entry, WrongEntryError
from caveat.law.ownership_rules import period_with
from caveat.law.parts import (
    ID,
    Sources,
    plain_period,
    read_periods,
    read_statement,
    strictly,
    top_of,
)
from caveat.law.red_flags import read_flags
from caveat.law.rules import read_rules

T = TypeVar("T")
Period = TypeVar("Period", bound=RulePeriod)


@dataclass(frozen=True, slots=True)
class Correction:
    """What of one rule is otherwise than the program says.

    Attributes:
        periods: On the days that they cover they take the place of what the program says.
        statements: They take the place of those about the same.
        consequence: Likewise; None to keep it.
    """

    rule: str
    periods: tuple[RulePeriod, ...]
    statements: tuple[RuleStatement, ...]
    consequence: RuleStatement | None


@dataclass(frozen=True, slots=True)
class OwnFile:
    """What the officer's file says."""

    corrections: tuple[Correction, ...]
    rules: tuple[Rule, ...]
    cards: tuple[Card, ...]
    red_flags: tuple[RedFlag, ...]

    @property
    def ids(self) -> frozenset[str]:
        """What it corrects or adds."""
        return frozenset(
            (
                *(each.rule for each in self.corrections),
                *(each.id for each in self.rules),
                *(each.list_code for each in self.cards),
                *(each.id for each in self.red_flags),
            )
        )


def own_file_of(text: str, name: str) -> OwnFile:
    """Read the text of the officer's file.

    Raises:
        InputError: Any of its entries is missing, unknown or wrong, or it says nothing; the
            message names the entry.
    """
    with strictly(name):
        top, sources = top_of(text)
        own = OwnFile(
            corrections=tuple(
                _correction(entry, sources) for entry in top.array("corrections", required=False)
            ),
            rules=read_rules(top, sources, required=False),
            cards=read_cards(top, sources, None, whole=False),
            red_flags=read_flags(top, sources, (), required=False),
        )
        top.nothing_else()
        corrected = [each.rule for each in own.corrections]
        if len(set(corrected)) < len(corrected):
            raise WrongEntryError("two corrections are of one rule")
        if not own.ids:
            raise WrongEntryError("it corrects and adds nothing")
        return own


def _correction(entry: Entry, sources: Sources) -> Correction:
    found = Correction(
        rule=entry.text("rule", pattern=ID),
        periods=read_periods(entry, sources, plain_period) if entry.has("periods") else (),
        statements=tuple(
            read_statement(each, sources) for each in entry.array("statements", required=False)
        ),
        consequence=(
            read_statement(entry.table("consequence"), sources, "consequence")
            if entry.has("consequence")
            else None
        ),
    )
    entry.nothing_else()
    if not (found.periods or found.statements or found.consequence):
        raise entry.wrong("corrects nothing")
    return found


def corrected_ownership(rules: Sequence[OwnershipRule], own: OwnFile) -> tuple[OwnershipRule, ...]:
    """Ownership rules with their corrections. How shares are counted stays as on the day."""
    wanted = {each.rule: each for each in own.corrections}
    return tuple(
        _corrected_ownership(rule, wanted[rule.id]) if rule.id in wanted else rule for rule in rules
    )


def _corrected_ownership(rule: OwnershipRule, wanted: Correction) -> OwnershipRule:
    if wanted.consequence:
        raise WrongEntryError(f"the consequence of {rule.id} cannot be corrected, only its periods")
    periods = [period_with(each, rule.test_on(each.since)) for each in wanted.periods]
    return replace(
        rule,
        periods=laid_over(rule.periods, periods),
        statements=_in_place(rule.statements, wanted.statements),
    )


def corrected_rules(rules: Sequence[Rule], own: OwnFile) -> tuple[Rule, ...]:
    """Rules with the officer's corrections, those that were added last."""
    wanted = {each.rule: each for each in own.corrections}
    found = _by_id(rules, own.rules, lambda rule: rule.id)
    return tuple(
        replace(
            rule,
            periods=laid_over(rule.periods, wanted[rule.id].periods),
            statements=_in_place(rule.statements, wanted[rule.id].statements),
            consequence=wanted[rule.id].consequence or rule.consequence,
        )
        if rule.id in wanted
        else rule
        for rule in found
    )


def corrected_flags(flags: Sequence[RedFlag], own: OwnFile) -> tuple[RedFlag, ...]:
    """Red flags with the officer's in the place of those with the same number."""
    return _by_id(flags, own.red_flags, lambda flag: flag.id)


def corrected_cards(cards: Sequence[Card], own: OwnFile) -> tuple[Card, ...]:
    """Cards in which the officer's answers take the place of those to the same questions."""
    known = {card.list_code: card for card in cards}
    for card in own.cards:
        before = known.get(card.list_code)
        if before is None:
            known[card.list_code] = card
            continue
        statements = in_order(_in_place(before.statements, card.statements))
        brief = card.brief or before.brief
        if card.about("in short") and not card.brief:
            brief = None  # the program's few words would contradict the officer's sentence
        known[card.list_code] = replace(before, statements=statements, brief=brief)
    return tuple(known.values())


def _by_id(first: Iterable[T], then: Iterable[T], key: Callable[[T], str]) -> tuple[T, ...]:
    found = {key(each): each for each in first}
    found |= {key(each): each for each in then}
    return tuple(found.values())


def _in_place(
    before: Sequence[RuleStatement], after: Sequence[RuleStatement]
) -> tuple[RuleStatement, ...]:
    said = {each.about for each in after}
    return (*(each for each in before if each.about not in said), *after)


def laid_over(before: Sequence[Period], over: Sequence[Period]) -> tuple[Period, ...]:
    """Periods of which the days that others cover are left to those."""
    left = list(before)
    for new in over:
        left = [piece for old in left for piece in _without(old, new)]
    return tuple(sorted((*left, *over), key=lambda each: each.since))


def _without(old: Period, new: Period) -> list[Period]:
    """What of a period lies before another, and after it."""
    pieces = []
    if old.since < new.since:
        end = new.since - timedelta(days=1)
        pieces.append(replace(old, until=end if old.until is None else min(old.until, end)))
    if new.until is not None and (old.until is None or old.until > new.until):
        begin = new.until + timedelta(days=1)
        later = begin > old.since
        pieces.append(
            replace(
                old,
                since=max(old.since, begin),
                began_earlier=old.began_earlier and not later,
            )
        )
    return pieces
