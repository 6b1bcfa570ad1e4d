"""Files that were refused as a whole: a warning that lasts until their channel serves again."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from caveat.domain.lists import Channel, Release
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import time_text, time_value

_WHOLE_FILE = "*"
"""Stands, with the channel, in place of a list's code: nobody knows what a damaged file held."""
_ALWAYS = "9999"


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was refused as a whole, and why."""

    at: datetime
    reason: str


def add_refused_file(
    connection: sqlite3.Connection, reason: str, at: datetime, operator: int, channel: str
) -> None:
    """Store that a file was refused as a whole; ``channel`` is empty where nobody knows it."""
    connection.execute(
        "INSERT INTO service_event (at, operator_id, list_code, kind, reason) "
        "VALUES (?, ?, ?, 'refused', ?)",
        (time_text(at), operator, _WHOLE_FILE + channel, reason),
    )


def refused_files(
    connection: sqlite3.Connection, *, events: int = sys.maxsize, until: str = _ALWAYS
) -> Mapping[str, RefusedFile]:
    """By channel the newest refused file, unless a list of the channel entered service after it.

    Args:
        connection: The workspace.
        events: The last service event that counts.
        until: The last moment that counts, as stored.
    """
    rows = connection.execute(
        """
        SELECT substr(e.list_code, 2), e.at, e.reason FROM service_event AS e
        WHERE e.list_code LIKE '*%' AND e.kind = 'refused' AND e.id <= ?1 AND e.at <= ?2
          AND e.id > (
              SELECT coalesce(max(s.id), 0)
              FROM service_event AS s JOIN release AS r ON r.id = s.release_id
              WHERE s.kind = 'in service' AND s.id <= ?1 AND s.at <= ?2
                AND (e.list_code = '*' OR r.channel = substr(e.list_code, 2)))
        ORDER BY e.id
        """,
        (events, until),
    )
    return {channel: RefusedFile(time_value(at), reason) for channel, at, reason in rows}


def refused_for(files: Mapping[str, RefusedFile], release: Release) -> RefusedFile | None:
    """The refused file that would have brought a newer release of a list in service, if any.

    A starter set waits for the file of any channel.
    """
    concerns = [
        file
        for channel, file in files.items()
        if release.channel is Channel.STARTER or channel in {"", release.channel}
    ]
    return max(concerns, key=lambda file: file.at, default=None)
