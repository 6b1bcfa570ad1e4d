"""Cuts folded address text into words, numbers, floors and separators."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from caveat.matching.addresses.folding import FLOOR_SIGN
from caveat.matching.addresses.lexicon import Word, longest_phrases, words

MAX_TOKENS = 300
"""What lies beyond is not read, so that time stays bounded whatever the text."""


class TokenKind(Enum):
    """What a token is."""

    WORD = 1
    NUMBER = 2
    ORDINAL = 3
    FLOOR = 4
    BREAK = 5


@dataclass(frozen=True, slots=True)
class Token:
    """One token. ``meanings`` are the meanings that its word has in the address's country."""

    kind: TokenKind
    text: str
    meanings: tuple[Word, ...] = ()
    roles: frozenset[str] = frozenset()

    def meaning(self, *roles: str) -> Word | None:
        """The first meaning with one of the roles."""
        for word in self.meanings:
            if word.role in roles:
                return word
        return None


BREAK = Token(TokenKind.BREAK, ",")

_TOKEN = re.compile(
    rf"(?P<floor>{FLOOR_SIGN}[a-z0-9 ]+?(?:-\d+)?(?= |$|,))"
    r"|(?P<ordinal>\d{1,5}(?:st|nd|rd|th)\b)"
    r"|(?P<number>(?:[a-z]{1,3}-)?(?<![a-z])[a-z]{0,3}\d+(?:[a-z]{1,2}(?![a-z]))?"
    r"(?:[-/](?:[a-z]?\d+[a-z]?|[a-z])(?![a-z0-9]))*)"
    r"|(?P<word>[a-z]+)"
    r"|(?P<break>[,;()/\[\]])"
    r"|(?P<and>&)"
)
_GLUED = re.compile(r"([a-z]{2,3})-?(\d.*)")


def tokenise(folded: str, country: str) -> list[Token]:
    """Tokens of folded text; known phrases become one token with their meanings."""
    tokens: list[Token] = []
    pending: list[str] = []
    for found in _TOKEN.finditer(folded):
        if len(tokens) + len(pending) >= MAX_TOKENS:
            break
        kind, text = found.lastgroup, found[0]
        if kind == "word":
            pending.append(text)
            continue
        if kind == "and":
            pending.append("and")
            continue
        if kind == "number" and (glued := _GLUED.fullmatch(text)) and (glued[1],) in words():
            pending.append(glued[1])
            text = glued[2]
        _take_words(pending, tokens, country)
        if kind == "floor":
            tokens.append(Token(TokenKind.FLOOR, text[1:].strip()))
        elif kind == "ordinal":
            tokens.append(Token(TokenKind.ORDINAL, text[:-2]))
        elif kind == "number":
            tokens.append(Token(TokenKind.NUMBER, text))
        elif tokens and tokens[-1] is not BREAK:
            tokens.append(BREAK)
    _take_words(pending, tokens, country)
    return tokens


def _take_words(pending: list[str], tokens: list[Token], country: str) -> None:
    if not pending:
        return
    longest = longest_phrases()
    position = 0
    while position < len(pending):
        most = longest.get(pending[position], 0)
        for length in range(most, 1, -1):
            phrase = tuple(pending[position : position + length])
            token = _word(phrase, country)
            if token.meanings:
                tokens.append(token)
                position += len(phrase)
                break
        else:
            # What means nothing anywhere means so in every country: more is remembered.
            tokens.append(_word((pending[position],), country if most else ""))
            position += 1
    pending.clear()


@lru_cache(maxsize=50_000)
def _word(phrase: tuple[str, ...], country: str) -> Token:
    meanings = tuple(word for word in words().get(phrase, ()) if word.holds_in(country))
    roles = frozenset(word.role for word in meanings)
    return Token(TokenKind.WORD, " ".join(phrase), meanings, roles)
