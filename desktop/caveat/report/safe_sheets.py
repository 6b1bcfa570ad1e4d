"""Writes sheets in which a text is a text: no formula, no link, no markup, whatever it says.

In a table of text every field is quoted, and an apostrophe stands before a sign that begins a
formula, at the beginning of a field and behind whatever another program may take for the end of
one: where the comma is the decimal sign, spreadsheet programs part fields at the semicolon, and
"Acme;=HYPERLINK(…)" would give a link in a cell of its own. The officer reads
"Acme;'=HYPERLINK(…)".
"""

import contextlib
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from tempfile import TemporaryDirectory
from traceback import clear_frames
from types import TracebackType
from typing import Any, Self, TypeVar

from caveat.report.result_columns import Column, Value

T = TypeVar("T")
MAX_ROWS = 1_048_576
"""Rows of a sheet in the .xlsx format; longer tables go on in a further sheet."""
MAX_CHARACTERS = 32_767
_CUT = " … (cut: a cell holds no more)"
_LINE_STARTS = ("\t", "\r", "\n")
_BEFORE_FORMULA = re.compile(
    r"(?:^|[;,|\t\r\n\v\f\x85\u2028\u2029])[\s\"\ufeff]*(?=[=+\-@＝＋－＠])"
)
"""A beginning of a field or a separator, with the spaces and quotation marks that programs pass
over, where the next sign begins a formula."""


class SafeWorkbook:
    """A workbook written row by row in little memory, into bytes."""

    def __init__(self, *, title: str, author: str, created: Any) -> None:
        import xlsxwriter  # noqa: PLC0415  # 60 ms that only an export needs

        self._rows_on_disk = TemporaryDirectory(prefix="caveat-", ignore_cleanup_errors=True)
        self._bytes = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._bytes,
            {
                "constant_memory": True,
                "tmpdir": self._rows_on_disk.name,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": True,
            },
        )
        # The format knows no time zone; XlsxWriter wants naive UTC.
        self._book.set_properties(
            {"title": plain(title)[:255], "author": author, "created": created.replace(tzinfo=None)}
        )
        self._heading = self._book.add_format(
            {"bold": True, "bg_color": "#E7EAEE", "bottom": 1, "valign": "top"}
        )
        self._number = self._book.add_format({"num_format": "0.0"})
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._strong = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # XlsxWriter leaves the files of its rows open when it is not closed regularly.
        for sheet in self._book.worksheets():
            if sheet.row_data_fh is not None:
                with contextlib.suppress(OSError):
                    sheet.row_data_fh.close()
        self._rows_on_disk.cleanup()

    def finish(self) -> bytes:
        """The whole file.

        Raises:
            OSError: If the folder for temporary files has no room.
        """
        from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415  # as above

        try:
            self._book.close()
        except FileCreateError as error:
            # XlsxWriter wraps what the system said; the caller wants to hear that. The archive it
            # leaves half-written hangs in the frames of the trace and is closed by clearing them,
            # now, while the bytes that it writes to are still there.
            said = error.args[0] if error.args else None
            if not isinstance(said, OSError):
                said = OSError(str(error))
            clear_frames(said.__traceback__)
            raise said from None
        return self._bytes.getvalue()

    def table(
        self, name: str, columns: Sequence[Column[T]], rows: Iterable[T], *, frozen_columns: int = 0
    ) -> int:
        """Write a table with a frozen heading and a filter; returns its number of rows."""
        count = 0
        part = 0
        numbered = iter(rows)
        while True:
            part += 1
            sheet = self._begin(f"{name} ({part})" if part > 1 else name, columns, frozen_columns)
            last = 0
            for last, row in enumerate(_at_most(numbered, MAX_ROWS - 1), 1):
                for index, column in enumerate(columns):
                    self._write(sheet, last, index, column.value(row))
            sheet.autofilter(0, 0, last, len(columns) - 1)
            count += last
            if last < MAX_ROWS - 1:
                return count

    def page(self, name: str, lines: Iterable[tuple[str, str]]) -> None:
        """Write a sheet of two columns: what, and its text. Lines without text are headings."""
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, 26, self._strong)
        sheet.set_column(1, 1, 110, self._wrapped)
        for row, (what, text) in enumerate(lines):
            self._write(sheet, row, 0, what)
            self._write(sheet, row, 1, text)

    def _begin(self, name: str, columns: Sequence[Column[T]], frozen_columns: int) -> Any:
        sheet = self._book.add_worksheet(name)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, plain(column.heading) or " ", self._heading)
        sheet.freeze_panes(1, frozen_columns)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        return sheet

    def _write(self, sheet: Any, row: int, column: int, value: Value) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            sheet.write_string(row, column, in_cell(value))
        elif isinstance(value, float):
            sheet.write_number(row, column, value, self._number)
        else:
            sheet.write_number(row, column, value)


def _at_most(rows: Iterator[T], count: int) -> Iterator[T]:
    for _ in range(count):
        try:
            yield next(rows)
        except StopIteration:
            return


def plain(text: str) -> str:
    """Text that any file can hold: lone surrogates are printed by their number."""
    if text.isascii():
        return text
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def in_cell(text: str) -> str:
    """The text as a cell of a workbook can hold it."""
    text = plain(text)
    if len(text) > MAX_CHARACTERS // 2:
        units = len(text.encode("utf-16-le")) // 2
        if units > MAX_CHARACTERS:
            room = (MAX_CHARACTERS - len(_CUT)) * 2
            text = text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT
    # WORKAROUND https://github.com/jmcnamara/XlsxWriter: with constant_memory a text that begins
    # and ends like a rich string is taken for markup and written as it is.
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "
    return text


def csv_table(rows: Iterable[Iterable[Value]]) -> str:
    """Rows as one table of text, every field in quotation marks."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerows([in_csv(value) for value in row] for row in rows)
    return stream.getvalue()


def in_csv(value: Value) -> str:
    """The value as text that no spreadsheet program takes for a formula, however it parts fields.

    A number stays a number, with its minus sign. A text gets an apostrophe before every sign that
    could begin a formula: "=1+1" is "'=1+1", "Acme; =1" is "Acme; '=1"; "A-B" and "A - B" stay.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return f"{value:.1f}" if isinstance(value, float) else str(value)
    text = _BEFORE_FORMULA.sub(r"\g<0>'", plain(value).replace("\0", ""))
    return f"'{text}" if text.startswith(_LINE_STARTS) else text
