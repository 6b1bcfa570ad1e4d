"""What one name has more than the other that says nothing else: its abbreviation, its sort."""

from collections.abc import Sequence

from caveat.matching.names.align import Alignment
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.side import SILENT, Side
from caveat.matching.names.tokens import Token

Sides = tuple[Side, Side]
_WORD = WordKind.WORD
_PRODUCERS = frozenset({"science", "production", "association", "concern", "complex", "enterprise"})
"""What the words mean that say what sort of producer somebody is: НПО, ПО, концерн."""
_LONGEST_ABBREVIATION = 4
_LONGEST_MADE, _MOST_OF_ONE = 7, 3
"""Letters of an abbreviation made of the beginnings of words, and of one of them."""


def abbreviates_beside(sides: Sides, alignment: Alignment) -> bool:
    """Whether all that one side has more is an abbreviation before or behind the name."""
    side, places = _more_of_one(sides, alignment)
    if len(places) != 1:
        return False
    word = side.tokens[places[0]]
    spoken = [i for i, one in enumerate(side.tokens) if one.kind not in SILENT]
    return (
        word.kind is _WORD
        and (
            len(word.roman) <= _LONGEST_ABBREVIATION
            or _is_made_of(word.roman, [one for one in side.tokens if one is not word])
        )
        and places[0] in {spoken[0], spoken[-1]}
    )


def only_describes(sides: Sides, alignment: Alignment) -> bool:
    """Whether all that one side has more says, before the name, what sort of producer bears it."""
    side, places = _more_of_one(sides, alignment)
    if not places or places[-1] > side.head:
        return False
    meant = [side.tokens[i].meanings for i in places]
    return all(not one.isdisjoint(_PRODUCERS) for one in meant) and any(
        not one.isdisjoint({"production", "concern"}) for one in meant
    )


def _more_of_one(sides: Sides, alignment: Alignment) -> tuple[Side, list[int]]:
    """The side that says more, and where; nowhere if both do, or neither."""
    left, right = sides
    mine = [i for i in alignment.left if left.tokens[i].kind not in SILENT]
    theirs = [i for i in alignment.right if right.tokens[i].kind not in SILENT]
    if mine and theirs:
        return left, []
    return (left, mine) if mine else (right, theirs)


def _is_made_of(letters: str, words: Sequence[Token]) -> bool:
    """Whether letters are the beginnings of words: KOMID of Korea Mining Development."""
    if len(letters) > _LONGEST_MADE:
        return False
    left = letters
    for word in words:
        size = 0
        while size < _MOST_OF_ONE and left[size : size + 1] == word.roman[size : size + 1] != "":
            size += 1
        left = left[size:]
    return not left
