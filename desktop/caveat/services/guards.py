"""Whether one list of a readable file is whole enough to enter service."""

from dataclasses import dataclass
from datetime import date, timedelta

from caveat.domain.lists import Override, ParsedList, Release

SHRINK_LIMIT = 0.05
"""A list that lost more of its entries, names or addresses than this is refused unless the
operator says why."""
UNREAD_LIMIT = 0.05
"""A list of which more rows than this could not be read at all is refused."""
GROWTH_LIMIT = 2.0
"""A list with more than this many times the entries of the one before needs a confirmation: it may
be a file that was joined to itself, or another list's entries under this list's name."""
_GROWS_SLOWLY = timedelta(days=180)
"""Editions further apart may differ by any number: the nonproliferation list of 2026 has three
times the entries of 2022."""
SMALL_LIST = 50
"""Entries below which growing says nothing."""
_ADVICE = {
    Override.SHRINK: "If the publisher really removed them, import it again and accept it, with a "
    "reason",
    Override.COUNTS: "Compare with the publisher's page; if it is right, import it again and "
    "confirm the counts",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Refused or not, and the reason for it; the reason of an override is kept too.

    ``override`` is what the officer may accept so that it enters service after all.
    """

    refused: bool
    reason: str = ""
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the officer accepts beforehand, and why."""

    overrides: frozenset[Override] = frozenset()
    reason: str = ""


def judge(
    parsed: ParsedList,
    released: date | None,
    before: Release | None,
    *,
    today: date,
    accepted: Accepted,
    confirm_counts: bool = False,
) -> Verdict:
    """Judge a list against the release it would follow.

    Args:
        parsed: The list as read.
        released: Its date, where known.
        before: The newest accepted release from the same channel, if there is any.
        today: The computer's date (UTC).
        accepted: What the operator accepts.
        confirm_counts: Whether the format was never tried on a real file, so that the operator
            has to compare the counts with the publisher's.
    """
    fault = _fault(parsed, released, today)
    if fault:
        return Verdict(refused=True, reason=fault)
    older = before is not None and before.released and released and released < before.released
    findings = []
    if confirm_counts:
        findings.append((Override.COUNTS, _counts_to_confirm(parsed)))
    if before is not None and not older:
        apart = released - before.released if released and before.released else timedelta(0)
        findings += _unlike(parsed, before, apart)
    notes = []
    for override, what in findings:
        if override not in accepted.overrides:
            return Verdict(refused=True, reason=f"{what}. {_ADVICE[override]}", override=override)
        notes.append(f"{what}; accepted: {accepted.reason}")
    return Verdict(refused=False, reason="; ".join(notes))


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


def _unlike(parsed: ParsedList, before: Release, apart: timedelta) -> list[tuple[Override, str]]:
    """What shrank or grew too much. Entries printed twice count once."""
    distinct = {(r.publisher_id, r.names, r.addresses, r.remarks) for r in parsed.records}
    counts = (
        ("entries", len(distinct), before.parties),
        ("names", sum(len(r.names) for r in parsed.records), before.names),
        ("addresses", sum(len(r.addresses) for r in parsed.records), before.addresses),
    )
    found = []
    lost = [
        f"{now:,} {what} where the release before it has {then:,}"
        for what, now, then in counts
        if now < then * (1 - SHRINK_LIMIT)
    ]
    if lost:
        found.append((Override.SHRINK, f"it has {'; '.join(lost)}"))
    grown = len(parsed.records)
    steady = before.parties >= SMALL_LIST and apart < _GROWS_SLOWLY
    if steady and grown > before.parties * GROWTH_LIMIT:
        found.append(
            (
                Override.COUNTS,
                f"it has {grown:,} entries where the release before it has {before.parties:,}",
            )
        )
    return found


def _counts_to_confirm(parsed: ParsedList) -> str:
    names = sum(len(record.names) for record in parsed.records)
    addresses = sum(len(record.addresses) for record in parsed.records)
    return (
        "this format was built from its description and never tried on a real file; it read "
        f"{len(parsed.records):,} entries, {names:,} names, {addresses:,} addresses"
    )
