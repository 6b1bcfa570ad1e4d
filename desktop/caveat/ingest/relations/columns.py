"""Finds the headings of a relation table, and what its columns mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caveat.domain.relation_tables import RelationField
from caveat.ingest.relations.words import field_of_heading
from caveat.ingest.spreadsheets.cells import meant_text

_SEARCHED = 40
"""Rows from the top that are looked at for headings; the template has remarks above them."""
REMARK = "#"
"""Rows whose first cell begins so are for people and not read."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings stand (1-based) and which column means what (0-based)."""

    row: int
    columns: Mapping[RelationField, int]
    percent: bool
    """Whether the heading of the share says that it is a percentage."""

    def text(self, cells: Sequence[str], field: RelationField) -> str:
        """The text of a cell, trimmed; empty where it is missing or stands for nothing."""
        column = self.columns.get(field)
        if column is None or column >= len(cells):
            return ""
        text = cells[column].strip()
        # "-" and "n/a" stand for nothing everywhere but for a share, where "?" says something.
        return text if field is RelationField.SHARE and text == "?" else meant_text(text)


def find_headings(rows: Sequence[Sequence[str]]) -> Headings | None:
    """The first row that names both ends and says, or implies, what ties them.

    A table with a share and without a column for the relation is one of shareholders.
    """
    for number, cells in enumerate(rows[:_SEARCHED], 1):
        if is_remark(cells):
            continue
        columns: dict[RelationField, int] = {}
        for index, cell in enumerate(cells):
            field = field_of_heading(cell) if cell.strip() else None
            if field is not None:
                columns.setdefault(field, index)
        ends = {RelationField.FROM, RelationField.TO} <= columns.keys()
        if ends and not columns.keys().isdisjoint({RelationField.RELATION, RelationField.SHARE}):
            share = columns.get(RelationField.SHARE)
            heading = "" if share is None else cells[share].casefold()
            return Headings(number, columns, "%" in heading or "percent" in heading)
    return None


def is_remark(cells: Sequence[str]) -> bool:
    """Whether a row is for people and not read."""
    return bool(cells) and cells[0].lstrip("\ufeff \t").startswith(REMARK)
