"""Ownership of a company on a day: what a calculation under a dated rule found.

A figure here is always what the data at hand leave possible, from the least to the most, and a
rule always comes with its dates, its sources and how far they were checked. Nothing here is advice
on what the law is.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from caveat.domain.ownership_rules import (
    OwnershipRule,
    OwnershipTest,
    RulePeriod,
    RuleState,
    Strictness,
)
from caveat.domain.relations import PartyRef, Tie
from caveat.domain.shares import Interval


@dataclass(frozen=True, slots=True)
class Listing:
    """That a party is on a list on the day asked about.

    Attributes:
        list_code: Such as ``US-SDN``.
        requirement: The list's licence requirement, verbatim; empty where it has none.
    """

    list_code: str
    requirement: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """That a party bears a name like that of a listed one, and may be it. It is not counted.

    Attributes:
        listed: The listed party.
        list_code: Of its list.
        score: Of the names, from 0 to 100.
    """

    listed: PartyRef
    list_code: str
    score: float


@dataclass(frozen=True, slots=True)
class Holding:
    """What one party holds of another on a day.

    Attributes:
        share: What all statements about it leave possible on that day.
        ties: The statements that count, the newest first.
        note: What was decided between them; empty for nothing.
    """

    holder: PartyRef
    company: PartyRef
    share: Interval
    ties: tuple[Tie, ...]
    note: str = ""


class Standing(StrEnum):
    """How a holder counts under a rule."""

    LISTED = "listed"
    CERTAIN = "passes its whole stake on"
    POSSIBLE = "may pass its whole stake on"
    DOES_NOT = "does not pass its stake on"
    NOT_LOOKED_INTO = "not all who hold it are known"
    """It is not listed, nor is any holder of it known to be: counted as not passing on."""


@dataclass(frozen=True, slots=True)
class CountedHolding:
    """A holding, how its holder counts, and what that adds to the company's sum.

    ``counts`` is all of the least share where the holder is listed or passes on, nothing where it
    does not, and an interval where it may.
    """

    holding: Holding
    standing: Standing
    counts: Interval


@dataclass(frozen=True, slots=True)
class CompanyTrace:
    """How one company of the chain comes to its sum.

    Attributes:
        counted: The share of listed holders that counts, in percent.
        not_named: Percent that no named holder is known to have.
        holdings: Those that count first, the larger before the smaller.
        further_holdings: How many were left out.
    """

    company: PartyRef
    standing: Standing
    counted: Interval
    not_named: Decimal
    holdings: tuple[CountedHolding, ...]
    further_holdings: int = 0


@dataclass(frozen=True, slots=True)
class Route:
    """A chain of holdings from a listed party down to the company asked about.

    Attributes:
        parties: The listed one first, the company last.
        shares: Of each in the next.
        product: All of them multiplied.
        passes_on: Whether every company between is certain to pass its whole stake on.
    """

    parties: tuple[PartyRef, ...]
    shares: tuple[Interval, ...]
    product: Interval
    passes_on: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What the officer can ask, and what the answer could change.

    Attributes:
        company: Whose holders are in question.
        unknown: Percent of that company which is not known.
        text: The question, a whole sentence.
        alone: Whether this unknown alone could meet the test for the company asked about.
    """

    company: PartyRef
    unknown: Decimal
    text: str
    alone: bool


class Outcome(StrEnum):
    """What a test comes to."""

    MET = "met"
    NOT_MET = "not met"
    """As far as is known: who stands behind the last known holders nobody knows."""
    UNCLEAR = "unclear"
    """The unknown shares decide."""
    NO_HOLDERS = "no holders known"
    """Nothing is known about who holds the company."""


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """What one rule comes to for one company on one day.

    Attributes:
        rule: With its sources and marks.
        period: What holds of it on the day; None where the rule file says nothing of that day.
        test: What was counted. It is counted in every state of the rule.
        outcome: Of the test, whatever the state of the rule.
        counted: Under the rule: a holder at the threshold passes its whole stake on.
        multiplied: Of the same listed parties by plain multiplication along every chain. It is
            the economic interest and no test of this rule.
        exact: Whether the multiplication came to rest. If not, ``multiplied`` is right but wider
            than it had to be.
        owners: Listed parties whose holdings count for certain, with their listings.
        strictest: The owner whose requirement is the most restrictive, and the step that says so.
        traces: The company asked about first, then those whose standing it rests on;
            ``further_traces`` counts those left out.
        routes: The largest chains; ``further_routes`` says whether there are more.
        questions: What matters most first; ``further_questions`` counts those left out.
        not_looked_into: Holders of which no holder is known, counted as not passing on; the
            nearest first, up to a thousand.
        sentence: The outcome in plain words.
        consequence: What follows, as the rule file says for this outcome.
        notes: What else must be known to read the figures.
        may_be: Holders that bear a name like that of a party on this rule's lists. Where they could
            tip the test it is unclear.
    """

    rule: OwnershipRule
    period: RulePeriod | None
    test: OwnershipTest
    company: PartyRef
    day: date
    outcome: Outcome
    counted: Interval
    multiplied: Interval
    exact: bool
    owners: tuple[tuple[PartyRef, Listing], ...]
    strictest: tuple[PartyRef, Listing, Strictness] | None
    traces: tuple[CompanyTrace, ...]
    further_traces: int
    routes: tuple[Route, ...]
    further_routes: bool
    questions: tuple[Question, ...]
    further_questions: int
    not_looked_into: tuple[PartyRef, ...]
    sentence: str
    consequence: str
    notes: tuple[str, ...]
    may_be: tuple[tuple[PartyRef, Likeness], ...] = ()

    @property
    def state(self) -> RuleState:
        """Whether the rule binds on the day."""
        return RuleState.NOT_KNOWN if self.period is None else self.period.state

    @property
    def verified(self) -> bool:
        """Whether the rule's state on the day and all that it says were read in their sources."""
        return self.period is not None and self.period.verified and not self.rule.to_verify


@dataclass(frozen=True, slots=True)
class OwnershipAnswer:
    """The rules side by side for one company on one day.

    Attributes:
        answers: In the order of the rules given.
        companies, holdings: How much of the data lies above the company.
        remarks: Contradictions in the data above the company: holdings beyond 100 %, statements
            that disagree.
    """

    company: PartyRef
    day: date
    answers: tuple[RuleAnswer, ...]
    companies: int
    holdings: int
    remarks: tuple[str, ...] = ()
