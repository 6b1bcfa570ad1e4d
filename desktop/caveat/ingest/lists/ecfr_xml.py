"""Reads the lists of BIS in the Electronic Code of Federal Regulations, as XML.

Three supplements to 15 CFR part 744 are lists: No. 4 (Entity List), No. 6 (Unverified List) and
No. 7 (Military End-User List). The eCFR gives them in the XML of title 15, of part 744 or of one
supplement alone (https://www.ecfr.gov/api/versioner/v1/full/YYYY-MM-DD/title-15.xml?part=744);
whatever the file holds, each list in it is read by itself. A supplement is
``DIV9 N="Supplement No. 4 to Part 744"`` with a ``HEAD`` and a table.

The file states no date of its own, other than where its first element names the day asked for.
Amendment dates are those of the rules, not of the edition, and are not taken.
Built from published answers of the interface and the GPO's user guide; not tried on a real file.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from caveat.domain.lists import Channel, ParsedList, UnreadRow
from caveat.domain.parties import PartyRecord
from caveat.ingest.lists.ecfr_entity import Entry, read_entity
from caveat.ingest.lists.ecfr_record import supplement_record
from caveat.ingest.lists.ecfr_table import EntryRow, SupplementTable
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading, refuse
from caveat.ingest.lists.xml_stream import XmlElements, local_name, root_of, text_of
from caveat.ingest.opened_file import OpenedFile

_LISTS = {4: "US-EL", 6: "US-UVL", 7: "US-MEU"}
_ROOTS = re.compile(r"ECFR|ECFRBRWS|DLPSTEXTCLASS|DIV[1-9]")
_SUPPLEMENT = re.compile(
    r"supp(?:lement|\.)\s*no\.?\s*(\d{1,2})\s+to\s+part\s+744\b", re.IGNORECASE
)
_DAY_ASKED_FOR = re.compile(r"/on/(\d{4}-\d\d-\d\d)/")
_FEW = 3
_ONE_IN = 50
"""Above three odd rows, and one in fifty, the table is not the one described."""
_RAW_LETTERS = 20_000


def sniff(head: bytes) -> bool:
    """Whether the first element is one of those in which the eCFR wraps its text."""
    name, namespace = root_of(head)
    return not namespace and _ROOTS.fullmatch(name.upper()) is not None


def read(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read every list in the file.

    Raises:
        RefusedReleaseError: It is cut off, holds none of the lists, or a table is not whole.
        UnreadableFileError: It declares a document type or entities.
        CancelledError: It was cancelled.
    """
    elements = XmlElements(opened, reading, {"HEAD", "TR", "head", "tr"})
    tables: dict[int, SupplementTable] = {}
    for element in elements:
        number = _supplement_of(element)
        if number not in _LISTS:
            continue
        table = tables.setdefault(number, SupplementTable(entity_list=number == min(_LISTS)))
        if local_name(element).upper() == "TR":
            table.take(element)
    found = [_Supplement(number, table) for number, table in sorted(tables.items())]
    released = _released(elements.root.get("hierarchy_metadata", ""))
    lists = tuple(each.parsed(opened, reading, released) for each in found)
    damages = [damage for each in found for damage in each.damages]
    if not found:
        damages = ["it holds none of the Supplements No. 4, 6 and 7 to 15 CFR part 744"]
    if damages and not reading.tolerate_damage:
        raise refuse(opened.name, damages)
    names = ", ".join(str(number) for number in sorted(tables))
    return ListsRead(form=f"eCFR XML, supplements {names}", lists=lists)


FORMAT = ListFormat("eCFR XML, 15 CFR part 744", Channel.ECFR, 1, sniff, read, tried=False)


@dataclass(slots=True)
class _Supplement:
    """One supplement after its last row."""

    number: int
    table: SupplementTable
    damages: list[str] = field(default_factory=list)
    records: list[PartyRecord] = field(default_factory=list)
    unread: list[UnreadRow] = field(default_factory=list)

    def parsed(self, opened: OpenedFile, reading: Reading, released: date | None) -> ParsedList:
        """The list, and what makes it untrustworthy in ``damages``."""
        rows = self.table.rows
        entries = [read_entity(row.lines) for row in rows]
        heads = Counter(_head(row) for row in rows)
        names: list[str] = []
        for at, (row, found) in enumerate(zip(rows, entries, strict=True), start=1):
            if heads[_head(row)] > 1:
                found = read_entity(row.lines, further=True)  # noqa: PLW2901  read again
            names.append(self._take(row, found, names))
            reading.after_row(opened, at)
        self._judge()
        self.unread += self.table.unread
        filled = {name: None for record in self.records for name, _ in record.published}
        return ParsedList(
            list_code=_LISTS[self.number],
            records=tuple(self.records),
            unread=tuple(self.unread),
            rows=len(self.records) + len(self.unread),
            published_fields=tuple(filled),
            released=released,
        )

    def _take(self, row: EntryRow, entries: list[Entry], names: list[str]) -> str:
        """Make the records of a row; the name of its first party."""
        parent = row.parent or (names[row.above] if row.above >= 0 else "")
        first = ""
        fields = self.table.whole(row)
        for entry in entries:
            if not first:
                entry.kind, entry.label = row.kind, row.label
            record = supplement_record(_LISTS[self.number], fields, entry, first or parent)
            if record is not None:
                self.records.append(record)
                first = first or record.name
        if not first:
            raw = " ".join(row.lines)[:_RAW_LETTERS]
            self.unread.append(UnreadRow(row.fields.number, "The row names nobody.", raw))
        return first

    def _judge(self) -> None:
        table = self.table
        if not table.columns:
            self.damages.append(f"Supplement No. {self.number} has no table with its columns")
        elif not self.records:
            self.damages.append(f"the table of Supplement No. {self.number} names nobody")
        elif table.wrong > max(_FEW, len(table.rows) // _ONE_IN):
            self.damages.append(
                f"{table.wrong:,} rows of Supplement No. {self.number} do not have its "
                f"{len(table.columns)} columns"
            )


def _head(row: EntryRow) -> str:
    """The first words of an entry, by which several entries of one parent are told."""
    return row.lines[0].partition(",")[0].casefold()


def _supplement_of(element: etree._Element) -> int:
    """Number of the supplement to part 744 that an element stands in; 0 for none."""
    for above in element.iterancestors():
        if local_name(above).upper() == "DIV9":
            found = _SUPPLEMENT.search(above.get("N") or "")
            if found is None and local_name(element).upper() == "HEAD":
                found = _SUPPLEMENT.search(text_of(element))
                above.set("N", text_of(element))
            return int(found[1]) if found is not None else 0
    return 0


def _released(metadata: str) -> date | None:
    found = _DAY_ASKED_FOR.search(metadata)
    try:
        return date.fromisoformat(found[1]) if found is not None else None
    except ValueError:
        return None
