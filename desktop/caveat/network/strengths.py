"""How much a tie says: the table ``resources/network/tie_strengths.csv``.

A strength is a place on a scale that we set, so that the weakest tie of a chain can be named and a
crowded tower does not look like a shared office. It is no probability and was fitted to nothing.
"""

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from caveat.domain.connections import Band, RatedTie
from caveat.domain.relations import Tie
from caveat.domain.sources import Citation, Mark
from caveat.resources import resource

_FILE = "network/tie_strengths.csv"


class Strength(NamedTuple):
    """A row of the table."""

    strength: int
    why: str


@cache
def strengths() -> Mapping[str, Strength]:
    """The table, by what it is about.

    Raises:
        ValueError: A strength is not from 0 to 100: the file was edited wrongly.
    """
    with resource(_FILE).open(encoding="utf-8", newline="") as stream:
        rows = {
            row["tie"]: Strength(int(row["strength"]), row["why"])
            for row in csv.DictReader(stream, strict=True)
        }
    for tie, (strength, _) in rows.items():
        if not 0 <= strength <= 100:  # noqa: PLR2004  # the scale
            raise ValueError(f"{_FILE}: the strength of “{tie}” is not from 0 to 100")
    return MappingProxyType(rows)


def band(strength: int) -> Band:
    """A strength in a word."""
    table = strengths()
    if strength >= table["band: strong"].strength:
        return Band.STRONG
    return Band.FAIR if strength >= table["band: fair"].strength else Band.WEAK


def rated(
    tie: Tie,
    *limits: str,
    strength: int | None = None,
    why: str = "",
    citations: tuple[Citation, ...] = (),
) -> RatedTie:
    """A tie with its strength: that of its kind, or a measured one, within every limit named.

    Args:
        tie: The tie.
        limits: Rows of the table such as ``site: crowded``.
        strength: Measured, 0-100; else that of the kind of tie.
        why: What a measured strength rests on.
        citations: What proves the tie besides its source.
    """
    table = strengths()
    stated = table.get(f"{tie.basis}: {tie.kind}", table[tie.kind.value])
    found = stated if strength is None else Strength(strength, why)
    marked = f"mark: {tie.source.mark}"
    for limit in (*limits, marked):
        row = table.get(limit)
        if row is not None and row.strength < found.strength:
            found = Strength(row.strength, row.why.removeprefix("at most: "))
    return RatedTie(tie, found.strength, band(found.strength), found.why, citations)


def is_checked(tie: Tie) -> bool:
    """Whether what the tie says was read in its source."""
    return tie.source.mark in {Mark.PUBLISHED, Mark.VERIFIED}
