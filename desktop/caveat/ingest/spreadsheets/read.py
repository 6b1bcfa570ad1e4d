"""Reads a supplier spreadsheet as it was told to, row by row; `preview` tells how it may be."""

from dataclasses import replace
from pathlib import Path

from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.domain.suppliers import ParsedSheet, SheetReading, SupplierField
from caveat.ingest.spreadsheets.opening import open_table
from caveat.ingest.spreadsheets.preview import guessed_reading, preview
from caveat.ingest.spreadsheets.refusals import unusable
from caveat.ingest.spreadsheets.source import take_in
from caveat.ingest.spreadsheets.supplier_rows import column_letter
from caveat.ingest.spreadsheets.taking import Taking

__all__ = ["guessed_reading", "preview", "read_suppliers"]

_REPORT_EVERY = 1_000


def read_suppliers(
    path: Path,
    reading: SheetReading,
    *,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ParsedSheet:
    """Read every row of a sheet as a supplier, and say of each that is not one why.

    Rows that repeat an earlier one in everything that is screened (names, addresses, country,
    identifiers) are kept once; blank rows do not count.

    Raises:
        UnreadableFileError: As `preview`, naming the row where there is one.
        InputError: If no column is marked as the name, a column or row does not exist, or there
            is no row below the headings.
        EnvironmentProblemError: If the file cannot be opened.
        CancelledError: If the token was cancelled.
    """
    _check(path, reading)
    source = take_in(path)
    progress(Progress("Opening the spreadsheet", 0))
    table = open_table(
        source,
        sheet=reading.sheet,
        encoding=reading.encoding,
        delimiter=reading.delimiter,
        cancel=cancel,
    )
    taking = Taking(table, reading)
    for number, row in enumerate(table.rows(), 1):
        if number % _REPORT_EVERY == 0:
            if cancel is not None:
                cancel.check()
            progress(Progress("Reading suppliers", number, table.height))
        taking.take(number, row)
    if taking.rows_read == 0:
        where = f" of the sheet “{table.facts.sheet}”" if table.facts.sheet else ""
        below = f"below row {reading.header_row:,}" if reading.header_row else "in the list"
        raise unusable(
            path,
            f"there are no rows {below}{where}",
            "Choose the sheet that holds the list, or correct the row of headings.",
        )
    beyond = max(column for column, _field in reading.columns)
    if beyond >= taking.width:
        raise unusable(
            path,
            f"there is no column {column_letter(beyond)}; the last is "
            f"{column_letter(max(taking.width - 1, 0))}",
            "Correct which column is what.",
        )
    facts = table.facts
    progress(Progress("Reading suppliers", taking.rows_read, taking.rows_read))
    return ParsedSheet(
        reading=replace(
            reading, sheet=facts.sheet, encoding=facts.encoding, delimiter=facts.delimiter
        ),
        suppliers=tuple(taking.suppliers),
        not_taken=tuple(taking.not_taken),
        rows_read=taking.rows_read,
        duplicates=taking.duplicates,
        file_name=source.name,
        sha256=source.sha256,
        headings=taking.headings,
    )


def _check(path: Path, reading: SheetReading) -> None:
    columns = [column for column, _field in reading.columns]
    if not any(field is SupplierField.NAME for _column, field in reading.columns):
        raise unusable(
            path,
            "no column is marked as the name of the supplier",
            "Mark the column that holds the names.",
        )
    if len(set(columns)) < len(columns) or min(columns) < 0 or reading.header_row < 0:
        raise unusable(
            path, "a column is marked twice, or a row or column number is negative", "Correct it."
        )
