"""Shares in a company, as intervals: what is stated is rarely a single figure."""

from dataclasses import dataclass
from decimal import Decimal

WHOLE = Decimal(100)
"""All of a company, in percent."""
SMALLEST = Decimal("0.000001")
"""The smallest difference between shares that is kept, in percent: "less than 50 %" is held as at
most 49.999999 %."""
_MORE, _LESS = "more than ", "less than "


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high`` percent, both ends included; 0 to 100.

    Raises:
        ValueError: The ends are in the wrong order or out of range.
    """

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= WHOLE:
            raise ValueError(f"no interval of percentages: {self.low} to {self.high}")

    @property
    def known(self) -> bool:
        """Whether it is a single figure."""
        return self.low == self.high

    def __str__(self) -> str:
        if self.known:
            return percent(self.low)
        if self.high == WHOLE and (more := percent(self.low)).startswith(_MORE):
            return more
        if self.low == 0 and (less := percent(self.high)).startswith(_LESS):
            return less
        return f"{percent(self.low).removesuffix(' %')} to {percent(self.high)}"


@dataclass(frozen=True, slots=True)
class Share:
    """A share in a company, as an interval in percent, and the words that state it.

    Attributes:
        interval: What the words leave open: "approximately 30 %" is an interval.
        stated: Verbatim; empty where the relation was stated without a share.
    """

    interval: Interval
    stated: str = ""

    @classmethod
    def of(
        cls, low: Decimal | int | str, high: Decimal | int | str = "", stated: str = ""
    ) -> "Share":
        """A share of ``low`` percent, or of ``low`` to ``high``.

        Raises:
            ValueError: It is no share.
        """
        least = Decimal(low)
        return cls(Interval(least, least if high == "" else Decimal(high)), stated)


UNSTATED = Share(Interval(Decimal(0), WHOLE))
"""Of a parent, subsidiary or shareholder without a figure: the word does not say how much."""


def _is_round(share: Decimal) -> bool:
    """Whether a figure has no more than two decimals, as thresholds do."""
    return share > 0 and share == share.quantize(Decimal("0.01"))


def percent(share: Decimal) -> str:
    """A percentage as shown: ``33.26 %``, ``50 %``; a hair above a round one ``more than 50 %``."""
    if _is_round(share - SMALLEST):
        return f"{_MORE}{percent(share - SMALLEST)}"
    if _is_round(share + SMALLEST):
        return f"{_LESS}{percent(share + SMALLEST)}"
    return f"{share.quantize(SMALLEST).normalize():f} %"


def rest(share: Decimal) -> str:
    """What is left of a company: ``12 %``, or ``the rest, less than 50 %``."""
    words = percent(share)
    return words if words[0].isdigit() else f"the rest, {words}"


def at_least(share: Decimal) -> str:
    """``at least 50 %``, or ``more than 50 %``."""
    words = percent(share)
    return words if words.startswith(_MORE) else f"at least {words}"


def at_most(share: Decimal) -> str:
    """``at most 50 %``, or ``less than 50 %``."""
    words = percent(share)
    return words if words.startswith(_LESS) else f"at most {words}"
