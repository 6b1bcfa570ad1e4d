"""Two names asked of each other as persons': compared, and searched."""

from collections.abc import Iterable

from caveat.domain.parties import Name, PartyKind
from caveat.domain.screening import Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty

Pair = tuple[str, str]


def score_both_ways(one: str, other: str) -> float:
    """The score of two persons' names, which is the same whichever is asked for."""
    there, back = (compare_names(a, b, PartyKind.PERSON) for a, b in ((one, other), (other, one)))
    assert there.score == back.score
    return there.score


def lost(pairs: Iterable[Pair]) -> list[str]:
    """The first names of pairs that do not find the second ones as hits, all of them listed."""
    numbered = list(enumerate(pairs, 1))
    index = MatchingIndex.build(
        ListedParty(n, "US-EL", PartyKind.PERSON, (Name(listed),), (), ())
        for n, (_, listed) in numbered
    )
    return [
        text
        for n, (text, _) in numbered
        if n not in {hit.party for hit in index.search(Query(text)).hits}
    ]
