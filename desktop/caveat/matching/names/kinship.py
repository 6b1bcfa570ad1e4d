"""Whether a name carries the rare name of a listed party without being it: *related*.

Inspur Software while only Inspur Group is listed; a city branch; another member of the family.
"""

from caveat.matching.coefficients import coefficients
from caveat.matching.names.align import Alignment
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.side import Side
from caveat.matching.names.tokens import Token

_CARRIED = 0.95
_SHORT_NAME = 4
_SLIPS = frozenset({"typing", "variant"})


def carries(left: Side, right: Side, alignment: Alignment, contradictions: tuple[str, ...]) -> bool:
    """Whether the rare first word of the one is the rare first word of the other."""
    for link in alignment.links:
        if link.left != (left.head,) or link.right != (right.head,):
            continue
        a, b = left.tokens[left.head], right.tokens[right.head]
        if not (a.brands and b.brands) and not _telling(a, b, left, right, contradictions):
            return False
        return (
            link.likeness.value >= _CARRIED
            and min(a.weight, b.weight) >= coefficients().evidence["core"]
            and link.likeness.reason not in _SLIPS
            and not a.acronym
            and not b.acronym
        )
    return False


def _telling(a: Token, b: Token, left: Side, right: Side, contradictions: tuple[str, ...]) -> bool:
    """Whether a word outside the table of brands can be somebody's own.

    Two pinyin syllables make a name that many unrelated firms carry, each in its own city.
    """
    if not _is_body(left) or not _is_body(right):
        return False
    if not (a.syllables and b.syllables):
        return True
    return len(a.roman) > _SHORT_NAME and "place" not in contradictions


def _is_body(side: Side) -> bool:
    """Whether the name shows that it is not a person's: more than words we do not know."""
    spoken = [t for t in side.tokens if t.kind is not WordKind.NOISE]
    return len(spoken) == 1 or any(
        t.kind is not WordKind.WORD and t.kind is not WordKind.TITLE for t in spoken
    )
