"""What the newest self-test measured on exactly the releases that answer, and how it is said."""

import math
from dataclasses import asdict, replace
from datetime import datetime

from caveat.domain.answer_json import time_to_json
from caveat.domain.recall import Counts, MeasuredRecall
from caveat.domain.screening import Answer, Outcome, Query
from caveat.services.index import index_key
from caveat.services.standpoint import in_service, standpoint
from caveat.services.workspace import Workspace
from caveat.storage import knowledge
from caveat.storage.recall_files import load_recall, save_recall

_TODAY = Query("")
_NUMBERS = (
    "tried", "not_distinctive", "another_name", "compared", "first", "hit", "related",
)  # fmt: skip


def keep_recall(ws: Workspace, key: str, measured: MeasuredRecall) -> None:
    """Keep figures under the key of the index that they were measured on.

    Raises:
        OSError: Disk, permission.
    """
    figures = {**asdict(measured), "measured_at": time_to_json(measured.measured_at)}
    save_recall(ws.paths.cache, key, figures)


def measured_recall(ws: Workspace) -> MeasuredRecall | None:
    """The newest measurement on exactly the releases in service, by this engine.

    Raises:
        EnvironmentProblemError: If no list is in service.
    """
    at = standpoint(ws, _TODAY)
    with ws.store.reading() as connection:
        covered = in_service(connection, at)
        overlay = knowledge.overlay(connection, at.known)
    return _measured_on(ws, index_key(ws, covered, overlay))


def _measured_on(ws: Workspace, key: str) -> MeasuredRecall | None:
    figures = load_recall(ws.paths.cache, key)
    if figures is None:
        return None
    try:
        return MeasuredRecall(
            measured_at=datetime.fromisoformat(figures["measured_at"]),
            engine=str(figures["engine"]),
            recipe=int(figures["recipe"]),
            seed=int(figures["seed"]),
            line=float(figures["line"]),
            names=int(figures["names"]),
            of_names=int(figures["of_names"]),
            counts=tuple(
                Counts(
                    str(count["change"]),
                    str(count["strength"]),
                    **{name: int(count[name]) for name in _NUMBERS},
                )
                for count in figures["counts"]
            ),
        )
    except (TypeError, KeyError, ValueError):
        return None


def recall_sentence(measured: MeasuredRecall) -> str:
    """One sentence, never rounded up."""
    share = math.floor(1000 * measured.hit / measured.tried) / 10
    return (
        f"On these releases, {share:g} of 100 misspelled variants of listed names were found at "
        f"or above {measured.line:g} (caveat self-test of "
        f"{measured.measured_at.date().isoformat()}, {measured.tried:,} variants of "
        f"{measured.names:,} of {measured.of_names:,} names)."
    )


def citing_recall(ws: Workspace, answer: Answer, key: str) -> Answer:
    """The answer, with the measured recall in a statement of no match where there is one.

    Only where all lists in service were searched as of today and the alert line is no higher than
    the one measured at: elsewhere the figures would say nothing of this search.

    Args:
        ws: The workspace.
        answer: As composed.
        key: Of the index that it was found with.
    """
    query = answer.query
    if answer.outcome is not Outcome.NO_MATCH or query.lists or query.as_of or query.in_force:
        return answer
    measured = _measured_on(ws, key)
    if measured is None or not measured.tried or measured.line < answer.engine.threshold:
        return answer
    return with_recall(answer, recall_sentence(measured))


def with_recall(answer: Answer, sentence: str) -> Answer:
    """The answer with a sentence on recall, which the record keeps apart as well.

    Measurements come and go, so an answer that is given again takes its sentence from the record.
    """
    statement = answer.no_match_statement
    if statement and sentence:
        statement = f"{statement} {sentence}"
    return replace(answer, no_match_statement=statement, recall=sentence)
