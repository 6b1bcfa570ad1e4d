"""Reads OFAC's legacy CSV files: entries, addresses, aliases and the ends of long remarks.

Format (OFAC, "Data specification", 2004 to 2023; files of 2021 and 2025): no header, ``-0-`` for
an empty field, text in quotation marks, CRLF, and a last record that is one Ctrl-Z (0x1A). The
files are ``sdn.csv``, ``add.csv``, ``alt.csv`` and ``sdn_comments.csv`` for the SDN List, and
``cons_prim.csv`` and so on for all others; which set it is, is told from the programmes. Remarks of
more than 1,000 letters go on in the comments (all 15 of both real sets).

How a set that is not whole is noticed: a missing Ctrl-Z (the comments of 2021 have none, so it is
asked of the other three), a row with another number of fields, addresses and aliases that refer to
no entry (the entries are cut, or the files are of two days), a last entry without a row of
addresses (every entry of both real sets has one, all of ``-0-`` if need be), remarks of 1,000
letters whose end is lacking, a number given twice. Aliases missing from the middle leave no sign;
the guard on counts is for that.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from caveat.domain.lists import Channel
from caveat.domain.parties import NameKind
from caveat.errors import UnreadableFileError
from caveat.ingest.lists.csv_rows import CsvRow, CsvRows, raw_row
from caveat.ingest.lists.formats import ListsRead, Reading, SetFormat, SetPart, refuse
from caveat.ingest.lists.ofac_collected import OfacCollector
from caveat.ingest.lists.ofac_lists import SDN, OnList, is_sdn_set, lists_of
from caveat.ingest.lists.ofac_party import ALIAS_KINDS, OfacParty
from caveat.ingest.opened_file import OpenedFile

_ENTRIES = (
    "ent_num",
    "SDN_Name",
    "SDN_Type",
    "Program",
    "Title",
    "Call_Sign",
    "Vess_type",
    "Tonnage",
    "GRT",
    "Vess_flag",
    "Vess_owner",
    "Remarks",
)
_ADDRESSES = ("ent_num", "Add_num", "Address", "City/State/ZIP", "Country", "Add_remarks")
_ALIASES = ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks")
_COMMENTS = ("ent_num", "Remarks (continued)")
"""The columns, called as in OFAC's specification."""

_END = b"\x1a"
_MOST_BYTES = 256 * 1024**2
"""The largest file of a set, the entries of 2025, has some 5 MB."""
_CHUNK = 1024**2
_SPILT = 1000
"""Letters of remarks in the entries, from which on they are continued in the comments."""
_EMPTY = "-0-"
_SHOWN = 3

_TOKEN = rb'(?:-0- ?|"(?:[^"\r\n]|"")*")'
_FIRST = {
    "entries": re.compile(
        rb'\s*\d+,"(?:[^"\r\n]|"")*",(?:-0- ?|"(?:individual|vessel|aircraft|entity)"),'
        + rb",".join([_TOKEN] * 9)
        + rb"\s*",
        re.IGNORECASE,
    ),
    "addresses": re.compile(
        rb"\s*\d+,\d+," + rb",".join([_TOKEN] * 4) + rb"\s*",
    ),
    "aliases": re.compile(
        rb'\s*\d+,\d+,"[a-z]\.?k\.?a\.?",' + _TOKEN + rb"," + _TOKEN + rb"\s*", re.IGNORECASE
    ),
    "comments": re.compile(rb'\s*\d+,"(?:[^"\r\n]|"")*\."\s*'),
}
"""The first line of each part. No other list begins with a number and quoted text."""


def sniff_part(role: str, head: bytes) -> bool:
    """Whether the first line of some content is one of this part of a set."""
    line = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    return _FIRST[role].fullmatch(line) is not None


def read(parts: Mapping[str, OpenedFile], reading: Reading) -> ListsRead:
    """Read a set of files.

    Raises:
        RefusedReleaseError: It is not whole.
        UnreadableFileError: A file is not text, or too large.
        CancelledError: It was cancelled.
    """
    return _CsvSet({role: _Part(opened, role, reading) for role, opened in parts.items()}).read()


