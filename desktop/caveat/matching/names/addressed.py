"""Tells what of an address stands in the field of a name: a suburb before its city.

Such words say where somebody is, not who: they become titles, which weigh nothing.
"""

import re
from collections.abc import Sequence

from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import Token, token

_WORD, _PLACE = WordKind.WORD, WordKind.PLACE
_SPACES = re.compile(r"[\s-]+")
_LONGEST_SUBURB = 2
_SUBURB_AND_CITY = 2
"""Commas before them."""


def may_hold_an_address(cleaned: str) -> bool:
    """Whether a name need be looked through at all."""
    return cleaned.count(",") >= _SUBURB_AND_CITY


def names_somebody(tokens: Sequence[Token]) -> bool:
    """Whether there is a trade name, or a place and what is done there: Bharat Electronics."""
    kinds = {word.kind for word in tokens}
    return _WORD in kinds or {_PLACE, WordKind.ACTIVITY} <= kinds


def without_address(tokens: list[Token], cleaned: str) -> list[Token]:
    """The words with a suburb behind the name made a title; as many as before.

    Bhabha Atomic Research Centre, Trombay, Mumbai: no table need hold Trombay.
    """
    *_, suburb, city = cleaned.split(",")
    size = len(_SPACES.split(suburb.strip()))
    if size > _LONGEST_SUBURB or size + 1 >= len(tokens):
        return tokens
    before, words, last = tokens[: -1 - size], tokens[-1 - size : -1], tokens[-1]
    if last.kind is not _PLACE or len(city.split()) != last.code.count(" ") + 1:
        return tokens
    if any(word.kind is not _WORD for word in words) or not names_somebody(before):
        return tokens
    return [*before, *map(_silent, words), last]


def _silent(word: Token) -> Token:
    return token(f"t:{word.roman or word.lemma}")
