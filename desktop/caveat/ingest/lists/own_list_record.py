"""Turns the rows of one party of an own list into a party record.

The duty stands among the programmes, in words, so that whatever shows a hit shows it: that of the
row where it gives one, else the list's. Each row with a duty, a programme, a reference or dates of
its own is a designation; rows with neither only add names, addresses or numbers. A date that could
be two is not taken: without it the designation stays open.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caveat.domain.identity import notice_pages
from caveat.domain.own_lists import DUTY_SENTENCES, OwnField, OwnListSettings
from caveat.domain.parties import (
    Address,
    Designation,
    Identifier,
    NameKind,
    PartyKind,
    PartyRecord,
    PublishedRelation,
)
from caveat.ingest.countries import country_code
from caveat.ingest.folding import same_text
from caveat.ingest.lists.csl_record import COLUMNS
from caveat.ingest.lists.designation_order import open_first
from caveat.ingest.lists.inline_names import read_inline_names
from caveat.ingest.lists.native_names import read_names
from caveat.ingest.lists.own_list_texts import (
    date_of,
    duty_of,
    identifier_of,
    kind_of,
    several,
    several_names,
)
from caveat.ingest.lists.text_repair import mend
from caveat.ingest.spreadsheets.cells import meant_text, one_line, storable
from caveat.ingest.spreadsheets.supplier_rows import column_letter

_FOOTNOTE = re.compile(r"[\s*†‡]+$")
"""Marks of footnotes behind a name."""
_OTHER_FORMATS = frozenset({*COLUMNS, "ids", "first_seen", "last_seen", "last_change"})
"""Names of fields that `caveat.domain.identity` leaves out of a record's content, because other
formats repeat or renew them. A column of that name in an own list is content."""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row of the table: its 1-based number and its cells as the sheet shows them."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, by what they mean."""

    headings: tuple[str, ...]
    by_field: dict[OwnField, tuple[int, ...]]

    @classmethod
    def of(cls, headings: Sequence[str], columns: Sequence[tuple[int, OwnField]]) -> "Columns":
        """The columns with some headings, empty where there are none."""
        by_field: dict[OwnField, tuple[int, ...]] = {}
        for index, field in columns:
            by_field[field] = (*by_field.get(field, ()), index)
        return cls(tuple(storable(one_line(each.strip())) for each in headings), by_field)

    def texts(self, row: OwnRow, *fields: OwnField) -> list[str]:
        """The filled cells of some fields, field by field."""
        return [
            text
            for field in fields
            for index in self.by_field.get(field, ())
            if index < len(row.cells) and (text := storable(meant_text(row.cells[index])))
        ]

    def text(self, row: OwnRow, field: OwnField) -> str:
        """The first filled cell of a field on one line; empty where there is none."""
        return one_line(next(iter(self.texts(row, field)), ""))

    def published(self, row: OwnRow) -> Iterator[tuple[str, str]]:
        """Every filled cell verbatim, in the order of the table."""
        for index, cell in enumerate(row.cells):
            if cell and not cell.isspace():
                heading = self.headings[index] if index < len(self.headings) else ""
                if not heading or heading in _OTHER_FORMATS:
                    heading = f"column {heading or column_letter(index)}"
                yield heading, storable(cell)


def read_record(settings: OwnListSettings, columns: Columns, rows: Sequence[OwnRow]) -> PartyRecord:
    """The party of some rows.

    Args:
        settings: Of the list.
        columns: Of the table.
        rows: At least one; the first names the party.
    """
    notes: list[str] = []
    unread: list[str] = []
    addresses = _addresses(columns, rows, notes)
    countries = [address.country for address in addresses if address.country]
    party = columns.text(rows[0], OwnField.PARTY) or columns.text(rows[0], OwnField.NUMBER)
    names = read_names(party, _names(columns, rows), countries)
    identifiers: dict[tuple[str, str], Identifier] = {}
    for row in rows:
        for cell in columns.texts(row, OwnField.IDENTIFIER):
            for text in several(cell):
                each = identifier_of(text)
                identifiers.setdefault((each.kind, each.number), each)
    kind = _kind(columns, rows, notes)
    said = [one_line(text) for row in rows for text in columns.texts(row, OwnField.NOTE)]
    return PartyRecord(
        list_code=settings.code,
        publisher_id=next((t for r in rows if (t := columns.text(r, OwnField.NUMBER))), ""),
        row_id="",
        kind=kind,
        names=names.names,
        addresses=addresses,
        identifiers=tuple(identifiers.values()),
        designations=_designations(settings, columns, rows, unread),
        remarks="\n".join(dict.fromkeys(said)),
        relations=tuple(dict.fromkeys(_relations(columns, rows))),
        published=tuple(pair for row in rows for pair in columns.published(row)),
        row=rows[0].number,
        unread=(*names.unread, *dict.fromkeys(unread)),
        notes=(*names.notes, *dict.fromkeys(notes)),
    )


