"""Reads a known whole name by its words as well: National Iranian Oil Company, شرکت ملی نفت ایران.

What the tables know as one name is one word to the comparison, which no translation of its words
meets. Where the whole finds nothing, the words may.
"""

from dataclasses import replace
from functools import cache, lru_cache

from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.segment import Code, within
from caveat.matching.names.side import Side
from caveat.matching.names.tokens import Token, token, word_code

_HAN = "k"


def is_whole(word: Token) -> bool:
    """Whether a word is a known name of several words."""
    return word.kind is WordKind.WORD and len(_parts(word)) > 1


@lru_cache(maxsize=4_096)
def side_by_parts(side: Side) -> Side | None:
    """The side with its known names word by word; None if it holds none."""
    if not any(map(is_whole, side.tokens)):
        return None
    words = [
        part
        for word in side.tokens
        for part in ([one for one, _ in _parts(word)] if is_whole(word) else (word,))
    ]
    return Side(tuple(words), side.forms)


def name_by_parts(name: PreparedName) -> PreparedName:
    """Likewise a name."""
    tokens: list[Token] = []
    surfaces: list[str] = []
    for word, surface in zip(name.tokens, name.surfaces, strict=True):
        parts = _parts(word) if is_whole(word) else ((word, surface),)
        written = surface.split()
        if len(written) != len(parts):
            written = [text for _, text in parts] if word.code[0] == _HAN else [surface]
            written += [""] * (len(parts) - len(written))
        tokens.extend(part for part, _ in parts)
        surfaces.extend(written if len(parts) > 1 else [surface])
    return replace(name, tokens=tuple(tokens), surfaces=tuple(surfaces))


@cache
def _parts(word: Token) -> tuple[tuple[Token, str], ...]:
    """The words of a known name, and what is written for each."""
    way, _, phrase = word.code.partition(":")
    if way == _HAN:
        return tuple([(token(code), text) for code, text in within(phrase)])
    if way != "l" or " " not in phrase:
        return ((word, phrase),)
    return tuple([(token(code), text) for code, text in map(_single, phrase.split(" "))])


def _single(word: str) -> Code:
    return (f"l:{word}" if word in lexicon().phrases else word_code(word)), word
