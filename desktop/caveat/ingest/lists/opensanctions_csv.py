"""Reads ``targets.simple.csv`` of OpenSanctions: one listed party a row, no relations.

Format: UTF-8, comma, every field in quotation marks. A field with several values is itself a row of
values between semicolons, with quotation marks where a value holds one or a line break. Values are
sorted, and an empty one may stand among them (``;"text"`` is two). The layout of 2022 has neither
``program_ids`` nor ``last_change``.

What the format mixes is not guessed apart: ``aliases`` holds former and weak names too, the text
of a designation ends in dates of which nothing says whether they begin or end it, and
``countries`` are ties of every kind. So all are aliases, no date is taken, and a country makes an
address that says only the country. ``entities.ftm.json`` of the same dataset says more.
"""

import csv
import io
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from caveat.domain.lists import Channel, ParsedList, UnreadRow
from caveat.domain.parties import (
    Address,
    Designation,
    Identifier,
    NameKind,
    PartyKind,
    PartyRecord,
)
from caveat.ingest.folding import same_text
from caveat.ingest.lists.csv_rows import CsvRow, CsvRows, first_rows, raw_row, unique_header
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading
from caveat.ingest.lists.native_names import read_names
from caveat.ingest.lists.opensanctions_dataset import list_of_datasets
from caveat.ingest.lists.opensanctions_model import KINDS
from caveat.ingest.lists.opensanctions_values import (
    bare_countries,
    codes_of,
    country_within,
    identifier_of,
)
from caveat.ingest.lists.text_repair import mend
from caveat.ingest.opened_file import OpenedFile

REQUIRED = frozenset(
    {
        "id",
        "schema",
        "name",
        "aliases",
        "birth_date",
        "countries",
        "addresses",
        "identifiers",
        "sanctions",
        "phones",
        "emails",
        "dataset",
        "first_seen",
        "last_seen",
    }
)
_RECOGNISED = 9
"""How many of the columns the first line must name for the file to be of this format at all."""
_TELLING = frozenset({"id", "schema", "dataset"})

_REMARK = (
    "This file is OpenSanctions' simple form: it does not tell weak aliases and former names from "
    "others, nor when a designation began or ended, and it holds no relations; entities.ftm.json "
    "of the same dataset does."
)
_KPP = re.compile(r"\d{4}[\dA-Z]{2}\d{3}")
"""A Russian code of a reason for registration, which thousands of firms share."""
_INN_OF_A_FIRM = re.compile(r"\d{10}")
_RAW_LETTERS = 20_000


def sniff(head: bytes) -> bool:
    """Whether the first line names the columns of this format."""
    header = {name for row in first_rows(head, rows=1) for name in row}
    return header >= _TELLING and len(header & REQUIRED) >= _RECOGNISED


