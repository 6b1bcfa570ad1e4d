"""The address index: finds listed parties at or near an address in a few milliseconds."""

import functools
import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caveat.domain.parties import Address
from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.domain.screening import DEFAULT_THRESHOLD, AddressLevel
from caveat.matching.addresses import packing
from caveat.matching.addresses.agreement import Where, compare_places
from caveat.matching.addresses.cells import parse_cell
from caveat.matching.addresses.findings import Findings, find
from caveat.matching.addresses.judgement import Judgement, judge
from caveat.matching.addresses.keys import WEIGHTS, search_keys, site_keys
from caveat.matching.addresses.parsed import ParsedAddress
from caveat.matching.addresses.sentence import compose
from caveat.matching.readings import Readings

LOWEST_SCORE = 50.0
"""Weaker agreement than this is not answered."""
_ELSEWHERE = 3.0
"""What an address loses that names another country and agrees in all else."""
VERSION = 7
"""Of the arrays. Others are refused; the caller builds anew."""

_TELLING = frozenset("nbxpe")
"""Keys that name one site: a number, a building, a box, a plot. All that share one are compared,
however many they are. A room on the same street tells nothing without the house (``u``)."""
_MOST_CANDIDATES = 100
"""So many are compared of those that share less: a street, a park."""
_MOST_POSTINGS = 4_000
_STEP = 500
_CACHED = 20_000

_Texts = tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class AddressMatch:
    """The address of a listed party that agrees best with the one in question.

    Attributes:
        row: Number of the address in the index; see `AddressIndex.parties`.
        party: Key under which the caller put the party into the index.
        position: Place of the address within the party.
        listed: The listed address, verbatim.
        level: How closely they agree.
        score: 50-100, rounded to 0.1; see `comparison.AddressComparison`.
        text: The sentence for the officer.
        crowd: How many parties of the index share the listed site.
        strangers: Whether the place houses many who have nothing to do with one another, such as
            the office of a registration agent.
        elsewhere: Where the address in question says to be in another country than the listed one,
            the two codes as ``DE, not CN``; else empty. All else agrees: it may be a slip.
    """

    row: int
    party: int
    position: int
    listed: str
    level: AddressLevel
    score: float
    text: str
    crowd: int = 1
    strangers: bool = False
    elsewhere: str = ""


class _Candidate(NamedTuple):
    """The best address of a party so far; the sentence is written only for what is answered."""

    score: float
    minus_row: int
    parsed: ParsedAddress
    listed: ParsedAddress
    found: Findings
    judged: Judgement
    elsewhere: str = ""
    """The country that the address in question names against all else."""


def _taken_apart(text: str, country: str) -> list[list[Any]]:
    """Of each address within a text: itself, hashes of its search keys, its site keys."""
    return [
        [packing.pack(parsed), [_hash(key) for key in search_keys(parsed)], [*site_keys(parsed)]]
        for parsed in parse_cell(text, country)
    ]


