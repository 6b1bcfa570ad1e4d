"""The sentences that an answer must carry. The word for "nothing to worry about" is not there."""

from collections.abc import Sequence

from caveat.domain.screening import Answer, Coverage, Query
from caveat.matching.entries import SearchResult
from caveat.storage.overlay import OverlaySet


def starter_remark(coverage: Sequence[Coverage], current: OverlaySet | None) -> str:
    """What must be said first when starter data was searched; empty otherwise."""
    starter = [item.title for item in coverage if item.state == "starter"]
    if not starter:
        return ""
    sentence = current.sentence if current else ""
    if len(starter) == len(coverage):
        return (
            "Not screened: only the built-in starter set was searched, which holds a small part "
            f"of these lists ({sentence}). Import the official lists to screen."
        )
    return (
        f"Only starter entries were searched of: {', '.join(starter)} ({sentence}). "
        "Import the official list to screen against all of it."
    )


def limit_remark(query: Query, found: SearchResult) -> str:
    """What an answer must say when more was found than is shown; empty otherwise."""
    line = f"{query.threshold:g}"
    more = [
        f"{count:,} more {words[0] if count == 1 else words[1]}"
        for total, words in (
            (found.alerts_total, (f"match at or above {line}", f"matches at or above {line}")),
            (found.related_total, ("related party", "related parties")),
            (found.expired_total, ("expired entry", "expired entries")),
            (found.hidden_total, (f"near miss below {line}", f"near misses below {line}")),
        )
        if (count := total - query.limit) > 0
    ]
    if not more:
        return ""
    *first, last = more
    told = f"{', '.join(first)} and {last}" if first else last
    verb = "is" if len(more) == 1 and told.startswith("1 ") else "are"
    return (
        f"{told} {verb} not shown. Raise the limit, which is {query.limit:,}, or search for a "
        "fuller name."
    )


def no_match_statement(answer: Answer, found: SearchResult) -> str:
    """What a search that found nothing says: the line, the lists, the dates, the nearest."""
    lists = "; ".join(
        f"{item.title}, {_day(item)} ({item.parties} entries"
        + (", starter set only)" if item.state == "starter" else ")")
        for item in answer.coverage
    )
    line = f"{answer.engine.threshold:g}"
    parts = [f"No match at or above {line} in these lists as of these dates: {lists}."]
    if found.related_total:
        parts.append(f"{found.related_total} listed parties carry the same rare name: related.")
    if found.expired_total:
        parts.append(f"{found.expired_total} expired entries match.")
    left_out = sum(basis.left_out for basis in answer.law)
    if left_out and answer.query.in_force:
        day = answer.query.in_force.isoformat()
        parts.append(f"Of these, {left_out} entries that are dated after {day} were not searched.")
    later = sum(basis.taken + basis.undated for basis in answer.law)
    if later:
        parts.append(f"{later} entries of later releases were searched as well.")
    if answer.later_known:
        parts.append(
            f"Later releases show {len(answer.later_known)} more that match: see the remarks."
        )
    if answer.near_misses:
        nearest = answer.near_misses[0]
        parts.append(f"The nearest is “{nearest.party.name}” at {nearest.score:g}.")
    parts.append(f"Not searched: {'; '.join(answer.not_covered)}.")
    return " ".join(parts)


def _day(item: Coverage) -> str:
    # The name of the month would be the locale's, which the window sets: the record has one form.
    return item.released.isoformat() if item.released else "date unknown"
