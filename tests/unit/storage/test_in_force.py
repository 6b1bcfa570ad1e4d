"""Which editions print what a release does not, whatever order they came in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.lists import Channel, ParsedFile, ParsedList, ReleasedBasis
from caveat.domain.parties import Designation, PartyRecord
from caveat.storage import audit, in_force, knowledge, records, releases
from caveat.storage.connection import Store
from caveat.storage.history import StoredRelease, store_release
from caveat.storage.knowledge import Knowledge
from caveat.storage.releases import NewRelease

Entry = Callable[..., PartyRecord]
Publish = Callable[..., StoredRelease]
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
EVERYTHING = 10**9
DAYS = [date(2026, month, 1) for month in range(1, 7)]


def names(store: Store, found: tuple[in_force.Printed, ...]) -> dict[str, list[date | None]]:
    """By name of the version, the dates of the editions that print it."""
    connection = store.reader()
    return {
        records.stored_record(connection, item.record).record.name: [
            edition.released for edition in item.editions
        ]
        for item in found
    }


def absent(store: Store, release: int) -> tuple[in_force.Printed, ...]:
    connection = store.reader()
    editions = in_force.editions(connection, "US-EL", EVERYTHING)
    return in_force.absent_from(connection, "US-EL", release, editions)


def test_a_party_of_the_release_is_not_absent_though_it_was_printed_otherwise(
    store: Store, entry: Entry, publish: Publish
) -> None:
    publish([entry("Alpha Example Ltd."), entry("Beta Example Ltd.")], DAYS[0])
    second = publish([entry("ALPHA Example Limited", aliases=("Alpha Example Ltd.",))], DAYS[1])
    assert names(store, absent(store, second.id)) == {"Beta Example Ltd.": [DAYS[0]]}


def test_a_party_that_came_and_went_and_came_back_has_every_edition_that_prints_it(
    store: Store, entry: Entry, publish: Publish
) -> None:
    alpha, beta = entry("Alpha Example Ltd."), entry("Beta Example Ltd.")
    first = publish([alpha], DAYS[0])
    publish([alpha, beta], DAYS[1])
    publish([alpha], DAYS[2])
    publish([alpha, beta], DAYS[4])
    publish([alpha, beta], DAYS[3])  # an older one, late
    assert names(store, absent(store, first.id)) == {
        "Beta Example Ltd.": [DAYS[1], DAYS[3], DAYS[4]]
    }


def test_editions_of_later_imports_do_not_count(
    store: Store, entry: Entry, publish: Publish
) -> None:
    first = publish([entry("Alpha Example Ltd.")], DAYS[0])
    publish([entry("Alpha Example Ltd."), entry("Beta Example Ltd.")], DAYS[1])
    connection = store.reader()
    known = in_force.editions(connection, "US-EL", 1)
    assert [edition.id for edition in known] == [first.id]
    assert in_force.absent_from(connection, "US-EL", first.id, known) == ()


def test_another_channel_counts_and_its_editions_stay_its_own(
    store: Store, entry: Entry, publish: Publish
) -> None:
    beta = entry("Beta Example Ltd.")
    first = publish([entry("Alpha Example Ltd.")], DAYS[0])
    publish([entry("Alpha Example Ltd."), beta], DAYS[1])
    publish([beta], DAYS[2], channel=Channel.ECFR)
    found = absent(store, first.id)
    assert [[e.channel for e in item.editions] for item in found] == [
        [Channel.CSL],
        [Channel.ECFR],
    ]
    assert len({item.party for item in found}) == 1


def test_the_start_of_an_entry_is_the_earliest_of_its_designations_or_unknown(
    store: Store, entry: Entry, publish: Publish
) -> None:
    def dated(name: str, *designations: Designation) -> PartyRecord:
        return replace(entry(name), designations=designations)

    first = publish(
        [
            dated("Alpha", Designation(listed="2025-03"), Designation(listed="2024-12-31")),
            dated("Beta", Designation(listed="2025-03-28", effective="2025-03-25")),
            dated("Gamma", Designation(listed="2025-03-28"), Designation()),
            dated("Delta", Designation()),
        ],
        DAYS[0],
    )
    connection = store.reader()
    found = {
        records.stored_record(connection, record).record.name: (start, stated)
        for record, (_, start, stated) in in_force.starts(connection, first.id).items()
    }
    assert found == {
        "Alpha": ("2024-12-31", False),
        "Beta": ("2025-03-25", True),
        "Gamma": ("", False),
        "Delta": ("", False),
    }


def test_an_effective_date_that_another_channel_states_is_found(
    store: Store, entry: Entry, publish: Publish
) -> None:
    plain = entry("Beta Example Ltd.")
    stated = replace(plain, designations=(replace(plain.designations[0], effective="2025-03-25"),))
    publish([plain], DAYS[1])
    publish([stated], DAYS[0], channel=Channel.STARTER)
    connection = store.reader()
    assert in_force.effective_dates(connection, {1}, EVERYTHING) == {1: "2025-03-25"}
    assert in_force.effective_dates(connection, {1}, 1) == {}
    assert in_force.effective_dates(connection, {2}, EVERYTHING) == {}


HISTORIES = st.lists(
    st.tuples(
        st.sampled_from(DAYS),
        st.sets(st.sampled_from(["Alpha", "Beta", "Gamma", "Delta"])),
        st.sampled_from([Channel.CSL, Channel.CSL, Channel.ECFR]),
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(HISTORIES)
def test_what_is_absent_is_what_reading_every_edition_finds(
    entry: Entry,
    tmp_path_factory: pytest.TempPathFactory,
    history: list[tuple[date, set[str], Channel]],
) -> None:
    """Whatever came in which order, by whichever channel, delisted and relisted."""
    folder = tmp_path_factory.mktemp("history")
    store = Store.open(folder / "caveat.sqlite", backups=folder / "backups")
    with store.writing() as connection:
        operator = audit.add_operator(connection, "Ada", b"\0" * 32, "key", NOW).id
    for number, (released, listed, channel) in enumerate(history):
        parsed = ParsedList("US-EL", tuple(entry(name) for name in sorted(listed)))
        file = ParsedFile(channel, "test", 1, (parsed,), "x.csv", f"{number:064d}", 1)
        with store.writing() as connection:
            imported = releases.add_import(connection, file, at=NOW, operator=operator, note="")
            basis = ReleasedBasis.GIVEN
            store_release(connection, NewRelease(imported, channel, parsed, released, basis))
    connection = store.reader()
    editions = in_force.editions(connection, "US-EL", EVERYTHING)
    assert len(editions) == len(history)
    printed = {edition.id: set(records.member_ids(connection, edition.id)) for edition in editions}
    party_of = dict(connection.execute("SELECT id, party_id FROM record").fetchall())
    for base in editions:
        here = {party_of[record] for record in printed[base.id]}
        expected = {
            (record, channel): [
                e.id for e in editions if e.channel is channel and record in printed[e.id]
            ]
            for record in party_of
            if party_of[record] not in here
            for channel in Channel
        }
        found = in_force.absent_from(connection, "US-EL", base.id, editions)
        assert {
            (item.record, item.editions[0].channel): [e.id for e in item.editions] for item in found
        } == {key: ids for key, ids in expected.items() if ids}
    store.close()


def test_what_was_in_service_is_told_by_what_was_stored_and_not_by_the_clock(
    store: Store, entry: Entry, publish: Publish
) -> None:
    """Both releases carry one time, as with a clock that stands or was put back."""
    first = publish([entry("Alpha Example Ltd.")], DAYS[0])
    state = knowledge.lists_state(store.reader())
    second = publish([entry("Alpha Example Ltd.")], DAYS[1])
    connection = store.reader()

    def served(known: Knowledge) -> list[int]:
        return [release.id for release in knowledge.in_service(connection, known)]

    now = knowledge.lists_state(connection)
    assert served(Knowledge(state)) == [first.id]
    assert served(Knowledge(now)) == [second.id]
    assert served(Knowledge(now, NOW)) == [second.id]
    assert served(Knowledge(now, NOW - timedelta(seconds=1))) == []
    assert knowledge.state_at(connection, NOW) == now
