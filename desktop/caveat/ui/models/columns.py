"""Columns of a table, declared once: heading, text, second line, icon, tone, sort key."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from caveat.ui.wording import tip

Row = TypeVar("Row")


class CellRole(IntEnum):
    """What a cell says beyond its text."""

    SECOND = Qt.ItemDataRole.UserRole + 10
    ICON = Qt.ItemDataRole.UserRole + 11
    TONE = Qt.ItemDataRole.UserRole + 12
    ROW = Qt.ItemDataRole.UserRole + 13


def _nothing(_row: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. Every function gets the row and answers a text.

    ``order`` is the key by which the services sort, empty where they do not.
    """

    heading: str
    text: Callable[[Row], str]
    second: Callable[[Row], str] = _nothing
    icon: Callable[[Row], str] = _nothing
    tone: Callable[[Row], str] = _nothing
    tip: Callable[[Row], str] = _nothing
    order: str = ""
    right: bool = False
    width: float = 8.0
    """First width in font heights."""
    grows: bool = False
    """Whether it shares the room that a wide window leaves and a narrow one lacks."""

    def value(self, row: Row, role: int) -> Any:
        """What a cell answers for a role."""
        said = {
            int(Qt.ItemDataRole.DisplayRole): self.text,
            int(CellRole.SECOND): self.second,
            int(CellRole.ICON): self.icon,
            int(CellRole.TONE): self.tone,
        }.get(role)
        if said is not None:
            return said(row)
        match role:
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self.tip(row)) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (self.text(row), self.second(row))))
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment
            case CellRole.ROW:
                return row
        return None

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Numbers stand to the right, words to the left."""
        side = Qt.AlignmentFlag.AlignRight if self.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
