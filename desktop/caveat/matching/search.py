"""One search: names, numbers and addresses compared, and what is found counted and cut."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt

from caveat.domain.parties import NameKind, PartyKind
from caveat.domain.screening import (
    DEFAULT_THRESHOLD,
    Band,
    Evidence,
    EvidenceKind,
    PartyMatch,
    Query,
)
from caveat.matching.addresses.index import AddressIndex
from caveat.matching.candidates import CandidateIndex
from caveat.matching.catalogue import Catalogue
from caveat.matching.coefficients import coefficients
from caveat.matching.counterfactual import Counterfactuals
from caveat.matching.countries import country_code
from caveat.matching.entries import SearchResult
from caveat.matching.found import Found, Judge, Scored, usual_line
from caveat.matching.identifiers import IdentifierIndex, known_scheme, normal_number, strength
from caveat.matching.names.explain import quoted
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.person_prepare import prepare_person
from caveat.matching.names.prepare import PreparedName, prepare
from caveat.matching.names.score import Verdict, score, side_as_compared
from caveat.matching.names.side import Side, side_of
from caveat.matching.names.split import split_names
from caveat.matching.ranking import Ranked, as_written, rank
from caveat.matching.wording import party_match

_NO_COMPANY = frozenset({PartyKind.VESSEL, PartyKind.AIRCRAFT, PartyKind.PERSON})
_EXACTLY = 0.95
_OF_COMPANIES = frozenset({WordKind.GENERIC, WordKind.UNIT})
_Mask = npt.NDArray[np.bool_]


def query_names(query: Query) -> tuple[str, ...]:
    """Every name that a query is searched by: its name, its aliases, and the names within them."""
    names: dict[str, None] = {}
    for text in (query.name, *query.aliases):
        if text.strip():
            names.update(dict.fromkeys(split_names(text)))
            names.setdefault(text)
    return tuple(names)


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
        self._address_rows = np.empty(0, dtype=np.int64)
        """Row of the party behind every address."""
        if addresses is not None:
            order = np.argsort(catalogue.keys, kind="stable")
            self._address_rows = order[np.searchsorted(catalogue.keys[order], addresses.parties)]

    def search(
        self,
        query: Query,
        *,
        limit: int,
        near: int,
        lists: frozenset[str] | None,
        on: date | None,
        only: frozenset[int] | None = None,
        without: frozenset[int] = frozenset(),
    ) -> SearchResult:
        """See `MatchingIndex.search`."""
        asked = frozenset(query.lists)
        both = lists & asked if lists and asked else lists or asked
        if lists and asked and not both:
            return SearchResult(())
        found: dict[int, Found] = {}
        # Before anything is ranked or cut: what is left out takes no place from what is not.
        passing = self._catalogue.allowed_parties(both, query.kind, only, without)
        self._by_identifier(query, found, passing)
        self._by_address(query, found, passing)
        # A weak name adds to what else is found.
        wanted = self._wordings_of(found)
        for text in query_names(query):
            self._by_name(text, query, found, passing, wanted)
        return self._result(query, found, limit=limit, near=near, on=on)

    def _result(
        self,
        query: Query,
        found: dict[int, Found],
        *,
        limit: int,
        near: int,
        on: date | None,
    ) -> SearchResult:
        judge = Judge(self._catalogue, query, on)
        counterfactuals = Counterfactuals(self._catalogue, judge, query, self._of_another_kind)
        alerts: Ranked = []
        related: Ranked = []
        expired: Ranked = []
        hidden: Ranked = []
        misses: Ranked = []
        into = {Band.RELATED: related, Band.EXPIRED: expired, Band.NEAR_MISS: misses}
        for row, item in found.items():
            judged = judge.judge(row, item)
            if judged is not None:
                (hidden if judged.hidden else into.get(judged.band, alerts)).append((judged, row))
        for ranked in (alerts, related, expired, hidden, misses):
            rank(ranked, found, self._catalogue)

        def matches(ranked: Ranked, most: int) -> tuple[PartyMatch, ...]:
            return tuple(
                party_match(row, found[row], judged, self._catalogue, query, counterfactuals)
                for judged, row in ranked[: max(0, most)]
            )

        return SearchResult(
            hits=matches(alerts, limit) + matches(related, limit) + matches(expired, limit),
            near_misses=matches(hidden, limit) + matches(misses, near),
            alerts_total=len(alerts),
            related_total=len(related),
            expired_total=len(expired),
            hidden_total=len(hidden),
        )

    def expect(self, queries: Iterable[Query]) -> None:
        """See `MatchingIndex.expect`."""
        names = dict.fromkeys(text for query in queries for text in query_names(query))
        self._candidates.expect([(prepare(t).tokens, prepare_person(t).tokens) for t in names])

    def candidate_keys(self, text: str, most: int) -> list[int]:
        """Keys of the parties that are compared with a name, likeliest first."""
        found = self._candidates.find(
            prepare(text).tokens, prepare_person(text).tokens, line=DEFAULT_THRESHOLD
        )
        owners = self._catalogue.party_of_forms
        rows = dict.fromkeys(
            int(owners[form])
            for wording in found.wordings.tolist()
            for form in self._catalogue.forms(wording)
        )
        return [int(self._catalogue.keys[row]) for row in list(rows)[:most]]

    def _wordings_of(self, rows: Iterable[int]) -> _Mask | None:
        """The wordings of the names of some parties."""
        parties = list(rows)
        if not parties:
            return None
        forms = np.isin(self._catalogue.party_of_forms, parties)
        return self._catalogue.wordings_of(forms)

    def _by_name(
        self,
        text: str,
        query: Query,
        found: dict[int, Found],
        passing: _Mask | None,
        wanted: _Mask | None,
    ) -> None:
        prepared = prepare(text)
        if not prepared.tokens:
            return
        company = query.kind is None and _says_company(prepared)
        as_person = prepare_person(text)
        side, person_side = side_of(prepared), side_of(as_person)
        weak_cap = coefficients().cap["weak_alias"]
        catalogue, owners = self._catalogue, self._catalogue.party_of_forms
        allowed = None
        if passing is not None:
            allowed = catalogue.wordings_of(passing[owners])
        candidates = self._candidates.find(
            prepared.tokens,
            as_person.tokens,
            line=usual_line(query),
            allowed=allowed,
            wanted=wanted,
            company=company,
        )
        for wording in candidates.wordings.tolist():
            listed = catalogue.wording(wording)
            verdict = score(person_side if listed.person else side, listed, typing=True)
            if company and listed.order != side.order:
                verdict = self._of_another_kind(verdict, listed, wording)
            for form in catalogue.forms(wording):
                row = int(owners[form])
                if passing is not None and not passing[row]:
                    continue
                weak = catalogue.name_kind(int(catalogue.form_name[form])) is NameKind.WEAK_ALIAS
                points = min(verdict.score, weak_cap) if weak else verdict.score
                item = found.get(row)
                if item is None:
                    item = found[row] = Found()
                asked = as_person if listed.person else prepared
                item.names.append(Scored(points, form, asked, verdict))
                better = round(points, 1) - round(item.name_score, 1)
                if better > 0 or (not better and self._is_written_more_alike(text, form, item)):
                    item.name_score, item.form = points, form
                    item.query, item.verdict, item.weak = asked, verdict, weak

    def _is_written_more_alike(self, text: str, form: int, than: Found) -> bool:
        """Whether a name is written more like the one asked for than the best one so far."""
        if than.query is None:
            return False
        names, listed = self._catalogue.form_name, self._catalogue.name_text
        alike = as_written(text, listed(int(names[form])))
        best = as_written(than.query.text, listed(int(names[than.form])))
        return (alike, -form) > (best, -than.form)

    def _of_another_kind(self, verdict: Verdict, listed: Side, wording: int) -> Verdict:
        """Holds down what a company's name scores beside a vessel or a person.

        Stream Co., Ltd. is not the vessel Stream. A vessel's name of several rare words is telling
        all the same, and so is a person's whole name: Viktor Bout LLC may well be his.
        """
        c = coefficients()
        catalogue = self._catalogue
        kind = catalogue.kind(int(catalogue.party_of_forms[catalogue.forms(wording)[0]]))
        if kind not in _NO_COMPANY or verdict.score < c.cap["another_kind"]:
            return verdict
        if listed.person:
            words = side_as_compared(listed, verdict).tokens
            whole = not any(words[j].kind is WordKind.WORD for j in verdict.alignment.right)
            telling = whole and len(verdict.alignment.links) > 1 and _is_exact(verdict)
        else:
            telling = verdict.evidence >= c.evidence["another_kind"]
        if telling:
            return verdict
        limit = c.cap["another_kind"]
        points = min(verdict.score, limit * (0.9 + 0.1 * verdict.score / 100.0))
        return replace(verdict, score=points, capped="another kind")

    def _by_identifier(self, query: Query, found: dict[int, Found], passing: _Mask | None) -> None:
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
                item = found.setdefault(row, Found())
                if evidence not in item.others:
                    item.others.append(evidence)

    def _by_address(self, query: Query, found: dict[int, Found], passing: _Mask | None) -> None:
        if self._addresses is None:
            return
        allowed = None if passing is None else passing[self._address_rows]
        for text in query.addresses:
            if not text.strip():
                continue
            country = country_code(query.country)
            for match in self._addresses.search(text, country, limit=None, allowed=allowed):
                evidence = Evidence(
                    EvidenceKind.ADDRESS, text, match.listed, "address",
                    match.score, f"{match.text.removesuffix('.')}.", level=match.level,
                )  # fmt: skip
                row = int(self._address_rows[match.row])
                found.setdefault(row, Found()).others.append(evidence)


def _says_company(name: PreparedName) -> bool:
    """Whether a legal form, a generic word or a kind of body shows that a company is meant."""
    return bool(name.forms) or any(word.kind in _OF_COMPANIES for word in name.tokens)


def _is_exact(verdict: Verdict) -> bool:
    return all(link.likeness.value >= _EXACTLY for link in verdict.alignment.links)
