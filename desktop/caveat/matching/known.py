"""Published names as knowledge: two names of one party are the same party.

Looked up exactly, by the words of a name in their order without case, marks, script variants and
legal form. Kept as sorted arrays of hashes, so that a look-up reads no party.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from caveat.domain.parties import Name, NameKind
from caveat.domain.sources import Mark
from caveat.matching.entries import ListedParty
from caveat.matching.identifiers import normal_number, strength
from caveat.matching.names import han
from caveat.matching.names.clean import fold
from caveat.matching.names.forms import forms_contradict
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.prepare import PreparedName, prepare
from caveat.matching.names.split import split_names
from caveat.matching.readings import Read, read_anew
from caveat.matching.texts import encoded, pack, unpack

Array = npt.NDArray[Any]
_GROUP = "group"
"""Stands inside legal forms (集团有限公司, Group Co.) and belongs to the name all the same."""
_PLAIN_WORD = "w:"
_MUTE = frozenset({WordKind.FORM, WordKind.NOISE})
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


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the published names say about two names.

    Attributes:
        same: Name of a party that carries both; empty where none does.
        doubt: Why that proves little, as it ends a sentence; empty where it proves it.
        different: Whether both are published, no party carries both, and one list publishes
            their parties as two that share no other name, number or address.
    """

    same: str = ""
    doubt: str = ""
    different: bool = False


_NOTHING = Knowledge()
_DOUBTS = {
    Grade.UNVERIFIED: "according to an unverified source",
    Grade.WEAK: "one of them an alias that its publisher marks as weak",
}
_LISTED_TWICE = "by two entries that share a name or a number"


def name_key(name: PreparedName) -> str:
    """The words of a name, joined; the legal form left out, and the spaces, which spellings move.

    Chinese characters stay what they are, simplified. Empty when nothing is left.
    """
    words = []
    for token, surface in zip(name.tokens, name.surfaces, strict=True):
        if token.code.startswith(_PLAIN_WORD):
            words.append(token.code[2:])
        elif _GROUP in token.meanings:
            words.append(_GROUP)
        elif not surface or token.kind in _MUTE:
            continue
        elif token.kind is WordKind.NUMBER:
            words.append(str(token.number))
        else:
            words.append(surface if han.has_han(surface) else _folded(surface))
    return "".join(words)


def _folded(surface: str) -> str:
    return "".join(fold(word) for word in surface.split())


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def _grade(name: Name) -> Grade:
    if name.source is not None and name.source.mark is Mark.UNVERIFIED:
        return Grade.UNVERIFIED
    return Grade.WEAK if name.kind is NameKind.WEAK_ALIAS else Grade.PUBLISHED


def _keys(text: str) -> list[list[Any]]:
    """Of each name within a text: its key, its legal forms, whether it is an acronym alone."""
    found = []
    for part in split_names(text) if text.strip() else ():
        name = prepare(part)
        key = name_key(name)
        if key:
            acronym = len(name.tokens) == 1 and name.tokens[0].acronym
            found.append([key, sorted(name.forms), bool(acronym)])
    return found


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
            for key, said, acronym in self._read("known", name.text, partial(_keys, name.text)):
                legal = frozenset(said)
                forms = self._forms.setdefault(legal, len(self._forms))
                self._names.append((_hash(key), row, int(grade), forms))
                if not acronym:
                    self._join(("name", (key, legal)), row)
        for identifier in party.identifiers:
            number = normal_number(identifier.number)
            if strength(number) >= _TELLING_NUMBER:
                self._join(("number", number), row)
        for address in party.addresses:
            letters = _NO_LETTERS.sub("", address.text.casefold())
            if len(letters) >= _TELLING_ADDRESS and any(c.isdigit() for c in letters):
                self._addresses.append((row, _hash(letters)))

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


