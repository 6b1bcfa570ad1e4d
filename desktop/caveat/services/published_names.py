"""What is published about names without any list: the starter set and the table of names."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from caveat.domain.identity import name_key
from caveat.domain.parties import Name, NameKind, OverlayParty, PartyKind, PartyRecord
from caveat.domain.sources import Mark, Source
from caveat.ingest.lists.starter import read_starter
from caveat.matching.entries import ListedParty
from caveat.matching.known import KnownNames
from caveat.resources import resource
from caveat.services.binding import binding_keys, bound_to

TABLE = "knowledge/published_names.csv"


@cache
def built_in_names() -> KnownNames:
    """The names that the program brings along, by party."""
    return KnownNames.of(_parties())


def _parties() -> Iterator[ListedParty]:
    starter = read_starter()
    added, listed = _table()
    by_name: dict[tuple[str, str], list[OverlayParty]] = defaultdict(list)
    for party in starter.overlay:
        by_name[party.list_code, name_key(party.name)].append(party)
    bound: set[str] = set()
    for parsed in starter.lists:
        for record in parsed.records:
            extra = _bound(record, by_name)
            bound.update(party.key for party in extra)
            yield _entry(record, extra, added)
    for party in starter.overlay:
        if party.key not in bound:
            names = (Name(party.label), *party.names, *added.pop(party.key, ()))
            yield ListedParty(0, "", PartyKind.UNKNOWN, names, identifiers=party.identifiers)
    for key, names in added.items():
        yield ListedParty(0, listed[key], PartyKind.UNKNOWN, names)


def _bound(
    record: PartyRecord, by_name: dict[tuple[str, str], list[OverlayParty]]
) -> tuple[OverlayParty, ...]:
    keys = binding_keys(record)
    found = [party for key in keys for party in by_name.get((record.list_code, key), ())]
    return bound_to(record, found)


def _entry(
    record: PartyRecord,
    extra: tuple[OverlayParty, ...],
    added: dict[str, tuple[Name, ...]],
) -> ListedParty:
    names = [*record.names]
    identifiers = [*record.identifiers]
    for party in extra:
        names += [*party.names, *added.pop(party.key, ())]
        identifiers += party.identifiers
    return ListedParty(
        0,
        record.list_code,
        record.kind,
        tuple(names),
        record.addresses,
        identifiers=tuple(identifiers),
    )


def _table() -> tuple[dict[str, tuple[Name, ...]], dict[str, str]]:
    """Names and the list of each party of the table."""
    names: dict[str, tuple[Name, ...]] = {}
    lists: dict[str, str] = {}
    text = resource(TABLE).read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        key = row["party"]
        mark = Mark.VERIFIED if row["verified"] == "yes" else Mark.UNVERIFIED
        source = Source(row["source"], row["source"], mark=mark)
        names[key] = (*names.get(key, ()), Name(row["name"], NameKind(row["kind"]), source))
        lists[key] = lists.get(key) or row["list"]
    return names, lists
