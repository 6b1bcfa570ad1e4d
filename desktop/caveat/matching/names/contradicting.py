"""What contradicts in two names of organisations: places, numbers, directions, legal forms."""

from functools import lru_cache

from caveat.matching.names.align import Alignment
from caveat.matching.names.forms import forms_contradict
from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.loose import Loose
from caveat.matching.names.side import Side
from caveat.matching.names.tokens import Token


def contradictions(
    left: Side, right: Side, mine: Loose, theirs: Loose, alignment: Alignment
) -> tuple[str, ...]:
    """``place``, ``number``, ``direction``, ``form``: of what each side has alone."""
    found: list[str] = []
    if mine.place and theirs.place and _places_contradict(left, right, alignment):
        found.append("place")
    if mine.number and theirs.number:
        found.append("number")
    if mine.direction and theirs.direction:
        found.append("direction")
    if left.forms and right.forms and forms_contradict(left.forms, right.forms):
        found.append("form")
    return tuple(found)


def _places_contradict(left: Side, right: Side, alignment: Alignment) -> bool:
    mine = [left.tokens[i] for i in alignment.left if left.tokens[i].kind is WordKind.PLACE]
    theirs = [right.tokens[j] for j in alignment.right if right.tokens[j].kind is WordKind.PLACE]
    all_left = [t for t in left.tokens if t.kind is WordKind.PLACE]
    all_right = [t for t in right.tokens if t.kind is WordKind.PLACE]
    return all(_disagree(a, b) for a in mine for b in all_right) and all(
        _disagree(a, b) for a in theirs for b in all_left
    )


@lru_cache(maxsize=65_536)
def _disagree(a: Token, b: Token) -> bool:
    return all(lexicon().places_disagree(one, other) for one in a.meanings for other in b.meanings)
