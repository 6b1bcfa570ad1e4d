"""Hebrew words in Latin letters, consonant by consonant, and what their spellings share.

Some letters have two sounds that only a dot tells apart, and nobody prints it: פ is p and f, ב b
and v, כ k and kh, ש sh and s. Spellings: general knowledge.
"""

import re
from functools import lru_cache
from itertools import islice, product

from caveat.matching.names.arabic import consonants, vowels_agree

HEBREW = re.compile("[\u05d0-\u05ea]")
JOINED = ("ה", "ל", "ב", "ו", "מ", "של", "וה", "ול", "וב", "שב")
"""The article, for, in, and, from, of: written as a part of the word behind."""
ABBREVIATED = re.compile("(?<=[\u05d0-\u05ea])(?:[\"\u05f4\u201d]|'')(?=[\u05d0-\u05ea])")
"""The mark within an abbreviation: בע"מ."""
_ARTICLE = "ה"
_LETTERS = {
    "א": ("a",), "ב": ("b", "v"), "ג": ("g",), "ד": ("d",), "ה": ("h",), "ו": ("v",), "ז": ("z",),
    "ח": ("h",), "ט": ("t",), "י": ("y",), "כ": ("k", "kh"), "ך": ("kh", "k"), "ל": ("l",),
    "מ": ("m",), "ם": ("m",), "נ": ("n",), "ן": ("n",), "ס": ("s",), "ע": ("a",),
    "פ": ("p", "f"), "ף": ("f",), "צ": ("tz", "z"), "ץ": ("tz", "z"), "ק": ("k",), "ר": ("r",),
    "ש": ("sh", "s"), "ת": ("t",),
}  # fmt: skip
_SHORTEST_WITH_ARTICLE = 5
_MOST = 32
"""Readings of a word; of a long one, the first."""
_SPOKEN = (("ch", "kh"), ("j", "y"), ("ts", "tz"), ("ck", "k"), ("tz", "tz'"), ("v", "b"))
_LAST_H = re.compile("(?<=.)h$")


def romanised(word: str) -> str:
    """The word with its Hebrew letters in Latin ones, each as it is most often."""
    return "".join(_LETTERS.get(letter, (letter,))[0] for letter in word)


@lru_cache(maxsize=4_096)
def readings(word: str) -> frozenset[str]:
    """The consonants of a word in Hebrew letters, as `arabic.consonants` writes them.

    Letters that stand side by side are kept apart: תה is no th. Of a word that may begin with the
    article, those without it too: הטכניון is the Technion.
    """
    if word.startswith(_ARTICLE) and len(word) >= _SHORTEST_WITH_ARTICLE:
        return _readings(word) | _readings(word[1:])
    return _readings(word)


def _readings(word: str) -> frozenset[str]:
    ways = product(*[_LETTERS.get(letter, ("",)) for letter in word])
    return frozenset(
        one
        for way in islice(ways, _MOST)
        for one in consonants("'".join(way).replace("t'z", "tz"), abjad=True)
    )


@lru_cache(maxsize=16_384)
def spoken(folded: str) -> frozenset[str]:
    """The consonants of a word in Latin letters, in every way that Hebrew may write it."""
    ways = {folded}
    for written, sound in _SPOKEN:
        ways |= {way.replace(written, sound) for way in ways if written in way}
    return frozenset(one for way in ways for one in consonants(way))


_SAME, _OF_TWO = 0.96, 0.88
_FULL = 3


def alike(word: str, folded: str) -> float:
    """How alike a word in Hebrew letters and one in Latin letters are, 0-1."""
    size = max(map(len, readings(word) & spoken(folded)), default=0)
    if size >= _FULL:
        return _SAME
    written, ways = romanised(word), (folded, folded.replace("v", "b"))
    return _OF_TWO if size and any(vowels_agree(written, way) for way in ways) else 0.0
