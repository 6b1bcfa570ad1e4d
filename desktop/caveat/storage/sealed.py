"""Whether lists, books, overlay and relations are still what the audit log confirmed.

Both directions: a row that gives another digest, a row that no entry confirms, an entry whose rows
are gone. The digests are those of `digests`.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from caveat.storage import digests
from caveat.storage.audit import workspace_id
from caveat.storage.driver import sqlite3

IMPORTED, STARTER, SUPPLIERS = "lists imported", "starter data loaded", "suppliers imported"
RELATIONS = ("relations imported", "relation typed in", "relation restored")
WITHDRAWN = "relation withdrawn"
SEALING = (
    IMPORTED,
    STARTER,
    SUPPLIERS,
    *RELATIONS,
    WITHDRAWN,
    "list file refused",
    "list channel switched",
    "list release put back",
)
"""Kinds of the entries whose content holds, under ``stored``, digests of what was stored."""


@dataclass(frozen=True, slots=True)
class SealingEntry:
    """What an entry of the log says. ``said`` is None when its content is no longer stored."""

    seq: int
    kind: str
    subject: str
    said: Mapping[str, Any] | None


@dataclass(slots=True)
class _Seals:
    """Digests that the log confirms, by the id of what they are over."""

    imports: dict[int, str] = field(default_factory=dict)
    releases: dict[int, str] = field(default_factory=dict)
    overlays: dict[int, str] = field(default_factory=dict)
    books: dict[int, str] = field(default_factory=dict)
    relations: dict[int, str] = field(default_factory=dict)
    withdrawals: dict[int, str] = field(default_factory=dict)
    events: list[tuple[int, str]] = field(default_factory=list)
    workspaces: set[str] = field(default_factory=set)


def sealed_faults(connection: sqlite3.Connection, entries: Sequence[SealingEntry]) -> Iterator[str]:
    """Every import, release, book and overlay that is not what the log says."""
    seals = _Seals()
    gone: Counter[str] = Counter()
    for entry in entries:
        if entry.said is None:
            gone[entry.kind] += 1
            continue
        try:
            _take(seals, entry.said)
        except (KeyError, TypeError, ValueError, AttributeError):
            yield f"entry {entry.seq} ({entry.kind} {entry.subject}): does not say what it stored"
    lists_gone = gone[IMPORTED] + gone[STARTER] > 0
    yield from _compare(
        "the file",
        seals.imports,
        {
            id_: (name, digests.import_row_digest(connection, id_))
            for id_, name in connection.execute("SELECT id, file_name FROM list_import")
        },
        excused=lists_gone,
    )
    yield from _compare("the release", seals.releases, _releases(connection), excused=lists_gone)
    yield from _compare(
        "the overlay",
        seals.overlays,
        {
            id_: (label, str(digests.overlay_digest(connection, id_)["sha256"]))
            for id_, label in connection.execute("SELECT id, label FROM overlay_set")
        },
        excused=gone[STARTER] > 0,
    )
    yield from _compare(
        "the supplier book",
        seals.books,
        {
            id_: (name, str(digests.book_digest(connection, id_)["sha256"]))
            for id_, name in connection.execute("SELECT id, name FROM supplier_book")
        },
        excused=gone[SUPPLIERS] > 0,
    )
    yield from _relations(connection, seals, gone)
    yield from _events(connection, seals.events)
    if seals.workspaces - {workspace_id(connection)}:
        yield "the number of this workspace is not the one that was recorded"


def _relations(
    connection: sqlite3.Connection, seals: _Seals, gone: Mapping[str, int]
) -> Iterator[str]:
    yield from _compare(
        "the relations of",
        seals.relations,
        {
            id_: (name or "hand", str(digests.relations_digest(connection, id_)["sha256"]))
            for id_, name in connection.execute("SELECT id, file_name FROM relation_intake")
        },
        excused=any(gone.get(kind, 0) for kind in RELATIONS),
    )
    yield from _compare(
        "the withdrawal of relation",
        seals.withdrawals,
        {
            id_: (f"R-{relation}", str(digests.withdrawal_digest(connection, id_)["sha256"]))
            for id_, relation in connection.execute(
                "SELECT id, relation_id FROM relation_withdrawal"
            )
        },
        excused=gone.get(WITHDRAWN, 0) > 0,
    )


def _take(seals: _Seals, said: Mapping[str, Any]) -> None:
    stored = said["stored"]
    if "import" in stored:
        seals.imports[int(stored["import"])] = stored["sha256"]
        seals.releases |= {int(id_): digest for id_, digest in stored["releases"].items()}
    if "overlay" in stored:
        seals.overlays[int(stored["overlay"]["set"])] = stored["overlay"]["sha256"]
    if "book" in stored:
        seals.books[int(stored["book"])] = stored["sha256"]
    if "relations" in stored:
        seals.relations[int(stored["relations"])] = stored["sha256"]
    if "withdrawal" in stored:
        seals.withdrawals[int(stored["withdrawal"])] = stored["sha256"]
    if "workspace" in stored:
        seals.workspaces.add(stored["workspace"])
    if "events" in stored:
        seals.events.append((int(stored["events"]["count"]), stored["events"]["sha256"]))


def _compare(
    what: str, confirmed: dict[int, str], stored: dict[int, tuple[str, str]], *, excused: bool
) -> Iterator[str]:
    """Hold what is stored against what was confirmed.

    ``excused``: rows may be confirmed by nothing, since the content of entries was deleted by rule.
    """
    for id_, (name, digest) in stored.items():
        expected = confirmed.pop(id_, None)
        if expected is None and not excused:
            yield f"{what} “{name}”: the audit log has no entry for it"
        elif expected not in {None, digest}:
            yield f"{what} “{name}” is not stored as it was recorded"
    for id_ in confirmed:
        yield f"{what} number {id_} was recorded, but it is gone"


def _events(connection: sqlite3.Connection, confirmed: Sequence[tuple[int, str]]) -> Iterator[str]:
    """The service events up to each entry that covers them, and none after the last of these."""
    digest, count = hashlib.sha256(), 0
    rows = iter(digests.service_events(connection))
    altered = False
    for wanted, expected in confirmed:
        while count < wanted and (row := next(rows, None)) is not None:
            digest.update(digests.line(row))
            count += 1
        altered = altered or count != wanted or digest.hexdigest() != expected
    if altered:
        yield "which lists were in service, refused or missing is not stored as it was recorded"
    for row in rows:
        yield f"{row[3]}: the audit log has no entry for “{row[4]}” of {row[1]}"


def _releases(connection: sqlite3.Connection) -> dict[int, tuple[str, str]]:
    """Name and digest of every release; one walk over each (list, channel) in its order."""
    leaves = digests.record_leaves(connection)
    ranks = {id_: rank for rank, id_ in enumerate(sorted(leaves, key=leaves.__getitem__))}
    ordered = sorted(leaves.values())
    editions: dict[tuple[str, str], list[int]] = defaultdict(list)
    found: dict[int, tuple[str, str]] = {}
    names: dict[int, str] = {}
    for id_, code, channel, released, refused in connection.execute(
        "SELECT id, list_code, channel, released, refused FROM release ORDER BY position, id"
    ):
        names[id_] = f"{code} of {released or 'unknown date'}"
        if refused:
            header = digests.release_header(connection, id_)
            found[id_] = (names[id_], digests.sealed_release(header, b""))
        else:
            editions[code, channel].append(id_)
    for (code, channel), ids in editions.items():
        starts, ends = _changes(connection, code, channel, ids)
        members: Counter[int] = Counter()
        joined: bytes | None = None
        for index, id_ in enumerate(ids):
            if starts[index] or ends[index]:
                members.update(ranks.get(record, -1) for record in starts[index])
                members.subtract(ranks.get(record, -1) for record in ends[index])
                joined = None
            if joined is None:
                members = +members
                joined = b"".join(ordered[rank] for rank in sorted(members.elements()) if rank >= 0)
            header = digests.release_header(connection, id_)
            found[id_] = (names[id_], digests.sealed_release(header, joined))
    return found


def _changes(
    connection: sqlite3.Connection, code: str, channel: str, ids: Sequence[int]
) -> tuple[defaultdict[int, list[int]], defaultdict[int, list[int]]]:
    """By place of the edition: records that it brings, and records that it no longer prints."""
    place = {id_: index for index, id_ in enumerate(ids)}
    starts: defaultdict[int, list[int]] = defaultdict(list)
    ends: defaultdict[int, list[int]] = defaultdict(list)
    for record, begin, end in connection.execute(
        "SELECT record_id, from_release, to_release FROM membership "
        "WHERE list_code = ? AND channel = ?",
        (code, channel),
    ):
        if begin in place:
            starts[place[begin]].append(record)
        if end in place:
            ends[place[end]].append(record)
    return starts, ends
