"""Turns a row of text into a supplier, by the meanings its columns were given; loses nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caveat.domain.suppliers import SheetReading, Supplier, SupplierField
from caveat.ingest.countries import country_code
from caveat.ingest.folding import folded, same_text
from caveat.ingest.spreadsheets.cells import meant_text, one_line, storable
from caveat.ingest.spreadsheets.headings import heading_meaning
from caveat.ingest.spreadsheets.limits import MAX_NAME

_SEPARATORS = re.compile(r"[;；|\n\r]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_NATIVE = re.compile("[\u0370-\u1fff\u2e80-\uffdc]")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Column numbers by what is done with them."""

    name: tuple[int, ...]
    alias: tuple[int, ...]
    whole_address: tuple[int, ...]
    address_part: tuple[int, ...]
    city: tuple[int, ...]
    country: tuple[int, ...]
    identifier: tuple[int, ...]
    reference: tuple[int, ...]
    mapped: frozenset[int]


MOST_VALUES = 100
"""Names, addresses or numbers of one supplier: what one search takes."""


class NotASupplierError(Exception):
    """A row that cannot be a supplier; the text says why, the column where (0-based)."""

    def __init__(self, reason: str, column: int) -> None:
        super().__init__(reason)
        self.column = column


class SupplierRows:
    """Makes suppliers of the rows of one sheet.

    Args:
        reading: Which column means what.
        headings: The headings, one a column, or nothing where the sheet has none.
    """

    def __init__(self, reading: SheetReading, headings: Sequence[str]) -> None:
        self._headings = tuple(storable(one_line(heading.strip())) for heading in headings)
        by_field: dict[SupplierField, list[int]] = {field: [] for field in SupplierField}
        for column, field in reading.columns:
            by_field[field].append(column)
        address = by_field[SupplierField.ADDRESS]
        parts = [column for column in address if self._is_part(column)]
        self._columns = _Columns(
            name=tuple(by_field[SupplierField.NAME]),
            alias=tuple(by_field[SupplierField.ALIAS]),
            whole_address=tuple(column for column in address if column not in parts),
            address_part=tuple(parts),
            city=tuple(by_field[SupplierField.CITY]),
            country=tuple(by_field[SupplierField.COUNTRY]),
            identifier=tuple(by_field[SupplierField.IDENTIFIER]),
            reference=tuple(by_field[SupplierField.REFERENCE]),
            mapped=frozenset(column for column, _field in reading.columns),
        )

    def supplier(self, row: Sequence[str], number: int) -> Supplier:
        """The supplier of a row.

        Raises:
            NotASupplierError: If it has no name, or one that cannot be a name.
        """
        names = _Names()
        for column in self._columns.name:
            names.add_by_script(_cell(row, column))
        for column in self._columns.alias:
            for text in _SEPARATORS.split(_cell(row, column)):
                names.add(text)
        name_column = (*self._columns.name, 0)[0]
        if not names.texts:
            raise NotASupplierError("has no name", name_column)
        name = names.texts[0]
        if len(name) > MAX_NAME:
            raise NotASupplierError(
                f"has a name of {len(name):,} characters: more than one row or text is in the cell",
                name_column,
            )
        if not any(map(str.isalnum, name)):
            raise NotASupplierError("has a name without a letter or digit", name_column)
        country, unknown_countries = self._country(row)
        addresses = self._addresses(row, [text for _, text in unknown_countries])
        identifiers = self._identifiers(row)
        if max(map(len, (names.texts, addresses, identifiers))) > MOST_VALUES:
            raise NotASupplierError(
                f"has more than {MOST_VALUES} names, addresses or numbers: more than one supplier "
                "is in the row",
                name_column,
            )
        return Supplier(
            name=name,
            aliases=tuple(names.texts[1:]),
            addresses=addresses,
            country=country,
            identifiers=identifiers,
            reference=one_line(
                next((t for c in self._columns.reference if (t := _cell(row, c))), "")
            ),
            row=number,
            unmapped=self._unmapped(row, unknown_countries),
        )

    def _is_part(self, column: int) -> bool:
        meaning = heading_meaning(self._heading(column))
        return meaning is not None and meaning.meaning == "address part"

    @property
    def headings(self) -> tuple[str, ...]:
        """Of all columns in order, each on one line."""
        return self._headings

    def _heading(self, column: int) -> str:
        return self._headings[column] if column < len(self._headings) else ""

    def _country(self, row: Sequence[str]) -> tuple[str, list[tuple[int, str]]]:
        """The first country known, and the texts that name none that is known."""
        code = ""
        unknown: list[tuple[int, str]] = []
        for column in self._columns.country:
            if text := one_line(_cell(row, column)):
                known = country_code(text)
                if known:
                    code = code or known
                else:
                    unknown.append((column, text))
        return code, unknown

    def _addresses(self, row: Sequence[str], further: Sequence[str]) -> tuple[str, ...]:
        """The first whole address with its parts behind it, then the other whole ones.

        Without a whole address the parts make one, in the order of their columns.
        """
        whole = [t for c in self._columns.whole_address if (t := one_line(_cell(row, c)))]
        places = sorted((*self._columns.address_part, *self._columns.city))
        first = whole[:1]
        said = folded(first[0]) if first and (places or further) else ""
        for text in (*(one_line(_cell(row, column)) for column in places), *further):
            # A city that the address names already is not said twice.
            if text and (not said or folded(text) not in said):
                first.append(text)
                said = f"{said} {folded(text)}"
        return tuple(dict.fromkeys([", ".join(first)] * bool(first) + whole[1:]))

    def _identifiers(self, row: Sequence[str]) -> tuple[str, ...]:
        found = (
            one_line(text.strip())
            for column in self._columns.identifier
            for text in _SEPARATORS.split(_cell(row, column))
        )
        return tuple(dict.fromkeys(text for text in found if meant_text(text)))

    def _unmapped(
        self, row: Sequence[str], unknown_countries: Sequence[tuple[int, str]]
    ) -> tuple[tuple[str, str], ...]:
        mapped = self._columns.mapped
        unknown = {column for column, _text in unknown_countries}
        return tuple(
            (self._heading(column) or f"column {column_letter(column)}", text)
            for column, text in enumerate(row)
            if (column not in mapped or column in unknown) and text and not text.isspace()
        )


