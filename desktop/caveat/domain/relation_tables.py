"""Tables of relations: what a column can mean, and what reading one gives."""

from dataclasses import dataclass
from enum import StrEnum

from caveat.domain.relations import Tie


class RelationField(StrEnum):
    """What a column of a relation table can mean."""

    FROM = "from"
    RELATION = "relation"
    """What the party in FROM is to the party in TO. Without such a column: shareholder of."""
    TO = "to"
    SHARE = "share"
    SINCE = "from date"
    UNTIL = "to date"
    SOURCE = "source"
    SOURCE_DATE = "source date"
    SOURCE_ADDRESS = "source address"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class RowRemark:
    """What is to be said of a row of a relation table.

    Attributes:
        file: Name of the file.
        sheet: Name of the sheet; empty for text.
        row: 1-based.
        column: Its letters, as spreadsheet programs print them; empty where the row is meant.
        happened: What is wrong or was decided: a clause, after "row 7 ".
        do: What the officer can do, a whole sentence.
        used: Whether the row is used all the same.
        raw: The row as text.
    """

    file: str
    sheet: str
    row: int
    column: str
    happened: str
    do: str
    used: bool
    raw: str = ""


@dataclass(frozen=True, slots=True)
class RelationTable:
    """What a table of relations holds, and everything that is to be said of its rows.

    Attributes:
        ties: One a row taken, in the order of the rows.
        remarks: Of rows not used and of rows used as the remark says, in the order of the rows.
        rows_read: Filled rows below the headings.
    """

    ties: tuple[Tie, ...]
    remarks: tuple[RowRemark, ...]
    rows_read: int
    file_name: str
    sha256: str
    sheet: str = ""
    header_row: int = 1
    warnings: tuple[str, ...] = ()

    @property
    def not_used(self) -> tuple[RowRemark, ...]:
        """The remarks of rows that gave no tie."""
        return tuple(remark for remark in self.remarks if not remark.used)
