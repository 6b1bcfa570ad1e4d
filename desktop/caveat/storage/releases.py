"""Releases of lists: which exist, which are in service, which warnings last."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime
from typing import Any

from caveat.domain.lists import (
    BY_HAND,
    Channel,
    FilePart,
    Origin,
    ParsedFile,
    ParsedList,
    Release,
    ReleasedBasis,
    ReleaseState,
    UnreadRow,
)
from caveat.domain.parties import Designation
from caveat.storage import definitions
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import date_text, date_value, time_text, time_value, to_json

_RELEASE = """
SELECT r.id, r.list_code, r.channel, r.released, r.released_basis, i.at AS imported_at,
       i.file_name, i.sha256, i.format, i.parser_version, r.rows, r.parties, r.names,
       r.addresses, r.unread, r.refused, r.reason, r.published_fields, r.links,
       s.release_id IS NOT NULL AS in_service,
       (SELECT max(n.position) > r.position FROM release AS n
        WHERE n.list_code = r.list_code AND n.channel = r.channel AND n.refused = 0) AS overtaken,
       o.source_url, o.last_modified, o.carried_by, o.tried,
       (SELECT json_group_array(json_array(f.role, f.file_name, f.sha256, f.size))
        FROM (SELECT * FROM list_import_file WHERE import_id = i.id ORDER BY position) AS f
       ) AS parts
