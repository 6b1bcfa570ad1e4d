"""Ownership as an officer and an auditor read it: each fact once, with where it stands."""

from dataclasses import dataclass
from datetime import date, datetime

from caveat.domain.ownership import Holding, OwnershipAnswer
from caveat.domain.ownership_rules import OwnershipRule
from caveat.domain.relations import PartyRef, Tie
from caveat.domain.sources import Citation, Mark


@dataclass(frozen=True, slots=True)
class CitedStatement:
    """One statement of a holding, and where it stands.

    ``citation`` is not numbered: whoever shows it numbers it among the others shown there.
    """

    tie: Tie
    citation: Citation

    @property
    def verified(self) -> bool:
        """Whether it was read in its source."""
        return self.citation.mark in {Mark.PUBLISHED, Mark.VERIFIED}


@dataclass(frozen=True, slots=True)
class CitedHolding:
    """What one party holds of another on a day, and every statement that says so."""

    holding: Holding
    statements: tuple[CitedStatement, ...]


@dataclass(frozen=True, slots=True)
class CitedListing:
    """That a holder is on a list on the day.

    Attributes:
        since: The first day that the entry names, as printed; empty where it names none.
        citation: The release that prints the entry, not numbered.
    """

    party: PartyRef
    list_code: str
    since: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class OwnershipView:
    """Who owns one company on a day, by each rule, and what that rests on.

    Attributes:
        about: Why it is shown: that it is the supplier, or which hit; each once.
        answer: The rules side by side.
        holdings: What the figures rest on, those of the company first.
        held: What the company itself holds of others, the largest first, up to a limit.
        listings: Of the listed parties above it.
        notes: What must be known to read it.
    """

    about: tuple[str, ...]
    answer: OwnershipAnswer
    holdings: tuple[CitedHolding, ...]
    held: tuple[CitedHolding, ...]
    listings: tuple[CitedListing, ...]
    notes: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether any holding in the company is known on the day."""
        return bool(self.answer.holdings)

    @property
    def says_something(self) -> bool:
        """Whether any holding in it or of it is known."""
        return self.known or bool(self.held)


@dataclass(frozen=True, slots=True)
class ListGap:
    """A list that a rule counts by and that is not all there.

    Attributes:
        starter: Whether the starter set of it is in service; else nothing of it is.
    """

    list_code: str
    starter: bool


@dataclass(frozen=True, slots=True)
class ListRead:
    """The edition of a list that told who is listed; ``released`` is None where it is not known."""

    list_code: str
    released: date | None


@dataclass(frozen=True, slots=True)
class KnownOwnership:
    """Who owns some companies on a day, as far as was known at one moment.

    Attributes:
        day: Of the transaction.
        read_at: The moment whose relations they are, not those of the day: when they were read,
            or the end of ``as_of``.
        views: In the order asked, each company once.
        lists: Those that the rules count by, as they were in service at that moment.
        gaps: Lists that the rules count by and that are not all there: whoever is on them may be
            counted as not listed.
        notes: What must be known to read any of the views.
        as_of: The day whose knowledge answers; None for that of the moment of reading.
    """

    day: date
    read_at: datetime
    views: tuple[OwnershipView, ...]
    lists: tuple[ListRead, ...] = ()
    gaps: tuple[ListGap, ...] = ()
    notes: tuple[str, ...] = ()
    as_of: date | None = None

    def gaps_of(self, rule: OwnershipRule) -> tuple[ListGap, ...]:
        """The gaps in what one rule counts by."""
        return tuple(gap for gap in self.gaps if gap.list_code in rule.lists)

    @property
    def says_something(self) -> bool:
        """Whether any holding is known."""
        return any(view.says_something for view in self.views)
