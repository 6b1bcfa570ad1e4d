"""Leaves out of what changed in a list an address that only names its country once more.

Between April 2022 and November 2023 the Consolidated Screening List turned "…, Xian, 710021, CN"
into "…, Xian, 710021, China, CN" in every entry of the Military End-User List. Nothing changed by
that. Knowing it takes the names of countries, which the comparison of records does without.
"""

from collections.abc import Iterable

from caveat.domain.differences import FieldChange
from caveat.domain.identity import name_key
from caveat.ingest.countries import country_of

_ADDRESSES = frozenset({"addresses", "field “addresses”"})
"""As read, and as the Consolidated Screening List publishes them."""


def without_repeated_countries(changes: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    """The changes without addresses that stand on both sides but for repeats of their country."""
    left = (_left(change) if change.field in _ADDRESSES else change for change in changes)
    return tuple(change for change in left if change.old or change.new)


def _left(change: FieldChange) -> FieldChange:
    before, after = ({_places(text) for text in side} for side in (change.old, change.new))
    return FieldChange(
        change.field,
        tuple(text for text in change.old if _places(text) not in after),
        tuple(text for text in change.new if _places(text) not in before),
    )


def _places(text: str) -> frozenset[tuple[str, str]]:
    """The addresses of a text, each as its words in one order and the country that it ends with."""
    return frozenset(_place(part) for part in text.split(";"))


def _place(text: str) -> tuple[str, str]:
    parts = [part.strip() for part in text.split(",")]
    country = ""
    while parts and (named := country_of(parts[-1])) and named == (country or named):
        country = named
        parts.pop()
    return " ".join(sorted(name_key(" ".join(parts)).split())), country
