"""Holdings for tests: who holds how much of whom, in as few words as possible."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from caveat.domain.ownership import Listing, OwnershipAnswer, RuleAnswer
from caveat.domain.ownership_rules import OwnershipRule
from caveat.domain.periods import Period
from caveat.domain.relations import Basis, PartyRef, RelationKind, Tie
from caveat.domain.shares import Interval, Share
from caveat.domain.sources import Source
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
