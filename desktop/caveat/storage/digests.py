"""Digests of what is stored, as the audit log confirms them: releases, books, the overlay.

The log holds no list and no spreadsheet; it holds these digests, taken when the rows were written.
`sealed` takes them again and compares. Columns are named one by one: a column that a later schema
adds must not change the digest of what was stored before.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from caveat.storage.driver import sqlite3
from caveat.storage.records import member_ids

Digest = dict[str, Any]

_EVENT = "id, at, operator_id, list_code, kind, release_id, import_id, reason"
_IMPORT = "id, at, operator_id, channel, format, parser_version, file_name, sha256, size, note"
_RELEASE = (
    "id, import_id, list_code, channel, position, released, released_basis, rows, parties, names, "
    "addresses, unread, refused, reason, published_fields, links"
)
_RECORD = (
    "r.id, p.number, p.list_code, p.publisher_id, p.name_key, r.list_code, r.content_sha256, "
    "r.substance_sha256, r.kind, r.name, r.country, r.publisher_id, r.row_id, r.listed, "
    "r.effective, r.ends, r.federal_register, r.release_id, r.row, r.detail, r.published"
)
_PARTS_OF_RECORD = (
    ("record_name", "position, kind, text, source_key"),
    ("record_address", "position, text, city, state, postal_code, country"),
    ("record_identifier", "position, kind, number, country, text"),
    ("record_relation", "position, kind, other, other_id, share, since, until, text"),
)
_PARTS_OF_IMPORT = (
    ("list_import_file", "position, role, file_name, sha256, size", "position"),
    ("list_import_origin", "source_url, last_modified, carried_by, tried", "import_id"),
    (
        "list_definition",
        "id, list_code, title, publisher, url, published_every_days, duty, private, note",
        "id",
    ),
)
_OVERLAY = (
    ("source", "key, title, publisher, locator, date, url, mark", "key"),
    (
        "overlay_party",
        "key, label, list_code, country, name, name_key, federal_register",
        "key",
    ),
    ("overlay_name", "party_key, position, kind, text, source", "party_key, position"),
    (
        "overlay_identifier",
        "party_key, position, kind, number, country, text",
        "party_key, position",
    ),
    (
        "relation",
        "id, subject, subject_key, kind, object, object_key, detail, date, source",
        "id",
    ),
)


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


def line(row: Sequence[Any]) -> bytes:
    """A stored row as bytes; different rows give different bytes."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=bytes.hex)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _feed(digest: _Hash, rows: Iterable[Sequence[Any]]) -> None:
    for row in rows:
        digest.update(line(row))


def record_leaves(
    connection: sqlite3.Connection, ids: Sequence[int] | None = None
) -> dict[int, bytes]:
    """A hash of everything that is stored of each record, by record; of all without ``ids``."""
    only = json.dumps(list(ids)) if ids is not None else ""
    values = (only,) if only else ()

    def where(column: str) -> str:
        return f"WHERE {column} IN (SELECT value FROM json_each(?))" if only else ""  # noqa: S608  # our own names

    parts: dict[int, list[bytes]] = defaultdict(list)
    for table, columns in _PARTS_OF_RECORD:
        rows = connection.execute(
            f"SELECT record_id, {columns} FROM {table} {where('record_id')} "  # noqa: S608  # our own names
            "ORDER BY record_id, position",
            values,
        )
        for record, *rest in rows:
            parts[record].append(line([table, *rest]))
    rows = connection.execute(
        f"SELECT {_RECORD} FROM record AS r JOIN party AS p ON p.id = r.party_id "  # noqa: S608  # our own names
        f"{where('r.id')}",
        values,
    )
    return {
        row[0]: hashlib.sha256(line(row) + b"".join(parts.get(row[0], ()))).digest() for row in rows
    }


def release_header(connection: sqlite3.Connection, release_id: int) -> bytes:
    """A release without its members."""
    row = connection.execute(
        f"SELECT {_RELEASE} FROM release WHERE id = ?",  # noqa: S608  # our own names
        (release_id,),
    ).fetchone()
    return line(row or ())


def sealed_release(header: bytes, leaves: bytes) -> str:
    """Digest of a release from its header and the sorted leaves of its members, one after another.

    The leaves are hashed apart, so that editions with the same members need that but once.
    """
    return hashlib.sha256(header + hashlib.sha256(leaves).digest()).hexdigest()


def release_digest(connection: sqlite3.Connection, release_id: int) -> str:
    """Digest of a release: dates, basis, counts, position, and every entry that it prints."""
    members = member_ids(connection, release_id)
    leaves = record_leaves(connection, members) if members else {}
    return sealed_release(
        release_header(connection, release_id), b"".join(sorted(leaves[m] for m in members))
    )


