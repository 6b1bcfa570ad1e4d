"""Whether the database is sound and every recorded row stands in the audit log."""

import json
import sqlite3
from collections.abc import Iterator

from caveat.storage.encoding import unpack


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


def rows_without_entry(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Recorded rows that the audit entry they name does not confirm."""
    return tuple(_unconfirmed(connection))


def _unconfirmed(connection: sqlite3.Connection) -> Iterator[str]:
    for table, number in (("screening", "number"), ("memo", "number")):
        for (found,) in connection.execute(
            f"SELECT t.{number} FROM {table} AS t "  # noqa: S608  # our own names
            "LEFT JOIN audit_entry AS a ON a.seq = t.audit_seq "
            f"WHERE a.subject IS NOT t.{number}"
        ):
            yield f"{found}: the audit log has no entry for it"
    recorded = {
        number
        for (number,) in connection.execute(
            "SELECT subject FROM audit_entry WHERE kind = 'screening recorded'"
        )
    }
    stored = {number for (number,) in connection.execute("SELECT number FROM screening")}
    for number in sorted(recorded - stored):
        yield f"{number}: was recorded, but is gone"
    yield from _altered_screenings(connection)
    yield from _altered_decisions(connection)


def _altered_screenings(connection: sqlite3.Connection) -> Iterator[str]:
    rows = connection.execute(
        "SELECT s.number, s.name, s.outcome, s.alerts, c.sha256, p.body FROM screening AS s "
        "JOIN coverage_set AS c ON c.id = s.coverage_id JOIN payload AS p ON p.id = s.payload_id"
    )
    for number, name, outcome, alerts, coverage, body in rows:
        said = json.loads(unpack(body))
        answer = said["answer"]
        counted = sum(1 for hit in answer["hits"] if hit["band"] in {"strong", "possible"})
        asked = answer["query"]
        shown = asked["name"] or "; ".join((*asked["addresses"], *asked["identifiers"]))
        if (
            answer["screening"] != number
            or answer["outcome"] != outcome
            or counted != alerts
            or shown != name
            or said["coverage_sha256"] != coverage
        ):
            yield f"{number}: its row says other than its recorded content"


def _altered_decisions(connection: sqlite3.Connection) -> Iterator[str]:
    rows = connection.execute(
        "SELECT h.number, d.decision, d.reason, a.subject, p.body FROM disposition AS d "
        "JOIN hit AS h ON h.id = d.hit_id LEFT JOIN audit_entry AS a ON a.seq = d.audit_seq "
        "LEFT JOIN payload AS p ON p.id = a.payload_id"
    )
    for number, decision, reason, subject, body in rows:
        if subject != number:
            yield f"{number}: the audit log has no entry for a decision on it"
        elif body is not None:
            said = json.loads(unpack(body))
            if (said["decision"], said["reason"]) != (decision, reason):
                yield f"{number}: a decision on it says other than the audit log"
