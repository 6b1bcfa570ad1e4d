"""What was law on a day, what later releases show of it, and what was on a list once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from caveat.domain.answer_json import answer_from_json, answer_to_json
from caveat.domain.lists import Channel, ImportReport, Override
from caveat.domain.parties import Designation, Name, PartyKind, PartyRecord
from caveat.domain.past import DateBasis
from caveat.domain.progress import CancelledError, CancelToken
from caveat.domain.screening import Answer, Band, Outcome, Query
from caveat.errors import EnvironmentProblemError, InputError
from caveat.proof.canonical import canonical
from caveat.services.channels import switch_channel
from caveat.services.in_force import earliest_day
from caveat.services.listed_parties import _last_day
from caveat.services.recording import recorded_answer
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from caveat.storage import overlay
from templates import Clock, Row, row, rows

Publish = Callable[..., ImportReport]
ALL = frozenset(Override)
FIRST, SECOND, THIRD = date(2027, 3, 1), date(2027, 5, 1), date(2027, 6, 1)
TODAY = date(2027, 7, 1)
DELVANE = row("US-EL", "Delvane Optics Works", start_date="2020-01-01")
ZUVA = row("US-EL", "Zuvanari Photonics Ltd.", start_date="2027-04-10")
MONTH = row("US-EL", "Morvik Turbine Bureau", start_date="2027-04")
UNDATED = row("US-EL", "Undrell Cryogenics")
LATE = row("US-EL", "Quorvex Avionics", start_date="2027-05-20")


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def the_list(*more: Row) -> list[Row]:
    return [*rows("US-EL", 175), *more]


@pytest.fixture
def history(publish: Publish, clock: Clock) -> None:
    """Three releases, each imported on its day. Delvane leaves with the second."""
    for day, entries in (
        (FIRST, the_list(DELVANE)),
        (SECOND, the_list(ZUVA, MONTH, UNDATED)),
        (THIRD, the_list(ZUVA, MONTH, UNDATED, LATE)),
    ):
        clock.moment = noon(day)
        publish(f"csl_{day.isoformat()}.csv", entries, accept=ALL)
    clock.moment = noon(TODAY)


def found(screener: Screener, name: str, **asked: object) -> list[str]:
    """Names of the alerts."""
    answer = screener.screen(Query(name, **asked))  # type: ignore[arg-type]  # by name
    return [hit.party.name for hit in answer.alerts]


def as_text(answer: Answer) -> str:
    return canonical(answer_to_json(answer))


# What was law ------------------------------------------------------------------------------------


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


# As it was known on another day ------------------------------------------------------------------


@pytest.mark.usefixtures("history")
def test_the_law_of_a_day_as_it_was_known_on_another(screener: Screener) -> None:
    """Zuvanari was law from 10 April, which nobody here could know before 1 May."""
    day = date(2027, 4, 15)
    then = screener.screen(Query(ZUVA["name"], in_force=day, as_of=date(2027, 4, 20)))
    assert then.alerts == ()
    assert [k.name for k in then.later_known] == [ZUVA["name"]]
    later = screener.screen(Query(ZUVA["name"], in_force=day, as_of=SECOND))
    assert [hit.party.name for hit in later.alerts] == [ZUVA["name"]]
    assert later.later_known == ()


@pytest.mark.usefixtures("history")
def test_an_answer_of_a_day_says_first_that_a_later_release_shows_the_party_as_listed(
    screener: Screener,
) -> None:
    answer = screener.screen(Query(ZUVA["name"], as_of=date(2027, 4, 20)))
    assert answer.outcome is Outcome.NO_MATCH
    (known,) = answer.later_known
    assert (known.name, known.list_code, known.since) == (ZUVA["name"], "US-EL", "2027-04-10")
    assert (known.basis, known.released, known.imported_at) == (
        DateBasis.START, SECOND, noon(SECOND),
    )  # fmt: skip
    assert known.score >= 90
    assert answer.remarks[0] == known.text
    for said in (ZUVA["name"], "Entity List", "2027-04-10", "release of 2027-05-01", "2027-05-01"):
        assert said in known.text
    assert "Later releases show 1 more that match" in (answer.no_match_statement or "")
    assert answer_from_json(answer_to_json(answer)) == answer
    assert answer_to_json(answer)["later_known"][0]["party"]["name"] == ZUVA["name"]


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("entry", "day", "basis"),
    [
        (ZUVA, date(2027, 3, 15), None),  # not law then
        (ZUVA, date(2027, 4, 5), DateBasis.SOON_AFTER),
        (ZUVA, SECOND, None),  # among the hits
        (MONTH, date(2027, 4, 1), DateBasis.START),
        (UNDATED, date(2027, 3, 15), DateBasis.NONE),
        (UNDATED, date(2027, 2, 1), None),  # a release after that day still lacked it
        (LATE, date(2027, 4, 20), None),
    ],
)
def test_what_later_releases_show_of_a_day(
    screener: Screener, entry: Row, day: date, basis: DateBasis | None
) -> None:
    answer = screener.screen(Query(entry["name"], as_of=day))
    assert [known.basis for known in answer.later_known] == ([basis] if basis else [])


def test_a_release_of_the_day_that_came_later_shows_what_was_listed(
    screener: Screener, publish: Publish, clock: Clock
) -> None:
    clock.moment = noon(FIRST)
    publish("csl_2027-03-01.csv", the_list(), accept=ALL)
    clock.moment = noon(SECOND)
    publish("csl_2027-04-01.csv", the_list(UNDATED), accept=ALL)
    clock.moment = noon(TODAY)
    answer = screener.screen(Query(UNDATED["name"], as_of=date(2027, 4, 20)))
    (known,) = answer.later_known
    assert (known.basis, known.since) == (DateBasis.PRINTED, "2027-04-01")
    assert "a release of 2027-04-01 prints it" in known.text


@pytest.mark.usefixtures("history")
def test_many_later_known_parties_are_all_in_the_answer_and_counted_in_the_remarks(
    screener: Screener, publish: Publish
) -> None:
    towns = ["Minsk", "Harbin", "Tabriz", "Izmir", "Baku", "Almaty", "Tomsk", "Dalian", "Shiraz"]
    more = [row("US-EL", f"Tarvolek Works {town}", start_date="2027-04-10") for town in towns]
    publish("csl_2027-06-30.csv", the_list(*more), accept=ALL)
    answer = screener.screen(Query("Tarvolek Works", as_of=date(2027, 6, 15), limit=2))
    assert len(answer.later_known) == 9
    assert sum(remark in {k.text for k in answer.later_known} for remark in answer.remarks) == 5
    assert answer.remarks[5].startswith("Likewise 4 more parties of later releases: ")


@pytest.mark.usefixtures("history")
def test_each_list_is_answered_from_the_channel_of_that_day(
    ws: Workspace, screener: Screener, publish: Publish, clock: Clock
) -> None:
    clock.moment = noon(date(2027, 6, 10))
    publish("el_2027-06-09.csv", the_list(ZUVA), channel=Channel.ECFR, combined=False, accept=ALL)
    clock.moment = noon(date(2027, 6, 20))
    switch_channel(ws, "US-EL", Channel.ECFR, "closer to the source")
    clock.moment = noon(TODAY)

    def channel(**asked: date) -> tuple[str, str]:
        item = next(
            item
            for item in screener.screen(Query("Zuvanari", **asked)).coverage  # type: ignore[arg-type]
            if item.list_code == "US-EL"
        )
        return item.channel, str(item.released)

    assert channel() == ("ecfr", "2027-06-09")
    assert channel(as_of=date(2027, 6, 19)) == ("csl", "2027-06-01")
    assert channel(as_of=date(2027, 6, 20)) == ("ecfr", "2027-06-09")
    # What was law is told by every release: this channel has none of that time.
    assert channel(in_force=date(2027, 6, 5)) == ("csl", "2027-06-01")
    assert channel(in_force=date(2027, 6, 9)) == ("ecfr", "2027-06-09")
    assert channel(in_force=date(2027, 6, 5), as_of=date(2027, 6, 15)) == ("csl", "2027-06-01")


@pytest.mark.usefixtures("history")
def test_refusals_are_told_of_the_days_on_which_they_were_known(
    screener: Screener, publish: Publish, clock: Clock
) -> None:
    clock.moment = noon(date(2027, 6, 10))
    publish("csl_2027-06-10.csv", rows("US-EL", 20))  # shrunk: refused
    clock.moment = noon(TODAY)

    def told(as_of: date | None) -> str:
        coverage = screener.screen(Query("Zuvanari", as_of=as_of)).coverage
        return "; ".join(next(i for i in coverage if i.list_code == "US-EL").warnings)

    assert "csl_2027-06-10.csv was refused" in told(None)
    assert "csl_2027-06-10.csv was refused" in told(date(2027, 6, 10))
    assert "refused" not in told(date(2027, 6, 9))


def test_an_own_list_is_called_what_it_was_called_then(
    screener: Screener, own_list: Callable[..., ImportReport], clock: Clock
) -> None:
    clock.moment = noon(FIRST)
    own_list("OWN-LETTERS", 20, title="Letters")
    clock.moment = noon(SECOND)
    own_list("OWN-LETTERS", 20, title="Letters and notices", day=2)
    clock.moment = noon(TODAY)

    def titles(as_of: date | None) -> set[str]:
        return {i.title for i in screener.screen(Query("Tavronix", as_of=as_of)).coverage}

    assert "Letters" in titles(FIRST)
    assert "Letters and notices" in titles(SECOND)
    assert "Letters and notices" in titles(None)
    assert not {"Letters", "Letters and notices"} & titles(date(2027, 2, 1))
    with pytest.raises(InputError, match="There is no list with the code OWN-LETTERS"):
        screener.screen(Query("x", lists=("OWN-LETTERS",), as_of=date(2027, 2, 1)))


@pytest.mark.usefixtures("history")
def test_a_list_that_was_not_in_service_then_is_said_so(
    screener: Screener, publish: Publish
) -> None:
    publish("csl_2027-07-01.csv", rows("US-UVL", 5), whole_file=False)
    with pytest.raises(EnvironmentProblemError, match=r"US-UVL was on 2027-05-02 not in service"):
        screener.screen(Query("x", lists=("US-UVL",), as_of=date(2027, 5, 2)))


def test_names_that_no_list_publishes_are_those_of_the_day(
    ws: Workspace, screener: Screener, clock: Clock
) -> None:
    before = screener.screen(Query("浪潮"))
    assert before.hits[0].evidence[0].field == "native name"
    clock.moment = noon(FIRST)
    with ws.store.writing() as connection:
        overlay.add_overlay(
            connection, label="empty", as_of="2027-03-01", sentence="empty", version=99,
            sha256="f" * 64, at=noon(FIRST), parties=(), relations=(), sources=(),
        )  # fmt: skip
    now = screener.screen(Query("浪潮"))
    then = screener.screen(Query("浪潮", as_of=date(2027, 2, 1)))
    assert all(hit.evidence[0].field != "native name" for hit in now.hits)
    assert then.hits == before.hits
    assert then.engine == before.engine != now.engine


# Delisted and expired ----------------------------------------------------------------------------


@pytest.mark.usefixtures("history")
def test_a_delisted_party_is_history_on_request_and_no_alert(screener: Screener) -> None:
    plain = screener.screen(Query(DELVANE["name"]))
    assert (plain.hits, plain.delisted) == ((), ())
    answer = screener.screen(Query(DELVANE["name"], include_delisted=True))
    assert (answer.hits, answer.alerts, answer.outcome) == ((), (), Outcome.NO_MATCH)
    (hit,) = answer.delisted
    assert (hit.party.name, hit.band, hit.is_alert) == (DELVANE["name"], Band.DELISTED, False)
    assert hit.because.endswith("Delisted; last printed in the release of 2027-03-01.")
    assert hit.citations[0].locator.startswith("csl_2027-03-01.csv")
    assert "1 delisted party matches: history, shown apart, no alert." in answer.remarks
    assert answer_from_json(answer_to_json(answer)) == answer


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("asked", "delisted"),
    [
        ({"as_of": date(2027, 4, 1)}, False),  # still listed
        ({"as_of": SECOND}, True),
        ({"in_force": date(2027, 4, 1)}, False),
        ({"in_force": SECOND}, True),
        ({"in_force": SECOND, "as_of": date(2027, 5, 2)}, True),
        ({"in_force": date(2019, 1, 1)}, False),  # not yet listed
    ],
)
def test_what_is_delisted_depends_on_the_day(
    screener: Screener, asked: dict[str, date], *, delisted: bool
) -> None:
    query = Query(DELVANE["name"], include_delisted=True, **asked)  # type: ignore[arg-type]
    assert bool(screener.screen(query).delisted) is delisted


@pytest.mark.usefixtures("history")
def test_what_a_later_release_brings_is_not_called_delisted(screener: Screener) -> None:
    query = Query(LATE["name"], include_delisted=True, as_of=SECOND)
    assert screener.screen(query).delisted == ()


def test_an_order_past_its_end_is_expired_and_was_an_alert_before(
    screener: Screener, publish: Publish
) -> None:
    order = row("US-DPL", "Vexhall Rotors", start_date="2019-01-01", end_date="2026-06-30")
    publish("csl_2026-11-20.csv", [order, *rows("US-DPL", 30)], accept=ALL)

    def band(**asked: date) -> tuple[Band, bool]:
        (hit,) = screener.screen(Query("Vexhall Rotors", **asked)).hits  # type: ignore[arg-type]
        return hit.band, hit.is_alert

    assert band() == (Band.EXPIRED, False)
    assert band(in_force=date(2026, 6, 30)) == (Band.STRONG, True)
    assert band(in_force=date(2026, 7, 1)) == (Band.EXPIRED, False)


@pytest.mark.parametrize(
    ("ends", "last"),
    [
        (("2026-01-01",), "2026-01-01"),
        (("2026-01-01", "2027-01-01"), "2027-01-01"),
        (("2026-01-01", ""), ""),  # one that has no end is in force
        (("2026-01-01", "2027"), ""),  # partial: it may last to the end of the year
        (("",), ""),
    ],
)
def test_an_entry_has_ended_when_all_its_designations_have(
    ends: tuple[str, ...], last: str
) -> None:
    record = PartyRecord(
        "US-DPL", "", "", PartyKind.COMPANY, (Name("x"),),
        designations=tuple(Designation(ends=text) for text in ends),
    )  # fmt: skip
    assert _last_day(record) == last


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-28", date(2025, 3, 28)),
        ("2025-03", date(2025, 3, 1)),
        ("2025", date(2025, 1, 1)),
        ("", None),
        ("2025-13", None),
        ("2025-02-30", None),
        ("0000", None),
        ("28 March 2025", None),
        ("٢٠٢٥", date(2025, 1, 1)),
    ],
)
def test_a_date_means_the_earliest_day_that_it_can(text: str, day: date | None) -> None:
    assert earliest_day(text) == day


# The same inputs, the same answer ----------------------------------------------------------------


@pytest.mark.usefixtures("history")
def test_the_same_question_gives_the_same_bytes(ws: Workspace, screener: Screener) -> None:
    days = (None, FIRST, date(2027, 4, 15), SECOND)
    for name in (ZUVA["name"], "Example", "Works"):
        for as_of in days:
            for in_force in days:
                query = Query(name, as_of=as_of, in_force=in_force, include_delisted=True)
                first = as_text(screener.screen(query))
                assert as_text(screener.screen(query)) == first
                assert as_text(Screener(ws).screen(query)) == first


@pytest.mark.usefixtures("history")
def test_an_answer_about_the_past_is_recorded_whole(ws: Workspace, screener: Screener) -> None:
    query = Query(ZUVA["name"], as_of=date(2027, 4, 20), in_force=date(2027, 4, 15),
                  include_delisted=True)  # fmt: skip
    recorded = screener.record(screener.screen(query))
    again = recorded_answer(ws, recorded.screening)
    assert again == recorded
    assert again.later_known
    assert again.law
    assert replace(again, query=Query("x")) != again


@pytest.mark.usefixtures("history")
def test_another_day_is_prepared_with_progress_and_can_be_cancelled(ws: Workspace) -> None:
    query = Query("x", in_force=date(2027, 4, 15), as_of=date(2027, 5, 2))
    stages: list[tuple[str, int]] = []
    Screener(ws).prepare(lambda told: stages.append((told.stage, told.total)), query=query)
    assert [stage for stage, _ in stages].count("Reading the lists") == 2  # and what it lacks
    token = CancelToken()
    token.cancel()
    screener = Screener(ws)
    with pytest.raises(CancelledError):
        screener.prepare(cancel=token, query=query)
    assert found(screener, ZUVA["name"], in_force=date(2027, 4, 15)) == [ZUVA["name"]]
