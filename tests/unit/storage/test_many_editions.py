"""Years of editions cost a look-up no more than reading through them once."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from caveat.domain.parties import PartyRecord
from caveat.storage import in_force, knowledge, records, releases
from caveat.storage.connection import Store
from caveat.storage.knowledge import Knowledge

Entry = Callable[..., PartyRecord]
Publish = Callable[..., Any]
EDITIONS = 400
STEPS_AN_EDITION = 150
"""Instructions of SQLite's machine; one look-up that is square in the editions takes 1,500."""


@pytest.fixture
def years(store: Store, entry: Entry, publish: Publish) -> int:
    """A record that hundreds of editions in a row printed, each of them in service for a time."""
    publish([entry("Alpha Example Ltd."), entry("Beta Example Ltd.")], date(2020, 1, 1))
    publish([entry("Alpha Example Ltd.")], date(2020, 1, 2))
    columns = [name for _, name, *_ in store.reader().execute("PRAGMA table_info(release)")]
    rest = ", ".join(name for name in columns if name not in {"id", "position"})
    with store.writing() as connection:
        for place in range(EDITIONS):
            added = connection.execute(
                f"INSERT INTO release (position, {rest}) "  # noqa: S608  # our own names
                f"SELECT ?, {rest} FROM release WHERE id = 2",
                (1_000_000 + place,),
            ).lastrowid
            connection.execute(
                "INSERT INTO service_event (at, operator_id, list_code, kind, release_id) "
                "VALUES ('2026-11-22T09:00:00.000000Z', 1, 'US-EL', 'in service', ?)",
                (added,),
            )
    return EDITIONS + 2


def steps(store: Store, look_up: Callable[[], object]) -> int:
    """How many instructions of SQLite's machine a look-up takes, to the nearest ten."""
    count = 0

    def tick() -> int:
        nonlocal count
        count += 10
        return 0

    store.reader().set_progress_handler(tick, 10)
    try:
        look_up()
    finally:
        store.reader().set_progress_handler(None, 0)
    return count


def test_every_look_up_is_at_most_one_walk_over_the_editions(store: Store, years: int) -> None:
    connection = store.reader()
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    known = Knowledge(knowledge.lists_state(connection), moment)
    for look_up in (
        lambda: releases.printing(connection, 1),
        lambda: releases.printing(connection, 2),
        lambda: releases.in_service(connection),
        lambda: releases.in_service_at(connection, moment),
        lambda: releases.missing(connection, moment),
        lambda: releases.release(connection, 1),
        lambda: records.member_ids(connection, years),
        lambda: records.stored_record(connection, 1),
        lambda: knowledge.in_service(connection, known),
        lambda: knowledge.missing(connection, known),
        lambda: knowledge.refused(connection, known),
        lambda: in_force.editions(connection, "US-EL", known.state.imports),
        lambda: in_force.absent_from(connection, "US-EL", years, ()),
        lambda: in_force.starts(connection, years),
    ):
        assert steps(store, look_up) < STEPS_AN_EDITION * years


def test_what_is_looked_up_is_right_among_many(store: Store, years: int) -> None:
    connection = store.reader()
    assert releases.printing(connection, 1).id == years
    assert releases.printing(connection, 2).id == 1
    assert [release.id for release in releases.in_service(connection)] == [years]
    assert records.member_ids(connection, 1) == [1, 2]
    assert records.member_ids(connection, years) == [1]
    assert records.stored_record(connection, 1).release_id == 1
