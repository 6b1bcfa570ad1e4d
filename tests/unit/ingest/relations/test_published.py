"""What an entry of a list prints about others, told as ties."""

import pytest

from caveat.domain.parties import Name, PartyKind, PartyRecord, PublishedRelation
from caveat.domain.periods import ALWAYS
from caveat.domain.relations import Basis, PartyRef, RefKind, RelationKind, Tie
from caveat.domain.sources import Mark, Source
from caveat.ingest.relations.published import ties_of
from owned import between

FIRM = PartyRef(RefKind.LISTED, "7", "Firm")
RELEASE = Source("sdn", "SDN list", "OFAC", date="2026-11-01", mark=Mark.PUBLISHED)


def told(*relations: PublishedRelation) -> list[Tie]:
    record = PartyRecord("US-SDN", "7", "", PartyKind.COMPANY, (Name("Firm"),), relations=relations)
    return list(ties_of(record, FIRM, RELEASE, lambda tie: PartyRef.named(tie.other)))


@pytest.mark.parametrize(
    ("phrase", "kind", "swapped"),
    [
        ("owner of", RelationKind.SHAREHOLDER, False),
        ("owned by", RelationKind.SHAREHOLDER, True),
        ("subsidiary of", RelationKind.SUBSIDIARY, False),
        ("parent of", RelationKind.PARENT, False),
        ("owned or controlled by", RelationKind.PARENT, True),
        ("director of", RelationKind.OFFICER, False),
        ("linked to", RelationKind.LINKED, False),
        ("providing support to", RelationKind.LINKED, False),
    ],
)
def test_the_words_of_the_list_decide_who_is_what(
    phrase: str, kind: RelationKind, *, swapped: bool
):
    (tie,) = told(PublishedRelation(phrase, "Other", "as printed"))
    assert tie.kind is kind
    assert (tie.subject == FIRM) is not swapped
    assert (tie.basis, tie.source, tie.evidence, tie.note) == (
        Basis.PUBLISHED, RELEASE, "as printed", phrase,
    )  # fmt: skip
    assert tie.share is None


def test_share_and_dates_are_read_where_they_can_be():
    first, second, third = told(
        PublishedRelation("owner of", "A", "", share="50-100", since="2019-05", until="2021"),
        PublishedRelation("owner of", "B", "", share="some; many", since="soon"),
        PublishedRelation("director of", "C", "", share="5"),
    )
    assert first.share is not None
    assert first.share.interval == between(50, 100)
    assert (first.period.since, first.period.until) == ("2019-05", "2021")
    assert (second.share, second.period) == (None, ALWAYS)
    assert third.share is None


def test_an_entry_that_names_itself_is_tied_to_nobody():
    record = PartyRecord(
        "US-SDN", "7", "", PartyKind.COMPANY, (Name("Firm"),),
        relations=(PublishedRelation("linked to", "Firm", ""),),
    )  # fmt: skip
    assert list(ties_of(record, FIRM, RELEASE, lambda _: FIRM)) == []
