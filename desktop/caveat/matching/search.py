"""One search: names, numbers and addresses compared, and what is found counted and cut."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from caveat.domain.parties import NameKind, PartyKind
from caveat.domain.screening import (
    DEFAULT_THRESHOLD,
    Band,
    Evidence,
    EvidenceKind,
    PartyMatch,
    Query,
)
from caveat.matching import ship_numbers
from caveat.matching.addresses.index import AddressIndex
from caveat.matching.candidates import CandidateIndex, Candidates, Name
from caveat.matching.catalogue import Catalogue
from caveat.matching.coefficients import coefficients
from caveat.matching.counterfactual import Counterfactuals
from caveat.matching.entries import SearchResult
from caveat.matching.found import Found, Judge, Scored
from caveat.matching.identifiers import IdentifierIndex
from caveat.matching.names.explain import quoted
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.person_prepare import prepare_person
from caveat.matching.names.prepare import prepare
from caveat.matching.names.rules import adds_to, held
from caveat.matching.names.score import score
from caveat.matching.names.side import Side, side_of
from caveat.matching.names.verdict import Verdict, side_as_compared
from caveat.matching.opening import AskedName, Begun, Opener, Scope
from caveat.matching.ranking import Ranked, as_written, rank
from caveat.matching.wording import party_match

_NO_COMPANY = frozenset({PartyKind.VESSEL, PartyKind.AIRCRAFT, PartyKind.PERSON})
_EXACTLY = 0.95


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
        self._opener = Opener(catalogue, candidates, identifiers, addresses)
        self._begun: dict[tuple[Query, Scope], Begun] = {}
        """Searches that were expected and are not asked for yet."""

    def search(
        self,
        query: Query,
        scope: Scope,
        *,
        limit: int,
        near: int,
        on: date | None,
    ) -> SearchResult:
        """See `MatchingIndex.search`."""
        begun = self._begun.pop((query, scope), None)
        if begun is None:
            (begun,) = self._opener.open([query], scope)
        for asked, candidates in zip(begun.asked, begun.candidates, strict=True):
            self._by_name(asked, candidates, begun)
        self._by_ship(query, begun.found)
        return self._result(query, begun.found, limit=limit, near=near, on=on)

    def expect(self, queries: Sequence[Query], scope: Scope) -> None:
        """See `MatchingIndex.expect`."""
        pairs = zip(queries, self._opener.open(queries, scope), strict=True)
        self._begun = {(query, scope): begun for query, begun in pairs}

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

    def candidate_keys(self, text: str, most: int) -> list[int]:
        """Keys of the parties that are compared with a name, likeliest first."""
        name = Name.of(prepare(text), prepare_person(text))
        (found,) = self._candidates.find([name], line=DEFAULT_THRESHOLD)
        owners = self._catalogue.party_of_forms
        rows = dict.fromkeys(
            int(owners[form])
            for wording in found.wordings.tolist()
            for form in self._catalogue.forms(wording)
        )
        return [int(self._catalogue.keys[row]) for row in list(rows)[:most]]

    def _by_name(self, name: AskedName, candidates: Candidates, begun: Begun) -> None:
        text, prepared, as_person, company, _ = name
        found, passing = begun.found, begun.passing
        side, person_side = side_of(prepared), side_of(as_person)
        weak_cap = coefficients().cap["weak_alias"]
        catalogue, owners = self._catalogue, self._catalogue.party_of_forms
        for wording in candidates.wordings.tolist():
            listed = catalogue.wording(wording)
            verdict = score(person_side if listed.person else side, listed, typing=True)
            if company and listed.order != side.order:
                verdict = self._of_another_kind(verdict, listed, wording)
            whole = verdict
            for form in catalogue.forms(wording):
                verdict = whole
                if verdict.capped == "whole acronym":
                    verdict = self._of_abbreviation(whole, form, side, listed)
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

    def _by_ship(self, query: Query, found: dict[int, Found]) -> None:
        """Marks vessels that carry another IMO number than the one asked for; it hides none."""
        asked = ship_numbers.asked_for((query.name, *query.aliases), query.identifiers)
        if not asked:
            return
        for row, item in found.items():
            if self._catalogue.kind(row) is not PartyKind.VESSEL:
                continue
            listed = self._identifiers.ships(row)
            if listed and listed.isdisjoint(asked):
                one, other = min(asked), min(listed)
                text = f"The IMO number {quoted(one)} is not the listed {quoted(other)}."
                item.others.append(
                    Evidence(
                        EvidenceKind.IDENTIFIER,
                        one,
                        other,
                        "IMO number",
                        0.0,
                        text,
                        contradicts=True,
                    )
                )

    def _of_abbreviation(self, verdict: Verdict, form: int, asked: Side, listed: Side) -> Verdict:
        """Holds an abbreviation down unless it is what a party is called, all of which is asked.

        As an alias, or beside another legal form, others have it too.
        """
        name = int(self._catalogue.form_name[form])
        primary = self._catalogue.name_kind(name) is NameKind.PRIMARY
        if primary and adds_to(asked, listed) and self._is_whole(name, listed):
            return verdict
        points = held(verdict.score, coefficients().cap["acronym"])
        return replace(verdict, score=points, capped="acronym")

    def _is_whole(self, name: int, listed: Side) -> bool:
        """Whether a form of a name is all of it, and not an abbreviation in a bracket."""
        return side_of(prepare(self._catalogue.name_text(name))).words == listed.words

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


def _is_exact(verdict: Verdict) -> bool:
    return all(link.likeness.value >= _EXACTLY for link in verdict.alignment.links)
