"""Puts right what slips do to known phrases: names of several words that are read as one.

A phrase such as "University of Science and Technology of China" is one word to the comparison, so
that a single slip within it would leave nothing that agrees. Here its words are told though one is
misspelled or stands in its neighbour's place. A word that comes between breaks a phrase: China
Electronics Technology Corporation is not China Electronics Corporation.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.mending import Nearest, is_new
from caveat.matching.names.words import Word, word

_SHORTEST, _LONG = 5, 9
"""Letters of a word that may hold a slip, and from which it may hold two."""
_TELLING = 4
"""Letters of a word that tells a phrase from others."""
_FEWEST, _FEWEST_SCATTERED = 2, 3
"""Telling words of a phrase that is seen through a slip, and of one that is out of order."""
_LITTLE = frozenset({"of", "the", "for", "and"})
_LEFT_ALONE = frozenset({WordKind.FORM, WordKind.NUMBER, WordKind.TITLE, WordKind.NOISE})


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    telling: frozenset[str]
    is_name: bool


class _Phrases:
    """All phrases of several words, by the word that fewest of them hold."""

    def __init__(self) -> None:
        found: list[_Phrase] = []
        for text, entry in lexicon().phrases.items():
            if " " not in text or not text.isascii() or entry.kind in _LEFT_ALONE:
                continue
            words = tuple(text.split(" "))
            telling = frozenset(one for one in words if len(one) >= _TELLING)
            if len(telling) >= _FEWEST:
                found.append(_Phrase(words, telling, entry.kind is WordKind.WORD))
        often = Counter(one for phrase in found for one in phrase.telling)
        self.by_word: dict[str, list[_Phrase]] = {}
        for phrase in sorted(found, key=lambda p: (-len(p.words), p.words)):
            key = min(phrase.telling, key=lambda one: (often[one], one))
            self.by_word.setdefault(key, []).append(phrase)
        self.words = Nearest(sorted(one for one in often if len(one) >= _SHORTEST))
        self.held = frozenset(often)


@cache
def _phrases() -> _Phrases:
    return _Phrases()


@lru_cache(maxsize=65_536)
def _meant(folded: str) -> str:
    """The word of a phrase that a word is, or that a new word is but for a slip; else empty."""
    known = _phrases()
    if folded in known.held:
        return folded
    if len(folded) < _SHORTEST or not folded.isalpha() or not is_new(folded):
        return ""
    return known.words.to(folded, 1 if len(folded) < _LONG else 2)


def whole_phrases(words: list[Word], written: list[str]) -> tuple[list[Word], list[str]]:
    """The words with those of a phrase together and as the tables hold them.

    Args:
        words: The words of a name.
        written: What is written for each; it stays with its word.
    """
    known = _phrases()
    if known.held.isdisjoint([one.folded for one in words]):
        return words, written
    meant = [_meant(one.folded) for one in words]
    best: tuple[_Phrase, list[int]] | None = None
    for key in meant:
        for phrase in known.by_word.get(key, ()):
            if best is not None and len(phrase.telling) <= len(best[0].telling):
                continue
            places = _places(phrase, words, meant)
            if places and _is_seen(phrase, places, words):
                best = phrase, places
    if best is None or _stands(*best, words):
        return words, written
    return _put_together(*best, words, written)


def _places(phrase: _Phrase, words: Sequence[Word], meant: Sequence[str]) -> list[int]:
    """Where each word of the phrase stands; empty if one is missing."""
    if not phrase.telling.issubset(meant):
        return []
    where = {one: meant.index(one) for one in phrase.telling}
    first, last = min(where.values()), max(where.values())
    near = set(range(max(0, first - 1), min(len(words), last + 2))).difference(where.values())
    places: list[int] = []
    for one in phrase.words:
        place = where.get(one, -1)
        if place < 0:
            follows = places[-1] + 1 if places else first - 1
            fitting = [p for p in near if words[p].folded == one] or [
                p for p in near if one in _LITTLE and _is_little_slip(words[p].folded, one)
            ]
            place = min(fitting, key=lambda p: abs(p - follows), default=-1)
            near.discard(place)
        if place < 0:
            return []
        places.append(place)
    return places


def _is_little_slip(folded: str, little: str) -> bool:
    """Whether a word is a little one with one letter wrong ("ot" for "of")."""
    return len(folded) == len(little) and OSA.distance(folded, little) == 1


def _is_seen(phrase: _Phrase, places: Sequence[int], words: Sequence[Word]) -> bool:
    """Whether words that stand so, and so misspelled, are the phrase."""
    run = range(min(places), max(places) + 1)
    strays = [words[place].folded for place in run if place not in places]
    strays = [one for one in strays if one not in _LITTLE]
    pairs = zip(places, phrase.words, strict=True)
    telling = [(place, one) for place, one in pairs if len(one) >= _TELLING]
    exact = sum(words[place].folded == one for place, one in telling)
    turned = sum(one > other for one, other in pairwise(telling))
    if not strays and not turned:
        return exact > 0
    if strays or not phrase.is_name or len(telling) < _FEWEST_SCATTERED or exact < _FEWEST:
        return False
    in_order = sorted(range(len(telling)), key=telling.__getitem__)
    return all(abs(place - wanted) <= 1 for place, wanted in enumerate(in_order)) and turned == 1


def _stands(phrase: _Phrase, places: Sequence[int], words: Sequence[Word]) -> bool:
    """Whether the tables would find the phrase as it is."""
    run = range(min(places), max(places) + 1)
    return (
        list(places) == sorted(places)
        and all(words[p].folded == one for p, one in zip(places, phrase.words, strict=True))
        and all(words[p].folded in _LITTLE for p in run if p not in places)
    )


def _put_together(
    phrase: _Phrase, places: Sequence[int], words: list[Word], written: list[str]
) -> tuple[list[Word], list[str]]:
    """The words with those of the phrase where its first one stands."""
    order = [*range(min(places)), *places, *range(max(places) + 1, len(words))]
    made = dict(zip(places, phrase.words, strict=True))
    return (
        [word(made[place]) if place in made else words[place] for place in order],
        [written[place] for place in order],
    )
