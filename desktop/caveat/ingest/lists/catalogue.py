"""The lists the program knows and those it names as not covered, from the data files.

Nothing here is code to change when a publisher renames a list: ``resources/lists.csv`` and
``resources/lists_not_covered.csv`` are, and each row there names its source.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache

from caveat.domain.lists import PublishedList
from caveat.domain.sources import Mark
from caveat.errors import InputError
from caveat.resources import resource

_CODE = re.compile(r"[A-Z]{2}-[A-Z]{2,5}")
_MARKS = re.compile(r"\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class ListNotCovered:
    """A list that is not searched unless the officer loads it; named in every no-match.

    Attributes:
        code: Code it has once it can be loaded; empty where none is given yet.
        title: Title, as shown.
        publisher: The authority.
        url: Official address; empty where none is known.
        what: What the list is, in half a sentence.
        source: What these facts rest on.
        mark: How far they were checked.
    """

    code: str
    title: str
    publisher: str
    url: str
    what: str
    source: str
    mark: Mark


def published_lists() -> tuple[PublishedList, ...]:
    """Every list that the program knows from the start, in the order they are shown."""
    return _catalogue()[0]


def published_list(code: str) -> PublishedList:
    """The list with a code such as ``US-EL``.

    Raises:
        InputError: If no list has that code.
    """
    for known in published_lists():
        if known.code == code:
            return known
    codes = ", ".join(known.code for known in published_lists())
    raise InputError(f"There is no list with the code {code}. The codes are {codes}.")


def not_covered() -> tuple[ListNotCovered, ...]:
    """Lists that a search does not cover unless they were loaded, as a no-match must say."""
    return _not_covered()


def list_of_source(source: str) -> PublishedList | None:
    """The list that a value of the CSL's ``source`` column means, or None.

    First by the whole value in any case, then by the abbreviation in parentheses, which survived
    every renaming seen so far ("Capta List (CAP)", "CAPTA List (CAP)").
    """
    _, by_source, by_mark = _catalogue()
    found = by_source.get(_plain(source))
    if found is None:
        marks = {by_mark[mark].code for mark in _MARKS.findall(source) if mark in by_mark}
        found = published_list(marks.pop()) if len(marks) == 1 else None
    return found


def _plain(source: str) -> str:
    return " ".join(source.split()).casefold()


@cache
def _catalogue() -> tuple[
    tuple[PublishedList, ...], dict[str, PublishedList], dict[str, PublishedList]
]:
    lists: list[PublishedList] = []
    by_source: dict[str, PublishedList] = {}
    by_mark: dict[str, PublishedList] = {}
    with resource("lists.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            sources = tuple(filter(None, row["csl_sources"].split("|")))
            known = PublishedList(
                code=row["code"],
                title=row["title"],
                publisher=row["publisher"],
                url=row["url"],
                csl_sources=sources,
                published_every_days=int(row["published_every_days"]),
            )
            if not (_CODE.fullmatch(known.code) and known.title and row["source"]):
                raise ValueError(f"resources/lists.csv: incomplete row {known.code!r}")
            lists.append(known)
            for source in sources:
                by_source[_plain(source)] = known
            for mark in filter(None, row["csl_marks"].split("|")):
                if mark in by_mark:
                    raise ValueError(f"resources/lists.csv: {mark!r} means two lists")
                by_mark[mark] = known
    if len({known.code for known in lists}) != len(lists):
        raise ValueError("resources/lists.csv: a code is given twice")
    return tuple(lists), by_source, by_mark


@cache
def _not_covered() -> tuple[ListNotCovered, ...]:
    with resource("lists_not_covered.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            ListNotCovered(
                code=row["code"],
                title=row["title"],
                publisher=row["publisher"],
                url=row["url"],
                what=row["what"],
                source=row["source"],
                mark=Mark(row["mark"]),
            )
            for row in csv.DictReader(file, strict=True)
        )
