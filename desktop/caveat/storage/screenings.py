"""Recorded screenings, their hits, decisions and memos."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from caveat.domain.decisions import Decision, Disposition
from caveat.domain.records import MemoRow, ScreeningRow
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import date_text, date_value, like_text, time_text, time_value


@dataclass(frozen=True, slots=True)
class NewScreening:
    """A screening as it is put on record; the answer itself is its payload."""

    number: str
    supplier_id: int | None
    operator_id: int
    screened_at: datetime
    valid_until: date | None
    as_of: date
    in_force: date | None
    name: str
    outcome: str
    alerts: int
    best_score: float | None
    best_party: str
    best_list: str
    threshold: float
    engine_version: str
    settings_sha256: str
    coverage_id: int
    payload_id: int
    audit_seq: int


@dataclass(frozen=True, slots=True)
class NewHit:
    """A hit as it is put on record."""

    number: str
    party_number: str
    record_id: int
    rank: int
    score: float
    band: str
    contradicted: bool


@dataclass(frozen=True, slots=True)
class StoredScreening:
    """Where a screening's answer lies."""

    id: int
    number: str
    payload_id: int


def coverage_id(
    connection: sqlite3.Connection, sha256: str, releases_sha256: str, body: str
) -> int:
    """Id of a set of lists and releases, stored once per distinct set."""
    connection.execute(
        "INSERT INTO coverage_set (sha256, releases_sha256, body) VALUES (?, ?, ?) "
        "ON CONFLICT (sha256) DO NOTHING",
        (sha256, releases_sha256, body),
    )
    row = connection.execute("SELECT id FROM coverage_set WHERE sha256 = ?", (sha256,)).fetchone()
    return int(row[0])


def add_screening(
    connection: sqlite3.Connection, new: NewScreening, hits: tuple[NewHit, ...]
) -> int:
    """Put a screening and its hits on record; its id."""
    cursor = connection.execute(
        "INSERT INTO screening (number, supplier_id, operator_id, screened_at, valid_until, "
        "as_of, in_force, name, outcome, alerts, best_score, best_party, best_list, threshold, "
        "engine_version, settings_sha256, coverage_id, payload_id, audit_seq) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            new.number,
            new.supplier_id,
            new.operator_id,
            time_text(new.screened_at),
            date_text(new.valid_until),
            date_text(new.as_of),
            date_text(new.in_force),
            new.name,
            new.outcome,
            new.alerts,
            new.best_score,
            new.best_party,
            new.best_list,
            new.threshold,
            new.engine_version,
            new.settings_sha256,
            new.coverage_id,
            new.payload_id,
            new.audit_seq,
        ),
    )
    screening = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO hit (number, screening_id, party_id, record_id, rank, score, band, "
        "contradicted) VALUES (?, ?, (SELECT id FROM party WHERE number = ?), ?, ?, ?, ?, ?)",
        [
            (
                hit.number,
                screening,
                hit.party_number,
                hit.record_id,
                hit.rank,
                hit.score,
                hit.band,
                int(hit.contradicted),
            )
            for hit in hits
        ],
    )
    return screening


def stored_screening(connection: sqlite3.Connection, number: str) -> StoredScreening | None:
    """Where the answer of a screening lies, by its number."""
    row = connection.execute(
        "SELECT id, number, payload_id FROM screening WHERE number = ?", (number,)
    ).fetchone()
    return StoredScreening(*row) if row else None


