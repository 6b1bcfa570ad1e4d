"""Tells the relations of the starter set as ties, and the foundings and renamings it dates."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from caveat.domain.events import EventKind, PartyEvent
from caveat.domain.parties import Relation
from caveat.domain.periods import ALWAYS, Period
from caveat.domain.relations import OF_OWNERSHIP, Basis, PartyRef, RelationKind, Tie
from caveat.domain.shares import Share
from caveat.ingest.relations.shares import NoShareError, share_of
from caveat.ingest.relations.words import RelationWord, relation_of
from caveat.resources import resource

_FILE = "network/starter_kinds.csv"
_FOUNDED_IN = "founded in"
_DATED = frozenset({RelationKind.FOUNDER, RelationKind.FORMER_NAME})
"""Kinds whose date in the set is that of the founding or renaming, not of the statement."""
_SHARE = re.compile(r"(?P<about>about |more than )?(?P<share>\d{1,3}(?:\.\d+)?\s?%)", re.IGNORECASE)

End = Callable[[str, str], PartyRef]
"""Gives the party that an end of a relation means, by its key and its text."""


@cache
def _kinds() -> Mapping[str, RelationWord | None]:
    """The kinds that only the starter set uses; None for those that tie nobody."""
    with resource(_FILE).open(encoding="utf-8", newline="") as stream:
        return MappingProxyType(
            {
                row["kind"]: RelationWord(
                    RelationKind(row["tie"]), row["direction"] == "backward", assumed=False
                )
                if row["tie"]
                else None
                for row in csv.DictReader(stream, strict=True)
            }
        )


def starter_ties(relations: Iterable[Relation], end: End) -> Iterator[Tie]:
    """The ties that the starter set states, each with its source and mark.

    Shares are those of the sentence where it names one figure and no more; a dated statement of a
    share counts from its date on, since nothing says what was before.
    """
    for relation in relations:
        word = _kinds()[relation.kind] if relation.kind in _kinds() else relation_of(relation.kind)
        if word is None:
            continue
        one = end(relation.subject_key, relation.subject)
        other = end(relation.object_key, relation.object)
        if one == other:
            continue
        subject, object_ = (other, one) if word.swapped else (one, other)
        dated = word.kind in _DATED or word.kind in OF_OWNERSHIP
        yield Tie(
            subject=subject,
            kind=word.kind,
            object=object_,
            basis=Basis.STARTER,
            source=relation.source,
            evidence=relation.detail,
            share=_share(relation, word.kind),
            period=Period(since=relation.date) if dated and relation.date else ALWAYS,
            note=relation.kind,
        )


def starter_events(relations: Iterable[Relation], end: End) -> Iterator[PartyEvent]:
    """The foundings that the starter set dates without naming a founder."""
    for relation in relations:
        if relation.kind == _FOUNDED_IN and relation.date:
            yield PartyEvent(
                party=end(relation.subject_key, relation.subject),
                kind=EventKind.FOUNDED,
                date=relation.date,
                text=relation.detail,
                source=relation.source,
            )


def _share(relation: Relation, kind: RelationKind) -> Share | None:
    if kind not in OF_OWNERSHIP:
        return None
    if relation.kind == "wholly owned by":
        return Share.of(100, stated=relation.kind)
    if relation.kind == "majority owner of":
        return share_of("majority").share
    figures = {found["share"]: found for found in _SHARE.finditer(relation.detail)}
    if len(figures) != 1:
        return None
    ((_, found),) = figures.items()
    try:
        return share_of(f"{found['about'] or ''}{found['share']}").share
    except NoShareError:
        return None
