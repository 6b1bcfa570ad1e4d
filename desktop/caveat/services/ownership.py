"""Who owns a company on the date of a transaction, under each dated rule, side by side."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from caveat.domain.ownership_known import as_of_words, gap_words, lists_words
from caveat.domain.ownership_report import OwnershipReport
from caveat.domain.ownership_view import KnownOwnership
from caveat.domain.progress import CancelToken, ReportProgress, ignore_progress
from caveat.domain.relations import OF_OWNERSHIP, PartyRef, Tie
from caveat.domain.screening import Query
from caveat.errors import InputError
from caveat.network.ownership.holdings import Holdings
from caveat.services.connections import Asked, Connector, party_asked
from caveat.services.given_text import refuse_broken_text
from caveat.services.ownership_view import Reading
from caveat.services.relations import read_table, resolved
from caveat.services.rules import current_rules
from caveat.services.standpoint import Standpoint, standpoint
from caveat.services.workspace import Workspace

MOST_COMPANIES = 200
"""Companies of a table that are answered for."""
_ASKED = "asked about"
ALL_HOLDINGS = "Holdings are those of the lists, the starter data, your tables and your typing."


def ownership(
    ws: Workspace,
    connector: Connector,
    who: str,
    *,
    on: date | None = None,
    as_of: date | None = None,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> OwnershipReport:
    """Who owns a party, by all that is on record.

    Args:
        ws: The workspace.
        connector: Knows the relations on record.
        who: A name, the number of a listed party, or ``supplier:12``.
        on: The date of the transaction; None for the day of ``as_of``.
        as_of: Answer from the lists and relations that were known here by the end of this day;
            None for now.
        progress: Told about stages.
        cancel: Cancels.

    Raises:
        InputError: Nobody is named, several parties are meant, or ``as_of`` is to come.
        EnvironmentProblemError: If no list is in service (on that day).
    """
    refuse_broken_text("The name", who)
    at = standpoint(ws, Query("", as_of=as_of))
    day = on or at.day
    rules = current_rules(ws)
    with connector.ties(progress, cancel, at) as ties:
        reading = Reading(ties, rules, day, at)
        reading.add(_ASKED, party_asked(ties, Asked(who)))
        return _report(reading.done(), at)


def ownership_of_table(
    ws: Workspace,
    connector: Connector,
    path: Path,
    *,
    on: date | None = None,
    as_of: date | None = None,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> OwnershipReport:
    """Who owns the companies of a table of relations, by the table and all that is on record.

    Asked are those companies of the table that hold no other in it, and those of circles that hold
    none but each other. Nothing of the table is stored. ``on`` and ``as_of`` as of `ownership`; the
    table counts whole, whatever the day.

    Raises:
        UnreadableFileError: The file is damaged, protected, too large or no table.
        InputError: No row of headings, no holding in it, or ``as_of`` is to come.
        EnvironmentProblemError: The file cannot be opened, or no list is in service (on that day).
    """
    at = standpoint(ws, Query("", as_of=as_of))
    day = on or at.day
    table = read_table(path, progress=progress, cancel=cancel)
    with connector.ties(progress, cancel, at) as ties:
        of_table = tuple(resolved(table.ties, ties.known))
        companies = _last_held(of_table)
        if not companies:
            raise InputError(
                f"{path.name} holds no relation of ownership that can be used. Nothing was "
                "calculated. “caveat relations import --preview” says what is wrong with each row."
            )
        reading = Reading(ties, current_rules(ws), day, at, Holdings((*ties.stated, *of_table)))
        for company in companies[:MOST_COMPANIES]:
            if cancel is not None:
                cancel.check()
            reading.add(_ASKED, company)
        further = max(0, len(companies) - MOST_COMPANIES)
        return replace(_report(reading.done(), at), further=further, remarks=table.remarks)


def _report(known: KnownOwnership, at: Standpoint) -> OwnershipReport:
    """What was read, with what must be known to read it."""
    notes = [as_of_words(at.day)] if at.known.moment is not None else []
    notes += [*gap_words(known.gaps), *known.notes, lists_words(known), ALL_HOLDINGS]
    notes += [note for view in known.views for note in view.notes]
    return OwnershipReport(known.day, known.views, notes=tuple(notes), gaps=known.gaps)


def _last_held(ties: Iterable[Tie]) -> list[PartyRef]:
    """The companies that hold no other, and those of circles that lead down to none of them."""
    holders = defaultdict[PartyRef, list[PartyRef]](list)
    for tie in ties:
        if tie.kind in OF_OWNERSHIP:
            holders[tie.company].append(tie.holder)
    holding = {holder for each in holders.values() for holder in each}
    above = [company for company in holders if company not in holding]
    last = set(above)
    reached = set(above)
    for company in above:  # grows while it is walked
        more = [holder for holder in holders.get(company, ()) if holder not in reached]
        reached.update(more)
        above += more
    return [company for company in holders if company in last or company not in reached]
