"""What must never be printed: a word for "nothing to worry about", and a share for a score."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from caveat.domain.answer_json import answer_to_json
from caveat.domain.lists import ImportReport
from caveat.domain.parties import PartyKind
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
from caveat.matching.entries import SearchResult
from caveat.resources import resource
from caveat.services.screening import Screener
from caveat.services.wording import limit_remark, no_match_statement
from templates import rows

Publish = Callable[..., ImportReport]
FORBIDDEN = re.compile(r"\b(un)?clear(ed|s|ance|ly)?\b", re.IGNORECASE)
LIST = Coverage(
    "US-EL",
    "Entity List",
    "csl",
    date(2026, 7, 9),
    "taken from the file name",
    None,
    3409,
    8929,
    "a" * 64,
    "csl.csv",
    136,
    "in service",
)


def hit(name: str, score: float, band: Band) -> Hit:
    party = HitParty("US-EL-1", "US-EL", name, PartyKind.COMPANY, "CN", 1)
    return Hit("", score, band, contradicted=False, because="", party=party, evidence=(),
               designations=(), citations=())  # fmt: skip


NOTHING = SearchResult(())
ANSWER = Answer(
    screening="",
    screened_at=datetime(2026, 11, 22, tzinfo=UTC),
    as_of=date(2026, 11, 22),
    operator="Ada",
    query=Query("Zuvanari"),
    engine=Engine("1", "", 70.0),
    outcome=Outcome.NO_MATCH,
    coverage=(LIST,),
    not_covered=("UFLPA Entity List", "METI End User List"),
    hits=(),
)


def test_a_no_match_names_line_list_date_and_what_was_not_searched() -> None:
    assert no_match_statement(ANSWER, NOTHING) == (
        "No match at or above 70 in these lists as of these dates: Entity List, 2026-07-09 "
        "(3409 entries). Not searched: UFLPA Entity List; METI End User List."
    )


def test_a_no_match_names_the_nearest_related_and_expired() -> None:
    told = no_match_statement(
        replace(
            ANSWER,
            engine=Engine("1", "", 72.5),
            near_misses=(hit("Zuvari", 61.0, Band.NEAR_MISS), hit("Vari", 40.0, Band.NEAR_MISS)),
        ),
        SearchResult((), related_total=12, expired_total=3),
    )
    assert "at or above 72.5" in told
    assert "The nearest is “Zuvari” at 61." in told
    assert "12 listed parties carry the same rare name" in told
    assert "3 expired entries match" in told


def test_a_list_whose_date_is_unknown_says_so() -> None:
    undated = replace(ANSWER, coverage=(replace(LIST, released=None),))
    assert "Entity List, date unknown" in no_match_statement(undated, NOTHING)


def test_a_starter_list_in_a_no_match_says_so() -> None:
    starter = replace(ANSWER, coverage=(LIST, replace(LIST, title="CMIC", state="starter")))
    assert "CMIC, 2026-07-09 (3409 entries, starter set only)" in no_match_statement(
        starter, NOTHING
    )


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (SearchResult((), alerts_total=8), "1 more match at or above 72.5 is not shown."),
        (SearchResult((), alerts_total=9), "2 more matches at or above 72.5 are not shown."),
        (
            SearchResult((), alerts_total=9, related_total=1_207, expired_total=8),
            (
                "2 more matches at or above 72.5, 1,200 more related parties and 1 more expired "
                "entry are not shown."
            ),
        ),
        (SearchResult((), hidden_total=10), "3 more near misses below 72.5 are not shown."),
    ],
)
def test_what_the_limit_cuts_is_counted(found: SearchResult, told: str) -> None:
    remark = limit_remark(Query("x", limit=7, threshold=72.5), found)
    assert remark.startswith(f"{told} Raise the limit, which is 7,")


def test_nothing_is_said_of_a_limit_that_cuts_nothing() -> None:
    found = SearchResult((), alerts_total=7, related_total=7, expired_total=7, hidden_total=7)
    assert limit_remark(Query("x", limit=7), found) == ""


def texts(value: object) -> list[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    return []


@pytest.mark.parametrize("official", [False, True])
@pytest.mark.parametrize("name", ["Nettrix", "浪潮", "Zuvanari", "Inspur Beijing", "Huawei"])
def test_no_answer_says_that_all_is_well_or_prints_a_score_as_a_share(
    screener: Screener, publish: Publish, name: str, *, official: bool
) -> None:
    if official:
        publish("csl_2026-11-20.csv", rows("US-EL", 195))
    answer = screener.screen(Query(name, country="CN", threshold=80))
    told = texts(json.loads(json.dumps(answer_to_json(answer))))
    assert not [text for text in told if FORBIDDEN.search(text)]
    for found in (*answer.hits, *answer.near_misses):
        said = (found.because, *(evidence.text for evidence in found.evidence))
        assert not [text for text in said if "%" in text or "probab" in text.lower()]


def test_no_sentence_of_the_program_says_that_all_is_well() -> None:
    """Texts in the source, comments and names of Python's own methods apart."""
    source = Path(__file__).parents[3] / "desktop" / "caveat"
    quoted = re.compile(r'"(?:[^"\\\n]|\\.)*"')
    found = [
        f"{path.name}: {text}"
        for path in source.rglob("*.py")
        for text in quoted.findall(path.read_text(encoding="utf-8"))
        if FORBIDDEN.search(text) and " " in text
    ]
    assert [text for text in found if "nuclear" not in text] == []


def test_no_data_file_that_is_printed_says_that_all_is_well() -> None:
    for name in ("lists.csv", "lists_not_covered.csv", "starter/manifest.toml"):
        assert not FORBIDDEN.search(resource(name).read_text(encoding="utf-8")), name
