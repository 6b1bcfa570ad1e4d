"""Whether a name carries the rare name of a listed party without being it: *related*.

Inspur Software while only Inspur Group is listed; a city branch; another member of the family.
"""

from functools import cache

from caveat.matching.coefficients import coefficients
from caveat.matching.names.align import Alignment
from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.side import Side
from caveat.matching.names.tokens import Token, vowel_groups

_CARRIED = 0.95
_COMMON_SYLLABLES = 2
_NO_PROOF = frozenset({"typing", "variant", "concept"})
"""Who is named by an ordinary word, or by another language's for it, carries nobody's name."""


def carries(left: Side, right: Side, alignment: Alignment) -> bool:
    """Whether the rare first word of the one is the rare first word of the other."""
    for link in alignment.links:
        if link.left != (left.head,) or link.right != (right.head,):
            continue
        if link.likeness.value < _CARRIED or link.likeness.reason in _NO_PROOF:
            return False
        a, b = left.tokens[left.head], right.tokens[right.head]
        if not _leads(left) or not _leads(right):
            return False
        known = bool(a.brands and b.brands) and not _is_everyday(a) and not _is_everyday(b)
        if min(a.weight, b.weight) < coefficients().evidence["brand" if known else "core"]:
            return False
        return known or _telling(a, b, left, right)
    return False


def _leads(side: Side) -> bool:
    """Whether the first word that we do not know is the name, not one of what the body does.

    Before a name stand places, bodies and one trade at the most: not "Oil and Petrochemical
    Facilities Design Institute".
    """
    return sum(word.kind is WordKind.ACTIVITY for word in side.tokens[: side.head]) <= 1


def _telling(a: Token, b: Token, left: Side, right: Side) -> bool:
    """Whether a word outside the table of brands can be somebody's own.

    Two pinyin syllables make a name that many unrelated firms carry, each in its own city; so do
    words of the dictionary and abbreviations.
    """
    if a.acronym or b.acronym or not is_own(a) or not is_own(b):
        return False
    return _is_body(left) and _is_body(right)


@cache
def is_own(word: Token) -> bool:
    """Whether a trade name is neither of the dictionary nor a usual one of two pinyin syllables."""
    if word.brands:
        return not _is_everyday(word)
    if word.roman in lexicon().common:
        return False
    return not word.syllables or vowel_groups(word.roman) > _COMMON_SYLLABLES


@cache
def _is_everyday(word: Token) -> bool:
    """Whether a brand is made of words of the dictionary, which others carry too: Great Wall."""
    common = lexicon().common
    return all(part in common for brand in word.brands for part in brand.split())


def _is_body(side: Side) -> bool:
    """Whether the name shows that it is not a person's: more than words we do not know."""
    spoken = [t for t in side.tokens if t.kind is not WordKind.NOISE]
    return len(spoken) == 1 or any(
        t.kind is not WordKind.WORD and t.kind is not WordKind.TITLE for t in spoken
    )
