"""Who owns a company on the date of a transaction, under each dated rule, side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from caveat.domain.ownership import Listing
from caveat.domain.ownership_report import OwnershipReport
from caveat.domain.parties import Designation, PartyKind
from caveat.domain.periods import first_day, last_day
from caveat.domain.progress import CancelToken, ReportProgress, ignore_progress
from caveat.domain.relations import OF_OWNERSHIP, PartyRef, RefKind, Tie
from caveat.errors import InputError
from caveat.network.ownership.answer import ownership_of
from caveat.network.ownership.holdings import Holdings
from caveat.services.connections import Asked, Connector, party_asked
from caveat.services.given_text import refuse_broken_text
from caveat.services.listing_sources import listed_since
from caveat.services.relations import read_table, resolved
from caveat.services.rules import current_rules
from caveat.services.ties import Ties
from caveat.services.workspace import Workspace

MOST_COMPANIES = 200
"""Companies of a table that are answered for."""


def ownership(
    ws: Workspace,
    connector: Connector,
    who: str,
    *,
    on: date | None = None,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> OwnershipReport:
    """Who owns a party, by all that is on record.

    Args:
        ws: The workspace.
        connector: Knows the relations on record.
        who: A name, the number of a listed party, or ``supplier:12``.
        on: The date of the transaction; None for today.
        progress: Told about stages.
        cancel: Cancels.

    Raises:
        InputError: Nobody is named, or several parties are meant.
        EnvironmentProblemError: If no list is in service.
    """
    refuse_broken_text("The name", who)
    day = on or ws.now().date()
    rules = current_rules(ws)
    with connector.ties(progress, cancel) as ties:
        company = party_asked(ties, Asked(who))
        holdings = ties.holdings
        asking = _Asking(ties, day, ws.now().date())
        company = asking.as_held(company, holdings)
        listed = asking.listings(holdings.parties, company)
        answer = ownership_of(company, holdings, listed, rules.ownership, day)
        return OwnershipReport(day, (answer,), notes=(*rules.warnings, *asking.notes()))


def ownership_of_table(
    ws: Workspace,
    connector: Connector,
    path: Path,
    *,
    on: date | None = None,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> OwnershipReport:
    """Who owns the companies of a table of relations, by the table and all that is on record.

    Asked are those companies of the table that hold no other in it; where all of them do, all that
    are held. Nothing of the table is stored.

    Raises:
        UnreadableFileError: The file is damaged, protected, too large or no table.
        InputError: No row of headings, or no holding in it.
        EnvironmentProblemError: The file cannot be opened, or no list is in service.
    """
    day = on or ws.now().date()
    table = read_table(path, progress=progress, cancel=cancel)
    with connector.ties(progress, cancel) as ties:
        of_table = tuple(resolved(table.ties, ties.known))
        companies = _last_held(of_table)
        if not companies:
            raise InputError(
                f"{path.name} holds no relation of ownership that can be used. Nothing was "
                "calculated. “caveat relations import --preview” says what is wrong with each row."
            )
        holdings = Holdings((*ties.stated, *of_table))
        asking = _Asking(ties, day, ws.now().date())
        rules = current_rules(ws)
        answers = []
        listed = asking.listings(holdings.parties, *companies)
        for company in companies[:MOST_COMPANIES]:
            if cancel is not None:
                cancel.check()
            answers.append(ownership_of(company, holdings, listed, rules.ownership, day))
        return OwnershipReport(
            day,
            tuple(answers),
            further=max(0, len(companies) - MOST_COMPANIES),
            remarks=table.remarks,
            notes=(*rules.warnings, *asking.notes()),
        )


def _last_held(ties: Iterable[Tie]) -> list[PartyRef]:
    owning = [tie for tie in ties if tie.kind in OF_OWNERSHIP]
    held = dict.fromkeys(tie.company for tie in owning)
    holding = {tie.holder for tie in owning}
    return [company for company in held if company not in holding] or list(held)


class _Asking:
    """Tells who is listed on the day, and what was decided in telling it."""

    def __init__(self, ties: Ties, day: date, today: date) -> None:
        self._ties, self._day, self._today = ties, day, today
        self._several: dict[str, int] = {}
        self._later: dict[str, str] = {}
        self._instead = ""

    def as_held(self, company: PartyRef, holdings: Holdings) -> PartyRef:
        """The party itself, or whoever the relations mean by its name where they mean another."""
        if company not in holdings.numbers:
            for other in (self._ties.known.meant(company.name), PartyRef.named(company.name)):
                if other is not None and other in holdings.numbers:
                    self._instead = f"Answered for {other} ({other.kind}), who carries the name."
                    return other
        return company

    def listings(
        self, parties: Iterable[PartyRef], *more: PartyRef
    ) -> Mapping[PartyRef, Sequence[Listing]]:
        """Who of some parties is on which lists on the day."""
        found: dict[PartyRef, tuple[Listing, ...]] = {}
        for party in (*parties, *more):
            if party not in found:
                records = self._records(party)
                if records:
                    found[party] = tuple(self._of_records(party, records))
        return {party: listings for party, listings in found.items() if listings}

    def _records(self, party: PartyRef) -> list[int]:
        """The entries that a party counts as: its own, and those of other lists of its name."""
        known = self._ties.known
        if party.kind is RefKind.SUPPLIER:
            return []
        carrying = [
            ref
            for ref in known.carrying(party.name)
            if ref.kind is RefKind.LISTED and known.listed[ref.key].kind != PartyKind.PERSON
        ]
        if party.kind is RefKind.LISTED:
            own = known.listed[party.key]
            others = [
                known.listed[ref.key].record
                for ref in carrying
                if known.listed[ref.key].list_code != own.list_code
            ]
            return [own.record, *sorted(set(others) - {own.record})]
        if len(carrying) > 1:
            self._several[party.name] = len(carrying)
        return sorted(known.listed[ref.key].record for ref in carrying)

    def _of_records(self, party: PartyRef, records: Iterable[int]) -> Iterator[Listing]:
        for record in records:
            entry = self._ties.sources.entry(record)
            for cited in entry.designations:
                designation = cited.designation
                since = listed_since([designation])
                if since and first_day(since) > self._day:
                    self._later[str(party)] = since
                elif not _over(designation, self._day):
                    yield Listing(entry.party.list_code, designation.licence_requirement)

    def notes(self) -> Iterator[str]:
        """What must be known to read the answers."""
        if self._instead:
            yield self._instead
        for name, count in self._several.items():
            yield (
                f"“{name}” is the name of {count} listed parties; it counts as each of them. Give "
                "the number of the one that is meant in its place."
            )
        for name, since in self._later.items():
            yield f"{name} was listed only from {since}: it does not count on {self._day}."
        if self._day < self._today:
            yield (
                f"Who was listed on {self._day} is told by the dates that the lists in service "
                "print; a party delisted since then is not counted."
            )
        yield "Holdings are those of the lists, the starter data, your tables and your typing."


def _over(designation: Designation, day: date) -> bool:
    try:
        return bool(designation.ends) and last_day(designation.ends) < day
    except ValueError:
        return False
