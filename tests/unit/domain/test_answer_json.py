"""An answer survives its JSON form exactly, whatever it holds."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.domain.answer_json import (
    answer_from_json,
    answer_to_json,
    coverage_from_json,
    coverage_to_json,
    time_to_json,
)
from caveat.domain.parties import Designation, PartyKind
from caveat.domain.past import DateBasis, LaterKnown, LawBasis, ListsState
from caveat.domain.screening import (
    AddressLevel,
    Answer,
    Band,
    CitedDesignation,
    Coverage,
    Engine,
    Evidence,
    EvidenceKind,
    Hit,
    HitParty,
    Outcome,
    Part,
    PartRelation,
    Query,
)
from caveat.domain.sources import Citation, Mark

TEXT = st.text(max_size=12)
SCORE = st.floats(0, 100, allow_nan=False).map(lambda score: round(score, 1))
DAY = st.none() | st.dates()
MOMENT = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001  # hypothesis wants it so
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-5))]),
)


def many(
    strategy: st.SearchStrategy[object], most: int = 2
) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


PARTS = st.builds(Part, TEXT, TEXT, st.sampled_from(PartRelation), st.floats(0, 1))
EVIDENCE = st.builds(
    Evidence,
    st.sampled_from(EvidenceKind),
    TEXT,
    TEXT,
    TEXT,
    SCORE,
    TEXT,
    many(PARTS),
    st.none() | st.sampled_from(AddressLevel),
    st.booleans(),
)
DESIGNATIONS = st.builds(
    CitedDesignation,
    st.builds(
        Designation,
        many(TEXT),
        TEXT,
        TEXT,
        st.lists(st.integers(1, 5), max_size=3).map(tuple),
        *[TEXT] * 6,
    ),
    st.lists(st.integers(1, 9), max_size=3).map(tuple),
    many(TEXT),
)
CITATIONS = st.builds(Citation, st.integers(1, 9), *[TEXT] * 6, mark=st.sampled_from(Mark))
HITS = st.builds(
    Hit,
    TEXT,
    SCORE,
    st.sampled_from(Band),
    st.booleans(),
    TEXT,
    st.builds(HitParty, TEXT, TEXT, TEXT, st.sampled_from(PartyKind), TEXT, st.integers(1, 10**9)),
    many(EVIDENCE),
    many(DESIGNATIONS),
    many(CITATIONS),
    TEXT,
)
COVERAGE = st.builds(
    Coverage,
    TEXT,
    TEXT,
    TEXT,
    DAY,
    TEXT,
    st.none() | MOMENT,
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    TEXT,
    TEXT,
    st.none() | st.integers(0, 9999),
    TEXT,
    many(TEXT),
)
QUERIES = st.builds(
    Query,
    TEXT,
    many(TEXT),
    many(TEXT),
    TEXT,
    many(TEXT),
    st.none() | st.sampled_from(PartyKind),
    many(TEXT),
    SCORE,
    st.integers(1, 1000),
    TEXT,
    DAY,
    DAY,
    st.booleans(),
)
LATER = st.builds(
    LaterKnown,
    TEXT,
    TEXT,
    TEXT,
    TEXT,
    st.integers(1, 10**9),
    SCORE,
    TEXT,
    st.sampled_from(DateBasis),
    DAY,
    MOMENT,
    *[TEXT] * 4,
)
LAW = st.builds(
    LawBasis,
    TEXT,
    TEXT,
    TEXT,
    DAY,
    TEXT,
    st.booleans(),
    *[st.integers(0, 9)] * 3,
    many(st.dates()),
    st.integers(0, 9),
    st.booleans(),
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    query = draw(QUERIES)
    return Answer(
        screening=draw(TEXT),
        screened_at=draw(MOMENT),
        as_of=draw(st.dates()),
        operator=draw(TEXT),
        query=query,
        engine=Engine(draw(TEXT), draw(TEXT), query.threshold, draw(TEXT)),
        outcome=draw(st.sampled_from(Outcome)),
        coverage=draw(many(COVERAGE)),
        not_covered=draw(many(TEXT)),
        hits=draw(many(HITS)),
        near_misses=draw(many(HITS, 1)),
        no_match_statement=draw(st.none() | TEXT),
        remarks=draw(many(TEXT)),
        later_known=draw(many(LATER)),
        law=draw(many(LAW)),
        delisted=draw(many(HITS, 1)),
        lists_state=draw(st.none() | st.builds(ListsState, *[st.integers(0, 10**9)] * 3)),
    )


PLAIN = Answer(
    screening="S-2026-000001",
    screened_at=datetime(2026, 11, 22, tzinfo=UTC),
    as_of=datetime(2026, 11, 22, tzinfo=UTC).date(),
    operator="Ada",
    query=Query("x", addresses=("a", "b")),
    engine=Engine("1", "", 70.0),
    outcome=Outcome.NO_MATCH,
    coverage=(),
    not_covered=(),
    hits=(),
)


@settings(deadline=None, max_examples=150)
@given(answers())
def test_an_answer_survives_its_json_form_as_text(answer: Answer) -> None:
    text = json.dumps(answer_to_json(answer), ensure_ascii=False, allow_nan=False)
    assert answer_from_json(json.loads(text)) == answer


@settings(deadline=None)
@given(COVERAGE)
def test_a_list_searched_survives_its_json_form(item: Coverage) -> None:
    assert coverage_from_json(json.loads(json.dumps(coverage_to_json(item)))) == item


@given(MOMENT)
def test_times_are_written_in_utc_and_keep_their_microseconds(moment: datetime) -> None:
    text = time_to_json(moment)
    assert text.endswith("Z")
    assert datetime.fromisoformat(text) == moment


@settings(deadline=None, max_examples=20)
@given(answers(), st.data())
def test_an_answer_with_a_missing_field_is_refused_not_guessed(
    answer: Answer, data: st.DataObject
) -> None:
    document = json.loads(json.dumps(answer_to_json(answer)))
    del document[data.draw(st.sampled_from(sorted(document)))]
    with pytest.raises(KeyError):
        answer_from_json(document)


def test_an_answer_of_version_0_1_is_read_without_what_it_did_not_have() -> None:
    document = answer_to_json(PLAIN)
    for name in ("later_known", "law", "delisted", "lists_state"):
        del document[name]
    assert answer_from_json(document) == PLAIN
    assert "include_delisted" not in document["query"], "what was asked keeps its hash"


@given(HITS)
def test_a_hit_of_a_version_that_asked_no_counterfactual_is_read(hit: Hit) -> None:
    document = answer_to_json(replace(PLAIN, hits=(hit,)))
    document["hits"][0].pop("counterfactual", None)
    read = answer_from_json(document).hits[0]
    assert read == replace(hit, counterfactual="")
    assert answer_to_json(replace(PLAIN, hits=(read,))) == document, "the record keeps its bytes"


def test_the_names_of_the_contract_are_all_there() -> None:
    document = answer_to_json(PLAIN)
    assert {
        "screening",
        "screened_at",
        "as_of",
        "query",
        "engine",
        "outcome",
        "coverage",
        "not_covered",
        "hits",
        "near_misses",
        "no_match_statement",
    } <= set(document)
    assert document["query"]["address"] == "a; b"
    assert set(document["engine"]) == {"version", "settings_sha256", "threshold"}
