"""Reads the rows of a delimited list file and notes everything that a whole file does not show.

What it is for: every list published as CSV or TSV. Signs of damage are an open quote at the end, a
last line without an end, a row with another number of fields than the header, a second header, a
lone quote. A cut exactly between two rows leaves no sign; the guard on counts catches that. It does
not know what the columns mean.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from caveat.errors import UnreadableFileError
from caveat.ingest.lists.formats import Reading, refuse
from caveat.ingest.opened_file import OpenedFile

UTF_8 = "utf-8-sig"
"""UTF-8, with or without a byte order mark."""

_NAMES_OF_ENCODINGS = {UTF_8: "UTF-8", "cp1252": "Windows-1252"}
_LONGEST_LINE = 4 * 1024 * 1024
"""Letters. The longest field seen in any list has 8,241; a longer line is no line of a list."""
_MOST_DAMAGES = 5


def first_rows(head: bytes, delimiter: str = ",", rows: int = 2) -> list[list[str]]:
    """The first rows of a file, as far as its first bytes hold them. For `ListFormat.sniff`.

    Whatever the bytes are, this raises nothing; letters that are not UTF-8 become U+FFFD.
    """
    text = head.decode(UTF_8, errors="replace").replace("\0", "\ufffd")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found: list[list[str]] = []
    try:
        for values in reader:
            if values:
                found.append([value.strip() for value in values])
            if len(found) == rows:
                break
    except csv.Error:
        pass
    return found


def raw_row(values: list[str], delimiter: str = ",") -> str:
    """A row as text again, for what is kept raw."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="").writerow(values)
    return text.getvalue()


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row behind the header.

    Attributes:
        number: Its place among the rows of the file that are not empty, from 1; titles and header
            count.
        values: Verbatim, as many as the header has names unless the row is damaged.
        damage: Why it is no row of the list; empty for a sound one. Only given where damage is
            tolerated.
    """

    number: int
    values: list[str]
    damage: str = ""


@dataclass(slots=True)
class CsvRows:
    """One pass over a file: iterate, then call `judge`.

    After the first damage sound rows are no longer given, unless damage is tolerated, but the pass
    goes on, to name every reason.

    Attributes:
        opened: The file.
        reading: How to read it; its progress is told and its token asked for each row.
        check_header: Takes the cells of the header row, stripped, and gives the names to be used.
            Raises `RefusedReleaseError` where columns are lacking.
        delimiter: Between the fields.
        encoding: A Python codec, read strictly.
        title_rows: How many rows stand before the header.
        content: The bytes to read instead of those of the file, where the caller had to look
            through them before.
        titles: The title rows, once the iteration has begun.
        header: Names of the columns, likewise.
        damages: Reasons to refuse, for the officer. A format may add its own through `damage`.
        records: Rows so far, titles and header included.
        sound: Rows given that are not damaged.
    """

    opened: OpenedFile
    reading: Reading
    check_header: Callable[[list[str]], list[str]]
    delimiter: str = ","
    encoding: str = UTF_8
    title_rows: int = 0
    content: IO[bytes] | None = None
    titles: list[list[str]] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    damages: list[str] = field(default_factory=list)
    records: int = 0
    sound: int = 0

    def __iter__(self) -> Iterator[CsvRow]:
        """Give the rows behind the header in the order of the file.

        Raises:
            RefusedReleaseError: The header lacks columns.
            UnreadableFileError: The file is not text in its encoding, or has too many rows.
            CancelledError: It was cancelled.
        """
        lines = _Lines(self.content or self.opened.content, self.opened.name, self.encoding)
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        taken = 0
        while True:
            taken += 1
            self.reading.after_row(self.opened, taken)  # empty rows cost time too
            try:
                values = next(reader, None)
            except csv.Error as error:
                if self._broken(error):
                    break
                continue
            if values is None:
                break
            if values:
                self.records += 1
                yield from self._row(values)
        if not lines.ended and not self.damages:
            self.damage(
                f"its last line, record {self.records:,}, has no end, so it is probably cut off"
            )

    def judge(self) -> None:
        """Refuse the file if anything was noted, or if it holds no row behind the header.

        Raises:
            RefusedReleaseError: Likewise, unless damage is tolerated.
        """
        if self.sound == 0 and not self.damages:
            self.damage("it holds a header but no record")
        if self.damages and not self.reading.tolerate_damage:
            raise refuse(self.opened.name, self.damages)

    def damage(self, what: str) -> None:
        """Note a reason to refuse the file; the cut is named first, a few others after it."""
        if what.startswith("it is cut off"):
            self.damages.insert(0, what)
        elif len(self.damages) < _MOST_DAMAGES:
            self.damages.append(what)

    def filled(self, row: CsvRow) -> dict[str, str]:
        """The fields of a sound row that have a value, by name, verbatim, in the file's order."""
        return {name: value for name, value in zip(self.header, row.values, strict=True) if value}

    def _row(self, values: list[str]) -> Iterator[CsvRow]:
        if len(self.titles) < self.title_rows:
            self.titles.append(values)
            return
        if not self.header:
            self.header = self.check_header([value.strip() for value in values])
            return
        told = ""
        if len(values) != len(self.header):
            what = f"{len(values)} fields instead of {len(self.header)}"
            self.damage(f"record {self.records:,} has {what}")
            told = f"The row has {what}."
        elif [value.strip() for value in values] == self.header:
            self.damage(f"record {self.records:,} is a second header, as if two files were joined")
            told = "A second header."
        if self.damages and not self.reading.tolerate_damage:
            return
        self.sound += not told
        yield CsvRow(self.records, values, told)

    def _broken(self, error: csv.Error) -> bool:
        """Note what the CSV reader complains of; whether nothing can follow."""
        if "unexpected end of data" in str(error):
            self.damage(f"it is cut off inside a quoted field after {self.records:,} records")
            return True
        if "field larger than field limit" in str(error):
            self.damage(f"a quotation mark after {self.records:,} records is never closed")
        else:
            self.damage(f"the quotation marks after {self.records:,} records do not match")
        return False


