"""Persons and vessels of several published lists, one object per human being or hull.

    from listed_parties import merged

Scripts that learn from the lists use this; the program does not. Entries of different lists are
one party where they share a reference number, a passport or an identity number, or a whole date
of birth together with a nationality and a likeness of the names.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from caveat.domain.parties import NameKind, PartyKind, PartyRecord
from caveat.ingest.lists.read import read_list_set
from caveat.matching.names.clean import clean, fold, skeleton

SOURCES = (
    ("csl_2022-04-21.csv.gz", "Consolidated Screening List, 21 April 2022"),
    ("ofac_cons_2025-12", "OFAC non-SDN files, December 2025"),
    ("un_2026-02-27.xml.gz", "27 February 2026"),
    ("uk_conlist_2020-04-27.csv.gz", "27 April 2020"),
    ("opensanctions_ua_war_sanctions_targets.simple.csv.gz", "OpenSanctions export, March 2026"),
    ("opensanctions_zala.entities.ftm.json", "OpenSanctions export"),
)
_WEAK_MARKS = "ofac_sdn_2021-07"
"""OFAC's own files say which aliases are weak; the Consolidated Screening List does not."""
_LISTS = {"US-SDN", "US-FSE", "UN-SC", "UK-SL"}
_ONLY_OF = {"US-PLC": "ofac_cons_2025-12", "US-MBS": "ofac_cons_2025-12"}
_STRONG = {NameKind.PRIMARY, NameKind.ALIAS, NameKind.FORMER, NameKind.NATIVE}
_FEWEST_DIGITS = 5
_NUMBERS = ("passport", "national", "cedula", "id", "r.f.c", "c.u.r.p", "tax", "identi", "inn")
_YEAR = re.compile(r"\b(1[89]\d\d|20[0-2]\d)\b")
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_IMO = re.compile(r"\d{7}")
_WORD = re.compile(r"[^\W_]+(?:['`’][^\W_]+)*")
_SERVANT = re.compile(r"^[ae]bd(?:[aeiou]l|[aeiou]|)$")
_ALIKE = 0.88
PARTICLES = frozenset(
    {
        "al", "el", "ul", "as", "ash", "ad", "an", "ar", "at", "az", "bin", "ibn", "bint", "ben",
        "bu", "de", "da", "do", "dos", "das", "del", "la", "las", "los", "van", "von", "der", "den",
        "di", "du", "le", "y", "e", "und", "and", "zu", "ter",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of one list.

    Attributes:
        origin: List and release, as printed in a table of sources.
        code: Code of the list.
        kind: Person or vessel.
        names: Names that are not weak, the primary one first.
        days: Whole dates of birth; the first of January stands for "some day" in many lists.
        years: Years of birth, of partial dates too.
        nations: Nationalities and citizenships.
        numbers: Identity numbers, or the IMO number of a vessel; never written anywhere.
    """

    origin: str
    code: str
    kind: PartyKind
    names: tuple[str, ...]
    days: frozenset[str]
    years: frozenset[int]
    nations: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Merged:
    """One party with all its entries, in the order of the lists."""

    key: int
    entries: tuple[Entry, ...]

    @property
    def doubtful(self) -> bool:
        """Whether two entries of one list were joined, so that the joining may be wrong."""
        return len({entry.code for entry in self.entries}) < len(self.entries)

    @property
    def days(self) -> frozenset[str]:
        """Whole dates of birth that any list gives."""
        return frozenset().union(*(entry.days for entry in self.entries))

    @property
    def years(self) -> frozenset[int]:
        """Years of birth that any list gives."""
        return frozenset().union(*(entry.years for entry in self.entries))

    @property
    def numbers(self) -> frozenset[str]:
        """All numbers."""
        return frozenset().union(*(entry.numbers for entry in self.entries))

    @property
    def names(self) -> tuple[str, ...]:
        """All names that are not weak, without repeats."""
        return tuple(dict.fromkeys(name for entry in self.entries for name in entry.names))


def words(name: str) -> tuple[str, ...]:
    """The folded words of a name without particles; all of them if nothing else is left."""
    every = [fold(word) for word in _WORD.findall(clean(name).replace("-", " "))]
    every = [_SERVANT.sub("abd", word) for word in every if word]
    return tuple(word for word in every if word not in PARTICLES) or tuple(every)


def alike(one: str, other: str) -> bool:
    """Whether two folded words may be one word in two spellings."""
    if one == other:
        return True
    if min(len(one), len(other)) <= 2:  # noqa: PLR2004 — two letters are always like some word
        return False
    if JaroWinkler.similarity(one, other) >= _ALIKE:
        return True
    bones = skeleton(one)
    return len(bones) > 2 and bones == skeleton(other)  # noqa: PLR2004 — fewer say nothing


def shared(one: str, other: str) -> int:
    """How many words of the one name have a partner of their own in the other."""
    free = list(words(other))
    found = 0
    for word in words(one):
        match = next((each for each in free if alike(word, each)), None)
        if match is not None:
            free.remove(match)
            found += 1
    return found


def script(name: str) -> str:
    """Script of the first letter, such as ``LATIN``."""
    letter = next((c for c in name if c.isalpha()), "a")
    return unicodedata.name(letter, "LATIN").split()[0]


def merged(data: Path, kind: PartyKind) -> list[Merged]:
    """The parties of a kind, numbered in a fixed order."""
    entries = [entry for entry in _entries(data) if entry.kind is kind]
    parents = list(range(len(entries)))

    def root(i: int) -> int:
        while parents[i] != i:
            i = parents[i]
        return i

    for i, j in _ties(entries):
        a, b = sorted((root(i), root(j)))
        parents[b] = a
    groups: dict[int, list[Entry]] = defaultdict(list)
    for i, entry in enumerate(entries):
        groups[root(i)].append(entry)
    return [Merged(key, tuple(group)) for key, group in sorted(groups.items())]


def _ties(entries: list[Entry]) -> Iterator[tuple[int, int]]:
    by_number: dict[str, list[int]] = defaultdict(list)
    by_day: dict[str, list[int]] = defaultdict(list)
    for i, entry in enumerate(entries):
        for number in entry.numbers:
            by_number[number].append(i)
        for day in entry.days:
            by_day[day].append(i)
    for same in by_number.values():
        yield from (
            (same[0], other) for other in same[1:] if _akin(entries[same[0]], entries[other])
        )
    for same in by_day.values():
        for place, i in enumerate(same):
            for j in same[place + 1 :]:
                one, other = entries[i], entries[j]
                apart = one.nations and other.nations and not one.nations & other.nations
                if one.code != other.code and not apart and _akin(one, other, least=2):
                    yield i, j


def _akin(one: Entry, other: Entry, *, least: int = 1) -> bool:
    if one.kind is PartyKind.VESSEL:
        return True
    return any(shared(a, b) >= least for a in one.names for b in other.names)


def _entries(data: Path) -> Iterator[Entry]:
    weak = _weak(data)
    for file, edition in SOURCES:
        for read in read_list_set(_files(data / "lists" / file)).lists:
            code = read.list_code
            if not (code.startswith("OS-") or code in _LISTS or _ONLY_OF.get(code) == file):
                continue
            origin = f"{code} ({edition})"
            for record in read.records:
                if record.kind in {PartyKind.PERSON, PartyKind.VESSEL}:
                    yield _entry(record, origin, code, weak)


def _files(path: Path) -> list[Path]:
    return sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]


def _weak(data: Path) -> set[tuple[str, str]]:
    return {
        (record.publisher_id, name.text.casefold())
        for read in read_list_set(_files(data / "lists" / _WEAK_MARKS)).lists
        for record in read.records
        for name in record.names
        if name.kind is NameKind.WEAK_ALIAS
    }


def _entry(record: PartyRecord, origin: str, code: str, weak: set[tuple[str, str]]) -> Entry:
    names = dict.fromkeys(
        clean(name.text)
        for name in record.names
        if name.kind in _STRONG and (record.publisher_id, name.text.casefold()) not in weak
    )
    dates = record.dates_of_birth
    return Entry(
        origin,
        code,
        record.kind,
        tuple(name for name in names if name),
        frozenset(day for day in dates if _DAY.match(day) and not day.endswith("-01-01")),
        frozenset(int(year) for date in dates for year in _YEAR.findall(date)),
        frozenset(record.nationalities) | frozenset(record.citizenships),
        frozenset(_numbers(record, code)),
    )


def _numbers(record: PartyRecord, code: str) -> Iterable[str]:
    if record.kind is PartyKind.VESSEL:
        for identifier in record.identifiers:
            hull = _IMO.search(identifier.number) if "IMO" in identifier.kind else None
            if hull:
                yield hull.group()
        return
    if code == "UN-SC":
        yield record.publisher_id.upper()
    for identifier in record.identifiers:
        number = re.sub(r"[\W_]+", "", identifier.number).upper()
        personal = identifier.kind.casefold().startswith(_NUMBERS)
        if identifier.kind == "UN Reference Number":
            yield identifier.number.strip().upper()
        elif personal and len(re.findall(r"\d", number)) >= _FEWEST_DIGITS:
            yield number
