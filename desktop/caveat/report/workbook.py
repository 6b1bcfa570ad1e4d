"""The result table of a screened book as a workbook, or as one table of text."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from itertools import chain
from pathlib import Path

from caveat.domain.results import (
    ListStatement,
    ResultHit,
    ResultRow,
    ResultsAbout,
    SearchedLists,
)
from caveat.domain.screening import Coverage
from caveat.domain.suppliers import RowNotTaken, Supplier, SupplierStatus
from caveat.errors import EnvironmentProblemError, InputError
from caveat.report.result_columns import (
    COVERAGE_COLUMNS,
    HIT_COLUMNS,
    LAW_COLUMNS,
    NOT_TAKEN_COLUMNS,
    day,
    result_columns,
)
from caveat.report.safe_sheets import SafeWorkbook, csv_table
from caveat.report.writing import write_whole

STARTER_WARNING = (
    "Only the starter data built into the program was searched. Nothing here is a screening: "
    "import the official lists and screen again."
)
SCORE_SENTENCE = (
    "A score is strength of evidence from 0 to 100, not a probability. A supplier without a match "
    "had no party at or above the alert line in the lists named under “Lists searched”, as of "
    "their dates; that is not a statement about any other list or date, nor about ownership, end "
    "use or end user."
)
_REFERENCE_COLUMNS = 3


def write_results(
    out: Path,
    *,
    title: str,
    rows: Iterable[ResultRow],
    searched: Sequence[SearchedLists],
    about: ResultsAbout,
    not_taken: Sequence[RowNotTaken] = (),
    notes: Sequence[str] = (),
    hits: Iterable[ResultHit] | None = None,
    law: Iterable[ListStatement] | None = None,
    own_columns: Sequence[str] = (),
) -> Path:
    """Write the result table of a book; an older file of that name is replaced at the end.

    As ``.xlsx`` it has the sheets Results, Hits and What the lists mean (if given), Rows not taken,
    Lists searched and About. As ``.csv`` it is one table, UTF-8 with a mark: the results, then the
    rows not taken, each with the lists that it was searched in.

    Args:
        out: Where to; the suffix decides on the form.
        title: Name of the book.
        rows: Drawn once, in the order of the sheet.
        searched: The lists searched; first those of the newest answer, then any older ones that a
            row still stands on.
        about: Who made it, when, with what.
        not_taken: Rows of the spreadsheet that are no suppliers.
        notes: Sentences for the first page, such as warnings about the lists.
        hits: One per hit, in the order of the sheet.
        law: What the lists and rules named in rows and hits say; drawn after those.
        own_columns: Headings of the officer's own columns that are repeated at the right.

    Returns:
        ``out``.

    Raises:
        InputError: If the suffix is another.
        EnvironmentProblemError: If disk or permission are in the way. An older file is unharmed.
    """
    columns = result_columns(about.engine.threshold, own_columns)
    if out.suffix.lower() == ".csv":
        heading = (*(column.heading for column in columns), "Lists searched")
        told = {id(lists): _searched(lists.coverage) for lists in searched}
        newest = _searched(searched[0].coverage)

        def lists_of(row: ResultRow) -> str:
            if row.status is SupplierStatus.NOT_SCREENED:
                return ""
            return newest if row.searched is None else told[id(row.searched)]

        suppliers = ([*(c.value(row) for c in columns), lists_of(row)] for row in rows)
        others = ([*(c.value(row) for c in columns), ""] for row in map(_as_row, not_taken))
        table = csv_table(chain([heading], suppliers, others))
        write_whole(out, table.encode("utf-8-sig"))
    elif out.suffix.lower() == ".xlsx":
        try:
            with SafeWorkbook(title=title, author=about.operator, created=about.made_at) as book:
                book.table("Results", columns, rows, frozen_columns=_REFERENCE_COLUMNS)
                if hits is not None:
                    book.table("Hits", HIT_COLUMNS, hits)
                if law is not None:
                    book.table("What the lists mean", LAW_COLUMNS, law)
                book.table("Rows not taken", NOT_TAKEN_COLUMNS, not_taken)
                lists = ((some, item) for some in searched for item in some.coverage)
                book.table("Lists searched", COVERAGE_COLUMNS, lists)
                book.page("About", _about(title, searched[0].coverage, about, notes))
                data = book.finish()
        except OSError as error:
            raise _no_room(out, error) from error
        write_whole(out, data)
    else:
        raise InputError(
            f"{out.name}: a result table is written as .xlsx or .csv. Nothing was written. Choose "
            "one of these endings."
        )
    return out


def _no_room(out: Path, error: OSError) -> EnvironmentProblemError:
    """The rows pass through the folder for temporary files before they become a workbook."""
    return EnvironmentProblemError(
        f"{out.name} could not be prepared in the folder for temporary files "
        f"({error.strerror or error}). Nothing was written, and an older file of that name is "
        "unharmed. Free some space on that disk, or write the table as .csv."
    )


def _as_row(row: RowNotTaken) -> ResultRow:
    """A row that was not taken, in the places of the result table."""
    return ResultRow(
        supplier=Supplier(name=row.raw.replace("\t", " | "), row=row.row),
        status=SupplierStatus.NOT_SCREENED,
        why=f"This row of the spreadsheet {row.reason}.",
    )


def _searched(coverage: Sequence[Coverage]) -> str:
    return "; ".join(
        f"{item.list_code} {day(item.released) or 'of unknown date'}"
        + (" (starter data)" if item.state == "starter" else "")
        for item in coverage
    )


def _about(
    title: str, coverage: Sequence[Coverage], about: ResultsAbout, notes: Sequence[str]
) -> Iterator[tuple[str, str]]:
    yield "Supplier screening", title
    if all(item.state == "starter" for item in coverage):
        yield "Warning", STARTER_WARNING
    for note in notes:
        yield "Note", note
    yield "Alert line", f"{about.engine.threshold:g}"
    yield "What it means", SCORE_SENTENCE
    yield "Not searched", "; ".join(about.not_covered)
    yield "Made by", about.operator
    yield "Made at", about.made_at.astimezone(UTC).isoformat(sep=" ", timespec="seconds")
    yield "Spreadsheet", about.file_name
    yield "SHA-256 of it", about.file_sha256
    yield "Program", f"Caveat {about.program_version}"
    yield "Engine", about.engine.version
    yield "Settings", about.engine.settings_sha256
