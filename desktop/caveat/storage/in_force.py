"""Which editions of a list are stored, and what those print that one of them does not."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from caveat.domain.lists import Channel
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import date_value, time_value

_START = """
(SELECT min(coalesce(nullif(json_extract(d.value, '$.effective'), ''),
                     json_extract(d.value, '$.listed')))
 FROM json_each(r.detail, '$.designations') AS d)
"""
"""The earliest day from which an entry is listed, as it prints it: ISO, possibly partial; empty if
one of its designations has none, so that it may be any day."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An accepted release as a place in time.

    Attributes:
        id: Its release.
        channel: By which publication it came.
        position: Orders the editions of a (list, channel).
        released: Its date; None where unknown.
        imported_at: When it was imported.
        import_id: By which import.
    """

    id: int
    channel: Channel
    position: float
    released: date | None
    imported_at: datetime
    import_id: int

    @property
    def not_after(self) -> date:
        """The day by which it was published: its date, else the day of its import."""
        return self.released or self.imported_at.date()


@dataclass(frozen=True, slots=True)
class Printed:
    """One stored version of an entry, and the editions that print it.

    Attributes:
        record: The version.
        party: Whom it means, across editions and channels.
        start: The day from which it is listed, as it prints it: ISO, possibly partial or empty.
        states_effective: Whether it prints an effective date, and not only a start date.
        editions: Of one channel, in their order. Never empty.
    """

    record: int
    party: int
    start: str
    states_effective: bool
    editions: tuple[Edition, ...]


def editions(connection: sqlite3.Connection, list_code: str, imports: int) -> tuple[Edition, ...]:
    """The accepted releases of a list by every channel, in order; none of later imports."""
    rows = connection.execute(
        """
        SELECT r.id, r.channel, r.position, r.released, i.at, i.id
        FROM release AS r JOIN list_import AS i ON i.id = r.import_id
        WHERE r.list_code = ? AND r.refused = 0 AND i.id <= ?
        ORDER BY r.channel, r.position
        """,
        (list_code, imports),
    )
    return tuple(
        Edition(id_, Channel(channel), position, date_value(released), time_value(at), import_id)
        for id_, channel, position, released, at, import_id in rows
    )


def absent_from(
    connection: sqlite3.Connection,
    list_code: str,
    release: int,
    known: Iterable[Edition],
) -> tuple[Printed, ...]:
    """Every stored version of the parties of a list that a release does not print.

    Args:
        connection: The workspace.
        list_code: The list.
        release: The release that lacks them.
        known: The editions that count; versions that none of them prints are left out.
    """
    by_channel: dict[str, list[Edition]] = defaultdict(list)
    for edition in known:
        by_channel[edition.channel].append(edition)
    positions = {channel: [e.position for e in found] for channel, found in by_channel.items()}
    rows = connection.execute(
        f"""
        WITH here AS (
            SELECT b.party_id FROM printed AS p JOIN record AS b ON b.id = p.record_id
            WHERE p.release_id = ?2)
        SELECT m.record_id, r.party_id, m.channel, f.position, t.position, {_START},
               r.effective <> ''
        FROM membership AS m
        JOIN record AS r ON r.id = m.record_id
        JOIN release AS f ON f.id = m.from_release
        LEFT JOIN release AS t ON t.id = m.to_release
        WHERE m.list_code = ?1 AND r.party_id NOT IN here
        ORDER BY m.record_id, m.channel, f.position
        """,  # noqa: S608  # a constant
        (list_code, release),
    )
    found: dict[tuple[int, str], Printed] = {}
    for record, party, channel, first, end, start, effective in rows:
        places = positions.get(channel, [])
        last = len(places) if end is None else bisect_left(places, end)
        printing = tuple(by_channel[channel][bisect_left(places, first) : last])
        if not printing:
            continue
        before = found.get((record, channel))
        found[record, channel] = Printed(
            record,
            party,
            start or "",
            bool(effective),
            (*before.editions, *printing) if before else printing,
        )
    return tuple(found.values())


def starts(connection: sqlite3.Connection, release: int) -> dict[int, tuple[int, str, bool]]:
    """What the entries of a release print: record → party, start, whether it is the effective one.

    See `Printed` for the meaning of the start.
    """
    rows = connection.execute(
        f"SELECT r.id, r.party_id, {_START}, r.effective <> '' FROM printed AS p "  # noqa: S608  # a constant
        "JOIN record AS r ON r.id = p.record_id WHERE p.release_id = ?",
        (release,),
    )
    return {
        record: (party, start or "", bool(effective)) for record, party, start, effective in rows
    }


def effective_dates(
    connection: sqlite3.Connection, parties: Collection[int], imports: int
) -> dict[int, str]:
    """The earliest effective date that any stored version of a party states, where one does.

    One channel may print only the date of the notice and another one the effective date.
    """
    rows = connection.execute(
        """
        SELECT r.party_id, min(r.effective)
        FROM record AS r JOIN release AS f ON f.id = r.release_id
        WHERE r.effective <> '' AND f.import_id <= ?
          AND r.party_id IN (SELECT value FROM json_each(?))
        GROUP BY r.party_id
        """,
        (imports, json.dumps(sorted(parties))),
    )
    return dict(rows.fetchall())


def other_starts(
    connection: sqlite3.Connection, parties: Collection[int], imports: int, until: str
) -> dict[int, set[str]]:
    """The days from which any stored version of some parties prints them as listed, by party.

    Args:
        connection: The workspace.
        parties: Whom.
        imports: No version of later imports.
        until: No version that was imported after this moment, as stored times are written.
    """
    rows = connection.execute(
        f"""
        SELECT r.party_id, {_START}
        FROM record AS r JOIN release AS f ON f.id = r.release_id
        JOIN list_import AS i ON i.id = f.import_id
        WHERE i.id <= ? AND i.at <= ? AND r.party_id IN (SELECT value FROM json_each(?))
        """,  # noqa: S608  # a constant
        (imports, until, json.dumps(sorted(parties))),
    )
    found: dict[int, set[str]] = defaultdict(set)
    for party, start in rows:
        found[party].add(start or "")
    return dict(found)
