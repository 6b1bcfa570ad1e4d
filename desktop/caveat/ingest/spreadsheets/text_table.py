"""Sheets that are text: comma-, semicolon-, tab- and bar-separated values in any encoding."""

import csv
import io
from collections.abc import Iterator

from caveat.domain.progress import CancelToken
from caveat.ingest.spreadsheets.delimiters import CANDIDATES, ONE_COLUMN, guess_delimiter
from caveat.ingest.spreadsheets.encodings import UNDECODABLE, decode
from caveat.ingest.spreadsheets.limits import MAX_COLUMNS, MAX_ROW_LINES, MAX_ROWS
from caveat.ingest.spreadsheets.refusals import unreadable, unusable
from caveat.ingest.spreadsheets.source import SourceFile
from caveat.ingest.spreadsheets.table import TableFacts

_NEVER = "\x1f"
"""Unit separator: the delimiter given to the reader for a file of one column."""
_CHECK_EVERY = 5_000
_QUOTATION = (
    "Look at that row in a text editor: a quotation mark is probably missing or one too many."
)


class TextTable:
    """A text file as rows and columns. A row is a record, which may run over several lines."""

    def __init__(
        self, source: SourceFile, *, encoding: str, delimiter: str, cancel: CancelToken | None
    ) -> None:
        self._source = source
        self._cancel = cancel
        decoded = decode(source, encoding)
        self._text = decoded.text.rstrip("\x1a\0")  # the end mark of CP/M and DOS
        self._damaged = decoded.damaged
        if delimiter and (len(delimiter) != 1 or delimiter in '"\r\n'):
            raise unusable(
                source.path,
                f"“{delimiter}” cannot separate columns",
                f"Use one of: {' '.join('tab' if c == chr(9) else c for c in CANDIDATES)}.",
            )
        chosen = delimiter or guess_delimiter(self._text) or _NEVER
        self.facts = TableFacts(
            format="tsv" if chosen == "\t" else "csv",
            encoding=decoded.encoding,
            delimiter=ONE_COLUMN if chosen == _NEVER else chosen,
        )
        if decoded.warning:
            self.facts.warnings.append(decoded.warning)
        self._chosen = chosen
        self.unfit: dict[int, str] = {}

    @property
    def height(self) -> int:
        """Not known before the end is reached."""
        return 0

    def rows(self) -> Iterator[list[str]]:
        """Every record, record 1 first, blank ones too.

        Raises:
            UnreadableFileError: Naming the row where a quotation mark is never closed, or where
                the sheet's limits are passed.
        """
        lines = _Lines(self._text)
        reader = csv.reader(lines, delimiter=self._chosen)
        number = 0
        while True:
            before = reader.line_num
            try:
                row = next(reader, None)
            except csv.Error as error:
                raise unreadable(
                    self._source.path, f"row {number + 1:,} cannot be read ({error})", _QUOTATION
                ) from error
            if row is None:
                return
            number += 1
            if number == 1 and _is_instruction(row, self._chosen):
                row = []
            if number % _CHECK_EVERY == 0 and self._cancel is not None:
                self._cancel.check()
            self._judge(number, row, reader.line_num - before, lines)
            yield row

    def _judge(self, number: int, row: list[str], run: int, lines: "_Lines") -> None:
        # Outside quotation marks the reader is content with the end of a line. That it asked for
        # one more than there is means that it was looking for a closing mark.
        if lines.ended:
            raise unreadable(
                self._source.path,
                f"a quotation mark opened in row {number:,} is never closed, so that the rest of "
                "the file would be one cell; perhaps the file was cut off",
                _QUOTATION,
            )
        if number > MAX_ROWS:
            raise unreadable(
                self._source.path,
                f"the file has more than {MAX_ROWS:,} rows",
                "Split the list into parts.",
            )
        if len(row) > MAX_COLUMNS:
            raise unreadable(
                self._source.path,
                f"row {number:,} has {len(row):,} columns; at most {MAX_COLUMNS:,} can be read",
                "Check which character separates the columns, or keep only the columns needed.",
            )
        if run > MAX_ROW_LINES:
            self.unfit[number] = (
                f"runs over {run:,} lines of the file: a quotation mark is probably missing, and "
                "other rows are caught inside"
            )
        elif self._damaged and any(map(UNDECODABLE.search, row)):
            self.unfit[number] = f"holds bytes that are no letters in {self.facts.encoding}"


class _Lines:
    """The lines of a text, and whether more of them were asked for than there are."""

    __slots__ = ("_stream", "ended")

    def __init__(self, text: str) -> None:
        self._stream = io.StringIO(text, newline="")
        self.ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._stream.readline()
        if not line:
            self.ended = True
            raise StopIteration
        return line


def _is_instruction(row: list[str], delimiter: str) -> bool:
    """Whether the first row is Excel's ``sep=;``, which is no data."""
    return delimiter.join(row).lstrip("\ufeff").lower() == f"sep={delimiter}"
