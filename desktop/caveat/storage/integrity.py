"""Whether the database is sound and every recorded row says what the audit log confirms.

The chain proves its own entries and payloads (`proof.chain`). Here the tables that people look at
are held against those payloads: the record row by row (`confirmed`), lists, supplier books and
overlay by their digests (`sealed`), the numbers by their count.
"""

from collections.abc import Iterator, Sequence

from caveat.domain.identity import content_sha256
from caveat.storage.confirmed import UNREADABLE, RecordRows, said_by
from caveat.storage.driver import sqlite3
from caveat.storage.records import stored_records
from caveat.storage.sealed import SEALING, SealingEntry, sealed_faults
from caveat.storage.signers import signer_faults

_TOMBSTONE = "payload deleted"
"""Kind of the entry with which retention says which payload it deleted (subject: its number)."""
_CHUNK = 500


def database_faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What SQLite's own checks find."""
    faults = [
        f"the database is damaged: {row[0]}"
        for row in connection.execute("PRAGMA quick_check")
        if row[0] != "ok"
    ]
    faults += [
        f"a row of {row[0]} points to a row of {row[2]} that is gone"
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    return tuple(faults)


def record_faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Every row of the record that its audit entry does not confirm, and every one that is gone."""
    return tuple(
        fault
        for what, check in (
            ("the log", _payloads_gone),
            ("the record", lambda connection: RecordRows(connection).faults()),
            ("the numbers given", _number_faults),
            ("what was stored of lists and suppliers", _sealed_faults),
            ("whose bundles are taken", signer_faults),
        )
        for fault in _whatever_is_stored(what, check(connection))
    )


def _whatever_is_stored(what: str, faults: Iterator[str]) -> Iterator[str]:
    """The faults, and one more if what is stored cannot even be read: verifying never crashes."""
    try:
        yield from faults
    except UNREADABLE as error:
        yield f"{what} cannot be read ({type(error).__name__}: {error})"


def list_faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Which list entries were altered, by their content hash.

    Only names what `record_faults` found: how content is hashed may change with the program.
    """
    ids = [id_ for (id_,) in connection.execute("SELECT id FROM record ORDER BY id")]
    found: list[str] = []
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        try:
            found += _altered(connection, chunk)
        except UNREADABLE:
            for id_ in chunk:
                try:
                    found += _altered(connection, (id_,))
                except UNREADABLE:
                    found.append(
                        f"the stored list entry number {id_} was altered: it is unreadable"
                    )
    return tuple(found)


def _altered(connection: sqlite3.Connection, ids: Sequence[int]) -> list[str]:
    return [
        f"{stored.party_number}: the stored entry “{stored.record.name}” was altered"
        for stored in stored_records(connection, ids)
        if content_sha256(stored.record) != stored.content_sha256
    ]


def _payloads_gone(connection: sqlite3.Connection) -> Iterator[str]:
    # Two plain queries: as one with NOT EXISTS it takes a minute over 100,000 entries.
    told = {
        subject
        for (subject,) in connection.execute(
            "SELECT subject FROM audit_entry WHERE kind = ?", (_TOMBSTONE,)
        )
    }
    rows = connection.execute(
        """
        SELECT a.seq, a.kind, a.subject FROM audit_entry AS a
        LEFT JOIN payload AS p ON p.id = a.payload_id
        WHERE p.id IS NULL
        """
    )
    for seq, kind, subject in rows:
        if str(seq) in told:
            continue
        yield f"entry {seq} ({kind} {subject}): its content is gone, and nobody deleted it"


def _number_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Series whose count is not that of the numbers on record.

    Memo numbers are drawn before the file is written, so that a memo that could not be
    written leaves a gap; screenings leave none.
    """
    drawn = {
        f"{prefix}-{year}": last
        for prefix, year, last in connection.execute("SELECT * FROM number_sequence")
    }
    highest: dict[str, int] = {}
    for (number,) in connection.execute(
        "SELECT number FROM screening UNION ALL SELECT number FROM memo"
    ):
        series, _, count = number.rpartition("-")
        highest[series] = max(highest.get(series, 0), int(count))
    for series in sorted(drawn.keys() | highest.keys()):
        last, newest = drawn.get(series, 0), highest.get(series, 0)
        if last < newest:
            yield f"{series}: the count of numbers given was put back, to {last} from {newest}"
        elif last > newest and series.startswith("S-"):
            yield (
                f"{series}: {last} numbers were given, but the newest on record is {newest}: "
                "entries are missing at the end"
            )


def _sealed_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Lists, supplier books and overlay that are not what the log says was stored."""
    marks = ", ".join("?" * len(SEALING))
    entries = connection.execute(
        f"SELECT seq, kind, subject, payload_id FROM audit_entry "  # noqa: S608  # only marks
        f"WHERE kind IN ({marks}) ORDER BY seq",
        SEALING,
    ).fetchall()
    yield from sealed_faults(
        connection,
        [
            SealingEntry(seq, kind, subject, said_by(connection, payload))
            for seq, kind, subject, payload in entries
        ],
    )