def read(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read the whole file.

    Raises:
        RefusedReleaseError: It is not whole.
        UnreadableFileError: It is not UTF-8 text.
    """
    return _SimpleFile(opened, reading).read()


FORMAT = ListFormat("OpenSanctions, targets.simple.csv", Channel.OPENSANCTIONS, 1, sniff, read)


@dataclass(slots=True)
class _SimpleFile:
    """One pass over a file; records get the list's code when all datasets are known."""

    opened: OpenedFile
    reading: Reading
    kept: list[tuple[dict[str, str], int]] = field(default_factory=list)
    unread: list[UnreadRow] = field(default_factory=list)
    first: dict[str, int] = field(default_factory=dict)
    rows: int = 0

    def read(self) -> ListsRead:
        """Read, then judge."""
        rows = CsvRows(
            self.opened,
            self.reading,
            lambda header: unique_header(self.opened.name, header, REQUIRED),
        )
        for row in rows:
            self.rows += 1
            self._take(rows, row)
        rows.judge()
        definition = list_of_datasets((_values(f["dataset"])[0] for f, _ in self.kept), _REMARK)
        filled: dict[str, None] = {}
        for fields, _ in self.kept:
            filled.update(dict.fromkeys(fields))
        parsed = ParsedList(
            list_code=definition.code,
            records=tuple(_record(definition.code, *each) for each in self.kept),
            unread=tuple(self.unread),
            rows=self.rows,
            published_fields=tuple(filled),
            released=_newest(fields.get("last_seen", "") for fields, _ in self.kept),
            definition=definition,
        )
        return ListsRead("OpenSanctions targets.simple.csv", (parsed,) if self.kept else ())

    def _take(self, rows: CsvRows, row: CsvRow) -> None:
        if row.damage:
            self._set_aside(row, row.damage)
            return
        fields = rows.filled(row)
        key = fields.get("id", "").strip()
        first = self.first.setdefault(key, row.number) if key else row.number
        if first != row.number:
            rows.damage(f"record {row.number:,} repeats the entity of record {first:,}")
            self._set_aside(row, f"The row repeats the entity of record {first:,}.")
        elif not (fields.get("name", "").strip() or any(_values(fields.get("aliases", ""))[0])):
            self._set_aside(row, "The row has no name.")
        elif not fields.get("dataset", "").strip():
            self._set_aside(row, "The row names no dataset.")
        else:
            self.kept.append((fields, row.number))

    def _set_aside(self, row: CsvRow, reason: str) -> None:
        self.unread.append(UnreadRow(row.number, reason, raw_row(row.values)[:_RAW_LETTERS]))


def _record(list_code: str, fields: dict[str, str], row: int) -> PartyRecord:
    whole: list[str] = []

    def several(name: str) -> tuple[str, ...]:
        values, is_row = _values(fields.get(name, ""))
        if not is_row:
            whole.append(name)
        return values

    schema = fields.get("schema", "").strip()
    kind = KINDS.get(schema, PartyKind.UNKNOWN)
    seats, unknown = codes_of(several("countries"))
    home = frozenset(seats)
    aliases = several("aliases")
    names = read_names(
        fields.get("name", "").strip() or aliases[0],
        [(NameKind.PRIMARY, alias) for alias in aliases],
        seats,
    )
    addresses: dict[str, Address] = {}
    for printed in several("addresses"):
        text = mend(printed)[0]
        if text:
            addresses.setdefault(same_text(text), Address(text, country=country_within(text, home)))
    notes = [*names.notes]
    if not fields.get("name", "").strip():
        notes.append("The row has no name; its first alias stands for it.")
    if schema not in KINDS:
        notes.append(f"The schema “{schema}” is not known: what the party is, is not said.")
    notes += [f"The country “{text}” has no code of its own." for text in unknown]
    identifiers = _identifiers(several("identifiers"), kind, home)
    identifiers += [identifier_of("Phone", text) for text in several("phones")]
    identifiers += [identifier_of("E-Mail", text) for text in several("emails")]
    programmes = several("program_ids") or several("dataset")
    sanctions = several("sanctions")
    dates_of_birth = several("birth_date")
    notes += [f"The field “{n}” does not part into values; it was taken as one." for n in whole]
    return PartyRecord(
        list_code=list_code,
        publisher_id=fields.get("id", "").strip(),
        row_id="",
        kind=kind,
        names=names.names,
        addresses=(
            *addresses.values(),
            *bare_countries(seats, (address.country for address in addresses.values())),
        ),
        identifiers=tuple(identifiers),
        designations=(Designation(programmes=programmes),),
        dates_of_birth=dates_of_birth,
        remarks="\n".join(sanctions),
        published=tuple(fields.items()),
        row=row,
        unread=names.unread,
        notes=tuple(notes),
    )


def _identifiers(
    printed: tuple[str, ...], kind: PartyKind, home: frozenset[str]
) -> list[Identifier]:
    """The identifiers, whose kinds the format does not say.

    Of a Russian firm, nine signs beside a tax number of ten digits are a KPP code. It is kept and
    not searched by: an equal one proves nothing.
    """
    firm = "RU" in home and kind is not PartyKind.PERSON and kind is not PartyKind.VESSEL
    firm = firm and any(_INN_OF_A_FIRM.fullmatch(text) for text in printed)
    return [
        Identifier("KPP", "", "", text)
        if firm and _KPP.fullmatch(text)
        else identifier_of("identifier", text)
        for text in printed
    ]


def _values(cell: str) -> tuple[tuple[str, ...], bool]:
    """The values of a field, and whether it was a row of values; else the field is one value."""
    if '"' not in cell:
        found = cell.split(";")
    else:
        try:
            rows = [*csv.reader(io.StringIO(cell, newline=""), delimiter=";", strict=True)]
        except csv.Error:
            return (cell,), False
        if len(rows) != 1:
            return (cell,), False
        found = rows[0]
    return tuple(dict.fromkeys(text for text in found if text.strip())), True


def _newest(times: Iterable[str]) -> date | None:
    found = set()
    for text in times:
        with suppress(ValueError):
            found.add(date.fromisoformat(text.strip()[:10]))
    return max(found, default=None)
