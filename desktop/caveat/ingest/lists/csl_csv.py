"""Reads the Consolidated Screening List in its CSV and TSV forms, with or without ``_id``.

Format: UTF-8, one header row, comma or tab, double quotes around fields with commas or line
breaks, values joined by "; ". Anything that a whole file does not show is a sign of damage and
refuses the release: an open quote at the end, a last line without an end, a row with another
number of fields than the header, a second header, a lone quote.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from caveat.domain.lists import Channel
from caveat.errors import UnreadableFileError
from caveat.ingest.lists.csl_collected import CslCollector
from caveat.ingest.lists.csl_record import COLUMNS
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading, refuse
from caveat.ingest.opened_file import OpenedFile

_REQUIRED = frozenset(COLUMNS) - {"_id"}
_RECOGNISED = 10
"""How many of the columns the first line must name for the file to be of this format at all."""

_LONGEST_LINE = 4 * 1024 * 1024
"""Letters. The longest field seen has 8,241; a longer line is no line of this list."""

_MOST_DAMAGES = 5


def sniff(head: bytes) -> bool:
    """Whether the first line names the columns of this list."""
    return len(_columns_of(head)[1].intersection(COLUMNS)) >= _RECOGNISED


def read(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read the whole file.

    Raises:
        RefusedReleaseError: It is not whole.
        UnreadableFileError: It is not UTF-8 text.
    """
    delimiter, _ = _columns_of(opened.head)
    return _CsvFile(opened, reading, delimiter).read()


FORMAT = ListFormat("Consolidated Screening List, CSV", Channel.CSL, 1, sniff, read, combined=True)


def _columns_of(head: bytes) -> tuple[str, set[str]]:
    line = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", errors="replace")
    delimiter = "\t" if line.count("\t") > line.count(",") else ","
    return delimiter, {name.strip(' "\r') for name in line.split(delimiter)}


class _Lines:
    """Gives the lines of a text file and remembers how the last one ended."""

    def __init__(self, content: IO[bytes], name: str) -> None:
        self._text = io.TextIOWrapper(content, encoding="utf-8-sig", newline="")
        self._name = name
        self.number = 0
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = self._text.readline(_LONGEST_LINE)
        except UnicodeDecodeError as error:
            raise UnreadableFileError(
                f"{self._name} is not in UTF-8 after line {self.number:,} (byte "
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


@dataclass(slots=True)
class _CsvFile:
    """One pass over a file. After the first damage rows are only counted, to name every reason."""

    opened: OpenedFile
    reading: Reading
    delimiter: str
    header: list[str] = field(default_factory=list)
    damages: list[str] = field(default_factory=list)
    records: int = 0
    rows: CslCollector = field(default_factory=CslCollector)

    def read(self) -> ListsRead:
        """Read, then judge."""
        lines = _Lines(self.opened.content, self.opened.name)
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        while True:
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
                self._take(values)
                self.reading.after_row(self.opened, self.records)
        if not lines.ended and not self.damages:
            self._damage(
                f"its last line, record {self.records:,}, has no end, so it is probably cut off"
            )
        if self.rows.rows == 0 and not self.damages:
            self._damage("it holds a header but no record")
        if self.damages and not self.reading.tolerate_damage:
            raise refuse(self.opened.name, self.damages)
        kind = "TSV" if self.delimiter == "\t" else "CSV"
        return self.rows.finish(f"CSL {kind}, {len(self.header)} columns")

    def _take(self, values: list[str]) -> None:
        if not self.header:
            self.header = self._checked(values)
            return
        if len(values) != len(self.header):
            what = f"{len(values)} fields instead of {len(self.header)}"
            self._damage(f"record {self.records:,} has {what}")
            self.rows.set_aside(self.records, f"The row has {what}.", _raw(values))
            return
        if [value.strip() for value in values] == self.header:
            self._damage(f"record {self.records:,} is a second header, as if two files were joined")
            self.rows.set_aside(self.records, "A second header.", _raw(values))
            return
        if self.damages and not self.reading.tolerate_damage:
            return
        fields = {name: value for name, value in zip(self.header, values, strict=True) if value}
        self.rows.add(fields, self.records, lambda: _raw(values))

    def _checked(self, values: list[str]) -> list[str]:
        header = ["_id" if name.strip() == "id" else name.strip() for name in values]
        missing = _REQUIRED.difference(header)
        if missing:
            raise refuse(
                self.opened.name, [f"its header lacks the columns {', '.join(sorted(missing))}"]
            )
        if len(set(header)) != len(header) or "" in header:
            raise refuse(self.opened.name, ["its header names a column twice or not at all"])
        return header

    def _broken(self, error: csv.Error) -> bool:
        """Note what the CSV reader complains of; whether nothing can follow."""
        if "unexpected end of data" in str(error):
            self._damage(f"it is cut off inside a quoted field after {self.records:,} records")
            return True
        if "field larger than field limit" in str(error):
            self._damage(f"a quotation mark after {self.records:,} records is never closed")
        else:
            self._damage(f"the quotation marks after {self.records:,} records do not match")
        return False

    def _damage(self, what: str) -> None:
        if what.startswith("it is cut off"):
            self.damages.insert(0, what)
        elif len(self.damages) < _MOST_DAMAGES:
            self.damages.append(what)


def _raw(values: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(values)
    return text.getvalue()
