"""What the record page lists: screenings, memos, audit entries."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Changes(StrEnum):
    """Kinds of things that an operation changed: the whole contract between services and views."""

    LISTS = "lists"
    SUPPLIERS = "suppliers"
    RELATIONS = "relations"
    """What the officer imports or types in of who is tied to whom."""
    SCREENINGS = "screenings"
    DISPOSITIONS = "dispositions"
    MEMOS = "memos"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class ScreeningRow:
    """A recorded screening in a list of many."""

    screening: str
    name: str
    screened_at: datetime
    operator: str
    outcome: str
    hits: int
    best_score: float | None
    undecided: int
    case: str = ""


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A memo that was made. The file itself is kept by the officer.

    ``advice`` says which font to install for a script that had none; only when it was just made.
    """

    memo: str
    screening: str
    made_at: datetime
    operator: str
    file_name: str
    sha256: str
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One link of the audit chain.

    Attributes:
        seq: Position, from 1.
        at: When, by the computer's clock (UTC).
        kind: What was done, such as ``screening recorded``.
        subject: Number of the thing it was done to.
        operator: Who did it.
        payload_sha256: Salted hash of the payload; the payload is stored apart.
        previous: SHA-256 of the entry before; 64 zeros for the first.
        sha256: SHA-256 of this entry's canonical form.
        signature: Ed25519 signature of ``sha256`` by the operator's key, hexadecimal.
        key: Fingerprint of the key.
    """

    seq: int
    at: str
    kind: str
    subject: str
    operator: str
    payload_sha256: str
    previous: str
    sha256: str
    signature: str
    key: str


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """Whether the audit chain holds. ``findings`` are empty when it does."""

    intact: bool
    entries: int
    head: str
    findings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
