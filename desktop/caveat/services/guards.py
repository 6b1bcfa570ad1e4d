"""Whether one list of a readable file is whole enough to enter service."""

from dataclasses import dataclass
from datetime import date, timedelta

from caveat.domain.lists import ParsedList, Release

SHRINK_LIMIT = 0.05
"""A list that lost more of its entries, names or addresses than this is refused unless the
operator says why."""
UNREAD_LIMIT = 0.05
"""A list of which more rows than this could not be read at all is refused."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Refused or not, and the reason for it; the reason of an override is kept too."""

    refused: bool
    reason: str = ""


def judge(
    parsed: ParsedList,
    released: date | None,
    before: Release | None,
    *,
    today: date,
    accept_shrink: str,
) -> Verdict:
    """Judge a list against the release it would follow.

    Args:
        parsed: The list as read.
        released: Its date, where known.
        before: The newest accepted release from the same channel, if there is any.
        today: The computer's date (UTC).
        accept_shrink: The operator's reason for accepting a smaller list; empty for none.
    """
    fault = _fault(parsed, released, today)
    if fault:
        return Verdict(refused=True, reason=fault)
    older = before is not None and before.released and released and released < before.released
    losses = _losses(parsed, before) if before and not older else []
    if not losses:
        return Verdict(refused=False)
    lost = f"it has {'; '.join(losses)}"
    if accept_shrink:
        return Verdict(refused=False, reason=f"{lost}; accepted: {accept_shrink}")
    return Verdict(
        refused=True,
        reason=f"{lost}. If the publisher really removed them, import it again with a reason",
    )


def behind_the_starter(parsed: ParsedList, released: date | None, starter: Release | None) -> str:
    """What must be said of a list that enters service in place of a richer or newer starter set.

    No reason to refuse: the starter is no edition of the list. But it may hide a listed party.
    """
    if starter is None:
        return ""
    if len(parsed.records) < starter.parties:
        return (
            f"it has {len(parsed.records):,} entries, fewer than the {starter.parties:,} of the "
            "built-in starter set that it replaces: is the file the whole list?"
        )
    if released and starter.released and released < starter.released:
        return (
            f"older than the built-in starter set of {starter.released.isoformat()}, whose "
            "entries are no longer searched: import a newer release"
        )
    return ""


def _fault(parsed: ParsedList, released: date | None, today: date) -> str:
    """Why a list cannot enter service whatever came before it; empty when it can."""
    if not parsed.records:
        return "the file holds no entry of this list"
    if len(parsed.unread) > UNREAD_LIMIT * max(parsed.rows, 1):
        return f"{len(parsed.unread)} of its {parsed.rows} rows could not be read"
    if released and released > today + timedelta(days=1):
        # One day of grace: it may be tomorrow already where the publisher is.
        return (
            f"its date {released.isoformat()} is in the future; a list that enters service with "
            "it would keep every true release out"
        )
    return ""


def _losses(parsed: ParsedList, before: Release) -> list[str]:
    """What shrank too much. Entries printed twice count once."""
    distinct = {(r.publisher_id, r.names, r.addresses, r.remarks) for r in parsed.records}
    counts = (
        ("entries", len(distinct), before.parties),
        ("names", sum(len(r.names) for r in parsed.records), before.names),
        ("addresses", sum(len(r.addresses) for r in parsed.records), before.addresses),
    )
    return [
        f"{now:,} {what} where the release in service has {then:,}"
        for what, now, then in counts
        if now < then * (1 - SHRINK_LIMIT)
    ]
