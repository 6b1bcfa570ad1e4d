"""Rules of law as dated data: whether one binds on a day, what it says, what changes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from caveat.domain.sources import Mark, Source

_CHECKED = frozenset({Mark.PUBLISHED, Mark.VERIFIED})


class RuleState(StrEnum):
    """Whether a rule binds in some period."""

    IN_FORCE = "in force"
    SUSPENDED = "suspended"
    NOT_YET = "not yet in force"
    ENDED = "ended"
    NOT_KNOWN = "not known"
    """The rule file says nothing about the day."""


class RuleKind(StrEnum):
    """What a rule is about."""

    OWNERSHIP = "ownership"
    FOREIGN_PRODUCT = "foreign-made items"
    END_USER = "end users"
    STATEMENT = "statement before shipment"
    ADDRESS = "addresses"
    RECORDS = "record keeping"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePeriod:
    """What holds of a rule from one day to another, both included.

    Attributes:
        since: Its first day.
        until: Its last day; None while no end is known.
        source: What says so, and how far that was checked.
        note: What the officer must know about it; empty for nothing.
        began_earlier: ``since`` is only the day from which on this table tells of the state, such
            as the first for which a source shows it; when it began is not known here.
    """

    state: RuleState
    since: date
    until: date | None
    source: Source
    note: str = ""
    began_earlier: bool = False

    @property
    def verified(self) -> bool:
        """Whether state and dates were read in the source."""
        return self.source.mark in _CHECKED

    @property
    def terms(self) -> object:
        """What the rule asks for in this period, where periods in one state may differ in it."""
        return None

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class RuleStatement:
    """One thing that a rule says, in plain words, with its source.

    Attributes:
        about: What it speaks of, such as ``threshold``, ``scope`` or ``licence``.
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
class Flip:
    """The next change of a rule's state, or of its terms in one state: from ``on``, its first day.

    Attributes:
        source: What the later state rests on; None where nothing is known of it.
    """

    on: date
    before: RuleState
    after: RuleState
    source: Source | None

    @property
    def verified(self) -> bool:
        """Whether the change was read in a source."""
        return self.source is not None and self.source.mark in _CHECKED


@dataclass(frozen=True, slots=True)
class RuleOn:
    """What is known of a rule on a day.

    Attributes:
        period: What says so; None where nothing is known of the day.
        flip: What changes next; None where no change is known.
    """

    day: date
    state: RuleState
    period: RulePeriod | None
    flip: Flip | None

    @property
    def verified(self) -> bool:
        """Whether the state was read in a source."""
        return self.period is not None and self.period.verified


def state_on(periods: Sequence[RulePeriod], day: date) -> RuleOn:
    """The state on a day, by periods that are in order of time and do not overlap."""
    now = next((each for each in periods if each.covers(day)), None)
    state = now.state if now else RuleState.NOT_KNOWN
    terms = now.terms if now else None
    end = now.until if now else None
    for later in (each for each in periods if each.since > day):
        if end is not None and later.since > end + timedelta(days=1):
            break  # a gap: what is known next is that nothing is
        if later.state is not state or later.terms != terms:
            return RuleOn(day, state, now, Flip(later.since, state, later.state, later.source))
        end = later.until
    if end is None or state is RuleState.NOT_KNOWN:
        return RuleOn(day, state, now, None)
    gone = Flip(end + timedelta(days=1), state, RuleState.NOT_KNOWN, None)
    return RuleOn(day, state, now, gone)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of law, or of guidance.

    Attributes:
        id: Stable, such as ``us-fdp-footnote-4``.
        title: As shown.
        authority: Whose rule it is.
        kind: What it is about.
        lists: Codes of the lists whose entries it concerns.
        periods: In order of time, without overlap.
        statements: What it says.
        consequence: What follows for the officer while it is in force.
        footnotes: Only for entries with one of these footnotes; empty for all.
        addresses_only: Only for entries that are an address.
        years: How long records are kept, for rules about that; 0 for all others.
    """

    id: str
    title: str
    authority: str
    kind: RuleKind
    lists: tuple[str, ...]
    periods: tuple[RulePeriod, ...]
    statements: tuple[RuleStatement, ...]
    consequence: RuleStatement
    footnotes: tuple[int, ...] = ()
    addresses_only: bool = False
    years: int = 0

    def on(self, day: date) -> RuleOn:
        """Whether it binds on a day."""
        return state_on(self.periods, day)

    def concerns(self, list_code: str, footnotes: Sequence[int], *, is_address: bool) -> bool:
        """Whether it is about an entry of a list."""
        return (
            list_code in self.lists
            and (not self.footnotes or not set(self.footnotes).isdisjoint(footnotes))
            and (is_address or not self.addresses_only)
        )


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One of the red flags of Supplement No. 3 to 15 CFR part 732.

    Attributes:
        number: As printed there.
        statement: What to look for.
        periods: When it is part of the Supplement.
        with_rule: Id of the rule that brought it and whose periods it shares; empty for none.
        note: What must be known of it, if anything.
    """

    number: int
    statement: RuleStatement
    periods: tuple[RulePeriod, ...]
    with_rule: str = ""
    note: RuleStatement | None = None

    @property
    def id(self) -> str:
        """Such as ``flag-29``."""
        return f"flag-{self.number}"

    def on(self, day: date) -> RuleOn:
        """Whether it is in the Supplement on a day."""
        return state_on(self.periods, day)
