"""Writes the arrays that published names are looked up in."""

import re
from enum import IntEnum
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from caveat.domain.parties import Name, NameKind
from caveat.domain.sources import Mark
from caveat.matching.entries import ListedParty
from caveat.matching.identifiers import normal_number, strength
from caveat.matching.known_key import key_hash, key_of
from caveat.matching.names.split import split_names
from caveat.matching.readings import Read, read_anew
from caveat.matching.texts import encoded, pack

Array = npt.NDArray[Any]
_TELLING_NUMBER = 90.0
_TELLING_ADDRESS = 16
_LISTS_TOLD_APART = 63
_NO_LETTERS = re.compile(r"[\W_]+")
"""What is neither letter nor digit, as `str.isalnum` has it."""


class Grade(IntEnum):
    """How much it says that a party carries a name."""

    PUBLISHED = 0
    WEAK = 1
    """An alias that the publisher marks as weak."""
    UNVERIFIED = 2
    """From memory, by inference or by translation."""


def _grade(name: Name) -> Grade:
    if name.source is not None and name.source.mark is Mark.UNVERIFIED:
        return Grade.UNVERIFIED
    return Grade.WEAK if name.kind is NameKind.WEAK_ALIAS else Grade.PUBLISHED


def keys_in(text: str) -> list[list[Any]]:
    """Of each name within a text: its key, its legal forms, whether it is an acronym alone."""
    keys = map(key_of, split_names(text) if text.strip() else ())
    return [[key.words, sorted(key.forms), key.is_acronym] for key in keys if key.words]


class KnownBuilder:
    """Collects the names of parties, by their rows, and writes the arrays of `KnownNames`."""

    def __init__(self, read: Read = read_anew) -> None:
        self._read = read
        self._names: list[tuple[int, int, int, int]] = []
        self._forms: dict[frozenset[str], int] = {}
        self._lists: dict[str, int] = {}
        self._list: list[int] = []
        self._addresses: list[tuple[int, int]] = []
        self._group: list[int] = []
        self._carrier: dict[tuple[str, object], int] = {}

    def add(self, party: ListedParty) -> None:
        """Adds a party; its row is the number of parties before it."""
        row = len(self._group)
        self._group.append(row)
        known = self._lists.setdefault(party.list_code, len(self._lists)) if party.list_code else -1
        self._list.append(known)
        for name in party.names:
            grade = _grade(name)
            for words, said, is_acronym in self._read(
                "known", name.text, partial(keys_in, name.text)
            ):
                legal = frozenset(said)
                forms = self._forms.setdefault(legal, len(self._forms))
                self._names.append((key_hash(words), row, int(grade), forms))
                if not is_acronym:
                    self._join(("name", (words, legal)), row)
        for identifier in party.identifiers:
            number = normal_number(identifier.number)
            if strength(number) >= _TELLING_NUMBER:
                self._join(("number", number), row)
        for address in party.addresses:
            letters = _NO_LETTERS.sub("", address.text.casefold())
            if len(letters) >= _TELLING_ADDRESS and any(c.isdigit() for c in letters):
                self._addresses.append((row, key_hash(letters)))

    def _join(self, evidence: tuple[str, object], row: int) -> None:
        """Two entries that share a name or a number are one party, listed twice."""
        first = self._carrier.setdefault(evidence, row)
        one, other = self._root(first), self._root(row)
        if one != other:
            self._group[max(one, other)] = min(one, other)

    def _root(self, row: int) -> int:
        while self._group[row] != row:
            self._group[row] = self._group[self._group[row]]
            row = self._group[row]
        return row

    def arrays(self) -> dict[str, Array]:
        """Everything that `KnownNames` reads."""
        names = sorted(set(self._names))
        groups = [self._root(row) for row in range(len(self._group))]
        lists = [0] * len(groups)
        for row, group in enumerate(groups):
            if 0 <= self._list[row] < _LISTS_TOLD_APART:
                lists[group] |= 1 << self._list[row]
        addresses = sorted({(groups[row], letters) for row, letters in self._addresses})
        texts, ends = pack(encoded(" ".join(sorted(forms))) for forms in self._forms)
        return {
            "hash": np.array([n[0] for n in names], dtype=np.uint64),
            "party": np.array([n[1] for n in names], dtype=np.int32),
            "grade": np.array([n[2] for n in names], dtype=np.uint8),
            "form": np.array([n[3] for n in names], dtype=np.uint16),
            "forms": texts,
            "form_ends": ends,
            "group": np.array(groups, dtype=np.int32),
            "list": np.array(self._list, dtype=np.int16),
            "lists": np.array(lists, dtype=np.uint64),
            "address_group": np.array([a[0] for a in addresses], dtype=np.int32),
            "address": np.array([a[1] for a in addresses], dtype=np.uint64),
        }
