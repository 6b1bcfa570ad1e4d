"""Gathers the rows of an own list into parties: one number, or one name, is one party."""

import csv
import io
from collections.abc import Sequence

from caveat.domain.lists import ParsedList, PublishedList, UnreadRow
from caveat.domain.own_lists import OwnField, OwnListSettings
from caveat.ingest.folding import same_text
from caveat.ingest.lists.own_list_record import Columns, OwnRow, read_record
from caveat.ingest.spreadsheets.cells import storable
from caveat.ingest.spreadsheets.limits import MAX_NAME

_RAW_LETTERS = 20_000
_NAMELESS = (
    "The row names no party. Repeat the name or the number of the party in each of its rows."
)


class OwnParties:
    """Takes rows one by one; `finish` gives the list.

    Attributes:
        rows: Filled rows taken so far.
    """

    def __init__(self, settings: OwnListSettings, headings: Sequence[str]) -> None:
        self._settings = settings
        self._columns = Columns.of(headings, settings.columns)
        self._parties: list[list[OwnRow]] = []
        self._by_number: dict[str, list[OwnRow]] = {}
        self._by_name: dict[str, list[OwnRow]] = {}
        self._unnumbered: set[str] = set()
        """Names whose party has no number yet."""
        self._unread: list[UnreadRow] = []
        self._filled: dict[str, None] = {}
        self.rows = 0

    @property
    def parties(self) -> int:
        """How many parties were found so far."""
        return len(self._parties)

    def take(self, number: int, cells: Sequence[str], unfit: str = "") -> None:
        """Take a row below the headings; a blank one is passed over.

        Args:
            number: 1-based in the sheet.
            cells: As the sheet shows them.
            unfit: Why it must not be taken; empty where nothing is wrong with it.
        """
        if not any(cell and not cell.isspace() for cell in cells):
            return
        row = OwnRow(number, tuple(cells))
        self.rows += 1
        key = same_text(self._columns.text(row, OwnField.NUMBER))
        name = self._columns.text(row, OwnField.PARTY)
        if unfit:
            self._refuse(row, f"The row {unfit}.")
        elif len(name) > MAX_NAME:
            self._refuse(row, f"The name has {len(name):,} characters: it is more than a name.")
        elif name and not any(map(str.isalnum, name)):
            self._refuse(row, "The name has neither letter nor digit.")
        elif not name and key not in self._by_number:
            self._refuse(row, _NAMELESS)
        else:
            self._gather(row, key, same_text(name))

    def finish(self) -> ParsedList:
        """The list."""
        settings = self._settings
        records = tuple(read_record(settings, self._columns, rows) for rows in self._parties)
        for record in records:
            self._filled.update(dict.fromkeys(name for name, _ in record.published))
        return ParsedList(
            list_code=settings.code,
            records=records,
            unread=tuple(self._unread),
            rows=self.rows,
            published_fields=tuple(self._filled),
            released=settings.released,
            definition=PublishedList(
                code=settings.code,
                title=settings.title,
                publisher=settings.publisher,
                published_every_days=settings.review_days,
                duty=settings.duty,
                private=True,
                note=settings.note,
            ),
        )

    def _gather(self, row: OwnRow, key: str, name: str) -> None:
        """A number decides; a row without one joins the last party of its name."""
        rows = self._by_number.get(key) if key else self._by_name.get(name)
        if rows is None and name in self._unnumbered:
            rows = self._by_name[name]
        if rows is None:
            rows = []
            self._parties.append(rows)
            if not key:
                self._unnumbered.add(name)
        rows.append(row)
        if key:
            self._by_number[key] = rows
            self._unnumbered.discard(name)
        if name:
            self._by_name[name] = rows

    def _refuse(self, row: OwnRow, reason: str) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="").writerow([storable(cell) for cell in row.cells])
        self._unread.append(UnreadRow(row.number, reason, text.getvalue()[:_RAW_LETTERS]))
