"""Joins what several indexes found into one result, as if one index had been searched.

Scores may be compared across indexes: how rare a word is comes from a table, never from the index.
"""

from collections.abc import Sequence

from caveat.domain.screening import Band, Query
from caveat.matching.entries import SearchResult
from caveat.matching.found import usual_line
from caveat.matching.ranking import ranked_matches


def merged(results: Sequence[SearchResult], query: Query, *, limit: int, near: int) -> SearchResult:
    """One result of several over different parties.

    Args:
        results: Each cut at the same ``limit`` and ``near`` or later.
        query: What was asked.
        limit: See `MatchingIndex.search`.
        near: Likewise.
    """
    if len(results) == 1:
        return results[0]
    hits = ranked_matches([match for result in results for match in result.hits])
    below = ranked_matches([match for result in results for match in result.near_misses])
    usual = usual_line(query)
    alerts = [m for m in hits if m.band in {Band.STRONG, Band.POSSIBLE}]
    related = [m for m in hits if m.band is Band.RELATED]
    expired = [m for m in hits if m.band is Band.EXPIRED]
    hidden = [m for m in below if m.score >= usual]
    misses = [m for m in below if m.score < usual]
    return SearchResult(
        hits=(*alerts[:limit], *related[:limit], *expired[:limit]),
        near_misses=(*hidden[:limit], *misses[:near]),
        alerts_total=sum(result.alerts_total for result in results),
        related_total=sum(result.related_total for result in results),
        expired_total=sum(result.expired_total for result in results),
        hidden_total=sum(result.hidden_total for result in results),
    )
