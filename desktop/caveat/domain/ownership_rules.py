"""Dated rules about companies that listed parties own, and how far each was checked."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from caveat.domain.rules import Rule, RuleKind, RulePeriod, RuleState, RuleStatement
from caveat.domain.shares import SMALLEST

__all__ = [
    "OwnershipPeriod",
    "OwnershipRule",
    "OwnershipTest",
    "RulePeriod",
    "RuleState",
    "RuleStatement",
    "Strictness",
]


@dataclass(frozen=True, slots=True)
class OwnershipTest:
    """How shares are counted.

    Attributes:
        threshold: Percent, above 0 and up to 100.
        strictly_more: Whether the threshold itself is not enough.
        aggregated: Whether the shares of all listed holders are added up; else each counts alone.
    """

    threshold: Decimal
    strictly_more: bool
    aggregated: bool

    @property
    def least(self) -> Decimal:
        """The least share that meets the test, in percent."""
        return self.threshold + SMALLEST if self.strictly_more else self.threshold

    def __str__(self) -> str:
        how_much = f"{self.threshold.normalize():f} %"
        return f"more than {how_much}" if self.strictly_more else f"{how_much} or more"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipPeriod(RulePeriod):
    """What holds of an ownership rule from one day to another.

    Attributes:
        test: What is counted; kept also where the rule is suspended, so that it can be calculated.
    """

    test: OwnershipTest

    @property
    def terms(self) -> OwnershipTest:
        """The test: one that stays in force may begin to count otherwise."""
        return self.test


@dataclass(frozen=True, slots=True)
class Strictness:
    """A step of "the most restrictive owner counts", the strictest first.

    Attributes:
        list_code: Of the list that carries the owner.
        requirement_has: Words that its licence requirement must hold, lower case; empty for any.
        text: What the step means.
    """

    list_code: str
    requirement_has: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnershipRule:
    """A rule of law, or of guidance, about companies that listed parties own.

    Attributes:
        id: Stable, such as ``us-ofac-50``.
        title: As shown.
        authority: Whose rule it is.
        lists: Codes of the lists whose parties count as owners.
        periods: In order of time, without overlap.
        statements: What it says. The chain method always has one.
        met, not_met, unclear: What follows for the officer where the test is met, is not met, or
            the unknown shares decide.
        control_questions: What else must be asked where control counts beside ownership; empty
            where it does not.
        strictest: In order; empty where the rule knows no most restrictive owner.
    """

    id: str
    title: str
    authority: str
    lists: tuple[str, ...]
    periods: tuple[OwnershipPeriod, ...]
    statements: tuple[RuleStatement, ...]
    met: str
    not_met: str
    unclear: str
    control_questions: tuple[str, ...] = ()
    strictest: tuple[Strictness, ...] = ()

    def on(self, day: date) -> OwnershipPeriod | None:
        """What holds of it on a day; None where nothing is known."""
        return next((period for period in self.periods if period.covers(day)), None)

    def test_on(self, day: date) -> OwnershipTest:
        """How shares are counted on a day; where nothing holds, as in the period nearest to it."""
        period = self.on(day)
        if period is None:
            begun = [each for each in self.periods if each.since <= day]
            period = begun[-1] if begun else self.periods[0]
        return period.test

    @property
    def to_verify(self) -> tuple[str, ...]:
        """What of the rule was not read in its source: what it is about, in order, once each."""
        return tuple(dict.fromkeys(each.about for each in self.statements if not each.verified))

    @property
    def as_rule(self) -> Rule:
        """The rule beside all others, without what only its calculation needs."""
        threshold = next(each for each in self.statements if each.about == "threshold")
        return Rule(
            id=self.id,
            title=self.title,
            authority=self.authority,
            kind=RuleKind.OWNERSHIP,
            lists=self.lists,
            periods=self.periods,
            statements=tuple(each for each in self.statements if each is not threshold),
            consequence=threshold,
        )
