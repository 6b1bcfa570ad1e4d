from collections.abc import Callable
from datetime import date

import pytest

from caveat.domain.answer_json import answer_from_json, answer_to_json
from caveat.domain.lists import Channel, ImportReport
from caveat.domain.past import DateBasis
from caveat.domain.screening import Outcome, Query
from caveat.errors import EnvironmentProblemError, InputError
from caveat.services.channels import switch_channel
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from caveat.storage import overlay
from templates import Clock, Row, row, rows
from years import (
    ALL,
    FIRST,
    LATE,
    MONTH,
    SECOND,
    TODAY,
    UNDATED,
    ZUVA,
    Publish,
    noon,
    the_list,
)


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
