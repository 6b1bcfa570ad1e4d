"""Reads the EU's consolidated list of financial sanctions in its CSV form (version 1.1).

Format: UTF-8, semicolons, one header row of 118 columns. A row holds one block of an entry (a name,
an address, a birth, a document or a citizenship) besides the entry itself; rows with one
``Entity_LogicalId`` are one party. Every row repeats the date of the file.

Built from the column names that open programs use which read it, not tried on a real file. In them
no column tells weak names from strong ones, as the XML form does; ``NameAlias_Strong`` is read if
it is there.
"""

from typing import TYPE_CHECKING

from caveat.domain.lists import Channel, ParsedList, UnreadRow
from caveat.ingest.lists.csv_rows import CsvRows, first_rows, raw_row, unique_header
from caveat.ingest.lists.eu_party import LIST_CODE, EuBlocks, read_party
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading
from caveat.ingest.lists.grouped_rows import GroupedParty, GroupedRows
from caveat.ingest.lists.slashed_dates import day_of
from caveat.ingest.opened_file import OpenedFile

if TYPE_CHECKING:
    from caveat.domain.parties import PartyRecord

_DELIMITER = ";"
_ID = "Entity_LogicalId"
_DATE = "fileGenerationDate"
_BLOCKS = ("NameAlias", "Address", "BirthDate", "Identification", "Citizenship")
_REGULATION = "Entity_Regulation"
_REQUIRED = frozenset(
    {
        _DATE,
        _ID,
        "Entity_EU_ReferenceNumber",
        "Entity_SubjectType",
        "Entity_Regulation_Programme",
        "NameAlias_WholeName",
        "NameAlias_FirstName",
        "NameAlias_LastName",
        "Address_City",
        "Address_Street",
        "Address_CountryIso2Code",
        "BirthDate_BirthDate",
        "Citizenship_CountryIso2Code",
        "Identification_Number",
    }
)
"""Without these the list would lose names, addresses or numbers. Others may come and go."""
_RECOGNISED = frozenset({_ID, "NameAlias_WholeName"})
_RAW_LETTERS = 20_000


def sniff(head: bytes) -> bool:
    """Whether the first line names the columns of this list."""
    return any(_RECOGNISED.issubset(row) for row in first_rows(head, _DELIMITER, rows=1))


def read(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read the whole file.

    Raises:
        RefusedReleaseError: It is not whole, or its rows are of different files.
        UnreadableFileError: It is not UTF-8 text.
    """
    rows = CsvRows(
        opened,
        reading,
        lambda header: unique_header(opened.name, header, _REQUIRED),
        delimiter=_DELIMITER,
    )
    parties: GroupedRows | None = None
    dates: dict[str, None] = {}
    at_id = at_date = 0
    for row in rows:
        if row.damage:
            continue
        if parties is None:
            parties = GroupedRows(rows.header, {name: _block_of(name) for name in rows.header})
            at_id, at_date = rows.header.index(_ID), rows.header.index(_DATE)
        dates[row.values[at_date].strip()] = None
        # A row without an id is a party of its own rather than a part of one without a name.
        parties.add(row.values[at_id].strip() or f"row {row.number}", row.values, row.number)
    if len(dates) > 1:
        rows.damage("its rows bear several dates, as if files of different days were joined")
    rows.judge()
    records: list[PartyRecord] = []
    unread: list[UnreadRow] = []
    for party in parties or ():
        record = read_party(_blocks(parties, party)) if parties is not None else None
        if record is None:
            raw = raw_row(party.raw, _DELIMITER)[:_RAW_LETTERS]
            unread.append(UnreadRow(party.row, "The entry has no name.", raw))
        else:
            records.append(record)
    released = {day for text in dates if (day := day_of(text)) is not None}
    parsed = ParsedList(
        list_code=LIST_CODE,
        records=tuple(records),
        unread=tuple(unread),
        rows=rows.sound,
        published_fields=tuple(
            dict.fromkeys(field for record in records for field, _ in record.published)
        ),
        released=released.pop() if len(released) == 1 else None,
    )
    return ListsRead(f"EU financial sanctions, CSV, {len(rows.header)} columns", (parsed,))


FORMAT = ListFormat("EU financial sanctions, CSV", Channel.EU, 1, sniff, read, tried=False)


def _block_of(column: str) -> str:
    if column.startswith(_REGULATION):
        return _REGULATION
    first = column.partition("_")[0]
    return first if first in _BLOCKS else column


def _blocks(parties: GroupedRows, party: GroupedParty) -> EuBlocks:
    def block(name: str) -> list[dict[str, str]]:
        return [
            {column[len(name) + 1 :].casefold(): text for column, text in each.items()}
            for each in parties.fields(party, name)
        ]

    entity = {
        column.partition("_")[2].casefold(): next(iter(values))[0]
        for column, values in party.blocks.items()
        if column.startswith("Entity_") and column != _REGULATION
    }
    return EuBlocks(
        entity=entity,
        regulations=block(_REGULATION),
        names=block("NameAlias"),
        addresses=block("Address"),
        births=block("BirthDate"),
        identifications=block("Identification"),
        citizenships=block("Citizenship"),
        remarks=parties.values(party, "Entity_Remark"),
        # The date of the file is no fact about the party: with it every party would change daily.
        published=parties.published(party, frozenset({_DATE})),
        row=party.row,
    )