class KnownNames:
    """Names that lists, or the table of published names, give to parties. Immutable."""

    def __init__(self, arrays: Mapping[str, Array], label: Callable[[int], str]) -> None:
        """Reads names from arrays; ``label`` gives the name that a row is called by."""
        self.arrays, self._label = arrays, label
        ends = arrays["form_ends"]
        self._forms = [
            frozenset(unpack(arrays["forms"], ends, n).split()) for n in range(len(ends))
        ]

    @classmethod
    def of(cls, parties: Iterable[ListedParty]) -> "KnownNames":
        """The names of some parties, held in memory."""
        builder, labels = KnownBuilder(), []
        for party in parties:
            builder.add(party)
            labels.append(next((n.text for n in party.names if n.text.strip()), ""))
        return cls(builder.arrays(), labels.__getitem__)

    def __len__(self) -> int:
        return len(self.arrays["group"])

    def carriers(self, text: str) -> dict[int, Grade]:
        """Rows of the parties that carry a name, its legal form aside unless it contradicts."""
        found: dict[int, Grade] = {}
        for part in split_names(text) if text.strip() else ():
            name = prepare(part)
            key = name_key(name)
            if key:
                self._collect(_hash(key), name.forms, found)
        return found

    def _collect(self, key: int, forms: frozenset[str], found: dict[int, Grade]) -> None:
        hashes = self.arrays["hash"]
        wanted = np.uint64(key)
        at = int(hashes.searchsorted(wanted))
        while at < len(hashes) and hashes[at] == wanted:
            if not forms_contradict(forms, self._forms[int(self.arrays["form"][at])]):
                row, grade = int(self.arrays["party"][at]), Grade(int(self.arrays["grade"][at]))
                found[row] = min(found.get(row, grade), grade)
            at += 1

    def about(self, one: str, other: str) -> Knowledge:
        """What is published about the two names."""
        first = self.carriers(one)
        second = self.carriers(other) if first else {}
        if not second:
            return _NOTHING
        shared = sorted(first.keys() & second.keys(), key=lambda r: (first[r] + second[r], r))
        if shared:
            return self._same(shared[0], first, second)
        if not self._groups(first).isdisjoint(self._groups(second)):
            return self._listed_twice(first, second)
        return Knowledge(different=self._are_apart(first, second))

    def _same(self, row: int, first: Mapping[int, Grade], second: Mapping[int, Grade]) -> Knowledge:
        worst = max(first[row], second[row])
        doubt = _DOUBTS.get(worst, "")
        group = {int(self.arrays["group"][row])}
        if not doubt and not self._groups(first) == self._groups(second) == group:
            doubt = "one of them a name of other parties too"
        return Knowledge(self._label(row), doubt)

    def _listed_twice(self, first: Mapping[int, Grade], second: Mapping[int, Grade]) -> Knowledge:
        """Two entries that share another name or a number; of one list they are two parties."""
        group, lists = self.arrays["group"], self.arrays["list"]
        for one in sorted(first):
            for other in sorted(second):
                if group[one] == group[other] and lists[one] != lists[other]:
                    doubt = _DOUBTS.get(max(first[one], second[other]), _LISTED_TWICE)
                    return Knowledge(self._label(one), doubt)
        return _NOTHING

    def _groups(self, rows: Iterable[int]) -> set[int]:
        return {int(self.arrays["group"][row]) for row in rows}

    def _are_apart(self, first: Mapping[int, Grade], second: Mapping[int, Grade]) -> bool:
        """Whether one list publishes the two as separate parties that share nothing."""
        mine, theirs = (
            self._groups(row for row, grade in rows.items() if grade is Grade.PUBLISHED)
            for rows in (first, second)
        )
        if not mine or not theirs:
            return False
        return all(self._separate(a, b) for a in mine for b in theirs)

    def _separate(self, one: int, other: int) -> bool:
        lists = self.arrays["lists"]
        if one == other or not int(lists[one]) & int(lists[other]):
            return False
        return self._addresses(one).isdisjoint(self._addresses(other))

    def _addresses(self, group: int) -> set[int]:
        owners = self.arrays["address_group"]
        start, end = np.searchsorted(owners, [np.int32(group), np.int32(group + 1)])
        return set(self.arrays["address"][int(start) : int(end)].tolist())


class AllNames:
    """Several tables of names as one: the built-in one, and the lists in service."""

    def __init__(self, tables: Sequence[KnownNames]) -> None:
        self._tables = tuple(tables)

    def about(self, one: str, other: str) -> Knowledge:
        """What any of them says: what proves the two the same first, then what hints at it."""
        told = [known.about(one, other) for known in self._tables]
        same = sorted((k for k in told if k.same), key=lambda k: bool(k.doubt))
        if same:
            return same[0]
        return next((k for k in told if k.different), _NOTHING)
