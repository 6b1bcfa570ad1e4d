"""Reads the name of a vessel: a letter behind it may be a number."""

from dataclasses import replace
from functools import lru_cache

from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.prepare import PreparedName, prepare
from caveat.matching.names.tokens import token

_NUMBERS = {"x:i": "n:1", "x:v": "n:5", "x:x": "n:10"}
_UNSAID = frozenset({WordKind.NOISE, WordKind.TITLE})


@lru_cache(maxsize=16_384)
def prepare_vessel(text: str) -> PreparedName:
    """The name taken apart; ``ADRIAN DARYA I`` is Adrian Darya 1, and Daphne I is not Daphne V."""
    name = prepare(text)
    if len(name.tokens) < 2 or name.organisation:  # noqa: PLR2004 — a letter alone is a name
        return name
    number = _NUMBERS.get(name.tokens[-1].code)
    if number is None or name.tokens[-2].kind in _UNSAID:
        return name
    return replace(name, tokens=(*name.tokens[:-1], token(number)))
