"""Registration numbers and codes: normal form, and which listed parties carry them."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from caveat.domain.parties import Identifier
from caveat.matching import ship_numbers
from caveat.matching.names.clean import clean
from caveat.matching.texts import encoded, pack, unpack

Array = npt.NDArray[Any]
_NOT_ALNUM = re.compile(r"[^0-9A-Z]+")
_LABEL = re.compile(
    r"^\s*(?:IMO|LEI|USCC|INN|OGRN|SWIFT|BIC|REG(?:ISTRATION)?|TAX|ID|NO|NUMBER|PASSPORT|"
    r"CALL\s?SIGN)(?:[\s.:#№]+(?:NO|NUMBER|ID|CODE)?[\s.:#№]*)",
    re.IGNORECASE,
)
_SHORTEST = 4
_TELLING = 6
_STRONG, _WEAK = 99.0, 68.0


def normal_number(text: str) -> str:
    """Upper-case letters and digits alone, without a leading label: ``IMO 9187629`` → digits."""
    cleaned = clean(text)
    return _NOT_ALNUM.sub("", _LABEL.sub("", cleaned).upper())[:64]


def known_scheme(number: str) -> str:
    """``USCC``, ``LEI`` or ``IMO`` where the check digits prove it, else empty."""
    # WORKAROUND python-stdnum loads a module per scheme; only queries with a number pay.
    from stdnum import imo, lei  # noqa: PLC0415 — lazily, see above
    from stdnum.cn import uscc  # noqa: PLC0415 — lazily, see above

    for scheme, checker in (("USCC", uscc), ("LEI", lei), ("IMO", imo)):
        if checker.is_valid(number):
            return scheme
    return ""


def strength(number: str) -> float:
    """How much an equal number proves, 0-100. A short one may belong to anybody."""
    telling = len(number) >= _TELLING and any(c.isdigit() for c in number)
    return _STRONG if telling else _WEAK


def _hash(number: str) -> int:
    return int.from_bytes(hashlib.blake2b(number.encode(), digest_size=8).digest(), "big")


class IdentifierIndex:
    """Exact look-up of normalised numbers. Immutable."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = arrays

    @classmethod
    def build(cls, entries: Iterable[tuple[int, Identifier]]) -> "IdentifierIndex":
        """Builds the look-up from (row of the party, identifier)."""
        rows: list[tuple[int, int, str]] = []
        for party, identifier in entries:
            number = normal_number(identifier.number)
            if len(number) >= _SHORTEST:
                label = f"{identifier.kind}\t{identifier.number}"
                rows.append((_hash(number), party, label))
        rows.sort()
        labels, label_ends = pack(encoded(label) for _, _, label in rows)
        return cls(
            {
                "hash": np.array([h for h, _, _ in rows], dtype=np.uint64),
                "party": np.array([p for _, p, _ in rows], dtype=np.int32),
                "labels": labels,
                "label_ends": label_ends,
            }
        )

    def find(self, text: str) -> list[tuple[int, str, str]]:
        """Rows of the parties that carry the number, with the publisher's kind and number."""
        number = normal_number(text)
        if len(number) < _SHORTEST:
            return []
        wanted = np.uint64(_hash(number))
        first = int(np.searchsorted(self.arrays["hash"], wanted, side="left"))
        last = int(np.searchsorted(self.arrays["hash"], wanted, side="right"))
        found = []
        for row in range(first, last):
            label = unpack(self.arrays["labels"], self.arrays["label_ends"], row)
            kind, _, listed = label.partition("\t")
            if normal_number(listed) == number:
                found.append((int(self.arrays["party"][row]), kind, listed))
        return found

    def ships(self, party: int) -> frozenset[str]:
        """The IMO numbers that are printed for a party, by its row; mostly one or none."""
        labels, ends = self.arrays["labels"], self.arrays["label_ends"]
        rows = np.flatnonzero(self.arrays["party"] == party).tolist()
        return frozenset[str]().union(
            *(ship_numbers.in_text(unpack(labels, ends, row)) for row in rows)
        )
