"""Editions of the rules of law as rows: the officer's own files, and what screenings rested on.

Both are recorded settings: every value stays, the newest counts, and the audit log confirms each.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from caveat.storage import audit
from caveat.storage.driver import sqlite3

OWN = "own rules"
"""Name of the setting that holds the officer's file; an empty text takes it back."""


@dataclass(frozen=True, slots=True)
class StoredOwnRules:
    """A file of own rules as it was put on record; an empty text takes the one before back."""

    text: str
    by: str
    at: str
    reason: str


def own_rules(connection: sqlite3.Connection) -> Iterator[StoredOwnRules]:
    """Every file of own rules, the newest first."""
    for row in connection.execute(
        "SELECT e.value, o.name, e.at, e.reason FROM setting_event AS e "
        "JOIN operator AS o ON o.id = e.operator_id WHERE e.name = ? ORDER BY e.id DESC",
        (OWN,),
    ):
        yield StoredOwnRules(*row)


def edition_name(sha256: str) -> str:
    """Name of the setting that holds an edition."""
    return f"rules {sha256}"


def kept(connection: sqlite3.Connection) -> frozenset[str]:
    """Hashes of the editions that screenings rested on."""
    start = edition_name("")
    rows = connection.execute(
        "SELECT DISTINCT substr(name, ?2) FROM setting_event WHERE substr(name, 1, ?2 - 1) = ?1",
        (start, len(start) + 1),
    )
    return frozenset(sha256 for (sha256,) in rows)


def edition(connection: sqlite3.Connection, sha256: str) -> str | None:
    """The text of an edition that a screening rested on; None where it is not stored."""
    found = audit.setting(connection, edition_name(sha256))
    return found[0] if found else None
