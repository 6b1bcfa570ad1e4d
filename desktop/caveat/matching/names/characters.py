"""Whether two words in Chinese characters that sound alike are one word.

Dongguan has a 华力 and a 华利, both Huali: whoever has the characters of both names knows that they
are two firms, and pinyin must not tell him otherwise. Of a longer name one character may be a slip
of the hand, for it is typed by its sound: 海康微视 for 海康威视.
"""

from collections.abc import Sequence

from caveat.domain.screening import PartRelation
from caveat.matching.coefficients import coefficients
from caveat.matching.names.alike import Likeness
from caveat.matching.names.tokens import HAN, Token

OTHER_CHARACTERS = "other characters"
"""Reason of a `Likeness`: the sound agrees, the characters do not."""
CHARACTERS = frozenset((HAN, "k"))
"""Ways in which words in Chinese characters are made: of no meaning, of the lexicon."""
_SHORTEST_SLIPPED = 3
"""Characters of a word of which one may be a slip."""


def are_characters(words: Sequence[Token]) -> bool:
    """Whether all words are written in Chinese characters."""
    return all(word.code[0] in CHARACTERS for word in words)


def sounding(one: str, other: str) -> Likeness:
    """How alike two words of one sound are in other characters."""
    slips = sum(a != b for a, b in zip(one, other, strict=False))
    if len(one) == len(other) >= _SHORTEST_SLIPPED and slips == 1:
        return Likeness(coefficients().agree["homophone"], PartRelation.SPELLING, "typing")
    return Likeness(coefficients().agree["homophone"], PartRelation.SPELLING, OTHER_CHARACTERS)
