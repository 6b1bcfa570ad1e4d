"""Letters of other kinds: diacritics, full width, look-alikes of another alphabet; punctuation."""

import random
import re
import unicodedata
from functools import cache

from caveat.matching.misspelling.written import (
    Made,
    Written,
    core,
    is_latin,
    recipe_table,
    replaced,
)

_FULL_WIDTH = str.maketrans({n: n + 0xFEE0 for n in range(0x21, 0x7F)} | {0x20: 0x3000})
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_MOST_LOOK_ALIKES = 3
_MOST_MARKED = 2


@cache
def _marked() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in recipe_table("diacritics"):
        found.setdefault(row["plain"], []).append(row["marked"])
    return {plain: tuple(marked) for plain, marked in found.items()}


@cache
def _plain() -> dict[int, str]:
    found = {}
    for row in recipe_table("diacritics"):
        found[ord(row["marked"])] = row["plain"]
        if len(row["marked"].upper()) == 1 and row["marked"].upper() != row["plain"].upper():
            found[ord(row["marked"].upper())] = row["plain"].upper()
    return found


def diacritics_lost(name: Written, _stream: random.Random) -> Made | None:
    """A Latin name without its marks, as a system of plain letters keeps it."""
    if name.text.isascii() or not is_latin(name.text):
        return None
    apart = unicodedata.normalize("NFD", name.text.translate(_plain()))
    return Made("".join(c for c in apart if not unicodedata.combining(c)), name.text)


def diacritics_added(name: Written, stream: random.Random) -> Made | None:
    """A Latin name with one or two letters marked."""
    if not is_latin(name.text):
        return None
    marked = _marked()
    places = [n for n, c in enumerate(name.text) if c.lower() in marked]
    if not places:
        return None
    text = list(name.text)
    for place in stream.sample(places, min(len(places), stream.randint(1, _MOST_MARKED))):
        mark = stream.choice(marked[text[place].lower()])
        text[place] = mark.upper() if text[place].isupper() else mark
    return Made("".join(text), name.text)


def full_width(name: Written, _stream: random.Random) -> Made | None:
    """In the wide letters of East Asian systems."""
    return Made(name.text.translate(_FULL_WIDTH), name.text)


def mixed_alphabet(name: Written, stream: random.Random) -> Made | None:
    """One Latin word with up to three letters replaced by Cyrillic ones of the same shape."""
    shapes = {row["latin"]: row["cyrillic"] for row in recipe_table("look_alikes")}
    words = [
        n
        for n, word in enumerate(name.words)
        if is_latin(word) and set(word) & set(shapes) and len(core(word)[1]) > _MOST_LOOK_ALIKES
    ]
    if not words:
        return None
    at = stream.choice(words)
    word = list(name.words[at])
    places = [n for n, letter in enumerate(word) if letter in shapes]
    for place in stream.sample(places, min(len(places), _MOST_LOOK_ALIKES)):
        word[place] = shapes[word[place]]
    return Made(replaced(name, at, "".join(word)), name.text)


def punctuation_lost(name: Written, stream: random.Random) -> Made | None:
    """Without commas, full stops, hyphens and apostrophes; those within a word join or part it."""
    between = stream.choice(("", " "))
    text = re.sub(r"(?<=\w)[-'’/](?=\w)", between, name.text)
    text = " ".join(_PUNCTUATION.sub("", text).split())
    return Made(text, name.text) if text else None
