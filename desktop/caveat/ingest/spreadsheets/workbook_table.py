"""Sheets of workbooks (.xlsx, .xls, .xlsb, .ods), read through calamine."""

import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar

import python_calamine

from caveat.domain.progress import CancelToken
from caveat.ingest.spreadsheets.cells import cell_text
from caveat.ingest.spreadsheets.formats import SheetFormat, password_protected
from caveat.ingest.spreadsheets.inflating import check_archive
from caveat.ingest.spreadsheets.limits import MAX_COLUMNS, MAX_ROWS
from caveat.ingest.spreadsheets.refusals import unreadable, unusable
from caveat.ingest.spreadsheets.source import SourceFile
from caveat.ingest.spreadsheets.table import TableFacts

_AGAIN = (
    "Open it in your spreadsheet program, see whether the list is whole, save it as .xlsx, and "
    "choose the new file."
)
_UNHELPFUL = "Cannot detect file format"
"""What the reader says when none of its formats worked out."""
T = TypeVar("T")


class WorkbookTable:
    """One sheet of a workbook. Cells merged downwards repeat their text in every row."""

    def __init__(
        self, source: SourceFile, kind: SheetFormat, *, sheet: str, cancel: CancelToken | None
    ) -> None:
        if kind is not SheetFormat.XLS:
            check_archive(source, kind, cancel=cancel)
        self._source = source
        book = self._parse(lambda: python_calamine.load_workbook(io.BytesIO(source.data)))
        names = tuple(
            item.name
            for item in book.sheets_metadata
            if item.typ == python_calamine.SheetTypeEnum.WorkSheet
        )
        hidden = tuple(
            item.name
            for item in book.sheets_metadata
            if item.visible != python_calamine.SheetVisibleEnum.Visible and item.name in names
        )
        if not names:
            raise unreadable(source.path, "the workbook has no sheet with cells", _AGAIN)
        self.facts = TableFacts(format=kind.value, sheets=names)
        self.unfit: dict[int, str] = {}
        self._open(book, sheet, names, hidden)

    def _open(
        self, book: Any, wanted: str, names: tuple[str, ...], hidden: tuple[str, ...]
    ) -> None:
        if wanted and wanted not in names:
            raise unusable(
                self._source.path,
                f"there is no sheet named “{wanted}”",
                f"Its sheets are: {', '.join(names)}.",
            )
        order = (wanted,) if wanted else (*(n for n in names if n not in hidden), *hidden)
        for name in order:
            self.facts.sheet = name
            self._sheet = self._parse(partial(book.get_sheet_by_name, name))
            if self._sheet.start is not None:
                break
        if self._sheet.start is None:
            where = f"the sheet “{self.facts.sheet}” is" if wanted else "all its sheets are"
            raise unreadable(
                self._source.path, f"{where} empty", "Choose the file or sheet that holds the list."
            )
        if not wanted and self.facts.sheet != names[0]:
            self.facts.warnings.append(
                f"The sheet “{self.facts.sheet}” was chosen: those before it are empty or hidden."
            )
        if hidden:
            self.facts.warnings.append(f"Hidden in this workbook: {', '.join(hidden)}.")
        bottom, right = self._sheet.end
        if bottom >= MAX_ROWS or right >= MAX_COLUMNS:
            raise unreadable(
                self._source.path,
                f"the sheet “{self.facts.sheet}” reaches to row {bottom + 1:,} and column "
                f"{right + 1:,}; at most {MAX_ROWS:,} rows and {MAX_COLUMNS:,} columns can be read",
                "Split the list into parts.",
            )

    def _parse(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except python_calamine.PasswordError:
            raise password_protected(self._source) from None
        except python_calamine.CalamineError as error:
            raise self._damaged(error) from error
        except (ValueError, OSError, OverflowError, UnicodeError) as error:
            raise self._damaged(error) from error
        except BaseException as error:
            # A failed check inside the compiled reader arrives as pyo3's PanicException, which
            # is no Exception so that nobody catches it by chance. Here it means a bad file.
            if type(error).__name__ != "PanicException":
                raise
            raise self._damaged(error) from error

    def _damaged(self, error: BaseException) -> Exception:
        where = f" in the sheet “{self.facts.sheet}”" if hasattr(self, "facts") else ""
        reason = "".join(c if c.isprintable() else " " for c in str(error))[:200].strip(" .")
        said = f" (the reader says: {reason})" if reason and _UNHELPFUL not in reason else ""
        return unreadable(self._source.path, f"the workbook is damaged{where}{said}", _AGAIN)

    @property
    def height(self) -> int:
        """Number of rows down to the last cell that holds something."""
        return int(self._sheet.end[0]) + 1

    def rows(self) -> Iterator[list[str]]:
        """Every row as text, row 1 first."""
        padding = [""] * int(self._sheet.start[1])
        merged = self._merged_down()
        filled: dict[int, tuple[int, str]] = {}
        for number, values in enumerate(self._sheet.iter_rows()):
            row = padding + [v if type(v) is str else cell_text(v) for v in values]
            if merged or filled:
                for column, (last, text) in list(filled.items()):
                    if number > last:
                        del filled[column]
                    elif column < len(row) and not row[column]:
                        row[column] = text
                for column, last in merged.get(number, ()):
                    if column < len(row) and row[column]:
                        filled[column] = (last, row[column])
            yield row

    def _merged_down(self) -> dict[int, list[tuple[int, int]]]:
        """By first row: the columns merged over several rows, and the last row of each."""
        table: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _right) in self._sheet.merged_cell_ranges or ():
            if bottom > top:
                table.setdefault(top, []).append((left, bottom))
        return table
