from datetime import date

import pytest

from caveat.domain.lists import Channel
from caveat.domain.past import DateBasis
from caveat.domain.screening import Query
from caveat.services.channels import switch_channel
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from templates import Clock, Row, row, rows
from years import (
    ALL,
    DELVANE,
    FIRST,
    LATE,
    MONTH,
    SECOND,
    THIRD,
    TODAY,
    UNDATED,
    ZUVA,
    Publish,
    found,
    noon,
    the_list,
)


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("entry", "day", "there"),
    [
        (ZUVA, date(2027, 4, 9), False),
        (ZUVA, date(2027, 4, 10), True),  # by then only the second release prints it
        (ZUVA, TODAY, True),
        (MONTH, date(2027, 3, 31), False),
        (MONTH, date(2027, 4, 1), True),  # a date of a month counts from its first day
        (LATE, date(2027, 5, 19), False),
        (LATE, date(2027, 5, 20), True),
        (DELVANE, date(2027, 4, 30), True),
        (DELVANE, SECOND, False),
        (DELVANE, date(2020, 1, 1), True),  # before the first release, by its own date
        (DELVANE, date(2019, 12, 31), False),
        (ZUVA, date(2020, 1, 1), False),
    ],
)
def test_a_party_is_found_on_the_days_on_which_it_was_law(
    screener: Screener, entry: Row, day: date, *, there: bool
) -> None:
    assert found(screener, entry["name"], in_force=day) == ([entry["name"]] if there else [])


@pytest.mark.usefixtures("history")
def test_an_entry_that_a_later_release_adds_is_cited_from_that_release(screener: Screener) -> None:
    answer = screener.screen(Query(ZUVA["name"], in_force=date(2027, 4, 15)))
    assert answer.alerts[0].citations[0].locator.startswith("csl_2027-05-01.csv, row 177")
    assert {i.list_code: str(i.released) for i in answer.coverage}["US-EL"] == "2027-03-01"
    assert {i.list_code: i.age_days for i in answer.coverage}["US-EL"] == 45


@pytest.mark.usefixtures("history")
def test_the_answer_says_what_the_law_was_taken_from(screener: Screener) -> None:
    answer = screener.screen(Query("Nobody At All", in_force=date(2027, 4, 15)))
    (basis,) = [item for item in answer.law if item.list_code == "US-EL"]
    assert (basis.released, basis.after, basis.left_out, basis.taken, basis.undated) == (
        FIRST, False, 0, 2, 1,
    )  # fmt: skip
    assert basis.taken_from == (SECOND,)
    assert basis.start_dates
    told = " ".join(answer.remarks)
    assert "What was law on 2027-04-15" in told
    assert "The release of 2027-03-01 is used of US-EL" in told
    assert "Added from later releases, as dated by then: US-EL 2 (2027-05-01)." in told
    assert "no date is printed, so that they may have been listed later: US-EL 1." in told
    assert "The dates of US-EL are start dates as the list prints them" in told
    assert "3 entries of later releases were searched as well." in (answer.no_match_statement or "")


@pytest.mark.usefixtures("history")
def test_before_the_first_release_the_first_one_answers_without_what_it_dates_later(
    screener: Screener,
) -> None:
    answer = screener.screen(Query("Nobody At All", in_force=date(2025, 3, 1)))
    (basis,) = [item for item in answer.law if item.list_code == "US-EL"]
    assert (basis.released, basis.after, basis.left_out) == (FIRST, True, 175)
    told = " ".join(answer.remarks)
    assert "No release of 2025-03-01 or before is stored of US-EL" in told
    assert "Left out as dated later: US-EL 175." in told
    unsearched = "Of these, 175 entries that are dated after 2025-03-01 were not searched."
    assert unsearched in (answer.no_match_statement or "")
    (item,) = [item for item in answer.coverage if item.list_code == "US-EL"]
    assert item.age_days == 0
    assert "of 730 days after 2025-03-01" in item.warnings


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("day", "there"),
    [
        (date(2027, 2, 28), False),  # the release of March lacked it
        (FIRST, True),
        (date(2027, 4, 30), True),
        (SECOND, True),
    ],
)
def test_an_entry_without_a_date_counts_from_the_last_release_that_lacked_it(
    screener: Screener, day: date, *, there: bool
) -> None:
    answer = screener.screen(Query(UNDATED["name"], in_force=day))
    assert bool(answer.alerts) is there
    doubted = f"May have been listed only after {day}, as no date is printed: “Undrell"
    assert (doubted in answer.remarks[0]) is (there and day != SECOND)


