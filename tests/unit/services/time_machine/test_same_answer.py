from dataclasses import replace
from datetime import date

import pytest

from caveat.domain.answer_json import answer_to_json
from caveat.domain.progress import CancelledError, CancelToken
from caveat.domain.screening import Answer, Query
from caveat.proof.canonical import canonical
from caveat.services.recording import recorded_answer
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from years import FIRST, SECOND, ZUVA, found


def as_text(answer: Answer) -> str:
    return canonical(answer_to_json(answer))


@pytest.mark.usefixtures("history")
def test_the_same_question_gives_the_same_bytes(ws: Workspace, screener: Screener) -> None:
    days = (None, FIRST, date(2027, 4, 15), SECOND)
    for name in (ZUVA["name"], "Example", "Works"):
        for as_of in days:
            for in_force in days:
                query = Query(name, as_of=as_of, in_force=in_force, include_delisted=True)
                first = as_text(screener.screen(query))
                assert as_text(screener.screen(query)) == first
                assert as_text(Screener(ws).screen(query)) == first


@pytest.mark.usefixtures("history")
def test_an_answer_about_the_past_is_recorded_whole(ws: Workspace, screener: Screener) -> None:
    query = Query(ZUVA["name"], as_of=date(2027, 4, 20), in_force=date(2027, 4, 15),
                  include_delisted=True)  # fmt: skip
    recorded = screener.record(screener.screen(query))
    again = recorded_answer(ws, recorded.screening)
    assert again == recorded
    assert again.later_known
    assert again.law
    assert replace(again, query=Query("x")) != again


@pytest.mark.usefixtures("history")
def test_another_day_is_prepared_with_progress_and_can_be_cancelled(ws: Workspace) -> None:
    query = Query("x", in_force=date(2027, 4, 15), as_of=date(2027, 5, 2))
    stages: list[tuple[str, int]] = []
    Screener(ws).prepare(lambda told: stages.append((told.stage, told.total)), query=query)
    assert [stage for stage, _ in stages].count("Reading the lists") == 2  # and what it lacks
    token = CancelToken()
    token.cancel()
    screener = Screener(ws)
    with pytest.raises(CancelledError):
        screener.prepare(cancel=token, query=query)
    assert found(screener, ZUVA["name"], in_force=date(2027, 4, 15)) == [ZUVA["name"]]
