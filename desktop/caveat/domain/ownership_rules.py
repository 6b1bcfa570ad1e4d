"""Dated rules about companies that listed parties own, and how far each was checked."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from caveat.domain.shares import SMALLEST
from caveat.domain.sources import Mark, Source


class RuleState(StrEnum):
    """Whether a rule binds in some period."""

    IN_FORCE = "in force"
    SUSPENDED = "suspended"
    NOT_YET = "not yet in force"
    NOT_KNOWN = "not known"
    """The rule file says nothing about the day."""


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


@dataclass(frozen=True, slots=True)
class RulePeriod:
    """What holds of a rule from one day to another, both included.

    Attributes:
        since: Its first day.
        until: Its last day; None while no end is known.
        test: What is counted; kept also where the rule is suspended, so that it can be calculated.
        source: What says so, and how far that was checked.
        note: What the officer must know about it; empty for nothing.
    """

    state: RuleState
    since: date
    until: date | None
    test: OwnershipTest
    source: Source
    note: str = ""

    @property
    def verified(self) -> bool:
        """Whether state and dates were read in the source."""
        return self.source.mark in _CHECKED


_CHECKED = frozenset({Mark.PUBLISHED, Mark.VERIFIED})


@dataclass(frozen=True, slots=True)
class RuleStatement:
    """One thing that a rule says, in plain words, with its source.

    Attributes:
        about: ``threshold``, ``aggregation``, ``chain``, ``control``, ``scope`` or ``exception``.
        text: One or two sentences.
    """

    about: str
    text: str
    source: Source

    @property
    def verified(self) -> bool:
        """Whether it was read in the source."""
        return self.source.mark in _CHECKED


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
    periods: tuple[RulePeriod, ...]
    statements: tuple[RuleStatement, ...]
    met: str
    not_met: str
    unclear: str
    control_questions: tuple[str, ...] = ()
    strictest: tuple[Strictness, ...] = ()

    def on(self, day: date) -> RulePeriod | None:
        """What holds of it on a day; None where nothing is known."""
        for period in self.periods:
            if period.since <= day and (period.until is None or day <= period.until):
                return period
        return None

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
