"""Reads the two British lists in their CSV forms: the UK Sanctions List and OFSI's former one.

Format: a row with the date of the file, a header row, then one row for every combination of a
party's names, addresses and so on. The rows of a party are told by its number, not by standing
together: those of OFSI's list are in the order of the names.

Encoding. The UK Sanctions List is in UTF-8. OFSI's list came in Windows-1252 and later in UTF-8, so
the whole of it is looked at before a letter is read: with a byte order mark, or if every byte is
valid UTF-8, it is UTF-8, and else Windows-1252. Never by line: a file is in one encoding.

The UK Sanctions List is built from the header that open programs use which read it, and was not
tried on a real file.
"""

import codecs
import io
from collections.abc import Mapping
from typing import IO, TYPE_CHECKING

from caveat.domain.lists import Channel, ParsedList, UnreadRow
from caveat.errors import UnreadableFileError
from caveat.ingest.lists.csv_rows import UTF_8, CsvRows, first_rows, raw_row
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading
from caveat.ingest.lists.grouped_rows import GroupedRows
from caveat.ingest.lists.slashed_dates import day_of
from caveat.ingest.lists.uk_columns import (
    CONSOLIDATED_LIST,
    SANCTIONS_LIST,
    Layout,
    checked_layout,
    is_header,
)
from caveat.ingest.lists.uk_party import LIST_CODE, read_party
from caveat.ingest.opened_file import OpenedFile

if TYPE_CHECKING:
    from datetime import date

    from caveat.domain.parties import PartyRecord

_SANCTIONS_LIST = frozenset({"id", "name6", "name_type", "kind", "ofsi_id"})
_CONSOLIDATED_LIST = frozenset({"id", "name6", "name_type", "kind", "country"})
_ROWS_BEFORE = 3
"""Where the header is looked for: it is the second row, or the first if the date is missing."""
_TITLE_CELLS = 3
"""Most filled cells of the row with the date; a row of the list that slipped above the header has
more."""
_LARGEST = 256 * 1024 * 1024
"""Bytes that OFSI's list may have, since the whole is looked at; it had 4 MB in 2020."""
_CHUNK = 1024 * 1024
_RAW_LETTERS = 20_000


def sniff_sanctions_list(head: bytes) -> bool:
    """Whether one of the first rows is the header of the UK Sanctions List."""
    return _header_at(head, SANCTIONS_LIST, _SANCTIONS_LIST) is not None


def sniff_consolidated_list(head: bytes) -> bool:
    """Whether one of the first rows is the header of OFSI's consolidated list."""
    return _header_at(head, CONSOLIDATED_LIST, _CONSOLIDATED_LIST) is not None


def read_sanctions_list(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read the UK Sanctions List.

    Raises:
        RefusedReleaseError: It is not whole.
        UnreadableFileError: It is not UTF-8 text.
    """
    at = _header_at(opened.head, SANCTIONS_LIST, _SANCTIONS_LIST) or 0
    return _read(opened, reading, SANCTIONS_LIST, at, "UK Sanctions List, CSV")


def read_consolidated_list(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read OFSI's consolidated list.

    Raises:
        RefusedReleaseError: It is not whole.
        UnreadableFileError: It is neither UTF-8 nor Windows-1252, or larger than any edition.
    """
    at = _header_at(opened.head, CONSOLIDATED_LIST, _CONSOLIDATED_LIST) or 0
    content, encoding = _decided(opened, reading)
    form = "OFSI consolidated list, CSV"
    return _read(opened, reading, CONSOLIDATED_LIST, at, form, content=content, encoding=encoding)


SANCTIONS_LIST_FORMAT = ListFormat(
    "UK Sanctions List, CSV",
    Channel.UK,
    1,
    sniff_sanctions_list,
    read_sanctions_list,
    tried=False,
)
CONSOLIDATED_LIST_FORMAT = ListFormat(
    "OFSI consolidated list, CSV",
    Channel.OFSI,
    1,
    sniff_consolidated_list,
    read_consolidated_list,
)


def _header_at(head: bytes, columns: Mapping[str, str], decisive: frozenset[str]) -> int | None:
    rows = first_rows(head, rows=_ROWS_BEFORE)
    return next((at for at, row in enumerate(rows) if is_header(row, columns, decisive)), None)


def _read(
    opened: OpenedFile,
    reading: Reading,
    columns: Mapping[str, str],
    title_rows: int,
    form: str,
    *,
    content: IO[bytes] | None = None,
    encoding: str = UTF_8,
) -> ListsRead:
    layout: Layout | None = None

    def check_header(header: list[str]) -> list[str]:
        nonlocal layout
        layout = checked_layout(opened.name, header, columns)
        return header

    rows = CsvRows(
        opened,
        reading,
        check_header,
        encoding=encoding,
        title_rows=title_rows,
        content=content,
    )
    parties: GroupedRows | None = None
    at_id = 0
    for row in rows:
        if row.damage or layout is None:
            continue
        if parties is None:
            parties = GroupedRows(layout.header, layout.blocks)
            at_id = next(at for at, n in enumerate(layout.header) if layout.meaning.get(n) == "id")
        number = row.values[at_id].strip() or f"row {row.number}"
        parties.add(number, row.values, row.number)
    if any(sum(map(bool, title)) > _TITLE_CELLS for title in rows.titles):
        rows.damage("a row of the list stands above its header")
    rows.judge()
    records: list[PartyRecord] = []
    unread: list[UnreadRow] = []
    if parties is not None and layout is not None:
        for party in parties:
            record = read_party(parties, party, layout)
            if record is None:
                raw = raw_row(party.raw)[:_RAW_LETTERS]
                unread.append(UnreadRow(party.row, "The entry has no name.", raw))
            else:
                records.append(record)
    parsed = ParsedList(
        list_code=LIST_CODE,
        records=tuple(records),
        unread=tuple(unread),
        rows=rows.sound,
        published_fields=tuple(
            dict.fromkeys(field for record in records for field, _ in record.published)
        ),
        released=_released(rows.titles),
    )
    return ListsRead(f"{form}, {len(rows.header)} columns", (parsed,))


def _released(titles: list[list[str]]) -> "date | None":
    """The day in "Last Updated,27/04/2020" or "Report Date: 12-Feb-2026"."""
    for title in titles:
        for cell in title:
            day = day_of(cell) or day_of(cell.rpartition(":")[2])
            if day is not None:
                return day
    return None


def _decided(opened: OpenedFile, reading: Reading) -> tuple[IO[bytes], str]:
    """All bytes of a file, and the one encoding that it is in."""
    whole = bytearray()
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    encoding = UTF_8
    while chunk := opened.content.read(_CHUNK):
        if reading.cancel is not None:
            reading.cancel.check()
        whole += chunk
        if len(whole) > _LARGEST:
            raise UnreadableFileError(
                f"{opened.name} was not read: it has more than {_LARGEST // 1024**2} MB, which no "
                "edition of this list has. Nothing was changed. Check that it is the right file."
            )
        encoding = _still(decoder, chunk, encoding)
    encoding = _still(decoder, b"", encoding, final=True)
    if whole.startswith(codecs.BOM_UTF8):
        encoding = UTF_8
    return io.BytesIO(whole), encoding


def _still(
    decoder: codecs.IncrementalDecoder, chunk: bytes, encoding: str, *, final: bool = False
) -> str:
    """UTF-8 as long as every byte so far is valid, Windows-1252 from then on."""
    if encoding != UTF_8:
        return encoding
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return "cp1252"
    return UTF_8
