"""Reads phrases of trades and institutions by their words where the whole finds nothing.

“Precision Machinery” is one word to the comparison, 정밀기계 two; so are “Research Centre”, and
“Science and Technology”. Where the phrases leave words over that the other side says singly, both
names are held against each other word by word.
"""

from dataclasses import replace
from functools import cache, lru_cache

from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.side import Side
from caveat.matching.names.tokens import Token, token

_OPENED = frozenset({WordKind.ACTIVITY, WordKind.GENERIC, WordKind.UNIT})


def is_phrase(word: Token) -> bool:
    """Whether a word is a phrase of the tables, all of whose words they know singly."""
    return len(parts_of(word)) > 1


@lru_cache(maxsize=8_192)
def side_opened(side: Side) -> Side | None:
    """The side with its phrases word by word; None if it holds none."""
    if not any(map(is_phrase, side.tokens)):
        return None
    return Side(tuple(part for word in side.tokens for part in parts_of(word)), side.forms)


def name_opened(name: PreparedName) -> PreparedName:
    """Likewise a name."""
    tokens: list[Token] = []
    surfaces: list[str] = []
    for word, surface in zip(name.tokens, name.surfaces, strict=True):
        parts = parts_of(word)
        written = surface.split() if len(parts) > 1 else [surface]
        if len(written) != len(parts):
            written = [surface, *[""] * (len(parts) - 1)]
        tokens.extend(parts)
        surfaces.extend(written)
    return replace(name, tokens=tuple(tokens), surfaces=tuple(surfaces))


@cache
def parts_of(word: Token) -> tuple[Token, ...]:
    """The words of a phrase, if the tables know them all; else the word itself."""
    way, _, phrase = word.code.partition(":")
    if way == "k" and word.kind in _OPENED:
        return _halves(word, phrase)
    if way != "l" or " " not in phrase or word.kind not in _OPENED:
        return (word,)
    phrases = lexicon().phrases
    parts = phrase.split(" ")
    if any(part not in phrases or phrases[part].sequence for part in parts):
        return (word,)
    return tuple([token(f"l:{part}") for part in parts])


def _halves(word: Token, phrase: str) -> tuple[Token, ...]:
    """The two words of a Chinese phrase: 机械制造 is 机械 and 制造."""
    phrases = lexicon().han
    for at in range(len(phrase) - 2, 1, -1):
        parts = phrase[:at], phrase[at:]
        if all(part in phrases and not phrases[part].sequence for part in parts):
            return tuple([token(f"k:{part}") for part in parts])
    return (word,)
