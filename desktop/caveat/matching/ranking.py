"""Puts what was found in order: by score, and among equals by how the names are written."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Indel

from caveat.domain.screening import EvidenceKind, PartyMatch
from caveat.matching.catalogue import Catalogue
from caveat.matching.found import Found, Judged

_WORD = re.compile(r"[^\W_]+")

Ranked = list[tuple[Judged, int]]
"""Judged parties and their rows."""


def as_written(asked: str, listed: str) -> float:
    """How alike the letters and digits of two names are as written, in any order, 0-1."""
    mine, theirs = _words(asked), _words(listed)
    return max(
        Indel.normalized_similarity("".join(mine), "".join(theirs)),
        Indel.normalized_similarity("".join(sorted(mine)), "".join(sorted(theirs))),
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def rank(ranked: Ranked, found: Mapping[int, Found], catalogue: Catalogue) -> None:
    """Sorts, best first.

    Equal scores are common where names differ only in what says nothing (a legal form, a space):
    the party whose name is written most like the one asked for leads, then the lower key.
    """
    equal = Counter((judged.score, judged.contradicted) for judged, _ in ranked)

    def place(pair: tuple[Judged, int]) -> tuple[float, bool, float, int]:
        judged, row = pair
        item, alike = found[row], 0.0
        several = equal[judged.score, judged.contradicted] > 1
        if several and item.query is not None and item.name_score > 0:
            listed = catalogue.name_text(int(catalogue.form_name[item.form]))
            alike = as_written(item.query.text, listed)
        return -judged.score, judged.contradicted, -alike, int(catalogue.keys[row])

    ranked.sort(key=place)


def ranked_matches(matches: Sequence[PartyMatch]) -> list[PartyMatch]:
    """The same order of answers that are written already."""

    def place(match: PartyMatch) -> tuple[float, bool, float, int]:
        names = (one for one in match.evidence if one.kind is EvidenceKind.NAME)
        alike = max((as_written(one.query, one.listed) for one in names), default=0.0)
        return -match.score, match.contradicted, -alike, match.party

    return sorted(matches, key=place)
