"""Holds a search against the comparison of a query with every listed name.

``python -m exhaustive DATA [QUERIES]`` prints how far the estimates that candidates are chosen by
stand from the scores, so that `MARGIN` and its neighbours in ``matching/candidates.py`` can be set
anew after the comparison of names changed.
"""

import csv
import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from python_calamine import CalamineWorkbook

from caveat.domain.parties import NameKind, PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, Band, Query
from caveat.matching.candidates import Name
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.person_prepare import prepare_person
from caveat.matching.names.prepare import prepare
from caveat.matching.names.rules import adds_to
from caveat.matching.names.score import score
from caveat.matching.names.side import side_of
from caveat.matching.names.verdict import Verdict
from caveat.matching.opening import query_names
from caveat.matching.variants import variants
from listed import both_editions

SEED = 20250325
_ALL = 10**9
_WIDE = 40.0


@dataclass(slots=True)
class Agreement:
    """What was found of what there is.

    Attributes:
        queries: How many were asked.
        alerts: Parties at or above the alert line when all names are compared.
        lost: Those that the search did not find: query and party.
        related: Parties that are related then, and ``unrelated`` those the search did not find.
        estimates: Of every alert the best estimate among its names, below 100 by how much the
            margin must reach.
        compared: Wordings that the search compared, per query.
    """

    queries: int = 0
    alerts: int = 0
    lost: list[tuple[str, int]] = field(default_factory=list)
    related: int = 0
    unrelated: list[tuple[str, int]] = field(default_factory=list)
    estimates: list[tuple[float, float, str]] = field(default_factory=list)
    compared: list[int] = field(default_factory=list)


class Exhaustive:
    """An index, and the same index with every name compared."""

    def __init__(self, parties: Iterable[ListedParty]) -> None:
        self.index = MatchingIndex.build(parties)
        self._catalogue = self.index._catalogue
        self._candidates = self.index._candidates

    def ask(self, text: str, into: Agreement) -> None:
        """Asks both and adds what they say."""
        ours = {hit.party: hit.band for hit in self.index.search(Query(text), limit=_ALL).hits}
        into.queries += 1
        estimates: dict[int, float] = {}
        for name in query_names(Query(text)):
            both = Name.of(prepare(name), prepare_person(name))
            (chosen,) = self._candidates.find([both], line=DEFAULT_THRESHOLD)
            into.compared.append(len(chosen.wordings))
            (wide,) = self._candidates.find([both], line=_WIDE)
            pairs = zip(wide.wordings.tolist(), wide.estimates.tolist(), strict=True)
            for wording, estimate in pairs:
                for key in self._owners(wording):
                    estimates[key] = max(estimates.get(key, -1.0), estimate)
        for key, verdict in self._scored(text).items():
            if round(verdict.score, 1) >= DEFAULT_THRESHOLD:
                into.alerts += 1
                into.estimates.append((estimates.get(key, -1.0), verdict.score, text))
                if ours.get(key, Band.RELATED) is Band.RELATED:
                    into.lost.append((text, key))
            else:
                into.related += 1
                if key not in ours:
                    into.unrelated.append((text, key))

    def _scored(self, text: str) -> dict[int, Verdict]:
        """The best comparison of every party that is an alert or related."""
        best: dict[int, Verdict] = {}
        for name in query_names(Query(text)):
            side, person = side_of(prepare(name)), side_of(prepare_person(name))
            for wording in range(len(self._candidates)):
                listed = self._catalogue.wording(wording)
                verdict = score(person if listed.person else side, listed, typing=True)
                owners = self._owners(wording) if verdict.score > 0.0 else []
                if verdict.capped == "whole acronym":
                    owners = self._called(wording) if adds_to(side, listed) else []
                for key in owners:
                    if key not in best or verdict.score > best[key].score:
                        best[key] = verdict
        return {key: v for key, v in best.items() if self._counts(key, v)}

    def _counts(self, key: int, verdict: Verdict) -> bool:
        if round(verdict.score, 1) >= DEFAULT_THRESHOLD:
            return True
        row = int(np.flatnonzero(self._catalogue.keys == key)[0]) if verdict.carries else -1
        return row >= 0 and self._catalogue.kind(row) in {PartyKind.COMPANY, PartyKind.UNKNOWN}

    def _called(self, wording: int) -> list[int]:
        """The parties of which a wording is the whole primary name, no alias."""
        catalogue, words = self._catalogue, self._catalogue.wording(wording).words
        found = []
        for form in catalogue.forms(wording):
            name = int(catalogue.form_name[form])
            whole = side_of(prepare(catalogue.name_text(name))).words == words
            if whole and catalogue.name_kind(name) is NameKind.PRIMARY:
                found.append(int(catalogue.keys[catalogue.party_of_forms[form]]))
        return found

    def _owners(self, wording: int) -> list[int]:
        rows = self._catalogue.party_of_forms[self._catalogue.forms(wording)]
        found: list[int] = self._catalogue.keys[rows].tolist()
        return found


