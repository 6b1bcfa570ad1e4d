"""What the newest self-test measured on exactly the releases that answer, and how it is said."""

import math
from dataclasses import asdict, replace
from datetime import datetime

from caveat.domain.answer_json import time_to_json
from caveat.domain.recall import Counts, MeasuredRecall
from caveat.domain.screening import Answer, Outcome, Query
from caveat.services.index import index_key
from caveat.services.standpoint import Standpoint, in_service, standpoint
from caveat.services.workspace import Workspace
from caveat.storage import knowledge
from caveat.storage.recall_files import load_recall, save_recall

_TODAY = Query("")


def keep_recall(ws: Workspace, key: str, measured: MeasuredRecall) -> None:
    """Keep figures under the key of the index that they were measured on.

    Raises:
        OSError: Disk, permission.
    """
    figures = {**asdict(measured), "measured_at": time_to_json(measured.measured_at)}
    save_recall(ws.paths.cache, key, figures)


def measured_recall(ws: Workspace, at: Standpoint | None = None) -> MeasuredRecall | None:
    """The newest measurement on exactly the releases in service, by this engine.

    Args:
        ws: The workspace.
        at: From where the releases in service are seen; today by default.

    Raises:
        EnvironmentProblemError: If no list is in service.
    """
    at = at or standpoint(ws, _TODAY)
    with ws.store.reading() as connection:
        covered = in_service(connection, at)
        overlay = knowledge.overlay(connection, at.known)
    figures = load_recall(ws.paths.cache, index_key(ws, covered, overlay))
    if figures is None:
        return None
    try:
        counts = tuple(Counts(**count) for count in figures.pop("counts"))
        when = datetime.fromisoformat(figures.pop("measured_at"))
        return MeasuredRecall(when, **figures, counts=counts)
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


def citing_recall(ws: Workspace, answer: Answer, at: Standpoint) -> Answer:
    """The answer, with the measured recall in a statement of no match where there is one.

    Only where all lists in service were searched as of today and the alert line is no higher than
    the one measured at: elsewhere the figures would say nothing of this search.
    """
    query = answer.query
    if answer.outcome is not Outcome.NO_MATCH or query.lists or query.as_of or query.in_force:
        return answer
    measured = measured_recall(ws, at)
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
