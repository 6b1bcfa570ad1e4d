"""What the Suppliers page asks in one go, in a job's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.suppliers import (
    BatchReport,
    BookImport,
    SheetPreview,
    SheetReading,
    SupplierRow,
    SupplierStatus,
)
from caveat.ui.contract import Services


@dataclass(frozen=True, slots=True)
class View:
    """Which suppliers of which book are shown, and in which order."""

    book: int
    status: SupplierStatus | None = None
    text: str = ""
    order_by: str = "row"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How a spreadsheet is to be looked at; empty fields are guessed."""

    path: Path
    sheet: str = ""
    header_row: int | None = None
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """A spreadsheet to be taken in, as what, under which name."""

    path: Path
    reading: SheetReading
    book: str


@dataclass(frozen=True, slots=True)
class WantedPage:
    """A page of a table, and which array of ids it belongs to."""

    generation: int
    number: int
    ids: Sequence[int]


def ids(
    services: Services, view: View, _progress: ReportProgress, _cancel: CancelToken
) -> Sequence[int]:
    """The numbers of the suppliers shown."""
    return services.supplier_ids(view.book, view.status, view.text, view.order_by, view.descending)


def page(
    services: Services, wanted: WantedPage, _progress: ReportProgress, _cancel: CancelToken
) -> tuple[int, int, tuple[SupplierRow, ...]]:
    """A page of rows, with what it answers."""
    return wanted.generation, wanted.number, services.supplier_rows(wanted.ids)


def preview(
    services: Services, look: Look, _progress: ReportProgress, _cancel: CancelToken
) -> SheetPreview:
    """Look at a spreadsheet."""
    return services.preview_sheet(look.path, look.sheet, look.header_row, look.encoding)


def take_in(
    services: Services, intake: Intake, progress: ReportProgress, cancel: CancelToken
) -> BookImport:
    """Take a spreadsheet in."""
    return services.import_suppliers(intake.path, intake.reading, intake.book, progress, cancel)


def screen(
    services: Services, book: int, progress: ReportProgress, cancel: CancelToken
) -> BatchReport:
    """Screen what is not screened yet."""
    return services.screen_book(book, progress, cancel)


def export(
    services: Services, book: int, out: Path, _progress: ReportProgress, _cancel: CancelToken
) -> Path:
    """Write a book's results."""
    return services.export_book(book, out)
