"""A search, its answer, and the evidence for every hit."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from caveat.domain.parties import Designation, PartyKind
from caveat.domain.past import LaterKnown, LawBasis, ListsState
from caveat.domain.sources import Citation

DEFAULT_THRESHOLD = 70.0
"""The alert line: strength of evidence from which a party needs a decision."""
STRONG = 90.0


class Band(StrEnum):
    """What a score means for the officer."""

    STRONG = "strong"
    POSSIBLE = "possible"
    RELATED = "related"
    """Not the listed party, but carries its rare brand. Always shown, counted apart."""
    EXPIRED = "expired"
    """An entry past its end date: shown, no alert."""
    NEAR_MISS = "near miss"
    DELISTED = "delisted"
    """No release in service prints it any more: history, shown on request and apart, no alert."""


class Outcome(StrEnum):
    """What a screening came to. There is no "clear"."""

    HITS = "hits"
    NO_MATCH = "no match"
    NOT_SCREENED = "not screened"
    """Only starter data was in service: hits may be shown, a no-match is not recorded."""


class PartRelation(StrEnum):
    """How one word of the query relates to one word of the listed name."""

    SAME = "same"
    SPELLING = "spelling"
    TRANSLATION = "translation"
    ABBREVIATION = "abbreviation"
    MISSING = "missing"
    """In the listed name only."""
    EXTRA = "extra"
    """In the query only."""
    CONTRADICTION = "contradiction"


class EvidenceKind(StrEnum):
    """What kind of fact agrees or contradicts."""

    NAME = "name"
    ADDRESS = "address"
    IDENTIFIER = "identifier"
    COUNTRY = "country"
    DATE = "date"


class AddressLevel(StrEnum):
    """How closely two addresses agree, closest first."""

    UNIT = "unit"
    FLOOR = "floor"
    BUILDING = "building"
    STREET = "street"
    PARK = "park"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Part:
    """One word of each side, aligned. One side is empty for MISSING and EXTRA.

    ``weight`` is the share of the whole comparison that rests on this word, 0-1.
    """

    query: str
    listed: str
    relation: PartRelation
    weight: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence for or against a hit.

    Attributes:
        kind: What kind of fact.
        query: The officer's text.
        listed: The list's text, verbatim.
        field: Where the listed text stands: ``name``, ``alias``, ``weak alias`` …
        score: Strength 0-100; 0 for a contradiction.
        text: The sentence that the officer reads.
        parts: Word alignment (names only).
        level: How closely addresses agree (addresses only).
        contradicts: Whether this piece speaks against the hit.
    """

    kind: EvidenceKind
    query: str
    listed: str
    field: str
    score: float
    text: str
    parts: tuple[Part, ...] = ()
    level: AddressLevel | None = None
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class NameComparison:
    """What `caveat compare` answers about two names."""

    score: float
    band: Band | None
    because: str
    parts: tuple[Part, ...] = ()
    contradicted: bool = False
    counterfactual: str = ""
    """What would move the score over or under the alert line; empty if nothing single would."""


@dataclass(frozen=True, slots=True)
class PartyMatch:
    """What the matching index answers for one listed party.

    ``party`` is the key under which the caller put the party into the index. For
    ``counterfactual`` see `Hit`.
    """

    party: int
    score: float
    band: Band
    because: str
    evidence: tuple[Evidence, ...]
    contradicted: bool = False
    counterfactual: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What the officer asks. An empty name is allowed when an address or number is given.

    ``lists`` restricts the search to these list codes; empty means all in service.
    ``as_of`` answers from what was imported by that day, ``in_force`` from effective dates; both
    together ask for the law on a day as it was known here on another. ``include_delisted`` also
    shows parties that were on a list once.
    """

    name: str
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    country: str = ""
    identifiers: tuple[str, ...] = ()
    kind: PartyKind | None = None
    lists: tuple[str, ...] = ()
    threshold: float = DEFAULT_THRESHOLD
    limit: int = 50
    role: str = ""
    as_of: date | None = None
    in_force: date | None = None
    include_delisted: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """A list that was searched, and the release of it."""

    list_code: str
    title: str
    channel: str
    released: date | None
    released_basis: str
    imported_at: datetime | None
    parties: int
    names: int
    sha256: str
    file_name: str
    age_days: int | None
    state: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HitParty:
    """Enough of a listed party to name it; the record holds the rest.

    ``id`` is stable across releases; ``record`` names the stored version that was matched.
    """

    id: str
    list_code: str
    name: str
    kind: PartyKind
    country: str
    record: int


@dataclass(frozen=True, slots=True)
class CitedDesignation:
    """A designation with the numbers of the citations that prove it."""

    designation: Designation
    citations: tuple[int, ...]
    not_in_release: tuple[str, ...] = ()
    """Fields that this release does not publish for any entry of the list."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed party that matched, with score, reasons and citations.

    ``hit`` is empty until the screening is put on record. ``counterfactual`` says what would move
    the score over or under the alert line: the piece of evidence that a hit rests on, the change
    that would make a near miss one. It is empty where nothing single would, and in records of
    versions that did not ask.
    """

    hit: str
    score: float
    band: Band
    contradicted: bool
    because: str
    party: HitParty
    evidence: tuple[Evidence, ...]
    designations: tuple[CitedDesignation, ...]
    citations: tuple[Citation, ...]
    counterfactual: str = ""

    @property
    def is_alert(self) -> bool:
        """Whether the hit needs a decision."""
        return self.band in {Band.STRONG, Band.POSSIBLE}

    def leads_with(self, text: str) -> bool:
        """Whether the leading sentence says all that a piece of evidence does, and maybe more."""
        return self.because.startswith(text.removesuffix("."))


@dataclass(frozen=True, slots=True)
class Engine:
    """What computed an answer."""

    version: str
    settings_sha256: str
    threshold: float
    rules_sha256: str = ""
    """Edition of the rules of law by which the hits' meaning is told: no hit hangs on it. Empty in
    records of versions that had none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A screening's answer: what was asked, of which lists, with which engine, what was found.

    ``screening`` is empty until the answer is put on record.
    """

    screening: str
    screened_at: datetime
    as_of: date
    operator: str
    query: Query
    engine: Engine
    outcome: Outcome
    coverage: tuple[Coverage, ...]
    not_covered: tuple[str, ...]
    hits: tuple[Hit, ...]
    near_misses: tuple[Hit, ...] = ()
    no_match_statement: str | None = None
    remarks: tuple[str, ...] = ()
    """Sentences that must be shown first, such as warnings about the lists searched."""
    later_known: tuple[LaterKnown, ...] = ()
    """Matching parties that the lists searched lack, though by a later release they were listed."""
    law: tuple[LawBasis, ...] = ()
    """What a search by the law in force was answered from, list by list; else empty."""
    delisted: tuple[Hit, ...] = ()
    """Matching parties of the past, if they were asked for. Never alerts, never decided on."""
    lists_state: ListsState | None = None
    """How much of the lists' history was stored; None in records of older versions."""
    recall: str = ""
    """The sentence on measured recall within the statement of no match, where there is one."""

    @property
    def alerts(self) -> tuple[Hit, ...]:
        """The hits that need a decision."""
        return tuple(hit for hit in self.hits if hit.is_alert)

    @property
    def starter_only(self) -> bool:
        """Whether nothing but the built-in starter data was searched."""
        return all(item.state == "starter" for item in self.coverage)

    def on_record(self, screening: str, hits: tuple[Hit, ...]) -> "Answer":
        """The same answer with the numbers that the record gave it."""
        return replace(self, screening=screening, hits=hits)
