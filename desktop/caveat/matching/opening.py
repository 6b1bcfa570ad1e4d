"""Opens searches: what numbers and addresses find, and whom to compare by name.

Several searches are opened together, since to find candidates for fifty names takes little longer
than for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from caveat.domain.parties import PartyKind
from caveat.domain.screening import Evidence, EvidenceKind, Query
from caveat.matching import ship_numbers
from caveat.matching.addresses.index import AddressIndex
from caveat.matching.candidates import CandidateIndex, Candidates, Name
from caveat.matching.catalogue import Catalogue
from caveat.matching.countries import country_code
from caveat.matching.found import Found, usual_line
from caveat.matching.identifiers import IdentifierIndex, known_scheme, normal_number, strength
from caveat.matching.names.by_parts import side_by_parts
from caveat.matching.names.explain import quoted
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.opened import side_opened
from caveat.matching.names.person_prepare import prepare_person
from caveat.matching.names.prepare import PreparedName, prepare
from caveat.matching.names.side import side_of
from caveat.matching.names.split import split_names
from caveat.matching.names.tokens import Token
from caveat.matching.names.vessels import prepare_vessel

_OF_COMPANIES = frozenset({WordKind.GENERIC, WordKind.UNIT})
Mask = npt.NDArray[np.bool_]


def query_names(query: Query) -> tuple[str, ...]:
    """Every name that a query is searched by: its name, its aliases, and the names within them."""
    names: dict[str, None] = {}
    for text in (query.name, *query.aliases):
        if text.strip():
            names.update(dict.fromkeys(split_names(text)))
            names.setdefault(text)
    return tuple(names)


class Scope(NamedTuple):
    """Which parties a search may answer; see `MatchingIndex.search`."""

    lists: frozenset[str] | None = None
    only: frozenset[int] | None = None
    without: frozenset[int] = frozenset()

    def lists_of(self, query: Query) -> frozenset[str] | None:
        """The lists that the query and the scope both allow; None for all."""
        asked = frozenset(query.lists)
        if not self.lists:
            return asked or None
        return self.lists & asked if asked else self.lists


class AskedName(NamedTuple):
    """A name of a query.

    Attributes:
        text: As given.
        prepared: Taken apart.
        as_person: Likewise as a person's.
        company: Whether it says that it is a company's.
        sought: The words by which listed names are found for it.
    """

    text: str
    prepared: PreparedName
    as_person: PreparedName
    company: bool
    sought: tuple[Token, ...]


@dataclass(slots=True)
class Begun:
    """A search before its names are compared.

    Attributes:
        passing: The parties that may be answered; None for all.
        found: What speaks for them so far: numbers and addresses.
        asked: Every name to compare.
        candidates: With what, for each name.
    """

    passing: Mask | None
    found: dict[int, Found] = field(default_factory=dict)
    asked: list[AskedName] = field(default_factory=list)
    candidates: list[Candidates] = field(default_factory=list)


class Opener:
    """Opens searches over one index."""

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

    def open(self, queries: Sequence[Query], scope: Scope) -> list[Begun]:
        """What is found by number and by address, and which names are to be compared."""
        begun = [self._without_names(query, scope) for query in queries]
        together: dict[tuple[float, frozenset[str] | None, PartyKind | None], list[int]] = {}
        for place, (query, one) in enumerate(zip(queries, begun, strict=True)):
            if one.asked:
                key = usual_line(query), scope.lists_of(query), query.kind
                together.setdefault(key, []).append(place)
        for (line, _, _), places in together.items():
            # One filter for all of them, and so one look for all of their names.
            passing = begun[places[0]].passing
            allowed = None
            if passing is not None:
                allowed = self._catalogue.wordings_of(passing[self._catalogue.party_of_forms])
            names = [
                Name.of(
                    asked.prepared, asked.as_person, company=asked.company, wanted=wanted
                )._replace(tokens=asked.sought)
                for place in places
                for wanted in (self._catalogue.wordings_of_parties(list(begun[place].found)),)
                for asked in begun[place].asked
            ]
            found = iter(self._candidates.find(names, line=line, allowed=allowed))
            for place in places:
                begun[place].candidates.extend(islice(found, len(begun[place].asked)))
        return begun

    def _without_names(self, query: Query, scope: Scope) -> Begun:
        lists = scope.lists_of(query)
        if lists is not None and not lists:
            return Begun(None)
        # Before anything is ranked or cut: what is left out takes no place from what is not.
        passing = self._catalogue.allowed_parties(lists, query.kind, scope.only, scope.without)
        begun = Begun(passing)
        self._by_identifier(query, begun.found, passing)
        self._by_address(query, begun.found, passing)
        known: set[tuple[Sequence[Token], Sequence[Token]]] = set()
        for text in query_names(query):
            asked = _asked(text, query)
            words = asked.prepared.tokens, asked.as_person.tokens
            # A name in full-width letters and the same name folded are compared once.
            if asked.prepared.tokens and words not in known:
                begun.asked.append(asked)
                side = side_of(asked.prepared)
                # The legal person of a branch, the words of a known name, and those of phrases
                # where there is no trade name to be found by, lead to others.
                for other in (
                    side.head_office,
                    side_by_parts(side) if side.holds_name else None,
                    side_opened(side) if side.holds_phrase and side.head < 0 else None,
                ):
                    if other is not None:
                        begun.asked.append(asked._replace(sought=other.tokens))
            known.add(words)
        return begun

    def _by_identifier(self, query: Query, found: dict[int, Found], passing: Mask | None) -> None:
        written = (ship_numbers.in_text(name) for name in (query.name, *query.aliases))
        in_names = sorted(frozenset[str]().union(*written))
        for text in (*query.identifiers, *in_names):
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

    def _by_address(self, query: Query, found: dict[int, Found], passing: Mask | None) -> None:
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
                others = found.setdefault(row, Found()).others
                others.append(evidence)
                if match.elsewhere:
                    said = (
                        f"The address names another country than the listed one: {match.elsewhere}."
                    )
                    others.append(
                        Evidence(
                            EvidenceKind.COUNTRY,
                            text,
                            match.listed,
                            "address",
                            0.0,
                            said,
                            contradicts=True,
                        )
                    )


def _asked(text: str, query: Query) -> AskedName:
    prepared = prepare_vessel(text) if query.kind is PartyKind.VESSEL else prepare(text)
    company = query.kind is None and _says_company(prepared)
    return AskedName(text, prepared, prepare_person(text), company, prepared.tokens)


def _says_company(name: PreparedName) -> bool:
    """Whether a legal form, a generic word or a kind of body shows that a company is meant."""
    return bool(name.forms) or any(word.kind in _OF_COMPANIES for word in name.tokens)
