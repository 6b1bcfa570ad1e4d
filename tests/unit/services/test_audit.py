"""Whatever is changed behind the program's back is found, and nothing else is."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caveat.domain.decisions import Decision
from caveat.domain.progress import ignore_progress
from caveat.domain.screening import Query
from caveat.errors import EnvironmentProblemError
from caveat.ingest.lists.read import read_list_file
from caveat.services.alert_line import set_alert_line
from caveat.services.audit import verify_audit
from caveat.services.decisions import decide
from caveat.services.intake import IntakeOptions, take_in
from caveat.services.memos import make_memo
from caveat.services.records import audit_entries
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from caveat.storage import audit
from caveat.storage.encoding import pack
from templates import START, Clock, copy_home, open_at, row, rows, starter_template, write_csl

Tamper = Callable[..., int]


@pytest.fixture(scope="session")
def full_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which a little of everything was done."""
    folder = tmp_path_factory.mktemp("full")
    home = copy_home(starter_template(tmp_path_factory.mktemp("for-full")), folder / "home")
    clock = Clock()
    ws = open_at(home, clock)
    screener = Screener(ws)
    first = screener.record(screener.screen(Query("Nettrix")))
    decide(ws, first.hits[0].hit, Decision.TRUE_MATCH, "same address", expires=None)
    decide(ws, first.hits[0].hit, Decision.FALSE_POSITIVE, "another legal person")
    make_memo(ws, first.screening, folder / "memo.pdf")
    clock.move(minutes=5)
    parsed = read_list_file(
        write_csl(folder / "csl_2026-11-20.csv", [*rows("US-EL", 165), row("Moon List", "X")])
    )
    options = IntakeOptions(None, "", whole_file=True)
    take_in(ws, parsed, options, progress=ignore_progress, cancel=None)
    set_alert_line(ws, 75, "many false hits")
    screener.record(screener.screen(Query("Zuvanari", threshold=75)))
    ws.close()
    return home


@pytest.fixture
def ws(full_home: Path, tmp_path: Path) -> Iterator[Workspace]:
    opened = open_at(copy_home(full_home, tmp_path / "home"), Clock())
    yield opened
    opened.close()


def test_an_untouched_record_is_intact_and_says_what_it_does_not_prove(ws: Workspace) -> None:
    verdict = verify_audit(ws)
    assert verdict.findings == ()
    assert verdict.intact
    assert verdict.entries == len(audit_entries(ws))
    assert verdict.head == audit_entries(ws, limit=1)[0].sha256
    assert any("could be rewritten" in note for note in verdict.notes)
    assert any("times are this computer's" in note for note in verdict.notes)


