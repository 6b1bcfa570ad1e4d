"""Finds the known word that a word with lost letters was: Soci\ufffdt\ufffd, Universit\ufffdt."""

import re
from functools import cache, lru_cache

from caveat.matching.names.clean import fold
from caveat.matching.names.garbled import LOST
from caveat.matching.names.lexicon import WordKind, lexicon

_LOST = re.compile(f"{LOST}+")
_FEWEST_LETTERS = 3


@lru_cache(maxsize=4_096)
def restored(word: str) -> str:
    """The word of the tables that it may be, if there is only one; else the word as it is."""
    known = _of_marked_letters([fold(part) for part in _LOST.split(word)])
    if sum(map(str.isalpha, word)) < _FEWEST_LETTERS:
        return word
    found = {one for one in _words() if known.fullmatch(one)}
    return min(found) if len(found) == 1 or len(_meanings(found)) == 1 else word


def lost_pattern(parts: list[str]) -> re.Pattern[str]:
    """What words with these parts and two letters at most between them look like.

    None, where it was an apostrophe: People?s, Xi?an.
    """
    return re.compile("[a-z]{0,2}".join(map(re.escape, parts)))


def _of_marked_letters(parts: list[str]) -> re.Pattern[str]:
    """Likewise, of letters that were lost because they bear marks: é, ü, ł, never a plain y."""
    return re.compile("[a-xz]{0,2}".join(map(re.escape, parts)))


def _meanings(words: set[str]) -> set[tuple[str, ...]]:
    phrases = lexicon().phrases
    return {phrases[word].meanings or (phrases[word].form,) for word in words}


@cache
def _words() -> tuple[str, ...]:
    """All single words of the tables but numbers and the little ones."""
    return tuple(
        phrase
        for phrase, entry in lexicon().phrases.items()
        if " " not in phrase
        and phrase.isascii()
        and (entry.kind not in _LEFT_OUT or "firm" in entry.meanings)
    )


_LEFT_OUT = frozenset({WordKind.NUMBER, WordKind.NOISE})
