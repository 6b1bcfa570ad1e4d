"""Holdings for tests: who holds how much of whom, in as few words as possible."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from caveat.domain.ownership import Listing, OwnershipAnswer, RuleAnswer
from caveat.domain.ownership_rules import OwnershipRule
from caveat.domain.ownership_view import (
    CitedHolding,
    CitedListing,
    CitedStatement,
    KnownOwnership,
    ListGap,
    ListRead,
    OwnershipView,
)
from caveat.domain.periods import Period
from caveat.domain.relations import Basis, PartyRef, RelationKind, Tie
from caveat.domain.shares import Interval, Share
from caveat.domain.sources import Citation, Mark, Source
from caveat.law.ownership_rules import ownership_rules
from caveat.network.ownership.answer import ownership_of
from caveat.network.ownership.holdings import Holdings

DAY = date(2026, 11, 30)
REGISTER = Source("register", "Register of companies")
Figure = int | str | Decimal


def holds(
    holder: str,
    company: str,
    low: Figure | None,
    high: Figure | None = None,
    *,
    since: str = "",
    until: str = "",
    stated: str = "",
    kind: RelationKind = RelationKind.SHAREHOLDER,
    basis: Basis = Basis.TYPED,
) -> Tie:
    """A holding; ``low`` of None where no share is stated."""
    subject, object_ = PartyRef.named(holder), PartyRef.named(company)
    if kind is RelationKind.SUBSIDIARY:
        subject, object_ = object_, subject
    share = None if low is None else Share.of(low, low if high is None else high, stated)
    return Tie(subject, kind, object_, basis, REGISTER, "", share, Period(since, until))


def listed(*names: str, on: str = "US-SDN") -> dict[PartyRef, tuple[Listing, ...]]:
    return {PartyRef.named(name): (Listing(on),) for name in names}


def rule(id_: str) -> OwnershipRule:
    return next(each for each in ownership_rules() if each.id == id_)


def asked(
    company: str,
    ties: Iterable[Tie],
    parties: Mapping[PartyRef, tuple[Listing, ...]],
    *,
    day: date = DAY,
) -> OwnershipAnswer:
    return ownership_of(PartyRef.named(company), Holdings(ties), parties, ownership_rules(), day)


def under(
    id_: str,
    company: str,
    ties: Iterable[Tie],
    parties: Mapping[PartyRef, tuple[Listing, ...]],
    *,
    day: date = DAY,
) -> RuleAnswer:
    return ownership_of(PartyRef.named(company), Holdings(ties), parties, [rule(id_)], day).answers[
        0
    ]


def between(low: Figure, high: Figure | None = None) -> Interval:
    return Interval(Decimal(low), Decimal(low if high is None else high))


LISTED = Citation(0, "The list", "Its publisher", "list.csv, row 8", "2026-07-09")
READ_AT = datetime(2026, 11, 30, 9, 14, 5, tzinfo=UTC)


def viewed(
    company: str,
    ties: Iterable[Tie],
    parties: Mapping[PartyRef, tuple[Listing, ...]],
    *,
    about: str = "your supplier",
    day: date = DAY,
    mark: Mark = Mark.SECONDARY,
) -> OwnershipView:
    """A view as the services put it together, over ties that all hold on the day."""
    stated = tuple(ties)
    holdings = Holdings(stated)
    numbers = holdings.numbers

    def cited(tie: Tie) -> CitedHolding:
        held = holdings.holding(numbers[tie.company], numbers[tie.holder], day)
        where = Citation(0, tie.source.title, mark=mark)
        return CitedHolding(held, tuple(CitedStatement(each, where) for each in held.ties))

    ref = PartyRef.named(company)
    return OwnershipView(
        about=(about,),
        answer=asked(company, stated, parties, day=day),
        holdings=tuple(cited(tie) for tie in stated if tie.holder != ref),
        held=tuple(cited(tie) for tie in stated if tie.holder == ref),
        listings=tuple(
            CitedListing(party, each.list_code, "2019-06-24", LISTED)
            for party, listings in parties.items()
            for each in listings
        ),
        notes=(),
    )


def known(
    *views: OwnershipView, gaps: tuple[ListGap, ...] = (), notes: tuple[str, ...] = ()
) -> KnownOwnership:
    lists = (ListRead("US-EL", date(2026, 7, 9)), ListRead("US-SDN", None))
    return KnownOwnership(DAY, READ_AT, views, lists, gaps, notes)
