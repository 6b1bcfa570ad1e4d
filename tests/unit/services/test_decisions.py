import threading
from collections.abc import Callable
from datetime import date

import pytest

from caveat.domain.decisions import Decision
from caveat.domain.screening import Answer
from caveat.errors import EnvironmentProblemError, InputError
from caveat.services.decisions import decide, dispositions
from caveat.services.recording import query_sha256
from caveat.services.records import audit_entries, screening_rows
from caveat.services.workspace import Workspace
from templates import Clock

PutOnRecord = Callable[..., Answer]


@pytest.fixture
def answer(put_on_record: PutOnRecord) -> Answer:
    return put_on_record("Nettrix")


@pytest.fixture
def hit(answer: Answer) -> str:
    return answer.hits[0].hit


def undecided(ws: Workspace) -> int:
    return screening_rows(ws)[0].undecided


def test_a_decision_is_kept_with_who_when_and_why(
    ws: Workspace, answer: Answer, hit: str, clock: Clock
) -> None:
    made = decide(ws, hit, Decision.TRUE_MATCH, "  same address  ", expires=date(2027, 1, 1))
    assert dispositions(ws, answer.screening) == {hit: (made,)}
    assert made.reason == "same address"
    assert made.operator == "Ada Example"
    assert made.decided_at == clock.moment
    assert made.expires == date(2027, 1, 1)


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
@pytest.mark.parametrize("decision", [Decision.TRUE_MATCH, Decision.FALSE_POSITIVE])
def test_a_decision_without_a_reason_is_not_recorded(
    ws: Workspace, answer: Answer, hit: str, decision: Decision, reason: str
) -> None:
    before = len(audit_entries(ws))
    with pytest.raises(InputError, match="Say why"):
        decide(ws, hit, decision, reason)
    assert dispositions(ws, answer.screening) == {}
    assert len(audit_entries(ws)) == before


def test_a_hit_can_be_opened_again_without_a_reason(ws: Workspace, hit: str) -> None:
    start = undecided(ws)
    decide(ws, hit, Decision.FALSE_POSITIVE, "another legal person")
    assert undecided(ws) == start - 1
    decide(ws, hit, Decision.OPEN, "")
    assert undecided(ws) == start


def test_earlier_decisions_stay_on_record(ws: Workspace, answer: Answer, hit: str) -> None:
    decide(ws, hit, Decision.FALSE_POSITIVE, "first thought")
    decide(ws, hit, Decision.TRUE_MATCH, "second thought")
    kept = dispositions(ws, answer.screening)[hit]
    assert [d.reason for d in kept] == ["first thought", "second thought"]
    assert kept[-1].decision is Decision.TRUE_MATCH


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 21), date(1990, 1, 1)])
def test_a_decision_cannot_expire_in_the_past(ws: Workspace, hit: str, day: date) -> None:
    with pytest.raises(InputError, match="day to come"):
        decide(ws, hit, Decision.TRUE_MATCH, "why", expires=day)


def test_an_expired_decision_counts_no_more(ws: Workspace, hit: str, clock: Clock) -> None:
    start = undecided(ws)
    decide(ws, hit, Decision.FALSE_POSITIVE, "for now", expires=date(2026, 12, 1))
    clock.moment = clock.moment.replace(month=12, day=1)
    assert undecided(ws) == start - 1
    clock.move(days=1)
    assert undecided(ws) == start


@pytest.mark.parametrize("number", ["", "H-2026-000009-01", "S-2026-000001", "x' OR 1=1 --"])
def test_a_hit_that_does_not_exist_cannot_be_decided(ws: Workspace, number: str) -> None:
    with pytest.raises(InputError, match="There is no hit"):
        decide(ws, number, Decision.TRUE_MATCH, "why")


def test_a_decision_is_bound_to_the_question_and_to_the_listed_content(
    ws: Workspace, answer: Answer, hit: str
) -> None:
    decide(ws, hit, Decision.TRUE_MATCH, "same address")
    query, record = (
        ws.store.reader().execute("SELECT query_sha256, record_sha256 FROM disposition").fetchone()
    )
    assert query == query_sha256(answer.query)
    stored = ws.store.reader().execute(
        "SELECT content_sha256 FROM record WHERE id = ?", (answer.hits[0].party.record,)
    )
    assert (record,) == stored.fetchone()


def test_a_reason_is_kept_verbatim_in_any_script(ws: Workspace, answer: Answer, hit: str) -> None:
    reason = "同一地址 – 'quoted' <b>&amp;</b>\n=1+1\0end"
    decide(ws, hit, Decision.TRUE_MATCH, reason)
    assert dispositions(ws, answer.screening)[hit][0].reason == reason


def test_a_reason_that_is_no_text_is_refused(ws: Workspace, hit: str) -> None:
    with pytest.raises(InputError, match="UTF-8"):
        decide(ws, hit, Decision.TRUE_MATCH, "caf\udce9")


def test_two_officers_deciding_at_once_are_both_on_record(
    ws: Workspace, answer: Answer, hit: str
) -> None:
    def work(reason: str) -> None:
        for n in range(5):
            decide(ws, hit, Decision.FALSE_POSITIVE, f"{reason} {n}")

    threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(dispositions(ws, answer.screening)[hit]) == 10


def test_nothing_is_decided_where_nothing_can_be_written(ws: Workspace, hit: str) -> None:
    ws.store.read_only = True
    with pytest.raises(EnvironmentProblemError, match="reading only"):
        decide(ws, hit, Decision.TRUE_MATCH, "why")