ALTERED = {
    # The tables that people look at.
    "a screening's name": "UPDATE screening SET name = 'Other Ltd.' WHERE id = 1",
    "a screening's outcome": "UPDATE screening SET outcome = 'no match' WHERE id = 1",
    "a screening's number": "UPDATE screening SET number = 'S-2026-000009' WHERE id = 1",
    "a screening's count of alerts": "UPDATE screening SET alerts = 0 WHERE id = 1",
    "a screening's best score": "UPDATE screening SET best_score = 12.0 WHERE id = 1",
    "a screening's best party": "UPDATE screening SET best_party = 'Other' WHERE id = 1",
    "a screening's day": "UPDATE screening SET as_of = '2020-01-01' WHERE id = 1",
    "a screening's time": "UPDATE screening SET screened_at = '2020-01-01T00:00:00.000000Z'",
    "a screening's alert line": "UPDATE screening SET threshold = 95.0 WHERE id = 1",
    "a screening's engine": "UPDATE screening SET engine_version = '0' WHERE id = 1",
    "a screening's operator": "UPDATE operator SET name = 'Eve' WHERE id = 1",
    "a screening's lists": "UPDATE screening SET coverage_id = 2 WHERE id = 1",
    "a screening's content": "UPDATE screening SET payload_id = 1 WHERE id = 1",
    "a screening's entry": "UPDATE screening SET audit_seq = 1 WHERE id = 1",
    "a hit's score": "UPDATE hit SET score = 71.0 WHERE id = 1",
    "a hit's band": "UPDATE hit SET band = 'related' WHERE id = 1",
    "a hit's number": "UPDATE hit SET number = 'H-2026-000009-01' WHERE id = 1",
    "a hit's party": "UPDATE hit SET party_id = party_id + 1 WHERE id = 1",
    "a hit's entry": "UPDATE hit SET record_id = record_id + 1 WHERE id = 1",
    "a decision": "UPDATE disposition SET decision = 'false-positive' WHERE id = 1",
    "a decision's reason": "UPDATE disposition SET reason = 'no' WHERE id = 1",
    "a decision's expiry": "UPDATE disposition SET expires = '2030-01-01' WHERE id = 1",
    "a decision's hit": "UPDATE disposition SET hit_id = 2 WHERE id = 1",
    "what a decision is bound to": "UPDATE disposition SET record_sha256 = x'00' WHERE id = 1",
    "the question a decision is bound to": "UPDATE disposition SET query_sha256 = 'x' WHERE id = 1",
    "a memo's hash": "UPDATE memo SET sha256 = 'x' WHERE id = 1",
    "a memo's file": "UPDATE memo SET file_name = '/tmp/other.pdf' WHERE id = 1",
    "a memo's screening": "UPDATE memo SET screening_id = 2 WHERE id = 1",
    "a memo's anchor": "UPDATE memo SET chain_head = 'x' WHERE id = 1",
    "the lists that were searched": "UPDATE coverage_set SET body = replace(body, '2026', '2027')",
    "the reason for the alert line": (
        "UPDATE setting_event SET reason = 'ordered' WHERE name = 'alert line'"
    ),
    "an edition of the rules": (
        "UPDATE setting_event SET value = value || ' ' WHERE name LIKE 'rules %'"
    ),
    "the alert line": "UPDATE setting_event SET value = '70.0' WHERE name = 'alert line'",
    "an operator's key": "UPDATE operator SET public_key = zeroblob(32) WHERE id = 1",
    # The entries of the lists.
    "a listed name": "UPDATE record_name SET text = 'Harmless Ltd.' WHERE record_id = 1",
    "a listed address": "UPDATE record_address SET text = 'x' WHERE record_id = 1",
    "a designation": "UPDATE record SET detail = replace(detail, 'EAR', 'EEC') WHERE id = 1",
    "a citation": "UPDATE record SET detail = replace(detail, ' FR ', ' XX ') WHERE id = 1",
    "a field printed verbatim": "DELETE FROM record_name WHERE record_id = 1 AND position = 1",
    # The chain itself.
    "what was done": "UPDATE audit_entry SET kind = 'note' WHERE seq = 2",
    "who did it": "UPDATE audit_entry SET operator = 'Eve' WHERE seq = 2",
    "when": "UPDATE audit_entry SET at = '2020-01-01T00:00:00Z' WHERE seq = 2",
    "a signature": "UPDATE audit_entry SET signature = 'ab' WHERE seq = 2",
    "a content": "UPDATE payload SET body = zeroblob(10) WHERE id = 2",
    "a salt": "UPDATE payload SET salt = zeroblob(16) WHERE id = 2",
    "which content": "UPDATE audit_entry SET payload_id = 1 WHERE seq = 2",
}


DELETED = {
    "a screening": "DELETE FROM screening WHERE id = 1",
    "the newest screening": "DELETE FROM screening WHERE id = 2",
    "a hit": "DELETE FROM hit WHERE id = 1",
    "a decision": "DELETE FROM disposition WHERE id = 1",
    "the newest decision": "DELETE FROM disposition WHERE id = 2",
    "a memo": "DELETE FROM memo",
    "the alert line's history": "DELETE FROM setting_event",
    "an entry of the log": "DELETE FROM audit_entry WHERE seq = 2",
    "the first entry of the log": "DELETE FROM audit_entry WHERE seq = 1",
    "a content": "DELETE FROM payload WHERE id = 2",
    "the lists searched": "DELETE FROM coverage_set WHERE id = 1",
    "an operator": "DELETE FROM operator WHERE id = 1",
    "a listed entry": "DELETE FROM record WHERE id = 1",
}


@pytest.mark.parametrize("statement", ALTERED.values(), ids=ALTERED)
def test_whatever_was_altered_is_found(ws: Workspace, tamper: Tamper, statement: str) -> None:
    tamper(statement)
    verdict = verify_audit(ws)
    assert not verdict.intact
    assert verdict.findings


@pytest.mark.parametrize("statement", DELETED.values(), ids=DELETED)
def test_whatever_was_deleted_is_found(ws: Workspace, tamper: Tamper, statement: str) -> None:
    tamper(statement)
    assert not verify_audit(ws).intact


