"""Whether one list of a readable file is whole enough to enter service."""

from dataclasses import dataclass
from datetime import date

from caveat.domain.lists import ParsedList, Release

SHRINK_LIMIT = 0.05
"""A list that lost more of its entries than this is refused unless the operator says why."""
UNREAD_LIMIT = 0.05
"""A list of which more rows than this could not be read at all is refused."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Refused or not, and the reason for it; the reason of an override is kept too."""

    refused: bool
    reason: str = ""


def judge(
    parsed: ParsedList, released: date | None, newest: Release | None, *, accept_shrink: str
) -> Verdict:
    """Judge a list against the newest release of it from the same channel.

    Args:
        parsed: The list as read.
        released: Its date, where known.
        newest: The newest accepted release, if there is any.
        accept_shrink: The operator's reason for accepting a smaller list; empty for none.
    """
    entries = len(parsed.records)
    if not entries:
        return Verdict(refused=True, reason="the file holds no entry of this list")
    if len(parsed.unread) > UNREAD_LIMIT * max(parsed.rows, 1):
        return Verdict(
            refused=True,
            reason=f"{len(parsed.unread)} of its {parsed.rows} rows could not be read",
        )
    older = newest is not None and newest.released and released and released < newest.released
    if newest is None or older or entries >= newest.parties * (1 - SHRINK_LIMIT):
        return Verdict(refused=False)
    lost = f"it has {entries} entries where the release in service has {newest.parties}"
    if accept_shrink:
        return Verdict(refused=False, reason=f"{lost}; accepted: {accept_shrink}")
    return Verdict(
        refused=True,
        reason=f"{lost}. If the publisher really removed them, import it again with a reason",
    )