class _Names:
    """Names in the order found, each once."""

    __slots__ = ("_seen", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._seen: set[str] = set()

    def add(self, text: str) -> None:
        text = one_line(meant_text(text))
        key = same_text(text)
        if text and key not in self._seen:
            self._seen.add(key)
            self.texts.append(text)

    def add_by_script(self, text: str) -> None:
        """A cell with a name in two scripts on two lines holds two names; else it is one."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        native = [line for line in lines if _NATIVE.search(line)]
        latin = [line for line in lines if not _NATIVE.search(line) and _LATIN.search(line)]
        if native and latin and len(native) + len(latin) == len(lines):
            first, second = (native, latin) if lines[0] in native else (latin, native)
            self.add(" ".join(first))
            self.add(" ".join(second))
        else:
            self.add(text)


def _cell(row: Sequence[str], column: int) -> str:
    return meant_text(row[column]) if column < len(row) else ""


def column_letter(index: int) -> str:
    """The letters of a 0-based column number, as spreadsheet programs print them."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def sameness(supplier: Supplier) -> tuple[object, ...]:
    """What two rows must share to be one supplier: everything that a screening looks at."""
    return (
        same_text(supplier.name),
        tuple(sorted(map(same_text, supplier.aliases))),
        tuple(sorted(map(same_text, supplier.addresses))),
        supplier.country,
        tuple(sorted(map(same_text, supplier.identifiers))),
    )
