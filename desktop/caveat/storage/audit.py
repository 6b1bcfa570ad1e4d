"""The audit chain, payloads, operators and number sequences as rows."""

from collections.abc import Iterator
from datetime import datetime

from caveat.domain.decisions import Operator
from caveat.domain.records import AuditEntry
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import pack, time_text, unpack

_ENTRY = (
    "SELECT seq, at, kind, subject, operator, payload_sha256, previous, sha256, signature, key "
    "FROM audit_entry "
)


def head(connection: sqlite3.Connection) -> AuditEntry | None:
    """The newest entry. Read it inside the write transaction that appends to it."""
    row = connection.execute(_ENTRY + "ORDER BY seq DESC LIMIT 1").fetchone()
    return AuditEntry(*row) if row else None


def entries(connection: sqlite3.Connection) -> Iterator[tuple[AuditEntry, int | None]]:
    """Every entry with the id of its payload, oldest first."""
    for row in connection.execute(
        "SELECT seq, at, kind, subject, operator, payload_sha256, previous, sha256, signature, "
        "key, payload_id FROM audit_entry ORDER BY seq"
    ):
        yield AuditEntry(*row[:-1]), row[-1]


def newest_entries(
    connection: sqlite3.Connection, limit: int, offset: int
) -> tuple[AuditEntry, ...]:
    """A page of entries, newest first."""
    rows = connection.execute(_ENTRY + "ORDER BY seq DESC LIMIT ? OFFSET ?", (limit, offset))
    return tuple(AuditEntry(*row) for row in rows)


def add_entry(connection: sqlite3.Connection, entry: AuditEntry, payload_id: int) -> None:
    """Append an entry. The primary key refuses a second entry at one position."""
    connection.execute(
        "INSERT INTO audit_entry (seq, at, kind, subject, operator, payload_id, payload_sha256, "
        "previous, sha256, signature, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.seq,
            entry.at,
            entry.kind,
            entry.subject,
            entry.operator,
            payload_id,
            entry.payload_sha256,
            entry.previous,
            entry.sha256,
            entry.signature,
            entry.key,
        ),
    )


def add_payload(connection: sqlite3.Connection, salt: bytes, text: str) -> int:
    """Store a payload; its id."""
    cursor = connection.execute(
        "INSERT INTO payload (salt, body) VALUES (?, ?)", (salt, pack(text))
    )
    return int(cursor.lastrowid or 0)


def payload(connection: sqlite3.Connection, payload_id: int) -> tuple[bytes, str] | None:
    """Salt and text of a payload; None when retention deleted it.

    Raises:
        DamagedTextError: If it was damaged or altered.
    """
    row = connection.execute(
        "SELECT salt, body FROM payload WHERE id = ?", (payload_id,)
    ).fetchone()
    return (row[0], unpack(row[1])) if row else None


def next_number(connection: sqlite3.Connection, prefix: str, year: int) -> str:
    """The next number of a series, such as ``S-2026-000123``."""
    row = connection.execute(
        "INSERT INTO number_sequence (prefix, year, last) VALUES (?, ?, 1) "
        "ON CONFLICT (prefix, year) DO UPDATE SET last = last + 1 RETURNING last",
        (prefix, year),
    ).fetchone()
    return f"{prefix}-{year}-{row[0]:06d}"


def workspace_id(connection: sqlite3.Connection) -> str:
    """What tells this workspace from every other."""
    return str(connection.execute("SELECT id FROM workspace").fetchone()[0])


def operator_with_key(connection: sqlite3.Connection, name: str, key: str) -> Operator | None:
    """The operator with this name and this key's fingerprint."""
    row = connection.execute(
        "SELECT id, name, fingerprint FROM operator WHERE name = ? AND fingerprint = ?",
        (name, key),
    ).fetchone()
    return Operator(*row) if row else None


def public_keys(connection: sqlite3.Connection) -> dict[str, bytes]:
    """Public keys of all operators by fingerprint."""
    return dict(connection.execute("SELECT fingerprint, public_key FROM operator").fetchall())


def operators(connection: sqlite3.Connection) -> tuple[tuple[str, str, bytes], ...]:
    """Name, fingerprint and public key of all operators."""
    return tuple(connection.execute("SELECT name, fingerprint, public_key FROM operator"))


def add_operator(
    connection: sqlite3.Connection, name: str, public_key: bytes, fingerprint: str, at: datetime
) -> Operator:
    """Store a new operator."""
    cursor = connection.execute(
        "INSERT INTO operator (name, public_key, fingerprint, created_at) VALUES (?, ?, ?, ?)",
        (name, public_key, fingerprint, time_text(at)),
    )
    return Operator(int(cursor.lastrowid or 0), name, fingerprint)


def setting(
    connection: sqlite3.Connection, name: str, until: datetime | None = None
) -> tuple[str, str] | None:
    """Newest value of a recorded setting and the reason given for it, now or at a moment."""
    row = connection.execute(
        "SELECT value, reason FROM setting_event WHERE name = ? AND at <= ? "
        "ORDER BY id DESC LIMIT 1",
        (name, time_text(until) if until else "9999"),
    ).fetchone()
    return (row[0], row[1]) if row else None


def add_setting(
    connection: sqlite3.Connection,
    name: str,
    value: str,
    *,
    reason: str,
    operator: int,
    at: datetime,
) -> None:
    """Record a new value of a setting."""
    connection.execute(
        "INSERT INTO setting_event (at, operator_id, name, value, reason) VALUES (?, ?, ?, ?, ?)",
        (time_text(at), operator, name, value, reason),
    )
