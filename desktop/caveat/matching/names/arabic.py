"""Words in Arabic script: letters written in several ways, and what is joined to a word."""

import re
from functools import lru_cache

ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه",
     "ک": "ك", "ۀ": "ه", "ە": "ه", "ـ": None}
)  # fmt: skip
_JOINED = ("وال", "بال", "ولل", "ال", "لل")
_SHORTEST_BARE = 3


def plain(word: str) -> str:
    """The word with one letter for each sound, such as one yeh for the Arabic and the Persian."""
    return word.translate(_LETTERS)


def without_article(word: str) -> str:
    """The word without the article and the prepositions that are written as a part of it."""
    for joined in _JOINED:
        if word.startswith(joined) and len(word) - len(joined) >= _SHORTEST_BARE:
            return word[len(joined) :]
    return word


_SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"kh", "h"),
        (r"gh", "k"),
        (r"sh|ch|tch", "x"),
        (r"th", "s"),
        (r"dh", "z"),
        (r"zh|dj", "j"),
        (r"ph", "f"),
        (r"ck|[cqg]", "k"),
        (r"d", "z"),
        (r"p", "b"),
        (r"[aeiouvwy']", ""),
        (r"(.)\1+", r"\1"),
    )
)
_EGYPTIAN = re.compile(r"g(?!h)")


@lru_cache(maxsize=65_536)
def consonants(folded: str) -> tuple[str, ...]:
    """The sounds of a folded word that Arabic script writes, one letter for letters that mix.

    Of a word in Latin letters or in Arabic ones written in Latin (``mhmd``): vowels and semivowels
    are left out, and what Latin spellings do not keep apart is one (ث and س; ذ, ض, ظ and د; ق, ك,
    گ and غ). More than one reading where a letter stands for two sounds, as the g of Gamal.
    """
    readings = [folded]
    if _EGYPTIAN.search(folded):
        readings.append(_EGYPTIAN.sub("j", folded))
    found: dict[str, None] = {}
    for reading in readings:
        text = reading
        for pattern, replacement in _SOUNDS:
            text = pattern.sub(replacement, text)
        found[text] = None
        if text.endswith("h") and len(text) > 1:
            found[text[:-1]] = None
    return tuple(found)
