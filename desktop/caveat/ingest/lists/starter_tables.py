"""Reads the tables of the starter set row by row and says where one of them is wrong.

The files are ours, so that every fault is our bug: it is named with file and row for the log, not
explained to the officer.
"""

import csv
import io
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from caveat.domain.sources import Mark

Choice = TypeVar("Choice", bound=StrEnum)

STATEMENT_MARKS = (Mark.VERIFIED, Mark.SECONDARY, Mark.UNVERIFIED)
"""Marks of a statement that no list publishes, strongest first."""

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_COUNTRY = re.compile(r"[A-Z]{2}")


class BrokenStarterError(ValueError):
    """A file of the starter set contradicts itself (our bug, not the officer's).

    Attributes:
        file: Name of the file.
        row: Row in it, header counted as 1; 0 where the whole file is meant.
    """

    def __init__(self, file: str, row: int, reason: str) -> None:
        super().__init__(f"{file}, row {row}: {reason}" if row else f"{file}: {reason}")
        self.file = file
        self.row = row


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, which knows where it stands."""

    file: str
    number: int
    values: dict[str, str]

    def fail(self, reason: str) -> NoReturn:
        """Raise the error that names this row."""
        raise BrokenStarterError(self.file, self.number, reason)

    def text(self, column: str) -> str:
        """The cell as it stands, possibly empty."""
        return self.values[column]

    def required(self, column: str) -> str:
        """The cell, which must not be empty."""
        return self.values[column] or self.fail(f"{column} is empty")

    def known(self, column: str, keys: Container[str]) -> str:
        """The cell, which must be one of ``keys``."""
        value = self.required(column)
        return value if value in keys else self.fail(f"unknown {column} {value!r}")

    def choice(self, column: str, choices: type[Choice]) -> Choice:
        """The cell as a member of an enumeration."""
        value = self.required(column)
        try:
            return choices(value)
        except ValueError:
            self.fail(f"unknown {column} {value!r}")

    def mark(self, column: str) -> Mark:
        """How far the statement of this row was checked."""
        mark = self.choice(column, Mark)
        return mark if mark in STATEMENT_MARKS else self.fail(f"{column} cannot be {mark.value!r}")

    def country(self, column: str) -> str:
        """An ISO 3166 alpha-2 code, possibly empty."""
        value = self.values[column]
        if value and not _COUNTRY.fullmatch(value):
            self.fail(f"{column} {value!r} is no country code")
        return value

    def day(self, column: str) -> str:
        """An ISO date, possibly partial or empty."""
        value = self.values[column]
        if value and not _is_partial_date(value):
            self.fail(f"{column} {value!r} is no date")
        return value


Tables = Mapping[str, tuple[Row, ...]]
"""Rows by file name."""


def read_table(file: str, raw: bytes, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a CSV file with exactly these columns.

    Raises:
        BrokenStarterError: If the file is no UTF-8, has other columns, a ragged row, or cells
            with spaces around them.
    """
    try:
        reader = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True)
        table = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise BrokenStarterError(file, 0, str(error)) from error
    if not table or tuple(table[0]) != columns:
        raise BrokenStarterError(file, 1, f"the columns must be {', '.join(columns)}")
    for number, cells in enumerate(table[1:], start=2):
        if len(cells) != len(columns):
            raise BrokenStarterError(file, number, f"{len(cells)} cells, {len(columns)} expected")
        if any(cell != cell.strip() for cell in cells):
            raise BrokenStarterError(file, number, "spaces around a cell")
        yield Row(file, number, dict(zip(columns, cells, strict=True)))


def unique(row: Row, key: object, taken: Container[object]) -> None:
    """Refuse a key that an earlier row has.

    Raises:
        BrokenStarterError: If ``key`` is in ``taken``.
    """
    if key in taken:
        row.fail(f"{key!r} stands twice")


def read_bytes(folder: Path, file: str) -> bytes:
    """A file's bytes with the line ends of every checkout made alike, so that its hash holds."""
    try:
        return (folder / file).read_bytes().replace(b"\r\n", b"\n")
    except FileNotFoundError as error:
        raise BrokenStarterError(file, 0, "the file is missing") from error


def _is_partial_date(text: str) -> bool:
    found = _PARTIAL_DATE.fullmatch(text)
    if not found:
        return False
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
