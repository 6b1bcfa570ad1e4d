"""Builds the arrays of a matching index: all at once, or each half in a process of its own."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.matching.addresses.index import AddressIndex
from caveat.matching.candidates import CandidateIndex
from caveat.matching.catalogue import CatalogueBuilder
from caveat.matching.entries import ListedParty
from caveat.matching.identifiers import IdentifierIndex
from caveat.matching.known_builder import KnownBuilder
from caveat.matching.readings import Readings, read_anew

if TYPE_CHECKING:
    from caveat.domain.parties import Address, Identifier

Array = npt.NDArray[Any]
FORMAT = 8
"""Of the arrays. Stored ones of another format are built anew."""
_STEP = 500


class Part(StrEnum):
    """The halves of an index. They share nothing but the parties, so that two may build them.

    Each costs about as much: what is searched by likeness, and what by exact keys or by address.
    """

    NAMES = "names"
    REST = "rest"


def build_part(
    parties: Iterable[ListedParty],
    part: Part,
    *,
    readings: Readings | None = None,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> dict[str, Array]:
    """The arrays of one half of an index; those of all halves together make `MatchingIndex`.

    Args:
        parties: Who is listed.
        part: Which half.
        readings: What earlier builds of this half read: none of it is read again, and the arrays
            are the same.
        progress: Told about entries.
        cancel: Cancels.

    Raises:
        CancelledError: If the token was cancelled.
    """
    half = _Names(readings) if part is Part.NAMES else _Rest(readings)
    with _uncollected():
        for row, party in enumerate(_counted(parties, progress, cancel)):
            half.add(row, party)
        return half.arrays(progress, cancel)


def build_whole(
    parties: Iterable[ListedParty],
    *,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> dict[str, Array]:
    """The arrays of both halves; what one reads of a name the other need not read again.

    Raises:
        CancelledError: If the token was cancelled.
    """
    names, rest = _Names(None), _Rest(None)
    with _uncollected():
        for row, party in enumerate(_counted(parties, progress, cancel)):
            names.add(row, party)
            rest.add(row, party)
        return names.arrays(progress, cancel) | rest.arrays(progress, cancel)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cyclic garbage: a build leaves none and it took a fifth of it."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        # To the oldest generation at once: else the next young collection walks all that was built.
        gc.freeze()
        gc.unfreeze()
        gc.enable()


def _counted(
    parties: Iterable[ListedParty], progress: ReportProgress, cancel: CancelToken | None
) -> Iterator[ListedParty]:
    row = 0
    for row, party in enumerate(parties):
        if row % _STEP == 0:
            progress(Progress("Reading names", row))
            if cancel is not None:
                cancel.check()
        yield party
    progress(Progress("Reading names", row, row))


class _Names:
    """What is searched by likeness."""

    def __init__(self, readings: Readings | None) -> None:
        self._catalogue = CatalogueBuilder(readings.of if readings else read_anew)

    def add(self, _row: int, party: ListedParty) -> None:
        self._catalogue.add(party)

    def arrays(self, _progress: ReportProgress, _cancel: CancelToken | None) -> dict[str, Array]:
        collected = self._catalogue
        catalogue = collected.arrays()
        words, also, bare = collected.words(), collected.also(), collected.bare()
        # What was collected takes more room than its arrays, and is of no more use.
        del collected, self._catalogue
        candidates = CandidateIndex.build(
            words,
            catalogue["wording_words"],
            catalogue["wording_ends"],
            catalogue["wording_person"],
            also=also,
            bare=bare,
        )
        return {
            "format": np.array([FORMAT], dtype=np.int32),
            **named("catalogue", catalogue),
            **named("candidates", candidates.arrays),
        }


class _Rest:
    """What is found by exact keys, or by address."""

    def __init__(self, readings: Readings | None) -> None:
        self._readings = readings
        self._known = KnownBuilder(readings.of if readings else read_anew)
        self._identifiers: list[tuple[int, Identifier]] = []
        self._addresses: list[tuple[int, int, Address]] = []

    def add(self, row: int, party: ListedParty) -> None:
        self._known.add(party)
        self._identifiers.extend((row, identifier) for identifier in party.identifiers)
        self._addresses.extend(
            (party.key, position, address)
            for position, address in enumerate(party.addresses)
            if address.text.strip()
        )

    def arrays(self, progress: ReportProgress, cancel: CancelToken | None) -> dict[str, Array]:
        arrays = {
            **named("identifiers", IdentifierIndex.build(self._identifiers).arrays),
            **named("known", self._known.arrays()),
        }
        if self._addresses:
            built = AddressIndex.build(
                self._addresses, readings=self._readings, progress=progress, cancel=cancel
            )
            arrays |= named("addresses", built.to_arrays())
        return arrays


def named(prefix: str, arrays: Mapping[str, Array]) -> dict[str, Array]:
    """The arrays under names that begin with what they belong to."""
    return {f"{prefix}_{name}": array for name, array in arrays.items()}