def events_digest(connection: sqlite3.Connection) -> Digest:
    """Digest of every list that entered service, was refused or was missing, up to now."""
    digest, count = hashlib.sha256(), 0
    for row in service_events(connection):
        digest.update(line(row))
        count += 1
    return {"count": count, "sha256": digest.hexdigest()}


def service_events(connection: sqlite3.Connection) -> Iterable[Sequence[Any]]:
    """The rows that `events_digest` covers, oldest first."""
    return connection.execute(f"SELECT {_EVENT} FROM service_event ORDER BY id")  # noqa: S608  # our own names


def import_row_digest(connection: sqlite3.Connection, import_id: int) -> str:
    """Digest of the import of a file: its rows not read, its parts, its origin, what it defines."""
    digest = hashlib.sha256()
    _feed(
        digest,
        connection.execute(f"SELECT {_IMPORT} FROM list_import WHERE id = ?", (import_id,)),  # noqa: S608  # our own names
    )
    _feed(
        digest,
        connection.execute(
            "SELECT release_id, row, reason, raw FROM unread_row WHERE import_id = ? ORDER BY id",
            (import_id,),
        ),
    )
    for table, columns, order in _PARTS_OF_IMPORT:
        _feed(
            digest,
            connection.execute(
                f"SELECT '{table}', {columns} FROM {table} WHERE import_id = ? ORDER BY {order}",  # noqa: S608  # our own names
                (import_id,),
            ),
        )
    return digest.hexdigest()


def import_digest(connection: sqlite3.Connection, import_id: int) -> Digest:
    """What the log says of an imported file; call it when all of the import is stored.

    One JSON object: the import, each of its releases, and the service events up to now.
    """
    found = connection.execute(
        "SELECT id FROM release WHERE import_id = ? ORDER BY id", (import_id,)
    ).fetchall()
    return {
        "import": import_id,
        "sha256": import_row_digest(connection, import_id),
        "releases": {str(id_): release_digest(connection, id_) for (id_,) in found},
        "events": events_digest(connection),
    }


def book_digest(connection: sqlite3.Connection, book_id: int) -> Digest:
    """What the log says of a supplier book: its rows taken and not taken."""
    digest = hashlib.sha256()
    _feed(
        digest,
        connection.execute(
            "SELECT id, name, file_name, sha256, imported_at, operator_id, reading, rows_read, "
            "duplicates FROM supplier_book WHERE id = ?",
            (book_id,),
        ),
    )
    _feed(
        digest,
        connection.execute(
            "SELECT id, row, name, country, reference, detail FROM supplier WHERE book_id = ? "
            "ORDER BY id",
            (book_id,),
        ),
    )
    _feed(
        digest,
        connection.execute(
            "SELECT id, sheet, row, column_name, reason, raw FROM supplier_row_not_taken "
            "WHERE book_id = ? ORDER BY id",
            (book_id,),
        ),
    )
    return {"book": book_id, "sha256": digest.hexdigest()}


def relations_digest(connection: sqlite3.Connection, intake_id: int) -> Digest:
    """What the log says of relations that came in together."""
    digest = hashlib.sha256()
    _feed(
        digest,
        connection.execute(
            "SELECT id, at, operator_id, basis, file_name, sha256, sheet, rows_read, "
            "rows_not_used FROM relation_intake WHERE id = ?",
            (intake_id,),
        ),
    )
    _feed(
        digest,
        connection.execute(
            "SELECT id, row, subject, kind, object, share_low, share_high, share_stated, since, "
            "until, evidence, note, source FROM stated_relation WHERE intake_id = ? ORDER BY id",
            (intake_id,),
        ),
    )
    return {"relations": intake_id, "sha256": digest.hexdigest()}


def withdrawal_digest(connection: sqlite3.Connection, withdrawal: int) -> Digest:
    """What the log says of a relation that counts no more."""
    digest = hashlib.sha256()
    _feed(
        digest,
        connection.execute(
            "SELECT id, relation_id, at, operator_id, reason FROM relation_withdrawal WHERE id = ?",
            (withdrawal,),
        ),
    )
    return {"withdrawal": withdrawal, "sha256": digest.hexdigest()}


def overlay_digest(connection: sqlite3.Connection, set_id: int) -> Digest:
    """What the log says of an edition of the overlay: parties, names, numbers, ties, sources."""
    digest = hashlib.sha256()
    _feed(
        digest,
        connection.execute(
            "SELECT id, label, as_of, sentence, version, sha256, loaded_at FROM overlay_set "
            "WHERE id = ?",
            (set_id,),
        ),
    )
    for table, columns, order in _OVERLAY:
        digest.update(line([table]))
        _feed(
            digest,
            connection.execute(
                f"SELECT {columns} FROM {table} WHERE set_id = ? ORDER BY {order}",  # noqa: S608  # our own names
                (set_id,),
            ),
        )
    return {"set": set_id, "sha256": digest.hexdigest()}
