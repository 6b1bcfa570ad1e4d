"""House numbers as printed: ranges, letters and sub-numbers, and when two are the same door."""

import re
from dataclasses import dataclass
from functools import lru_cache

MAX_SPAN = 100
"""A wider range than this is no row of doors but a number with a sub-number."""

HAN_NUMERALS = {c: i for i, c in enumerate("一二三四五六七八九十", 1)}
_PIECE = re.compile(r"([a-z]*)-?(\d+)([a-z]*)")
_SPLIT = re.compile(r"[-/~]")


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A house number or a range of them.

    Attributes:
        first: Lowest number.
        last: Highest number; equal to ``first`` when it is no range.
        tag: Letters and sub-numbers that belong to it (``15A`` → ``a``, ``8/26`` → ``26``).
    """

    first: int
    last: int
    tag: str = ""

    def __str__(self) -> str:
        span = f"{self.first}-{self.last}" if self.last != self.first else str(self.first)
        if not self.tag:
            return span
        return f"{span}{self.tag.upper()}" if self.tag.isalpha() else f"{span}/{self.tag.upper()}"

    def covers(self, other: "HouseNumber") -> bool:
        """Whether the two can be one door: overlapping, on the same side of the street."""
        if self.last < other.first or other.last < self.first:
            return False
        ranges = [number for number in (self, other) if number.last != number.first]
        sides = {number.first % 2 for number in ranges if (number.last - number.first) % 2 == 0}
        singles = {number.first % 2 for number in (self, other) if number not in ranges}
        return len(sides) < 2 and (not sides or not singles or singles == sides)  # noqa: PLR2004 - two sides

    def same_door(self, other: "HouseNumber") -> bool:
        """Whether number and letters agree."""
        return self.covers(other) and self.tag == other.tag

    def doors(self, limit: int) -> tuple[int, ...]:
        """The numbers of the range, at most ``limit`` from the low end, always with the last."""
        step = 2 if (self.last - self.first) % 2 == 0 else 1
        found = list(range(self.first, self.last + 1, step))[:limit]
        return tuple(dict.fromkeys([*found, self.last]))


@lru_cache(maxsize=20_000)
def parse_number(text: str) -> HouseNumber | None:
    """Read ``15``, ``15a``, ``301-307``, ``1318-19``, ``8-8``, ``14/19``, ``p-114``.

    Numbers of more than nine digits are not house numbers; the answer is then None.
    """
    pieces = [found for part in _SPLIT.split(text) if (found := _PIECE.fullmatch(part))]
    if not pieces or any(len(piece[2]) > 9 for piece in pieces):  # noqa: PLR2004 - see docstring
        return None
    first = int(pieces[0][2])
    tag = pieces[0][1] + pieces[0][3]
    parts = _SPLIT.split(text)
    letters = [part for part in parts[1:] if part.isalpha()]
    if parts[0].isalpha():
        tag = parts[0] + tag
    if len(pieces) == 2 and "/" not in text and not tag and not pieces[1][1]:  # noqa: PLR2004 - a pair
        last_text = pieces[1][2]
        if len(last_text) < len(pieces[0][2]):
            last_text = pieces[0][2][: -len(last_text)] + last_text
        last = int(last_text)
        if first < last <= first + MAX_SPAN:
            return HouseNumber(first, last, pieces[1][3])
    rest = [piece[1] + str(int(piece[2])) + piece[3] for piece in pieces[1:]]
    return HouseNumber(first, first, "-".join([part for part in (tag, *rest) if part] + letters))


def han_numeral(han: str) -> str:
    """A number of up to two digits in Han numerals, in digits: ``十五`` and ``一五`` → ``15``."""
    if "十" not in han:
        return "".join(str(HAN_NUMERALS[c]) for c in han)
    tens, _, ones = han.partition("十")
    return str(HAN_NUMERALS.get(tens, 1) * 10 + HAN_NUMERALS.get(ones, 0))
