"""One search: candidates, comparison, evidence, bands, order."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from caveat.domain.parties import NameKind, PartyKind
from caveat.domain.screening import STRONG, Band, Evidence, EvidenceKind, PartyMatch, Query
from caveat.matching.addresses.index import AddressIndex
from caveat.matching.candidates import CandidateIndex
from caveat.matching.catalogue import Catalogue
from caveat.matching.coefficients import coefficients
from caveat.matching.countries import agree, contradict, country_code
from caveat.matching.entries import SearchResult
from caveat.matching.identifiers import IdentifierIndex, known_scheme, normal_number, strength
from caveat.matching.names.explain import because, parts, quoted
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.prepare import PreparedName, prepare
from caveat.matching.names.score import Side, Verdict, score
from caveat.matching.names.split import split_names

_CANDIDATES = 60
_MOST_QUERY_NAMES = 8
_LOWEST_NEAR_MISS = 30.0
_COUNTRY_STEP = 3.0
_COUNTRY_GAIN = 0.05
_BOTH = 0.3
_STEPS_ACROSS = 2.0


@dataclass(slots=True)
class _Found:
    """What speaks for one party so far."""

    name_score: float = -1.0
    form: int = -1
    query: PreparedName | None = None
    verdict: Verdict | None = None
    weak: bool = False
    others: list[Evidence] = field(default_factory=list)

    @property
    def other_score(self) -> float:
        return max((e.score for e in self.others if not e.contradicts), default=0.0)


class Searcher:
    """Runs searches over one index."""

    def __init__(
        self,
        catalogue: Catalogue,
        candidates: CandidateIndex,
        identifiers: IdentifierIndex,
        addresses: AddressIndex | None,
    ) -> None:
        self._catalogue = catalogue
        self._candidates = candidates
        self._identifiers = identifiers
        self._addresses = addresses
        keys = catalogue.keys
        order = np.argsort(keys, kind="stable")
        self._row_order, self._sorted_keys = order, keys[order]

    def search(
        self,
        query: Query,
        *,
        limit: int,
        near: int,
        lists: frozenset[str] | None,
        on: date | None,
    ) -> SearchResult:
        """See `MatchingIndex.search`."""
        wanted = frozenset(query.lists)
        both = lists & wanted if lists and wanted else lists or wanted
        if lists and wanted and not both:
            return SearchResult(())
        found: dict[int, _Found] = {}
        allowed = self._catalogue.allowed_forms(both, query.kind)
        for text in _query_names(query):
            self._by_name(text, query, found, allowed, max(_CANDIDATES, limit))
        passing = self._catalogue.allowed_parties(both, query.kind)
        self._by_identifier(query, found, passing)
        self._by_address(query, found, passing, limit)
        country = country_code(query.country)
        ranked = []
        for row, item in found.items():
            match = self._judge(row, item, query, country, on)
            if match is not None:
                ranked.append((match, row))
        ranked.sort(key=lambda pair: (-pair[0][0], pair[0][1], int(self._catalogue.keys[pair[1]])))
        hits: list[PartyMatch] = []
        misses: list[PartyMatch] = []
        for judged, row in ranked:
            into, most = (misses, near) if judged[2] is Band.NEAR_MISS else (hits, limit)
            if len(into) < most:
                into.append(self._match(row, found[row], query, judged))
        return SearchResult(tuple(hits), tuple(misses))

    def candidate_keys(self, text: str, most: int) -> list[int]:
        """Keys of the parties behind the likeliest forms."""
        forms = self._candidates.find(prepare(text).tokens, most=most * 4)
        rows = dict.fromkeys(self._catalogue.party_of_form(form) for form in forms)
        return [int(self._catalogue.keys[row]) for row in list(rows)[:most]]

    def _by_name(
        self,
        text: str,
        query: Query,
        found: dict[int, _Found],
        allowed: npt.NDArray[np.bool_] | None,
        most: int,
    ) -> None:
        prepared = prepare(text)
        if not prepared.tokens:
            return
        person = query.kind is PartyKind.PERSON or (prepared.person and query.kind is None)
        side = Side(prepared.tokens, prepared.forms, person)
        weak_cap = coefficients().cap["weak_alias"]
        for form in self._candidates.find(prepared.tokens, most=most, allowed=allowed):
            verdict = score(side, self._catalogue.side(form), typing=True)
            points = verdict.score
            name = int(self._catalogue.form_name[form])
            weak = self._catalogue.name_kind(name) is NameKind.WEAK_ALIAS
            if weak:
                points = min(points, weak_cap)
            row = int(self._catalogue.arrays["name_party"][name])
            item = found.setdefault(row, _Found())
            if round(points, 1) > round(item.name_score, 1):
                item.name_score, item.form, item.query = points, form, prepared
                item.verdict, item.weak = verdict, weak

    def _by_identifier(
        self, query: Query, found: dict[int, _Found], passing: npt.NDArray[np.bool_] | None
    ) -> None:
        for text in query.identifiers:
            for row, kind, listed in self._identifiers.find(text):
                if passing is not None and not passing[row]:
                    continue
                number = normal_number(text)
                scheme = known_scheme(number)
                label = scheme or kind or "number"
                proof = " (its check digits are right)" if scheme else ""
                sentence = f"The {label} {quoted(text)} is the listed {quoted(listed)}{proof}."
                evidence = Evidence(
                    EvidenceKind.IDENTIFIER, text, listed, kind or "identifier",
                    strength(number), sentence,
                )  # fmt: skip
                item = found.setdefault(row, _Found())
                if evidence not in item.others:
                    item.others.append(evidence)

    def _by_address(
        self,
        query: Query,
        found: dict[int, _Found],
        passing: npt.NDArray[np.bool_] | None,
        limit: int,
    ) -> None:
        if self._addresses is None:
            return
        for text in query.addresses:
            if not text.strip():
                continue
            for match in self._addresses.search(text, country_code(query.country), limit=limit):
                row = self._row(match.party)
                if row < 0 or (passing is not None and not passing[row]):
                    continue
                evidence = Evidence(
                    EvidenceKind.ADDRESS, text, match.listed, "address",
                    match.score, match.text, level=match.level,
                )  # fmt: skip
                found.setdefault(row, _Found()).others.append(evidence)

    def _row(self, key: int) -> int:
        place = int(np.searchsorted(self._sorted_keys, key))
        if place == len(self._sorted_keys) or int(self._sorted_keys[place]) != key:
            return -1
        return int(self._row_order[place])

    def _judge(
        self, row: int, item: _Found, query: Query, country: str, on: date | None
    ) -> tuple[float, bool, Band] | None:
        """Score, whether contradicted, and band; None if it is not worth showing."""
        countries = self._catalogue.countries(row)
        contradicted = contradict(country, countries)
        agreed = bool(country) and any(agree(country, other) for other in countries)
        line = query.threshold
        name = max(item.name_score, 0.0)
        verdict = item.verdict
        if (
            verdict is not None
            and verdict.capped == "acronym"
            and (agreed or item.other_score >= line)
        ):
            name = min(coefficients().cap["acronym_with_country"], _uncapped(verdict))
        other = item.other_score
        points = max(name, other)
        if name and other:
            points += (100.0 - points) * _BOTH * min(name, other) / 100.0
        above = round(points, 1) >= line
        if contradicted:
            # It may reorder hits, but never takes one below the line.
            points = max(points - _COUNTRY_STEP, min(points, line) if above else 0.0)
        elif agreed and above:
            points += (100.0 - points) * _COUNTRY_GAIN
        points = round(points, 1)
        carries = verdict is not None and verdict.carries
        contradicted = contradicted or bool(verdict and verdict.contradictions and other < line)
        if points >= line:
            expired = on is not None and 0 < int(self._catalogue.ends[row]) < on.toordinal()
            strong = points >= max(STRONG, line)
            band = Band.EXPIRED if expired else Band.STRONG if strong else Band.POSSIBLE
        elif carries and self._is_company(row):
            band = Band.RELATED
        elif points >= _LOWEST_NEAR_MISS:
            band = Band.NEAR_MISS
        else:
            return None
        return points, contradicted, band

    def _is_company(self, row: int) -> bool:
        return self._catalogue.kind(row) in {PartyKind.COMPANY, PartyKind.UNKNOWN}

    def _match(
        self,
        row: int,
        item: _Found,
        query: Query,
        judged: tuple[float, bool, Band],
    ) -> PartyMatch:
        points, contradicted, band = judged
        evidence = list(item.others)
        if item.verdict is not None and item.query is not None and item.name_score > 0:
            evidence.append(self._name_evidence(item, band))
        evidence.sort(key=lambda e: -e.score)
        leading = evidence[0].text if evidence else ""
        if band is Band.RELATED:
            leading += " Not the listed party; carries its name."
        evidence.extend(self._country_evidence(row, query))
        return PartyMatch(
            int(self._catalogue.keys[row]), points, band, leading, tuple(evidence), contradicted
        )

    def _name_evidence(self, item: _Found, band: Band) -> Evidence:
        assert item.verdict is not None and item.query is not None  # noqa: S101, PT018 — by the caller
        listed = self._catalogue.prepared(item.form)
        name = int(self._catalogue.form_name[item.form])
        kind = self._catalogue.name_kind(name)
        side = self._catalogue.side(item.form)
        without = None
        if band is Band.NEAR_MISS:
            without = _without_rare_word(item.query, side, item.verdict)
        field = f"the listed {kind}"
        if not self._catalogue.is_listed(name):
            field = f"the {kind} from another source"
        sentence = because(item.query, listed, item.verdict, field=field, without=without)
        if item.weak:
            sentence += " The publisher marks this alias as weak."
        return Evidence(
            EvidenceKind.NAME,
            item.query.text,
            self._catalogue.name_text(name),
            str(kind),
            round(item.name_score, 1),
            sentence,
            parts(item.query, listed, item.verdict),
            contradicts=False,
        )

    def _country_evidence(self, row: int, query: Query) -> list[Evidence]:
        country = country_code(query.country)
        countries = self._catalogue.countries(row)
        if not country or not countries:
            return []
        listed = ", ".join(countries)
        if contradict(country, countries):
            text = f"The list gives {listed}, not {country}; this alone rules nothing out."
            return [
                Evidence(EvidenceKind.COUNTRY, country, listed, "country", 0.0, text,
                         contradicts=True)
            ]  # fmt: skip
        if any(agree(country, other) for other in countries):
            text = f"The country {country} agrees with the list ({listed})."
            return [Evidence(EvidenceKind.COUNTRY, country, listed, "country", 50.0, text)]
        return []


def _uncapped(verdict: Verdict) -> float:
    """What an acronym is worth once country or address agrees."""
    return verdict.score + 15.0


def _query_names(query: Query) -> list[str]:
    names: dict[str, None] = {}
    for text in (query.name, *query.aliases):
        if text.strip():
            names.update(dict.fromkeys(split_names(text)))
            names.setdefault(text)
    return list(names)[:_MOST_QUERY_NAMES]


def _without_rare_word(
    query: PreparedName, listed: Side, verdict: Verdict
) -> tuple[str, float] | None:
    """The rare words of the query alone that keep the score down, and the score without them."""
    extra = [i for i in verdict.alignment.left if query.tokens[i].kind is WordKind.WORD]
    if not extra or len(extra) == len(query.tokens):
        return None
    rest = tuple(word for i, word in enumerate(query.tokens) if i not in extra)
    points = round(score(Side(rest, query.forms), listed).score, 1)
    if points < verdict.score + _STEPS_ACROSS:
        return None
    return " ".join(query.surfaces[i] for i in extra if query.surfaces[i]), points
