"""Who owns some companies, put together as it is shown and printed: each fact with its source."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from caveat.domain.consequences import RuleBook
from caveat.domain.ownership import Holding, OwnershipAnswer
from caveat.domain.ownership_known import later_words
from caveat.domain.ownership_view import (
    CitedHolding,
    CitedListing,
    CitedStatement,
    KnownOwnership,
    OwnershipView,
)
from caveat.domain.progress import CancelToken, ReportProgress, ignore_progress
from caveat.domain.relations import PartyRef
from caveat.domain.screening import Query
from caveat.errors import InputError
from caveat.network.ownership.answer import ownership_of
from caveat.network.ownership.holdings import Holdings
from caveat.network.ownership.upstream import above
from caveat.services.as_held import as_held
from caveat.services.connections import Asked, Connector, party_asked
from caveat.services.given_text import refuse_broken_text
from caveat.services.listed_owners import ListedOwners
from caveat.services.rules import current_rules
from caveat.services.standpoint import Standpoint, standpoint
from caveat.services.ties import Ties
from caveat.services.workspace import Workspace

MOST_HELD = 20
"""Holdings of a company in others that are shown."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose owners are asked for, and why: ``the supplier as typed``, ``hit 1``."""

    about: str
    asked: Asked


def known_ownership(
    ws: Workspace,
    connector: Connector,
    subjects: Sequence[Subject],
    *,
    on: date | None = None,
    as_of: date | None = None,
    at: Standpoint | None = None,
    rules: RuleBook | None = None,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> KnownOwnership:
    """Who owns some parties, by all that is on record.

    Args:
        ws: The workspace.
        connector: Knows the relations on record.
        subjects: Whom it is about. Who cannot be looked up is told of in the notes.
        on: The date of the transaction; None for the day of ``as_of``.
        as_of: Answer from the lists and relations that were known here by the end of this day;
            None for now.
        at: From where to answer, in place of ``as_of``.
        rules: The rules to count by; those that count now by default.
        progress: Told about stages.
        cancel: Cancels.

    Raises:
        InputError: A name is no text, or ``as_of`` is to come.
        EnvironmentProblemError: If no list is in service (on that day).
    """
    refuse_broken_text("The name", *(each.asked.who for each in subjects))
    at = at or standpoint(ws, Query("", as_of=as_of))
    book = rules or current_rules(ws)
    with connector.ties(progress, cancel, at) as ties:
        reading = Reading(ties, book, on or at.day, at)
        for subject in subjects:
            if cancel is not None:
                cancel.check()
            reading.take(subject)
        return reading.done()


class Reading:
    """Reads holdings once for several companies: those on record, or others in their place."""

    def __init__(
        self,
        ties: Ties,
        book: RuleBook,
        day: date,
        at: Standpoint,
        holdings: Holdings | None = None,
    ) -> None:
        self._ties, self._book, self._day, self._at = ties, book, day, at
        self._all = ties.holdings if holdings is None else holdings
        self._owners = ListedOwners(ties, day, at)
        self._failed: list[str] = []
        self.views: list[OwnershipView] = []

    def take(self, subject: Subject) -> None:
        """Add the view of a company, or another reason to show one that is there."""
        asked, ties = subject.asked, self._ties
        try:
            party = PartyRef.named(asked.who) if asked.as_named else party_asked(ties, asked)
        except InputError as error:
            self._failed.append(f"{subject.about.capitalize()}: {error}")
            return
        self.add(subject.about, party)

    def add(self, about: str, party: PartyRef) -> None:
        """Add the view of a party that was looked up."""
        company, instead = as_held(self._ties, self._all, party)
        for place, view in enumerate(self.views):
            if view.answer.company == company:
                self.views[place] = replace(view, about=(*view.about, about))
                return
        self.views.append(self._view(about, company, instead))

    def done(self) -> KnownOwnership:
        """All views, and what must be known to read them."""
        rules, moment = self._book.ownership, self._at.known.moment
        return KnownOwnership(
            self._day,
            moment or self._at.now,
            tuple(self.views),
            self._owners.lists(rules),
            self._owners.gaps(rules),
            tuple(self._notes()),
            as_of=moment.date() if moment else None,
        )

    def _notes(self) -> Iterator[str]:
        yield from self._failed
        if words := later_words(self._ties.changed_later, self._at.day):
            yield words
        yield from self._book.warnings
        yield from self._owners.notes()

    def _view(self, about: str, company: PartyRef, instead: str) -> OwnershipView:
        holdings, day = self._all, self._day
        parties = above(holdings, company, day)
        listed = self._owners.listings(parties)
        alike = self._owners.alike(each for each in parties if each != company)
        answer = ownership_of(company, holdings, listed, self._book.ownership, day, alike=alike)
        return OwnershipView(
            about=(about,),
            answer=answer,
            holdings=tuple(map(self._cited, self._holdings(answer))),
            held=tuple(map(self._cited, self._held(company))),
            listings=tuple(self._listings(answer, parties)),
            notes=(instead,) if instead else (),
        )

    def _holdings(self, answer: OwnershipAnswer) -> Iterator[Holding]:
        """What the figures and the chains rest on, each once."""
        seen = set()
        for each in answer.answers:
            for trace in each.traces:
                for counted in trace.holdings:
                    pair = counted.holding.company, counted.holding.holder
                    if pair not in seen:
                        seen.add(pair)
                        yield counted.holding
        for each in answer.answers:
            for route in each.routes:
                for holder, company in pairwise(route.parties):
                    if (company, holder) not in seen:
                        seen.add((company, holder))
                        yield self._holding(company, holder)

    def _held(self, company: PartyRef) -> Iterator[Holding]:
        holdings = self._all
        number = holdings.numbers.get(company)
        if number is None:
            return
        held = sorted(holdings.on(self._day).held[number], key=lambda row: (-row[1], row[0]))
        for place, _ in held[:MOST_HELD]:
            yield self._holding(holdings.parties[place], company)

    def _holding(self, company: PartyRef, holder: PartyRef) -> Holding:
        numbers = self._all.numbers
        return self._all.holding(numbers[company], numbers[holder], self._day)

    def _cited(self, holding: Holding) -> CitedHolding:
        said = (CitedStatement(tie, self._ties.citation(tie)) for tie in holding.ties)
        return CitedHolding(holding, tuple(said))

    def _listings(
        self, answer: OwnershipAnswer, above: Iterable[PartyRef]
    ) -> Iterator[CitedListing]:
        """Of the company and of all above it, by whatever list; who leads to it by a rule first."""
        parties = [answer.company]
        for each in answer.answers:
            parties += [party for party, _ in each.owners]
            parties += [route.parties[0] for route in each.routes]
        parties += [holding.holder for holding in self._holdings(answer)]
        parties += above
        for party in dict.fromkeys(parties):
            yield from self._owners.cited(party)
