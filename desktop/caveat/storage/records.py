"""Parties and their published records."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from caveat.domain.parties import Address, Identifier, PartyRecord, PublishedRelation
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import (
    detail_text,
    like_text,
    name_value,
    record_value,
    source_text,
    source_value,
    to_json,
)

_CHUNK = 500
"""Ids per ``IN (…)``: well under SQLite's limit on bound variables."""


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record with the numbers under which it is stored."""

    id: int
    party_id: int
    party_number: str
    content_sha256: bytes
    release_id: int
    """The first release imported that prints it: only in its file does the row number hold."""
    record: PartyRecord


def add_party(connection: sqlite3.Connection, record: PartyRecord, key: str) -> int:
    """Store a party never seen before and give it its number.

    The number is derived from what identifies the party, so that two workspaces that import the
    same files in the same order agree on it.
    """
    country = record.countries[0] if record.countries else ""
    seed = f"{record.list_code}\n{record.publisher_id}\n{key}\n{country}"
    stem = f"{record.list_code}-{hashlib.sha256(seed.encode()).hexdigest()[:8]}"
    number, count = stem, 1
    while connection.execute("SELECT 1 FROM party WHERE number = ?", (number,)).fetchone():
        count += 1
        number = f"{stem}-{count}"
    cursor = connection.execute(
        "INSERT INTO party (number, list_code, publisher_id, name_key) VALUES (?, ?, ?, ?)",
        (number, record.list_code, record.publisher_id, key),
    )
    return int(cursor.lastrowid or 0)


def add_record(
    connection: sqlite3.Connection,
    party: int,
    record: PartyRecord,
    content: bytes,
    substance: bytes,
    *,
    release_id: int,
) -> int:
    """Store one distinct published content that a new release brought in; its id."""
    designation = record.designations[0]
    cursor = connection.execute(
        "INSERT INTO record (party_id, list_code, content_sha256, substance_sha256, kind, name, "
        "country, publisher_id, row_id, listed, effective, ends, federal_register, release_id, "
        "row, detail, published) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            party,
            record.list_code,
            content,
            substance,
            record.kind,
            record.name,
            record.countries[0] if record.countries else "",
            record.publisher_id,
            record.row_id,
            designation.listed,
            designation.effective,
            designation.ends,
            designation.federal_register,
            release_id,
            record.row,
            detail_text(record),
            to_json(record.published),
        ),
    )
    record_id = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO record_name (record_id, position, kind, text, source_key) "
        "VALUES (?, ?, ?, ?, ?)",
        [
            (record_id, n, name.kind, name.text, source_text(name.source) if name.source else "")
            for n, name in enumerate(record.names)
        ],
    )
    connection.executemany(
        "INSERT INTO record_address (record_id, position, text, city, state, postal_code, "
        "country) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (record_id, n, a.text, a.city, a.state, a.postal_code, a.country)
            for n, a in enumerate(record.addresses)
        ],
    )
    connection.executemany(
        "INSERT INTO record_identifier (record_id, position, kind, number, country, text) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [
            (record_id, n, i.kind, i.number, i.country, i.text)
            for n, i in enumerate(record.identifiers)
        ],
    )
    connection.executemany(
        "INSERT INTO record_relation (record_id, position, kind, other, text, other_id, share, "
        "since, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(record_id, n, *astuple(relation)) for n, relation in enumerate(record.relations)],
    )
    return record_id


def member_ids(connection: sqlite3.Connection, release_id: int) -> list[int]:
    """Records that a release prints, in ascending order."""
    rows = connection.execute(
        "SELECT record_id FROM printed WHERE release_id = ? ORDER BY record_id", (release_id,)
    )
    return [record for (record,) in rows]


def stored_records(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[StoredRecord]:
    """The records with these ids, in the order given. Unknown ids are left out."""
    for start in range(0, len(ids), _CHUNK):
        yield from _chunk(connection, ids[start : start + _CHUNK])


def headings(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str, str, str, str]]:
    """Of every record: its id, the party's number, list, publisher's number, kind and name."""
    yield from connection.execute(
        "SELECT r.id, p.number, r.list_code, r.publisher_id, r.kind, r.name FROM record AS r "
        "JOIN party AS p ON p.id = r.party_id ORDER BY r.id"
    )


def printed_ties(connection: sqlite3.Connection) -> Iterator[tuple[int, PublishedRelation]]:
    """Every tie that a record prints, with the record's id."""
    rows = connection.execute(
        "SELECT record_id, kind, other, text, other_id, share, since, until FROM record_relation "
        "ORDER BY record_id, position"
    )
    for record_id, *values in rows:
        yield record_id, PublishedRelation(*values)


def identifiers_like(
    connection: sqlite3.Connection, pattern: str
) -> Iterator[tuple[int, Identifier]]:
    """Every identifier whose kind holds a text (without regard to case), with the record's id."""
    rows = connection.execute(
        "SELECT record_id, kind, number, country, text FROM record_identifier "
        "WHERE kind LIKE ? ESCAPE '\\' ORDER BY record_id, position",
        (like_text(pattern),),
    )
    for record_id, *values in rows:
        yield record_id, Identifier(*values)


def stored_record(connection: sqlite3.Connection, record_id: int) -> StoredRecord:
    """One record.

    Raises:
        KeyError: If there is none with this id.
    """
    for found in stored_records(connection, (record_id,)):
        return found
    raise KeyError(record_id)


def _chunk(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[StoredRecord]:
    marks = ", ".join("?" * len(ids))
    names = _grouped(
        connection,
        f"SELECT record_id, kind, text, source_key FROM record_name "  # noqa: S608  # only marks
        f"WHERE record_id IN ({marks}) ORDER BY record_id, position",
        ids,
        lambda kind, text, source: name_value(kind, text, source_value(source or "null")),
    )
    addresses = _grouped(
        connection,
        f"SELECT record_id, text, city, state, postal_code, country "  # noqa: S608  # only marks
        f"FROM record_address WHERE record_id IN ({marks}) ORDER BY record_id, position",
        ids,
        Address,
    )
    identifiers = _grouped(
        connection,
        f"SELECT record_id, kind, number, country, text "  # noqa: S608  # only marks
        f"FROM record_identifier WHERE record_id IN ({marks}) ORDER BY record_id, position",
        ids,
        Identifier,
    )
    relations = _grouped(
        connection,
        f"SELECT record_id, kind, other, text, other_id, share, since, until "  # noqa: S608  # only marks
        f"FROM record_relation WHERE record_id IN ({marks}) ORDER BY record_id, position",
        ids,
        PublishedRelation,
    )
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    rows = {
        row["id"]: row
        for row in cursor.execute(
            f"SELECT r.*, p.number FROM record AS r "  # noqa: S608  # only marks
            f"JOIN party AS p ON p.id = r.party_id WHERE r.id IN ({marks})",
            ids,
        )
    }
    for record_id in ids:
        row = rows.get(record_id)
        if row is not None:
            yield StoredRecord(
                id=record_id,
                party_id=row["party_id"],
                party_number=row["number"],
                content_sha256=row["content_sha256"],
                release_id=row["release_id"],
                record=record_value(
                    dict(row),
                    tuple(names.get(record_id, ())),
                    tuple(addresses.get(record_id, ())),
                    tuple(identifiers.get(record_id, ())),
                    tuple(relations.get(record_id, ())),
                ),
            )


def _grouped(
    connection: sqlite3.Connection, query: str, ids: Iterable[int], make: Any
) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for record_id, *values in connection.execute(query, tuple(ids)):
        found[record_id].append(make(*values))
    return found
