"""Puts answers on record, and reads them back exactly as they were recorded."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from caveat.domain.answer_json import (
    answer_from_json,
    coverage_from_json,
    query_to_json,
    time_to_json,
)
from caveat.domain.screening import Answer, Coverage, Query
from caveat.errors import BrokenRecordError, InputError
from caveat.proof.canonical import canonical
from caveat.services.given_text import is_text
from caveat.services.ready_answer import CoverageText, ReadyAnswer, hit_number
from caveat.services.rules import edition_named, edition_text
from caveat.services.workspace import Workspace
from caveat.storage import audit, rule_editions, screenings
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import unpack
from caveat.storage.screenings import NewHit, NewScreening


class Recording:
    """Puts answers on record within one write transaction; `finish` ends it."""

    def __init__(self, ws: Workspace, connection: sqlite3.Connection) -> None:
        self._ws = ws
        self._connection = connection
        self._chain = ws.chain(connection)
        self._coverage: dict[str, int] = {}
        self._rules: set[str] = set()

    def add(self, answer: ReadyAnswer, supplier: int | None) -> str:
        """Store an answer under the next number, which is returned."""
        connection = self._connection
        self._keep_rules(answer.engine.rules_sha256)
        number = audit.next_number(connection, "S", answer.screened_at.year)
        kept = self._chain.append_text(
            "screening recorded", number, answer.payload(number, supplier)
        )
        best = answer.best
        screenings.add_screening(
            connection,
            NewScreening(
                number=number,
                supplier_id=supplier,
                operator_id=self._ws.operator.id,
                screened_at=answer.screened_at,
                valid_until=None,
                as_of=answer.as_of,
                in_force=answer.in_force,
                name=answer.name,
                outcome=answer.outcome,
                alerts=answer.alerts,
                best_score=best.score if best else None,
                best_party=answer.best_party,
                best_list=best.list_code if best else "",
                threshold=answer.engine.threshold,
                engine_version=answer.engine.version,
                settings_sha256=answer.engine.settings_sha256,
                coverage_id=self._coverage_id(answer.coverage),
                payload_id=kept.payload_id,
                audit_seq=kept.entry.seq,
            ),
            tuple(
                NewHit(
                    hit_number(number, rank),
                    hit.party,
                    hit.record,
                    rank,
                    hit.score,
                    hit.band,
                    hit.contradicted,
                )
                for rank, hit in enumerate(answer.hits, start=1)
            ),
        )
        return number

    def _keep_rules(self, sha256: str) -> None:
        """Store the edition of the rules that an answer names, the first time it is named."""
        connection = self._connection
        if not sha256 or sha256 in self._rules:
            return
        self._rules.add(sha256)
        if rule_editions.edition(connection, sha256) is not None:
            return
        found = edition_named(connection, sha256)
        if found is None:
            return  # of another program's worker: its hash is on record all the same
        name, now = rule_editions.edition_name(sha256), self._ws.now()
        text = edition_text(found)[0]
        audit.add_setting(connection, name, text, reason="", operator=self._ws.operator.id, at=now)
        said = {"value_sha256": sha256, "reason": "", "at": time_to_json(now)}
        self._chain.append_text("rules kept", name, canonical(said))

    def _coverage_id(self, coverage: CoverageText) -> int:
        found = self._coverage.get(coverage.sha256)
        if found is None:
            found = self._coverage[coverage.sha256] = screenings.coverage_id(
                self._connection, coverage.sha256, coverage.releases_sha256, coverage.text
            )
        return found

    def finish(self) -> None:
        """Have the end of the chain written down once the transaction is stored."""
        self._chain.finish()


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

    def editions(self, numbers: Sequence[str]) -> dict[str, str]:
        """The edition of the rules that these screenings name, by number.

        It is empty where they name none, or where their content is gone or damaged.
        """
        return {
            number: _edition(body)
            for number, _, body in screenings.packed_answers(self._connection, numbers)
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


def _edition(body: bytes | None) -> str:
    try:
        return str(json.loads(unpack(body))["answer"]["engine"]["rules_sha256"]) if body else ""
    except (KeyError, ValueError, TypeError):
        return ""


def _unreadable(screening: str, error: Exception) -> BrokenRecordError:
    return BrokenRecordError(
        f"The stored content of {screening} cannot be read ({type(error).__name__}: {error}). "
        "Run 'caveat audit verify'; copies are in the folder backups."
    )


def query_sha256(query: Query) -> str:
    """Hash of a query, to which a decision is bound."""
    return hashlib.sha256(canonical(query_to_json(query)).encode()).hexdigest()