@pytest.mark.usefixtures("history")
def test_parties_left_out_take_no_place_from_one_that_was_law(
    screener: Screener, publish: Publish
) -> None:
    namesakes = [row("US-EL", f"Tarvolek Works {n}", start_date="2027-06-20") for n in range(150)]
    old = row("US-EL", "Tarvolec Works", start_date="2019-01-01")
    publish("csl_2027-06-25.csv", the_list(*namesakes, old), accept=ALL)
    assert found(screener, "Tarvolek Works", in_force=date(2020, 1, 1), limit=1) == [old["name"]]


def test_what_the_first_release_dates_later_takes_no_place_from_what_was_law(
    screener: Screener, publish: Publish
) -> None:
    namesakes = [row("US-DPL", f"Tarvolek Works {n}", start_date="2026-06-20") for n in range(150)]
    old = row("US-DPL", "Tarvolec Works", start_date="2019-01-01")
    publish("csl_2026-11-20.csv", [*namesakes, old, *rows("US-EL", 175)], accept=ALL)
    assert found(screener, "Tarvolek Works", in_force=date(2020, 1, 1), limit=1) == [old["name"]]
    assert len(found(screener, "Tarvolek Works", limit=200, threshold=20.0)) == 151


def test_a_release_without_a_date_adds_to_what_was_law_before_its_import(
    screener: Screener, publish: Publish, clock: Clock
) -> None:
    """A dated one that is imported behind it takes its place, though it may be the older one."""
    clock.moment = noon(SECOND)
    publish("undated.csv", the_list(ZUVA), accept=ALL)
    clock.moment = noon(THIRD)
    publish("csl_2027-03-01.csv", the_list(DELVANE), accept=ALL)
    clock.moment = noon(TODAY)
    assert found(screener, ZUVA["name"], in_force=date(2027, 4, 15)) == [ZUVA["name"]]
    assert found(screener, ZUVA["name"], in_force=date(2027, 4, 9)) == []
    assert found(screener, DELVANE["name"], in_force=date(2027, 4, 15)) == [DELVANE["name"]]


def test_a_start_date_that_a_later_release_corrects_counts_as_it_was_known(
    screener: Screener, publish: Publish, clock: Clock
) -> None:
    """The first release stored dates the party after the day, the second one before it."""
    early = {**ZUVA, "start_date": "2026-12-28"}
    for day, entry in ((FIRST, {**ZUVA, "start_date": "2027-01-28"}), (SECOND, early)):
        clock.moment = noon(day)
        publish(f"csl_{day.isoformat()}.csv", the_list(entry), accept=ALL)
    clock.moment = noon(TODAY)
    asked = date(2027, 1, 2)
    assert found(screener, ZUVA["name"], in_force=asked) == [ZUVA["name"]]
    assert found(screener, ZUVA["name"], in_force=date(2026, 12, 27)) == []
    assert found(screener, ZUVA["name"], in_force=asked, as_of=date(2027, 4, 1)) == []


def test_an_effective_date_that_only_the_starter_set_states_counts(
    screener: Screener, publish: Publish
) -> None:
    """The Consolidated Screening List prints the date of the notice, 28 March 2025."""
    name = "Nettrix Information Industry Co., Ltd."
    nettrix = row(
        "US-EL", name, start_date="2025-03-28", federal_register_notice="90 FR 14048, 3/28/25"
    )
    publish("csl_2026-11-20.csv", the_list(nettrix), accept=ALL)
    assert found(screener, name, in_force=date(2025, 3, 25)) == [name]
    assert found(screener, name, in_force=date(2025, 3, 24)) == []


