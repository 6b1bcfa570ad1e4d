"""Sorts the rows of a sheet into suppliers and rows not taken, each with its reason."""

import hashlib
from collections.abc import Sequence

from caveat.domain.suppliers import RowNotTaken, SheetReading, Supplier
from caveat.ingest.spreadsheets.cells import storable
from caveat.ingest.spreadsheets.supplier_rows import (
    NotASupplierError,
    SupplierRows,
    column_letter,
    sameness,
)
from caveat.ingest.spreadsheets.table import Table

_WHOLE_ROW = -1


class Taking:
    """Takes row after row and keeps count.

    Attributes:
        suppliers: In the order of their rows.
        not_taken: Likewise.
        rows_read: Filled rows below the headings.
        duplicates: How many of the rows not taken repeat an earlier one.
        width: Columns of the widest row.
    """

    def __init__(self, table: Table, reading: SheetReading) -> None:
        self._table = table
        self._reading = reading
        self._rows = SupplierRows(reading, ())
        self._heading: list[str] = []
        self._first: dict[bytes, int] = {}
        self.suppliers: list[Supplier] = []
        self.not_taken: list[RowNotTaken] = []
        self.rows_read = 0
        self.duplicates = 0
        self.width = 0

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings met so far."""
        return self._rows.headings

    def take(self, number: int, row: list[str]) -> None:
        """Take the row of this 1-based number; titles and blank rows are passed over."""
        self.width = max(self.width, len(row))
        if number <= self._reading.header_row:
            if number == self._reading.header_row:
                self._rows = SupplierRows(self._reading, row)
                self._heading = _trimmed(row)
            return
        if not any(text and not text.isspace() for text in row):
            return
        self.rows_read += 1
        if reason := self._table.unfit.get(number):
            self._refuse(number, row, reason, _WHOLE_ROW)
        elif self._heading and _trimmed(row) == self._heading:
            self._refuse(number, row, "repeats the headings", _WHOLE_ROW)
        else:
            self._take_supplier(number, row)

    def _take_supplier(self, number: int, row: list[str]) -> None:
        try:
            supplier = self._rows.supplier(row, number)
        except NotASupplierError as error:
            self._refuse(number, row, str(error), error.column)
            return
        # A digest, so that a million long rows do not stay in memory twice.
        digest = hashlib.blake2b(
            repr(sameness(supplier)).encode("utf-8", "surrogatepass"), digest_size=16
        ).digest()
        first = self._first.setdefault(digest, number)
        if first != number:
            self.duplicates += 1
            self._refuse(number, row, f"repeats row {first}", _WHOLE_ROW)
            return
        self.suppliers.append(supplier)

    def _refuse(self, number: int, row: Sequence[str], reason: str, column: int) -> None:
        raw = "\t".join(storable(text) for text in row).rstrip("\t")
        self.not_taken.append(
            RowNotTaken(
                sheet=self._table.facts.sheet,
                row=number,
                column=column_letter(column) if column >= 0 else "",
                reason=reason,
                raw=raw,
            )
        )


def _trimmed(row: Sequence[str]) -> list[str]:
    return [text.strip() for text in row]
