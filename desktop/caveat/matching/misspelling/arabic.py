"""What is peculiar to Arabic and Persian names in their script: articles, piety, family names."""

import random
import re
from collections.abc import Mapping, Sequence

from caveat.matching.misspelling.rewriting import Letters

ARTICLE = "ال"
_ARTICLES = frozenset(["al", "el", "ul", "as", "ash", "ad", "az", "ar", "at", "an"])
_SERVANT = frozenset(["abdul", "abdel", "abdal", "abdol", "abdoul"])
"""Servant of the …: the article belongs to the word that follows."""
_PIOUS = re.compile(r"^(\w{3,})[aou](l+ah?|d+[ie]n)$")
"""Something of God (Hamidullah), or of the faith (Saifuddin): two words there."""
_PIOUSLY = {"l": "الله", "d": "الدين"}
_ARTICLED = re.compile(r"^(?:al|el)[-']?(?=\w{3})")
_DOUBLED = re.compile(r"([^aeiou])\1")
_FAMILY = {"ar": "ي", "fa": "ی"}
"""Language → the ending that makes a family name of a given name."""

Names = Mapping[tuple[str, str], tuple[str, ...]]
"""(class, Latin form) → forms in the script."""


def with_articles(words: Sequence[str]) -> list[tuple[str, bool]]:
    """The words, each with whether the article is written before it."""
    found: list[tuple[str, bool]] = []
    article = False
    for place, word in enumerate(words, start=1):
        if place < len(words) and word in _ARTICLES:
            article = True
        elif place < len(words) and word in _SERVANT:
            found.append(("abd", article))
            article = True
        else:
            found.append((word, article))
            article = False
    return found


def in_arabic_script(
    word: str, language: str, names: Names, letters: Letters, stream: random.Random
) -> str | None:
    """One word in Arabic letters; None where the table lacks one of its letters."""
    bare = _ARTICLED.sub("", word)
    pious = _PIOUS.match(bare)
    made = _plain(pious[1] if pious else bare, language, names, letters, stream)
    if made is None:
        return None
    if pious:
        made = f"{made} {_PIOUSLY[pious[2][0]]}"
    return made if bare == word else ARTICLE + made


def _plain(
    word: str, language: str, names: Names, letters: Letters, stream: random.Random
) -> str | None:
    there = names.get(("name", word))
    if there is None and word.endswith("i") and ("name", word[:-1]) in names:
        return names["name", word[:-1]][0] + _FAMILY[language]
    # Doubled letters are written once.
    return stream.choice(there) if there else letters.rewrite(_DOUBLED.sub(r"\1", word), stream)
