"""The result table of a screened book: a row per supplier, a row per hit, and who made it."""

from dataclasses import dataclass
from datetime import date, datetime

from caveat.domain.consequences import ListMeaning
from caveat.domain.decisions import Decision
from caveat.domain.screening import Band, Coverage, Engine
from caveat.domain.suppliers import Supplier, SupplierStatus


@dataclass(frozen=True, slots=True)
class SearchedLists:
    """What some suppliers of a book were screened on: the same releases, engine and settings.

    ``suppliers`` says how many, ``first`` and ``last`` when the earliest and the latest of them.
    """

    coverage: tuple[Coverage, ...]
    engine: Engine
    suppliers: int = 0
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class HitMeaning:
    """What a hit means: of its list, and a line for each rule that concerns its entry."""

    meaning: ListMeaning
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowMeaning:
    """What a true match of a supplier would mean: its lists in a few words, and the rules."""

    lists: str = ""
    rules: str = ""


@dataclass(frozen=True, slots=True)
class ListStatement:
    """One thing that a list or a rule says, for the sheet that has them in full.

    Attributes:
        about: Code of the list, or title of the rule.
        question: What it answers.
        source: Title, publisher, locator and date, with “verify” where it was not read there.
        rules_sha256: Edition of the rules that says so.
    """

    about: str
    question: str
    text: str
    source: str
    rules_sha256: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A supplier with what its newest screening came to. Empty fields mean "nothing found".

    Attributes:
        supplier: As read from the spreadsheet.
        status: Where the supplier stands.
        screening: Number of the screening on record.
        hits: Hits that need a decision.
        best_score: Of the best hit, 0-100.
        band: Of the best hit.
        best_party: Name of the best hit's party, as listed.
        best_list: Code of its list.
        why: The sentence why it is a hit.
        fr_citation: Federal Register citations of its designations.
        licence_requirement: As the list prints it.
        decision: The decision on the best hit, if any.
        near_misses: Parties shown below the alert line.
        screened_at: When it was screened.
        searched: What it was screened on, where that is not what the newest row was screened on.
        outdated: The sentence that says so; empty for rows that are up to date.
        meaning: What a true match would mean, by hits that are no false positives.
        tied: What ties it to listed parties though no list names it, as known at the export.
    """

    supplier: Supplier
    status: SupplierStatus
    screening: str = ""
    hits: int = 0
    best_score: float | None = None
    band: Band | None = None
    best_party: str = ""
    best_list: str = ""
    why: str = ""
    fr_citation: str = ""
    licence_requirement: str = ""
    decision: Decision | None = None
    near_misses: int = 0
    screened_at: datetime | None = None
    searched: SearchedLists | None = None
    outdated: str = ""
    meaning: RowMeaning = RowMeaning()
    tied: str = ""


@dataclass(frozen=True, slots=True)
class ResultHit:
    """One hit of one supplier, for the sheet that lists them all."""

    row: int
    supplier: str
    screening: str
    hit: str
    score: float
    band: Band
    contradicted: bool
    party: str
    list_code: str
    country: str
    why: str
    licence_requirement: str = ""
    licence_policy: str = ""
    fr_citation: str = ""
    effective: date | None = None
    decision: Decision | None = None
    reason: str = ""
    operator: str = ""
    decided_at: datetime | None = None
    screened_at: datetime | None = None
    outdated: str = ""
    meaning: HitMeaning | None = None


@dataclass(frozen=True, slots=True)
class ResultsAbout:
    """Who made a result table, when, from what and with what.

    ``file_name`` and ``file_sha256`` are the supplier spreadsheet's. ``not_covered`` names lists
    that were not searched.
    """

    operator: str
    made_at: datetime
    program_version: str
    engine: Engine
    file_name: str = ""
    file_sha256: str = ""
    not_covered: tuple[str, ...] = ()
