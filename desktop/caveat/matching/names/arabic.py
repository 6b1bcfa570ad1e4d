"""Words in Arabic script: letters written in several ways, and what is joined to a word."""

import re

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
