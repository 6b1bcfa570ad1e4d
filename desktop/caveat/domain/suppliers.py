"""Suppliers: whom the officer checks, and the spreadsheets they come from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from caveat.domain.consequences import ListMeaning


class SupplierField(StrEnum):
    """What a column of a supplier spreadsheet can mean."""

    NAME = "name"
    ALIAS = "alias"
    ADDRESS = "address"
    CITY = "city"
    COUNTRY = "country"
    IDENTIFIER = "identifier"
    REFERENCE = "reference"
    """The officer's own number for the supplier."""


@dataclass(frozen=True, slots=True)
class Supplier:
    """One supplier as read from a row. ``row`` is 1-based in the sheet."""

    name: str
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    country: str = ""
    identifiers: tuple[str, ...] = ()
    reference: str = ""
    row: int = 0
    unmapped: tuple[tuple[str, str], ...] = ()
    """Columns without a meaning for us, kept verbatim: (heading, text)."""


@dataclass(frozen=True, slots=True)
class RowNotTaken:
    """A row of a spreadsheet that did not become a supplier, and why."""

    sheet: str
    row: int
    column: str
    reason: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column of a sheet: its heading, examples, and the meaning guessed for it."""

    index: int
    letter: str
    heading: str
    samples: tuple[str, ...]
    meaning: SupplierField | None


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """What a spreadsheet looks like before it is taken in; every guess is correctable.

    ``header_row`` is 1-based; 0 means that the sheet has no header.
    ``warnings`` are sentences for the officer, such as a guessed encoding.
    """

    path: Path
    format: str
    sheets: tuple[str, ...]
    sheet: str
    encoding: str
    header_row: int
    columns: tuple[ColumnGuess, ...]
    first_rows: tuple[tuple[str, ...], ...]
    rows: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How a spreadsheet is to be read: what was guessed, or what the officer corrected.

    ``columns`` maps 0-based column numbers to meanings. Several columns may mean ALIAS,
    ADDRESS or IDENTIFIER; their texts are all taken.
    """

    sheet: str
    header_row: int
    columns: tuple[tuple[int, SupplierField], ...]
    encoding: str = ""
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class ParsedSheet:
    """All suppliers of a sheet, and every row that did not become one."""

    reading: SheetReading
    suppliers: tuple[Supplier, ...]
    not_taken: tuple[RowNotTaken, ...]
    rows_read: int
    duplicates: int
    file_name: str
    sha256: str
    headings: tuple[str, ...] = ()
    """Of all columns in order, as the header row prints them; empty without a header row."""


class SupplierStatus(StrEnum):
    """Where a supplier stands."""

    NOT_SCREENED = "not screened"
    NO_MATCH = "no match"
    STARTER_ONLY = "starter data only"
    TO_REVIEW = "to review"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class SupplierBook:
    """One imported spreadsheet."""

    id: int
    name: str
    file_name: str
    sha256: str
    imported_at: datetime
    suppliers: int
    screened: int = 0
    with_hits: int = 0


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A supplier of a book with its newest screening.

    ``meanings`` has what a true match would mean, for each list with a hit that is no false
    positive, the best hit's list first.
    """

    id: int
    supplier: Supplier
    status: SupplierStatus
    screening: str = ""
    best_score: float | None = None
    best_party: str = ""
    best_list: str = ""
    hits: int = 0
    screened_at: datetime | None = None
    meanings: tuple[ListMeaning, ...] = ()


@dataclass(frozen=True, slots=True)
class BookImport:
    """What importing a spreadsheet did."""

    book: SupplierBook
    reading: SheetReading
    headings: tuple[tuple[SupplierField, str], ...]
    rows_read: int
    duplicates: int
    not_taken: tuple[RowNotTaken, ...]


OVERTAKEN = (
    "Lists changed while the book was screened. Every answer rests on the lists that were in "
    "service when it began. Screen the book again."
)
"""What is said of a run whose report is ``overtaken``."""


_ROWS_NAMED = 10


def not_searched(rows: Sequence[int]) -> str:
    """What is said of suppliers at whose names the search itself failed."""
    named = ", ".join(map(str, rows[:_ROWS_NAMED])) + (", …" if len(rows) > _ROWS_NAMED else "")
    return (
        f"NOT screened, because the search itself failed on them: {len(rows):,} of the suppliers "
        f"(row {named}). All others were. Search each by another spelling on the Screen page, and "
        "send us the log of the program."
    )


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What screening a book did.

    ``overtaken`` says whether lists or sourced names changed while it ran: every answer rests on
    those that were in service at its start, and the book must be screened again. ``failed`` are
    the rows of suppliers at which the search itself failed: they are not screened.
    """

    book: SupplierBook
    screened: int
    with_hits: int
    hits: int
    seconds: float = field(compare=False)
    cancelled: bool = False
    overtaken: bool = False
    failed: tuple[int, ...] = ()
