"""Tables: a short one held whole, a long one that grows, and one over an array of ids."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Generic

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from caveat.ui.models.columns import Column, Row

Index = QModelIndex | QPersistentModelIndex

PAGE = 100
"""Rows fetched at once."""
_KEPT_PAGES = 60
"""Pages kept before the least recently shown is let go."""


class _ColumnsModel(QAbstractTableModel, Generic[Row]):
    """What the tables share: columns, headings, cells from rows."""

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self._columns = tuple(columns)

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        """The columns."""
        return self._columns

    def row_at(self, number: int) -> Row | None:
        """The row's facts, where they are known."""
        raise NotImplementedError

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Headings, aligned like their columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        return column.alignment if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; an ellipsis while the row is being fetched."""
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        if row is None:
            waits = index.column() == 0 and role == Qt.ItemDataRole.DisplayRole
            return "…" if waits else None
        return self._columns[index.column()].value(row, role)


class RowsModel(_ColumnsModel[Row]):
    """A short table, held whole."""

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__(columns)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, number: int) -> Row | None:
        """The row's facts."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)


class GrowingModel(_ColumnsModel[Row]):
    """A table that asks for more rows when its end comes into sight."""

    more_wanted = Signal(int)
    """The number of rows held; answer with `append`."""

    def __init__(self, columns: Sequence[Column[Row]], page: int = PAGE) -> None:
        super().__init__(columns)
        self._rows: list[Row] = []
        self._page = page
        self._whole = True
        self._asked = False

    @property
    def whole(self) -> bool:
        """Whether every row is held."""
        return self._whole

    def restart(self) -> None:
        """Forget all rows and ask for the first ones."""
        self.beginResetModel()
        self._rows = []
        self._whole = False
        self._asked = True
        self.endResetModel()
        self.more_wanted.emit(0)

    def append(self, rows: Sequence[Row]) -> None:
        """The rows that were asked for. Fewer than a page means that there are no more."""
        self._asked = False
        self._whole = len(rows) < self._page
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def row_at(self, number: int) -> Row | None:
        """The row's facts."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Number of rows held."""
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the end is not reached and nothing is on its way."""
        return not parent.isValid() and not self._whole and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next rows."""
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit(len(self._rows))


class PagedModel(_ColumnsModel[Row]):
    """A table over an array of ids; pages of rows are fetched when a view shows them.

    A million rows cost the array of ids and a few pages.
    """

    page_wanted = Signal(int, list)
    """Number of a page and the ids on it; answer with `set_page`."""

    def __init__(self, columns: Sequence[Column[Row]], page: int = PAGE) -> None:
        super().__init__(columns)
        self._size = page
        self._ids: Sequence[int] = ()
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._stale: set[int] = set()
        self._generation = 0

    @property
    def generation(self) -> int:
        """Grows with every new array: an answer for an older one is out of date."""
        return self._generation

    @property
    def ids(self) -> Sequence[int]:
        """The ids, in order."""
        return self._ids

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show other rows, or the same in another order."""
        self.beginResetModel()
        self._generation += 1
        self._ids = ids
        self._pages.clear()
        self._asked.clear()
        self._stale.clear()
        self.endResetModel()

    def refresh_rows(self) -> None:
        """The rows may have changed, their order not: fetch anew what a view still shows."""
        self._generation += 1
        self._asked.clear()
        self._stale = set(self._pages)
        if self._ids and self._columns:
            last = self.index(len(self._ids) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def set_page(self, generation: int, number: int, rows: Sequence[Row]) -> None:
        """The rows of a page. Dropped when they answer an older array."""
        if generation != self._generation:
            return
        self._asked.discard(number)
        self._stale.discard(number)
        self._pages[number] = tuple(rows)
        self._pages.move_to_end(number)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        first = number * self._size
        last = min(first + self._size, len(self._ids)) - 1
        if last >= first:
            self.dataChanged.emit(
                self.index(first, 0), self.index(last, max(len(self._columns) - 1, 0))
            )

    def row_at(self, number: int) -> Row | None:
        """The row's facts; None while its page is on its way."""
        if not 0 <= number < len(self._ids):
            return None
        page, place = divmod(number, self._size)
        rows = self._pages.get(page)
        if rows is None:
            self._ask(page)
            return None
        if page in self._stale:  # the old row is shown until the new one is there
            self._stale.discard(page)
            self._ask(page)
        return rows[place] if place < len(rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Number of ids."""
        return 0 if parent.isValid() else len(self._ids)

    def _ask(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            first = page * self._size
            self.page_wanted.emit(page, list(self._ids[first : first + self._size]))
