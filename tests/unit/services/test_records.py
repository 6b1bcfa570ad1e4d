from collections.abc import Callable

import pytest

from caveat.domain.screening import Answer
from caveat.services.records import audit_entries, screening_rows
from caveat.services.workspace import Workspace

PutOnRecord = Callable[..., Answer]


@pytest.fixture
def recorded(put_on_record: PutOnRecord) -> list[Answer]:
    return [put_on_record(name) for name in ("Nettrix", "Zuvanari 100%", "浪潮", "a_b")]


def test_screenings_come_newest_first_and_by_pages(ws: Workspace, recorded: list[Answer]) -> None:
    numbers = [answer.screening for answer in reversed(recorded)]
    assert [row.screening for row in screening_rows(ws)] == numbers
    assert [row.screening for row in screening_rows(ws, limit=2, offset=1)] == numbers[1:3]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nettrix", ["Nettrix"]),
        ("潮", ["浪潮"]),
        ("100%", ["Zuvanari 100%"]),
        ("%", ["Zuvanari 100%"]),
        ("_", ["a_b"]),
        ("000003", ["浪潮"]),
        ("' OR 1=1 --", []),
    ],
)
@pytest.mark.usefixtures("recorded")
def test_screenings_are_found_by_name_or_number_literally(
    ws: Workspace, text: str, found: list[str]
) -> None:
    assert [row.name for row in screening_rows(ws, text=text)] == found


@pytest.mark.usefixtures("recorded")
def test_screenings_are_found_by_outcome(ws: Workspace) -> None:
    assert len(screening_rows(ws, outcome="not screened")) == 4
    assert screening_rows(ws, outcome="no match") == ()


def test_a_row_counts_hits_and_what_is_undecided(ws: Workspace, recorded: list[Answer]) -> None:
    newest = screening_rows(ws, text="Nettrix")[0]
    alerts = len(recorded[0].alerts)
    assert (newest.hits, newest.undecided) == (alerts, alerts)
    assert newest.best_score == recorded[0].hits[0].score
    assert newest.operator == "Ada Example"


def test_audit_entries_come_newest_first_and_by_pages(
    ws: Workspace, recorded: list[Answer]
) -> None:
    entries = audit_entries(ws)
    assert [e.subject for e in entries[:4]] == [a.screening for a in reversed(recorded)]
    assert audit_entries(ws, limit=2, offset=1) == entries[1:3]
    assert entries[0].previous == entries[1].sha256