def _part(role: str, usual_name: str, *, required: bool = True) -> SetPart:
    return SetPart(role, lambda head: sniff_part(role, head), required, usual_name)


FORMAT = SetFormat(
    "OFAC's lists, CSV files",
    Channel.OFAC,
    1,
    (
        _part("entries", "sdn.csv or cons_prim.csv"),
        _part("addresses", "add.csv or cons_add.csv"),
        _part("aliases", "alt.csv or cons_alt.csv"),
        _part("comments", "sdn_comments.csv or cons_comments.csv", required=False),
    ),
    read,
)


_COLUMNS = {
    "entries": _ENTRIES,
    "addresses": _ADDRESSES,
    "aliases": _ALIASES,
    "comments": _COMMENTS,
}


@dataclass(slots=True)
class _Part:
    """One file of a set: its rows, and what in it no whole file shows."""

    opened: OpenedFile
    role: str
    reading: Reading
    damages: list[str] = field(default_factory=list)

    def rows(self) -> list[CsvRow]:
        """The sound rows whose first field is a number."""
        content = self._content()
        ended = content.endswith(_END)
        rows = CsvRows(
            self.opened,
            self.reading,
            check_header=list,
            header=list(_COLUMNS[self.role]),
            content=io.BytesIO(content.removesuffix(_END)),
        )
        found = []
        for row in rows:
            if row.values[0].strip().isdecimal() and not row.damage:
                found.append(row)
            else:
                rows.damage(f"record {row.number:,} has no entity number")
        self.damages += rows.damages
        if not rows.records and self.role != "comments":
            self.damage("it holds no record")
        elif not ended and self.role != "comments":
            self.damage("the mark at its end (Ctrl-Z) is missing, so it is probably cut off")
        return found

    def numbered(self) -> dict[str, list[CsvRow]]:
        """The rows by entity number; a number of an address or an alias that repeats is damage."""
        found: dict[str, list[CsvRow]] = {}
        seen: set[str] = set()
        repeated = 0
        for row in self.rows():
            found.setdefault(row.values[0].strip(), []).append(row)
            key = row.values[1].strip() if self.role != "comments" else row.values[0].strip()
            repeated += key in seen
            seen.add(key)
        if repeated:
            self.damage(f"{repeated:,} of its numbers come twice, as if two files were joined")
        return found

    def damage(self, what: str) -> None:
        self.damages.append(what)

    def _content(self) -> bytes:
        content = bytearray()
        while chunk := self.opened.content.read(_CHUNK):
            if self.reading.cancel is not None:
                self.reading.cancel.check()
            content += chunk
            if len(content) > _MOST_BYTES:
                raise UnreadableFileError(
                    f"{self.opened.name} was not read: it has more than "
                    f"{_MOST_BYTES // 1024**2} MB, which no such file has. Nothing was changed. "
                    "Download it again from its official address."
                )
        return bytes(content)


