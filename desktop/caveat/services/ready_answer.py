"""An answer as it goes on record, all but its numbers: made where it was found.

A worker that screened a supplier also writes the answer out, so that the one process that records
only puts the numbers in, signs and stores. The numbers stand at known places of the text, which is
therefore kept in pieces: joined around them they are, byte for byte, the canonical JSON of the
numbered answer (tested).
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from caveat.domain.answer_json import answer_to_json, coverage_to_json
from caveat.domain.screening import Answer, Band, Coverage, Engine, Outcome
from caveat.proof.canonical import canonical


@dataclass(frozen=True, slots=True)
class CoverageText:
    """The lists and releases searched, as they are stored: once per distinct set.

    Attributes:
        text: Canonical JSON.
        sha256: Of the text.
        releases_sha256: Of the same without what changes daily; see `releases_sha256`.
    """

    text: str
    sha256: str
    releases_sha256: str


@dataclass(frozen=True, slots=True)
class ReadyHit:
    """What of a hit has a column of its own; its number is its screening's and its rank."""

    party: str
    record: int
    list_code: str
    score: float
    band: Band
    contradicted: bool


@dataclass(frozen=True, slots=True)
class ReadyAnswer:
    """What is stored of an answer; see `NewScreening`.

    Attributes:
        text: Canonical JSON of the answer without its coverage, cut where numbers are missing:
            those of the hits in their order, then that of the screening.
    """

    text: tuple[str, ...]
    coverage: CoverageText
    screened_at: datetime
    as_of: date
    in_force: date | None
    name: str
    outcome: Outcome
    engine: Engine
    alerts: int
    hits: tuple[ReadyHit, ...]
    best_party: str

    @property
    def best(self) -> ReadyHit | None:
        """The hit with the highest score, the first of several."""
        return max(self.hits, key=lambda hit: hit.score, default=None)

    def payload(self, number: str, supplier: int | None) -> str:
        """Canonical JSON of all that is stored, with the numbers of the screening and its hits."""
        numbers = [hit_number(number, rank) for rank in range(1, len(self.hits) + 1)]
        pieces = [self.text[0]]
        for said, piece in zip((*numbers, number), self.text[1:], strict=True):
            pieces += (f'"{said}"', piece)
        return (
            f'{{"answer":{"".join(pieces)},"coverage_sha256":"{self.coverage.sha256}",'
            f'"supplier":{"null" if supplier is None else supplier}}}'
        )


def ready(answer: Answer) -> ReadyAnswer:
    """An answer as it goes on record."""
    data = answer_to_json(replace(answer, coverage=()))
    del data["coverage"]
    best = max(answer.hits, key=lambda hit: hit.score, default=None)
    query = answer.query
    return ReadyAnswer(
        text=tuple(_pieces(data)),
        coverage=_coverage_text(answer.coverage),
        screened_at=answer.screened_at,
        as_of=answer.as_of,
        in_force=query.in_force,
        name=query.name or "; ".join((*query.addresses, *query.identifiers)),
        outcome=answer.outcome,
        engine=answer.engine,
        alerts=len(answer.alerts),
        hits=tuple(
            ReadyHit(
                hit.party.id,
                hit.party.record,
                hit.party.list_code,
                hit.score,
                hit.band,
                hit.contradicted,
            )
            for hit in answer.hits
        ),
        best_party=best.party.name if best else "",
    )


def _pieces(data: dict[str, Any]) -> Iterator[str]:
    """Canonical JSON of an answer, cut where numbers stand.

    Keys are sorted: the hits come before the number of the screening.
    """
    text, after_hits = _around({k: v for k, v in data.items() if k < "screening"}, "hits")
    text += "["
    for place, hit in enumerate(data["hits"]):
        start, rest = _around(hit, "hit")
        yield f"{text},{start}" if place else text + start
        text = rest
    start, end = _around({k: v for k, v in data.items() if k >= "screening"}, "screening")
    yield f"{text}]{after_hits[:-1]},{start[1:]}"
    yield end


def _around(data: Mapping[str, Any], key: str) -> tuple[str, str]:
    """Canonical JSON of an object up to the value of a key, and from there to its end."""
    before = canonical({k: v for k, v in data.items() if k < key})
    after = canonical({k: v for k, v in data.items() if k > key})
    start = f'{before[:-1]}{"," if len(before) > len("{}") else ""}"{key}":'
    return start, f",{after[1:]}" if len(after) > len("{}") else "}"


@lru_cache(maxsize=8)
def _coverage_text(coverage: tuple[Coverage, ...]) -> CoverageText:
    text = canonical([coverage_to_json(item) for item in coverage])
    return CoverageText(text, hashlib.sha256(text.encode()).hexdigest(), releases_sha256(coverage))


def releases_sha256(coverage: Sequence[Coverage]) -> str:
    """Hash of the lists and releases searched; the age, which changes daily, is left out."""
    lists = [{**coverage_to_json(item), "age_days": None, "warnings": []} for item in coverage]
    return hashlib.sha256(canonical(lists).encode()).hexdigest()


def hit_number(screening: str, rank: int) -> str:
    """Number of the hit that stands at a place, from 1, of a recorded screening."""
    return f"{screening.replace('S-', 'H-', 1)}-{rank:02d}"


def numbered(answer: Answer, number: str) -> Answer:
    """An answer with the number of its screening and those of its hits."""
    hits = tuple(
        replace(hit, hit=hit_number(number, rank)) for rank, hit in enumerate(answer.hits, start=1)
    )
    return answer.on_record(number, hits)
