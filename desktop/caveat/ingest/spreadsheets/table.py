"""What a sheet of any format is to the rest of this room: rows of text, and remarks on them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(slots=True)
class TableFacts:
    """What is known of a sheet before its rows are read.

    Attributes:
        format: ``xlsx``, ``xls``, ``xlsb``, ``ods``, ``csv`` or ``tsv``.
        sheets: All sheets of the file, in its order, hidden ones too; empty for text.
        sheet: The sheet to be read; empty for text.
        encoding: Encoding of a text file, else empty.
        delimiter: What separates the columns of a text file, else empty.
        warnings: Sentences for the officer about guesses made.
    """

    format: str
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    warnings: list[str] = field(default_factory=list)


class Table(Protocol):
    """An opened sheet."""

    @property
    def facts(self) -> TableFacts:
        """What is known of the sheet."""

    @property
    def unfit(self) -> dict[int, str]:
        """Rows (1-based) that must not be taken, with the reason; filled as rows are read."""

    @property
    def height(self) -> int:
        """Number of rows, or 0 while it is not known."""

    def rows(self) -> Iterator[list[str]]:
        """Every row as text, row 1 first, blank rows too. Rows may differ in length."""
