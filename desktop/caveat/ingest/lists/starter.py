"""Reads the starter set of resources/starter: entries of lists and the sourced overlay.

It checks everything that could go wrong in files edited by hand, because a statement that loses
its source or its mark would be shown as more than it is.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from caveat.domain.lists import ParsedList
from caveat.domain.parties import PartyRecord
from caveat.domain.starter import StarterSet
from caveat.ingest.lists.starter_entries import read_entries
from caveat.ingest.lists.starter_overlay import read_overlay, read_relations
from caveat.ingest.lists.starter_sources import StarterSources
from caveat.ingest.lists.starter_tables import BrokenStarterError, read_bytes, read_table
from caveat.resources import resource

__all__ = ["BrokenStarterError", "StarterSet", "read_starter"]

_MANIFEST = "manifest.toml"
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sources.csv": ("key", "title", "publisher", "locator", "date", "url", "mark"),
    "reasons.csv": ("key", "reason", "source"),
    "entries.csv": (
        *("key", "list", "country", "country_code", "kind", "action", "extent"),
        *("licence_requirement", "footnotes", "licence_policy", "licence_policy_mark"),
        *("federal_register", "listed", "effective", "published", "modified"),
        *("reason", "reason_basis", "reason_mark", "rule", "note", "source"),
    ),
    "entry_names.csv": ("entry", "kind", "name"),
    "entry_addresses.csv": ("entry", "address", "country_code"),
    "entry_identifiers.csv": ("entry", "kind", "number", "country_code"),
    "overlay_parties.csv": (
        *("key", "label", "entry", "list", "country", "name", "federal_register"),
    ),
    "overlay_names.csv": ("party", "name", "kind", "note", "source", "mark"),
    "overlay_identifiers.csv": ("party", "kind", "number", "country_code", "source", "mark"),
    "relation_kinds.csv": ("kind", "meaning"),
    "relations.csv": (
        *("key", "subject", "subject_party", "kind", "object", "object_party"),
        *("detail", "date", "source", "mark"),
    ),
}


def read_starter(folder: Path | None = None) -> StarterSet:
    """The starter set, read and checked in a few milliseconds.

    Args:
        folder: Where its files lie; without one, those that the program carries.

    Raises:
        BrokenStarterError: If a file contradicts itself or another (our bug).
        FileNotFoundError: If the installation lacks the folder (our bug).
    """
    folder = folder or resource("starter")
    raw = {file: read_bytes(folder, file) for file in (_MANIFEST, *sorted(_COLUMNS))}
    digest = hashlib.sha256()
    for file, content in raw.items():
        digest.update(f"{file}\n{len(content)}\n".encode())
        digest.update(content)
    manifest = _manifest(raw[_MANIFEST])
    tables = {file: tuple(read_table(file, raw[file], _COLUMNS[file])) for file in _COLUMNS}
    sources = StarterSources(tables["sources.csv"])
    entries = read_entries(tables, sources, manifest.links)
    overlay = read_overlay(tables, sources, entries)
    relations = tuple(read_relations(tables, sources, overlay))
    return StarterSet(
        lists=tuple(
            _list(code, links, [record for record in entries.values() if record.list_code == code])
            for code, links in manifest.links.items()
        ),
        overlay=tuple(overlay.values()),
        relations=relations,
        sources=tuple(sources.used()),
        label=manifest.label,
        as_of=manifest.as_of,
        sentence=manifest.caveat,
        version=manifest.version,
        sha256=digest.hexdigest(),
        size=sum(len(content) for content in raw.values()),
    )


@dataclass(frozen=True, slots=True)
class _Manifest:
    version: int
    label: str
    as_of: date
    caveat: str
    links: Mapping[str, tuple[str, ...]]


def _manifest(raw: bytes) -> _Manifest:
    try:
        table: dict[str, Any] = tomllib.loads(raw.decode("utf-8"))
        manifest = _Manifest(
            version=table["version"],
            label=table["label"],
            as_of=table["as_of"],
            caveat=table["caveat"],
            links={code: tuple(entry["links"]) for code, entry in table["lists"].items()},
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise BrokenStarterError(_MANIFEST, 0, f"not as expected: {error}") from error
    if not (type(manifest.as_of) is date and manifest.label and manifest.caveat):
        raise BrokenStarterError(_MANIFEST, 0, "label, date or caveat is missing")
    return manifest


def _list(code: str, links: tuple[str, ...], records: list[PartyRecord]) -> ParsedList:
    fields = dict.fromkeys(field for record in records for field, _ in record.published)
    return ParsedList(
        list_code=code,
        records=tuple(records),
        rows=len(records),
        published_fields=tuple(fields),
        links=links,
    )
