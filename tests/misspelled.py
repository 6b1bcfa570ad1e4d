"""Names with one letter after another wrong, in their own script."""

import random
import string

_ALPHABETS = (
    (0x0400, 0x0500, "абвгдежзиклмнопрстуфхцчшя"),
    (0x0600, 0x0700, "ابتجحدرسصعفقكلمنهوي"),
    (0x3040, 0x3100, "アイウエオカキクケコサシスセソ"),
    (0x4E00, 0xA000, "琨珺昊翊瑄祺煜菡邈澍湉璟"),
    (0xAC00, 0xD7B0, "가나다라마바사아자차카하"),
)


def alphabet(letter: str) -> str:
    """Letters that may be written in the place of one; Latin where the script is none of ours."""
    for first, end, letters in _ALPHABETS:
        if first <= ord(letter) < end:
            return letters
    return string.ascii_lowercase


def walk(name: str, wrong: int = 4) -> list[str]:
    """From a name with some letters wrong to the right one, a letter at a time.

    Which letters, hangs on nothing but the name.
    """
    stream = random.Random(name)  # noqa: S311 — repeatable, no secret
    places = [place for place, letter in enumerate(name) if letter.isalpha()]
    letters, states = list(name), [name]
    for place in stream.sample(places, min(wrong, len(places))):
        letters[place] = stream.choice(alphabet(letters[place]))
        states.append("".join(letters))
    return states[::-1]
