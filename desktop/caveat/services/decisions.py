"""The officer's decision on a hit, on record."""

from collections.abc import Mapping
from datetime import date

from caveat.domain.answer_json import time_to_json
from caveat.domain.decisions import Decision, Disposition
from caveat.errors import InputError
from caveat.services.given_text import refuse_broken_text
from caveat.services.recording import query_sha256, recorded_answer
from caveat.services.workspace import Workspace
from caveat.storage import screenings
from caveat.storage.screenings import NewDisposition


def decide(
    ws: Workspace, hit: str, decision: Decision, reason: str, *, expires: date | None = None
) -> Disposition:
    """Record a decision. Earlier decisions on the hit stay on record.

    Args:
        ws: The workspace.
        hit: Number of the hit, ``H-2026-000001-01``.
        decision: True match, false positive, or open again.
        reason: Why, in the officer's words; needed unless the hit is opened again.
        expires: Day after which the decision must be taken anew.

    Raises:
        InputError: Unknown hit, missing reason, a day of expiry that is past.
        EnvironmentProblemError: Nothing was recorded.
    """
    reason = reason.strip()
    now = ws.now()
    if not reason and decision is not Decision.OPEN:
        raise InputError("Say why: a decision without a reason cannot be recorded.")
    refuse_broken_text("The reason", reason)
    if expires is not None and expires <= now.date():
        raise InputError("A decision can only expire on a day to come.")
    with ws.store.reading() as connection:
        found = screenings.hit_to_decide(connection, hit)
    if found is None:
        raise InputError(f"There is no hit {hit} in this workspace.")
    bound_to = query_sha256(recorded_answer(ws, found.screening).query)
    with ws.store.writing() as connection:
        kept = ws.append(
            connection,
            "decision recorded",
            hit,
            {
                "decision": decision,
                "reason": reason,
                "expires": expires.isoformat() if expires else None,
                "decided_at": time_to_json(now),
                "query_sha256": bound_to,
                "record_sha256": found.record_sha256.hex(),
            },
        )
        disposition = screenings.add_disposition(
            connection,
            NewDisposition(
                hit_id=found.id,
                decision=decision,
                reason=reason,
                operator_id=ws.operator.id,
                decided_at=now,
                expires=expires,
                query_sha256=bound_to,
                record_sha256=found.record_sha256,
                audit_seq=kept.entry.seq,
            ),
        )
    return Disposition(disposition, hit, decision, reason, ws.operator.name, now, expires)


def dispositions(ws: Workspace, screening: str) -> Mapping[str, tuple[Disposition, ...]]:
    """Every decision on the hits of a screening, by hit, oldest first."""
    with ws.store.reading() as connection:
        return screenings.dispositions(connection, screening)
