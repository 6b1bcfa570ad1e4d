"""Shares in a company, as intervals: what is stated is rarely a single figure."""

from dataclasses import dataclass
from decimal import Decimal

WHOLE = Decimal(100)
"""All of a company, in percent."""
SMALLEST = Decimal("0.000001")
"""The smallest difference between shares that is kept, in percent: "less than 50 %" is held as at
most 49.999999 %."""


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
        above, below = self.low - SMALLEST, self.high + SMALLEST
        if self.high == WHOLE and _is_round(above):
            return f"more than {percent(above)}"
        if self.low == 0 and _is_round(below):
            return f"less than {percent(below)}"
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
    return 0 < share < WHOLE and share == share.quantize(Decimal("0.01"))


def percent(share: Decimal) -> str:
    """A percentage as shown: ``33.26 %``, ``50 %``."""
    return f"{share.quantize(SMALLEST).normalize():f} %"
