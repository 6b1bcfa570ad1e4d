"""What became of each list of an import, as every command that imports shows it."""

from typing import Any

from caveat.domain.lists import ReleaseOutcome


def outcome_json(outcome: ReleaseOutcome) -> dict[str, Any]:
    """One list of an import as a JSON object."""
    return {
        "list": outcome.list_code,
        "released": outcome.released.isoformat() if outcome.released else None,
        "parties": outcome.parties,
        "added": outcome.added,
        "changed": outcome.changed,
        "removed": outcome.removed,
        "unread": outcome.unread,
        "unchanged": outcome.unchanged,
        "state": outcome.state,
        "reason": outcome.reason or None,
        "channel": outcome.channel,
        "accept": outcome.override,
    }
