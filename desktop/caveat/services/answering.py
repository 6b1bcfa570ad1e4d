"""Composes an answer: what was searched, what was found, what must be said with it."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from caveat.domain.lists import Channel, Release
from caveat.domain.screening import Answer, Coverage, Engine, Hit, Outcome, Query
from caveat.errors import InputError
from caveat.ingest.lists.catalogue import not_covered, published_list, published_lists
from caveat.matching.engine import ENGINE_VERSION
from caveat.matching.entries import SearchResult
from caveat.matching.names.clean import MAX_CHARACTERS
from caveat.matching.names.prepare import MAX_WORDS
from caveat.proof.canonical import canonical
from caveat.services.alert_line import alert_line_remark
from caveat.services.given_text import refuse_broken_text
from caveat.services.lists import list_warnings
from caveat.services.wording import limit_remark, no_match_statement, starter_remark
from caveat.services.workspace import Workspace
from caveat.storage import overlay, releases

_LONGEST_NAME = 2_000
"""Characters, as for a name in a spreadsheet."""
_MOST = 100
"""Names of one party that one search takes, and likewise addresses and numbers."""
_MOST_SHOWN = 10_000
_SHOWN = 40


def settings_sha256(ws: Workspace, query: Query) -> str:
    """Hash of what changes a result besides lists and engine: line, limit, sourced overlay."""
    current = overlay.current_overlay(ws.store.reader())
    settings = {
        "threshold": query.threshold,
        "limit": query.limit,
        "overlay": current.sha256 if current else "",
    }
    return hashlib.sha256(canonical(settings).encode()).hexdigest()


def check_query(query: Query) -> None:
    """Raise `InputError` for a query that cannot be answered."""
    texts = (query.name, *query.aliases, *query.addresses, *query.identifiers)
    if not any(text.strip() for text in texts):
        raise InputError("Give a name, an address or a number to search for.")
    refuse_broken_text("What was asked", *texts, query.country, query.role, *query.lists)
    if query.name.strip() and not any(map(str.isalnum, query.name)):
        raise InputError(
            f"The name {_short(query.name)} has no letter or digit, so nothing can be searched "
            "for. Give the name as the supplier writes it, or leave it empty and give an address."
        )
    if len(query.name) > _LONGEST_NAME:
        raise InputError(
            f"A name of {len(query.name):,} characters is more than one name (at most "
            f"{_LONGEST_NAME:,}). Nothing was searched. Give the supplier's name alone."
        )
    _refuse_too_much(query)
    if not 1 <= query.limit <= _MOST_SHOWN:
        raise InputError(f"The limit is a number from 1 to {_MOST_SHOWN:,}.")
    if not 1 <= query.threshold <= 100:  # noqa: PLR2004  # the scale of scores
        raise InputError("The alert line is a number from 1 to 100.")
    if query.in_force is not None:
        raise InputError(
            "Searching by the law in force on a day is not built yet. Nothing was searched. "
            "Use the date of knowledge (as of) instead."
        )


def _refuse_too_much(query: Query) -> None:
    """All that is asked is searched, or nothing is: what is left out could be the listed name."""
    for number, what in (
        (len({query.name, *query.aliases}), "names"),
        (len(query.addresses), "addresses"),
        (len(query.identifiers), "registration numbers"),
    ):
        if number > _MOST:
            raise InputError(
                f"{_short(query.name)} has {number:,} {what}; one search takes at most {_MOST}. "
                "Nothing was searched. Split them into several searches."
            )


def _short(text: str) -> str:
    shown = text.strip()
    return f"“{shown[:_SHOWN]}…”" if len(shown) > _SHOWN else f"“{shown}”"


def _compared_in_part(query: Query) -> str:
    """What an answer must say when a name is longer than what is compared; empty otherwise."""
    cut = [
        text
        for text in (query.name, *query.aliases)
        if len(text) > MAX_CHARACTERS or len(text.split()) > MAX_WORDS
    ]
    return f"Only the beginning was compared of: {'; '.join(map(_short, cut))}." if cut else ""


def known_until(query: Query, now: datetime) -> datetime:
    """The moment whose knowledge answers a query: now, or the end of an earlier day asked for."""
    if query.as_of is None or query.as_of >= now.date():
        return now
    return datetime.combine(query.as_of, time.max, UTC)


def coverage_of(
    ws: Workspace, selected: Sequence[Release], moment: datetime
) -> tuple[Coverage, ...]:
    """The lists that are searched, with age and warnings as they were at a moment."""
    missing = {item.list_code: item for item in releases.missing(ws.store.reader(), moment)}
    found = []
    for release in selected:
        known = published_list(release.list_code)
        age = (moment.date() - release.released).days if release.released else None
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
    found: SearchResult,
    hits: tuple[Hit, ...],
    near: tuple[Hit, ...],
) -> Answer:
    """The answer to a query. Against starter data alone the outcome is *not screened*.

    The outcome rests on all that was found, shown or not.

    Args:
        ws: The workspace.
        query: What was asked.
        now: When.
        coverage: The lists searched.
        found: What was found, with its totals.
        hits: The hits of it that are shown, as many of each kind as the query's limit.
        near: The near misses of it that are shown.
    """
    searched = {item.list_code for item in coverage}
    unsearched = (
        *(known.title for known in published_lists() if known.code not in searched),
        *(absent.title for absent in not_covered()),
    )
    remarks = (
        starter_remark(ws, coverage),
        alert_line_remark(ws, query, found.hidden_total),
        _compared_in_part(query),
        limit_remark(query, found),
    )
    answer = Answer(
        screening="",
        screened_at=now,
        as_of=known_until(query, now).date(),
        operator=ws.operator.name,
        query=query,
        engine=Engine(ENGINE_VERSION, settings_sha256(ws, query), query.threshold),
        outcome=Outcome.NO_MATCH,
        coverage=coverage,
        not_covered=unsearched,
        hits=hits,
        near_misses=near,
        remarks=tuple(text for text in remarks if text),
    )
    if answer.starter_only:
        return replace(answer, outcome=Outcome.NOT_SCREENED)
    if found.alerts_total:
        return replace(answer, outcome=Outcome.HITS)
    return replace(answer, no_match_statement=no_match_statement(answer, found))