class AddressIndex:
    """An immutable index over listed addresses; safe to use from several threads."""

    def __init__(self, arrays: Mapping[str, np.ndarray]) -> None:
        self._arrays = arrays
        self._party = arrays["party"]
        self._position = arrays["position"]
        self._crowd = arrays["crowd"]
        self._keys = arrays["keys"]
        self._starts = arrays["starts"]
        self._postings = arrays["postings"]
        self._listed: _Texts = (arrays["listed"], arrays["listed_ends"])
        self._packed: _Texts = (arrays["packed"], arrays["packed_ends"])
        self._parsed = functools.lru_cache(maxsize=_CACHED)(self._unpack)

    @classmethod
    def build(
        cls,
        entries: Iterable[tuple[int, int, Address]],
        *,
        readings: Readings | None = None,
        progress: ReportProgress = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> "AddressIndex":
        """Build from (party key, position of the address within the party, address).

        What ``readings`` knows is not parsed again; the index is the same.

        Raises:
            CancelledError: If the token was cancelled.
        """
        parties: list[int] = []
        positions: list[int] = []
        listed: list[str] = []
        packed: list[str] = []
        found: dict[int, list[int]] = {}
        sites: dict[str, set[int]] = {}
        site_of: list[list[str]] = []
        read = (readings or Readings()).of  # many parties print the same
        done = 0
        for done, (party, position, address) in enumerate(entries, 1):
            if done % _STEP == 1:
                progress(Progress("Reading addresses", done - 1))
                if cancel is not None:
                    cancel.check()
            text, country = full_text(address), address.country
            for one, keys, own_sites in read(country, text, partial(_taken_apart, text, country)):
                row = len(parties)
                parties.append(party)
                positions.append(position)
                listed.append(address.text)
                packed.append(one)
                site_of.append(own_sites)
                for key in keys:
                    found.setdefault(key, []).append(row)
                for site in own_sites:
                    sites.setdefault(site, set()).add(party)
        crowd = [max((len(sites[key]) for key in own), default=1) for own in site_of]
        ordered = sorted(found)
        lengths = [len(found[key]) for key in ordered]
        listed_bytes, listed_ends = _join(listed)
        packed_bytes, packed_ends = _join(packed)
        progress(Progress("Reading addresses", done, done))
        return cls(
            {
                "version": np.array([VERSION], dtype=np.int32),
                "party": np.array(parties, dtype=np.int64),
                "position": np.array(positions, dtype=np.int32),
                "crowd": np.array(crowd, dtype=np.int32),
                "keys": np.array(ordered, dtype=np.uint64),
                "starts": np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
                "postings": np.array(
                    [row for key in ordered for row in found[key]], dtype=np.int32
                ),
                "listed": listed_bytes,
                "listed_ends": listed_ends,
                "packed": packed_bytes,
                "packed_ends": packed_ends,
            }
        )

    def to_arrays(self) -> dict[str, np.ndarray]:
        """The arrays that `from_arrays` takes, to be stored by the caller."""
        return dict(self._arrays)

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> "AddressIndex":
        """An index over stored arrays, which may be memory-mapped; nothing is read ahead.

        Raises:
            ValueError: If the arrays are of another version of this index.
            KeyError: If an array is missing.
        """
        if int(arrays["version"][0]) != VERSION:
            raise ValueError("the stored address index is of another version")
        return cls(arrays)

    def __len__(self) -> int:
        """Addresses in the index; a cell with several counts for each."""
        return len(self._party)

    @property
    def parties(self) -> npt.NDArray[np.int64]:
        """Key of the party of every address in the index."""
        return self._party

    def search(
        self,
        text: str,
        country: str = "",
        *,
        limit: int | None = 20,
        allowed: npt.NDArray[np.bool_] | None = None,
    ) -> list[AddressMatch]:
        """Listed parties at or near an address: the best address of each, best first.

        Args:
            text: The address in question, any text.
            country: ISO 3166 alpha-2 code if known apart.
            limit: Most parties to answer; None for all.
            allowed: Which addresses in the index may be answered; None for all.
        """
        best: dict[int, _Candidate] = {}
        for parsed in parse_cell(text, country):
            for row in self._candidates(parsed, allowed):
                listed, crowd = self._parsed(row), int(self._crowd[row])
                where = compare_places(parsed, listed)
                if where is Where.APART and not _only_country_differs(parsed, listed):
                    continue  # as `judge` says, below LOWEST_SCORE
                found = find(parsed, listed, where)
                judged = judge(found, parsed, listed, crowd=crowd)
                asked, elsewhere = parsed, ""
                if judged.contradicts and _only_country_differs(parsed, listed):
                    asked, elsewhere = (
                        replace(parsed, country="", country_sure=False),
                        parsed.country,
                    )
                    found = find(asked, listed)
                    judged = _held(judge(found, asked, listed, crowd=crowd))
                if judged.score < LOWEST_SCORE or judged.level is None:
                    continue
                party = int(self._party[row])
                candidate = _Candidate(judged.score, -row, asked, listed, found, judged, elsewhere)
                known = best.get(party)
                if known is None or candidate[:2] > known[:2]:
                    best[party] = candidate
        chosen = sorted(best.items(), key=lambda item: (-item[1].score, item[0]))[:limit]
        return [self._match(party, candidate) for party, candidate in chosen]

    def _match(self, party: int, candidate: "_Candidate") -> AddressMatch:
        row = -candidate.minus_row
        judged = candidate.judged
        if judged.level is None:  # never, as `search` leaves these out
            raise ValueError("an address that agrees at no level is no match")
        crowd = int(self._crowd[row])
        text = compose(candidate.parsed, candidate.listed, candidate.found, judged, crowd=crowd)
        position, listed = int(self._position[row]), _slice(self._listed, row)
        return AddressMatch(
            row,
            party,
            position,
            listed,
            judged.level,
            judged.score,
            text,
            crowd,
            judged.strangers,
            candidate.elsewhere and f"{candidate.elsewhere}, not {candidate.listed.country}",
        )

    def _candidates(
        self, parsed: ParsedAddress, allowed: npt.NDArray[np.bool_] | None
    ) -> list[int]:
        weights: Counter[int] = Counter()
        telling: set[int] = set()
        for key in search_keys(parsed):
            wanted = np.uint64(_hash(key))
            place = int(np.searchsorted(self._keys, wanted))
            if place == len(self._keys) or self._keys[place] != wanted:
                continue
            weight = WEIGHTS[key[0]]
            rows = self._postings[int(self._starts[place]) : int(self._starts[place + 1])]
            if allowed is not None:
                rows = rows[allowed[rows]]
            told = key[0] in _TELLING
            found = (rows if told else rows[:_MOST_POSTINGS]).tolist()
            if told:
                telling.update(found)
            for row in found:
                weights[row] += weight
        weak = weights.keys() - telling
        most = max(0, _MOST_CANDIDATES - len(telling))
        rest = heapq.nsmallest(most, weak, key=lambda row: (-weights[row], row))
        return [*sorted(telling, key=lambda row: (-weights[row], row)), *rest]

    def _unpack(self, row: int) -> ParsedAddress:
        return packing.unpack(_slice(self._packed, row), _slice(self._listed, row))


def _only_country_differs(a: ParsedAddress, b: ParsedAddress) -> bool:
    """Whether each names a country, and the city is one all the same: “… Tianjin, Germany”."""
    named = a.country_sure and b.country_sure and a.country != b.country
    return named and bool(a.city) and a.city in b.places


def _held(judged: Judgement) -> Judgement:
    """A little lower, but no hit is lost: a wrong country must not hide the right door."""
    if judged.score < DEFAULT_THRESHOLD:
        return judged
    return replace(judged, score=max(DEFAULT_THRESHOLD, judged.score - _ELSEWHERE))


def full_text(address: Address) -> str:
    """The text with the parts that the publisher gives apart, where the text lacks them."""
    lowered = address.text.lower()
    rest = [
        part
        for part in (address.city, address.state, address.postal_code)
        if part and part.lower() not in lowered
    ]
    return ", ".join([address.text, *rest])


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def _join(texts: list[str]) -> _Texts:
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    ends = np.cumsum([len(text) for text in encoded], dtype=np.int64)
    return np.frombuffer(b"".join(encoded), dtype=np.uint8), ends


def _slice(texts: _Texts, row: int) -> str:
    start = int(texts[1][row - 1]) if row else 0
    return bytes(texts[0][start : int(texts[1][row])]).decode("utf-8", "surrogatepass")
