"""Reads the rows of a Denied Persons List file of BIS, in either of its layouts.

What it is for: what `bis_dpl_text` and `bis_dpl_csv` share. The edition of June 2019 ends without a
line break and that of September 2022 with one, so unlike in other lists a missing break proves no
cut where the last field is plainly whole.
"""

import io
from collections.abc import Callable, Mapping
from typing import IO, TYPE_CHECKING, cast

from caveat.domain.lists import ParsedList, UnreadRow
from caveat.domain.parties import PartyRecord
from caveat.ingest.lists.csv_rows import CsvRows, raw_row, unique_header
from caveat.ingest.lists.formats import ListsRead, Reading
from caveat.ingest.opened_file import OpenedFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LIST_CODE = "US-DPL"
_RAW_LETTERS = 20_000

ReadRow = Callable[[Mapping[str, str], int], PartyRecord | None]
"""Makes a record of the fields with a value and the row number; None where they name nobody."""


def read_rows(
    opened: OpenedFile,
    reading: Reading,
    read_row: ReadRow,
    *,
    form: str,
    delimiter: str,
    required: frozenset[str],
    whole_ends: tuple[bytes, ...],
) -> ListsRead:
    """Read a file of the Denied Persons List.

    Args:
        opened: The file.
        reading: How to read it.
        read_row: Makes a record of a row.
        form: Name of the layout, as shown.
        delimiter: What stands between fields.
        required: Columns that a whole file has.
        whole_ends: How a last line without a line break ends if its last field is whole.

    Raises:
        RefusedReleaseError: The file is not whole.
        UnreadableFileError: It is not UTF-8 text.
        CancelledError: It was cancelled.
    """
    rows = CsvRows(
        opened,
        reading,
        lambda header: unique_header(opened.name, header, required),
        delimiter=delimiter,
        content=_with_last_break(opened.content, whole_ends),
    )
    records: list[PartyRecord] = []
    unread: list[UnreadRow] = []
    filled: dict[str, None] = {}
    for row in rows:
        raw = raw_row(row.values, delimiter)[:_RAW_LETTERS]
        if row.damage:
            unread.append(UnreadRow(row.number, row.damage, raw))
            continue
        fields = rows.filled(row)
        record = read_row(fields, row.number)
        if record is None:
            unread.append(UnreadRow(row.number, "The row has no name.", raw))
            continue
        records.append(record)
        filled.update((name, None) for name, text in fields.items() if text.strip())
    rows.judge()
    found = ParsedList(
        list_code=LIST_CODE,
        records=tuple(records),
        unread=tuple(unread),
        rows=len(records) + len(unread),
        published_fields=tuple(filled),
    )
    return ListsRead(form=form, lists=(found,) if found.rows else ())


class _WithLastBreak(io.RawIOBase):
    """Passes bytes on and adds a line break behind the last if they end as a whole line does."""

    def __init__(self, content: IO[bytes], whole_ends: tuple[bytes, ...]) -> None:
        super().__init__()
        self._content = content
        self._whole_ends = whole_ends
        self._longest = max(map(len, whole_ends))
        self._tail = b""
        self._done = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        if self._done:
            return 0
        data = self._content.read(len(view))
        if not data:
            self._done = True
            data = b"\n" if self._tail.endswith(self._whole_ends) else b""
        self._tail = (self._tail + data)[-self._longest :]
        view[: len(data)] = data
        return len(data)


def _with_last_break(content: IO[bytes], whole_ends: tuple[bytes, ...]) -> IO[bytes]:
    return cast("IO[bytes]", io.BufferedReader(_WithLastBreak(content, whole_ends), 64 * 1024))