def packed_answers(
    connection: sqlite3.Connection, numbers: Sequence[str]
) -> Iterator[tuple[str, int, bytes | None]]:
    """A page of screenings: number, id of the lists searched, payload (None: no longer stored)."""
    yield from connection.execute(
        "SELECT s.number, s.coverage_id, p.body FROM screening AS s "
        "LEFT JOIN payload AS p ON p.id = s.payload_id "
        "WHERE s.number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )


def coverage_body(connection: sqlite3.Connection, coverage: int) -> str:
    """The lists and releases of a coverage set as they were stored."""
    row = connection.execute("SELECT body FROM coverage_set WHERE id = ?", (coverage,)).fetchone()
    return str(row[0])


@dataclass(frozen=True, slots=True)
class Footing:
    """What newest screenings of a book stand on: the same releases, engine and settings."""

    releases_sha256: str
    engine_version: str
    settings_sha256: str
    suppliers: int
    first: datetime
    last: datetime
    newest: str
    """Number of the newest screening of them."""


def footings(connection: sqlite3.Connection, book: int) -> tuple[Footing, ...]:
    """What the newest screenings of a book's suppliers stand on, the newest first."""
    rows = connection.execute(
        """
        SELECT g.releases, g.engine, g.settings, g.suppliers, g.first, g.last, n.number
        FROM (SELECT c.releases_sha256 AS releases, s.engine_version AS engine,
                     s.settings_sha256 AS settings, count(*) AS suppliers,
                     min(s.screened_at) AS first, max(s.screened_at) AS last, max(s.id) AS newest
              FROM newest_screening AS s
              JOIN supplier AS p ON p.id = s.supplier_id
              JOIN coverage_set AS c ON c.id = s.coverage_id
              WHERE p.book_id = ?
              GROUP BY c.releases_sha256, s.engine_version, s.settings_sha256) AS g
        JOIN screening AS n ON n.id = g.newest
        ORDER BY n.id DESC
        """,
        (book,),
    )
    return tuple(
        Footing(releases, engine, settings, count, time_value(first), time_value(last), newest)
        for releases, engine, settings, count, first, last, newest in rows
    )


def screening_rows(
    connection: sqlite3.Connection,
    today: date,
    *,
    text: str,
    outcome: str,
    limit: int,
    offset: int,
) -> tuple[ScreeningRow, ...]:
    """A page of screenings, newest first; ``today`` decides which decisions hold."""
    rows = connection.execute(
        """
        SELECT s.number, s.name, s.screened_at, o.name, s.outcome, s.alerts, s.best_score,
               (SELECT count(*) FROM hit AS h
                LEFT JOIN current_disposition AS d ON d.hit_id = h.id
                WHERE h.screening_id = s.id AND h.band IN ('strong', 'possible')
                  AND (coalesce(d.decision, 'open') = 'open' OR d.expires < ?5)),
               coalesce(c.number, '')
        FROM screening AS s
        JOIN operator AS o ON o.id = s.operator_id
        LEFT JOIN case_file AS c ON c.id = s.case_id
        WHERE (?1 = '' OR s.name LIKE ?1 ESCAPE '\\' OR s.number LIKE ?1 ESCAPE '\\')
          AND (?2 = '' OR s.outcome = ?2)
        ORDER BY s.id DESC LIMIT ?3 OFFSET ?4
        """,
        (like_text(text), outcome, limit, offset, date_text(today)),
    )
    return tuple(
        ScreeningRow(number, name, time_value(at), operator, found, alerts, best, undecided, case)
        for number, name, at, operator, found, alerts, best, undecided, case in rows
    )


@dataclass(frozen=True, slots=True)
class DecidedHit:
    """What a decision is bound to."""

    id: int
    screening: str
    payload_id: int
    record_sha256: bytes


def hit_to_decide(connection: sqlite3.Connection, number: str) -> DecidedHit | None:
    """A hit by its number, with both sides that a decision is bound to."""
    row = connection.execute(
        "SELECT h.id, s.number, s.payload_id, r.content_sha256 FROM hit AS h "
        "JOIN screening AS s ON s.id = h.screening_id JOIN record AS r ON r.id = h.record_id "
        "WHERE h.number = ?",
        (number,),
    ).fetchone()
    return DecidedHit(*row) if row else None


@dataclass(frozen=True, slots=True)
class NewDisposition:
    """A decision as it is put on record."""

    hit_id: int
    decision: Decision
    reason: str
    operator_id: int
    decided_at: datetime
    expires: date | None
    query_sha256: str
    record_sha256: bytes
    audit_seq: int


def add_disposition(connection: sqlite3.Connection, new: NewDisposition) -> int:
    """Record a decision; its id. Earlier ones on the same hit stay."""
    cursor = connection.execute(
        "INSERT INTO disposition (hit_id, decision, reason, operator_id, decided_at, expires, "
        "query_sha256, record_sha256, audit_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            new.hit_id,
            new.decision,
            new.reason,
            new.operator_id,
            time_text(new.decided_at),
            date_text(new.expires),
            new.query_sha256,
            new.record_sha256,
            new.audit_seq,
        ),
    )
    return int(cursor.lastrowid or 0)


