import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.answer_json import answer_to_json
from caveat.domain.lists import ImportReport
from caveat.domain.screening import Answer, Query
from caveat.errors import BrokenRecordError, InputError
from caveat.proof.canonical import canonical
from caveat.services.decisions import decide
from caveat.services.ready_answer import ready, releases_sha256
from caveat.services.recording import query_sha256, recorded_answer
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from caveat.storage.driver import sqlite3
from caveat.storage.migrations import _APPEND_ONLY
from templates import Clock, open_at, rows

Publish = Callable[..., ImportReport]
PutOnRecord = Callable[..., Answer]
Tamper = Callable[..., int]


def test_what_is_read_back_is_what_was_answered(ws: Workspace, put_on_record: PutOnRecord) -> None:
    for name in ("Nettrix", "浪潮", "Zuvanari", "Inspur Beijing"):
        recorded = put_on_record(name, country="CN", aliases=("曙光",), role="supplier")
        assert recorded_answer(ws, recorded.screening) == recorded


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_name_is_read_back_as_it_was_asked(
    ws: Workspace, put_on_record: PutOnRecord, name: str
) -> None:
    recorded = put_on_record(f"Nettrix {name}")
    again = recorded_answer(ws, recorded.screening)
    assert again.query.name == f"Nettrix {name}"
    assert canonical(answer_to_json(again)) == canonical(answer_to_json(recorded))


def test_only_the_numbers_are_added_when_an_answer_is_recorded(screener: Screener) -> None:
    answer = screener.screen(Query("Nettrix"))
    recorded = screener.record(answer)
    assert (
        replace(recorded, screening="", hits=tuple(replace(hit, hit="") for hit in recorded.hits))
        == answer
    )


def test_numbers_run_through_the_year_and_start_anew_with_the_next(
    put_on_record: PutOnRecord, clock: Clock
) -> None:
    assert [put_on_record("Nettrix").screening for _ in range(2)] == [
        "S-2026-000001",
        "S-2026-000002",
    ]
    clock.move(days=60)
    third = put_on_record("Nettrix")
    assert third.screening == "S-2027-000001"
    assert [hit.hit for hit in third.hits] == [
        f"H-2027-000001-{rank:02d}" for rank in range(1, len(third.hits) + 1)
    ]


def test_the_same_answer_can_be_recorded_twice_under_two_numbers(
    ws: Workspace, screener: Screener
) -> None:
    answer = screener.screen(Query("Nettrix"))
    first, second = screener.record(answer), screener.record(answer)
    assert first.screening != second.screening
    assert recorded_answer(ws, first.screening).query == answer.query
    assert recorded_answer(ws, second.screening).query == answer.query


def test_an_answer_stays_as_it_was_when_the_lists_move_on(
    ws: Workspace, put_on_record: PutOnRecord, publish: Publish
) -> None:
    recorded = put_on_record("Nettrix")
    publish("csl_2026-11-20.csv", rows("US-EL", 175))
    assert recorded_answer(ws, recorded.screening) == recorded


def test_an_answer_is_read_back_by_the_next_start(
    ws: Workspace, put_on_record: PutOnRecord, clock: Clock
) -> None:
    recorded = put_on_record("Nettrix")
    ws.close()
    again = open_at(ws.paths.data, clock)
    assert recorded_answer(again, recorded.screening) == recorded
    again.close()


@pytest.mark.parametrize("number", ["", "S-2026-999999", "H-2026-000001-01", "'; DROP TABLE x"])
def test_a_number_that_was_never_given_is_an_error_of_the_officer(
    ws: Workspace, number: str
) -> None:
    with pytest.raises(InputError, match="There is no screening"):
        recorded_answer(ws, number)


