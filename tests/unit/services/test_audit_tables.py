"""Every table and every column: what the audit log confirms cannot be altered unnoticed."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.decisions import Decision
from caveat.domain.lists import (
    Channel,
    Duty,
    FilePart,
    Origin,
    ParsedFile,
    ParsedList,
    PublishedList,
)
from caveat.domain.parties import Name, PartyKind, PartyRecord, PublishedRelation
from caveat.domain.progress import ignore_progress
from caveat.domain.relations import RelationKind
from caveat.domain.screening import Query
from caveat.domain.suppliers import SheetReading, SupplierField
from caveat.ingest.lists.read import read_list_file
from caveat.services.alert_line import set_alert_line
from caveat.services.audit import verify_audit
from caveat.services.batch import screen_book
from caveat.services.decisions import decide
from caveat.services.intake import IntakeOptions, take_in
from caveat.services.memos import make_memo
from caveat.services.own_rules import import_own_rules
from caveat.services.records import audit_entries
from caveat.services.relations import (
    TypedRelation,
    import_relations,
    type_in,
)
from caveat.services.screening import Screener
from caveat.services.suppliers import import_suppliers
from caveat.services.withdrawn_relations import withdraw_relation
from caveat.services.workspace import Workspace
from caveat.storage import audit
from caveat.storage.driver import sqlite3
from own_rules import write_own_rules
from templates import Clock, copy_home, open_at, row, rows, starter_template, write_csl

Tamper = Callable[..., int]


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with rows in every table that something writes to."""
    folder = tmp_path_factory.mktemp("everything")
    home = copy_home(starter_template(tmp_path_factory.mktemp("for-everything")), folder / "home")
    ws = open_at(home, Clock())
    screener = Screener(ws)
    import_own_rules(ws, write_own_rules(folder), reason="a notice")
    first = screener.record(screener.screen(Query("Nettrix")))
    decide(ws, first.hits[0].hit, Decision.FALSE_POSITIVE, "another legal person")
    make_memo(ws, first.screening, folder / "memo.pdf")
    options = IntakeOptions()
    for name, count in (("csl_2026-11-19.csv", 165), ("csl_2026-11-20.csv", 166)):
        entries = [*rows("US-EL", count), row("Moon List", "X")]
        parsed = read_list_file(write_csl(folder / name, entries))
        take_in(ws, parsed, options, progress=ignore_progress, cancel=None)
    take_in(
        ws,
        _own_set_of_files(),
        IntakeOptions(origin=Origin("https://example.org/own", date(2026, 11, 1), "abcd")),
        progress=ignore_progress,
        cancel=None,
    )
    set_alert_line(ws, 75, "many false hits")
    ties = folder / "ties.csv"
    ties.write_text(
        "from,relation,to,share,from date,to date,source,note\n"
        "Sugon,shareholder of,Alpha Bakery,30,2020,2024,Register,seen\n",
        encoding="utf-8",
    )
    import_relations(ws, screener, ties)
    typed = TypedRelation("Ms A", RelationKind.OFFICER, "Alpha Bakery", "Register")
    withdraw_relation(ws, type_in(ws, typed).number, "another Ms A")
    book = folder / "book.csv"
    book.write_text("Name,Buyer\nSugon,Ms A\n!!!,\nAlpha Bakery,\n", encoding="utf-8")
    reading = SheetReading("", 1, ((0, SupplierField.NAME),))
    screen_book(ws, screener, import_suppliers(ws, book, reading).book.id)
    ws.close()
    return home


def _own_set_of_files() -> ParsedFile:
    """What only some files bring: parts, a definition, ties."""
    code = "OWN-LETTERS"
    tie = PublishedRelation("owned by", "Tavronix", "51 %", "7", "51", "2020", "2024")
    entry = PartyRecord(
        code, "1", "", PartyKind.COMPANY, (Name("Belgara Works"),), relations=(tie,)
    )
    known = PublishedList(code, "Letters", "us", duty=Duty.DENY, private=True, note="confidential")
    part = FilePart("entries", "letters.csv", "a" * 64, 3)
    item = ParsedList(code, (entry,), rows=1, definition=known)
    return ParsedFile(
        Channel.OWN, "own list", 1, (item,), "letters.csv", "b" * 64, 3, parts=(part,)
    )


@pytest.fixture
def ws(everything: Path, tmp_path: Path) -> Iterator[Workspace]:
    opened = open_at(copy_home(everything, tmp_path / "home"), Clock())
    yield opened
    opened.close()


