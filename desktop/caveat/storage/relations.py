"""Relations that the officer imported or typed in; withdrawn, never deleted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Any

from caveat.domain.periods import Period
from caveat.domain.relations import Basis, PartyRef, RelationKind, Tie
from caveat.domain.shares import Interval, Share
from caveat.domain.sources import Mark, Source
from caveat.domain.stated_relations import StatedRelation, Withdrawal
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import (
    END_OF_TIME,
    source_text,
    source_value,
    source_values,
    time_text,
    time_value,
)

_STATED = """
SELECT r.id, r.row, r.subject, r.kind, r.object, r.share_low, r.share_high, r.share_stated,
       r.since, r.until, r.evidence, r.note, r.source,
       i.basis, i.file_name, i.at, o.name, w.at, wo.name, w.reason
FROM stated_relation AS r
JOIN relation_intake AS i ON i.id = r.intake_id
JOIN operator AS o ON o.id = i.operator_id
LEFT JOIN relation_withdrawal AS w ON w.relation_id = r.id
LEFT JOIN operator AS wo ON wo.id = w.operator_id
"""
_NO_SOURCE = Source("", "Stated without a source", mark=Mark.UNVERIFIED)


@dataclass(frozen=True, slots=True)
class Intake:
    """Where relations come from: a table, or the officer's hand (with an empty file name)."""

    basis: Basis
    file_name: str = ""
    sha256: str = ""
    sheet: str = ""
    rows_read: int = 0
    rows_not_used: int = 0


def add_relations(
    connection: sqlite3.Connection,
    intake: Intake,
    ties: Iterable[Tie],
    *,
    operator: int,
    at: datetime,
) -> int:
    """Store relations that came in together; the number of the intake."""
    cursor = connection.execute(
        "INSERT INTO relation_intake (at, operator_id, basis, file_name, sha256, sheet, "
        "rows_read, rows_not_used) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            time_text(at),
            operator,
            intake.basis,
            intake.file_name,
            intake.sha256,
            intake.sheet,
            intake.rows_read,
            intake.rows_not_used,
        ),
    )
    intake_id = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO stated_relation (intake_id, row, subject, kind, object, share_low, "
        "share_high, share_stated, since, until, evidence, note, source) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                intake_id,
                tie.row,
                tie.subject.name,
                tie.kind,
                tie.object.name,
                None if tie.share is None else str(tie.share.interval.low),
                None if tie.share is None else str(tie.share.interval.high),
                "" if tie.share is None else tie.share.stated,
                tie.period.since,
                tie.period.until,
                tie.evidence,
                tie.note,
                source_text(tie.source),
            )
            for tie in ties
        ),
    )
    return intake_id


def intake_of(connection: sqlite3.Connection, relation: int) -> Intake:
    """Where one relation came from."""
    row = connection.execute(
        "SELECT i.basis, i.file_name, i.sha256, i.sheet FROM relation_intake AS i "
        "JOIN stated_relation AS r ON r.intake_id = i.id WHERE r.id = ?",
        (relation,),
    ).fetchone()
    return Intake(Basis(row[0]), *row[1:])


def withdraw(
    connection: sqlite3.Connection, relation: int, *, operator: int, at: datetime, reason: str
) -> int:
    """Let a relation count no more; the number of the withdrawal.

    Raises:
        sqlite3.IntegrityError: If there is no such relation, or it is withdrawn already.
    """
    cursor = connection.execute(
        "INSERT INTO relation_withdrawal (relation_id, at, operator_id, reason) "
        "VALUES (?, ?, ?, ?)",
        (relation, time_text(at), operator, reason),
    )
    return int(cursor.lastrowid or 0)


def stated_relations(
    connection: sqlite3.Connection, *, withdrawn: bool = False, until: str = END_OF_TIME
) -> tuple[StatedRelation, ...]:
    """All relations in the order in which they were stored; those that count, or all.

    ``until``: as they stood at a moment: what was stored or withdrawn later does not count.
    """
    return tuple(map(_stated, _rows(connection, withdrawn=withdrawn, until=until)))


