"""The words of relation tables (`relation_words.csv`): headings, relations, words for shares."""

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from caveat.domain.relation_tables import RelationField
from caveat.domain.relations import RelationKind
from caveat.ingest.folding import fold_heading
from caveat.resources import resource

_FILE = "lexicons/relation_words.csv"
_LONGEST = 80


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with resource(_FILE).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream, strict=True))


@cache
def _headings() -> Mapping[str, RelationField]:
    return MappingProxyType(
        {
            fold_heading(row["phrase"]): RelationField(row["meaning"])
            for row in _rows()
            if row["where"] == "heading"
        }
    )


def field_of_heading(heading: str) -> RelationField | None:
    """What a heading means; None where it is none of the known ones."""
    if len(heading) > _LONGEST:
        return None
    return _headings().get(fold_heading(heading.replace("%", " percent ")))


class RelationWord(NamedTuple):
    """What a word for a relation means.

    Attributes:
        swapped: Whether the ends change places: "owned by".
        assumed: Whether the word leaves open who is what to whom: "shareholder". It is read as
            the template reads it: the first party is … of the second.
    """

    kind: RelationKind
    swapped: bool
    assumed: bool


@cache
def _relations() -> Mapping[str, RelationWord]:
    return MappingProxyType(
        {
            fold_heading(row["phrase"]): RelationWord(
                RelationKind(row["meaning"]),
                row["direction"] == "backward",
                row["direction"] == "assumed",
            )
            for row in _rows()
            if row["where"] == "relation"
        }
    )


def relation_of(text: str) -> RelationWord | None:
    """What a relation is called here; None if it is not known."""
    if len(text) > _LONGEST:
        return None
    said = fold_heading(text)
    for article in ("is a ", "is an ", "is the ", "is "):
        if said.startswith(article):
            said = said.removeprefix(article)
            break
    return _relations().get(said)


@cache
def share_words() -> tuple[tuple[str, str], ...]:
    """The words for shares and their meaning, the longest first, case folded."""
    words = {row["phrase"].casefold(): row["meaning"] for row in _rows() if row["where"] == "share"}
    return tuple(sorted(words.items(), key=lambda word: (-len(word[0]), word[0])))