def test_a_workspace_in_which_everything_was_done_is_intact(ws: Workspace) -> None:
    assert verify_audit(ws).findings == ()


def _tables(ws: Workspace) -> list[tuple[str, list[str]]]:
    connection = ws.store.reader()
    names = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlite%' "
            "ORDER BY name"
        )
    ]
    return [
        (name, [column for _, column, *_ in connection.execute(f"PRAGMA table_info({name})")])
        for name in names
    ]


UNCONFIRMED = {
    ("operator", "created_at"),
    ("disposition", "id"),
    ("memo", "id"),
    ("setting_event", "id"),
}
"""What nothing rests on: when an operator first worked here, and ids of which only the order
counts."""
ALTER = """
    UPDATE {table} SET {column} = CASE typeof({column})
        WHEN 'integer' THEN {column} + 1 WHEN 'real' THEN {column} + 1.5
        WHEN 'blob' THEN zeroblob(length({column})) WHEN 'null' THEN NULL
        ELSE {column} || 'x' END
    WHERE {column} IS NOT NULL
"""


def test_no_column_of_any_table_can_be_altered_unnoticed(ws: Workspace) -> None:
    """Every column of every table that holds a row, altered in all rows; none may crash."""
    connection = ws.store.reader()
    connection.execute("PRAGMA foreign_keys = OFF")
    unnoticed, tried = [], 0
    for table, columns in _tables(ws):
        for column in columns:
            connection.execute("BEGIN")
            try:
                _drop_triggers(connection)
                try:
                    changed = connection.execute(ALTER.format(table=table, column=column)).rowcount
                except sqlite3.IntegrityError:
                    continue  # the schema refuses it
                if changed > 0:
                    tried += 1
                    if verify_audit(ws).intact:
                        unnoticed.append((table, column))
            finally:
                connection.execute("ROLLBACK")
    assert set(unnoticed) <= UNCONFIRMED
    assert tried > 100


def test_no_row_of_any_table_can_be_deleted_unnoticed(ws: Workspace) -> None:
    connection = ws.store.reader()
    connection.execute("PRAGMA foreign_keys = OFF")
    unnoticed, tried = [], 0
    for table, columns in _tables(ws):
        for order in ("", "DESC"):
            connection.execute("BEGIN")
            try:
                _drop_triggers(connection)
                key = ", ".join(columns)
                deleted = connection.execute(
                    f"DELETE FROM {table} WHERE ({key}) IS "  # noqa: S608  # our own names
                    f"(SELECT {key} FROM {table} ORDER BY {columns[0]} {order} LIMIT 1)"
                ).rowcount
                if deleted > 0:
                    tried += 1
                    if verify_audit(ws).intact:
                        unnoticed.append((table, order))
            finally:
                connection.execute("ROLLBACK")
    assert unnoticed == []
    assert tried > 40


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET kind = 'dragon' WHERE id = 1",
        "UPDATE record SET detail = 'no json'",
        "UPDATE record SET detail = '[]' WHERE id = 2",
        "UPDATE record SET published = '{\"a\": 1}' WHERE id = 2",
        "UPDATE record_name SET kind = 'title'",
        "UPDATE record_name SET source_key = '{\"x\": 1}'",
        "DELETE FROM record_name",
        "UPDATE record_name SET text = CAST(x'ff' AS TEXT) WHERE record_id = 1",
        "UPDATE screening SET number = CAST(x'ff' AS TEXT) WHERE id = 1",
        "UPDATE screening SET number = 'none' WHERE id = 1",
        "UPDATE screening SET screened_at = 'yesterday'",
        "UPDATE coverage_set SET body = '{'",
        "UPDATE supplier SET name = CAST(x'ff' AS TEXT) WHERE id = 1",
        "UPDATE audit_entry SET subject = CAST(x'ff' AS TEXT) WHERE seq = 1",
        "UPDATE audit_entry SET payload_id = NULL",
        "UPDATE operator SET public_key = x'00'",
        "DELETE FROM workspace",
        "DELETE FROM audit_entry",
    ],
)
def test_whatever_stands_in_the_tables_the_answer_is_a_verdict(
    ws: Workspace, tamper: Tamper, statement: str
) -> None:
    tamper(statement)
    verdict = verify_audit(ws)
    assert not verdict.intact
    assert verdict.findings


