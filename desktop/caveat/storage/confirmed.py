"""Whether the rows of the record say what the content of their audit entries says.

Both directions: a row that says other than its entry, a row without an entry, an entry without its
row. Their order is content too: the newest row is the one that counts.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

from caveat.storage.driver import sqlite3
from caveat.storage.encoding import DamagedTextError, time_value, to_json, unpack

_ALERTS = frozenset({"strong", "possible"})
SETTING_KINDS = ("alert line changed", "own rules changed", "rules kept")
UNREADABLE = (
    sqlite3.DatabaseError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What altered rows can raise wherever they are taken for what the program wrote."""

Said = Mapping[str, Any]


def said_by(connection: sqlite3.Connection, payload_id: int | None) -> Said | None:
    """The content of an entry; None when it is gone or damaged (which the chain tells)."""
    row = connection.execute("SELECT body FROM payload WHERE id = ?", (payload_id,)).fetchone()
    try:
        found = json.loads(unpack(row[0])) if row else None
    except (DamagedTextError, ValueError):
        return None
    return found if isinstance(found, dict) else None


class RecordRows:
    """One check of all rows of the record."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def faults(self) -> Iterator[str]:
        """Every row that its entry does not confirm, and every one that is gone."""
        yield from self._coverage()
        for kinds, table, check in (
            (("screening recorded",), "screening", self._screening),
            (("memo made",), "memo", self._memo),
            (("decision recorded",), "disposition", self._decision),
            (SETTING_KINDS, "setting_event", self._setting),
        ):
            yield from self._rows(kinds, table, check)

    def _coverage(self) -> Iterator[str]:
        for id_, digest, releases, body in self._connection.execute(
            "SELECT id, sha256, releases_sha256, body FROM coverage_set"
        ):
            if _sha256(body) != digest or _releases_sha256(body) != releases:
                numbers = ", ".join(
                    number
                    for (number,) in self._connection.execute(
                        "SELECT number FROM screening WHERE coverage_id = ? ORDER BY id LIMIT 3",
                        (id_,),
                    )
                )
                yield f"the lists searched were altered (of {numbers} and others over the same)"

    def _rows(self, kinds: tuple[str, ...], table: str, check: Any) -> Iterator[str]:
        """Hold the rows of a table against the entries of their kinds, one for one."""
        connection = self._connection
        marks = ", ".join("?" * len(kinds))
        open_entries: dict[int, tuple[str, int | None, str, str, str]] = {
            seq: rest
            for seq, *rest in connection.execute(
                f"SELECT seq, subject, payload_id, operator, key, kind "  # noqa: S608  # only marks
                f"FROM audit_entry WHERE kind IN ({marks})",
                kinds,
            )
        }
        with closing(connection.cursor()) as cursor:
            cursor.row_factory = sqlite3.Row
            last = 0
            for row in cursor.execute(_QUERIES[table]):
                entry = open_entries.pop(row["audit_seq"], None)
                if entry is not None and row["audit_seq"] < last:
                    # The newest row is the one that counts, so their order is content too.
                    yield f"{row['subject']}: its {table} stands in another order than recorded"
                last = max(last, row["audit_seq"] or 0)
                if entry is None or entry[0] != row["subject"]:
                    yield f"{row['subject']}: the audit log has no entry for this {table}"
                    continue
                said = said_by(self._connection, entry[1])
                if said is None:
                    continue  # gone or damaged: found by the chain
                try:
                    by = (row["operator"], row["operator_key"])
                    same = by == (entry[2], entry[3]) and check(row, said, entry[1])
                except UNREADABLE:
                    same = False
                if not same:
                    yield f"{row['subject']}: its {table} says other than its recorded content"
        for seq, (subject, *_, kind) in open_entries.items():
            yield f"{subject}: {kind} as entry {seq}, but it is gone"

    def _screening(self, row: sqlite3.Row, said: Said, payload_id: int) -> bool:
        answer = said["answer"]
        asked, engine, hits = answer["query"], answer["engine"], answer["hits"]
        best = max(hits, key=lambda hit: float(hit["score"]), default=None)
        stored = [
            tuple(hit)
            for hit in self._connection.execute(
                "SELECT h.number, h.rank, h.score, h.band, h.contradicted, p.number, h.record_id "
                "FROM hit AS h JOIN party AS p ON p.id = h.party_id WHERE h.screening_id = ? "
                "ORDER BY h.rank",
                (row["id"],),
            )
        ]
        told = [
            (
                hit["hit"],
                rank,
                hit["score"],
                hit["band"],
                int(hit["contradicted"]),
                hit["party"]["id"],
                hit["party"]["record"],
            )
            for rank, hit in enumerate(hits, start=1)
        ]
        expected = {
            "subject": answer["screening"],
            "payload_id": payload_id,
            "operator": answer["operator"],
            "supplier_id": said.get("supplier"),
            "as_of": answer["as_of"],
            "in_force": asked["in_force"],
            "name": asked["name"] or "; ".join((*asked["addresses"], *asked["identifiers"])),
            "outcome": answer["outcome"],
            "alerts": sum(1 for hit in hits if hit["band"] in _ALERTS),
            "best_score": best["score"] if best else None,
            "best_party": best["party"]["name"] if best else "",
            "best_list": best["party"]["list"] if best else "",
            "valid_until": said.get("valid_until"),
            "case_id": said.get("case"),
            "threshold": engine["threshold"],
            "engine_version": engine["version"],
            "settings_sha256": engine["settings_sha256"],
            "coverage": said["coverage_sha256"],
        }
        return (
            stored == told
            and time_value(row["screened_at"]) == time_value(answer["screened_at"])
            and _agrees(row, expected)
        )

    @staticmethod
    def _memo(row: sqlite3.Row, said: Said, _payload_id: int) -> bool:
        path = str(row["file_name"]).replace("\\", "/")
        return (
            path.rsplit("/", 1)[-1] == said["file_name"]
            and time_value(row["made_at"]) == time_value(said["made_at"])
            and _agrees(row, {key: said[key] for key in _MEMO_SAYS})
        )

    @staticmethod
    def _decision(row: sqlite3.Row, said: Said, _payload_id: int) -> bool:
        bound: bytes = row["record_sha256"]
        return (
            bound.hex() == said["record_sha256"]
            and time_value(row["decided_at"]) == time_value(said["decided_at"])
            and _agrees(
                row, {key: said[key] for key in ("decision", "reason", "expires", "query_sha256")}
            )
        )

    @staticmethod
    def _setting(row: sqlite3.Row, said: Said, _payload_id: int) -> bool:
        # An edition of the rules is long and named by its hash: its entry holds that alone.
        if "value_sha256" in said:
            same = _sha256(row["value"]) == said["value_sha256"]
        else:
            same = row["value"] == str(said["value"])
        return (
            same
            and time_value(row["at"]) == time_value(said["at"])
            and _agrees(row, {"reason": said["reason"]})
        )


_MEMO_SAYS = ("screening", "sha256", "pages", "chain_head", "chain_length")

_QUERIES = {
    "screening": """
        SELECT s.*, s.number AS subject, o.name AS operator, o.fingerprint AS operator_key,
               c.sha256 AS coverage
        FROM screening AS s JOIN operator AS o ON o.id = s.operator_id
        JOIN coverage_set AS c ON c.id = s.coverage_id ORDER BY s.id
        """,
    "memo": """
        SELECT m.*, m.number AS subject, s.number AS screening, o.name AS operator,
               o.fingerprint AS operator_key
        FROM memo AS m JOIN screening AS s ON s.id = m.screening_id
        JOIN operator AS o ON o.id = m.operator_id ORDER BY m.id
        """,
    "disposition": """
        SELECT d.*, h.number AS subject, o.name AS operator, o.fingerprint AS operator_key
        FROM disposition AS d JOIN hit AS h ON h.id = d.hit_id
        JOIN operator AS o ON o.id = d.operator_id ORDER BY d.id
        """,
    # Settings carry no number of an entry: the n-th row belongs to the n-th entry of their name.
    "setting_event": """
        SELECT e.*, e.name AS subject, a.seq AS audit_seq, o.name AS operator,
               o.fingerprint AS operator_key
        FROM (SELECT *, row_number() OVER (PARTITION BY name ORDER BY id) AS nth
              FROM setting_event) AS e
        JOIN operator AS o ON o.id = e.operator_id
        LEFT JOIN (SELECT seq, subject, row_number() OVER (PARTITION BY subject ORDER BY seq) AS nth
                   FROM audit_entry
                   WHERE kind IN ('alert line changed', 'own rules changed', 'rules kept')) AS a
          ON a.subject = e.name AND a.nth = e.nth
        ORDER BY e.id
        """,
}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _releases_sha256(body: str) -> str:
    """Of the lists searched without their age and warnings, as it was stored."""
    return _sha256(
        to_json([{**item, "age_days": None, "warnings": []} for item in json.loads(body)])
    )


def _agrees(row: sqlite3.Row, expected: Mapping[str, object]) -> bool:
    return all(row[key] == value for key, value in expected.items())
