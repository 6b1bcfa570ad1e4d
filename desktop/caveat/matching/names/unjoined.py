"""Finds where a space between two words was lost."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise

from caveat.matching.names.clean import fold
from caveat.matching.names.given import groups
from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.mending import is_new
from caveat.matching.names.rarity import rarity_table

_FORMS_BEFORE = frozenset(
    {"ooo", "llc", "jsc", "ojsc", "pjsc", "cjsc", "oao", "npo", "fgup", "fsue"}
)
_FORMS_BEHIND = frozenset(
    {"ooo", "llc", "ltd", "ltda", "gmbh", "jsc", "ojsc", "pjsc", "company", "limited"}
)
"""Forms that no other word begins, or ends, with."""
_FEWEST_BESIDE_FORM, _FEWEST_IN_HALF, _FEWEST_IN_NAME = 3, 2, 3
_SHORTEST, _LONG = 5, 7
_CAPITAL_WITHIN = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z])")
_CYRILLIC_WITHIN = re.compile("(?<=[\u0430-\u045f])(?=[\u0400-\u042f])")
_WRITTEN = re.compile(r"[A-Z]+|[A-Z]?[a-z]+|(?:[A-Z][a-z]+)+|[A-Z]{2,}[a-z]{2,}")
"""How the letters of a word, or of several in one, are written; slips of a hand are not."""
_OF_TRADE = frozenset(
    {WordKind.FORM, WordKind.NOISE, WordKind.GENERIC, WordKind.UNIT, WordKind.ACTIVITY}
)
_PART_OF_NAMES = frozenset({WordKind.GENERIC, WordKind.UNIT, WordKind.ACTIVITY})
_NO_PHRASE = frozenset({WordKind.FORM, WordKind.NOISE, WordKind.TITLE})
_FEWEST_IN_PHRASE = 4
_GAELIC = frozenset({"mac", "fitz"})


@lru_cache(maxsize=65_536)
def lost_space(word: str) -> int:
    """Where two words of a company's name were joined; 0 if nowhere.

    A capital shows it, a legal form, or a known phrase in which both stand together (NorthChina
    Industries). Only words that no table knows as they stand: what a firm itself writes in one
    (PetroChina) and a list holds is left alone.
    """
    if len(word) < _SHORTEST or not word.isascii() or not word.isalnum():
        return 0
    folded = fold(word)
    if not is_new(folded):
        return 0
    for match in _CAPITAL_WITHIN.finditer(word):
        place = match.start()
        halves = folded[:place], folded[place:]
        written = word[:place], word[place:]
        if min(map(len, halves)) < _FEWEST_IN_HALF or not all(map(_WRITTEN.fullmatch, written)):
            continue
        if any(map(_is_of_trade, halves, written)):
            return place
    for place in _beside_forms(folded):
        return place
    return _of_phrases().get(folded, 0)


@cache
def _of_phrases() -> Mapping[str, int]:
    """Neighbours in a phrase of the tables, joined in either order, and where they were."""
    pairs: dict[str, int] = {}
    for phrase, entry in lexicon().phrases.items():
        if entry.kind not in _NO_PHRASE and phrase.isascii():
            for one, other in pairwise(phrase.split(" ")):
                if min(len(one), len(other)) >= _FEWEST_IN_PHRASE:
                    pairs.setdefault(one + other, len(one))
                    pairs.setdefault(other + one, len(other))
    return pairs


def _beside_forms(folded: str) -> list[int]:
    size = len(folded)
    before = [n for n in _lengths(_FORMS_BEFORE) if folded[:n] in _FORMS_BEFORE]
    behind = [size - n for n in _lengths(_FORMS_BEHIND) if folded[-n:] in _FORMS_BEHIND]
    return [
        place
        for place in before + behind
        if _FEWEST_BESIDE_FORM <= place <= size - _FEWEST_BESIDE_FORM
    ]


@cache
def _lengths(forms: frozenset[str]) -> tuple[int, ...]:
    return tuple(sorted(set(map(len, forms)), reverse=True))


def _is_of_trade(folded: str, written: str) -> bool:
    """Whether a word says nothing of whose name it is part.

    A trade name is not cut in two: NucTech is one, and most names that end in Tech or Lab are.
    """
    entry = lexicon().phrases.get(folded)
    if entry is None or entry.kind not in _OF_TRADE:
        return False
    return len(folded) >= _LONG or written.isupper() or entry.kind not in _PART_OF_NAMES


def may_be_joined(text: str) -> bool:
    """Whether any word of a text may be two that were joined by a capital."""
    within = _CAPITAL_WITHIN if text.isascii() else _CYRILLIC_WITHIN
    return within.search(text) is not None or _CAPITAL_WITHIN.search(text) is not None


@lru_cache(maxsize=65_536)
def lost_space_of_name(word: str) -> int:
    """Where two names of a person were joined (CarlosAlberto); 0 if nowhere."""
    if not word.isascii():
        match = _CYRILLIC_WITHIN.search(word)
        place = match.start() if match is not None else 0
        return place if min(place, len(word) - place) > _FEWEST_IN_NAME else 0
    match = _CAPITAL_WITHIN.search(word)
    if match is None:
        return 0
    folded, place = fold(word), match.start()
    if min(place, len(word) - place) < _FEWEST_IN_NAME or folded[:place] in _GAELIC:
        return 0
    return 0 if groups(folded) or rarity_table().count(folded) else place
