"""The text of a cell as the sheet shows it, and when a text stands for nothing."""

import re
from datetime import date, datetime, time, timedelta
from functools import cache

from caveat.ingest.spreadsheets.lexicon import content_words

_SPACES = re.compile(r"[^\S\u3000]+")
_WHOLE = 1e15
"""Up to here a float tells whole numbers apart; beyond, it is printed as it is."""
_LONGEST_NO_VALUE = 20
CellValue = str | float | int | bool | date | datetime | time | timedelta


def cell_text(value: CellValue) -> str:
    """The text of a cell: strings verbatim, 5 rather than 5.0, dates as ISO 8601."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < _WHOLE:
            return str(int(value))
        # Spreadsheet programs show 15 significant digits: 0.3, not 0.30000000000000004.
        return format(value, ".15g")
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return str(value.date()) if midnight else value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat(timespec="seconds") if isinstance(value, time) else str(value)


@cache
def _no_value() -> frozenset[str]:
    return frozenset(content_words("no value"))


def meant_text(text: str) -> str:
    """A cell's text without the space around it; empty for ``-``, ``n/a`` and the like."""
    text = text.strip()
    if len(text) <= _LONGEST_NO_VALUE and text.casefold() in _no_value():
        return ""
    return text


def one_line(text: str) -> str:
    """The text with line breaks and runs of spaces as one space; full-width forms stay."""
    return _SPACES.sub(" ", text)


def storable(text: str) -> str:
    r"""The text with bytes that are no letters in the file's encoding printed as ``\xNN``."""
    if text.isascii():
        return text
    return "".join(
        f"\\x{ord(letter) - 0xDC00:02x}" if "\ud800" <= letter <= "\udfff" else letter
        for letter in text
    )