def test_decisions_put_into_another_order_are_found(ws: Workspace, tamper: Tamper) -> None:
    hit = ws.store.reader().execute("SELECT min(number) FROM hit").fetchone()[0]
    decide(ws, hit, Decision.TRUE_MATCH, "the same after all")
    assert verify_audit(ws).intact
    tamper("UPDATE disposition SET id = 99 WHERE id = 1")
    assert any("another order" in finding for finding in verify_audit(ws).findings)


def test_a_release_that_was_altered_is_named(ws: Workspace, tamper: Tamper) -> None:
    tamper(
        "UPDATE release SET released = '2027-01-01' "
        "WHERE id = (SELECT max(id) FROM release WHERE list_code = 'US-EL')"
    )
    assert any("US-EL of 2027-01-01" in finding for finding in verify_audit(ws).findings)


def test_an_entry_put_into_a_release_or_taken_out_is_found(ws: Workspace, tamper: Tamper) -> None:
    tamper(
        "INSERT INTO membership (record_id, list_code, channel, from_release, to_release) "
        "SELECT record_id, list_code, channel, from_release, to_release FROM membership LIMIT 1"
    )
    assert not verify_audit(ws).intact


def test_a_cut_off_end_is_found_though_nothing_else_is_left_of_it(
    ws: Workspace, tamper: Tamper
) -> None:
    """Without any key: entry, payload, screening and count are all put back."""
    last = ws.store.reader().execute("SELECT max(id) FROM screening").fetchone()[0]
    seq, payload = (
        ws.store.reader()
        .execute("SELECT audit_seq, payload_id FROM screening WHERE id = ?", (last,))
        .fetchone()
    )
    tamper("DELETE FROM audit_entry WHERE seq = ?", seq)
    connection = ws.store.reader()
    connection.execute("DELETE FROM payload WHERE id = ?", (payload,))
    connection.execute("DELETE FROM hit WHERE screening_id = ?", (last,))
    connection.execute("DELETE FROM screening WHERE id = ?", (last,))
    assert any("entries are missing at the end" in found for found in verify_audit(ws).findings)
    connection.execute("UPDATE number_sequence SET last = last - 1 WHERE prefix = 'S'")
    (finding,) = verify_audit(ws).findings
    assert "entries are missing at the end" in finding
    assert "older copy" in finding


def _head(ws: Workspace) -> Path:
    (path,) = ws.paths.keys.glob("head-*.json")
    return path


def test_the_kept_head_follows_every_commit_and_may_lag_behind(
    ws: Workspace, screener: Screener
) -> None:
    before = _head(ws).read_bytes()
    screener.record(screener.screen(Query("Sugon")))
    assert json.loads(_head(ws).read_bytes())["seq"] == len(audit_entries(ws))
    _head(ws).write_bytes(before)
    assert verify_audit(ws).intact
    assert not list(ws.paths.keys.glob("*.partial"))


def test_a_write_that_was_rolled_back_is_not_kept_as_the_head(ws: Workspace) -> None:
    before = _head(ws).read_bytes()

    def fail_half_way() -> None:
        with ws.store.writing() as connection:
            ws.append(connection, "note", "x", {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with ws.store.writing() as connection:
        audit.next_number(connection, "C", 2026)
    assert _head(ws).read_bytes() == before


def test_an_altered_head_is_a_finding_and_a_lost_one_a_note(ws: Workspace) -> None:
    said = json.loads(_head(ws).read_bytes())
    _head(ws).write_text(json.dumps({**said, "seq": said["seq"] - 1}), encoding="utf-8")
    assert any("was altered" in finding for finding in verify_audit(ws).findings)
    for text in ("", "[]", "{", '{"seq": 1}', '{"seq": 1, "sha256": "", "signature": 1, "key": 1}'):
        _head(ws).write_text(text, encoding="utf-8")
        verdict = verify_audit(ws)
        assert verdict.intact
        assert any("cannot be read" in note for note in verdict.notes)
    _head(ws).unlink()
    assert any("where the log ended" in note for note in verify_audit(ws).notes)


def test_an_operators_key_without_a_passphrase_is_noted(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert any("not kept under a passphrase" in note for note in verify_audit(ws).notes)
    monkeypatch.setenv("CAVEAT_PASSPHRASE", "open sesame")
    other = open_at(ws.paths.data, operator="Bob Example")
    assert not any("not kept under a passphrase" in note for note in verify_audit(other).notes)
    other.close()


def _drop_triggers(connection: sqlite3.Connection) -> None:
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
