"""Follows the rows of one supplement to 15 CFR part 744: which of them name parties, and how.

What it is for: which column is what, what a row takes from those above it (the country; for a unit
printed without them, the licence columns), and which rows are headings, notes or footnotes. A row
with another number of cells is taken as far as it goes and counted. The columns:

* Supplement No. 4, Entity List: Country | Entity | License requirement | License review policy |
  Federal Register citation;
* Supplement No. 6, Unverified List: Country | Listed person and address | Federal Register
  citation and date of publication;
* Supplement No. 7, Military End-User List: Country | Entity | Federal Register citation.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from caveat.domain.lists import UnreadRow
from caveat.ingest.lists.bis_units import unit_kind
from caveat.ingest.lists.ecfr_entity import (
    applies_to_units,
    continues_the_entry_above,
    unit_label,
)
from caveat.ingest.lists.ecfr_record import SupplementRow, country_of_cell
from caveat.ingest.lists.ecfr_rows import Cell, Grid
from caveat.ingest.lists.xml_stream import local_name

_COLUMNS = (
    ("country", re.compile(r"countr(?:y|ies)|destination")),
    ("entity", re.compile(r"entit(?:y|ies)|listed person.*")),
    ("requirement", re.compile(r"licen[sc]e requirements?")),
    ("policy", re.compile(r"licen[sc](?:e review|ing|e) policy")),
    ("citation", re.compile(r"federal register(?: citation.*)?")),
)
_ALWAYS = frozenset({"country", "entity", "citation"})
_LICENCE = ("requirement", "policy", "citation")
_GROUP = re.compile(
    r"The following (?P<count>[\w-]+ )?(?P<label>subordinate instit\w+|affiliated entit\w+)"
    r" of (?P<parent>.{2,300}?)\s*:?",
    re.IGNORECASE,
)
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    "twenty",
)
_NOTE = re.compile(
    r"\[(?!reserved)|\d{1,2}\s+(?:for|this|the|see|license|cybersecurity|note)\b|notes?\b|editorial"
    r"|\*|see\b|this (?:supplement|list)\b",
    re.IGNORECASE,
)
_RESERVED = re.compile(r"\[?\s*reserved\s*\]?\.?", re.IGNORECASE)
_NO_LICENCE_COLUMNS = (
    "The row prints no licence requirement and no citation; those of the entry above are given."
)
_NO_CITATION = "The row prints no citation of its own; that of the entry above is given."
_RAW_LETTERS = 20_000
_NOTHING = Cell()
_MOST_UNITS = 100
"""Rows to which one row of addresses may apply; thirteen were the most in July 2026."""


@dataclass(slots=True)
class _Group:
    """A heading such as "The following twelve subordinate institutions of Nimbus Group:".

    ``left`` is how many rows it still speaks for; where no number is printed (``counted``), only
    rows behind a marker ("Subordinate institution:") belong to it.
    """

    label: str
    text: str
    parent: str
    left: int
    counted: bool


@dataclass(slots=True)
class EntryRow:
    """A row with an entity, whose cell is still to be read.

    Attributes:
        fields: The row.
        lines: Lines of its Entity cell and of those that go on with it.
        kind: What the entity is to its parent, as a phrase, where the rows above say so.
        label: The words that say so.
        parent: Name of the parent, where a heading states it.
        above: Place of the row whose entity is the parent otherwise; -1 for none.
        more: Entity cells of the rows that go on with it, as printed.
    """

    fields: SupplementRow
    lines: list[str]
    kind: str = ""
    label: str = ""
    parent: str = ""
    above: int = -1
    more: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SupplementTable:
    """The rows of one supplement.

    Attributes:
        entity_list: Whether it must have the licence columns.
        columns: What the columns are, once a heading row was met: one of ``country``, ``entity``,
            ``requirement``, ``policy``, ``citation``, or their title.
        rows: Rows that name parties.
        unread: Rows that could not be read at all.
        wrong: Rows that no table of this form has.
    """

    entity_list: bool
    columns: list[str] = field(default_factory=list)
    rows: list[EntryRow] = field(default_factory=list)
    unread: list[UnreadRow] = field(default_factory=list)
    wrong: int = 0
    _titles: list[str] = field(default_factory=list)
    _table: object = None
    _grid: Grid = field(default_factory=Grid)
    _seen: int = 0
    _country: str = ""
    _marker: str = ""
    _marker_used: bool = False
    _group: _Group | None = None
    _main: int = -1

    def take(self, element: etree._Element) -> None:
        """Take one TR."""
        table = _table_of(element)
        if table is not self._table:
            self._table, self._grid = table, Grid()
        cells = self._grid.row(element)
        self._seen += 1
        own = [cell for cell in cells if not cell.above]
        if not any(cell.text for cell in own) or self._is_header(cells):
            return
        if self.columns and len(cells) == len(self.columns) == sum(c.columns for c in cells):
            self._entry(dict(zip(self.columns, cells, strict=True)), "")
        elif len(own) == 1:
            self._alone(own[0])
        else:
            self._odd(cells)

    def whole(self, row: EntryRow) -> SupplementRow:
        """The fields of a row with what the rows below add to its Entity cell."""
        if not row.more:
            return row.fields
        title = self._titles[self.columns.index("entity")]
        printed = row.fields.published.get(title, "")
        published = {**row.fields.published, title: "\n".join((printed, *row.more))}
        return replace(row.fields, published=published)

    def _is_header(self, cells: Sequence[Cell]) -> bool:
        found = [_column(cell) for cell in cells]
        needed = {name for name, _ in _COLUMNS} if self.entity_list else _ALWAYS
        if not needed.issubset(found) or len(set(found)) != len(found):
            return bool(cells) and all(cell.heading for cell in cells)
        self.columns = found
        self._titles = [" ".join(cell.lines) for cell in cells]
        return True

    def _alone(self, cell: Cell) -> None:
        """A row of one cell: a country, a note, a footnote."""
        if country_of_cell(cell.text) and cell.text.isupper():
            self._begin_country(cell.text)
        elif cell.footnotes or _NOTE.match(cell.text) or _RESERVED.fullmatch(cell.text):
            return
        else:
            self._set_aside("The row has one cell, which is no heading and no note.", [cell])

    def _odd(self, cells: Sequence[Cell]) -> None:
        """A row with another number of cells: taken as far as it can be told what is what."""
        columns = self.columns
        if not columns:
            self._set_aside("The row stands before the heading of the table.", cells)
            return
        first_is_country = not cells[0].text or country_of_cell(cells[0].text) != ""
        if len(cells) < len(columns) and not first_is_country:
            columns = columns[1:]
        by_column = dict(zip(columns, cells, strict=False))
        if "entity" not in by_column or not by_column["entity"].lines:
            self._set_aside(f"The row has {len(cells)} cells and names nobody.", cells)
            return
        self.wrong += 1
        self._entry(
            by_column,
            f"The row has {len(cells)} cells instead of {len(self.columns)}; which is which was "
            "inferred.",
        )

    def _entry(self, cells: dict[str, Cell], unread: str) -> None:
        def text(column: str) -> str:
            return cells.get(column, _NOTHING).text

        country = text("country")
        # "[Reserved]" in the country column is no country.
        if country and country != self._country and not _RESERVED.fullmatch(country):
            self._begin_country(country)
        entity = cells["entity"]
        bare = not any(text(column) for column in _LICENCE)
        if not entity.lines:
            if not bare:
                self._set_aside("The row names nobody.", list(cells.values()))
            return
        if _RESERVED.fullmatch(entity.text):
            return
        group = _GROUP.fullmatch(entity.text)
        if group is not None:
            count = _count(group["count"] or "")
            self._group = _Group(
                group["label"], entity.text.rstrip(" :"), group["parent"].strip(), count, count > 0
            )
            return
        label = unit_label(entity.lines)
        if label:
            self._marker, self._marker_used = label, False
            return
        fresh = self._marker and not self._marker_used
        if bare and not fresh and self.rows and self._goes_on(entity):
            self._append(entity)
            return
        self._add(cells, bare=bare, unread=unread)

    def _goes_on(self, entity: Cell) -> bool:
        if self._group is not None and self._group.left:
            return False
        return continues_the_entry_above(entity.lines, addresses=self.entity_list)

    def _append(self, entity: Cell) -> None:
        """Lines that go on with the entry above, or with it and all its units."""
        units = len(self.rows) - self._main
        several = applies_to_units(entity.lines) and self._main >= 0 and units <= _MOST_UNITS
        for row in self.rows[self._main :] if several else self.rows[-1:]:
            row.lines += entity.lines
            row.more.append(entity.printed)

    def _add(self, cells: dict[str, Cell], *, bare: bool, unread: str) -> None:
        def text(column: str) -> str:
            return cells.get(column, _NOTHING).text

        requirement = cells.get("requirement", _NOTHING)
        published = {
            title: cells[column].printed
            for column, title in zip(self.columns, self._titles, strict=True)
            if column in cells and cells[column].printed
        }
        if self._country:
            title = self._titles[self.columns.index("country")]
            published = {title: self._country, **published}
        fields = SupplementRow(
            country=self._country,
            requirement=requirement.text,
            policy=text("policy"),
            citation=text("citation"),
            footnotes=requirement.footnotes,
            published=published,
            number=self._seen,
            unread=(unread,) if unread else (),
        )
        row = EntryRow(fields, list(cells["entity"].lines))
        self._tie(row, bare=bare)
        if bare and self.rows:
            row.fields = self._with_licence_from_above(fields, told=not row.kind)
        self.rows.append(row)
        if not row.kind:
            self._main = len(self.rows) - 1

    def _with_licence_from_above(self, fields: SupplementRow, *, told: bool) -> SupplementRow:
        """Fill what a unit, or a row of a list without licence columns, leaves to the row above."""
        above = self.rows[-1].fields
        doubtful = told and self.entity_list
        note = (_NO_LICENCE_COLUMNS if self.entity_list else _NO_CITATION,)
        return replace(
            fields,
            requirement=above.requirement,
            policy=above.policy,
            citation=above.citation,
            footnotes=above.footnotes,
            notes=fields.notes if doubtful else (*fields.notes, *note),
            unread=(*fields.unread, *note) if doubtful else fields.unread,
        )

    def _tie(self, row: EntryRow, *, bare: bool) -> None:
        """Say of whom a row is a unit, where the rows above say so."""
        group = self._group
        if group is not None and (group.left or self._marker):
            row.kind, row.label, row.parent = unit_kind(group.label), group.text, group.parent
            group.left = max(0, group.left - 1)
            if not group.left and group.counted:
                self._group = None
        elif self._marker and (bare or not self._marker_used):
            row.kind, row.label, row.above = unit_kind(self._marker), self._marker, self._main
            # "Affiliated entities:" speaks for every row below it that has no columns of its own.
            self._marker_used = self._marker.casefold().endswith(("ies", "ions"))
            if self._marker_used:
                return
        self._marker = ""

    def _begin_country(self, printed: str) -> None:
        self._country = printed
        self._marker = ""
        self._group = None

    def _set_aside(self, reason: str, cells: Sequence[Cell]) -> None:
        self.wrong += 1
        raw = " | ".join(cell.text for cell in cells)[:_RAW_LETTERS]
        self.unread.append(UnreadRow(self._seen, reason, raw))


def _column(cell: Cell) -> str:
    """What a heading cell heads; its own text where that is none of the known columns."""
    title = " ".join(cell.lines).casefold().rstrip(" .:")
    return next((name for name, pattern in _COLUMNS if pattern.fullmatch(title)), title)


def _count(word: str) -> int:
    word = word.strip().casefold()
    if word.isdecimal() and len(word) <= len("99"):
        return int(word)
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else 0


def _table_of(element: etree._Element) -> etree._Element | None:
    above = (each for each in element.iterancestors() if local_name(each).upper() == "TABLE")
    return next(above, None)
