"""The sourced overlay of the starter set: parties, names that no list prints, and relations."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from caveat.domain.parties import (
    Identifier,
    Name,
    NameKind,
    OverlayParty,
    PartyRecord,
    Relation,
)
from caveat.ingest.lists.starter_sources import StarterSources
from caveat.ingest.lists.starter_tables import Row, Tables, unique


def read_overlay(
    tables: Tables, sources: StarterSources, entries: Mapping[str, PartyRecord]
) -> dict[str, OverlayParty]:
    """The parties of the overlay by key, with their names and numbers."""
    parties: dict[str, OverlayParty] = {}
    bindings: set[tuple[str, ...]] = set()
    for row in tables["overlay_parties.csv"]:
        unique(row, row.required("key"), parties)
        party = _bound(row, entries)
        if party.list_code:
            binding = (party.list_code, party.country, party.name, party.federal_register)
            unique(row, binding, bindings)
            bindings.add(binding)
        parties[party.key] = party
    names = _names(tables, sources, parties)
    identifiers = _identifiers(tables, sources, parties)
    return {
        key: replace(party, names=tuple(names[key]), identifiers=tuple(identifiers[key]))
        for key, party in parties.items()
    }


def read_relations(
    tables: Tables, sources: StarterSources, overlay: Mapping[str, OverlayParty]
) -> Iterator[Relation]:
    """The relations in the order of their table."""
    kinds: set[str] = set()
    for row in tables["relation_kinds.csv"]:
        unique(row, row.required("kind"), kinds)
        row.required("meaning")
        kinds.add(row.text("kind"))
    keys: set[str] = set()
    for row in tables["relations.csv"]:
        unique(row, row.required("key"), keys)
        keys.add(row.text("key"))
        subject, subject_key = _end(row, "subject", overlay)
        object_, object_key = _end(row, "object", overlay)
        yield Relation(
            subject=subject,
            kind=row.known("kind", kinds),
            object=object_,
            detail=row.required("detail"),
            date=row.day("date"),
            source=sources.cite(row, mark=row.mark("mark")),
            subject_key=subject_key,
            object_key=object_key,
        )


def _names(
    tables: Tables, sources: StarterSources, parties: Mapping[str, OverlayParty]
) -> defaultdict[str, list[Name]]:
    found: defaultdict[str, list[Name]] = defaultdict(list)
    taken: set[tuple[str, str]] = set()
    for row in tables["overlay_names.csv"]:
        party, text = row.known("party", parties), row.required("name")
        unique(row, (party, text), taken)
        taken.add((party, text))
        source = sources.cite(row, mark=row.mark("mark"))
        if note := row.text("note"):
            source = replace(source, locator="; ".join(filter(None, (source.locator, note))))
        found[party].append(Name(text, row.choice("kind", NameKind), source))
    return found


def _identifiers(
    tables: Tables, sources: StarterSources, parties: Mapping[str, OverlayParty]
) -> defaultdict[str, list[Identifier]]:
    found: defaultdict[str, list[Identifier]] = defaultdict(list)
    for row in tables["overlay_identifiers.csv"]:
        source = sources.cite(row, mark=row.mark("mark"))
        kind, number = row.required("kind"), row.required("number")
        found[row.known("party", parties)].append(
            Identifier(
                kind=kind,
                number=number,
                country=row.country("country_code"),
                text=f"{kind} {number} ({source.title}; {source.mark.value})",
            )
        )
    return found


def _bound(row: Row, entries: Mapping[str, PartyRecord]) -> OverlayParty:
    """A party bound to an entry of this set, to a list and a name, or standing alone."""
    own = (row.text("list"), row.text("name"), row.country("country"), row.text("federal_register"))
    if row.text("entry"):
        if any(own):
            row.fail("bound to an entry and to a list besides")
        record = entries[row.known("entry", entries)]
        return OverlayParty(
            key=row.text("key"),
            label=row.required("label"),
            list_code=record.list_code,
            country=next(iter(record.countries), ""),
            name=record.name,
            federal_register=record.designations[0].federal_register,
        )
    if any(own) and not (own[0] and own[1]):
        row.fail("a binding needs at least list and name")
    return OverlayParty(row.text("key"), row.required("label"), own[0], own[2], own[1], own[3])


def _end(row: Row, side: str, overlay: Mapping[str, OverlayParty]) -> tuple[str, str]:
    """One end of a relation: its text and, where it is a party of the overlay, its key."""
    key = row.text(f"{side}_party")
    if bool(key) == bool(row.text(side)):
        row.fail(f"{side} is either a text or a party")
    if not key:
        return row.text(side), ""
    return overlay[row.known(f"{side}_party", overlay)].label, key
