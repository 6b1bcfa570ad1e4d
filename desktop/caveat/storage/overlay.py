"""The sourced overlay: names, numbers and relations that no list publishes."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from caveat.domain.identity import name_key
from caveat.domain.parties import Identifier, Name, OverlayParty, Relation
from caveat.domain.sources import Source
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import name_value, source_text, source_value, time_text


@dataclass(frozen=True, slots=True)
class OverlaySet:
    """One edition of the overlay."""

    id: int
    label: str
    as_of: str
    sentence: str
    version: int
    sha256: str


def add_overlay(
    connection: sqlite3.Connection,
    *,
    label: str,
    as_of: str,
    sentence: str,
    version: int,
    sha256: str,
    at: datetime,
    parties: Iterable[OverlayParty],
    relations: Iterable[Relation],
    sources: Iterable[Source],
) -> int:
    """Store an edition of the overlay; the one with the highest version is the current one."""
    cursor = connection.execute(
        "INSERT INTO overlay_set (label, as_of, sentence, version, sha256, loaded_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (label, as_of, sentence, version, sha256, time_text(at)),
    )
    set_id = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO source (set_id, key, title, publisher, locator, date, url, mark) "
        "VALUES (:set_id, :key, :title, :publisher, :locator, :date, :url, :mark)",
        [{"set_id": set_id, **asdict(source)} for source in sources],
    )
    for party in parties:
        _add_party(connection, set_id, party)
    connection.executemany(
        "INSERT INTO relation (set_id, subject, subject_key, kind, object, object_key, detail, "
        "date, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                set_id,
                r.subject,
                r.subject_key,
                r.kind,
                r.object,
                r.object_key,
                r.detail,
                r.date,
                source_text(r.source),
            )
            for r in relations
        ],
    )
    return set_id


def _add_party(connection: sqlite3.Connection, set_id: int, party: OverlayParty) -> None:
    connection.execute(
        "INSERT INTO overlay_party (set_id, key, label, list_code, country, name, name_key, "
        "federal_register) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            set_id,
            party.key,
            party.label,
            party.list_code,
            party.country,
            party.name,
            name_key(party.name),
            party.federal_register,
        ),
    )
    connection.executemany(
        "INSERT INTO overlay_name (set_id, party_key, position, kind, text, source) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [
            (set_id, party.key, n, name.kind, name.text, source_text(name.source))
            for n, name in enumerate(party.names)
        ],
    )
    connection.executemany(
        "INSERT INTO overlay_identifier (set_id, party_key, position, kind, number, country, "
        "text) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (set_id, party.key, n, i.kind, i.number, i.country, i.text)
            for n, i in enumerate(party.identifiers)
        ],
    )


def current_overlay(connection: sqlite3.Connection) -> OverlaySet | None:
    """The edition with the highest version; of two with one version the newer."""
    row = connection.execute(
        "SELECT id, label, as_of, sentence, version, sha256 FROM overlay_set "
        "ORDER BY version DESC, id DESC LIMIT 1"
    ).fetchone()
    return OverlaySet(*row) if row else None


def was_loaded(connection: sqlite3.Connection, sha256: str) -> bool:
    """Whether an edition with this hash was ever stored."""
    row = connection.execute("SELECT 1 FROM overlay_set WHERE sha256 = ?", (sha256,)).fetchone()
    return row is not None


_PARTY = "SELECT key, label, list_code, country, name, federal_register FROM overlay_party "


def overlay_parties(connection: sqlite3.Connection, set_id: int) -> tuple[OverlayParty, ...]:
    """Every party of an edition with its names and numbers."""
    rows = connection.execute(_PARTY + "WHERE set_id = ? ORDER BY key", (set_id,))
    return _with_statements(connection, set_id, rows.fetchall())


def named(
    connection: sqlite3.Connection, set_id: int, list_code: str, keys: Sequence[str]
) -> tuple[OverlayParty, ...]:
    """Parties of an edition that are bound to a list and one of these folded names."""
    rows = connection.execute(
        f"{_PARTY} WHERE list_code = ? AND set_id = ? "  # noqa: S608  # constant
        "AND name_key IN (SELECT value FROM json_each(?)) ORDER BY key",
        (list_code, set_id, json.dumps(keys)),
    )
    return _with_statements(connection, set_id, rows.fetchall())


def _with_statements(
    connection: sqlite3.Connection, set_id: int, rows: Sequence[tuple[str, ...]]
) -> tuple[OverlayParty, ...]:
    if not rows:
        return ()
    keys = json.dumps([row[0] for row in rows])
    names: dict[str, list[Name]] = defaultdict(list)
    for key, kind, text, source in connection.execute(
        "SELECT party_key, kind, text, source FROM overlay_name WHERE set_id = ? "
        "AND party_key IN (SELECT value FROM json_each(?)) ORDER BY party_key, position",
        (set_id, keys),
    ):
        names[key].append(name_value(kind, text, source_value(source)))
    identifiers: dict[str, list[Identifier]] = defaultdict(list)
    for key, *values in connection.execute(
        "SELECT party_key, kind, number, country, text FROM overlay_identifier "
        "WHERE set_id = ? AND party_key IN (SELECT value FROM json_each(?)) "
        "ORDER BY party_key, position",
        (set_id, keys),
    ):
        identifiers[key].append(Identifier(*values))
    return tuple(
        OverlayParty(
            key,
            label,
            list_code,
            country,
            name,
            notice,
            tuple(names.get(key, ())),
            tuple(identifiers.get(key, ())),
        )
        for key, label, list_code, country, name, notice in rows
    )


_RELATION = (
    "SELECT subject, kind, object, detail, date, source, subject_key, object_key FROM relation "
)


def relations_of(
    connection: sqlite3.Connection, set_id: int, keys: Iterable[str]
) -> tuple[Relation, ...]:
    """Relations in which one of these overlay parties is subject or object."""
    wanted = json.dumps(sorted(keys))
    rows = connection.execute(
        f"""
        {_RELATION}
        WHERE set_id = ?1
          AND (subject_key IN (SELECT value FROM json_each(?2))
               OR object_key IN (SELECT value FROM json_each(?2)))
        ORDER BY id
        """,  # noqa: S608  # constant
        (set_id, wanted),
    )
    return _relations(rows)


def all_relations(connection: sqlite3.Connection, set_id: int) -> tuple[Relation, ...]:
    """Every relation of an edition."""
    rows = connection.execute(f"{_RELATION}WHERE set_id = ? ORDER BY id", (set_id,))
    return _relations(rows)


def _relations(rows: Iterable[tuple[str, ...]]) -> tuple[Relation, ...]:
    found = []
    for subject, kind, other, detail, date, source, subject_key, object_key in rows:
        stated = source_value(source)
        if stated is None:  # the schema's writer always stores one
            continue
        found.append(Relation(subject, kind, other, detail, date, stated, subject_key, object_key))
    return tuple(found)
