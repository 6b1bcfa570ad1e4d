"""Which words of two names contradict each other, pair by pair."""

from collections.abc import Callable
from typing import NamedTuple

from caveat.matching.names.forms import forms_contradict
from caveat.matching.names.given import Relation, related
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.person_name import Part, Role
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.verdict import Verdict

_KINDS = {
    "place": WordKind.PLACE,
    "number": WordKind.NUMBER,
    "direction": WordKind.DIRECTION,
    "generation": WordKind.NUMBER,
}


class Opposed(NamedTuple):
    """A word of the one (its position) that contradicts a word of the other, and in what."""

    left: int
    right: int
    about: str


def opposed(query: PreparedName, listed: PreparedName, verdict: Verdict) -> tuple[Opposed, ...]:
    """Pairs of words that contradict each other, in order. No word is in two pairs."""
    if not verdict.contradictions:
        return ()
    pairs: list[Opposed] = []
    for about in verdict.contradictions:
        for i, j in _pairs(about, query, listed, verdict):
            if all(i != pair.left and j != pair.right for pair in pairs):
                pairs.append(Opposed(i, j, about))
    return tuple(pairs)


def _pairs(
    about: str, query: PreparedName, listed: PreparedName, verdict: Verdict
) -> list[tuple[int, int]]:
    left, right = verdict.alignment.left, verdict.alignment.right
    kind = _KINDS.get(about)
    if kind is not None:
        mine = [i for i in left if query.tokens[i].kind is kind]
        theirs = [j for j in right if listed.tokens[j].kind is kind]
        return list(zip(mine, theirs, strict=False))
    if about == "form":
        return [(i, j) for i in left for j in right if _forms(query, i, listed, j)][:1]
    if about == "patronymic":
        return _parts_of(query, listed, verdict, lambda part: part.role is Role.PATRONYMIC)
    told = _parts_of(query, listed, verdict, lambda part: bool(part.sex))
    return told + [(i, j) for i in left for j in right if _gendered(query, i, listed, j)]


def _forms(query: PreparedName, i: int, listed: PreparedName, j: int) -> bool:
    mine, theirs = (frozenset({f}) for f in (query.tokens[i].form, listed.tokens[j].form))
    return forms_contradict(mine, theirs)


def _gendered(query: PreparedName, i: int, listed: PreparedName, j: int) -> bool:
    """Whether two given names are one for a woman and one for a man."""
    return related(query.tokens[i].roman, listed.tokens[j].roman) is Relation.GENDERED


def _parts_of(
    query: PreparedName, listed: PreparedName, verdict: Verdict, wanted: Callable[[Part], bool]
) -> list[tuple[int, int]]:
    """The first words of a kind: two that stand for each other if there are such."""
    mine, theirs = (
        [i for i, part in part_places(name).items() if wanted(part)] for name in (query, listed)
    )
    linked = [
        (i, j)
        for link in verdict.alignment.links
        for i in link.left
        for j in link.right
        if i in mine and j in theirs
    ]
    return (linked or [(i, j) for i in mine for j in theirs])[:1]


def part_places(name: PreparedName) -> dict[int, Part]:
    """What each word of a person's name is, by its position."""
    places: dict[int, Part] = {}
    if name.reading is None:
        return places
    at = 0
    for part in name.reading.parts:
        written = " ".join(name.reading.words[part.first : part.last + 1])
        # A part of which nothing could be read is no word of the comparison.
        if at < len(name.surfaces) and name.surfaces[at] == written:
            places[at] = part
            at += 1
    return places
