"""When something held: dates that may be partial, and whether they cover a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache


class Holds(StrEnum):
    """Whether something held on a day."""

    YES = "yes"
    UNCLEAR = "unclear"
    """The dates are too coarse to tell: "from 2023" on a day in 2023."""
    NO = "no"


@dataclass(frozen=True, slots=True)
class Period:
    """When a relation held. ISO dates, possibly partial; empty where nothing is said.

    Both ends are included. An empty beginning or end does not limit.

    Raises:
        ValueError: An end is no date, or the whole lies before its beginning.
    """

    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        first = first_day(self.since) if self.since else date.min
        last = last_day(self.until) if self.until else date.max
        if last < first:
            raise ValueError(f"it ends ({self.until}) before it begins ({self.since})")

    def on(self, day: date) -> Holds:
        """Whether it held on a day."""
        if self.since and day < first_day(self.since):
            return Holds.NO
        if self.until and day > last_day(self.until):
            return Holds.NO
        begun = not self.since or day >= last_day(self.since)
        going_on = not self.until or day <= first_day(self.until)
        return Holds.YES if begun and going_on else Holds.UNCLEAR


ALWAYS = Period()
"""No dates are given."""


@lru_cache(maxsize=8192)
def first_day(text: str) -> date:
    """The first day that a date, possibly partial, can mean.

    Raises:
        ValueError: It is none.
    """
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


@lru_cache(maxsize=8192)
def last_day(text: str) -> date:
    """The last day that a date, possibly partial, can mean.

    Raises:
        ValueError: It is none.
    """
    year, month, day = _parts(text)
    if day:
        return date(year, month, day)
    if year == date.max.year and month in {0, 12}:
        return date.max
    following = date(year, month + 1, 1) if 0 < month < 12 else date(year + 1, 1, 1)  # noqa: PLR2004  # months
    return date.fromordinal(following.toordinal() - 1)


def _parts(text: str) -> tuple[int, int, int]:
    parts = text.split("-")
    shape = [len(part) for part in parts]
    if shape not in ([4], [4, 2], [4, 2, 2]) or not all(map(str.isdecimal, parts)):
        raise ValueError(f"“{text}” is no date such as 2026, 2026-05 or 2026-05-14")
    numbers = [int(part) for part in parts]
    date(numbers[0], *(number for number in (*numbers[1:], 1, 1)[:2]))
    return numbers[0], *(*numbers[1:], 0, 0)[:2]  # type: ignore[return-value]  # of three
