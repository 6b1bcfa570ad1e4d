"""Reads the entries of a file of rules, one by one; every fault names its place."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from caveat.domain.periods import first_day
from caveat.domain.shares import WHOLE

T = TypeVar("T")
_LONGEST = 2_000
_MOST = 500


class WrongEntryError(Exception):
    """An entry of the file is missing, unknown or wrong; the text says where and what."""


class Entry:
    """A table of the file. Whoever reads it takes every key; what is left over is a fault."""

    def __init__(self, place: str, data: Mapping[str, Any]) -> None:
        self._place = place
        self._left = dict(data)

    def wrong(self, what: str) -> WrongEntryError:
        """The error for this entry."""
        return WrongEntryError(f"{self._place or 'the file'} {what}")

    def has(self, key: str) -> bool:
        """Whether a key is there that nobody took yet."""
        return key in self._left

    def nothing_else(self) -> None:
        """Refuse keys that nobody took: perhaps misspelled, surely without effect."""
        if self._left:
            raise self.wrong(f"has unknown entries: {', '.join(sorted(self._left))}")

    def text(self, key: str, *, default: str | None = None, pattern: str = "") -> str:
        """A text on one line; ``default`` where it may be missing."""
        value = self._take(key, default)
        if not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
            raise self.wrong(f"has a “{key}” that is no text of one line")
        if value == default:
            return value
        if not value.strip():
            if default is None:
                raise self.wrong(f"has an empty “{key}”")
            return ""
        if pattern and re.fullmatch(pattern, value) is None:
            raise self.wrong(f"has a “{key}” of another form: {value}")
        return value

    def texts(self, key: str, *, required: bool = True, pattern: str = "") -> tuple[str, ...]:
        """Several texts, each once."""
        value = self._take(key, None if required else [])
        if not isinstance(value, list) or (required and not value) or len(value) > _MOST:
            raise self.wrong(f"has a “{key}” that is no list of texts")
        read = Entry(f"{self._place}, {key}", {str(n): text for n, text in enumerate(value, 1)})
        found = tuple(read.text(str(n), pattern=pattern) for n in range(1, len(value) + 1))
        if len(set(found)) < len(found):
            raise self.wrong(f"says something twice in “{key}”")
        return found

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._take(key)
        if not isinstance(value, bool):
            raise self.wrong(f"has a “{key}” that is neither true nor false")
        return value

    def whole_number(self, key: str) -> int:
        """A whole number."""
        value = self._take(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(f"has a “{key}” that is no whole number")
        return value

    def whole_numbers(self, key: str) -> tuple[int, ...]:
        """Several whole numbers; none where it is missing."""
        value = self._take(key, [])
        if not isinstance(value, list) or len(value) > _MOST:
            raise self.wrong(f"has a “{key}” that is no list of whole numbers")
        read = Entry(f"{self._place}, {key}", {str(n): each for n, each in enumerate(value, 1)})
        return tuple(read.whole_number(str(n)) for n in range(1, len(value) + 1))

    def percentage(self, key: str) -> Decimal:
        """A percentage above 0, up to 100."""
        value = self._take(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= WHOLE:
            raise self.wrong(f"has a “{key}” that is no percentage above 0 and up to 100")
        return Decimal(str(value))

    def day(self, key: str) -> date:
        """A whole date, written without quotation marks."""
        value = self._take(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(f"has a “{key}” that is no date such as 2026-11-10")
        return value

    def day_or_none(self, key: str) -> date | None:
        """A whole date, or None where it is missing."""
        return self.day(key) if key in self._left else None

    def partial_date(self, key: str) -> str:
        """A date as text, possibly partial; empty where it is missing."""
        text = self.text(key, default="")
        with suppress(ValueError):
            if text:
                first_day(text)
            return text
        raise self.wrong(f"has a “{key}” that is no date: {text}")

    def one_of(self, key: str, known: Mapping[str, T]) -> T:
        """One of the known words."""
        text = self.text(key)
        if text not in known:
            raise self.wrong(f"has a “{key}” that is not known: {text}")
        return known[text]

    def table(self, key: str) -> "Entry":
        """A table within."""
        value = self._take(key)
        if not isinstance(value, dict):
            raise self.wrong(f"has a “{key}” that is no table")
        return Entry(self._within(key), value)

    def tables(self, pattern: str) -> dict[str, "Entry"]:
        """All tables within, by their names."""
        found = {}
        for key in list(self._left):
            if re.fullmatch(pattern, key) is None:
                raise self.wrong(f"has an entry with a name of another form: {key[:40]!r}")
            found[key] = self.table(key)
        return found

    def array(self, key: str, *, required: bool = True) -> tuple["Entry", ...]:
        """A list of tables."""
        value = self._take(key, None if required else [])
        if (
            not isinstance(value, list)
            or (required and not value)
            or len(value) > _MOST
            or not all(isinstance(each, dict) for each in value)
        ):
            raise self.wrong(f"has no “{key}”, or something else in its place")
        return tuple(
            Entry(f"{self._within(key)} {number}", each) for number, each in enumerate(value, 1)
        )

    def _take(self, key: str, default: Any = None) -> Any:
        if key in self._left:
            return self._left.pop(key)
        if default is None:
            raise self.wrong(f"has no “{key}”")
        return default

    def _within(self, key: str) -> str:
        return f"{self._place}, {key}" if self._place else key