def stated_relation(connection: sqlite3.Connection, relation: int) -> StatedRelation:
    """One relation, withdrawn or not.

    Raises:
        KeyError: If there is none with this number.
    """
    row = connection.execute(f"{_STATED}WHERE r.id = ?", (relation,)).fetchone()
    if row is None:
        raise KeyError(relation)
    return _stated(row)


def relations_state(connection: sqlite3.Connection) -> tuple[int, int]:
    """Two numbers that only grow: the newest relation and the newest withdrawal."""
    (found,) = connection.execute(
        "SELECT (SELECT coalesce(max(id), 0) FROM stated_relation), "
        "(SELECT coalesce(max(id), 0) FROM relation_withdrawal)"
    ).fetchall()
    return int(found[0]), int(found[1])


def names(connection: sqlite3.Connection) -> Iterator[str]:
    """Whoever is named in a relation, withdrawn or not, each once."""
    found = connection.execute(
        "SELECT subject FROM stated_relation UNION SELECT object FROM stated_relation"
    )
    return (PartyRef.named(name).name for (name,) in found)


def changed_after(connection: sqlite3.Connection, moment: str) -> int:
    """How many relations were stored or withdrawn after a moment, each once."""
    (count,) = connection.execute(
        """
        SELECT count(*) FROM stated_relation AS r
        JOIN relation_intake AS i ON i.id = r.intake_id
        LEFT JOIN relation_withdrawal AS w ON w.relation_id = r.id
        WHERE (i.at > ?1) + (coalesce(w.at, '') > ?1) = 1
        """,
        (moment,),
    ).fetchone()
    return int(count)


_AT_ONCE = 500
"""Sources that are decoded together: in a table each names its row, so that few are alike."""
_KINDS = {kind.value: kind for kind in RelationKind}
_BASES = {basis.value: basis for basis in Basis}
_period = lru_cache(maxsize=8192)(Period)
_named = lru_cache(maxsize=8192)(PartyRef.named)


def stated_ties(connection: sqlite3.Connection, *, until: str = END_OF_TIME) -> Iterator[Tie]:
    """What the relations that count say; see `stated_relations`."""
    rows = iter(_rows(connection, withdrawn=False, until=until))
    while some := tuple(islice(rows, _AT_ONCE)):
        sources = source_values([row[12] for row in some])
        yield from map(_tie, some, sources)


def _rows(
    connection: sqlite3.Connection, *, withdrawn: bool, until: str
) -> Iterable[tuple[Any, ...]]:
    where = "i.at <= ?1" + ("" if withdrawn else " AND (w.at IS NULL OR w.at > ?1)")
    return connection.execute(f"{_STATED}WHERE {where} ORDER BY r.id", (until,))


def _stated(row: tuple[Any, ...]) -> StatedRelation:
    file_name, at, operator, withdrawn_at, by, reason = row[14:]
    withdrawn = Withdrawal(time_value(withdrawn_at), by, reason) if withdrawn_at else None
    tie = _tie(row, source_value(row[12]))
    return StatedRelation(int(row[0]), tie, file_name, time_value(at), operator, withdrawn)


@lru_cache(maxsize=8192)
def _share(low: str, high: str, stated: str) -> Share:
    return Share(Interval(Decimal(low), Decimal(high)), stated)


def _tie(row: tuple[Any, ...], source: Source | None) -> Tie:
    at_row, subject, kind, other, low, high, stated, since, until = row[1:10]
    evidence, note, _, basis = row[10:14]
    share = None if low is None else _share(low, high, stated)
    return Tie(
        subject=_named(subject),
        kind=_KINDS[kind],
        object=_named(other),
        basis=_BASES[basis],
        source=source or _NO_SOURCE,
        evidence=evidence,
        share=share,
        period=_period(since, until),
        note=note,
        row=int(at_row),
    )
