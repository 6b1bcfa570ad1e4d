"""Reads the Consolidated Screening List in its CSV and TSV forms, with or without ``_id``.

Format: UTF-8, one header row, comma or tab, double quotes around fields with commas or line
breaks, values joined by "; ". What a damaged file shows, `caveat.ingest.lists.csv_rows` knows.
"""

from functools import partial

from caveat.domain.lists import Channel
from caveat.ingest.lists.csl_collected import CslCollector
from caveat.ingest.lists.csl_record import COLUMNS
from caveat.ingest.lists.csv_rows import CsvRows, raw_row, unique_header
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading
from caveat.ingest.opened_file import OpenedFile

_REQUIRED = frozenset(COLUMNS) - {"_id"}
_RECOGNISED = 10
"""How many of the columns the first line must name for the file to be of this format at all."""


def sniff(head: bytes) -> bool:
    """Whether the first line names the columns of this list."""
    return len(_columns_of(head)[1].intersection(COLUMNS)) >= _RECOGNISED


def read(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read the whole file.

    Raises:
        RefusedReleaseError: It is not whole.
        UnreadableFileError: It is not UTF-8 text.
    """
    delimiter, _ = _columns_of(opened.head)

    def check_header(names: list[str]) -> list[str]:
        header = ["_id" if name == "id" else name for name in names]
        return unique_header(opened.name, header, _REQUIRED)

    collector = CslCollector()
    rows = CsvRows(opened, reading, check_header, delimiter=delimiter)
    for row in rows:
        values = row.values
        if row.damage:
            collector.set_aside(row.number, row.damage, raw_row(values))
        else:
            collector.add(rows.filled(row), row.number, partial(raw_row, values))
    rows.judge()
    kind = "TSV" if delimiter == "\t" else "CSV"
    return collector.finish(f"CSL {kind}, {len(rows.header)} columns")


FORMAT = ListFormat("Consolidated Screening List, CSV", Channel.CSL, 2, sniff, read, combined=True)


def _columns_of(head: bytes) -> tuple[str, set[str]]:
    line = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", errors="replace")
    delimiter = "\t" if line.count("\t") > line.count(",") else ","
    return delimiter, {name.strip(' "\r') for name in line.split(delimiter)}
