"""Supplier books: reading a spreadsheet, and the rows with their newest screenings."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.domain.suppliers import (
    BookImport,
    ParsedSheet,
    RowNotTaken,
    SheetPreview,
    SheetReading,
    SupplierBook,
    SupplierField,
    SupplierRow,
    SupplierStatus,
)
from caveat.errors import EnvironmentProblemError, InputError
from caveat.ingest.spreadsheets import read as spreadsheets
from caveat.services.given_text import name_of, refuse_broken_text
from caveat.services.hit_meanings import meanings_of_lists
from caveat.services.workers import run_limited
from caveat.services.workspace import Workspace
from caveat.storage import suppliers
from caveat.storage.digests import book_digest

_SECONDS = 300.0
_MEMORY_MIB = 3072

guessed_reading = spreadsheets.guessed_reading
"""How a previewed sheet would be read if nobody corrects the guesses."""


def preview_sheet(
    path: Path,
    *,
    sheet: str = "",
    header_row: int | None = None,
    encoding: str = "",
    cancel: CancelToken | None = None,
) -> SheetPreview:
    """What a spreadsheet looks like and what its columns seem to mean.

    Raises:
        UnreadableFileError: If it cannot be read; the message says why and what to do.
    """
    return run_limited(
        partial(spreadsheets.preview, sheet=sheet, header_row=header_row, encoding=encoding),
        path,
        seconds=_SECONDS,
        memory_mib=_MEMORY_MIB,
        cancel=cancel,
    )


def import_suppliers(
    ws: Workspace,
    path: Path,
    reading: SheetReading,
    *,
    book: str = "",
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> BookImport:
    """Read a spreadsheet into a new book. All of it is stored, or nothing.

    Args:
        ws: The workspace.
        path: The spreadsheet.
        reading: Sheet, header row and meaning of the columns.
        book: Name of the book; empty means the file's name. A taken name gets a number.
        progress: Told about rows read.
        cancel: Cancels; nothing is stored.

    Raises:
        UnreadableFileError: If the file cannot be read.
        InputError: If no column is the supplier's name, or no row is a supplier.
    """
    if ws.read_only:
        raise EnvironmentProblemError(
            "This workspace is open for reading only, so no suppliers can be stored. "
            "Nothing was changed. Give yourself write permission for its folder."
        )
    refuse_broken_text("The name of the book", book)
    if SupplierField.NAME not in {meaning for _, meaning in reading.columns}:
        raise InputError(
            f"No column of {path.name} is marked as the supplier's name. Nothing was stored. "
            "Say which column holds the names (--map name=COLUMN, or in the preview)."
        )
    progress(Progress(f"Reading {path.name}", 0))
    parsed = run_limited(
        spreadsheets.read_suppliers,
        path,
        reading,
        seconds=_SECONDS,
        memory_mib=_MEMORY_MIB,
        progress=progress,
        cancel=cancel,
    )
    if not parsed.suppliers:
        raise InputError(
            f"{path.name} holds no row with a supplier's name under its header (sheet "
            f"“{reading.sheet}”, header row {reading.header_row}). Nothing was stored. Check the "
            "sheet, the header row and which column holds the names."
        )
    parsed = replace(parsed, file_name=name_of(path))
    with ws.store.writing() as connection:
        name = _free_name(
            book.strip() or name_of(path.with_suffix("")), suppliers.book_names(connection)
        )
        book_id = suppliers.add_book(connection, name, parsed, ws.operator.id, ws.now())
        ws.append(
            connection,
            "suppliers imported",
            name,
            {
                "file_name": parsed.file_name,
                "sha256": parsed.sha256,
                "suppliers": len(parsed.suppliers),
                "duplicates": parsed.duplicates,
                "not_taken": len(parsed.not_taken),
                "stored": book_digest(connection, book_id),
            },
        )
        stored = suppliers.book(connection, book_id)
    return BookImport(
        stored,
        parsed.reading,
        _headings(parsed),
        parsed.rows_read,
        parsed.duplicates,
        parsed.not_taken,
    )


def _headings(parsed: ParsedSheet) -> tuple[tuple[SupplierField, str], ...]:
    """What each taken column means, and its heading; a number where it has none."""
    return tuple(
        (
            meaning,
            parsed.headings[index] if index < len(parsed.headings) else f"column {index + 1}",
        )
        for index, meaning in parsed.reading.columns
    )


def _free_name(wanted: str, taken: set[str]) -> str:
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted} ({count})"
    return name


def supplier_books(ws: Workspace) -> tuple[SupplierBook, ...]:
    """All books, newest first."""
    with ws.store.reading() as connection:
        return suppliers.books(connection)


def book_named(ws: Workspace, name: str) -> SupplierBook:
    """A book by name; the newest one for an empty name.

    Raises:
        InputError: If there is none.
    """
    books = supplier_books(ws)
    found = next((book for book in books if not name or book.name == name), None)
    if found is None:
        raise InputError(
            f"There is no supplier book “{name}”." if name else "There is no supplier book yet."
        )
    return found


def rows_not_taken(ws: Workspace, book: int) -> tuple[RowNotTaken, ...]:
    """Rows of a book's spreadsheet that did not become suppliers, each with its reason."""
    with ws.store.reading() as connection:
        return suppliers.rows_not_taken(connection, book)


def supplier_ids(
    ws: Workspace,
    book: int,
    *,
    status: SupplierStatus | None = None,
    text: str = "",
    order_by: str = "row",
    descending: bool = False,
) -> Sequence[int]:
    """Ids of a book's suppliers, filtered and sorted by row, name, status, score or screened."""
    with ws.store.reading() as connection:
        return suppliers.supplier_ids(
            connection,
            book,
            ws.now().date(),
            status=status,
            text=text,
            order_by=order_by,
            descending=descending,
        )


def supplier_rows(ws: Workspace, ids: Sequence[int]) -> tuple[SupplierRow, ...]:
    """A page of suppliers with their newest screenings, in the order of the ids.

    What their hits would mean is told by the rules that each was screened with.
    """
    today = ws.now().date()
    with ws.store.reading() as connection:
        rows = suppliers.supplier_rows(connection, ids, today)
        lists = suppliers.hit_lists(connection, ids, today)
    if not lists:
        return rows
    told = meanings_of_lists(ws, {row.screening: lists[row.id] for row in rows if row.id in lists})
    return tuple(replace(row, meanings=told.get(row.screening, ())) for row in rows)
