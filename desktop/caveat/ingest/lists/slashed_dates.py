"""Reads dates as the British and the European lists print them: the day before the month.

What it is for: "27/04/2020", partial ones such as "00/00/1980" or "dd/mm/1980", "27-Apr-2020". The
American lists print the month first and have their own reader.
"""

import re
from datetime import date

_SLASHED = re.compile(
    r"(?P<day>\d{1,2}|dd)[/.](?P<month>\d{1,2}|mm)[/.](?P<year>\d{4})", re.IGNORECASE
)
_NAMED = re.compile(r"(?P<day>\d{1,2})[- ](?P<month>[A-Za-z]{3})[a-z]*[- ](?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_YEAR = 1800
_LAST_YEAR = 2200


def iso_day_first(text: str) -> str | None:
    """A date as ISO text, as far as it is given ("1980", "1980-03"); None where it is none.

    A day or month of zeros is not given; a day without a month is passed over.
    """
    text = text.strip()
    match = _SLASHED.fullmatch(text) or _NAMED.fullmatch(text) or _ISO.fullmatch(text)
    if match is None or not _FIRST_YEAR <= int(match["year"]) <= _LAST_YEAR:
        return None
    month, day = _number(match["month"]), _number(match["day"])
    if month is None or day is None:
        return None
    try:
        date(int(match["year"]), month or 1, day or 1)
    except ValueError:
        return None
    parts = [match["year"]]
    if month:
        parts.append(f"{month:02}")
        if day:
            parts.append(f"{day:02}")
    return "-".join(parts)


def day_of(text: str) -> date | None:
    """A whole date; None where it is partial, impossible or none."""
    iso = iso_day_first(text) or ""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _number(part: str | None) -> int | None:
    """A day or month as a number, 0 where it is not given; None where it is no month's name."""
    if not part or part.casefold() in {"dd", "mm"}:
        return 0
    if part.isdecimal():
        return int(part)
    name = part[:3].casefold()
    return _MONTHS.index(name) + 1 if name in _MONTHS else None
