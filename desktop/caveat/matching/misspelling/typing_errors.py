"""Typing errors: a letter replaced by its neighbour on the keyboard, left out, doubled, swapped.

Any letter of a Latin word of four letters or more may be hit, the first one too. Digits are left
alone: another number is another name. A second error needs a name of eight such letters, and one
word takes both only if it has eight.
"""

import random
from itertools import pairwise

from caveat.matching.misspelling.written import Made, Maker, Written, core, replaced, written

_SHORTEST = 4
_SHORTEST_FOR_TWO = 8
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> dict[str, str]:
    found: dict[str, str] = {}
    for above, row in zip(("", *_ROWS), _ROWS, strict=False):
        for place, letter in enumerate(row):
            beside = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
            found[letter] = beside + above[place : place + 2]
    for row, below in pairwise(_ROWS):
        for place, letter in enumerate(row):
            found[letter] += below[max(0, place - 1) : place + 1]
    return found


_NEAR = _neighbours()


def typing_errors(count: int) -> Maker:
    """The maker of so many typing errors."""

    def make(name: Written, stream: random.Random) -> Made | None:
        places = _places(name)
        if len(places) < (_SHORTEST if count == 1 else _SHORTEST_FOR_TWO):
            return None
        text = _mistyped(name, *stream.choice(places), stream)
        for _ in range(count - 1):
            before = text
            hit = [n for n, w in enumerate(name.words) if w != text.split()[n]]
            again = written(text)
            free = [
                place
                for place in _places(again)
                if place[0] not in hit or len(name.words[place[0]]) >= _SHORTEST_FOR_TWO
            ]
            if not free:
                return None
            text = _mistyped(again, *stream.choice(free), stream)
            if text in {before, name.text}:
                return None
        return Made(text, name.text)

    return make


def _places(name: Written) -> list[tuple[int, int]]:
    """Every letter that may be hit: number of its word, and place in the word."""
    return [
        (number, place)
        for number, word in enumerate(name.words)
        if len(core(word)[1]) >= _SHORTEST
        for place, letter in enumerate(word)
        if letter.lower() in _NEAR
    ]


def _mistyped(name: Written, number: int, place: int, stream: random.Random) -> str:
    word = name.words[number]
    letter = word[place]
    near = stream.choice(_NEAR[letter.lower()])
    near = near.upper() if letter.isupper() else near
    after = word[place + 1 : place + 2]
    can_swap = after.lower() in _NEAR and after.lower() != letter.lower() and after != ""
    ways = [word[:place] + near + word[place + 1 :], word[:place] + word[place + 1 :]]
    doubled = letter if word.isupper() else letter.lower()
    ways.append(word[: place + 1] + doubled + word[place + 1 :])
    if can_swap:
        ways.append(word[:place] + after + letter + word[place + 2 :])
    return replaced(name, number, stream.choice(ways))