@dataclass(slots=True)
class _CsvSet:
    """The files of one set, by role."""

    parts: dict[str, _Part]
    spilt: set[str] = field(default_factory=set)

    def read(self) -> ListsRead:
        """Read every file, judge them together, then make the records."""
        entries = self.parts["entries"].rows()
        numbers = {row.values[0].strip() for row in entries}
        others = {role: part.numbered() for role, part in self.parts.items() if role != "entries"}
        self._compare(entries, numbers, others)
        programmes = [_programmes(row.values[3]) for row in entries]
        sdn = is_sdn_set(programmes)
        if sdn is None:
            self.parts["entries"].damage(
                "its programmes are neither those of the SDN List nor those of the other lists, as "
                "if two sets were mixed"
            )
        self._judge()
        collected = OfacCollector()
        for row, of_entry in zip(entries, programmes, strict=True):
            party = self._party(row, of_entry, others)
            on_sdn = (OnList(SDN),)
            party.lists = on_sdn if sdn else lists_of(of_entry, party.remarks)
            collected.add(party, lambda row=row: raw_row(row.values))  # type: ignore[misc]
        return collected.finish("OFAC CSV, " + ("SDN List" if sdn else "lists other than the SDN"))

    def _compare(
        self,
        entries: list[CsvRow],
        numbers: set[str],
        others: dict[str, dict[str, list[CsvRow]]],
    ) -> None:
        """Note what the files say of one another that those of a whole set do not."""
        if len(numbers) < len(entries):
            self.parts["entries"].damage(
                f"{len(entries) - len(numbers):,} of its numbers come twice, as if two files were "
                "joined"
            )
        for role, rows in others.items():
            strangers = [number for number in rows if number not in numbers]
            if strangers:
                shown = ", ".join(strangers[:_SHOWN])
                self.parts[role].damage(
                    f"it refers to {len(strangers):,} entries that {self._name('entries')} does "
                    f"not hold ({shown}): one of the two is cut off, or they are of two days"
                )
        if entries and entries[-1].values[0].strip() not in others["addresses"]:
            self.parts["addresses"].damage(
                f"it has no row for the last entry of {self._name('entries')}, so it is probably "
                "cut off or of another day"
            )
        ends = others.get("comments")
        for row in entries:
            remarks = row.values[11].strip()
            if len(remarks) >= _SPILT and not remarks.endswith("."):
                self.spilt.add(row.values[0].strip())
        if ends is not None and self.spilt - ends.keys():
            self.parts["comments"].damage(
                f"it lacks the end of the remarks of {len(self.spilt - ends.keys()):,} entries"
            )

    def _judge(self) -> None:
        if any(part.reading.tolerate_damage for part in self.parts.values()):
            return
        reasons = [
            f"{part.opened.name}: {what}" for part in self.parts.values() for what in part.damages
        ]
        if reasons:
            raise refuse(", ".join(part.opened.name for part in self.parts.values()), reasons)

    def _name(self, role: str) -> str:
        return self.parts[role].opened.name

    def _party(
        self,
        row: CsvRow,
        programmes: tuple[str, ...],
        others: dict[str, dict[str, list[CsvRow]]],
    ) -> OfacParty:
        values = [_value(value) for value in row.values]
        number = values[0].strip()
        party = OfacParty(number, values[2], values[1], programmes, row.number)
        party.published += _published(_ENTRIES, values)
        addresses = others["addresses"].get(number, [])
        if not addresses:
            party.unread.append(
                f"{self._name('addresses')} has no row for this entry, as it has for every other; "
                "addresses may be missing."
            )
        for address in addresses:
            given = [_value(value) for value in address.values]
            party.published += _published(_ADDRESSES, given)[1:]
            party.address(given[2:4], given[4])
        for alias in others["aliases"].get(number, []):
            given = [_value(value) for value in alias.values]
            party.published += _published(_ALIASES, given)[1:]
            kind = ALIAS_KINDS.get(given[2].strip().casefold(), NameKind.ALIAS)
            party.other_names.append((given[3], kind))
        party.fact("Vessel Call Sign", values[5])
        party.fact("Vessel Flag", values[9])
        party.fact("Vessel Owner", values[10])
        party.remark(self._remarks(party, values[11], others.get("comments")))
        return party

    def _remarks(self, party: OfacParty, remarks: str, ends: dict[str, list[CsvRow]] | None) -> str:
        """The remarks with their end, which the comments give for the longest."""
        for row in (ends or {}).get(party.number, []):
            end = row.values[1]
            party.published.append((_COMMENTS[1], end))
            remarks += end
        if party.number in self.spilt and not (ends or {}).get(party.number):
            party.unread.append(
                f"The remarks break off after {_SPILT:,} letters: the file with their end "
                "(sdn_comments.csv or cons_comments.csv) was not given."
            )
        return remarks


def _value(field_text: str) -> str:
    """A field as it is meant: empty for ``-0-``, which OFAC prints with a blank behind it."""
    return "" if field_text.strip() == _EMPTY else field_text


def _published(columns: tuple[str, ...], values: list[str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in zip(columns, values, strict=True) if value]


def _programmes(printed: str) -> tuple[str, ...]:
    """The programmes of an entry: "SDGT] [IFSR" are two."""
    parts = (part.strip(" []") for part in _value(printed).split("] ["))
    return tuple(dict.fromkeys(filter(None, parts)))
