"""Writes the arrays that published names are looked up in."""

import re
from array import array
from collections.abc import Iterable
from enum import IntEnum
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from caveat.domain.parties import Name, NameKind
from caveat.domain.sources import Mark
from caveat.matching.entries import ListedParty
from caveat.matching.identifiers import normal_number, strength
from caveat.matching.known_key import NameKey, key_hash, key_of
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
    return plain_keys(map(key_of, split_names(text) if text.strip() else ()))


def plain_keys(keys: Iterable[NameKey]) -> list[list[Any]]:
    """Keys as lists, as they are remembered; those without words left out."""
    return [[key.words, sorted(key.forms), key.is_acronym] for key in keys if key.words]


class KnownBuilder:
    """Collects the names of parties, by their rows, and writes the arrays of `KnownNames`."""

    def __init__(self, read: Read = read_anew) -> None:
        self._read = read
        # Typed runs: tuples of numbers take eight times the room.
        self._hash, self._row = array("Q"), array("i")
        self._grade, self._form, self._acronym = array("B"), array("H"), array("B")
        self._forms: dict[frozenset[str], int] = {}
        self._lists: dict[str, int] = {}
        self._list: list[int] = []
        self._addresses: list[tuple[int, int]] = []
        self._group: list[int] = []
        self._carrier: dict[str, int] = {}

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
                self._hash.append(key_hash(words))
                self._row.append(row)
                self._grade.append(grade)
                self._form.append(forms)
                self._acronym.append(is_acronym)
        for identifier in party.identifiers:
            number = normal_number(identifier.number)
            if strength(number) >= _TELLING_NUMBER:
                self._join(self._carrier.setdefault(number, row), row)
        for address in party.addresses:
            letters = _NO_LETTERS.sub("", address.text.casefold())
            if len(letters) >= _TELLING_ADDRESS and any(c.isdigit() for c in letters):
                self._addresses.append((row, key_hash(letters)))

    def _join(self, first: int, row: int) -> None:
        """Two entries that share a name or a number are one party, listed twice."""
        one, other = self._root(first), self._root(row)
        if one != other:
            self._group[max(one, other)] = min(one, other)

    def _join_namesakes(self, hashes: Array, legal: Array, rows: Array) -> None:
        """Joins the parties of one name and legal form, unless it is an acronym alone."""
        telling = np.flatnonzero(np.array(self._acronym, dtype=np.uint8) == 0)
        telling = telling[np.lexsort((legal[telling], hashes[telling]))]
        hashes, legal, rows = hashes[telling], legal[telling], rows[telling]
        alike = np.flatnonzero((hashes[1:] == hashes[:-1]) & (legal[1:] == legal[:-1]))
        for first, row in zip(rows[alike].tolist(), rows[alike + 1].tolist(), strict=True):
            self._join(first, row)

    def _root(self, row: int) -> int:
        while self._group[row] != row:
            self._group[row] = self._group[self._group[row]]
            row = self._group[row]
        return row

    def arrays(self) -> dict[str, Array]:
        """Everything that `KnownNames` reads."""
        hashes = np.array(self._hash, dtype=np.uint64)
        rows = np.array(self._row, dtype=np.int32)
        grades = np.array(self._grade, dtype=np.uint8)
        legal = np.array(self._form, dtype=np.uint16)
        self._join_namesakes(hashes, legal, rows)
        order = _distinct(hashes, rows, grades, legal)
        groups = [self._root(row) for row in range(len(self._group))]
        lists = [0] * len(groups)
        for row, group in enumerate(groups):
            if 0 <= self._list[row] < _LISTS_TOLD_APART:
                lists[group] |= 1 << self._list[row]
        addresses = sorted({(groups[row], letters) for row, letters in self._addresses})
        texts, ends = pack(encoded(" ".join(sorted(forms))) for forms in self._forms)
        return {
            "hash": hashes[order],
            "party": rows[order],
            "grade": grades[order],
            "form": legal[order],
            "forms": texts,
            "form_ends": ends,
            "group": np.array(groups, dtype=np.int32),
            "list": np.array(self._list, dtype=np.int16),
            "lists": np.array(lists, dtype=np.uint64),
            "address_group": np.array([a[0] for a in addresses], dtype=np.int32),
            "address": np.array([a[1] for a in addresses], dtype=np.uint64),
        }


def _distinct(*columns: Array) -> Array:
    """Places of the distinct rows, by the first column, then by the second and so on."""
    order = np.lexsort(columns[::-1])
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = np.any([one[order[1:]] != one[order[:-1]] for one in columns], axis=0)
    return np.asarray(order[first])
