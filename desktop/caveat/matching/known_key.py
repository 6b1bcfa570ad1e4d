"""The exact key that a published name is looked up by."""

import hashlib
import re
from typing import NamedTuple

from caveat.matching.names import han
from caveat.matching.names.clean import clean, fold
from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.prepare import PreparedName, prepare
from caveat.matching.names.segment import segment

_GROUP = "group"
"""Stands inside legal forms (集团有限公司, Group Co.) and belongs to the name all the same."""
_PLAIN_WORD = "w:"
_PIECES = re.compile(rf"{han.HAN_RUN.pattern}|[^{han.HAN_RUN.pattern[1:-2]}]+")
_MUTE = frozenset({WordKind.FORM, WordKind.NOISE})


class NameKey(NamedTuple):
    """What a name is looked up by.

    Attributes:
        words: Its words, joined; see `name_key`.
        forms: Normal legal forms stated.
        is_acronym: Whether it is nothing but an abbreviation, which strangers may share.
    """

    words: str
    forms: frozenset[str]
    is_acronym: bool


def key_of(text: str) -> NameKey:
    """The key of a name. Chinese characters in it are not read as pinyin.

    Reading them takes a library of a quarter of a second, which a look-up can do without.
    """
    cleaned = clean(text)
    if not han.has_han(cleaned):
        name = prepare(text)
        alone = len(name.tokens) == 1 and name.tokens[0].acronym
        return NameKey(name_key(name), name.forms, alone)
    words: list[str] = []
    forms: set[str] = set()
    for piece in _PIECES.findall(cleaned):
        if han.has_han(piece):
            words.append(_han_words(han.simplified(piece), forms))
        else:
            name = prepare(piece)
            words.append(name_key(name))
            forms |= name.forms
    return NameKey("".join(words), frozenset(forms), is_acronym=False)


def name_key(name: PreparedName) -> str:
    """The words of a name, joined; the legal form left out, and the spaces, which spellings move.

    Chinese characters stay what they are, simplified. Empty when nothing is left.
    """
    words = []
    for token, surface in zip(name.tokens, name.surfaces, strict=True):
        if token.code.startswith(_PLAIN_WORD):
            words.append(token.code[2:])
        elif _GROUP in token.meanings:
            words.append(_GROUP)
        elif not surface or token.kind in _MUTE:
            continue
        elif token.kind is WordKind.NUMBER:
            words.append(str(token.number))
        else:
            words.append(surface if han.has_han(surface) else _folded(surface))
    return "".join(words)


def _folded(surface: str) -> str:
    return "".join(fold(word) for word in surface.split())


def _han_words(run: str, forms: set[str]) -> str:
    """`name_key` of a run of simplified characters."""
    words = []
    for code, surface in segment(run, forms, japanese=False):
        way, _, word = code.partition(":")
        entry = lexicon().han[word] if way == "k" else None
        if word == _GROUP or (entry is not None and _GROUP in entry.meanings):
            words.append(_GROUP)
        elif way == "n":
            words.append(word)
        elif surface and (entry is None or entry.kind not in _MUTE):
            words.append(surface)
    return "".join(words)


def key_hash(text: str) -> int:
    """A key as a number of 64 bits."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