def unique_header(name: str, header: list[str], required: frozenset[str]) -> list[str]:
    """The header, if it has every required column and names each column once.

    Args:
        name: File name.
        header: Names of the columns.
        required: Those that a whole file of this format has.

    Raises:
        RefusedReleaseError: Otherwise.
    """
    missing = required.difference(header)
    if missing:
        raise refuse(name, [f"its header lacks the columns {', '.join(sorted(missing))}"])
    if len(set(header)) != len(header) or "" in header:
        raise refuse(name, ["its header names a column twice or not at all"])
    return header


class _Lines:
    """Gives the lines of a text file and remembers how the last one ended."""

    def __init__(self, content: IO[bytes], name: str, encoding: str) -> None:
        self._text = io.TextIOWrapper(content, encoding=encoding, newline="")
        self._name = name
        self._encoding = _NAMES_OF_ENCODINGS.get(encoding, encoding)
        self.number = 0
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = self._text.readline(_LONGEST_LINE)
        except UnicodeDecodeError as error:
            raise UnreadableFileError(
                f"{self._name} is not in {self._encoding} after line {self.number:,} (byte "
                f"0x{error.object[error.start]:02x}), as the official file is. Nothing was "
                "changed. Use the file as it was downloaded, not as another program saved it."
            ) from error
        if not line:
            raise StopIteration
        self.number += 1
        if "\0" in line or (len(line) >= _LONGEST_LINE and not line.endswith(("\n", "\r"))):
            raise UnreadableFileError(
                f"{self._name} is damaged: line {self.number:,} is not text. Nothing was changed. "
                "Download the file again."
            )
        self.last = line
        return line

    @property
    def ended(self) -> bool:
        """Whether the last line has its end."""
        return self.last.endswith(("\n", "\r"))
