"""Puts an answer on record, and reads it back exactly as it was recorded."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from caveat.domain.answer_json import (
    answer_from_json,
    answer_to_json,
    coverage_from_json,
    coverage_to_json,
    query_to_json,
)
from caveat.domain.screening import Answer, Coverage, Query
from caveat.errors import BrokenRecordError, InputError
from caveat.proof.canonical import canonical
from caveat.services.given_text import is_text
from caveat.services.workspace import Workspace
from caveat.storage import audit, screenings
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import unpack
from caveat.storage.screenings import NewHit, NewScreening


def releases_sha256(coverage: Sequence[Coverage]) -> str:
    """Hash of the lists and releases searched; the age, which changes daily, is left out."""
    lists = [{**coverage_to_json(item), "age_days": None, "warnings": []} for item in coverage]
    return hashlib.sha256(canonical(lists).encode()).hexdigest()


def numbered(answer: Answer, number: str) -> Answer:
    """An answer with the number of its screening and those of its hits."""
    stem = number.replace("S-", "H-", 1)
    hits = tuple(
        replace(hit, hit=f"{stem}-{rank:02d}") for rank, hit in enumerate(answer.hits, start=1)
    )
    return answer.on_record(number, hits)


def record_answer(
    ws: Workspace, connection: sqlite3.Connection, answer: Answer, supplier: int | None
) -> Answer:
    """Store an answer with its numbers. Call inside one write transaction."""
    year = answer.screened_at.year
    number = audit.next_number(connection, "S", year)
    recorded = numbered(answer, number)
    data = answer_to_json(recorded)
    coverage = data.pop("coverage")
    digest = hashlib.sha256(canonical(coverage).encode()).hexdigest()
    coverage_id = screenings.coverage_id(
        connection, digest, releases_sha256(answer.coverage), canonical(coverage)
    )
    kept = ws.append(
        connection,
        "screening recorded",
        number,
        {"answer": data, "coverage_sha256": digest, "supplier": supplier},
    )
    alerts = recorded.alerts
    best = max(recorded.hits, key=lambda hit: hit.score, default=None)
    screenings.add_screening(
        connection,
        NewScreening(
            number=number,
            supplier_id=supplier,
            operator_id=ws.operator.id,
            screened_at=answer.screened_at,
            valid_until=None,
            as_of=answer.as_of,
            in_force=answer.query.in_force,
            name=answer.query.name
            or "; ".join((*answer.query.addresses, *answer.query.identifiers)),
            outcome=answer.outcome,
            alerts=len(alerts),
            best_score=best.score if best else None,
            best_party=best.party.name if best else "",
            best_list=best.party.list_code if best else "",
            threshold=answer.engine.threshold,
            engine_version=answer.engine.version,
            settings_sha256=answer.engine.settings_sha256,
            coverage_id=coverage_id,
            payload_id=kept.payload_id,
            audit_seq=kept.entry.seq,
        ),
        tuple(
            NewHit(
                hit.hit, hit.party.id, hit.party.record, rank, hit.score, hit.band, hit.contradicted
            )
            for rank, hit in enumerate(recorded.hits, start=1)
        ),
    )
    return recorded


def recorded_answer(ws: Workspace, screening: str) -> Answer:
    """A screening's answer exactly as it was recorded.

    Raises:
        InputError: If there is no screening with this number.
        BrokenRecordError: If its content is gone or damaged.
    """
    with ws.store.reading() as connection:
        stored = screenings.stored_screening(connection, screening) if is_text(screening) else None
        if stored is None:
            raise InputError(f"There is no screening {screening} in this workspace.")
        return RecordedAnswers(connection).read((screening,))[screening]


class RecordedAnswers:
    """Reads recorded answers page by page within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._coverage: dict[int, tuple[Coverage, ...]] = {}

    def read(self, numbers: Sequence[str]) -> dict[str, Answer]:
        """The answers of these screenings, by number; unknown numbers are left out.

        Raises:
            BrokenRecordError: If the content of one is gone or damaged.
        """
        return {
            number: self._answer(number, coverage, body)
            for number, coverage, body in screenings.packed_answers(self._connection, numbers)
        }

    def _answer(self, number: str, coverage: int, body: bytes | None) -> Answer:
        if body is None:
            raise BrokenRecordError(
                f"The content of {number} is no longer stored. Its entry in the audit log "
                "remains. Run 'caveat audit verify': it says whether the content was deleted by "
                "rule."
            )
        try:
            if coverage not in self._coverage:
                stored = json.loads(screenings.coverage_body(self._connection, coverage))
                self._coverage[coverage] = tuple(map(coverage_from_json, stored))
            data = json.loads(unpack(body))["answer"]
            answer = answer_from_json({**data, "coverage": ()})
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise _unreadable(number, error) from error
        return replace(answer, coverage=self._coverage[coverage])


def _unreadable(screening: str, error: Exception) -> BrokenRecordError:
    return BrokenRecordError(
        f"The stored content of {screening} cannot be read ({type(error).__name__}: {error}). "
        "Run 'caveat audit verify'; copies are in the folder backups."
    )


def query_sha256(query: Query) -> str:
    """Hash of a query, to which a decision is bound."""
    return hashlib.sha256(canonical(query_to_json(query)).encode()).hexdigest()
