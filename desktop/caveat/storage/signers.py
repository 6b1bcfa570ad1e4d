"""Which installations' bundles are taken: decisions on their keys, the newest of each counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from caveat.storage.confirmed import UNREADABLE, said_by
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import time_text, time_value

ACCEPTED, REVOKED = "accepted", "revoked"
ENTRY_KINDS = {ACCEPTED: "signer accepted", REVOKED: "signer revoked"}
"""Kinds of the audit entries that confirm the rows."""


@dataclass(frozen=True, slots=True)
class SignerDecision:
    """Whether bundles signed with a key are taken, since when and why."""

    at: datetime
    name: str
    public_key: bytes
    fingerprint: str
    decision: str
    reason: str


def add_decision(connection: sqlite3.Connection, made: SignerDecision, operator: int) -> None:
    """Store a decision on a key."""
    connection.execute(
        "INSERT INTO trusted_signer (at, operator_id, name, public_key, fingerprint, decision, "
        "reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            time_text(made.at),
            operator,
            made.name,
            made.public_key,
            made.fingerprint,
            made.decision,
            made.reason,
        ),
    )


def decisions(connection: sqlite3.Connection) -> tuple[SignerDecision, ...]:
    """The newest decision on every key, oldest first.

    By the whole key: fingerprints are short enough that somebody could make one twice.
    """
    rows = connection.execute(
        """
        SELECT at, name, public_key, fingerprint, decision, reason FROM trusted_signer
        WHERE id IN (SELECT max(id) FROM trusted_signer GROUP BY public_key) ORDER BY id
        """
    )
    return tuple(SignerDecision(time_value(at), *rest) for at, *rest in rows)


def said_of(made: SignerDecision) -> dict[str, str]:
    """A decision as its audit entry says it."""
    return {
        "at": time_text(made.at),
        "name": made.name,
        "public_key": made.public_key.hex(),
        "fingerprint": made.fingerprint,
        "decision": made.decision,
        "reason": made.reason,
    }


def signer_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Decisions that are not what the audit log says, in its order; none more, none less."""
    kinds = tuple(ENTRY_KINDS.values())
    entries = connection.execute(
        "SELECT subject, payload_id, operator, key FROM audit_entry WHERE kind IN (?, ?) "
        "ORDER BY seq",
        kinds,
    ).fetchall()
    rows = connection.execute(
        """
        SELECT t.at, t.name, t.public_key, t.fingerprint, t.decision, t.reason, o.name,
               o.fingerprint
        FROM trusted_signer AS t LEFT JOIN operator AS o ON o.id = t.operator_id ORDER BY t.id
        """
    ).fetchall()
    if len(entries) != len(rows):
        yield (
            f"{len(rows)} decisions on installations whose bundles are taken are stored, "
            f"{len(entries)} were recorded"
        )
    for (subject, payload_id, *by), (*fields, operator, key) in zip(entries, rows, strict=False):
        said = said_by(connection, payload_id)
        if said is None:
            continue  # gone or damaged: found by the chain
        try:
            at, name, public_key, fingerprint, decision, reason = fields
            stored = SignerDecision(time_value(at), name, public_key, fingerprint, decision, reason)
            same = said_of(stored) == said and [operator, key] == by and subject == fingerprint
        except UNREADABLE:
            same = False
        if not same:
            yield f"the decision on the installation {subject} is not stored as it was recorded"
