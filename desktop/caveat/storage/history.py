"""Stores a release as history: only what changed costs rows.

A record is stored once per distinct content; membership intervals say in which releases of a
(list, channel) it was printed. An edition that arrives late splits the intervals around it.
"""

import json
import math
from dataclasses import dataclass
from datetime import date
from typing import Any

from caveat.domain.identity import name_key
from caveat.domain.lists import Channel
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import date_text
from caveat.storage.records import add_party, add_record, member_ids
from caveat.storage.releases import NewRelease, add_release
from caveat.storage.same_party import EntryKeys, assign_parties, entry_keys, keys_of

_STEP = 2.0**-16
"""Between editions of one day. A double tells 2**-33 apart at the numbers of our days."""


@dataclass(frozen=True, slots=True)
class StoredRelease:
    """What storing a release did, compared with the edition before it."""

    id: int
    added: int
    changed: int
    removed: int
    new_records: int
    is_newest: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an edition stands among those of its (list, channel)."""

    position: float
    before: int | None
    after: int | None


def store_release(connection: sqlite3.Connection, new: NewRelease) -> StoredRelease:
    """Store a whole release with its members. Call inside one write transaction."""
    list_code = new.parsed.list_code
    place = _find_place(connection, list_code, new.channel, date_text(new.released))
    members = _members(connection, place.before) if place.before else []
    former = _former(connection, list_code, {entry.party for entry in members})
    records = new.parsed.records
    entries = [keys_of(record) for record in records]
    by_id = {id(entry): record for entry, record in zip(entries, records, strict=True)}

    def alias_keys(entry: EntryKeys) -> frozenset[str]:
        record = by_id.get(id(entry))
        texts = (
            (name.text for name in record.names)
            if record
            else _stored_names(connection, entry.record)
        )
        return frozenset(name_key(text) for text in texts)

    partners = assign_parties(entries, members, former, alias_keys)
    release_id = add_release(connection, new, place.position)
    old_by_party = {entry.party: entry for entry in members}
    known = _known_contents(connection, list_code)
    current: set[int] = set()
    added = changed = new_records = 0
    seen_parties: set[int] = set()
    for record, entry, partner in zip(records, entries, partners, strict=True):
        party = partner.party if partner else add_party(connection, record, entry.name_key)
        seen_parties.add(party)
        record_id = known.get((party, entry.content))
        if record_id is None:
            record_id = add_record(
                connection, party, record, entry.content, entry.substance, release_id=release_id
            )
            known[party, entry.content] = record_id
            new_records += 1
        current.add(record_id)
        before = old_by_party.get(party)
        if before is None:
            added += 1
        elif before.substance != entry.substance:
            changed += 1
    removed = sum(1 for party in old_by_party if party not in seen_parties)
    _Intervals(connection, list_code, new.channel).write(release_id, place, current)
    return StoredRelease(release_id, added, changed, removed, new_records, place.after is None)


def _find_place(
    connection: sqlite3.Connection, list_code: str, channel: Channel, released: str | None
) -> _Place:
    """Before the first edition of a later date; at the end where there is none, or no date.

    Undated editions say nothing about the order and are passed over. The position is the day's
    number where that is free. Only halving the gap, a double would have no room left after some
    fifty editions that were each fetched before the last.
    """
    editions = connection.execute(
        "SELECT id, position, released FROM release "
        "WHERE list_code = ? AND channel = ? AND refused = 0 ORDER BY position",
        (list_code, channel),
    ).fetchall()
    index = len(editions)
    if released is not None:
        later = (n for n, edition in enumerate(editions) if (edition[2] or "") > released)
        index = next(later, len(editions))
    before = editions[index - 1] if index else None
    after = editions[index] if index < len(editions) else None
    low = before[1] if before else (after[1] - 2.0 if after else 0.0)
    high = after[1] if after else math.inf
    day = float(date.fromisoformat(released).toordinal()) if released else math.inf
    wanted = (day, low + _STEP, (low + high) / 2)
    position = next(place for place in wanted if low < place < high)
    return _Place(position, before[0] if before else None, after[0] if after else None)


_KEYS = """
SELECT r.content_sha256, r.substance_sha256, r.publisher_id, r.kind, r.name, r.country,
       r.federal_register, r.party_id, r.id,
       (SELECT json_group_array(a.text) FROM record_address AS a WHERE a.record_id = r.id)
