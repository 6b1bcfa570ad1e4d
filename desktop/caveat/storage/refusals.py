"""Files that were refused as a whole: a warning that lasts until a list enters service again."""

from dataclasses import dataclass
from datetime import datetime

from caveat.storage.driver import sqlite3
from caveat.storage.encoding import time_text, time_value

WHOLE_FILE = "*"
"""Stands in place of a list's code: nobody knows which lists a damaged file held."""


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was refused as a whole, and why."""

    at: datetime
    reason: str


def add_refused_file(
    connection: sqlite3.Connection, reason: str, at: datetime, operator: int
) -> None:
    """Store that a file was refused as a whole."""
    connection.execute(
        "INSERT INTO service_event (at, operator_id, list_code, kind, reason) "
        "VALUES (?, ?, ?, 'refused', ?)",
        (time_text(at), operator, WHOLE_FILE, reason),
    )


def refused_file(connection: sqlite3.Connection) -> RefusedFile | None:
    """The newest refused file, unless a list entered service after it."""
    row = connection.execute(
        """
        SELECT at, reason FROM service_event
        WHERE list_code = ? AND kind = 'refused'
          AND id > (SELECT coalesce(max(id), 0) FROM service_event WHERE kind = 'in service')
        ORDER BY id DESC LIMIT 1
        """,
        (WHOLE_FILE,),
    ).fetchone()
    return RefusedFile(time_value(row[0]), row[1]) if row else None
