"""The alert line: from which score a party needs a decision. Raising it needs a reason."""

from datetime import datetime

from caveat.domain.answer_json import time_to_json
from caveat.domain.screening import DEFAULT_THRESHOLD, Query
from caveat.errors import InputError
from caveat.services.given_text import refuse_broken_text
from caveat.services.workspace import Workspace
from caveat.storage import audit

_NAME = "alert line"
_LOWEST, _HIGHEST = 50.0, 95.0
"""Below 50 everything alerts; above 95 all but the same spelling would be hidden."""


def alert_line(ws: Workspace) -> float:
    """The alert line of this workspace."""
    stored = audit.setting(ws.store.reader(), _NAME)
    return float(stored[0]) if stored else DEFAULT_THRESHOLD


def set_alert_line(ws: Workspace, value: float, reason: str) -> None:
    """Change the alert line, on record.

    Raises:
        InputError: Out of range, or raised without a reason.
    """
    if not _LOWEST <= value <= _HIGHEST:
        raise InputError(f"The alert line is a number from {_LOWEST:g} to {_HIGHEST:g}.")
    reason = reason.strip()
    refuse_broken_text("The reason", reason)
    if value > alert_line(ws) and not reason:
        raise InputError("Raising the alert line hides hits. Say why; the reason goes on record.")
    now = ws.now()
    with ws.store.writing() as connection:
        audit.add_setting(
            connection, _NAME, str(value), reason=reason, operator=ws.operator.id, at=now
        )
        said = {"value": value, "reason": reason, "at": time_to_json(now)}
        ws.append(connection, "alert line changed", _NAME, said)


def alert_line_remark(ws: Workspace, query: Query, hidden: int, when: datetime) -> str:
    """What an answer must say when its alert line is above the default; empty otherwise.

    Args:
        ws: The workspace.
        query: What was asked.
        hidden: Number of parties that would be hits at the default line.
        when: The moment of the answer.
    """
    if query.threshold <= DEFAULT_THRESHOLD:
        return ""
    stored = audit.setting(ws.store.reader(), _NAME, when)
    reason = stored[1] if stored and float(stored[0]) == query.threshold else ""
    said = f"Reason: {reason}" if reason else "No reason is on record."
    return (
        f"The alert line was raised to {query.threshold:g} (default {DEFAULT_THRESHOLD:g}), "
        f"which hides {hidden} of the parties found. {said}"
    )
