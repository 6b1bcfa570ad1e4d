"""From where a question is answered: what counts as known, and the day it is asked about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from caveat.domain.lists import PublishedList, Release
from caveat.domain.past import ListsState
from caveat.domain.screening import Answer, Query
from caveat.errors import EnvironmentProblemError, InputError
from caveat.ingest.lists.catalogue import published_lists
from caveat.services.workspace import Workspace
from caveat.storage import knowledge
from caveat.storage.driver import sqlite3
from caveat.storage.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What an answer is given from.

    Attributes:
        now: When it is given.
        known: What counts as known.
    """

    now: datetime
    known: Knowledge

    @property
    def day(self) -> date:
        """The day whose knowledge answers."""
        return (self.known.moment or self.now).date()

    def on(self, query: Query) -> date:
        """The day on which designations must hold."""
        return query.in_force or self.day


def standpoint(ws: Workspace, query: Query) -> Standpoint:
    """From where a query is answered now.

    Today is answered from all that is stored, whatever a clock that was put back says; an earlier
    day from what was imported by its end (UTC).

    Raises:
        InputError: For a day to come.
    """
    now = ws.now()
    for asked in (query.as_of, query.in_force):
        # One day of grace: it may be tomorrow already where the officer is.
        if asked is not None and asked > now.date() + timedelta(days=1):
            raise InputError(
                f"{asked.isoformat()} is in the future: what will be known or in force then cannot "
                "be told. Nothing was searched. Give a day up to today."
            )
    known = Knowledge(knowledge.lists_state(ws.store.reader()))
    if query.as_of is not None and query.as_of < now.date():
        known = replace(known, moment=datetime.combine(query.as_of, time.max, UTC))
    return Standpoint(now, known)


def standpoint_of_record(query: Query, screened_at: datetime, state: ListsState) -> Standpoint:
    """From where a recorded query was answered."""
    moment = None
    if query.as_of is not None and query.as_of < screened_at.date():
        moment = datetime.combine(query.as_of, time.max, UTC)
    return Standpoint(screened_at, Knowledge(state, moment))


def standpoint_beside_record(ws: Workspace, recorded: Answer) -> Standpoint:
    """From where is told what a recorded answer itself does not hold, such as who owns whom.

    The lists are those of the record, whatever entered service later on its day; suppliers and
    relations those that were known by the end of that day (UTC).
    """
    now, connection = ws.now(), ws.store.reader()
    state = recorded.lists_state or knowledge.state_at(connection, recorded.screened_at)
    moment = None
    if recorded.as_of < now.date():
        moment = datetime.combine(recorded.as_of, time.max, UTC)
    return Standpoint(now, Knowledge(state, moment))


def lists_then(connection: sqlite3.Connection, known: Knowledge) -> Mapping[str, PublishedList]:
    """Every list by code, those of the program first, the others as they were defined."""
    found = {item.code: item for item in published_lists()}
    for item in knowledge.defined_lists(connection, known):
        found.setdefault(item.code, item)
    return found


def in_service(connection: sqlite3.Connection, at: Standpoint) -> tuple[Release, ...]:
    """The releases that were in service.

    Raises:
        EnvironmentProblemError: If none was.
    """
    found = knowledge.in_service(connection, at.known)
    if found:
        return found
    first = knowledge.first_service(connection, at.known)
    if at.known.moment is None or first is None:
        raise EnvironmentProblemError(
            "No list was in service in this workspace. Nothing was searched. Import a list file."
        )
    raise EnvironmentProblemError(
        f"No list was in service in this workspace on {at.day.isoformat()}: nothing was known "
        f"here before {first.date().isoformat()}. Nothing was searched. Choose a later day, or "
        "ask for what was law on that day (in force)."
    )


def selected(
    query: Query, found: tuple[Release, ...], lists: Mapping[str, PublishedList], at: Standpoint
) -> tuple[Release, ...]:
    """Those of the releases in service that a query asks for.

    Raises:
        InputError: If a code is that of no list.
        EnvironmentProblemError: If a list was not in service.
    """
    if not query.lists:
        return found
    chosen = tuple(release for release in found if release.list_code in query.lists)
    for code in sorted(set(query.lists) - {release.list_code for release in chosen}):
        if code not in lists:
            raise InputError(
                f"There is no list with the code {code}. The codes are {', '.join(lists)}."
            )
        when = "is" if at.known.moment is None else f"was on {at.day.isoformat()}"
        raise EnvironmentProblemError(
            f"The list {code} {when} not in service. Nothing was searched. Import it first."
        )
    return chosen
