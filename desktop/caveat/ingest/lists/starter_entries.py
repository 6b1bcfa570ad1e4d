"""Entries of lists in the starter set: each as one published record."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from caveat.domain.parties import (
    Address,
    Designation,
    Identifier,
    Name,
    NameKind,
    PartyKind,
    PartyRecord,
)
from caveat.domain.sources import Mark
from caveat.ingest.lists.starter_sources import StarterSources
from caveat.ingest.lists.starter_tables import Row, Tables, unique

_ACTIONS = ("added", "modified", "listed")
_EXTENTS = ("whole row", "excerpt")
_VERIFY = {
    Mark.VERIFIED: "verified",
    Mark.SECONDARY: "secondary: read only in a summary; verify",
    Mark.UNVERIFIED: "unverified",
}


def read_entries(
    tables: Tables, sources: StarterSources, lists: Mapping[str, object]
) -> dict[str, PartyRecord]:
    """The entries by key, in the order of their table.

    Raises:
        BrokenStarterError: If a row contradicts itself or another.
    """
    reasons = _reasons(tables["reasons.csv"], sources)
    rows: dict[str, Row] = {}
    for row in tables["entries.csv"]:
        unique(row, row.required("key"), rows)
        row.known("list", lists)
        rows[row.text("key")] = row
    names, addresses, identifiers = (
        _of_entries(tables[file], rows)
        for file in ("entry_names.csv", "entry_addresses.csv", "entry_identifiers.csv")
    )
    parts = (_Parts(row, names[key], addresses[key], identifiers[key]) for key, row in rows.items())
    return {part.row.text("key"): _entry(part, sources, reasons) for part in parts}


@dataclass(frozen=True, slots=True)
class _Parts:
    """The rows of all tables that make one entry."""

    row: Row
    names: list[Row]
    addresses: list[Row]
    identifiers: list[Row]


def _reasons(rows: Iterable[Row], sources: StarterSources) -> dict[str, str]:
    reasons: dict[str, str] = {}
    for row in rows:
        unique(row, row.required("key"), reasons)
        sources.cite(row)
        reasons[row.text("key")] = row.required("reason")
    return reasons


def _of_entries(rows: Iterable[Row], entries: Mapping[str, Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.known("entry", entries)].append(row)
    return found


def _entry(parts: _Parts, sources: StarterSources, reasons: Mapping[str, str]) -> PartyRecord:
    row = parts.row
    kinds = [name.choice("kind", NameKind) for name in parts.names]
    if not kinds or kinds != [NameKind.PRIMARY, *[NameKind.ALIAS] * (len(kinds) - 1)]:
        row.fail("an entry needs one name, and after it aliases only")
    published = tuple(_published(parts, sources, reasons))
    printed = tuple(
        Address(address.required("address"), country=address.country("country_code"))
        for address in parts.addresses
    )
    heading = row.text("country")
    if heading and not printed:
        # The Entity List prints every row under a country, and the CSL prints the country
        # in place of an address where it has none.
        printed = (Address(heading, country=row.country("country_code")),)
    numbers = tuple(
        Identifier(
            kind=number.required("kind"),
            number=number.required("number"),
            country=number.country("country_code"),
            text=number.text("number"),
        )
        for number in parts.identifiers
    )
    return PartyRecord(
        list_code=row.text("list"),
        publisher_id="",
        row_id=row.text("key"),
        kind=row.choice("kind", PartyKind),
        names=tuple(
            Name(name.required("name"), kind) for name, kind in zip(parts.names, kinds, strict=True)
        ),
        addresses=printed,
        identifiers=numbers,
        designations=(_designation(row),),
        published=published,
        row=row.number,
    )


def _published(
    parts: _Parts, sources: StarterSources, reasons: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    row = parts.row
    if row.known("action", _ACTIONS) == "modified" and not row.day("modified"):
        row.fail("a modified entry needs the date of the modification")
    policy_mark = _optional_mark(row, "licence_policy")
    reason_mark = _optional_mark(row, "reason")
    source = sources.cite(row)
    fields = {
        "country": row.text("country"),
        "entity": parts.names[0].text("name"),
        "aliases": "; ".join(name.text("name") for name in parts.names[1:]),
        "addresses": "; ".join(address.text("address") for address in parts.addresses),
        "ids": "; ".join(f"{n.text('kind')}, {n.text('number')}" for n in parts.identifiers),
        "license_requirement": row.text("licence_requirement"),
        "license_policy": row.text("licence_policy"),
        "license_policy_mark": policy_mark,
        "federal_register_notice": row.text("federal_register"),
        "start_date": row.text("listed"),
        "effective_date": row.text("effective"),
        "publication_date": row.text("published"),
        "modified": row.text("modified"),
        "rule": sources.cite(row, "rule").locator if row.text("rule") else "",
        "reason": reasons[row.known("reason", reasons)] if reason_mark else "",
        "reason_mark": reason_mark,
        "reason_basis": row.text("reason_basis"),
        "extent": row.known("extent", _EXTENTS),
        "note": row.text("note"),
        "source": ", ".join(filter(None, (source.title, source.locator, source.date))),
    }
    return ((field, text) for field, text in fields.items() if text)


def _optional_mark(row: Row, column: str) -> str:
    """The words of a statement's mark; a statement and its mark come together or not at all."""
    if bool(row.text(column)) != bool(row.text(f"{column}_mark")):
        row.fail(f"{column} and its mark go together")
    return _VERIFY[row.mark(f"{column}_mark")] if row.text(column) else ""


def _designation(row: Row) -> Designation:
    policy = row.text("licence_policy")
    if policy and row.mark("licence_policy_mark") is not Mark.VERIFIED:
        # Whoever prints the designation prints this text; without the word it would read as law.
        policy = f"{policy} [verify: read only in a summary of the rule]"
    footnotes = row.text("footnotes").split()
    if not all(note in {"1", "2", "3", "4", "5"} for note in footnotes):
        row.fail(f"unknown footnotes {row.text('footnotes')!r}")
    return Designation(
        licence_requirement=row.text("licence_requirement"),
        licence_policy=policy,
        footnotes=tuple(int(note) for note in footnotes),
        listed=row.day("listed"),
        effective=row.day("effective"),
        published=row.day("published"),
        federal_register=row.text("federal_register"),
    )
