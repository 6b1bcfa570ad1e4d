"""Scanning errors: letters taken for others of their shape, and spaces lost.

One letter or pair of letters in every ten is misread, at least one and at most three; in one name
of three a space is lost as well.
Digits are left alone: another number is another name.
"""

import random
from functools import cache

from caveat.matching.misspelling.written import Made, Written, letters, recipe_table

_LETTERS_TO_ONE, _MOST_MISREAD = 10, 3
_FEWEST_LETTERS = 6
_SPACE_LOST = 3


@cache
def _shapes() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in recipe_table("scanning"):
        found.setdefault(row["read"], []).append(row["as"])
    return {read: tuple(others) for read, others in found.items()}


def misread(name: Written, stream: random.Random) -> Made | None:
    """The name as a scanner reads a bad copy of it."""
    shapes = _shapes()
    if letters(name.text) < _FEWEST_LETTERS:
        return None
    text = name.text
    for _ in range(min(_MOST_MISREAD, max(1, letters(name.text) // _LETTERS_TO_ONE))):
        places = [
            (place, read)
            for place in range(len(text))
            for read in (text[place : place + 1], text[place : place + 2])
            if read in shapes
        ]
        if not places:
            return None
        place, read = stream.choice(places)
        text = text[:place] + stream.choice(shapes[read]) + text[place + len(read) :]
    spaces = [place for place, character in enumerate(text) if character == " "]
    if spaces and stream.randrange(_SPACE_LOST) == 0:
        place = stream.choice(spaces)
        text = text[:place] + text[place + 1 :]
    return Made(text, name.text)