def test_an_answer_is_recorded_whole_or_not_at_all(
    ws: Workspace, screener: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = screener.screen(Query("Nettrix"))

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("caveat.storage.screenings.add_screening", fail)
    with pytest.raises(sqlite3.OperationalError):
        screener.record_all([(ready(answer), None)] * 3)
    monkeypatch.undo()
    connection = ws.store.reader()
    assert connection.execute("SELECT count(*) FROM screening").fetchone() == (0,)
    assert connection.execute("SELECT count(*) FROM coverage_set").fetchone() == (0,)
    assert screener.record(answer).screening == "S-2026-000001"


def test_lists_searched_are_stored_once_for_all_screenings_over_them(
    ws: Workspace, put_on_record: PutOnRecord
) -> None:
    for name in ("Nettrix", "Sugon", "Huawei"):
        put_on_record(name)
    count = ws.store.reader().execute("SELECT count(*) FROM coverage_set").fetchone()
    assert count == (1,)


def test_the_hash_of_the_releases_leaves_their_age_out(screener: Screener, clock: Clock) -> None:
    before = screener.screen(Query("Nettrix")).coverage
    clock.move(days=400)
    after = screener.screen(Query("Nettrix")).coverage
    assert before != after
    assert releases_sha256(before) == releases_sha256(after)


def test_the_hash_of_the_releases_changes_with_a_release(
    screener: Screener, publish: Publish
) -> None:
    before = screener.screen(Query("Nettrix")).coverage
    publish("csl_2026-11-20.csv", rows("US-EL", 175))
    assert releases_sha256(before) != releases_sha256(screener.screen(Query("Nettrix")).coverage)


def test_the_hash_of_a_query_covers_everything_asked() -> None:
    query = Query("Nettrix")
    variants = [
        query,
        replace(query, name="nettrix"),
        replace(query, aliases=("a",)),
        replace(query, addresses=("a",)),
        replace(query, country="CN"),
        replace(query, identifiers=("a",)),
        replace(query, lists=("US-EL",)),
        replace(query, role="supplier"),
    ]
    assert len({query_sha256(item) for item in variants}) == len(variants)


def test_a_payload_can_be_deleted_by_retention_but_never_changed(
    ws: Workspace, put_on_record: PutOnRecord
) -> None:
    put_on_record("Nettrix")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        ws.store.reader().execute("UPDATE payload SET salt = salt")
    ws.store.reader().execute("DELETE FROM payload")


def test_content_that_retention_deleted_is_said_to_be_gone(
    ws: Workspace, put_on_record: PutOnRecord, tamper: Tamper
) -> None:
    number = put_on_record("Nettrix").screening
    tamper("DELETE FROM payload")
    with pytest.raises(BrokenRecordError, match="no longer stored"):
        recorded_answer(ws, number)


@pytest.mark.parametrize("body", [b"", b"not zlib", b"x\x9cK-*\xca/\x02\x00\x06\x1d\x02\x12"])
def test_damaged_content_is_named_and_says_what_to_do(
    ws: Workspace, put_on_record: PutOnRecord, tamper: Tamper, body: bytes
) -> None:
    number = put_on_record("Nettrix").screening
    tamper("UPDATE payload SET body = ?", body)
    with pytest.raises(BrokenRecordError, match="audit verify"):
        recorded_answer(ws, number)


def test_content_of_another_form_is_named_too(
    ws: Workspace, put_on_record: PutOnRecord, tamper: Tamper
) -> None:
    from caveat.storage.encoding import pack  # noqa: PLC0415

    number = put_on_record("Nettrix").screening
    for text in ("{}", "[]", "null", json.dumps({"answer": {}}), json.dumps({"answer": []})):
        tamper("UPDATE payload SET body = ?", pack(text))
        with pytest.raises(BrokenRecordError, match="cannot be read"):
            recorded_answer(ws, number)


@pytest.fixture
def filled(ws: Workspace, put_on_record: PutOnRecord, publish: Publish) -> Workspace:
    from caveat.domain.decisions import Decision  # noqa: PLC0415
    from caveat.services.alert_line import set_alert_line  # noqa: PLC0415

    decide(ws, put_on_record("Nettrix").hits[0].hit, Decision.TRUE_MATCH, "same address")
    publish("csl_2026-11-20.csv", rows("US-EL", 175))
    set_alert_line(ws, 75, "many false hits")
    return ws


def test_what_is_on_record_can_neither_be_updated_nor_deleted(filled: Workspace) -> None:
    connection = filled.store.reader()
    tried = 0
    for table in _APPEND_ONLY:
        (column,) = connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchone()
        triggers = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
        )
        assert triggers.fetchone() == (2,), table
        if connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,):  # noqa: S608
            continue
        tried += 1
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(f"UPDATE {table} SET {column} = {column}")  # noqa: S608
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
    assert tried > 20
