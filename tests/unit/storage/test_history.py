from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.lists import Channel, ParsedFile, ParsedList, ReleasedBasis
from caveat.domain.parties import PartyKind, PartyRecord
from caveat.storage import audit, releases
from caveat.storage.connection import Store
from caveat.storage.history import StoredRelease, store_release
from caveat.storage.records import member_ids, stored_records
from caveat.storage.releases import NewRelease

Entry = Callable[..., PartyRecord]
Publish = Callable[..., StoredRelease]


def rows(store: Store, table: str) -> int:
    count: int = store.reader().execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  # a literal of this file
    return count


def names_in(store: Store, release: int) -> list[str]:
    connection = store.reader()
    ids = member_ids(connection, release)
    return sorted(stored.record.name for stored in stored_records(connection, ids))


def test_a_release_that_repeats_the_last_one_stores_no_new_party_rows(
    store: Store, entry: Entry, publish: Publish
) -> None:
    records = [entry("Nettrix"), entry("Sugon", aliases=("Dawning",))]
    publish(records, date(2025, 3, 28))
    tables = ("party", "record", "record_name", "record_address", "membership")
    before = {table: rows(store, table) for table in tables}
    again = publish(records, date(2025, 4, 28))
    assert {table: rows(store, table) for table in tables} == before
    assert (again.added, again.changed, again.removed, again.new_records) == (0, 0, 0, 0)


def test_rehashed_ids_and_replaced_links_are_no_change(entry: Entry, publish: Publish) -> None:
    publish([entry("Nettrix", row_id="a1")], date(2025, 3, 28))
    again = publish([entry("Nettrix", row_id="b2")], date(2025, 4, 28))
    assert (again.new_records, again.changed) == (0, 0)


def test_reordered_values_are_no_change(entry: Entry, publish: Publish) -> None:
    publish([entry("Sugon", addresses=("1 Road", "2 Road"), aliases=("A", "B"))], date(2025, 1, 1))
    again = publish(
        [entry("Sugon", addresses=("2 Road", "1 Road"), aliases=("B", "A"))], date(2025, 2, 1)
    )
    assert (again.new_records, again.changed) == (0, 0)


def test_changed_case_is_stored_verbatim_but_is_no_change(
    store: Store, entry: Entry, publish: Publish
) -> None:
    publish([entry("SUGON")], date(2025, 1, 1))
    again = publish([entry("Sugon")], date(2025, 2, 1))
    assert (again.added, again.changed, again.removed, again.new_records) == (0, 0, 0, 1)
    assert names_in(store, again.id) == ["Sugon"]
    assert rows(store, "party") == 1


def test_a_changed_address_is_a_change_of_the_same_party(
    store: Store, entry: Entry, publish: Publish
) -> None:
    publish([entry("Sugon")], date(2025, 1, 1))
    again = publish([entry("Sugon", addresses=("9 Road",))], date(2025, 2, 1))
    assert (again.added, again.changed, again.removed) == (0, 1, 0)
    assert rows(store, "party") == 1


def test_a_party_that_takes_one_of_its_aliases_as_name_stays_the_same_party(
    entry: Entry, publish: Publish
) -> None:
    publish([entry("Inspur Electronic", aliases=("IEIT Systems",))], date(2025, 1, 1))
    again = publish([entry("IEIT Systems", aliases=("Inspur Electronic",))], date(2025, 2, 1))
    assert (again.added, again.changed, again.removed) == (0, 1, 0)


def test_two_entries_of_one_name_keep_their_own_identity(
    store: Store, entry: Entry, publish: Publish
) -> None:
    china = entry("Address 01", country="CN", notice="89 FR 51652")
    turkey = entry("Address 01", country="TR", notice="89 FR 68548")
    first = publish([china, turkey], date(2025, 1, 1))
    numbers = {
        stored.record.countries[0]: stored.party_number
        for stored in stored_records(store.reader(), member_ids(store.reader(), first.id))
    }
    changed = entry("Address 01", country="TR", notice="89 FR 68548", addresses=("2 Sokak",))
    second = publish([changed, china], date(2025, 2, 1))
    after = {
        stored.record.countries[0]: stored.party_number
        for stored in stored_records(store.reader(), member_ids(store.reader(), second.id))
    }
    assert after == numbers
    assert (second.added, second.changed, second.removed) == (0, 1, 0)


def test_equal_publisher_numbers_outweigh_a_changed_name(entry: Entry, publish: Publish) -> None:
    publish([entry("OLD NAME", number="906")], date(2025, 1, 1))
    again = publish([entry("NEW NAME", number="906")], date(2025, 2, 1))
    assert (again.added, again.changed, again.removed) == (0, 1, 0)


