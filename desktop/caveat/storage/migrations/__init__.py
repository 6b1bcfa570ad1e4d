"""The schema, step by step. A released migration is never edited; a new one is appended.

Every step is an SQL file of this folder that can be pasted into a shell. Tables that hold the
record refuse to be changed: the triggers are made here, from one list, after the SQL.
"""

from collections.abc import Iterator, Sequence
from importlib.resources import files

from sqlite_utils import Database, Migrations

from caveat.storage.driver import sqlite3

_APPEND_ONLY = """
    workspace operator audit_entry setting_event list_import release service_event unread_row party
    record record_name record_address record_identifier overlay_set source overlay_party
    overlay_name overlay_identifier relation case_file case_party case_transaction supplier_book
    supplier supplier_row_not_taken coverage_set screening hit disposition note memo
""".split()  # noqa: SIM905  # thirty names read better than thirty lines
_APPEND_ONLY_SINCE_2 = (
    "record_relation",
    "list_import_file",
    "list_import_origin",
    "list_definition",
    "trusted_signer",
)
_APPEND_ONLY_SINCE_3 = ("relation_intake", "stated_relation", "relation_withdrawal")

migrations = Migrations("caveat")


def statements(script: str) -> Iterator[str]:
    """The complete statements of an SQL text (``executescript`` would commit behind our back)."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if pending.strip() and not pending.strip().startswith("--"):
        raise ValueError(f"incomplete statement at the end of a migration: {pending[:80]!r}")


def run_file(db: Database, name: str) -> None:
    """Run every statement of an SQL file of this folder."""
    for statement in statements((files(__package__) / name).read_text(encoding="utf-8")):
        db.conn.execute(statement)


@migrations()
def workspace(db: Database) -> None:
    """Lists with their history, suppliers, cases, screenings, decisions, audit chain."""
    run_file(db, "0001_workspace.sql")
    _make_append_only(db, _APPEND_ONLY)
    # Retention may delete a payload; nobody may change one.
    db.conn.execute(
        "CREATE TRIGGER payload_no_update BEFORE UPDATE ON payload "
        "BEGIN SELECT raise(ABORT, 'payload is append-only'); END"
    )


@migrations()
def lists_by_channel(db: Database) -> None:
    """Published ties, sets of files, where a file came from, own lists, trusted installations."""
    run_file(db, "0002_lists_by_channel.sql")
    _make_append_only(db, _APPEND_ONLY_SINCE_2)


@migrations()
def relations(db: Database) -> None:
    """Relations that the officer imports or types in, and their withdrawals."""
    run_file(db, "0003_relations.sql")
    _make_append_only(db, _APPEND_ONLY_SINCE_3)


def _make_append_only(db: Database, tables: Sequence[str]) -> None:
    for table in tables:
        for verb in ("UPDATE", "DELETE"):
            db.conn.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT raise(ABORT, '{table} is append-only'); END"
            )