@pytest.mark.usefixtures("history")
def test_a_party_dated_shortly_after_the_day_is_named_first_though_it_is_no_hit(
    screener: Screener,
) -> None:
    """Its date may be that of the notice, some days after the rule took effect."""
    answer = screener.screen(Query(ZUVA["name"], in_force=date(2027, 4, 5)))
    assert answer.alerts == ()
    (known,) = answer.later_known
    assert (known.basis, known.since) == (DateBasis.SOON_AFTER, "2027-04-10")
    assert answer.remarks[0] == known.text
    assert "If that is the date of the notice, it applied earlier" in known.text
    assert not screener.screen(Query(ZUVA["name"], in_force=date(2027, 3, 20))).later_known


def test_a_party_that_the_first_release_dates_shortly_after_the_day_is_named_too(
    screener: Screener, publish: Publish
) -> None:
    publish("csl_2027-05-01.csv", the_list(ZUVA), accept=ALL)
    publish("csl_2026-11-20.csv", the_list(row("US-EL", "Ovrin", start_date="2026-03-09")),
            accept=ALL)  # fmt: skip
    answer = screener.screen(Query("Ovrin", in_force=date(2026, 3, 1)))
    assert answer.alerts == ()
    assert [(k.name, k.basis, k.released) for k in answer.later_known] == [
        ("Ovrin", DateBasis.SOON_AFTER, date(2026, 11, 20))
    ]


@pytest.mark.usefixtures("history")
def test_the_law_of_today_is_what_is_in_service(screener: Screener) -> None:
    for name in ("Example", ZUVA["name"], DELVANE["name"], "Nobody At All"):
        today = screener.screen(Query(name))
        law = screener.screen(Query(name, in_force=TODAY))
        assert law.hits == today.hits
        assert law.near_misses == today.near_misses
        assert law.coverage == today.coverage
        assert law.outcome is today.outcome


def test_what_another_channel_printed_on_the_day_was_law_though_the_one_in_service_begins_later(
    ws: Workspace, screener: Screener, publish: Publish, clock: Clock
) -> None:
    """Delvane was taken off between the last release of the one and the first of the other."""
    for day, entries in ((FIRST, the_list(DELVANE, UNDATED)), (SECOND, the_list(ZUVA))):
        clock.moment = noon(day)
        publish(f"csl_{day.isoformat()}.csv", entries, accept=ALL)
    clock.moment = noon(THIRD)
    other = the_list(ZUVA, MONTH, LATE)
    publish("el_2027-06-01.csv", other, channel=Channel.ECFR, combined=False, accept=ALL)
    switch_channel(ws, "US-EL", Channel.ECFR, "closer to the source")
    clock.moment = noon(TODAY)
    day = date(2027, 4, 15)
    for name in (DELVANE["name"], UNDATED["name"], ZUVA["name"], MONTH["name"]):
        assert found(screener, name, in_force=day) == [name]
    assert found(screener, LATE["name"], in_force=day) == []
    assert found(screener, DELVANE["name"], in_force=date(2027, 5, 2)) == []
    assert found(screener, LATE["name"], in_force=date(2027, 5, 20)) == [LATE["name"]]
    answer = screener.screen(Query(MONTH["name"], in_force=day))
    (basis,) = [item for item in answer.law if item.list_code == "US-EL"]
    assert (basis.channel, basis.released, basis.after) == (Channel.CSL, FIRST, False)
    assert basis.taken_from == (SECOND, THIRD)
    assert "No release of" not in " ".join(answer.remarks)
    assert "el_2027-06-01.csv" in answer.alerts[0].citations[0].locator
    today = screener.screen(Query(DELVANE["name"], in_force=TODAY))
    assert today.hits == ()


def test_an_undated_release_answers_from_the_day_of_its_import_on(
    screener: Screener, publish: Publish, clock: Clock
) -> None:
    clock.moment = noon(FIRST)
    publish("csl_2027-03-01.csv", the_list(), accept=ALL)
    clock.moment = noon(SECOND)
    publish("undated.csv", the_list(UNDATED), accept=ALL)
    clock.moment = noon(TODAY)
    assert found(screener, UNDATED["name"], in_force=SECOND) == [UNDATED["name"]]
    answer = screener.screen(Query(UNDATED["name"], in_force=date(2027, 4, 30)))
    assert answer.remarks[0].startswith("May have been listed only after 2027-04-30")
