"""What a spreadsheet looks like before it is taken in: guesses that the officer can correct."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from caveat.domain.suppliers import ColumnGuess, SheetPreview, SheetReading, SupplierField
from caveat.ingest.folding import folded
from caveat.ingest.spreadsheets.cells import one_line, storable
from caveat.ingest.spreadsheets.column_meanings import guess_meanings
from caveat.ingest.spreadsheets.header_row import guess_header_row
from caveat.ingest.spreadsheets.opening import open_table
from caveat.ingest.spreadsheets.refusals import unreadable, unusable
from caveat.ingest.spreadsheets.source import take_in
from caveat.ingest.spreadsheets.supplier_rows import column_letter

_GUESSED_FROM = 400
"""Rows from the top that headings and columns are guessed from."""
_SHOWN_ROWS = 30
_SHOWN_CHARACTERS = 500
_SAMPLES = 3


def preview(
    path: Path, *, sheet: str = "", header_row: int | None = None, encoding: str = ""
) -> SheetPreview:
    """Look into a spreadsheet and guess its sheet, heading row and columns.

    Args:
        path: The file.
        sheet: A sheet by name; empty for the first visible one that holds something.
        header_row: 1-based; 0 for none; ``None`` to guess.
        encoding: Of a text file; empty to find out.

    Returns:
        The preview. ``first_rows`` are the sheet's rows from row 1 on, titles and headings
        included; ``rows`` counts the filled rows below the headings; ``columns`` leaves out
        columns without heading and text.

    Raises:
        UnreadableFileError: If the file is damaged, protected, too large or no spreadsheet.
        InputError: If the file, the sheet, the row or the encoding does not exist.
        EnvironmentProblemError: If the file cannot be opened.
    """
    source = take_in(path)
    table = open_table(source, sheet=sheet, encoding=encoding)
    head: list[list[str]] = []
    used: set[int] = set()
    filled: list[int] = []
    for number, row in enumerate(table.rows(), 1):
        if len(head) < _GUESSED_FROM:
            head.append(row)
        columns = [index for index, text in enumerate(row) if text and not text.isspace()]
        used.update(columns)
        if columns:
            filled.append(number)
    if not filled:
        raise unreadable(path, "it holds no text at all", "Choose the file that holds the list.")
    row_of_headings = guess_header_row(head) if header_row is None else header_row
    last = filled[-1]
    if not 0 <= row_of_headings <= last:
        raise unusable(
            path, f"there is no row {row_of_headings:,}", f"The last row with text is {last:,}."
        )
    below = sum(number > row_of_headings for number in filled)
    warnings = [*table.facts.warnings, *_warnings(head, row_of_headings, below)]
    columns_seen = _columns(head, row_of_headings, sorted(used))
    if not any(column.meaning is SupplierField.NAME for column in columns_seen):
        warnings.append("No column looks like the names of suppliers. Mark the one that is.")
    if table.unfit:
        rows = ", ".join(f"{number:,}" for number in list(table.unfit)[:5])
        warnings.append(
            f"Rows that cannot be taken as they are: {len(table.unfit):,} (row {rows})."
        )
    return SheetPreview(
        path=path,
        format=table.facts.format,
        sheets=table.facts.sheets,
        sheet=table.facts.sheet,
        encoding=table.facts.encoding,
        header_row=row_of_headings,
        columns=columns_seen,
        first_rows=tuple(
            tuple(storable(text[:_SHOWN_CHARACTERS]) for text in row) for row in head[:_SHOWN_ROWS]
        ),
        rows=below,
        warnings=tuple(warnings),
    )


def guessed_reading(seen: SheetPreview) -> SheetReading:
    """The reading that takes every guess of a preview as it is."""
    return SheetReading(
        sheet=seen.sheet,
        header_row=seen.header_row,
        columns=tuple((c.index, c.meaning) for c in seen.columns if c.meaning is not None),
        encoding=seen.encoding,
    )


def _columns(
    head: Sequence[Sequence[str]], header_row: int, used: Sequence[int]
) -> tuple[ColumnGuess, ...]:
    headings = list(head[header_row - 1]) if 0 < header_row <= len(head) else []
    below = [row for row in head[header_row:] if any(text.strip() for text in row)]
    texts = [
        [row[column] if column < len(row) else "" for row in below] if used else []
        for column in used
    ]
    named = [storable(one_line(headings[c].strip())) if c < len(headings) else "" for c in used]
    meanings = guess_meanings(named, texts)
    return tuple(
        ColumnGuess(
            index=column,
            letter=column_letter(column),
            heading=heading,
            samples=tuple(_samples(cells)),
            meaning=meaning,
        )
        for column, heading, cells, meaning in zip(used, named, texts, meanings, strict=True)
    )


def _samples(cells: Sequence[str]) -> Iterator[str]:
    different = dict.fromkeys(one_line(cell.strip()) for cell in cells if cell.strip())
    for text in list(different)[:_SAMPLES]:
        yield storable(text[:_SHOWN_CHARACTERS])


def _warnings(head: Sequence[Sequence[str]], header_row: int, below: int) -> Iterator[str]:
    if header_row == 0:
        yield "No row of headings was found: every row is read as a supplier."
    titles = sum(any(text.strip() for text in row) for row in head[: max(header_row - 1, 0)])
    if titles:
        rows = "1 row" if titles == 1 else f"{titles} rows"
        yield f"Not screened: {rows} above the headings in row {header_row}, taken for titles."
    if below == 0:
        yield "There are no rows below the headings."
    counted = Counter(folded(text) for text in head[header_row - 1]) if header_row else Counter()
    doubled = sorted(text for text, count in counted.items() if text and count > 1)
    if doubled:
        yield f"Headings that occur more than once: {', '.join(doubled[:5])}."
