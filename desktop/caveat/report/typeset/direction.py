"""Which characters run from right to left, and in which order a line shows its pieces."""

import re
from collections.abc import Sequence
from typing import TypeVar

from bidi import get_base_level, get_display

_Piece = TypeVar("_Piece")

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_RUN = re.compile(rf"({_RIGHT_TO_LEFT.pattern}+(?:[\s\u200c-]+{_RIGHT_TO_LEFT.pattern}+)*)")
_LEVEL = re.compile(r"Level\(\s*(\d+)")


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (UAX 9, P2 and P3)."""
    return bool(_RIGHT_TO_LEFT.search(text)) and get_base_level(text) == 1


def parted_by_direction(text: str) -> list[str]:
    """A text cut where names in Arabic, Hebrew and the like begin and end, in order.

    Each piece has its own direction, so that a sentence of ours that begins with such a name still
    reads from left to right.
    """
    return [piece for piece in _RUN.split(text) if piece]


def levels(text: str) -> Sequence[int]:
    """The embedding level of every character (UAX 9): odd ones run from right to left.

    The text is one paragraph without line breaks and without bidirectional control characters
    (those are printed visibly before they get here, so that none can turn a line around).
    """
    if not _RIGHT_TO_LEFT.search(text):
        return (0,) * len(text)
    # python-bidi gives its levels only in the debugging text of the Rust structure, one for
    # every byte of UTF-8. Line breaks in the quoted text are escaped there, so the marker below
    # cannot come from the data.
    _, _, tail = get_display(text, debug=True).rpartition("\n    levels: [")
    found = [int(level) for level in _LEVEL.findall(tail)]
    result: list[int] = []
    position = 0
    for character in text:
        result.append(found[position])
        position += len(character.encode("utf-8"))
    return result


def visual_order(pieces: Sequence[_Piece], piece_levels: Sequence[int]) -> list[_Piece]:
    """The pieces of one line from left to right (UAX 9, rule L2)."""
    order = list(range(len(pieces)))
    odd = [level for level in piece_levels if level % 2]
    if not odd:
        return list(pieces)
    for level in range(max(piece_levels), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            if piece_levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and piece_levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end
    return [pieces[place] for place in order]