FROM record AS r
"""


def _entry(row: tuple[Any, ...]) -> EntryKeys:
    content, substance, number, kind, name, country, notice, party, record, addresses = row
    return entry_keys(
        content=content,
        substance=substance,
        publisher_id=number,
        kind=kind,
        name=name,
        country=country,
        federal_register=notice,
        addresses=json.loads(addresses),
        party=party,
        record=record,
    )


def _members(connection: sqlite3.Connection, release_id: int) -> list[EntryKeys]:
    ids = json.dumps(member_ids(connection, release_id))
    query = f"{_KEYS} WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.id"  # noqa: S608  # constant
    return [_entry(row) for row in connection.execute(query, (ids,))]


def _former(connection: sqlite3.Connection, list_code: str, present: set[int]) -> list[EntryKeys]:
    """Every stored content of parties of the list that are not in the edition before."""
    query = f"{_KEYS} WHERE r.list_code = ? ORDER BY r.id DESC"
    rows = connection.execute(query, (list_code,))
    return [_entry(row) for row in rows if row[7] not in present]


def _known_contents(connection: sqlite3.Connection, list_code: str) -> dict[tuple[int, bytes], int]:
    rows = connection.execute(
        "SELECT party_id, content_sha256, id FROM record WHERE list_code = ?", (list_code,)
    )
    return {(party, content): record for party, content, record in rows}


def _stored_names(connection: sqlite3.Connection, record_id: int) -> list[str]:
    rows = connection.execute("SELECT text FROM record_name WHERE record_id = ?", (record_id,))
    return [text for (text,) in rows]


class _Intervals:
    """The membership intervals of one (list, channel)."""

    def __init__(self, connection: sqlite3.Connection, list_code: str, channel: Channel) -> None:
        self._connection = connection
        self._list_code = list_code
        self._channel = channel

    def write(self, release_id: int, place: _Place, current: set[int]) -> None:
        """Make exactly the ``current`` records members of a new edition."""
        covering = self._covering(place)
        for record_id, (interval, until) in covering.items():
            if record_id in current:
                continue
            self._connection.execute(
                "UPDATE membership SET to_release = ? WHERE id = ?", (release_id, interval)
            )
            if place.after is not None:
                self._add(record_id, place.after, until)
        starting = self._starting_at(place.after)
        for record_id in sorted(current - covering.keys()):
            later = starting.get(record_id)
            if later is not None:
                self._connection.execute(
                    "UPDATE membership SET from_release = ? WHERE id = ?", (release_id, later)
                )
            else:
                self._add(record_id, release_id, place.after)

    def _covering(self, place: _Place) -> dict[int, tuple[int, int | None]]:
        """Intervals that reach over the edition's position: record → (interval, its end)."""
        rows = self._connection.execute(
            """
            SELECT m.record_id, m.id, m.to_release
            FROM membership AS m
            JOIN release AS f ON f.id = m.from_release
            LEFT JOIN release AS t ON t.id = m.to_release
            WHERE m.list_code = ? AND m.channel = ?
              AND f.position < ? AND (t.position IS NULL OR t.position > ?)
            """,
            (self._list_code, self._channel, place.position, place.position),
        )
        return {record: (interval, until) for record, interval, until in rows}

    def _starting_at(self, release_id: int | None) -> dict[int, int]:
        if release_id is None:
            return {}
        rows = self._connection.execute(
            "SELECT record_id, id FROM membership "
            "WHERE list_code = ? AND channel = ? AND from_release = ?",
            (self._list_code, self._channel, release_id),
        )
        return dict(rows.fetchall())

    def _add(self, record_id: int, from_release: int, to_release: int | None) -> None:
        self._connection.execute(
            "INSERT INTO membership (record_id, list_code, channel, from_release, to_release) "
            "VALUES (?, ?, ?, ?, ?)",
            (record_id, self._list_code, self._channel, from_release, to_release),
        )
