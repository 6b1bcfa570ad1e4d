"""What speaks for one listed party in a search, and the score and band that it comes to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, STRONG, Band, Evidence, Query
from caveat.matching.catalogue import Catalogue
from caveat.matching.coefficients import coefficients
from caveat.matching.countries import agree, contradict, country_code
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.verdict import Verdict

_LOWEST_NEAR_MISS = 30.0
_COUNTRY_STEP = 3.0
_COUNTRY_GAIN = 0.05
_BOTH = 0.3
_ACRONYM_GAIN = 15.0
_ACRONYMS = frozenset({"acronym", "whole acronym"})
_COMPANIES = frozenset({PartyKind.COMPANY, PartyKind.UNKNOWN})


class Scored(NamedTuple):
    """One of a party's names compared with one of the query's.

    Attributes:
        score: 0-100, not rounded; of a weak alias held down.
        form: Which name.
        query: The query's name.
        verdict: Their comparison.
    """

    score: float
    form: int
    query: PreparedName
    verdict: Verdict


def best_of(others: Iterable[Evidence]) -> float:
    """The best score of evidence that speaks for a party; 0 without any."""
    return max([e.score for e in others if not e.contradicts], default=0.0)


@dataclass(slots=True)
class Found:
    """What speaks for one party so far: its best name, and everything that is no name.

    ``names`` are all that were compared, in the order in which they were.
    """

    name_score: float = -1.0
    form: int = -1
    query: PreparedName | None = None
    verdict: Verdict | None = None
    weak: bool = False
    others: list[Evidence] = field(default_factory=list)
    names: list[Scored] = field(default_factory=list)

    @property
    def other_score(self) -> float:
        """The best score of what is no name."""
        return best_of(self.others)


class Judged(NamedTuple):
    """What the evidence comes to.

    Attributes:
        score: 0-100, rounded to 0.1.
        contradicted: Whether something speaks against it.
        band: What the score means.
        hidden: Whether the party is a near miss only because the alert line was raised.
    """

    score: float
    contradicted: bool
    band: Band
    hidden: bool = False


def usual_line(query: Query) -> float:
    """The line that scores and kinship are judged by. Raising the alert line moves neither."""
    return min(query.threshold, DEFAULT_THRESHOLD)


class Judge:
    """Judges parties for one query."""

    def __init__(self, catalogue: Catalogue, query: Query, on: date | None) -> None:
        """``on`` is the day on which designations must be in force; None for any."""
        self._catalogue = catalogue
        self._line, self._usual = query.threshold, usual_line(query)
        self._country = country_code(query.country)
        self._on = on

    def judge(self, row: int, found: Found) -> Judged | None:
        """Score and band of a party; None if it is not worth showing."""
        points, against = self._weighed(
            row, found.name_score, found.verdict, found.other_score, self._country
        )
        band = self._band(points, row, found)
        if band is None:
            return None
        verdict = found.verdict
        opposed = bool(verdict and verdict.contradictions and found.other_score < self._usual)
        opposed = opposed or any(piece.contradicts for piece in found.others)
        hidden = band is Band.NEAR_MISS and points >= self._usual
        return Judged(points, against or opposed, band, hidden)

    def points(
        self,
        row: int,
        name_score: float,
        verdict: Verdict | None,
        other_score: float,
        *,
        country: str | None = None,
    ) -> float:
        """The score of a party, 0-100, rounded to 0.1.

        Args:
            row: The party.
            name_score: Of its best name, below 0 without one.
            verdict: The comparison of that name.
            other_score: The best score of what is no name.
            country: Asked for instead of the query's country; empty for none.
        """
        asked = self._country if country is None else country
        return self._weighed(row, name_score, verdict, other_score, asked)[0]

    def _weighed(
        self, row: int, name_score: float, verdict: Verdict | None, other: float, country: str
    ) -> tuple[float, bool]:
        """The rounded score, and whether the country speaks against it."""
        if not country:
            return round(self._combined(name_score, verdict, other, agreed=False), 1), False
        countries = self._catalogue.countries(row)
        against = contradict(country, countries)
        agreed = any(agree(country, other) for other in countries)
        points = self._combined(name_score, verdict, other, agreed=agreed)
        above = round(points, 1)
        if against:
            # It may reorder hits, but never takes one below a line that the rest puts it above.
            reached = [edge for edge in (self._line, self._usual) if above >= edge]
            points = max(points - _COUNTRY_STEP, min(points, max(reached, default=0.0)))
        elif agreed and above >= self._usual:
            points += (100.0 - points) * _COUNTRY_GAIN
        return round(points, 1), against

    def _combined(
        self, name_score: float, verdict: Verdict | None, other: float, *, agreed: bool
    ) -> float:
        name = max(name_score, 0.0)
        if verdict and verdict.capped in _ACRONYMS and (agreed or other >= self._usual):
            name = min(coefficients().cap["acronym_with_country"], verdict.score + _ACRONYM_GAIN)
        points = max(name, other)
        if name and other:
            points += (100.0 - points) * _BOTH * min(name, other) / 100.0
        return points

    def _band(self, points: float, row: int, found: Found) -> Band | None:
        if points >= self._usual:
            if self._on is not None and 0 < int(self._catalogue.ends[row]) < self._on.toordinal():
                return Band.EXPIRED
            if points >= self._line:
                return Band.STRONG if points >= max(STRONG, self._line) else Band.POSSIBLE
            return Band.NEAR_MISS
        carries = found.verdict is not None and found.verdict.carries
        if carries and self._catalogue.kind(row) in _COMPANIES:
            return Band.RELATED
        return Band.NEAR_MISS if points >= _LOWEST_NEAR_MISS else None
