"""What ordinary companies raise: every hit that the names of public registers bring up.

Next to no company of these registers is listed, so that an alert is work for nothing, but for the
true hits: a company of the Chinese exchanges whose name says the same words in the same order, the
legal form aside, as a name that NS-CMIC, the Entity List or the Military End User List publishes;
and those of `SHORTENED`, whose published name is a shorter or a fuller form of the register's.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

from caveat.domain.parties import PartyKind
from caveat.domain.screening import Band, EvidenceKind, PartyMatch, Query
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.known import KnownNames
from caveat.services.workers import WorkerPool
from listed import both_editions
from registers import in_fit, ordinary_companies

ALERTS = (Band.STRONG, Band.POSSIBLE)
ORGANISATIONS = frozenset({PartyKind.COMPANY, PartyKind.UNKNOWN})
CHINESE = ("Shanghai", "Hong Kong")
"""Registers in which a listed party may well stand."""
SHORTENED = {
    # Listed 600487, short name 亨通光电, of Wujiang as the entry's addresses on Hengtong Avenue.
    "Hengtong Optic-Electric Co.,Ltd": "Jiangsu Hengtong Optic-Electric Co., Ltd.",
    # Listed 605123, short name 派克新材, of Wuxi; the list shortens the same words.
    "Wuxi Paike New Materials Technology Co.,Ltd.": "Wuxi Paike New Mat. Tech. Co., Ltd.",
}
"""Suppliers that are listed, with the published name of the same company."""
_LISTS_OF_CHINESE = ("(CMIC)", "Entity List (EL)", "(MEU)", "US-CMIC", "US-EL", "US-MEU")
_CHUNK = 50
_AND = re.compile(r"\s*&\s*")
_CHINA = frozenset({"CN", "HK"})


@dataclass(frozen=True, slots=True)
class Raised:
    """One hit of one supplier.

    Attributes:
        register: Where the supplier is registered.
        supplier: Its name.
        fitted: Whether the models may have learnt from this name.
        band: What the hit is to the officer.
        score: Strength of evidence.
        listed: The listed name that was compared.
        list: The list that publishes it.
        kind: What the list says that it names.
        true: Whether the supplier is this party, by the rule above.
        because: The sentence.
    """

    register: str
    supplier: str
    fitted: bool
    band: Band
    score: float
    listed: str
    list: str
    kind: PartyKind
    true: bool
    because: str

    @property
    def organisation(self) -> bool:
        """Whether the party may be a company: neither a person nor a vessel."""
        return self.kind in ORGANISATIONS


@dataclass(frozen=True, slots=True)
class Workload:
    """Every supplier asked for, by register, and every hit."""

    suppliers: dict[str, list[str]]
    raised: list[Raised]

    def true_hits(self, register: str) -> dict[str, str]:
        """The suppliers of a register that are listed, each with a name of the party."""
        found = [hit for hit in self.raised if hit.register == register and hit.true]
        return {hit.supplier: hit.listed for hit in reversed(found)}

    def asked(self, register: str, *, unseen: bool, true: bool = True) -> set[str]:
        """Names of a register; ``unseen`` for the half that no fit has seen."""
        names = {name for name in self.suppliers[register] if not (unseen and in_fit(name))}
        return names if true else names - self.true_hits(register).keys()

    def per_thousand(
        self, register: str, bands: tuple[Band, ...], names: set[str], *, organisations: bool
    ) -> float:
        """How many of 1,000 suppliers have a hit of these bands."""
        with_hits = {
            hit.supplier
            for hit in self.raised
            if hit.register == register
            and hit.band in bands
            and hit.supplier in names
            and (hit.organisation or not organisations)
        }
        return 1000 * len(with_hits) / len(names)

    def write(self, path: Path) -> None:
        """Writes every alert and related party as CSV, for reading."""
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(field.name for field in fields(Raised))
            table.writerows(astuple(hit) for hit in self.raised if hit.band is not Band.NEAR_MISS)


def workload(data: Path) -> Workload:
    """Asks for every name of every register, in two processes; some minutes."""
    suppliers = ordinary_companies(data)
    asked = [(register, name) for register, names in suppliers.items() for name in names]
    with WorkerPool(_open_worker, (data,)) as pool:
        raised = [hit for hits in pool.map_ordered(_raised_by, asked, chunk=_CHUNK) for hit in hits]
    return Workload(suppliers, raised)


class _Raiser:
    """The index of both editions with what is known of its parties."""

    def __init__(self, parties: tuple[ListedParty, ...]) -> None:
        self._index = MatchingIndex.build(parties)
        self._parties = {party.key: party for party in parties}
        self._chinese = [party for party in parties if _may_be_chinese(party)]
        self._names = KnownNames.of(_spelled_out(party) for party in self._chinese)

    def raised(self, register: str, name: str) -> Iterator[Raised]:
        """The hits of one supplier."""
        found = self._index.search(Query(name))
        shortened = SHORTENED.get(name)
        rows = self._names.carriers(_AND.sub(" and ", name)) if register in CHINESE else {}
        same = {self._chinese[row].key for row in rows}
        for hit in (*found.hits, *found.near_misses):
            party = self._parties[hit.party]
            yield Raised(
                register, name, in_fit(name), hit.band, hit.score, _listed_name(hit, party),
                party.list_code, party.kind,
                hit.party in same or _listed_name(hit, party) == shortened, hit.because,
            )  # fmt: skip


def _spelled_out(party: ListedParty) -> ListedParty:
    names = tuple(replace(name, text=_AND.sub(" and ", name.text)) for name in party.names)
    return replace(party, names=names)


def _may_be_chinese(party: ListedParty) -> bool:
    ours = any(mark in party.list_code for mark in _LISTS_OF_CHINESE)
    return ours and (not party.countries or not _CHINA.isdisjoint(party.countries))


def _listed_name(hit: PartyMatch, party: ListedParty) -> str:
    names: Iterable[str] = (e.listed for e in hit.evidence if e.kind is EvidenceKind.NAME)
    return next(iter(names), party.names[0].text)


_raiser: list[_Raiser] = []


def _open_worker(data: Path) -> None:
    _raiser.append(_Raiser(both_editions(data)))


def _raised_by(asked: tuple[str, str]) -> list[Raised]:
    return list(_raiser[0].raised(*asked))