def _names(columns: Columns, rows: Sequence[OwnRow]) -> Iterator[tuple[NameKind, str]]:
    """All names but the first. PRIMARY marks those that may be native."""
    for row in rows:
        for party in columns.texts(row, OwnField.PARTY):
            printed = one_line(party)
            yield NameKind.PRIMARY, printed
            plain = _FOOTNOTE.sub("", mend(printed)[0])
            if plain:
                inside, _ = read_inline_names(plain)
                for name in inside:
                    alias = name.kind is NameKind.PRIMARY
                    yield (NameKind.ALIAS if alias else name.kind), name.text
        for field, kind in (
            (OwnField.ALIAS, NameKind.PRIMARY),
            (OwnField.WEAK_ALIAS, NameKind.WEAK_ALIAS),
            (OwnField.FORMER_NAME, NameKind.FORMER),
        ):
            for cell in columns.texts(row, field):
                for text in several_names(cell):
                    yield kind, text


def _addresses(columns: Columns, rows: Sequence[OwnRow], notes: list[str]) -> tuple[Address, ...]:
    """The addresses with the country of their row; a country alone where a row gives no address."""
    found: dict[str, Address] = {}
    alone: dict[str, Address] = {}
    for row in rows:
        codes = []
        for cell in columns.texts(row, OwnField.COUNTRY):
            for text in several(cell):
                code = country_code(text)
                codes.append(code)
                alone.setdefault(code or text, Address(text, country=code))
                if not code:
                    notes.append(f"The country “{text[:80]}” is not known; it is kept as written.")
        country = codes[0] if len(codes) == 1 else ""
        texts = [one_line(text) for text in columns.texts(row, OwnField.ADDRESS)]
        if parts := columns.texts(row, OwnField.ADDRESS_PART):
            texts.append(", ".join(one_line(part) for part in parts))
        for text in texts:
            fixed, told = mend(text)
            notes += [f"Address: {note}" for note in told]
            if fixed:
                found.setdefault(same_text(fixed), Address(fixed, country=country))
    covered = {address.country for address in found.values()}
    bare = (address for key, address in alone.items() if key not in covered)
    return (*found.values(), *bare)


def _kind(columns: Columns, rows: Sequence[OwnRow], notes: list[str]) -> PartyKind:
    for row in rows:
        text = columns.text(row, OwnField.KIND)
        if text:
            kind = kind_of(text)
            if kind is not None:
                return kind
            notes.append(f"The kind “{text[:80]}” is not known: what the party is, is not said.")
    return PartyKind.UNKNOWN


def _relations(columns: Columns, rows: Sequence[OwnRow]) -> Iterator[PublishedRelation]:
    for row in rows:
        for index in columns.by_field.get(OwnField.PARENT, ()):
            text = storable(meant_text(row.cells[index])) if index < len(row.cells) else ""
            heading = columns.headings[index] if index < len(columns.headings) else ""
            for parent in several(text):
                yield PublishedRelation(
                    "subsidiary of", parent, f"{heading or OwnField.PARENT}: {parent}"
                )


def _designations(
    settings: OwnListSettings, columns: Columns, rows: Sequence[OwnRow], unread: list[str]
) -> tuple[Designation, ...]:
    found = [
        _designation(settings, columns, row, unread)
        for row in rows
        if columns.texts(
            row,
            OwnField.DUTY,
            OwnField.PROGRAMME,
            OwnField.REFERENCE,
            OwnField.FROM,
            OwnField.UNTIL,
        )
    ]
    if not found:
        found = [_designation(settings, columns, rows[0], unread)]
    return open_first(dict.fromkeys(found))


def _designation(
    settings: OwnListSettings, columns: Columns, row: OwnRow, unread: list[str]
) -> Designation:
    given = columns.text(row, OwnField.DUTY)
    duty = duty_of(given) if given else settings.duty
    if duty is None:
        unread.append(
            f"The duty “{given[:80]}” in row {row.number:,} is none of deny, licence, enquire and "
            "scrutinise; the list's own was taken."
        )
        duty = settings.duty
        given = ""
    whose = "stated for this party" if given else "the duty of this list"
    reference = columns.text(row, OwnField.REFERENCE)
    is_notice = bool(notice_pages(reference))
    programmes = [f"{DUTY_SENTENCES[duty]} ({whose})"]
    programmes += [one_line(text) for text in columns.texts(row, OwnField.PROGRAMME)]
    if reference and not is_notice:
        programmes.append(f"Reference: {reference}")
    return Designation(
        programmes=tuple(programmes),
        listed=_date(columns, row, OwnField.FROM, unread),
        ends=_date(columns, row, OwnField.UNTIL, unread),
        federal_register=reference if is_notice else "",
    )


def _date(columns: Columns, row: OwnRow, field: OwnField, unread: list[str]) -> str:
    text = columns.text(row, field)
    if not text:
        return ""
    day = date_of(text)
    if day is None:
        unread.append(
            f"The date “{text[:80]}” ({field}, row {row.number:,}) cannot be told for certain; "
            "it was not used. Write it as 2026-12-05."
        )
    return day or ""
