"""Real published lists as the matching index takes them, for tests that measure."""

import csv
import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path

from caveat.domain.parties import Name, NameKind, PartyKind
from caveat.matching.entries import ListedParty

EDITIONS = ("csl_2022-04-21.csv.gz", "csl_layout_2026-07-09.csv.gz")
_COUNTRY = re.compile(r"(?:^|[,;] )([A-Z]{2})(?=;|$)")
"""At the end of an address, or a nationality by itself."""
_KINDS = {
    "Individual": PartyKind.PERSON,
    "Entity": PartyKind.COMPANY,
    "Vessel": PartyKind.VESSEL,
    "Aircraft": PartyKind.AIRCRAFT,
}


def read_edition(path: Path, first_key: int = 0) -> Iterator[ListedParty]:
    """The parties of a file in the layout of the Consolidated Screening List, no addresses."""
    with gzip.open(path) as raw:
        rows = csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline=""))
        for number, row in enumerate(rows):
            aliases = (text.strip() for text in row["alt_names"].split("; "))
            others = (Name(text, NameKind.ALIAS) for text in aliases if text)
            names = tuple(name for name in (Name(row["name"].strip()), *others) if name.text)
            kind = _KINDS.get(row["type"], PartyKind.UNKNOWN)
            places = f"{row['addresses']}; {row['nationalities']}; {row['citizenships']}"
            countries = tuple(dict.fromkeys(_COUNTRY.findall(places)))
            yield ListedParty(first_key + number, row["source"], kind, names, countries=countries)


def both_editions(data: Path) -> tuple[ListedParty, ...]:
    """The parties of both editions, with keys that do not meet."""
    return tuple(
        party
        for place, name in enumerate(EDITIONS)
        for party in read_edition(data / "lists" / name, place * 100_000)
    )
