"""The sentences that an answer must carry. The word for "nothing to worry about" is not there."""

from collections.abc import Sequence

from caveat.domain.screening import Answer, Band, Coverage, Query
from caveat.services.workspace import Workspace
from caveat.storage import overlay


def starter_remark(ws: Workspace, coverage: Sequence[Coverage]) -> str:
    """What must be said first when starter data was searched; empty otherwise."""
    starter = [item.title for item in coverage if item.state == "starter"]
    if not starter:
        return ""
    current = overlay.current_overlay(ws.store.reader())
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


def limit_remark(query: Query) -> str:
    """What an answer must say when more parties match than were asked for."""
    return (
        f"There are more matches than the {query.limit} shown. Search again with a higher limit, "
        "or with a fuller name."
    )


def no_match_statement(answer: Answer) -> str:
    """What a search that found nothing says: the line, the lists, the dates, the nearest."""
    lists = "; ".join(
        f"{item.title}, {_day(item)} ({item.parties} entries"
        + (", starter set only)" if item.state == "starter" else ")")
        for item in answer.coverage
    )
    line = f"{answer.engine.threshold:g}"
    parts = [f"No match at or above {line} in these lists as of these dates: {lists}."]
    related = sum(1 for hit in answer.hits if hit.band is Band.RELATED)
    expired = sum(1 for hit in answer.hits if hit.band is Band.EXPIRED)
    if related:
        parts.append(f"{related} listed parties carry the same rare name and are shown as related.")
    if expired:
        parts.append(f"{expired} expired entries match and are shown.")
    if answer.near_misses:
        nearest = answer.near_misses[0]
        parts.append(f"The nearest is “{nearest.party.name}” at {nearest.score:g}.")
    parts.append(f"Not searched: {'; '.join(answer.not_covered)}.")
    return " ".join(parts)


def _day(item: Coverage) -> str:
    # The name of the month would be the locale's, which the window sets: the record has one form.
    return item.released.isoformat() if item.released else "date unknown"
