from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.lists import (
    Channel,
    Override,
    ParsedList,
    Release,
    ReleasedBasis,
    ReleaseState,
    UnreadRow,
)
from caveat.domain.parties import Name, PartyKind, PartyRecord
from caveat.services import guards
from caveat.services.guards import Verdict, behind_the_starter

RECORD = PartyRecord("US-EL", "", "", PartyKind.UNKNOWN, (Name("Kemoti Ltd."),))
IN_SERVICE = Release(
    id=1,
    list_code="US-EL",
    channel=Channel.CSL,
    released=date(2025, 1, 1),
    released_basis=ReleasedBasis.FILE_NAME,
    imported_at=datetime(2025, 1, 2, tzinfo=UTC),
    file_name="a.csv",
    sha256="a" * 64,
    format="test",
    parser_version=1,
    rows=100,
    parties=100,
    names=100,
    addresses=0,
    unread=0,
    state=ReleaseState.IN_SERVICE,
)


TODAY = date(2026, 11, 22)


def judge(
    parsed: ParsedList, released: date | None, before: Release | None, *, accept_shrink: str
) -> Verdict:
    overrides = frozenset({Override.SHRINK}) if accept_shrink else frozenset()
    accepted = guards.Accepted(overrides, accept_shrink)
    return guards.judge(parsed, released, before, today=TODAY, accepted=accepted)


def entries(count: int, unread: int = 0) -> ParsedList:
    rows = tuple(UnreadRow(n, "torn", "x") for n in range(unread))
    records = tuple(replace(RECORD, names=(Name(f"Kemoti {n}"),)) for n in range(count))
    return ParsedList("US-EL", records, rows, count + unread)


def test_a_first_release_of_any_size_is_accepted() -> None:
    assert not judge(entries(1), None, None, accept_shrink="").refused


@pytest.mark.parametrize(("count", "refused"), [(100, False), (95, False), (94, True), (1, True)])
def test_a_list_that_lost_more_than_a_twentieth_is_refused(count: int, *, refused: bool) -> None:
    verdict = judge(entries(count), date(2025, 2, 1), IN_SERVICE, accept_shrink="")
    assert verdict.refused is refused
    assert ("100" in verdict.reason) is refused


def test_a_shrunken_list_is_accepted_for_a_reason_which_is_kept() -> None:
    verdict = judge(entries(9), date(2025, 2, 1), IN_SERVICE, accept_shrink="mass delisting")
    assert not verdict.refused
    assert "9 entries" in verdict.reason
    assert "mass delisting" in verdict.reason


def test_a_reason_is_not_noted_where_nothing_shrank() -> None:
    assert judge(entries(100), None, IN_SERVICE, accept_shrink="because").reason == ""


def test_an_empty_list_is_refused_whatever_reason_is_given() -> None:
    assert judge(entries(0), None, None, accept_shrink="really").refused
    assert judge(entries(0), None, IN_SERVICE, accept_shrink="really").refused


def test_an_older_edition_may_be_smaller() -> None:
    assert not judge(entries(3), date(2024, 1, 1), IN_SERVICE, accept_shrink="").refused


def test_an_edition_without_a_date_is_judged_as_a_newer_one() -> None:
    assert judge(entries(3), None, IN_SERVICE, accept_shrink="").refused
    undated = replace(IN_SERVICE, released=None)
    assert judge(entries(3), date(2024, 1, 1), undated, accept_shrink="").refused


def test_another_edition_of_the_same_day_is_judged_as_a_newer_one() -> None:
    assert judge(entries(3), IN_SERVICE.released, IN_SERVICE, accept_shrink="").refused


@pytest.mark.parametrize(("unread", "refused"), [(0, False), (5, False), (6, True), (95, True)])
def test_a_list_with_many_rows_that_could_not_be_read_is_refused(
    unread: int, *, refused: bool
) -> None:
    assert judge(entries(100 - unread, unread), None, None, accept_shrink="x").refused is refused


@given(st.integers(1, 500), st.integers(0, 500))
def test_a_list_that_did_not_shrink_nor_more_than_double_is_never_refused(
    before: int, more: int
) -> None:
    known = replace(IN_SERVICE, parties=before, names=before)
    grown = entries(before + min(more, before))
    assert not judge(grown, None, known, accept_shrink="").refused


def test_a_list_that_more_than_doubled_waits_for_its_counts_to_be_confirmed() -> None:
    doubled = entries(201)
    verdict = judge(doubled, None, IN_SERVICE, accept_shrink="")
    assert (verdict.refused, verdict.override) == (True, Override.COUNTS)
    assert "201 entries where the release before it has 100" in verdict.reason

    accepted = guards.Accepted(frozenset({Override.COUNTS}), "compared with the web page")
    verdict = guards.judge(doubled, None, IN_SERVICE, today=TODAY, accepted=accepted)
    assert not verdict.refused
    assert "compared with the web page" in verdict.reason


def test_a_list_may_grow_by_any_number_over_years() -> None:
    years_later = IN_SERVICE.released.replace(year=IN_SERVICE.released.year + 1)
    assert not judge(entries(900), years_later, IN_SERVICE, accept_shrink="").refused


def test_a_format_never_tried_waits_for_its_counts_and_accepting_less_does_not_help() -> None:
    accepted = guards.Accepted(frozenset({Override.SHRINK}), "x")
    verdict = guards.judge(
        entries(7), None, None, today=TODAY, accepted=accepted, confirm_counts=True
    )
    assert (verdict.refused, verdict.override) == (True, Override.COUNTS)
    assert "7 entries, 7 names, 0 addresses" in verdict.reason


def test_entries_that_are_printed_twice_count_once() -> None:
    half = entries(50)
    doubled = replace(half, records=half.records * 2, rows=100)
    verdict = judge(doubled, None, IN_SERVICE, accept_shrink="")
    assert verdict.refused
    assert "50 entries where the release before it has 100" in verdict.reason


@pytest.mark.parametrize(
    ("what", "before"), [("names", {"names": 300}), ("addresses", {"addresses": 90})]
)
def test_a_list_that_lost_its_names_or_addresses_is_refused(
    what: str, before: dict[str, int]
) -> None:
    verdict = judge(entries(100), None, replace(IN_SERVICE, **before), accept_shrink="")  # type: ignore[arg-type]  # counts by name
    assert verdict.refused
    assert what in verdict.reason


@pytest.mark.parametrize(
    ("day", "refused"), [(date(2026, 11, 23), False), (date(2026, 11, 24), True)]
)
def test_a_date_in_the_future_is_refused(day: date, *, refused: bool) -> None:
    assert judge(entries(100), day, None, accept_shrink="really").refused is refused


STARTER = replace(IN_SERVICE, channel=Channel.STARTER, state=ReleaseState.STARTER, parties=50)


def test_a_list_smaller_than_the_starter_set_it_replaces_says_so() -> None:
    assert "built-in starter set" in behind_the_starter(entries(3), date(2026, 1, 1), STARTER)
    assert behind_the_starter(entries(60), date(2026, 1, 1), STARTER) == ""


def test_a_list_older_than_the_starter_set_it_replaces_says_so() -> None:
    assert "older than" in behind_the_starter(entries(60), date(2024, 1, 1), STARTER)
    assert behind_the_starter(entries(60), None, STARTER) == ""
    assert behind_the_starter(entries(60), date(2024, 1, 1), None) == ""
