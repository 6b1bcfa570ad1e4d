"""The relations of the starter set as ties: none lost unsaid, none more than its source says."""

import csv

from caveat.domain.relations import Basis, PartyRef, RefKind, RelationKind, Tie
from caveat.domain.sources import Mark
from caveat.ingest.lists.starter import read_starter
from caveat.ingest.relations.starter import starter_events, starter_ties
from caveat.ingest.relations.words import relation_of
from caveat.resources import resource


def end(key: str, text: str) -> PartyRef:
    return PartyRef(RefKind.NAMED, key, key) if key else PartyRef.named(text)


def ties() -> list[Tie]:
    return [*starter_ties(read_starter().relations, end)]


def test_every_kind_of_relation_is_a_tie_or_said_to_be_none_and_why() -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with resource(name).open(encoding="utf-8", newline="") as stream:
            return [*csv.DictReader(stream, strict=True)]

    told = {row["kind"]: row for row in rows("network/starter_kinds.csv")}
    for row in rows("starter/relation_kinds.csv"):
        known = told.get(row["kind"])
        assert known is not None or relation_of(row["kind"]) is not None, row["kind"]
        assert known is None or known["tie"] or known["why"], row["kind"]


def test_marks_and_sources_stay_and_nothing_is_told_as_published_by_a_list() -> None:
    found = ties()
    assert len(found) > 120
    assert {tie.basis for tie in found} == {Basis.STARTER}
    assert {tie.source.mark for tie in found} == {Mark.VERIFIED, Mark.UNVERIFIED}
    assert all(tie.evidence and tie.source.title for tie in found)


def test_what_made_nettrix_the_case_is_there_in_its_direction() -> None:
    nettrix = "el-nettrix-information-industry"
    about = {
        (tie.subject.key, tie.kind, tie.object.key): tie
        for tie in ties()
        if nettrix in {tie.subject.key, tie.object.key}
    }
    founder = about["former sugon executives", RelationKind.FOUNDER, nettrix]
    assert founder.period.since == "2019-12"
    assert (nettrix, RelationKind.SHARED_FACILITY, "el-sugon") in about
    assert ("qin xiaoning", RelationKind.OFFICER, nettrix) in about
    (event,) = starter_events(read_starter().relations, end)
    assert (event.party.key, event.date) == (nettrix, "2019-12")


def test_shares_are_those_of_the_sentence_and_count_from_its_date() -> None:
    shares = {
        (tie.subject.key, tie.object.key, tie.period.since): str(tie.share.interval)
        for tie in ties()
        if tie.share is not None
    }
    sugon, higon = "el-sugon", "el-higon"
    assert shares["x-suanyuan", sugon, "2019-06"] == "21.32 %"
    assert shares[sugon, higon, "2025-05-26"] == "27.96 %"
    assert shares[sugon, higon, "2019-06"] == "more than 50 %"
    assert shares["x-suanyuan", "el-cambricon-technologies-corporation", ""] == "14.6 to 16.6 %"
    # Two figures in one sentence: none is taken.
    assert ("x-suanyuan", sugon, "") not in shares
