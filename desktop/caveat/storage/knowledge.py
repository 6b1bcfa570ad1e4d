"""What a workspace knew: the lists in service, warnings, definitions and overlay of a moment.

A moment is told by time (``as of``) and by how much was stored: numbers of rows decide where two
things carry one time, where a clock was put back, and where an import began before a search and
ended after it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from caveat.domain.lists import PublishedList, Release
from caveat.domain.past import ListsState
from caveat.storage import definitions, refusals, releases
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import END_OF_TIME, date_value, time_text, time_value
from caveat.storage.overlay import OverlaySet
from caveat.storage.refusals import RefusedFile
from caveat.storage.releases import MissingFrom


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is taken as known.

    Attributes:
        state: Nothing stored later than this.
        moment: Nothing imported later than this; None for no such limit.
    """

    state: ListsState
    moment: datetime | None = None

    @property
    def until(self) -> str:
        """The moment as stored times are compared with it."""
        return time_text(self.moment) if self.moment else END_OF_TIME


def lists_state(connection: sqlite3.Connection) -> ListsState:
    """How much of the lists' history is stored now."""
    row = connection.execute(
        "SELECT (SELECT coalesce(max(id), 0) FROM list_import), "
        "(SELECT coalesce(max(id), 0) FROM service_event), "
        "(SELECT coalesce(max(id), 0) FROM overlay_set)"
    ).fetchone()
    return ListsState(*row)


def state_at(connection: sqlite3.Connection, moment: datetime) -> ListsState:
    """How much was stored at a moment, as far as the times tell."""
    row = connection.execute(
        "SELECT (SELECT coalesce(max(id), 0) FROM list_import WHERE at <= ?1), "
        "(SELECT coalesce(max(id), 0) FROM service_event WHERE at <= ?1), "
        "(SELECT coalesce(max(id), 0) FROM overlay_set WHERE loaded_at <= ?1)",
        (time_text(moment),),
    ).fetchone()
    return ListsState(*row)


def in_service(connection: sqlite3.Connection, known: Knowledge) -> tuple[Release, ...]:
    """The releases that were in service, by list code.

    Whether a newer edition was stored is told as it was then too.
    """
    rows = connection.execute(
        """
        SELECT e.release_id, EXISTS (
            SELECT 1 FROM release AS r
            JOIN release AS n ON n.list_code = r.list_code AND n.channel = r.channel
            JOIN list_import AS i ON i.id = n.import_id
            WHERE r.id = e.release_id AND n.refused = 0 AND n.position > r.position
              AND i.id <= ?3 AND i.at <= ?2)
        FROM service_event AS e
        WHERE e.kind = 'in service' AND e.release_id IS NOT NULL AND e.id IN (
            SELECT max(id) FROM service_event
            WHERE kind IN ('in service', 'retired') AND id <= ?1 AND at <= ?2 GROUP BY list_code)
        ORDER BY e.list_code
        """,
        (known.state.events, known.until, known.state.imports),
    ).fetchall()
    return tuple(
        replace(releases.release(connection, release), overtaken=bool(overtaken))
        for release, overtaken in rows
    )


def first_service(connection: sqlite3.Connection, known: Knowledge) -> datetime | None:
    """When a list first entered service in this workspace."""
    row = connection.execute(
        "SELECT min(at) FROM service_event WHERE kind = 'in service' AND id <= ?",
        (known.state.events,),
    ).fetchone()
    return time_value(row[0]) if row[0] else None


def missing(connection: sqlite3.Connection, known: Knowledge) -> dict[str, MissingFrom]:
    """Lists that were missing from a file since they had last entered service, by code."""
    rows = connection.execute(
        """
        SELECT e.list_code, i.file_name, e.reason, i.at
        FROM service_event AS e JOIN list_import AS i ON i.id = e.import_id
        WHERE e.kind = 'missing'
          AND e.id IN (SELECT max(id) FROM service_event
                       WHERE kind IN ('in service', 'missing') AND id <= ? AND at <= ?
                       GROUP BY list_code)
        """,
        (known.state.events, known.until),
    )
    return {
        code: MissingFrom(code, name, date_value(reason or None), time_value(at))
        for code, name, reason, at in rows
    }


def refused(connection: sqlite3.Connection, known: Knowledge) -> dict[str, Release]:
    """The release of a list that was refused since it had last entered service, by code."""
    rows = connection.execute(
        """
        SELECT e.list_code, e.release_id FROM service_event AS e
        WHERE e.kind = 'refused' AND e.release_id IS NOT NULL
          AND e.id IN (SELECT max(id) FROM service_event
                       WHERE kind IN ('in service', 'refused') AND id <= ? AND at <= ?
                       GROUP BY list_code)
        """,
        (known.state.events, known.until),
    ).fetchall()
    return {code: releases.release(connection, release) for code, release in rows}


def refused_files(connection: sqlite3.Connection, known: Knowledge) -> Mapping[str, RefusedFile]:
    """By channel the newest file that was refused as a whole (see `caveat.storage.refusals`)."""
    return refusals.refused_files(connection, events=known.state.events, until=known.until)


def defined_lists(connection: sqlite3.Connection, known: Knowledge) -> tuple[PublishedList, ...]:
    """What lists are that the program does not know from the start, as they were defined."""
    return definitions.defined_lists(connection, imports=known.state.imports, until=known.until)


def overlay(connection: sqlite3.Connection, known: Knowledge) -> OverlaySet | None:
    """The edition of the sourced overlay that was current."""
    row = connection.execute(
        "SELECT id, label, as_of, sentence, version, sha256 FROM overlay_set "
        "WHERE id <= ? AND loaded_at <= ? ORDER BY version DESC, id DESC LIMIT 1",
        (known.state.overlays, known.until),
    ).fetchone()
    return OverlaySet(*row) if row else None
