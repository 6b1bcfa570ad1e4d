from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime

import pytest

from caveat.domain.parties import Address, Name, PartyKind, PartyRecord
from caveat.domain.progress import CancelledError, CancelToken
from caveat.domain.screening import (
    Answer,
    Band,
    Coverage,
    Engine,
    Hit,
    HitParty,
    Outcome,
    Query,
)

PARTY = HitParty("US-EL-1", "US-EL", "Zuvanari", PartyKind.COMPANY, "CN", 1)
STARTER = Coverage("US-EL", "Entity List", "starter", None, "", None, 1, 1, "", "", None, "starter")


def hit(band: Band) -> Hit:
    return Hit("", 80.0, band, contradicted=False, because="", party=PARTY, evidence=(),
               designations=(), citations=())  # fmt: skip


ANSWER = Answer(
    screening="",
    screened_at=datetime(2026, 11, 22, tzinfo=UTC),
    as_of=datetime(2026, 11, 22, tzinfo=UTC).date(),
    operator="Ada",
    query=Query("x"),
    engine=Engine("1", "", 70.0),
    outcome=Outcome.HITS,
    coverage=(STARTER,),
    not_covered=(),
    hits=tuple(hit(band) for band in Band),
)


def test_only_strong_and_possible_hits_need_a_decision() -> None:
    assert [h.band for h in ANSWER.alerts] == [Band.STRONG, Band.POSSIBLE]


def test_an_answer_is_starter_only_if_nothing_else_was_searched() -> None:
    assert ANSWER.starter_only
    mixed = replace(ANSWER, coverage=(STARTER, replace(STARTER, state="in service")))
    assert not mixed.starter_only


def test_recording_adds_numbers_and_changes_nothing_else() -> None:
    numbered = ANSWER.on_record("S-1", (replace(ANSWER.hits[0], hit="H-1"),))
    assert numbered == replace(ANSWER, screening="S-1", hits=numbered.hits)
    with pytest.raises(FrozenInstanceError):
        numbered.screening = "S-2"  # type: ignore[misc]  # that is the point


def test_there_is_no_outcome_that_means_that_all_is_well() -> None:
    assert {str(outcome) for outcome in Outcome} == {"hits", "no match", "not screened"}


def test_the_countries_of_a_party_are_those_of_seat_then_nationality_each_once() -> None:
    record = PartyRecord(
        "US-EL", "", "", PartyKind.UNKNOWN, (Name("x"),),
        (Address("a", country="CN"), Address("b"), Address("c", country="HK"),
         Address("d", country="CN")),
        nationalities=("RU",), citizenships=("HK", ""),
    )  # fmt: skip
    assert record.countries == ("CN", "HK", "RU")


def test_a_cancelled_job_learns_of_it_at_its_next_check() -> None:
    token = CancelToken()
    token.check()
    assert not token.cancelled
    token.cancel()
    assert token.cancelled
    with pytest.raises(CancelledError):
        token.check()
