"""Tells the ties that an entry of a list prints as relations between parties."""

from collections.abc import Callable, Iterator

from caveat.domain.parties import PartyRecord, PublishedRelation
from caveat.domain.periods import ALWAYS, Period
from caveat.domain.relations import OF_OWNERSHIP, Basis, PartyRef, RelationKind, Tie
from caveat.domain.shares import Share
from caveat.domain.sources import Source
from caveat.ingest.relations.shares import NoShareError, share_of
from caveat.ingest.relations.words import RelationWord, relation_of

Other = Callable[[PublishedRelation], PartyRef]
"""Gives the party that a published tie leads to: an entry of the same list, or a bare name."""
_LINKED = RelationWord(RelationKind.LINKED, swapped=False, assumed=False)


def ties_of(record: PartyRecord, party: PartyRef, source: Source, other: Other) -> Iterator[Tie]:
    """The ties of one entry, each with the words of the list.

    What a list words in a way that is not known here is told as "linked to": the evidence says
    how. A share or a date that cannot be read is left out, and the share is then unknown.

    Args:
        record: The entry.
        party: Points at it.
        source: The release that prints it.
        other: See `Other`.
    """
    for published in record.relations:
        end = other(published)
        if end == party:
            continue
        word = relation_of(published.kind) or _LINKED
        subject, object_ = (end, party) if word.swapped else (party, end)
        yield Tie(
            subject=subject,
            kind=word.kind,
            object=object_,
            basis=Basis.PUBLISHED,
            source=source,
            evidence=published.text,
            share=_share(published, word),
            period=_period(published),
            note=published.kind,
        )


def _share(published: PublishedRelation, word: RelationWord) -> Share | None:
    if not published.share or word.kind not in OF_OWNERSHIP:
        return None
    try:
        return share_of(published.share).share
    except NoShareError:
        return None


def _period(published: PublishedRelation) -> Period:
    try:
        return Period(published.since, published.until)
    except ValueError:
        return ALWAYS
