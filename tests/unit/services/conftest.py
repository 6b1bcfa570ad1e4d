"""Bringing invented list files into the test's workspace without a worker process."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import (
    Channel,
    Duty,
    ImportReport,
    Override,
    ParsedFile,
    ParsedList,
    PublishedList,
)
from caveat.domain.parties import Name, PartyKind, PartyRecord
from caveat.domain.progress import ignore_progress
from caveat.domain.screening import Answer, Query
from caveat.ingest.lists.read import read_list_file
from caveat.services.intake import IntakeOptions, take_in
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from templates import Row, write_csl

Publish = Callable[..., ImportReport]


@pytest.fixture
def publish(ws: Workspace, tmp_path: Path) -> Publish:
    """Write a file of the Consolidated Screening List and take it in."""

    def run(
        name: str,
        entries: Sequence[Row],
        *,
        released: date | None = None,
        accept_shrink: str = "",
        accept: frozenset[Override] = frozenset(),
        whole_file: bool = True,
        **changes: object,
    ) -> ImportReport:
        parsed = replace(read_list_file(write_csl(tmp_path / name, entries)), **changes)  # type: ignore[arg-type]  # fields by name
        accepted = accept | ({Override.SHRINK} if accept_shrink else frozenset())
        options = IntakeOptions(
            released, accept=accepted, reason=accept_shrink or "why not", whole_file=whole_file
        )
        return take_in(ws, parsed, options, progress=ignore_progress, cancel=None)

    return run


@pytest.fixture
def tamper(ws: Workspace) -> Callable[..., int]:
    """Change the record behind the program's back, as someone with a database tool would."""

    def run(statement: str, *values: object) -> int:
        connection = ws.store.reader()
        connection.execute("PRAGMA foreign_keys = OFF")
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        changed = connection.execute(statement, values).rowcount
        assert changed > 0, "nothing was there to tamper with"
        return changed

    return run


@pytest.fixture
def put_on_record(screener: Screener) -> Callable[..., Answer]:
    """Screen a name and record the answer."""

    def run(name: str, **asked: object) -> Answer:
        query = Query(name, **asked)  # type: ignore[arg-type]  # by name on purpose
        return screener.record(screener.screen(query))

    return run


@pytest.fixture
def own_list(ws: Workspace) -> Callable[..., ImportReport]:
    """Take in a list that the officer keeps."""

    def run(code: str, count: int, *, title: str, day: int = 1) -> ImportReport:
        records = tuple(
            PartyRecord(code, "", "", PartyKind.COMPANY, (Name(f"Tavronix {n} Works"),))
            for n in range(count)
        )
        known = PublishedList(code, title, "our office", duty=Duty.DENY, private=True)
        item = ParsedList(code, records, rows=count, definition=known)
        digest = hashlib.sha256(f"{code} {count} {title}".encode()).hexdigest()
        parsed = ParsedFile(Channel.OWN, "own list", 1, (item,), "letters.csv", digest, 100)
        options = IntakeOptions(date(2026, 1, day))
        return take_in(ws, parsed, options, progress=ignore_progress, cancel=None)

    return run
