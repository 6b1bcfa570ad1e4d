"""Workers that screen without searching: what a book costs besides the search itself."""

from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import SearchResult
from caveat.services import batch

_open_worker = batch._open_worker


def open_worker(*given: object) -> None:
    """What the pool calls in each worker instead of opening it for good."""
    MatchingIndex.search = _finds_nothing  # type: ignore[method-assign, assignment]  # the point
    MatchingIndex.expect = _finds_nothing  # type: ignore[method-assign, assignment]  # likewise
    _open_worker(*given)  # type: ignore[arg-type]  # passed through


def _finds_nothing(*_: object, **__: object) -> SearchResult:
    return SearchResult(())
