from dataclasses import replace
from datetime import date

import pytest

from caveat.domain.answer_json import answer_to_json, coverage_to_json
from caveat.domain.screening import Answer, Query
from caveat.proof.canonical import canonical
from caveat.services.ready_answer import numbered, ready
from caveat.services.screening import Screener

NUMBER = "S-2026-000123"
QUERIES = (
    Query("Nettrix"),
    Query("Zuvanari"),
    Query("浪潮", aliases=("Inspur",), country="CN"),
    Query("", addresses=("No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin",)),
    Query("Sugon", as_of=date(2026, 11, 22), include_delisted=True),
    Query('","hit":"H-2026-000123-01","screening":""', identifiers=("H-2026-000001-01",)),
)


def as_recorded(answer: Answer, supplier: int | None) -> str:
    """What goes on record, written in one piece."""
    data = answer_to_json(numbered(answer, NUMBER))
    del data["coverage"]
    digest = ready(answer).coverage.sha256
    return canonical({"answer": data, "coverage_sha256": digest, "supplier": supplier})


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name[:10] or "address")
def test_an_answer_in_pieces_is_the_canonical_text_of_the_numbered_one(
    screener: Screener, query: Query
) -> None:
    answer = screener.screen(query)
    for supplier in (None, 77):
        assert ready(answer).payload(NUMBER, supplier) == as_recorded(answer, supplier)


def test_every_number_of_hits_gets_its_numbers(screener: Screener) -> None:
    (hit, *_) = screener.screen(Query("Nettrix")).hits
    answer = screener.screen(Query("Nettrix"))
    for count in (0, 1, 2, 101):
        many = replace(answer, hits=(hit,) * count, near_misses=(hit,) * 2)
        text = ready(many).payload(NUMBER, None)
        assert text == as_recorded(many, None)
        assert text.count('"H-2026-000123-') == count


def test_the_best_hit_is_the_first_of_those_with_the_highest_score(screener: Screener) -> None:
    answer = screener.screen(Query("Nettrix"))
    (hit, *_) = answer.hits
    second = replace(hit, score=hit.score + 1, party=replace(hit.party, name="Second"))
    third = replace(second, party=replace(hit.party, name="Third"))
    made = ready(replace(answer, hits=(hit, second, third)))
    assert made.best_party == "Second"
    assert made.best is made.hits[1]


def test_the_text_of_the_lists_is_that_of_their_coverage(screener: Screener) -> None:
    answer = screener.screen(Query("Nettrix"))
    assert ready(answer).coverage.text == canonical(list(map(coverage_to_json, answer.coverage)))
