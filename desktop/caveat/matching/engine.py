"""The matching index: built from listed parties, searched with a query, kept as plain arrays."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from caveat.domain.progress import CancelToken, ReportProgress, ignore_progress
from caveat.domain.screening import Query
from caveat.matching.addresses.index import VERSION as ADDRESS_VERSION
from caveat.matching.addresses.index import AddressIndex, AddressMatch
from caveat.matching.building import FORMAT, build_whole, named
from caveat.matching.candidates import CandidateIndex
from caveat.matching.catalogue import Catalogue
from caveat.matching.entries import ListedName, ListedParty, SearchResult
from caveat.matching.identifiers import IdentifierIndex
from caveat.matching.known import KnownNames
from caveat.matching.known_builder import Grade
from caveat.matching.names import han_names
from caveat.matching.names.given import given_names
from caveat.matching.names.lexicon import lexicon
from caveat.matching.names.model import model_sha256
from caveat.matching.names.person_words import person_words
from caveat.matching.names.rarity import rarity_table
from caveat.matching.names.surnames import surnames
from caveat.matching.opening import Scope
from caveat.matching.readings import Read, read_anew
from caveat.matching.search import Searcher
from caveat.resources import resource

Array = npt.NDArray[Any]

_GENERATION = 12
"""Of the code. A change of code that changes a score raises it (a test notices)."""


def _engine_version() -> str:
    """Changes whenever a score may change: generation of the code, and every table."""
    digest = hashlib.sha256()
    digest.update(lexicon().sha256.encode())
    digest.update(rarity_table().sha256.encode())
    tables = given_names().sha256, surnames().sha256, han_names.sha256(), person_words().sha256
    for sha256 in tables:
        digest.update(sha256.encode())
    digest.update(model_sha256().encode())
    scoring = resource("lexicons/scoring.toml")
    digest.update(scoring.read_bytes())
    digest.update(str(ADDRESS_VERSION).encode())
    for table in sorted(scoring.parent.glob("address_*.csv")):
        digest.update(table.read_bytes())
    return f"{_GENERATION}.{FORMAT}+{digest.hexdigest()[:12]}"


ENGINE_VERSION: str = _engine_version()
"""Recorded with every screening; includes a hash of all tables that scores rest on."""


class MatchingIndex:
    """An immutable index over listed parties; safe to use from several threads."""

    def __init__(
        self,
        catalogue: Catalogue,
        candidates: CandidateIndex,
        identifiers: IdentifierIndex,
        addresses: AddressIndex | None,
        known: KnownNames,
    ) -> None:
        self.known_names = known
        """Which of the names belong to one party."""
        self._catalogue = catalogue
        self._candidates = candidates
        self._identifiers = identifiers
        self._addresses = addresses
        self._searcher = Searcher(catalogue, candidates, identifiers, addresses)

    @classmethod
    def build(
        cls,
        parties: Iterable[ListedParty],
        *,
        progress: ReportProgress = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> "MatchingIndex":
        """Builds the index in memory.

        Raises:
            CancelledError: If the token was cancelled; nothing is left behind.
        """
        return cls.from_arrays(build_whole(parties, progress=progress, cancel=cancel))

    def to_arrays(self) -> dict[str, Array]:
        """Plain arrays that storage can save one by one and memory-map."""
        return {
            "format": np.array([FORMAT], dtype=np.int32),
            **named("catalogue", self._catalogue.arrays),
            **named("candidates", self._candidates.arrays),
            **named("identifiers", self._identifiers.arrays),
            **named("addresses", self._addresses.to_arrays() if self._addresses else {}),
            **named("known", self.known_names.arrays),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> "MatchingIndex":
        """An index over stored arrays; nothing is read ahead.

        Raises:
            ValueError: If the arrays are of another version of this index; build anew.
            KeyError: If an array is missing; build anew.
        """
        if int(arrays["format"][0]) != FORMAT:
            raise ValueError("the stored matching index is of another version")

        def part(prefix: str) -> dict[str, np.ndarray]:
            start = f"{prefix}_"
            return {
                name.removeprefix(start): array
                for name, array in arrays.items()
                if name.startswith(start)
            }

        addresses = part("addresses")
        catalogue = Catalogue(part("catalogue"))
        return cls(
            catalogue,
            CandidateIndex(part("candidates")),
            IdentifierIndex(part("identifiers")),
            AddressIndex.from_arrays(addresses) if addresses else None,
            KnownNames(part("known"), catalogue.party_name),
        )

    @property
    def names(self) -> int:
        """How many names are searched."""
        return self._catalogue.names

    @property
    def parties(self) -> int:
        """How many parties are searched."""
        return self._catalogue.parties

    def search(
        self,
        query: Query,
        *,
        limit: int = 50,
        near: int = 5,
        lists: frozenset[str] | None = None,
        on: date | None = None,
        only: frozenset[int] | None = None,
        without: frozenset[int] = frozenset(),
    ) -> SearchResult:
        """Finds the parties that may be meant. Any text is a valid query.

        Args:
            query: What is asked. Its threshold is the alert line.
            limit: Most alerts, most related parties, most expired entries, and most that a
                raised line hides. It changes what is shown, never what is found or counted.
            near: Most other near misses.
            lists: Codes of the lists to search; None or empty means all. The query's own
                ``lists`` narrow this further.
            on: Day on which designations must be in force; past ones are *expired*.
            only: Keys of the parties to search; None for all.
            without: Keys of parties to leave out. They take no place from others.

        Returns:
            What was found, each kind best first, with uncut totals. Equal inputs give equal
            results.
        """
        scope = Scope(lists, only, without)
        return self._searcher.search(query, scope, limit=limit, near=near, on=on)

    def expect(self, queries: Sequence[Query], *, without: frozenset[int] = frozenset()) -> None:
        """Makes searches for these queries quicker, and changes none.

        For batches: to find whom to compare fifty suppliers with takes little more than for one.

        Args:
            queries: What is asked next. Whatever was expected before is forgotten.
            without: As it will be given to `search`.
        """
        self._searcher.expect(queries, Scope(without=without))

    def carriers(self, text: str, read: Read = read_anew) -> dict[int, Grade]:
        """Keys of the parties that carry a name, its legal form aside, and how sure that is."""
        found = self.known_names.carriers(text, read)
        return {int(self._catalogue.keys[row]): grade for row, grade in found.items()}

    def at_address(self, text: str, country: str = "") -> list[AddressMatch]:
        """Parties at or near an address, all of them, best first."""
        if self._addresses is None or not text.strip():
            return []
        return self._addresses.search(text, country, limit=None)

    def with_identifier(self, text: str) -> list[tuple[int, str, str]]:
        """Keys of the parties that carry a number, with the publisher's kind and number."""
        found = self._identifiers.find(text)
        return [(int(self._catalogue.keys[row]), kind, number) for row, kind, number in found]

    @property
    def keys(self) -> frozenset[int]:
        """Keys of all parties."""
        return frozenset(map(int, self._catalogue.keys))

    def listed_names(self) -> Iterator[ListedName]:
        """Every name that is searched, in the order of the parties."""
        catalogue = self._catalogue
        lists = catalogue.arrays["party_list"]
        for name, row in enumerate(catalogue.arrays["name_party"].tolist()):
            yield ListedName(
                int(catalogue.keys[row]),
                catalogue.lists[int(lists[row])],
                catalogue.name_text(name),
                catalogue.kind(row),
                catalogue.countries(row),
            )

    def candidates(self, text: str, most: int = 50) -> list[int]:
        """Keys of the parties that would be compared with a name, likeliest first.

        For measuring recall; a search compares more.
        """
        return self._searcher.candidate_keys(text, most)
