"""Whole words: dropped, swapped, joined, split, added."""

import random
from functools import cache

from caveat.domain.parties import PartyKind
from caveat.matching.misspelling.written import Made, Maker, Written, core, recipe_table

_FEWEST_TO_DROP = 3
"""Of two words one is no name."""
_SHORTEST_SPLIT, _LEAST_LEFT = 6, 3
_FEWEST_TO_CHANGE = 2


def _spoken(name: Written) -> list[int]:
    """Numbers of the words that are more than punctuation."""
    return [number for number, word in enumerate(name.words) if core(word)[1]]


def dropped(name: Written, stream: random.Random) -> Made | None:
    """Without one word, whichever."""
    spoken = _spoken(name)
    if len(spoken) < _FEWEST_TO_DROP:
        return None
    at = stream.choice(spoken)
    text = " ".join([*name.words[:at], *name.words[at + 1 :]])
    return Made(text, text)


def swapped(name: Written, stream: random.Random) -> Made | None:
    """With two neighbours in each other's place."""
    spoken = _spoken(name)
    if len(spoken) < _FEWEST_TO_CHANGE:
        return None
    at = stream.randrange(len(spoken) - 1)
    one, other = spoken[at], spoken[at + 1]
    words = [core(word)[1] if n in {one, other} else word for n, word in enumerate(name.words)]
    words[one], words[other] = words[other], words[one]
    return Made(" ".join(words), name.text)


def joined(name: Written, stream: random.Random) -> Made | None:
    """With the space between two words lost."""
    if len(name.words) < _FEWEST_TO_CHANGE:
        return None
    at = stream.randrange(len(name.words) - 1)
    both = name.words[at] + name.words[at + 1]
    return Made(" ".join([*name.words[:at], both, *name.words[at + 2 :]]), name.text)


def split(name: Written, stream: random.Random) -> Made | None:
    """With a word of six letters or more in two, each of three letters or more."""
    long = [n for n, word in enumerate(name.words) if len(core(word)[1]) >= _SHORTEST_SPLIT]
    long = [n for n in long if core(name.words[n])[1].isalpha()]
    if not long:
        return None
    at = stream.choice(long)
    before, word, after = core(name.words[at])
    place = stream.randrange(_LEAST_LEFT, len(word) - _LEAST_LEFT + 1)
    parts = [before + word[:place], word[place:] + after]
    return Made(" ".join([*name.words[:at], *parts, *name.words[at + 1 :]]), name.text)


@cache
def added_words(kind: str) -> tuple[str, ...]:
    """The words of the table that a recipe adds."""
    return tuple(row["word"] for row in recipe_table("added_words") if row["class"] == kind)


def added(kind: str) -> Maker:
    """The maker that adds a generic word, a place or a legal form to an organisation's name.

    A place only where the name states none of those that the table knows; a legal form at the end
    and only where there is none. Persons, vessels and aircraft have none of these.
    """

    def make(name: Written, stream: random.Random) -> Made | None:
        if name.kind not in {PartyKind.COMPANY, PartyKind.UNKNOWN} or not name.words:
            return None
        have = {core(word)[1].lower() for word in name.words}
        free = [word for word in added_words(kind) if not have & set(word.lower().split())]
        if kind == "place" and len(free) < len(added_words(kind)):
            return None
        word = stream.choice(free)
        if kind == "form":
            return Made(f"{name.text} {word}", name.text)
        at = stream.randrange(len(name.words) + (kind == "place"))
        return Made(" ".join([*name.words[:at], word, *name.words[at:]]), name.text)

    return make


def titled(name: Written, stream: random.Random) -> Made | None:
    """A person's name with a title before it."""
    if not name.is_person:
        return None
    return Made(f"{stream.choice(added_words('title'))} {name.text}", name.text)
