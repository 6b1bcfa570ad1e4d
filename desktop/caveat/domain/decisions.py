"""Who decides, and what was decided about a hit."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Decision(StrEnum):
    """The officer's decision on a hit."""

    TRUE_MATCH = "true-match"
    FALSE_POSITIVE = "false-positive"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Operator:
    """A person who works with the program. ``fingerprint`` names the public key."""

    id: int
    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Disposition:
    """One decision, as recorded. Later ones supersede it, none replaces it."""

    id: int
    hit: str
    decision: Decision
    reason: str
    operator: str
    decided_at: datetime
    expires: date | None = None
