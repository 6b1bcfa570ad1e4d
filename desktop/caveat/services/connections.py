"""What ties a party to listed parties: its neighbourhood, the shortest paths, signals."""

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from caveat.domain.connections import Connections, RatedTie
from caveat.domain.progress import CancelToken, ReportProgress, ignore_progress
from caveat.domain.relations import PartyRef, RefKind, RelationKind
from caveat.domain.screening import Query
from caveat.errors import InputError
from caveat.network.neighbourhood import Neighbours, grow
from caveat.services.connections_view import MOST_EACH, MOST_PARTIES, compose
from caveat.services.given_text import country_given, refuse_broken_text
from caveat.services.list_reading import without_cycle_search
from caveat.services.listing_sources import ListingSources
from caveat.services.name_readings import kept_readings, read_ahead
from caveat.services.screening import Screener
from caveat.services.standpoint import Standpoint, standpoint
from caveat.services.ties import Ties
from caveat.services.workspace import Workspace
from caveat.storage import relations, suppliers

DEPTH, DEEPEST = 3, 8
"""Steps asked by default, and at most."""
_SUPPLIER = re.compile(r"supplier:(\d{1,15})", re.IGNORECASE)
_TODAY = Query("")
_State = tuple[str, object, object]
"""The index, relations and suppliers that ties were gathered from."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom connections are asked of.

    Attributes:
        who: A name, the number of a listed party (``US-EL-…``), or ``supplier:12``.
        address, country: Of somebody who is in no book; compared with everybody's.
        depth: Steps to walk, 1 to 8.
        as_named: Ask about somebody of this name, even where lists or books have it too: they are
            then neighbours by name, and none has to be chosen.
        beyond_name: Leave out which listed parties carry the name: a search judges that better.
        as_of: Answer from the lists, suppliers and relations that were known here by the end of
            this day; None for today.
    """

    who: str
    address: str = ""
    country: str = ""
    depth: int = DEPTH
    as_named: bool = False
    beyond_name: bool = False
    as_of: date | None = None


class Connector:
    """Answers what ties whom to whom. Make one per workspace; safe from several threads."""

    def __init__(self, ws: Workspace, screener: Screener) -> None:
        self._ws = ws
        self._screener = screener
        self._lock = threading.Lock()
        self._kept: dict[datetime | None, tuple[_State, Ties]] = {}

    def connections(
        self,
        asked: Asked,
        progress: ReportProgress = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> Connections:
        """The graph around a party, with paths to listed parties and signals.

        Raises:
            InputError: No name, no such party, several of the name, a depth out of range, or a day
                to come.
            EnvironmentProblemError: If no list is in service (on the day asked for).
            CancelledError: If it was cancelled.
        """
        refuse_broken_text("The name", asked.who, asked.address)
        if not 1 <= asked.depth <= DEEPEST:
            raise InputError(f"The depth is from 1 to {DEEPEST} steps. Nothing was looked up.")
        country = country_given(asked.country)
        at = standpoint(self._ws, Query("", as_of=asked.as_of))
        with self.ties(progress, cancel, at) as ties:
            start = party_asked(ties, asked, country)
            around = beyond_name(ties, start) if asked.beyond_name else ties.of

            def neighbours(party: PartyRef) -> Iterable[RatedTie]:
                if cancel is not None:
                    cancel.check()
                return around(party)

            found = grow(
                start, neighbours, depth=asked.depth, most=MOST_PARTIES, most_each=MOST_EACH
            )
            return compose(ties, start, found, asked.depth, at)

    @contextmanager
    def ties(
        self,
        progress: ReportProgress = ignore_progress,
        cancel: CancelToken | None = None,
        at: Standpoint | None = None,
    ) -> Iterator[Ties]:
        """The ties of all parties, for as long as the context lasts; one thread at a time."""
        with self._lock, self._ws.store.reading(), without_cycle_search():
            yield self._gathered(progress, cancel, at or standpoint(self._ws, _TODAY))

    def _gathered(
        self, progress: ReportProgress, cancel: CancelToken | None, at: Standpoint
    ) -> Ties:
        loaded = self._screener.loaded_index(progress, cancel, at)
        connection = self._ws.store.reader()
        state = (
            loaded.key,
            relations.relations_state(connection),
            suppliers.suppliers_state(connection),
        )
        day = at.known.moment
        kept = self._kept.get(day)
        if kept is None or kept[0] != state:
            sources = ListingSources(self._ws, loaded, at)
            with kept_readings(self._ws) as readings:
                read_ahead(readings, relations.names(connection), cancel)
                ties = Ties(connection, loaded, sources, readings.of, until=at.known.until)
            kept = (state, ties)
            self._keep(day, kept)
        return kept[1]

    def _keep(self, day: datetime | None, kept: tuple[_State, Ties]) -> None:
        """Keep ties for their day, whichever thread asks; some 20 MB with the lists of today.

        What rests on relations or suppliers of before is of no more use. Two days at most are kept:
        today and one other.
        """
        still = {
            other: each
            for other, each in self._kept.items()
            if each[0][1:] == kept[0][1:] and (other is None or day is None)
        }
        self._kept = still | {day: kept}


def beyond_name(ties: Ties, start: PartyRef) -> Neighbours:
    """The ties around a party, but for those to listed parties that only carry its name.

    Nor by way of a supplier or holder of that name, who is the party itself.
    """
    itself = {start}

    def neighbours(party: PartyRef) -> Iterator[RatedTie]:
        for rated in ties.of(party):
            tie = rated.tie
            other = tie.subject if tie.object == party else tie.object
            if tie.kind is RelationKind.SAME_NAME and party in itself:
                if other.kind is RefKind.LISTED:
                    continue
                itself.add(other)
            yield rated

    return neighbours


def party_asked(ties: Ties, asked: Asked, country: str = "") -> PartyRef:
    """Whom a question is about.

    Raises:
        InputError: Nobody is named, there is no such supplier, or several parties are meant.
    """
    who = " ".join(asked.who.split())
    known = ties.known
    if who in known.listed:
        return known.ref_of_record(known.listed[who].record)
    if supplier := _SUPPLIER.fullmatch(who):
        if supplier[1] not in known.suppliers:
            raise InputError(f"There is no supplier with the number {supplier[1]}.")
        return known.ref_of_supplier(supplier[1])
    if any(who.startswith(f"{heading}-") for heading in known.list_codes) and " " not in who:
        raise InputError(
            f"No list in service has an entry with the number {who}. Give its name, or the number "
            "that a hit shows."
        )
    if not any(map(str.isalnum, who)):
        raise InputError("Nobody is named. Give a name, a party's number or supplier:NUMBER.")
    if asked.as_named or asked.address.strip():
        return ties.ask_about(who, asked.address, country)
    found = known.carrying(who)
    exact = [ref for ref in found if ref.kind is RefKind.SUPPLIER]
    exact = exact or [ref for ref in found if ref.kind is RefKind.LISTED]
    if len(exact) > 1:
        meant = known.meant(who)
        exact = [meant] if meant in exact and meant is not None else exact
    if len(exact) > 1:
        named = ", ".join(
            f"{'supplier:' if ref.kind is RefKind.SUPPLIER else ''}{ref.key} ({ref})"
            for ref in sorted(exact, key=lambda ref: ref.key)[:8]
        )
        raise InputError(f"“{who}” is the name of several parties. Ask for one by number: {named}.")
    return exact[0] if exact else ties.ask_about(who, "", country)
