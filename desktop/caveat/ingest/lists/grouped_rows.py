"""Puts the rows of a list that prints one party in many rows together, each fact once.

What it is for: the EU's CSV and the two British lists. They print every combination of a party's
names, addresses and so on as a row of its own (one British party takes 720), so that most fields
repeat. Columns that belong together, such as the parts of a name with its quality, form a block;
each block that differs from those before it is kept, verbatim and in the order of the file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class GroupedParty:
    """The rows of one party.

    Attributes:
        row: The first of them.
        blocks: Distinct values of each block, in the order of the file, by the block's name.
        raw: Its first row, for messages.
    """

    row: int
    blocks: dict[str, dict[tuple[str, ...], None]] = field(default_factory=dict)
    raw: list[str] = field(default_factory=list)


class GroupedRows:
    """Takes rows one by one and gives the parties, each with its distinct blocks."""

    def __init__(self, header: Sequence[str], block_of: Mapping[str, str]) -> None:
        """Prepare for a header.

        Args:
            header: Names of the columns.
            block_of: Name of the block to which a column belongs; others are blocks of their own.
        """
        self._columns: dict[str, list[int]] = {}
        for at, name in enumerate(header):
            self._columns.setdefault(block_of.get(name, name), []).append(at)
        self._header = tuple(header)
        self._texts: dict[str, str] = {}
        self._parties: dict[str, GroupedParty] = {}

    def add(self, key: str, values: Sequence[str], row: int) -> None:
        """Take a row of the party with a key."""
        texts = [self._texts.setdefault(value, value) for value in values]
        party = self._parties.get(key)
        if party is None:
            party = self._parties[key] = GroupedParty(row, raw=texts)
        for name, columns in self._columns.items():
            block = tuple(texts[at] for at in columns)
            if any(block):
                party.blocks.setdefault(name, {})[block] = None

    def __iter__(self) -> Iterator[GroupedParty]:
        """The parties in the order of their first rows."""
        return iter(self._parties.values())

    def fields(self, party: GroupedParty, block: str) -> list[dict[str, str]]:
        """The distinct values of a block, as dictionaries by column."""
        names = [self._header[at] for at in self._columns.get(block, ())]
        return [dict(zip(names, each, strict=True)) for each in party.blocks.get(block, ())]

    def values(self, party: GroupedParty, column: str) -> list[str]:
        """The distinct values of a column that is a block of its own."""
        return [each[0] for each in party.blocks.get(column, ())]

    def published(
        self, party: GroupedParty, without: frozenset[str] = frozenset()
    ) -> tuple[tuple[str, str], ...]:
        """All fields with a value, verbatim: block by block in the order of the columns."""
        return tuple(
            (self._header[at], text)
            for name, columns in self._columns.items()
            if name not in without
            for block in party.blocks.get(name, ())
            for at, text in zip(columns, block, strict=True)
            if text
        )
