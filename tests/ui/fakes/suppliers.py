"""Spreadsheets and books of the fake."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from caveat.domain.book_ties import SupplierTies
from caveat.domain.connections import Band
from caveat.domain.consequences import ListMeaning
from caveat.domain.progress import CancelToken, Progress, ReportProgress
from caveat.domain.suppliers import (
    BatchReport,
    BookImport,
    ColumnGuess,
    RowNotTaken,
    SheetPreview,
    SheetReading,
    Supplier,
    SupplierBook,
    SupplierField,
    SupplierRow,
    SupplierStatus,
)
from caveat.errors import InputError
from ui.fakes.base import NOW, SHA, BaseFake


class SuppliersFake(BaseFake):
    """Books, rows and screening them."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.books: list[SupplierBook] = []
        self.suppliers: dict[int, SupplierRow] = {}
        self.not_taken: tuple[RowNotTaken, ...] = ()
        self.readings: list[SheetReading] = []
        self.ties_asked: list[int] = []

    def preview_sheet(
        self, path: Path, sheet: str = "", header_row: int | None = None, encoding: str = ""
    ) -> SheetPreview:
        if path.suffix == ".exe":
            raise InputError(f"{path.name} is not a spreadsheet. Nothing was stored.")
        row = 3 if header_row is None else header_row
        columns = (
            ColumnGuess(
                0, "A", "Supplier\nname", ("宁畅信息产业", "ООО Ромашка"), SupplierField.NAME
            ),
            ColumnGuess(1, "B", "Address", ("海泰华科大街15号",), SupplierField.ADDRESS),
            ColumnGuess(2, "C", "Country", ("CN", "RU"), SupplierField.COUNTRY),
            ColumnGuess(3, "D", "Note", ("=1+1",), None),
        )
        rows = (
            ("Suppliers 2026",),
            ("", "", "", ""),
            ("Supplier name", "Address", "Country", "Note"),
            ("宁畅信息产业", "海泰华科大街15号, 天津", "CN", "=1+1"),
            ("ООО Ромашка", "Москва, ул. Ленина 1", "RU", ""),
            ("شركة النور", "دبي", "AE", ""),
        )
        return SheetPreview(
            path,
            "csv",
            ("Sheet1", "Sheet2"),
            sheet or "Sheet1",
            encoding or "gb18030",
            row,
            columns,
            rows,
            4000,
            ("The encoding was guessed as gb18030.",),
        )

    def import_suppliers(
        self,
        path: Path,
        reading: SheetReading,
        book: str,
        progress: ReportProgress,
        cancel: CancelToken,
    ) -> BookImport:
        self.readings.append(reading)
        progress(Progress("reading rows", 1, 2))
        cancel.check()
        number = len(self.books) + 1
        made = fake_book(number, book or path.stem, 400)
        self.books.insert(0, made)
        for place in range(400):
            self.suppliers[number * 100_000 + place] = fake_supplier(
                number * 100_000 + place, place
            )
        self.not_taken = (RowNotTaken("Sheet1", 17, "A", "The name is empty.", ";;CN;"),)
        return BookImport(made, reading, (), 402, 1, self.not_taken)

    def supplier_books(self) -> tuple[SupplierBook, ...]:
        return tuple(self.books)

    def rows_not_taken(self, _book: int) -> tuple[RowNotTaken, ...]:
        return self.not_taken

    def supplier_ids(
        self,
        book: int,
        status: SupplierStatus | None,
        text: str,
        order_by: str,
        descending: bool,  # noqa: FBT001 - as the services take it
    ) -> Sequence[int]:
        found = [
            row
            for row in self.suppliers.values()
            if row.id // 100_000 == book
            and (status is None or row.status is status)
            and text.casefold() in row.supplier.name.casefold()
        ]
        keys: dict[str, Callable[[SupplierRow], Any]] = {
            "name": lambda row: row.supplier.name,
            "score": lambda row: row.best_score or 0,
        }
        found.sort(key=keys.get(order_by, lambda row: row.supplier.row), reverse=descending)
        return tuple(row.id for row in found)

    def supplier_rows(self, ids: Sequence[int]) -> tuple[SupplierRow, ...]:
        return tuple(self.suppliers[number] for number in ids)

    def screen_book(self, book: int, progress: ReportProgress, cancel: CancelToken) -> BatchReport:
        done = 0
        for number, row in list(self.suppliers.items()):
            if row.id // 100_000 != book or row.screening:
                continue
            if cancel.cancelled:
                return BatchReport(self.books[0], done, 1, 2, 0.5, cancelled=True)
            time.sleep(self.delay)
            done += 1
            progress(Progress("screening", done, 400, "2 hits so far"))
            status = SupplierStatus.TO_REVIEW if done % 40 == 0 else SupplierStatus.NO_MATCH
            self.suppliers[number] = replace(
                row,
                status=status,
                screening=f"S-2026-{done:06d}",
                best_score=97.4 if status is SupplierStatus.TO_REVIEW else None,
                best_party="Nettrix Information Industry Co., Ltd."
                if status is SupplierStatus.TO_REVIEW
                else "",
                best_list="US-EL" if status is SupplierStatus.TO_REVIEW else "",
                hits=2 if status is SupplierStatus.TO_REVIEW else 0,
                screened_at=NOW,
                meanings=MEANINGS if status is SupplierStatus.TO_REVIEW else (),
            )
        self.books[0] = replace(self.books[0], screened=400, with_hits=10)
        return BatchReport(self.books[0], done, 10, 20, 1.0)

    def ties_of_book(
        self, book: int, _progress: ReportProgress, cancel: CancelToken
    ) -> tuple[SupplierTies, ...]:
        """Every hundredth supplier without a hit is tied to somebody."""
        self.ties_asked.append(book)
        cancel.check()
        return tuple(
            SupplierTies(row.id, row.supplier.row, row.supplier.name, 2, "Sugon", 1, Band.STRONG)
            for row in self.suppliers.values()
            if row.id // 100_000 == book
            and row.status is SupplierStatus.NO_MATCH
            and row.id % 100 == 1
        )

    def export_book(self, _book: int, out: Path) -> Path:
        out.write_text("results", encoding="utf-8")
        return out


MEANINGS = (
    ListMeaning("US-EL", "licence needed", True, "What it names needs a licence."),
    ListMeaning("US-SDN", "blocked property", False, "Its property is blocked. (verify)"),
)


def fake_book(number: int, name: str, suppliers: int) -> SupplierBook:
    return SupplierBook(number, name, f"{name}.csv", SHA, NOW, suppliers)


def fake_supplier(number: int, row: int) -> SupplierRow:
    names = ("宁畅信息产业有限公司", "ООО Ромашка", "شركة النور للتجارة", "Acme Bearings GmbH")
    supplier = Supplier(
        f"{names[row % 4]} {row}",
        addresses=("海泰华科大街15号, 天津",),
        country=("CN", "RU", "AE", "DE")[row % 4],
        row=row + 4,
    )
    return SupplierRow(number, supplier, SupplierStatus.NOT_SCREENED)