def footing_keys(
    connection: sqlite3.Connection, numbers: Sequence[str]
) -> dict[str, tuple[str, str, str]]:
    """Releases, engine and settings that some screenings stand on, by number."""
    rows = connection.execute(
        "SELECT s.number, c.releases_sha256, s.engine_version, s.settings_sha256 "
        "FROM screening AS s JOIN coverage_set AS c ON c.id = s.coverage_id "
        "WHERE s.number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return {number: (releases, engine, settings) for number, releases, engine, settings in rows}


def dispositions(
    connection: sqlite3.Connection, screening: str
) -> dict[str, tuple[Disposition, ...]]:
    """Every decision on the hits of a screening, by hit, oldest first."""
    return dispositions_of(connection, (screening,))


def dispositions_of(
    connection: sqlite3.Connection, numbers: Sequence[str]
) -> dict[str, tuple[Disposition, ...]]:
    """Every decision on the hits of some screenings, by hit, oldest first."""
    found: dict[str, list[Disposition]] = defaultdict(list)
    rows = connection.execute(
        """
        SELECT d.id, h.number, d.decision, d.reason, o.name, d.decided_at, d.expires
        FROM disposition AS d
        JOIN hit AS h ON h.id = d.hit_id
        JOIN screening AS s ON s.id = h.screening_id
        JOIN operator AS o ON o.id = d.operator_id
        WHERE s.number IN (SELECT value FROM json_each(?)) ORDER BY d.id
        """,
        (json.dumps(list(numbers)),),
    )
    for id_, hit, decision, reason, operator, at, expires in rows:
        found[hit].append(
            Disposition(
                id_, hit, Decision(decision), reason, operator, time_value(at), date_value(expires)
            )
        )
    return {hit: tuple(decided) for hit, decided in found.items()}


@dataclass(frozen=True, slots=True)
class NewMemo:
    """A memo as it is put on record."""

    number: str
    screening_id: int
    made_at: datetime
    operator_id: int
    file_name: str
    sha256: str
    pages: int
    chain_head: str
    chain_length: int
    audit_seq: int


def add_memo(connection: sqlite3.Connection, new: NewMemo) -> None:
    """Record that a memo was made."""
    connection.execute(
        "INSERT INTO memo (number, screening_id, made_at, operator_id, file_name, sha256, pages, "
        "chain_head, chain_length, audit_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            new.number,
            new.screening_id,
            time_text(new.made_at),
            new.operator_id,
            new.file_name,
            new.sha256,
            new.pages,
            new.chain_head,
            new.chain_length,
            new.audit_seq,
        ),
    )


def memo_rows(connection: sqlite3.Connection, limit: int, offset: int) -> tuple[MemoRow, ...]:
    """A page of memos, newest first."""
    rows = connection.execute(
        "SELECT m.number, s.number, m.made_at, o.name, m.file_name, m.sha256 FROM memo AS m "
        "JOIN screening AS s ON s.id = m.screening_id JOIN operator AS o ON o.id = m.operator_id "
        "ORDER BY m.id DESC LIMIT ? OFFSET ?",
        (limit, offset),
    )
    return tuple(
        MemoRow(number, screening, time_value(at), operator, name, sha256)
        for number, screening, at, operator, name, sha256 in rows
    )


def memo_anchors(connection: sqlite3.Connection) -> dict[int, str]:
    """Chain heads that memos carry: position → SHA-256."""
    return dict(connection.execute("SELECT chain_length, chain_head FROM memo").fetchall())


def screened_with(
    connection: sqlite3.Connection, book: int, releases_sha256: str, engine: str, settings: str
) -> set[int]:
    """Suppliers of a book whose newest screening used these releases, engine and settings."""
    rows = connection.execute(
        """
        SELECT s.supplier_id FROM newest_screening AS s
        JOIN supplier AS p ON p.id = s.supplier_id
        JOIN coverage_set AS c ON c.id = s.coverage_id
        WHERE p.book_id = ? AND c.releases_sha256 = ?
          AND s.engine_version = ? AND s.settings_sha256 = ?
        """,
        (book, releases_sha256, engine, settings),
    )
    return {supplier for (supplier,) in rows}