FROM release AS r
JOIN list_import AS i ON i.id = r.import_id
LEFT JOIN list_import_origin AS o ON o.import_id = i.id
LEFT JOIN list_in_service AS s ON s.release_id = r.id
"""


def _release(row: sqlite3.Row) -> Release:
    channel = Channel(row["channel"])
    if row["refused"]:
        state = ReleaseState.REFUSED
    elif not row["in_service"]:
        state = ReleaseState.SUPERSEDED
    else:
        state = ReleaseState.STARTER if channel is Channel.STARTER else ReleaseState.IN_SERVICE
    return Release(
        id=row["id"],
        list_code=row["list_code"],
        channel=channel,
        released=date_value(row["released"]),
        released_basis=ReleasedBasis(row["released_basis"]),
        imported_at=time_value(row["imported_at"]),
        file_name=row["file_name"],
        sha256=row["sha256"],
        format=row["format"],
        parser_version=row["parser_version"],
        rows=row["rows"],
        parties=row["parties"],
        names=row["names"],
        addresses=row["addresses"],
        unread=row["unread"],
        state=state,
        reason=row["reason"],
        published_fields=tuple(json.loads(row["published_fields"])),
        links=tuple(json.loads(row["links"])),
        origin=Origin(
            row["source_url"],
            date_value(row["last_modified"]),
            row["carried_by"],
            bool(row["tried"]),
        )
        if row["tried"] is not None
        else BY_HAND,
        overtaken=bool(row["overtaken"]),
        parts=tuple(FilePart(*part) for part in json.loads(row["parts"])),
    )


def _query(connection: sqlite3.Connection, where: str, values: Sequence[object]) -> list[Release]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return [_release(row) for row in cursor.execute(_RELEASE + where, values)]


def in_service(connection: sqlite3.Connection) -> tuple[Release, ...]:
    """The releases that searches run over, by list code."""
    return tuple(_query(connection, "WHERE s.release_id IS NOT NULL ORDER BY r.list_code", ()))


def in_service_at(connection: sqlite3.Connection, moment: datetime) -> tuple[Release, ...]:
    """The releases that were in service at a moment, by list code."""
    return tuple(
        _query(
            connection,
            """
            WHERE r.id IN (
                SELECT e.release_id FROM service_event AS e
                WHERE e.kind = 'in service' AND e.id IN (
                    SELECT max(id) FROM service_event
                    WHERE kind IN ('in service', 'retired') AND at <= ? GROUP BY list_code))
            ORDER BY r.list_code
            """,
            (time_text(moment),),
        )
    )


def release(connection: sqlite3.Connection, release_id: int) -> Release:
    """One release.

    Raises:
        KeyError: If there is none with this id.
    """
    found = _query(connection, "WHERE r.id = ?", (release_id,))
    if not found:
        raise KeyError(release_id)
    return found[0]


def printing(connection: sqlite3.Connection, record_id: int) -> Release:
    """The release in service that prints a record, else the newest one that printed it.

    Raises:
        KeyError: If no release prints it.
    """
    row = connection.execute(
        """
        SELECT release_id FROM printed WHERE record_id = ?1
        ORDER BY release_id NOT IN (SELECT release_id FROM list_in_service), position DESC
        LIMIT 1
        """,
        (record_id,),
    ).fetchone()
    if row is None:
        raise KeyError(record_id)
    return release(connection, row[0])


def history(connection: sqlite3.Connection, list_code: str) -> tuple[Release, ...]:
    """Every release of a list from every channel, newest import first."""
    return tuple(_query(connection, "WHERE r.list_code = ? ORDER BY r.id DESC", (list_code,)))


def newest(
    connection: sqlite3.Connection, list_code: str, channel: Channel, *, until: date | None = None
) -> Release | None:
    """The accepted release of a (list, channel) with the highest position.

    With ``until``, of those dated that day or before.
    """
    found = _query(
        connection,
        "WHERE r.list_code = ? AND r.channel = ? AND r.refused = 0 "
        "AND (? IS NULL OR r.released <= ?) ORDER BY r.position DESC LIMIT 1",
        (list_code, channel, date_text(until), date_text(until)),
    )
    return found[0] if found else None


def editions(connection: sqlite3.Connection, list_code: str, channel: Channel) -> list[Release]:
    """The accepted releases of a (list, channel) in the order of their editions, oldest first."""
    return _query(
        connection,
        "WHERE r.list_code = ? AND r.channel = ? AND r.refused = 0 ORDER BY r.position",
        (list_code, channel),
    )


def printed_names(connection: sqlite3.Connection, release_id: int) -> frozenset[str]:
    """Every name that a release prints, verbatim."""
    rows = connection.execute(
        "SELECT n.text FROM printed AS p JOIN record_name AS n ON n.record_id = p.record_id "
        "WHERE p.release_id = ?",
        (release_id,),
    )
    return frozenset(text for (text,) in rows)


def same_file(
    connection: sqlite3.Connection, list_code: str, channel: Channel, sha256: str
) -> Release | None:
    """The accepted release of a list that came from a file with this hash, if any.

    Of several, which readers of several versions made of it, the last.
    """
    found = _query(
        connection,
        "WHERE r.list_code = ? AND r.channel = ? AND r.refused = 0 AND i.sha256 = ? "
        "ORDER BY r.id DESC LIMIT 1",
        (list_code, channel, sha256),
    )
    return found[0] if found else None


def last_refused(connection: sqlite3.Connection, list_code: str) -> Release | None:
    """The newest refused release, unless another entered service after it."""
    found = _query(
        connection,
        """
        WHERE r.id = (SELECT e.release_id FROM service_event AS e
                      WHERE e.list_code = ? AND e.kind IN ('in service', 'refused')
                      ORDER BY e.id DESC LIMIT 1)
          AND r.refused = 1
        """,
        (list_code,),
    )
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class MissingFrom:
    """An import that should have held a list and did not."""

    list_code: str
    file_name: str
    released: date | None
    imported_at: datetime


def missing(connection: sqlite3.Connection, moment: datetime) -> tuple[MissingFrom, ...]:
    """Lists that at a moment were missing from a file since they had last entered service."""
    rows = connection.execute(
        """
        SELECT e.list_code, i.file_name, e.reason, i.at
        FROM service_event AS e JOIN list_import AS i ON i.id = e.import_id
        WHERE e.kind = 'missing'
          AND e.id IN (SELECT max(id) FROM service_event
                       WHERE kind IN ('in service', 'missing') AND at <= ? GROUP BY list_code)
        ORDER BY e.list_code
        """,
        (time_text(moment),),
    )
    return tuple(
        MissingFrom(code, name, date_value(reason or None), time_value(at))
        for code, name, reason, at in rows
    )


def add_import(
    connection: sqlite3.Connection,
    parsed: ParsedFile,
    *,
    at: datetime,
    operator: int,
    note: str,
    origin: Origin = BY_HAND,
) -> int:
    """Store that a file was imported, its parts, where it came from and what it defines; its id."""
    cursor = connection.execute(
        "INSERT INTO list_import (at, operator_id, channel, format, parser_version, file_name, "
        "sha256, size, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            time_text(at),
            operator,
            parsed.channel,
            parsed.format,
            parsed.parser_version,
            parsed.file_name,
            parsed.sha256,
            parsed.size,
            note,
        ),
    )
    import_id = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO list_import_file (import_id, position, role, file_name, sha256, size) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(import_id, n, *astuple(part)) for n, part in enumerate(parsed.parts)],
    )
    if origin != BY_HAND:  # which is what no row means
        connection.execute(
            "INSERT INTO list_import_origin (import_id, source_url, last_modified, carried_by, "
            "tried) VALUES (?, ?, ?, ?, ?)",
            (
                import_id,
                origin.source_url,
                date_text(origin.last_modified),
                origin.carried_by,
                int(origin.tried),
            ),
        )
    for item in parsed.lists:
        if item.definition is not None:
            definitions.add_definition(connection, import_id, item.definition)
    return import_id


@dataclass(frozen=True, slots=True)
class NewRelease:
    """What is stored of a release besides its members."""

    import_id: int
    channel: Channel
    parsed: ParsedList
    released: date | None
    basis: ReleasedBasis
    reason: str = ""


def add_release(connection: sqlite3.Connection, new: NewRelease, position: float | None) -> int:
    """Store a release; ``position`` None for a refused one. Its id."""
    parsed = new.parsed
    values: dict[str, Any] = {
        "import_id": new.import_id,
        "list_code": parsed.list_code,
        "channel": new.channel,
        "position": position,
        "released": date_text(new.released),
        "released_basis": new.basis,
        "rows": parsed.rows,
        "parties": len(parsed.records),
        "names": sum(len(record.names) for record in parsed.records),
        "addresses": sum(len(record.addresses) for record in parsed.records),
        "unread": len(parsed.unread) + sum(1 for record in parsed.records if record.unread),
        "refused": int(position is None),
        "reason": new.reason,
        "published_fields": to_json(
            (*parsed.published_fields, *_filled_designation_fields(parsed))
        ),
        "links": to_json(parsed.links),
    }
    columns = ", ".join(values)
    marks = ", ".join(f":{column}" for column in values)
    cursor = connection.execute(f"INSERT INTO release ({columns}) VALUES ({marks})", values)  # noqa: S608  # our own column names
    release_id = int(cursor.lastrowid or 0)
    add_unread_rows(connection, new.import_id, release_id, parsed.unread)
    return release_id


def _filled_designation_fields(parsed: ParsedList) -> list[str]:
    """``designation.<field>`` for every field that at least one entry of the list fills.

    Judged by what was read, not by column names, so that it holds for every format.
    """
    return [
        f"designation.{field.name}"
        for field in fields(Designation)
        if any(getattr(d, field.name) for record in parsed.records for d in record.designations)
    ]


def add_unread_rows(
    connection: sqlite3.Connection,
    import_id: int,
    release_id: int | None,
    rows: Sequence[UnreadRow],
) -> None:
    """Keep rows that could not be read, or that belong to no list known here (no release)."""
    connection.executemany(
        "INSERT INTO unread_row (import_id, release_id, row, reason, raw) VALUES (?, ?, ?, ?, ?)",
        [(import_id, release_id, row.row, row.reason, row.raw) for row in rows],
    )


def add_service_event(
    connection: sqlite3.Connection,
    kind: str,
    list_code: str,
    *,
    at: datetime,
    operator: int,
    release_id: int | None = None,
    import_id: int | None = None,
    reason: str = "",
) -> None:
    """Store that a release entered service, was refused, or that a list was missing."""
    connection.execute(
        "INSERT INTO service_event (at, operator_id, list_code, kind, release_id, import_id, "
        "reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (time_text(at), operator, list_code, kind, release_id, import_id, reason),
    )
