"""Chinese names: pinyin in other breaks, Wade-Giles, characters into pinyin, other characters.

The readings of characters come from pypinyin and the traditional forms from OpenCC, which the
matcher uses as well; the syllables and their Wade-Giles spellings are a table of the recipes' own.
"""

import random
import re
from functools import cache
from typing import Any

from caveat.matching.misspelling.written import (
    Made,
    Written,
    core,
    is_latin,
    like,
    recipe_table,
)
from caveat.resources import resource

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_JAPANESE = re.compile(r"[\u3040-\u30ff]")
_CHINESE = frozenset({"CN", "HK", "MO", "TW"})
_OTHERS = frozenset({"KP", "KR", "JP", "SG", "MY", "VN"})
"""Countries whose names look like pinyin and are none."""
_MOST_SYLLABLES = 6


@cache
def _syllables() -> dict[str, str]:
    return {row["syllable"]: row["wade_giles"] for row in recipe_table("pinyin")}


@cache
def parted(word: str) -> tuple[str, ...]:
    """The pinyin syllables of a word in small letters, the longest first; empty if it has none."""
    if not word:
        return ()
    for length in range(min(_MOST_SYLLABLES, len(word)), 0, -1):
        if word[:length] in _syllables():
            if length == len(word):
                return (word,)
            rest = parted(word[length:])
            # Within a word such a syllable has an apostrophe before it (Xi'an).
            if rest and rest[0][0] not in "aeo":
                return (word[:length], *rest)
    return ()


@cache
def _english() -> frozenset[str]:
    text = resource("lexicons/common_words.csv").read_text(encoding="utf-8")
    return frozenset(line.split(",", 1)[0] for line in text.splitlines()[1:])


def _pinyin_words(name: Written) -> list[int]:
    """Numbers of the words of a Chinese name that are pinyin."""
    countries = set(name.countries)
    if not countries & _CHINESE or countries & _OTHERS or not is_latin(name.text):
        return []
    found = []
    for number, word in enumerate(name.words):
        bare = core(word)[1].lower().replace("'", "")
        if bare not in _english() and bare != "china" and parted(bare):
            found.append(number)
    return found


def other_breaks(name: Written, stream: random.Random) -> Made | None:
    """Pinyin words parted into syllables, or neighbouring ones joined."""
    numbers = _pinyin_words(name)
    words = [*name.words]
    long = [n for n in numbers if len(parted(core(words[n])[1].lower().replace("'", ""))) > 1]
    pairs = [n for n in numbers if n + 1 in numbers and core(words[n])[2] == ""]
    if long and (not pairs or stream.randrange(2) == 0):
        at = stream.choice(long)
        before, word, after = core(words[at])
        pieces = parted(word.lower().replace("'", ""))
        between = stream.choice((" ", " ", "-", "'"))
        words[at] = before + between.join(like(word, piece) for piece in pieces) + after
    elif pairs:
        at = stream.choice(pairs)
        second = words[at + 1]
        words[at : at + 2] = [words[at] + (second if second.isupper() else second.lower())]
    else:
        return None
    return Made(" ".join(words), name.text)


def wade_giles(name: Written, stream: random.Random) -> Made | None:
    """A person's pinyin as Wade-Giles writes it, with or without its apostrophes."""
    numbers = _pinyin_words(name)
    if not name.is_person or not numbers:
        return None
    apostrophes = stream.randrange(2) == 0
    words = [*name.words]
    for number in numbers:
        before, word, after = core(words[number])
        other = "-".join(_syllables()[s] for s in parted(word.lower().replace("'", "")))
        if not apostrophes:
            other = other.replace("'", "").replace("ü", "u")
        words[number] = before + like(word, other) + after
    text = " ".join(words)
    return Made(text, name.text) if text.lower() != name.text.lower() else None


def in_pinyin(name: Written, stream: random.Random) -> Made | None:
    """Characters as pinyin: word by word, syllable by syllable, or in one."""
    if not _HAN.search(name.text) or _JAPANESE.search(name.text):
        return None
    between, group = stream.choice((("", 2), (" ", 1), ("", 99)))

    def latin(match: re.Match[str]) -> str:
        read = _pinyin()(match.group(), errors="ignore")
        words = ["".join(read[n : n + group]) for n in range(0, len(read), group)]
        joined = (between or " ").join(word.capitalize() for word in words)
        return f" {joined} "

    text = " ".join(_HAN.sub(latin, name.text).split())
    return Made(text, name.text)


def other_characters(name: Written, _stream: random.Random) -> Made | None:
    """Simplified characters as traditional ones, or the reverse."""
    if not _HAN.search(name.text) or _JAPANESE.search(name.text):
        return None
    for way in ("s2t", "t2s"):
        text = _converter(way).convert(name.text)
        if text != name.text:
            return Made(text, name.text)
    return None


def wrong_character(name: Written, stream: random.Random) -> Made | None:
    """One character replaced by one of its sound or shape."""
    places = [n for n, character in enumerate(name.text) if character in _slips()]
    if not places:
        return None
    at = stream.choice(places)
    other = stream.choice(_slips()[name.text[at]])
    return Made(name.text[:at] + other + name.text[at + 1 :], name.text)


@cache
def _slips() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in recipe_table("han_slips"):
        for one, other in ((row["one"], row["other"]), (row["other"], row["one"])):
            found[one] = (*found.get(one, ()), other)
    return found


@cache
def _pinyin() -> Any:
    # WORKAROUND importing pypinyin takes a quarter of a second: only names in Han pay.
    from pypinyin import lazy_pinyin  # noqa: PLC0415 — lazily, see above

    return lazy_pinyin


@cache
def _converter(way: str) -> Any:
    # WORKAROUND the import takes 6 ms and its dictionaries more: only names in Han pay.
    from opencc import OpenCC  # noqa: PLC0415 — lazily, see above

    return OpenCC(way)
