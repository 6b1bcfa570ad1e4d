"""Reads letters that a scanner, or a hand that copies, took for others of their shape.

Only what is no word as it stands: a digit among letters (``Techn0logy``), a small l among capitals
(``DESTlNY``). Numbers at the end of a name (CETC28, Unit61398) are left alone, since another number
is another name.
"""

import re
from functools import lru_cache

from caveat.matching.names.clean import fold
from caveat.matching.names.given import groups
from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.rarity import rarity_table

_TO_LETTERS = str.maketrans("0568", "OSGB") | {ord("2"): "Z"}
_LETTERS_OF_ONE = "IL"
_MOST_DIGITS, _FEWEST_LETTERS, _FEWEST_OF_FORM, _FEWEST_AROUND = 3, 3, 2, 5
_FEWEST_CAPITALS = 2
_LONG = 8
_SHORTEST_MISREAD = 5
_CONFUSED = (("rn", "m"), ("nn", "rm"), ("ri", "n"), ("cl", "d"), ("vv", "w"))
"""Letters that run together, or apart; the first pair even makes words of others: modern, modem."""
_ALONE = re.compile(r"(?<=[bcdfghjkmnpqrstvwxz])l(?=[bcdfghjkmnpqrstvwxz])")
"""An l between consonants, in small letters."""
_SEVERAL_DIGITS = re.compile(r"\d\d")


@lru_cache(maxsize=65_536)
def unscanned(word: str) -> str:
    """The word as it was printed, of the same length; the word itself where nothing is misread."""
    capitals = word.replace("l", "")
    if len(word) > len(capitals) >= _FEWEST_CAPITALS and capitals.isupper():
        word = word.replace("l", "I")
    if word.isalpha():
        return _unscanned_within(word) if _ALONE.search(word) else word
    digits = sum(map(str.isdigit, word))
    letters = sum(map(str.isalpha, word))
    if not (
        word.isalnum() and word.isascii() and 0 < digits <= _MOST_DIGITS and letters > 1
    ) or rarity_table().count(fold(word)):
        return word
    made = [
        _in_case(word, word.translate(_TO_LETTERS).replace("1", one)) for one in _LETTERS_OF_ONE
    ]
    made = [text for text in dict.fromkeys(made) if text.isalpha()]
    known = [text for text in made if _is_known(fold(text), letters)]
    if known:
        return max(known, key=lambda text: rarity_table().count(fold(text)))
    within = any(map(str.isdigit, word[1:-1])) and not _SEVERAL_DIGITS.search(word)
    long = letters >= _FEWEST_AROUND and (digits == 1 or letters >= _LONG)
    return made[0] if made and within and long else word


def _unscanned_within(word: str) -> str:
    """A word of which an l stands for an i: Marlna, Prlde; itself if it is none then either."""
    made = _ALONE.sub("i", word)
    known, knew = (rarity_table().count(fold(one)) for one in (made, word))
    return made if known and not knew and not groups(fold(word)) else word


def _in_case(word: str, made: str) -> str:
    """In small letters where the word has any before."""
    small = any(map(str.islower, word))
    return "".join(
        new.lower() if small and place and old.isdigit() else new
        for place, (old, new) in enumerate(zip(word, made, strict=True))
    )


def _is_known(folded: str, letters: int) -> bool:
    lex = lexicon()
    entry = lex.phrases.get(folded)
    if entry is not None and entry.kind is WordKind.FORM and len(folded) > _FEWEST_OF_FORM:
        return True
    return letters >= _FEWEST_LETTERS and bool(
        folded in lex.beginnings
        or folded in lex.brands
        or rarity_table().count(folded)
        or groups(folded)
    )


def may_be_scanned(one: str, other: str) -> bool:
    """Whether `scanned_alike` is worth asking: words that differ in one place begin or end so."""
    return (
        -1 <= len(one) - len(other) <= 1
        and min(len(one), len(other)) >= _SHORTEST_MISREAD
        and (one[0] == other[0] or one[-1] == other[-1])
    )


def scanned_alike(one: str, other: str, *, known: bool) -> bool:
    """Whether two folded words look alike to a scanner: Comwall, Cornwall; Hannony, Harmony.

    Args:
        one: The one.
        other: The other.
        known: Whether both are words in their own right.
    """
    if not may_be_scanned(one, other):
        return False
    for first, second in _CONFUSED[:1] if known else _CONFUSED:
        for parted, whole in ((first, second), (second, first)):
            at = one.find(parted)
            while at >= 0:
                if one[:at] + whole + one[at + len(parted) :] == other:
                    return True
                at = one.find(parted, at + 1)
    return False
