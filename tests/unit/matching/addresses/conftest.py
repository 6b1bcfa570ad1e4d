"""Real listed addresses, read once, and an index over them."""

import csv
import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from caveat.domain.parties import Address
from caveat.ingest.lists.read import read_list_file
from caveat.matching.addresses.index import AddressIndex
from templates import made_once, shared_folder


@dataclass(frozen=True)
class Listed:
    """All addresses of one edition of the lists, and the index over them."""

    entries: tuple[tuple[int, int, Address], ...]
    names: dict[int, str]
    index: AddressIndex

    def parties_at(self, text: str, country: str = "", *, line: float = 70.0) -> dict[str, float]:
        found = self.index.search(text, country, limit=200)
        best: dict[str, float] = {}
        for match in found:
            if match.score >= line:
                name = self.names[match.party]
                best[name] = max(match.score, best.get(name, 0.0))
        return best


def _listed(path: Path, folder: Path) -> Listed:
    """Read and parsed once for all processes of a session."""
    kept = folder / "listed.pickle"
    with made_once(folder) as to_make:
        if to_make:
            kept.write_bytes(pickle.dumps(_read(path)))
    entries, names, arrays = pickle.loads(kept.read_bytes())  # noqa: S301  # ours
    return Listed(entries, names, AddressIndex.from_arrays(arrays))


def _read(path: Path) -> tuple[Any, ...]:
    entries: list[tuple[int, int, Address]] = []
    names: dict[int, str] = {}
    for parsed in read_list_file(path).lists:
        for record in parsed.records:
            key = len(names)
            names[key] = record.name
            entries += [(key, position, one) for position, one in enumerate(record.addresses)]
    return tuple(entries), names, AddressIndex.build(entries).to_arrays()


@pytest.fixture(scope="session")
def listed_2026(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Listed:
    file = shared_data / "lists" / "csl_layout_2026-07-09.csv.gz"
    return _listed(file, shared_folder(tmp_path_factory) / "addresses-2026")


@pytest.fixture(scope="session")
def listed_2022(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Listed:
    file = shared_data / "lists" / "csl_2022-04-21.csv.gz"
    return _listed(file, shared_folder(tmp_path_factory) / "addresses-2022")


@dataclass(frozen=True)
class AddressOnly:
    """An Entity List row that is only an address (15 CFR 744.16)."""

    name: str
    country: str
    text: str


@pytest.fixture(scope="session")
def address_only_entries(shared_facts: Path) -> tuple[AddressOnly, ...]:
    with (shared_facts / "address_only_entries.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            AddressOnly(row["entry"], "TR" if row["country"] == "Turkey" else "HK", row["address"])
            for row in csv.DictReader(file)
        )


_SHORTER = {
    "Road": "Rd",
    "Street": "St.",
    "Room": "Rm.",
    "Commercial": "Comm.",
    "Centre": "Ctr",
    "Center": "Ctr",
    "Building": "Bldg.",
    "Tower": "Twr",
    "Office": "Ofc",
}


def _floors_as(text: str, pattern: str) -> str:
    return re.sub(r"\b(\d{1,2})\s?(?:/F|F)\b", lambda found: pattern.format(found[1]), text)


def _variants(text: str) -> Iterator[tuple[str, str]]:
    text = text.rstrip(".")
    parts = [part.strip() for part in text.split(",")]
    abbreviated = text
    for word, short in _SHORTER.items():
        if word != "Office":
            abbreviated = re.sub(rf"\b{word}\b", short, abbreviated)
    yield "as printed", text
    yield "abbreviated", abbreviated
    yield "upper case", text.upper()
    yield "reordered", ", ".join(reversed(parts))
    yield "without commas", " ".join(parts)
    yield "floor as 16th Floor", _floors_as(text, "{}th Floor")
    yield "floor as Level 16", _floors_as(text, "Level {}")
    yield "floor as 16/F", _floors_as(text, "{}/F")
    yield "other room word", re.sub(r"\b(?:Flat/RM|Room|Rm\.?|Unit|Flat|Office)\b", "Suite", text)
    yield "without room punctuation", re.sub(r"\b(Room|Flat|Unit|Office|Rm\.?)\s+", r"\1", text)
    yield "without No.", re.sub(r"\bNo[.:]\s*", "", text)
    yield (
        "districts written together",
        text.replace("Wan Chai", "Wanchai").replace("Mong Kok", "Mongkok"),
    )
    yield "short districts", text.replace("Tsim Sha Tsui", "TST").replace("Hong Kong", "HK")


@pytest.fixture(scope="session")
def variants_of():
    return _variants