def test_a_finding_names_what_it_is_about(ws: Workspace, tamper: Tamper) -> None:
    tamper("UPDATE screening SET outcome = 'no match' WHERE number = 'S-2026-000001'")
    assert verify_audit(ws).findings == (
        "S-2026-000001: its screening says other than its recorded content",
    )


@pytest.mark.parametrize("text", ["{}", "[]", "null", "1", '{"answer": 1}', '{"answer": {}}', "{"])
def test_content_replaced_by_anything_is_a_finding_and_no_crash(
    ws: Workspace, tamper: Tamper, text: str
) -> None:
    tamper("UPDATE payload SET body = ?", pack(text))
    findings = verify_audit(ws).findings
    assert sum("its content was altered" in finding for finding in findings) == len(
        audit_entries(ws)
    )


def test_a_row_smuggled_in_is_found(ws: Workspace, tamper: Tamper) -> None:
    columns = [name for (_, name, *_) in ws.store.reader().execute("PRAGMA table_info(screening)")]
    copied = ", ".join(columns[2:])
    tamper(
        f"INSERT INTO screening (id, number, {copied}) "  # noqa: S608  # our own names
        f"SELECT 99, 'S-2026-000099', {copied} FROM screening WHERE id = 1"
    )
    assert any("S-2026-000099" in finding for finding in verify_audit(ws).findings)


def test_a_cut_off_end_is_found_by_the_memo_that_is_anchored_to_it(
    ws: Workspace, tamper: Tamper
) -> None:
    anchor = ws.store.reader().execute("SELECT chain_length FROM memo").fetchone()[0]
    tamper("DELETE FROM audit_entry WHERE seq >= ?", anchor)
    assert any("anchored" in finding for finding in verify_audit(ws).findings)


def test_content_that_retention_deleted_with_a_signed_tombstone_is_no_finding(
    ws: Workspace,
) -> None:
    with ws.store.writing() as connection:
        connection.execute("DELETE FROM payload WHERE id = 2")
        ws.append(connection, "payload deleted", "2", {"rule": "15 CFR 762.6"})
    verdict = verify_audit(ws)
    assert verdict.findings == ()
    assert any("1 payloads are no longer stored" in note for note in verdict.notes)


def test_a_clock_that_ran_backward_is_noted_and_no_finding(ws: Workspace) -> None:
    clock = ws.now
    assert isinstance(clock, Clock)
    clock.moment = START.replace(year=2020)
    with ws.store.writing() as connection:
        ws.append(connection, "note", "S-2026-000001", {})
    verdict = verify_audit(ws)
    assert verdict.intact
    assert any("clock ran backward" in note for note in verdict.notes)


def test_another_operator_has_a_key_of_their_own_and_both_verify(
    ws: Workspace, tmp_path: Path
) -> None:
    ws.close()
    other = open_at(ws.paths.data, operator="Bob Example")
    screener = Screener(other)
    screener.record(screener.screen(Query("Sugon")))
    entries = audit_entries(other)
    assert (entries[0].operator, entries[1].operator) == ("Bob Example", "Ada Example")
    assert entries[0].key != entries[1].key
    assert verify_audit(other).intact
    other.close()
    assert tmp_path.exists()


def test_no_content_stands_in_the_chain_itself(ws: Workspace) -> None:
    told = json.dumps([list(map(str, (e.kind, e.subject, e.at))) for e in audit_entries(ws)])
    assert "Nettrix" not in told
    assert "same address" not in told


def test_the_same_content_has_another_hash_each_time(ws: Workspace) -> None:
    with ws.store.writing() as connection:
        first = ws.append(connection, "note", "x", {"a": 1})
        second = ws.append(connection, "note", "x", {"a": 1})
    assert first.entry.payload_sha256 != second.entry.payload_sha256
    stored = audit.payload(ws.store.reader(), first.payload_id)
    assert stored is not None
    assert stored[1] == '{"a":1}'


def test_nothing_goes_on_record_where_nothing_can_be_written(ws: Workspace) -> None:
    reading = Workspace(ws.paths, ws.store, ws.operator, key=None, now=ws.now)
    with (
        pytest.raises(EnvironmentProblemError, match="reading only"),
        ws.store.writing() as connection,
    ):
        reading.append(connection, "note", "x", {})
