"""Published names as knowledge: two names of one party are the same party.

Looked up exactly, by the words of a name in their order without case, marks, script variants and
legal form. Kept as sorted arrays of hashes, so that a look-up reads no party.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from caveat.matching.entries import ListedParty
from caveat.matching.known_builder import Grade, KnownBuilder, keys_in
from caveat.matching.known_key import key_hash
from caveat.matching.names.forms import forms_contradict
from caveat.matching.readings import Read, read_anew
from caveat.matching.texts import unpack

Array = npt.NDArray[Any]


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

    def carriers(self, text: str, read: Read = read_anew) -> dict[int, Grade]:
        """Rows of the parties that carry a name, its legal form aside unless it contradicts.

        ``read`` may remember what a name was taken apart into, see `caveat.matching.readings`.
        """
        found: dict[int, Grade] = {}
        for words, forms, _ in read("known", text, partial(keys_in, text)):
            self._collect(key_hash(words), frozenset(forms), found)
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
