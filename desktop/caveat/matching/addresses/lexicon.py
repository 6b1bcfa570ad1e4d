"""The word tables that address parsing rests on, read once from the resources."""

import csv
import re
from dataclasses import dataclass
from functools import cache

from caveat.resources import resource

_NOT_SQUASHED = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase with a meaning in addresses.

    Attributes:
        role: ``street``, ``building``, ``block``, ``phase``, ``unit``, ``number``, ``park`` …
        canonical: The kind within the role, such as ``avenue``.
        position: Where it stands against its name: ``before``, ``after`` or ``both``.
        countries: Where it has this meaning; empty means everywhere.
    """

    role: str
    canonical: str
    position: str
    countries: frozenset[str]

    def holds_in(self, country: str) -> bool:
        """Whether the word has this meaning in addresses of the country."""
        return not self.countries or country in self.countries


@dataclass(frozen=True, slots=True)
class Place:
    """A country, province, city, district or area under its usual English name.

    An area lies within a district or across several: Zhongguancun, a new area, a bazaar.
    """

    name: str
    kind: str
    country: str
    within: str


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction word. ``only_at_end``: a pinyin syllable that names also begin with."""

    direction: str
    pinyin: str
    only_at_end: bool


@dataclass(frozen=True, slots=True)
class HanWord:
    """A Han suffix of an address part. ``weak`` ones count only before a number or the end."""

    role: str
    latin: str
    weak: bool


def _rows(name: str) -> list[dict[str, str]]:
    with resource(f"lexicons/address_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def squash(words: str) -> str:
    """The letters and digits alone, so that "Fa Yuen" and "Fayuen" are one."""
    return words if words.isalnum() else _NOT_SQUASHED.sub("", words)


@cache
def words() -> dict[tuple[str, ...], tuple[Word, ...]]:
    """Every word and phrase by its folded words, in the order of the table."""
    table: dict[tuple[str, ...], list[Word]] = {}
    for row in _rows("words"):
        word = Word(
            row["role"], row["canonical"], row["position"], frozenset(row["countries"].split())
        )
        table.setdefault(tuple(re.findall(r"[a-z]+", row["word"])), []).append(word)
    return {key: tuple(found) for key, found in table.items() if key}


@cache
def longest_phrases() -> dict[str, int]:
    """How many words the longest phrase has that begins with a word."""
    longest: dict[str, int] = {}
    for phrase in words():
        longest[phrase[0]] = max(longest.get(phrase[0], 1), len(phrase))
    return longest


@cache
def places() -> dict[str, Place]:
    """Places by squashed name or alias. The first of several equal names counts."""
    table: dict[str, Place] = {}
    for row in _rows("places"):
        place = Place(row["place"], row["kind"], row["country"], row["within"])
        for name in (row["place"], *row["aliases"].split("|")):
            if key := squash(name):
                table.setdefault(key, place)
    return table


@cache
def place_beginnings() -> frozenset[str]:
    """All that the names of `places` begin with, themselves and nothing among it.

    Several words are a place only if the first of them is one of these.
    """
    return frozenset(name[:end] for name in places() for end in range(len(name) + 1))


@cache
def place_endings() -> frozenset[str]:
    """All that the names of `places` end with."""
    return frozenset(name[start:] for name in places() for start in range(len(name) + 1))


@cache
def directions() -> dict[str, Direction]:
    """Direction words, English and pinyin."""
    return {
        squash(row["word"]): Direction(row["direction"], row["pinyin"], bool(row["only_at_end"]))
        for row in _rows("directions")
    }


@cache
def equivalents() -> dict[str, str]:
    """Words that stand for one another in names of streets and buildings."""
    return {row["word"]: row["canonical"] for row in _rows("equivalents")}


@cache
def common_streets() -> dict[str, frozenset[str]]:
    """Street names that many towns have, with the countries; empty string: any country."""
    table: dict[str, set[str]] = {}
    for row in _rows("common_streets"):
        table.setdefault(squash(row["street"]), set()).add(row["country"])
    return {key: frozenset(found) for key, found in table.items()}


@cache
def generic_words() -> frozenset[str]:
    """Words that do not tell one building or park from another."""
    return frozenset(row["word"] for row in _rows("generic_words"))


@cache
def hong_kong_han() -> tuple[tuple[str, str], ...]:
    """Hong Kong streets, buildings and districts in Han, longest first, with their English."""
    rows = [(row["han"], row["latin"]) for row in _rows("hong_kong_han")]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


@cache
def han_words() -> dict[str, HanWord]:
    """Han suffixes of address parts."""
    return {
        row["word"]: HanWord(row["role"], row["latin"], bool(row["weak"]))
        for row in _rows("words_han")
    }


@cache
def agents() -> tuple[tuple[str, str], ...]:
    """Names and kinds of addresses that house many strangers: registration agents, prisons."""
    return tuple((row["name"], row["kind"]) for row in _rows("agents"))
