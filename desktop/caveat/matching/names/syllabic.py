"""How alike two East Asian given names are: syllable by syllable, or character by character.

One syllable for another makes another name, however few letters differ: Weimin is not Weiming,
Min-su not Min-seo. What is no syllable at all may be a slip (Guangmng).
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from caveat.domain.screening import PartRelation
from caveat.matching.names import hangul
from caveat.matching.names.alike import SAME, Likeness
from caveat.matching.names.han_names import in_mandarin
from caveat.matching.names.person_likeness import person_likeness
from caveat.matching.names.surnames import (
    halves,
    is_pinyin,
    is_vietnamese,
    korean_readings,
    sound,
    syllables,
)
from caveat.matching.names.tokens import CYRILLIC, HAN, HANGUL, Token

_ROMANISED = Likeness(0.9, PartRelation.SPELLING, "variant")
SOUTHERN = "southern"
"""Why two given names agree of which one is in Mandarin, the other in Cantonese or Hokkien."""
_SOUTHERN = Likeness(0.88, PartRelation.SPELLING, SOUTHERN)
_HOMOPHONE = Likeness(0.8, PartRelation.SPELLING, "homophone")
_SYLLABIC = frozenset({CYRILLIC, HAN, HANGUL})
_SLIPS = frozenset({"typing", "variant"})
OTHER_SYLLABLE = "syllable"
"""Why two given names agree that are spelled alike and differ in a syllable."""
_SURE = 0.88
_DOUBTED = 0.6
_TWO = 2
_ASPIRATED = (("th", "t"), ("kh", "k"), ("ph", "p"), ("kwo", "ko"))


@lru_cache(maxsize=65_536)
def given_likeness(a: Token, b: Token, mandarin: int = 0) -> Likeness | None:
    """How the two given names agree, or None if they do not. Symmetric in value.

    ``mandarin`` is -1 where the one, 1 where the other is read in Mandarin and its fellow in the
    south, 0 where that is not told (see `in_mandarin_of`).
    """
    if a is b:
        return SAME
    if a.code[0] == b.code[0] == HAN:
        return _by_characters(a.code[2:], b.code[2:], alike=a.roman == b.roman)
    found = person_likeness(a, b)
    across = not _SYLLABIC.isdisjoint((a.code[0], b.code[0]))
    if found is not None and (
        found.reason == "initial" or found.value == 1.0 or (across and found.value >= _SURE)
    ):
        return found
    mandarin = mandarin or in_mandarin_of(a, b)
    if mandarin and _is_southern(*((a, b) if mandarin < 0 else (b, a))):
        return _SOUTHERN
    return _by_syllables(_read(a), _read(b), found)


def in_mandarin_of(a: Token, b: Token) -> int:
    """Which of two given names is in Mandarin, -1 or 1, if the other cannot be; else 0."""
    if not a.code[0] == b.code[0] == "w":
        return 0
    return is_pinyin(b.roman) - is_pinyin(a.roman)


def _is_southern(mandarin: Token, southern: Token) -> bool:
    """Whether a given name of two syllables is one in Mandarin as the south says it.

    Kwok Keung is Guoqiang. Of a single syllable too many are to tell anything.
    """
    return any(
        all(one in in_mandarin(other) for one, other in zip(cut, said, strict=True))
        for cut, said in product(halves(mandarin.roman), halves(southern.roman))
    )


def _read(word: Token) -> tuple[str, ...]:
    """The romanisations of a name: of characters as many as there are readings."""
    if word.code[0] == HAN:
        return (word.roman, *korean_readings(word.code[2:]))
    return (word.roman,)


def _by_syllables(
    one: tuple[str, ...], other: tuple[str, ...], found: Likeness | None
) -> Likeness | None:
    """What is found by the letters, unless the syllables say that it is another name, or the same.

    So it stays where either has no syllables, or the one more than the other.
    """
    mine, theirs = ([cut for roman in read for cut in _cuts(roman)] for read in (one, other))
    pairs = [(a, b) for a, b in product(mine, theirs) if len(a) == len(b)]
    if not pairs:
        return found
    if not any(_are_one(a, b) for a, b in pairs):
        return _doubted(found)
    return found if found is not None and found.value > _ROMANISED.value else _ROMANISED


def _doubted(found: Likeness | None) -> Likeness | None:
    """Other syllables, but a letter apart: lists print Yong Gi and Yong Gil for one man."""
    if found is None or found.reason not in _SLIPS:
        return None
    return Likeness(min(found.value, _DOUBTED), PartRelation.SPELLING, OTHER_SYLLABLE)


def _by_characters(one: str, other: str, *, alike: bool) -> Likeness | None:
    """Characters decide, and not how they sound; of two, one may be a slip for a homophone."""
    if not alike or not len(one) == len(other) == _TWO:
        return None
    return _HOMOPHONE if one[0] == other[0] or one[1] == other[1] else None


def _cuts(roman: str) -> tuple[tuple[str, ...], ...]:
    """The syllables of a name, in every way to cut it; none if it has none, or more than two."""
    if syllables(roman) == 1 or is_vietnamese(roman):
        return ((roman,),)
    return halves(roman)


def _are_one(one: Iterable[str], other: Iterable[str]) -> bool:
    return all(map(_is_one_syllable, one, other))


@lru_cache(maxsize=65_536)
def _is_one_syllable(one: str, other: str) -> bool:
    if one == other:
        return True
    mine, theirs = hangul.may_be(one), hangul.may_be(other)
    if _sound(one) == _sound(other) and not (mine and theirs and mine.isdisjoint(theirs)):
        return True
    if {one[0], other[0]} == {"j", "r"} and _sound(one[1:]) == _sound(other[1:]):
        return True  # Wade and Giles write j for r
    return not mine.isdisjoint(theirs)


def _sound(syllable: str) -> str:
    for written, spoken in _ASPIRATED:
        syllable = syllable.replace(written, spoken)
    return sound(syllable.replace("yi", "i"))
