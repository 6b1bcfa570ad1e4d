"""Composes an answer: what was searched, what was found, what must be said with it."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from caveat.domain.lists import Channel, Release
from caveat.domain.screening import Answer, Coverage, Engine, Hit, Outcome, Query
from caveat.errors import InputError
from caveat.ingest.lists.catalogue import not_covered, published_list, published_lists
from caveat.matching.engine import ENGINE_VERSION
from caveat.proof.canonical import canonical
from caveat.services.alert_line import alert_line_remark
from caveat.services.lists import list_warnings
from caveat.services.wording import no_match_statement, starter_remark
from caveat.services.workspace import Workspace
from caveat.storage import releases


def settings_sha256(query: Query) -> str:
    """Hash of every setting that changes a result."""
    settings = {"threshold": query.threshold, "limit": query.limit}
    return hashlib.sha256(canonical(settings).encode()).hexdigest()


def check_query(query: Query) -> None:
    """Raise `InputError` for a query that cannot be answered."""
    if not (query.name.strip() or any(query.addresses) or any(query.identifiers)):
        raise InputError("Give a name, an address or a number to search for.")
    if not 1 <= query.threshold <= 100:  # noqa: PLR2004  # the scale of scores
        raise InputError("The alert line is a number from 1 to 100.")
    if query.in_force is not None:
        raise InputError(
            "Searching by the law in force on a day is not built yet. Nothing was searched. "
            "Use the date of knowledge (as of) instead."
        )


def coverage_of(ws: Workspace, selected: Sequence[Release], now: datetime) -> tuple[Coverage, ...]:
    """The lists that are searched, with age and warnings as of ``now``."""
    missing = {item.list_code: item for item in releases.missing(ws.store.reader())}
    found = []
    for release in selected:
        known = published_list(release.list_code)
        age = (now.date() - release.released).days if release.released else None
        found.append(
            Coverage(
                list_code=release.list_code,
                title=known.title,
                channel=release.channel,
                released=release.released,
                released_basis=release.released_basis,
                imported_at=release.imported_at,
                parties=release.parties,
                names=release.names,
                sha256=release.sha256,
                file_name=release.file_name,
                age_days=age,
                state="starter" if release.channel is Channel.STARTER else "in service",
                warnings=list_warnings(
                    release, age, known.published_every_days, missing.get(release.list_code)
                ),
            )
        )
    return tuple(found)


def compose_answer(
    ws: Workspace,
    query: Query,
    *,
    now: datetime,
    coverage: tuple[Coverage, ...],
    hits: tuple[Hit, ...],
    near: tuple[Hit, ...],
) -> Answer:
    """The answer to a query. Against starter data alone the outcome is *not screened*."""
    searched = {item.list_code for item in coverage}
    unsearched = (
        *(known.title for known in published_lists() if known.code not in searched),
        *(absent.title for absent in not_covered()),
    )
    remarks = [
        text for text in (starter_remark(ws, coverage), alert_line_remark(ws, query)) if text
    ]
    answer = Answer(
        screening="",
        screened_at=now,
        as_of=query.as_of or now.date(),
        operator=ws.operator.name,
        query=query,
        engine=Engine(ENGINE_VERSION, settings_sha256(query), query.threshold),
        outcome=Outcome.NO_MATCH,
        coverage=coverage,
        not_covered=unsearched,
        hits=hits,
        near_misses=near,
        remarks=tuple(remarks),
    )
    if answer.starter_only:
        return replace(answer, outcome=Outcome.NOT_SCREENED)
    if answer.alerts:
        return replace(answer, outcome=Outcome.HITS)
    return replace(answer, no_match_statement=no_match_statement(answer))