def tokyo(data: Path) -> list[str]:
    """English names of the companies of the Tokyo register, in order."""
    path = data / "suppliers" / "edinet_shift_jis_2025-12.csv"
    with path.open(encoding="cp932", newline="") as file:
        next(file)
        names = {row["提出者名（英字）"].strip() for row in csv.DictReader(file)}
    return sorted(names - {"", "-"})


def shanghai(data: Path) -> list[str]:
    """English names of the companies of the Shanghai exchange, in order."""
    book = CalamineWorkbook.from_path(str(data / "suppliers" / "shanghai_exchange_2025-12.xls"))
    names = {str(row[4]).strip() for row in book.get_sheet_by_index(0).to_python()[1:]}
    return sorted(names - {"", "-"})


def asked(parties: Iterable[ListedParty], data: Path, number: int) -> list[str]:
    """Queries of four kinds: misspelled listed names, neighbours of listed names, companies.

    A neighbour is a listed name with one word of another in the place of one of its own.
    """
    stream = random.Random(SEED)  # noqa: S311 — a sample, no secret
    names = sorted({name.text for party in parties for name in party.names})
    found: list[str] = []
    for text in stream.sample(names, number // 2):
        found += stream.sample([variant.text for variant in variants(text)] or [text], 1)
    other = [word for text in stream.sample(names, number) for word in _rare(text)]
    for text in stream.sample(names, number // 6):
        words = [surface for surface in prepare(text).surfaces if surface]
        words[stream.randrange(len(words))] = stream.choice(other)
        found.append(" ".join(words))
    found += stream.sample(tokyo(data), number // 6)
    found += stream.sample(shanghai(data), number // 6)
    return found


def _rare(text: str) -> list[str]:
    prepared = prepare(text)
    pairs = zip(prepared.tokens, prepared.surfaces, strict=True)
    return [surface for word, surface in pairs if word.kind is WordKind.WORD and surface]


def main(data: Path, number: int) -> None:
    """See the top of the file."""
    parties = both_editions(data)
    both = Exhaustive(parties)
    found = Agreement()
    for text in asked(parties, data, number):
        both.ask(text, found)
    compared = sorted(found.compared)
    print(f"{found.queries} queries; compared: median {compared[len(compared) // 2]},")  # noqa: T201
    print(f"  95th percentile {compared[int(len(compared) * 0.95)]}, most {compared[-1]}")  # noqa: T201
    print(f"alerts {found.alerts}, lost {len(found.lost)}: {found.lost[:20]}")  # noqa: T201
    print(f"related {found.related}, lost {len(found.unrelated)}: {found.unrelated[:20]}")  # noqa: T201
    print(f"lowest estimates of alerts (the line is {DEFAULT_THRESHOLD:g}):")  # noqa: T201
    for estimate, points, text in sorted(found.estimates)[:25]:
        print(f"  estimate {estimate:5.1f}  score {points:5.1f}  {text}")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100)
