"""Tells what of an address stands in the field of a name: a postal box, a suburb before its city.

Such words say where somebody is, not who: they become titles, which weigh nothing.
"""

import re
from collections.abc import Sequence

from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import Token, token

_WORD, _PLACE = WordKind.WORD, WordKind.PLACE
_BOX = ("box", "boxno", "postfach", "pobox", "casella", "apartado")
_POST = frozenset({"p", "o", "po", "post", "office", "gpo"})
_SPACES = re.compile(r"[\s-]+")
_LONGEST_SUBURB = 2
_SUBURB_AND_CITY = 2
"""Commas before them."""


def may_hold_an_address(cleaned: str) -> bool:
    """Whether a name need be looked through at all."""
    return cleaned.count(",") >= _SUBURB_AND_CITY or "box" in cleaned.lower()


def without_address(tokens: list[Token], cleaned: str) -> list[Token]:
    """The words with those of an address behind the name made titles; as many as before."""
    return _before_city(_in_box(tokens), cleaned)


def names_somebody(tokens: Sequence[Token]) -> bool:
    """Whether there is a trade name, or a place and what is done there: Bharat Electronics."""
    kinds = {word.kind for word in tokens}
    return _WORD in kinds or {_PLACE, WordKind.ACTIVITY} <= kinds


def _in_box(tokens: list[Token]) -> list[Token]:
    """Kenya Marine Stores Limited P.O. Box 4412 Mombasa."""
    for at, word in enumerate(tokens):
        if word.roman not in _BOX:
            continue
        start = at
        while start > 0 and tokens[start - 1].roman in _POST:
            start -= 1
        numbered = any(one.kind is WordKind.NUMBER for one in tokens[at + 1 :])
        if start < at and numbered and names_somebody(tokens[:start]):
            return [*tokens[:start], *map(_silent, tokens[start:])]
    return tokens


def _before_city(tokens: list[Token], cleaned: str) -> list[Token]:
    """Bhabha Atomic Research Centre, Trombay, Mumbai: no table need hold Trombay."""
    if cleaned.count(",") < _SUBURB_AND_CITY:
        return tokens
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