def test_different_publisher_numbers_are_different_parties_of_one_name(
    entry: Entry, publish: Publish
) -> None:
    publish([entry("ANSAR", number="1")], date(2025, 1, 1))
    again = publish([entry("ANSAR", number="2", remarks="other")], date(2025, 2, 1))
    assert (again.added, again.removed) == (1, 1)


def test_identical_rows_count_as_the_parties_that_were_published(
    store: Store, entry: Entry, publish: Publish
) -> None:
    twice = [entry("ANSAR"), entry("ANSAR")]
    first = publish(twice, date(2025, 1, 1))
    second = publish(twice, date(2025, 2, 1))
    assert len(member_ids(store.reader(), first.id)) == 2
    assert len(member_ids(store.reader(), second.id)) == 2
    assert second.new_records == 0


def test_a_delisted_and_relisted_party_has_two_intervals_and_one_identity(
    store: Store, entry: Entry, publish: Publish
) -> None:
    both = [entry("Nettrix"), entry("Sugon")]
    first = publish(both, date(2025, 1, 1))
    second = publish(both[:1], date(2025, 2, 1))
    third = publish(both, date(2025, 3, 1))
    assert names_in(store, first.id) == ["Nettrix", "Sugon"]
    assert names_in(store, second.id) == ["Nettrix"]
    assert names_in(store, third.id) == ["Nettrix", "Sugon"]
    assert (second.removed, third.added) == (1, 1)
    assert rows(store, "party") == 2
    assert rows(store, "record") == 2


def test_an_edition_imported_late_is_history_and_does_not_enter_service(
    store: Store, entry: Entry, publish: Publish
) -> None:
    newest = publish([entry("A"), entry("B")], date(2025, 3, 1))
    late = publish([entry("A"), entry("C")], date(2025, 1, 1))
    assert newest.is_newest
    assert not late.is_newest
    assert names_in(store, newest.id) == ["A", "B"]
    assert names_in(store, late.id) == ["A", "C"]


_EDITIONS = (
    (date(2025, 1, 1), ("A", "B")),
    (date(2025, 2, 1), ("A", "C")),
    (date(2025, 3, 1), ("B", "C")),
    (date(2025, 4, 1), ("A", "B")),
)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_members_of_every_edition_are_right_in_whatever_order_they_arrive(
    order: tuple[int, ...], store: Store, entry: Entry, publish: Publish
) -> None:
    stored = {}
    for index in order:
        released, names = _EDITIONS[index]
        stored[index] = publish([entry(name) for name in names], released)
    for index, (_, names) in enumerate(_EDITIONS):
        assert names_in(store, stored[index].id) == sorted(names)
    assert rows(store, "record") == 3


def test_years_of_editions_fetched_backwards_keep_their_order_and_members(
    store: Store, entry: Entry, publish: Publish
) -> None:
    """Each goes between the oldest and the one fetched before it."""
    days = [date(2018, 1, 1), *(date(2026, 11, 22) - timedelta(days=30) * n for n in range(90))]
    stored = {
        day: publish([entry("A"), entry("B" if n % 2 else "C")], day) for n, day in enumerate(days)
    }
    found = releases.editions(store.reader(), "US-EL", Channel.CSL)
    assert [edition.released for edition in found] == sorted(days)
    for n, day in enumerate(days):
        assert names_in(store, stored[day].id) == ["A", "B" if n % 2 else "C"]


def test_editions_of_one_day_and_undated_ones_never_run_out_of_places(
    store: Store, entry: Entry, publish: Publish
) -> None:
    publish([entry("Z")], date(2026, 11, 22))
    for day in (date(2026, 11, 1), None):
        placed = [publish([entry(f"{day} {n}")], day).id for n in range(80)]
        found = [e.id for e in releases.editions(store.reader(), "US-EL", Channel.CSL)]
        assert [id_ for id_ in found if id_ in placed] == placed
        assert names_in(store, placed[0]) == [f"{day} 0"]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    editions=st.lists(
        st.tuples(st.integers(1, 28), st.sets(st.sampled_from("ABCDEF"), min_size=1)),
        min_size=1,
        max_size=8,
    )
)
def test_what_was_published_is_what_is_read_back(
    editions: list[tuple[int, set[str]]], tmp_path_factory: pytest.TempPathFactory, entry: Entry
) -> None:

    folder = tmp_path_factory.mktemp("history")
    store = Store.open(folder / "caveat.sqlite", backups=folder / "backups")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    published = []
    with store.writing() as connection:
        operator = audit.add_operator(connection, "Ada", b"", "key", now).id
        for day, names in editions:
            parsed = ParsedList("US-EL", tuple(entry(name) for name in sorted(names)))
            file = ParsedFile(Channel.CSL, "test", 1, (parsed,), "f", "a" * 64, 1)
            import_id = releases.add_import(connection, file, at=now, operator=operator, note="")
            new = NewRelease(
                import_id, Channel.CSL, parsed, date(2025, 1, day), ReleasedBasis.GIVEN
            )
            published.append((store_release(connection, new).id, sorted(names)))
    for release, names in published:
        assert names_in(store, release) == names
    store.close()


