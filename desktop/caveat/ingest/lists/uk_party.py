"""Turns the rows that a British list prints for one party into a party record."""

import re
from collections.abc import Iterable, Iterator

from caveat.domain.parties import (
    Address,
    Designation,
    Name,
    NameKind,
    PartyKind,
    PartyRecord,
)
from caveat.ingest.lists.gathered_names import GatheredNames, in_another_script
from caveat.ingest.lists.grouped_rows import GroupedParty, GroupedRows
from caveat.ingest.lists.slashed_dates import iso_day_first
from caveat.ingest.lists.text_repair import mend
from caveat.ingest.lists.uk_cells import by_number, country_in, numbered
from caveat.ingest.lists.uk_columns import Layout
from caveat.ingest.lists.uk_identifiers import read_identifiers
from caveat.ingest.lists.uk_nationalities import nationality_of
from caveat.ingest.lists.uk_relations import read_relations

LIST_CODE = "UK-SL"

_KINDS = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.COMPANY,
    "ship": PartyKind.VESSEL,
}
_NAME_TYPES = {
    "primary name": NameKind.PRIMARY,
    "prime alias": NameKind.PRIMARY,
    "primary name variation": NameKind.ALIAS,
    "alias": NameKind.ALIAS,
    "aka": NameKind.ALIAS,
    "fka": NameKind.FORMER,
    "": NameKind.ALIAS,
}
_WEAK = ("low", "weak")
_A_SHIP = re.compile(r"\(?IMO(?: number)?\s*[:.]?\s*\d{7}", re.IGNORECASE)
"""How OFSI's list begins what it says about ships, which it files as entities."""


class UkParty:
    """One party: its cells by meaning."""

    def __init__(self, rows: GroupedRows, party: GroupedParty, layout: Layout) -> None:
        self._rows = rows
        self._party = party
        self._layout = layout

    def block(self, name: str) -> list[dict[str, str]]:
        """The distinct values of a block, each by meaning."""
        return [
            {self._layout.meaning[column]: text for column, text in each.items()}
            for each in self._rows.fields(self._party, name)
        ]

    def values(self, meaning: str) -> list[str]:
        """The distinct values of a column that stands by itself, not blank."""
        return [text for text in self._rows.values(self._party, meaning) if text.strip()]

    def one(self, meaning: str) -> str:
        """The first of them, stripped; empty where there is none."""
        return next((text.strip() for text in self.values(meaning)), "")


def read_party(rows: GroupedRows, party: GroupedParty, layout: Layout) -> PartyRecord | None:
    """The party that its rows publish; None where they name nobody."""
    cells = UkParty(rows, party, layout)
    unread: dict[str, None] = {}
    other = cells.values("other")
    kind = _kind(cells, other, unread)
    names = GatheredNames(organisation=kind is not PartyKind.PERSON)
    found = _names(cells.block("names"), names)
    if not found:
        return None
    number = cells.one("id")
    if not number:
        unread["The row has no number that would tell which other rows are of the same party."] = (
            None
        )
    remarks = (*other, *cells.values("reasons"))
    return PartyRecord(
        list_code=LIST_CODE,
        publisher_id=number,
        row_id="",
        kind=kind,
        names=found,
        addresses=tuple(_addresses(cells.block("addresses"))),
        identifiers=tuple(read_identifiers(cells.block, cells.values)),
        designations=tuple(_designations(cells.block("designations"), unread)) or (Designation(),),
        dates_of_birth=_distinct(_dates_of_birth(cells.block("births"))),
        places_of_birth=_distinct(_places(cells.block("births"))),
        nationalities=_distinct(
            nationality_of(value) or value
            for cell in cells.values("nationality")
            for value in numbered(cell)
        ),
        remarks="\n".join(dict.fromkeys(text.strip() for text in remarks)),
        relations=tuple(read_relations(cells.values)),
        published=rows.published(party),
        row=party.row,
        unread=(*unread, *names.unread),
        notes=tuple(names.notes),
    )


def _kind(cells: UkParty, other: Iterable[str], unread: dict[str, None]) -> PartyKind:
    printed = cells.one("kind")
    kind = _KINDS.get(printed.casefold(), PartyKind.UNKNOWN)
    if kind is PartyKind.UNKNOWN and printed:
        unread[f"The type {printed!r} is not known."] = None
    if kind is PartyKind.COMPANY and any(_A_SHIP.match(text.strip()) for text in other):
        return PartyKind.VESSEL
    return kind


def _names(blocks: Iterable[dict[str, str]], names: GatheredNames) -> tuple[Name, ...]:
    for block in blocks:
        printed = " ".join(block.get("name_type", "").casefold().split())
        kind = _NAME_TYPES.get(printed)
        if kind is None:
            names.notes[f"The name type {printed!r} is not known; the name counts as an alias."] = (
                None
            )
            kind = NameKind.ALIAS
        if block.get("strength", "").strip().casefold().startswith(_WEAK):
            kind = NameKind.WEAK_ALIAS
        parts = (block.get(f"name{at}", "").strip() for at in (1, 2, 3, 4, 5, 6))
        names.add(" ".join(filter(None, parts)), kind)
        native = block.get("native", "")
        for each in numbered(native):
            original = kind is NameKind.PRIMARY and in_another_script(each)
            lesser = NameKind.ALIAS if kind is NameKind.PRIMARY else kind
            names.add(each, NameKind.NATIVE if original else lesser)
    return names.finish()


def _addresses(blocks: Iterable[dict[str, str]]) -> Iterator[Address]:
    for block in blocks:
        lines = [mend(block.get(f"address{at}", ""))[0] for at in range(1, 7)]
        postcode = mend(block.get("postcode", ""))[0]
        country = mend(block.get("country", ""))[0]
        parts = [text for text in (*lines, postcode, country) if text not in {"", "-"}]
        if parts:
            yield Address(
                text=", ".join(parts),
                city=lines[5],
                postal_code=postcode,
                # Of some the country stands in an address line ("Libya" in the first).
                country=country_in(country)
                or next(filter(None, map(country_in, reversed(lines))), ""),
            )


def _designations(
    blocks: Iterable[dict[str, str]], unread: dict[str, None]
) -> Iterator[Designation]:
    given: dict[Designation, None] = {}
    for block in blocks:
        printed = block.get("listed", "").strip()
        day = iso_day_first(printed) if printed else ""
        if day is None:
            unread[f"The date of listing {printed!r} is not a possible date; left empty."] = None
        regime = block.get("regime", "").strip()
        given[Designation(programmes=(regime,) if regime else (), listed=day or "")] = None
    yield from given


def _dates_of_birth(blocks: Iterable[dict[str, str]]) -> Iterator[str]:
    for block in blocks:
        for value in numbered(block.get("born", "")):
            yield iso_day_first(value) or value


def _places(blocks: Iterable[dict[str, str]]) -> Iterator[str]:
    for block in blocks:
        towns, countries = (
            by_number(block.get("birth_town", "")),
            by_number(block.get("birth_country", "")),
        )
        yield from _paired(towns, countries)


def _paired(towns: list[tuple[int, str]], countries: list[tuple[int, str]]) -> Iterator[str]:
    """Towns with their countries, by number; a single country holds for every town."""
    by_town, by_country = dict(towns), dict(countries)
    if list(by_country) == [0]:
        for town in by_town.values():
            yield ", ".join(filter(None, (town, by_country[0])))
        return
    for number in dict.fromkeys((*by_town, *by_country)):
        parts = (by_town.get(number, ""), by_country.get(number, ""))
        yield ", ".join(filter(None, parts))


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
