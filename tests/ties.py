"""Ties for tests, in as few words as possible."""

from caveat.domain.connections import RatedTie
from caveat.domain.periods import Period
from caveat.domain.relations import COMPUTED, Basis, PartyRef, RefKind, RelationKind, Tie
from caveat.domain.sources import Mark, Source
from caveat.network.strengths import rated


def listed(name: str) -> PartyRef:
    return PartyRef(RefKind.LISTED, f"US-EL-{name}", name)


def named(name: str) -> PartyRef:
    return PartyRef.named(name)


def tied(
    subject: PartyRef,
    kind: RelationKind,
    other: PartyRef,
    *,
    since: str = "",
    strength: int | None = None,
    mark: Mark = Mark.VERIFIED,
    evidence: str = "as read",
    note: str = "",
) -> RatedTie:
    basis = Basis.COMPUTED if kind in COMPUTED else Basis.STARTER
    source = Source("register", "Register", mark=mark)
    tie = Tie(subject, kind, other, basis, source, evidence, period=Period(since), note=note)
    return rated(tie, strength=strength)
