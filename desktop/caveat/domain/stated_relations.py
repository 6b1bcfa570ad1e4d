"""Relations that the officer brought in, as they are kept: who stated them, when, and if they hold.

What a relation says is a `caveat.domain.relations.Tie`; here is what the record adds to it.
"""

from dataclasses import dataclass
from datetime import datetime

from caveat.domain.relation_tables import RowRemark
from caveat.domain.relations import Tie


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who withdrew a relation, when and why."""

    at: datetime
    operator: str
    reason: str


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """A relation that the officer imported or typed in.

    Attributes:
        id: Number under which it is kept; shown as ``R-12``.
        tie: What it says. Its ends are names as given, not yet looked up.
        file_name: The table it came from; empty where it was typed in.
        at, operator: When it was stored, and by whom.
        withdrawn: None while it counts.
    """

    id: int
    tie: Tie
    file_name: str
    at: datetime
    operator: str
    withdrawn: Withdrawal | None = None

    @property
    def number(self) -> str:
        """As shown and as asked for."""
        return f"R-{self.id}"


@dataclass(frozen=True, slots=True)
class RelationImport:
    """What importing a table of relations did, or would do.

    Attributes:
        stored: How many relations were stored; 0 for a preview.
        ties: The relations of the table, their ends looked up.
        remarks: What is to be said of its rows, see `caveat.domain.relation_tables.RelationTable`.
        unknown: Names that no list, supplier book or starter data knows, each once.
        repeated: Relations of the table that are on record already; they are not stored again.
    """

    file_name: str
    sheet: str
    header_row: int
    rows_read: int
    stored: int
    ties: tuple[Tie, ...]
    remarks: tuple[RowRemark, ...]
    warnings: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    repeated: int = 0

    @property
    def not_used(self) -> tuple[RowRemark, ...]:
        """The remarks of rows that gave no relation."""
        return tuple(remark for remark in self.remarks if not remark.used)
