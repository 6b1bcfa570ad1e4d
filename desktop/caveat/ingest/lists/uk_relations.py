"""Reads ties to other parties that a British list prints: parents, subsidiaries, ships' owners.

The UK Sanctions List has columns for them; OFSI's list labels them in its remarks.
"""

import re
from collections.abc import Callable, Iterator

from caveat.domain.parties import PublishedRelation
from caveat.ingest.lists.uk_cells import several

_COLUMNS = (
    ("subsidiaries", "parent of"),
    ("parent", "subsidiary of"),
    ("owner", "owned or operated by"),
    ("former_owner", "formerly owned or operated by"),
)
_LABELS = {
    "subsidiaries": "parent of",
    "parent company": "subsidiary of",
    "current owners": "owned or operated by",
    "current owner/operator": "owned or operated by",
    "previous owners": "formerly owned or operated by",
    "previous owner/operator": "formerly owned or operated by",
}
_LABEL = re.compile(r"\((?P<label>[A-Z][A-Za-z/ ]{2,60})\):")


def read_relations(values: Callable[[str], list[str]]) -> Iterator[PublishedRelation]:
    """The ties of a party.

    Args:
        values: Gives the distinct values of a column, by its meaning.
    """
    found: dict[PublishedRelation, None] = {}
    for meaning, kind in _COLUMNS:
        for cell in values(meaning):
            found.update((relation, None) for relation in _of(cell, kind))
    for text in values("other"):
        labels = list(_LABEL.finditer(text))
        for label, following in zip(labels, [*labels[1:], None], strict=False):
            labelled = _LABELS.get(label["label"].casefold())
            if labelled is not None:
                value = text[label.end() : following.start() if following else len(text)]
                found.update((relation, None) for relation in _of(value.strip(" ."), labelled))
    yield from found


def _of(cell: str, kind: str) -> Iterator[PublishedRelation]:
    yield from (PublishedRelation(kind, name, " ".join(cell.split())) for name in several(cell))
