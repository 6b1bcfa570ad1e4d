"""Who owns a company on the date of a transaction, under each dated rule, side by side."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from caveat.domain.consequences import RuleBook
from caveat.domain.ownership_report import OwnershipReport
from caveat.domain.ownership_view import ListGap
from caveat.domain.ownership_words import as_of_words, gap_words
from caveat.domain.progress import CancelToken, ReportProgress, ignore_progress
from caveat.domain.relations import OF_OWNERSHIP, PartyRef, Tie
from caveat.domain.screening import Query
from caveat.errors import InputError
from caveat.network.ownership.answer import ownership_of
from caveat.network.ownership.holdings import Holdings
from caveat.network.ownership.upstream import above
from caveat.services.connections import Asked, Connector, party_asked
from caveat.services.given_text import refuse_broken_text
from caveat.services.listed_owners import ListedOwners
from caveat.services.relations import read_table, resolved
from caveat.services.rules import current_rules
from caveat.services.standpoint import Standpoint, standpoint
from caveat.services.ties import Ties
from caveat.services.workspace import Workspace

MOST_COMPANIES = 200
"""Companies of a table that are answered for."""
ALL_HOLDINGS = "Holdings are those of the lists, the starter data, your tables and your typing."
_NAMED = 5


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
        company, instead = as_held(ties, party_asked(ties, Asked(who)))
        holdings = ties.holdings
        owners = ListedOwners(ties, day, at)
        listed = owners.listings(above(holdings, company, day))
        answer = ownership_of(company, holdings, listed, rules.ownership, day)
        gaps = owners.gaps(rules.ownership)
        said = (*_said(at, gaps, rules, owners), instead)
        return OwnershipReport(day, (answer,), notes=tuple(filter(None, said)), gaps=gaps)


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

    Asked are those companies of the table that hold no other in it; where all of them do, all that
    are held. Nothing of the table is stored. ``on`` and ``as_of`` as of `ownership`; the table
    counts whole, whatever the day.

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
        holdings = Holdings((*ties.stated, *of_table))
        owners = ListedOwners(ties, day, at)
        rules = current_rules(ws)
        answers = []
        for company in companies[:MOST_COMPANIES]:
            if cancel is not None:
                cancel.check()
            listed = owners.listings(above(holdings, company, day))
            answers.append(ownership_of(company, holdings, listed, rules.ownership, day))
        gaps = owners.gaps(rules.ownership)
        return OwnershipReport(
            day,
            tuple(answers),
            further=max(0, len(companies) - MOST_COMPANIES),
            remarks=table.remarks,
            notes=tuple(_said(at, gaps, rules, owners)),
            gaps=gaps,
        )


def _said(
    at: Standpoint, gaps: Sequence[ListGap], rules: RuleBook, owners: ListedOwners
) -> Iterator[str]:
    """What must be known to read an answer."""
    if at.known.moment is not None:
        yield as_of_words(at.day)
    yield from gap_words(gaps)
    yield from rules.warnings
    yield from owners.notes()
    yield ALL_HOLDINGS


def _last_held(ties: Iterable[Tie]) -> list[PartyRef]:
    owning = [tie for tie in ties if tie.kind in OF_OWNERSHIP]
    held = dict.fromkeys(tie.company for tie in owning)
    holding = {tie.holder for tie in owning}
    return [company for company in held if company not in holding] or list(held)


def as_held(ties: Ties, company: PartyRef) -> tuple[PartyRef, str]:
    """A party as the holdings know it, and what is to be said where they call it otherwise."""
    known, held = ties.known, ties.holdings.numbers
    if company in held:
        return company, ""
    by_name = PartyRef.named(company.name)
    for other in (known.meant(company.name), by_name):
        if other is not None and other in held:
            return other, f"Answered for {other} ({other.kind}), who carries the name."
    alike = ties.held_like(company.name)
    if len(alike) == 1:
        return alike[0], (
            f"Answered for {alike[0]}: the name is the same but for its legal form and spelling. "
            "Make sure that it is the same company."
        )
    if alike:
        named = ", ".join(map(str, alike[:_NAMED]))
        return company, (
            f"The holdings know {len(alike)} parties of this name but for the legal form: {named}. "
            "Search the one that is meant by its whole name."
        )
    return company, ""
