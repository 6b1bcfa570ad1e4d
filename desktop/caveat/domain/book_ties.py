"""Ties to listed parties of the suppliers of a book that no list names."""

from dataclasses import dataclass

from caveat.domain.connections import Band


@dataclass(frozen=True, slots=True)
class SupplierTies:
    """That a supplier without a hit is tied to listed parties, as known now.

    Attributes:
        supplier: Id of the supplier.
        row: Of its spreadsheet.
        name: Of the supplier.
        listed: How many listed parties are reached.
        nearest: Name of the nearest one.
        hops: Steps to it.
        band: Of the weakest tie on the way.
    """

    supplier: int
    row: int
    name: str
    listed: int
    nearest: str
    hops: int
    band: Band

    @property
    def lead(self) -> str:
        """``Tied to 2 listed parties``."""
        return f"Tied to {self.listed:,} listed {'party' if self.listed == 1 else 'parties'}"

    @property
    def detail(self) -> str:
        """``nearest Sugon, 1 hop away (strong)``."""
        hops = f"{self.hops} hop{'s' if self.hops > 1 else ''}"
        return f"nearest {self.nearest}, {hops} away ({self.band})"
