"""Reads the name of a vessel: a letter behind it is a number, a trader in it no company."""

from dataclasses import replace
from functools import lru_cache

from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.prepare import PreparedName, prepare
from caveat.matching.names.tokens import Token, token
from caveat.matching.names.vessel_words import bare_vessel

_NUMBERS = {"x:i": "n:1", "x:v": "n:5", "x:x": "n:10"}
_UNSAID = frozenset({WordKind.NOISE, WordKind.TITLE})
_FEWEST = 3
_LETTERED = 9_900
"""Added to the place of a letter in the alphabet: no ship is called by so high a number."""


@lru_cache(maxsize=16_384)
def prepare_vessel(text: str) -> PreparedName:
    """The name taken apart; ``ADRIAN DARYA I`` is Adrian Darya 1, and Daphne I is not Daphne V.

    So is Golden Star A not Golden Star B, and Phoenix not Phoenix Trader: what says little of a
    company tells ships apart.
    """
    name = replace(prepare(bare_vessel(text)), text=text)
    tokens = tuple([_as_told(word, i) for i, word in enumerate(name.tokens)])
    if len(tokens) > 1 and tokens[-2].kind not in _UNSAID:
        said = sum([word.kind not in _UNSAID for word in tokens])
        tokens = (*tokens[:-1], _numbered(tokens[-1], among=said))
    return replace(name, tokens=tokens)


def _as_told(word: Token, place: int) -> Token:
    """An ordinary word of companies behind a name, as a word of its own."""
    if not place or word.kind is not WordKind.GENERIC or not word.roman or word.foreign:
        return word
    return token(f"w:{word.roman}")


def _numbered(word: Token, *, among: int) -> Token:
    """A letter behind a name, as a number; of one word it may be a part: Jannie-C, Janniec."""
    if word.kind is not WordKind.LETTER or not word.roman.isascii():
        return word
    code = _NUMBERS.get(word.code)
    if code is None and among < _FEWEST:
        return word
    return token(code or f"n:{_LETTERED + ord(word.roman[0]) - ord('a')}")
