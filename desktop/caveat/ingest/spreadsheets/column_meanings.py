"""Guesses what each column of a supplier sheet means, by its heading and its cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from caveat.domain.suppliers import SupplierField
from caveat.ingest.spreadsheets.contents import Contents, look_at
from caveat.ingest.spreadsheets.headings import HeadingMeaning, heading_meaning

_HALF = 0.5
_MOST = 0.7
_LONGEST_CODE = 3
_FIRM = 2.0
"""Strength from which a heading says that a column holds names, not just whose they are."""


@dataclass(frozen=True, slots=True)
class _Column:
    index: int
    heading: HeadingMeaning | None
    cells: Contents

    def says(self, *meanings: str) -> bool:
        return self.heading is not None and self.heading.meaning in meanings

    @property
    def silent(self) -> bool:
        """Whether the heading tells nothing, so that the cells alone must."""
        return self.heading is None

    @property
    def rank(self) -> float:
        """How strongly the heading speaks."""
        return 0.0 if self.heading is None else self.heading.strength * 10 + self.heading.share * 5


def guess_meanings(
    headings: Sequence[str], columns: Sequence[Sequence[str]]
) -> list[SupplierField | None]:
    """The meaning of each column, or ``None`` where it has none for us.

    Of several columns with names the strongest heading gives the name, the first in a tie; the
    others are aliases, as where a list prints a name in two scripts. A column about another party
    (a bank, a parent, a contact) is not taken for the supplier unless nothing else is there.

    Args:
        headings: One a column; empty where there is none.
        columns: For each column some of its cells, from below the heading.
    """
    seen = [
        _Column(index, heading_meaning(heading), look_at(cells))
        for index, (heading, cells) in enumerate(zip(headings, columns, strict=True))
    ]
    meanings: list[SupplierField | None] = [None] * len(seen)
    for field, measure in (
        (SupplierField.COUNTRY, _country),
        (SupplierField.NAME, _name),
        (SupplierField.CITY, _city),
        (SupplierField.REFERENCE, _reference),
    ):
        _give_to_best(seen, meanings, field, measure)
    name = next((c for c in seen if meanings[c.index] is SupplierField.NAME), None)
    for column in seen:
        if meanings[column.index] is not None:
            continue
        if _is_identifier(column):
            meanings[column.index] = SupplierField.IDENTIFIER
        elif name is not None and _is_alias(column, name):
            meanings[column.index] = SupplierField.ALIAS
        elif _is_address(column):
            meanings[column.index] = SupplierField.ADDRESS
    return meanings


def _give_to_best(
    seen: Sequence[_Column],
    meanings: list[SupplierField | None],
    field: SupplierField,
    measure: Callable[[_Column], float],
) -> None:
    free = [column for column in seen if meanings[column.index] is None]
    best = max(free, key=lambda column: (measure(column), -column.index), default=None)
    if best is not None and measure(best) > 0:
        meanings[best.index] = field


def _country(column: _Column) -> float:
    cells = column.cells
    if column.says("country") and cells.links < _HALF and cells.numbers < _MOST:
        return column.rank + 20 * cells.countries + cells.filled
    return 10 * cells.countries if column.silent and cells.countries >= _MOST else 0.0


def _name(column: _Column) -> float:
    cells = column.cells
    if cells.filled and (
        cells.worded < _HALF or max(cells.numbers, cells.dates, cells.links) > _HALF
    ):
        return 0.0
    bonus = 6 * cells.legal_forms + 3 * cells.filled
    if column.says("name"):
        return 10 + column.rank + bonus if cells.countries < _MOST or _is_firm(column) else 0.0
    if column.says("alias", "other party"):
        return 5 + bonus
    if not column.silent or not cells.filled:
        return 0.0
    is_text = cells.addresses < _HALF and cells.countries < _HALF and cells.length > _LONGEST_CODE
    return bonus + cells.distinct if is_text and cells.distinct > _HALF else 0.0


def _is_firm(column: _Column) -> bool:
    return column.heading is not None and column.heading.strength >= _FIRM


def _city(column: _Column) -> float:
    if column.says("city") and column.cells.numbers < _HALF and column.cells.addresses < _HALF:
        return column.rank + column.cells.filled
    return 0.0


def _reference(column: _Column) -> float:
    cells = column.cells
    if cells.party_numbers >= _MOST or cells.links > _HALF:
        return 0.0
    if column.says("reference"):
        return column.rank + cells.filled + cells.distinct
    # "Supplier" above numbers: the officer's own number, its name is in another column.
    return 1.0 if column.says("name") and cells.numbers > _MOST else 0.0


def _is_identifier(column: _Column) -> bool:
    if column.says("identifier"):
        return column.cells.links < _HALF
    return column.cells.party_numbers >= _MOST and (column.silent or column.says("reference"))


def _is_alias(column: _Column, name: _Column) -> bool:
    cells = column.cells
    if cells.filled and (
        cells.worded < _HALF or max(cells.numbers, cells.dates, cells.links) > _HALF
    ):
        return False
    if column.says("alias") or (column.says("name") and _is_firm(column)):
        return True
    other_script = (cells.native > _HALF) != (name.cells.native > _HALF)
    plain = column.silent or column.says("name")
    return plain and other_script and cells.legal_forms > _HALF and cells.addresses < _HALF


def _is_address(column: _Column) -> bool:
    cells = column.cells
    if column.says("address", "address part"):
        return cells.links < _HALF
    return (column.silent or column.says("city")) and cells.addresses >= _HALF