def test_another_channel_of_the_list_shares_its_parties_but_not_its_members(
    store: Store, entry: Entry, publish: Publish
) -> None:
    starter = publish([entry("Nettrix")], date(2026, 7, 9), channel=Channel.STARTER)
    official = publish([entry("Nettrix", addresses=("2 Road",)), entry("B")], date(2026, 7, 9))
    assert names_in(store, starter.id) == ["Nettrix"]
    assert names_in(store, official.id) == ["B", "Nettrix"]
    assert rows(store, "party") == 2


def test_a_record_is_read_back_as_it_was_published(
    store: Store, entry: Entry, publish: Publish
) -> None:
    record = entry(
        "宁畅 “Nettrix” <b>", aliases=("Нинчан", "نينغ"), remarks="=1+1", row_id="\x07id"
    )
    stored = publish([record], None)
    (read,) = stored_records(store.reader(), member_ids(store.reader(), stored.id))
    assert read.record == record


def test_a_new_address_under_an_old_number_is_another_party(entry: Entry, publish: Publish) -> None:
    old = entry("Address 01", notice="89 FR 51652", addresses=("18 Luard Rd, Wan Chai",))
    new = entry("Address 01", notice="90 FR 48195", addresses=("2-16 Fa Yuen Street, Mong Kok",))
    publish([replace(old, kind=PartyKind.ADDRESS)], date(2025, 1, 1))
    again = publish([replace(new, kind=PartyKind.ADDRESS)], date(2025, 2, 1))
    assert (again.added, again.changed, again.removed) == (1, 0, 1)


def test_two_people_of_one_name_are_not_one_party(entry: Entry, publish: Publish) -> None:
    beijing = entry("Zhang Wei", notice="80 FR 100", addresses=("1 Chang'an Avenue, Beijing",))
    shenzhen = entry("Zhang Wei", notice="90 FR 900", addresses=("9 Futian Road, Shenzhen",))
    publish([beijing], date(2025, 1, 1))
    again = publish([shenzhen], date(2025, 2, 1))
    assert (again.added, again.changed, again.removed) == (1, 0, 1)


def test_a_name_printed_in_another_order_is_the_same_party(entry: Entry, publish: Publish) -> None:
    publish([entry("Aaron De Leon", addresses=())], date(2025, 1, 1))
    again = publish([entry("De Leon, Aaron", addresses=())], date(2025, 2, 1))
    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    assert again.new_records == 1


def test_two_entries_of_one_name_that_both_change_keep_their_own_identity(
    store: Store, entry: Entry, publish: Publish
) -> None:
    shenzhen, tehran = "72 Fuzhong Road, Fuyong, Shenzhen", "4 Enghelab Boulevard, Qods City"
    first = publish(
        [entry("Rajabi", addresses=(shenzhen,)), entry("Rajabi", addresses=(tehran,))],
        date(2025, 1, 1),
    )
    second = publish(
        [
            entry("Rajabi", addresses=(f"{tehran}, Tehran",), remarks="moved"),
            entry("Rajabi", addresses=(f"{shenzhen}, China",), remarks="moved"),
        ],
        date(2025, 2, 1),
    )

    def by_town(release: int) -> dict[str, str]:
        connection = store.reader()
        stored = stored_records(connection, member_ids(connection, release))
        return {
            "Shenzhen" if "Shenzhen" in s.record.addresses[0].text else "Tehran": s.party_number
            for s in stored
        }

    assert by_town(first.id) == by_town(second.id)


def test_an_edition_is_placed_among_the_dated_ones_whatever_is_undated(
    entry: Entry, publish: Publish
) -> None:
    publish([entry("A")], date(2026, 1, 1))
    publish([entry("A")], None)
    assert not publish([entry("A"), entry("B")], date(2020, 1, 1)).is_newest
    assert publish([entry("A"), entry("B")], date(2026, 2, 1)).is_newest
