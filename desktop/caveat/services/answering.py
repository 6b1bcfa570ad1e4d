"""Composes an answer: what was searched, what was found, what must be said with it."""

import hashlib
from dataclasses import dataclass, replace

from caveat.domain.past import LaterKnown, LawBasis
from caveat.domain.screening import Answer, Engine, Hit, Outcome, Query
from caveat.errors import InputError
from caveat.matching.addresses.folding import MAX_CHARACTERS as LONGEST_ADDRESS
from caveat.matching.engine import ENGINE_VERSION
from caveat.matching.entries import SearchResult
from caveat.matching.names.clean import MAX_CHARACTERS
from caveat.matching.names.prepare import MAX_WORDS
from caveat.proof.canonical import canonical
from caveat.services.alert_line import alert_line_remark
from caveat.services.given_text import refuse_broken_text
from caveat.services.ground import Ground
from caveat.services.past_wording import delisted_remark, later_known_remarks, law_remarks
from caveat.services.rules import rules_sha256
from caveat.services.standpoint import Standpoint
from caveat.services.wording import limit_remark, no_match_statement, starter_remark
from caveat.services.workspace import Workspace
from caveat.storage.overlay import OverlaySet

_LONGEST_NAME = 2_000
"""Characters, as for a name in a spreadsheet."""
_MOST = 100
"""Names of one party that one search takes, and likewise addresses and numbers."""
_MOST_SHOWN = 10_000
_SHOWN = 40


def settings_sha256(query: Query, current: OverlaySet | None) -> str:
    """Hash of what changes a result besides lists and engine: line, limit, sourced overlay."""
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
    """What an answer must say when a name or address is longer than what is read; else empty."""
    cut = [
        text
        for text in (query.name, *query.aliases)
        if len(text) > MAX_CHARACTERS or len(text.split()) > MAX_WORDS
    ]
    cut += [text for text in query.addresses if len(text) > LONGEST_ADDRESS]
    return f"Only the beginning was compared of: {'; '.join(map(_short, cut))}." if cut else ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the things found is shown.

    Attributes:
        hits: Of each kind as many as the query's limit.
        near: The near misses.
        later_known: Parties that later releases show as listed by the day.
        delisted: Parties of the past, if they were asked for.
        undated: Alerts of which it is not known whether they were listed by the day of law.
    """

    hits: tuple[Hit, ...]
    near: tuple[Hit, ...] = ()
    later_known: tuple[LaterKnown, ...] = ()
    delisted: tuple[Hit, ...] = ()
    undated: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Rests:
    """What an answer rests on.

    Attributes:
        at: From where it is given.
        ground: From what.
        law: What the law of a day was taken from, list by list.
    """

    at: Standpoint
    ground: Ground
    law: tuple[LawBasis, ...] = ()


def compose_answer(
    ws: Workspace, query: Query, rests: Rests, found: SearchResult, shown: Shown
) -> Answer:
    """The answer to a query. Against starter data alone the outcome is *not screened*.

    The outcome rests on all that was found, shown or not.
    """
    ground = rests.ground
    remarks = (
        *later_known_remarks(shown.later_known),
        *law_remarks(query, rests.law, shown.undated),
        starter_remark(ground.coverage, ground.overlay),
        alert_line_remark(ws, query, found.hidden_total, rests.at.now),
        _compared_in_part(query),
        limit_remark(query, found),
        delisted_remark(query, shown.delisted),
    )
    answer = Answer(
        screening="",
        screened_at=rests.at.now,
        as_of=rests.at.day,
        operator=ws.operator.name,
        query=query,
        engine=Engine(
            ENGINE_VERSION,
            settings_sha256(query, ground.overlay),
            query.threshold,
            rules_sha256(ws.store.reader()),
        ),
        outcome=Outcome.NO_MATCH,
        coverage=ground.coverage,
        not_covered=ground.unsearched,
        hits=shown.hits,
        near_misses=shown.near,
        remarks=tuple(text for text in remarks if text),
        later_known=shown.later_known,
        law=rests.law,
        delisted=shown.delisted,
        lists_state=rests.at.known.state,
    )
    if answer.starter_only:
        return replace(answer, outcome=Outcome.NOT_SCREENED)
    if found.alerts_total:
        return replace(answer, outcome=Outcome.HITS)
    return replace(answer, no_match_statement=no_match_statement(answer, found))
