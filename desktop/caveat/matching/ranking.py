"""Puts what was found in order: by score, and among equals by how the names are written."""

from collections import Counter
from collections.abc import Mapping

from rapidfuzz.distance import OSA

from caveat.matching.catalogue import Catalogue
from caveat.matching.found import Found, Judged

Ranked = list[tuple[Judged, int]]
"""Judged parties and their rows."""


def rank(ranked: Ranked, found: Mapping[int, Found], catalogue: Catalogue) -> None:
    """Sorts, best first.

    Equal scores are common where names differ only in what says nothing (a legal form, a space):
    the party whose name is written most like the one asked for leads, then the lower key.
    """
    equal = Counter((judged.score, judged.contradicted) for judged, _ in ranked)

    def place(pair: tuple[Judged, int]) -> tuple[float, bool, float, int]:
        judged, row = pair
        several = equal[judged.score, judged.contradicted] > 1
        alike = _as_written(found[row], catalogue) if several else 0.0
        return -judged.score, judged.contradicted, -alike, int(catalogue.keys[row])

    ranked.sort(key=place)


def _as_written(item: Found, catalogue: Catalogue) -> float:
    """How alike the letters are of what is asked for and of the names that score best, 0-1."""
    best = round(item.name_score, 1)
    return max(
        (
            OSA.normalized_similarity(
                one.query.text, catalogue.prepared(one.form).text, processor=_plainly
            )
            for one in item.names
            if round(one.score, 1) == best
        ),
        default=0.0,
    )


def _plainly(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
