"""Listed parties whose names are like that of somebody who is not known by it exactly."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from caveat.domain.list_names import list_name
from caveat.domain.parties import PartyKind
from caveat.domain.relations import PartyRef
from caveat.domain.screening import DEFAULT_THRESHOLD, Band, Query
from caveat.services.known_parties import KnownParties

MOST_ASKED = 200
"""Names that are searched for one answer: some hundredths of a second each."""
_LINE = 60.0
"""Below the alert line: names of two words with one slip (“Bank Meli”) stay below that, and here
nobody sees near misses. Persons are held to the alert line, as their names are like many."""
_MOST_EACH = 2
_NO_HOLDERS = frozenset({PartyKind.VESSEL, PartyKind.AIRCRAFT})


class LikeName(NamedTuple):
    """A listed party with such a name, and how like the names are, from 0 to 100."""

    listed: PartyRef
    list_code: str
    record: int
    score: float


def like_names(known: KnownParties, name: str) -> Iterator[LikeName]:
    """Listed parties that somebody of a name may be, the likeliest first, each list once.

    That a company shares a rare name with a listed one does not make it that one: such are left
    out.
    """
    found = known.index.search(Query(name, threshold=_LINE))
    for match in (*found.hits, *found.near_misses):
        if (
            match.score < _LINE
            or match.band is Band.RELATED
            or not known.is_known_record(match.party)
        ):
            continue
        ref = known.ref_of_record(match.party)
        heading = known.listed[ref.key]
        if heading.kind in _NO_HOLDERS:
            continue
        if heading.kind == PartyKind.PERSON and match.score < DEFAULT_THRESHOLD:
            continue
        yield LikeName(ref, heading.list_code, match.party, match.score)


def likely_words(known: KnownParties, names: Iterable[str]) -> dict[str, str]:
    """Of some names which listed parties they may be, as words; those that are like none left out.

    Only the first `MOST_ASKED` are searched.
    """
    said = {}
    for name in list(names)[:MOST_ASKED]:
        best = list(like_names(known, name))[:_MOST_EACH]
        if best:
            words = (
                f"{each.listed} ({list_name(each.list_code)}, {each.score:.1f})" for each in best
            )
            said[name] = " or ".join(dict.fromkeys(words))
    return said
