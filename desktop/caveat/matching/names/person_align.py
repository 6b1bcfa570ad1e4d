"""Which part of one person's name stands for which part of the other's, in any order."""

from collections.abc import Sequence
from operator import itemgetter

from rapidfuzz.distance import OSA

from caveat.domain.screening import PartRelation
from caveat.matching.names.align import Alignment, Link
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.person_likeness import person_likeness
from caveat.matching.names.similar import SAME, Likeness
from caveat.matching.names.tokens import Token

_SHORTEST_JOIN = 5
_JOINED = 0.85
_LOST_IN_JOINING = 0.02
_MOST_PARTS = 12
"""Parts beyond are not aligned by likeness, only where they are equal."""

_Found = tuple[float, int, int, int, int, int, Likeness]


def align_persons(left: Sequence[Token], right: Sequence[Token]) -> Alignment:
    """Aligns two names of persons. Symmetric but for the order of the links."""
    found: list[_Found] = []
    for i, a in enumerate(left[:_MOST_PARTS]):
        for j, b in enumerate(right[:_MOST_PARTS]):
            alike = SAME if a is b else person_likeness(a, b)
            if alike is not None:
                weight = min(a.personal, b.personal)
                found.append((-alike.value * (1.0 + weight / 50), abs(i - j), i, j, 1, 1, alike))
    if len(left) != len(right) or not all(item[-1] is SAME for item in found):
        found += _joined(left, right, swapped=False)
        found += _joined(right, left, swapped=True)
    found.sort(key=itemgetter(0, 1, 2, 3))
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    links: list[Link] = []
    for _, _, i, j, wide, high, alike in found:
        mine, theirs = tuple(range(i, i + wide)), tuple(range(j, j + high))
        if free_left.issuperset(mine) and free_right.issuperset(theirs):
            links.append(Link(mine, theirs, alike))
            free_left.difference_update(mine)
            free_right.difference_update(theirs)
    return Alignment(tuple(links), tuple(sorted(free_left)), tuple(sorted(free_right)))


def _joined(many: Sequence[Token], one: Sequence[Token], *, swapped: bool) -> list[_Found]:
    """Abd al-Rahman = Abdulrahman, Jin Ping = Jinping."""
    found: list[_Found] = []
    for i in range(min(len(many), _MOST_PARTS) - 1):
        first, second = many[i], many[i + 1]
        joined = first.roman + second.roman
        if len(joined) < _SHORTEST_JOIN or first.kind is not WordKind.WORD:
            continue
        for j, whole in enumerate(one[:_MOST_PARTS]):
            if whole.roman[:1] != joined[:1] or whole.kind is not WordKind.WORD:
                continue
            value = OSA.normalized_similarity(joined, whole.roman)
            if value < _JOINED:
                continue
            alike = Likeness(value - _LOST_IN_JOINING, PartRelation.SPELLING, "joined")
            rank = -2.0 * value
            if swapped:
                found.append((rank, 0, j, i, 1, 2, alike))
            else:
                found.append((rank, 0, i, j, 2, 1, alike))
    return found
