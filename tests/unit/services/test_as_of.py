from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from caveat.domain.lists import ImportReport
from caveat.domain.screening import Outcome, Query
from caveat.domain.sources import Mark
from caveat.errors import EnvironmentProblemError, InputError
from caveat.services.recording import recorded_answer
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from templates import Clock, row, rows

Publish = Callable[..., ImportReport]
ZUVA = row("US-EL", "Zuvanari Photonics Ltd.", addresses="1 Sample Road, CN")
MARCH, APRIL, MAY = date(2027, 3, 1), date(2027, 4, 1), date(2027, 5, 1)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def history(publish: Publish, clock: Clock) -> None:
    """Zuvanari is on the list imported in April, and off the one imported in May."""
    for day, entries in (
        (MARCH, rows("US-EL", 175)),
        (APRIL, [*rows("US-EL", 175), ZUVA]),
        (MAY, rows("US-EL", 176)),
    ):
        clock.moment = noon(day)
        publish(f"csl_{day.isoformat()}.csv", entries)
    clock.moment = noon(date(2027, 6, 1))


def released(screener: Screener, as_of: date | None) -> dict[str, str]:
    answer = screener.screen(Query("Zuvanari Photonics", as_of=as_of))
    return {item.list_code: str(item.released) for item in answer.coverage}


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("as_of", "hits", "release"),
    [
        (date(2027, 2, 28), 0, "2026-07-09"),
        (MARCH, 0, "2027-03-01"),
        (date(2027, 3, 31), 0, "2027-03-01"),
        (APRIL, 1, "2027-04-01"),
        (date(2027, 4, 30), 1, "2027-04-01"),
        (MAY, 0, "2027-05-01"),
        (None, 0, "2027-05-01"),
    ],
)
def test_a_search_as_of_a_day_uses_what_was_imported_by_its_end(
    screener: Screener, as_of: date | None, hits: int, release: str
) -> None:
    answer = screener.screen(Query("Zuvanari Photonics", as_of=as_of))
    assert len(answer.alerts) == hits
    assert released(screener, as_of)["US-EL"] == release
    assert answer.as_of == (as_of or date(2027, 6, 1))


@pytest.mark.usefixtures("history")
def test_a_hit_of_another_day_cites_the_release_of_that_day(screener: Screener) -> None:
    answer = screener.screen(Query("Zuvanari Photonics", as_of=date(2027, 4, 15)))
    assert answer.hits[0].citations[0].locator.startswith("csl_2027-04-01.csv, row 177")


@pytest.mark.usefixtures("history")
def test_the_starter_set_of_another_day_is_still_only_the_starter_set(screener: Screener) -> None:
    answer = screener.screen(Query("Nettrix", as_of=date(2027, 2, 1)))
    assert answer.outcome is Outcome.NOT_SCREENED
    assert {item.state for item in answer.coverage} == {"starter"}
    assert all("starter set" in "; ".join(item.warnings) for item in answer.coverage)
    citation = answer.hits[0].citations[0]
    assert (citation.title, citation.mark) == ("Entity List (starter set)", Mark.VERIFIED)


@pytest.mark.usefixtures("history")
def test_warnings_that_came_later_are_not_told_of_another_day(
    screener: Screener, publish: Publish, clock: Clock
) -> None:
    clock.moment = noon(date(2027, 6, 1))
    publish("csl_2027-06-01.csv", [*rows("US-DPL", 9), *rows("US-UVL", 9)])
    now = screener.screen(Query("Zuvanari"))
    then = screener.screen(Query("Zuvanari", as_of=APRIL))
    told = {item.list_code: "; ".join(item.warnings) for item in now.coverage}
    assert "missing from the file of 2027-06-01" in told["US-EL"]
    told = {item.list_code: "; ".join(item.warnings) for item in then.coverage}
    assert "missing" not in told["US-EL"]


@pytest.mark.usefixtures("history")
def test_the_age_of_a_list_is_told_as_of_the_day_asked_for(screener: Screener) -> None:
    answer = screener.screen(Query("Zuvanari", as_of=date(2027, 4, 4)))
    assert {i.list_code: i.age_days for i in answer.coverage}["US-EL"] == 3


@pytest.mark.usefixtures("history")
def test_an_answer_of_another_day_is_recorded_as_such(ws: Workspace, screener: Screener) -> None:
    recorded = screener.record(screener.screen(Query("Zuvanari Photonics", as_of=APRIL)))
    again = recorded_answer(ws, recorded.screening)
    assert (again.as_of, again.query.as_of) == (APRIL, APRIL)
    assert again.screened_at == noon(date(2027, 6, 1))


def test_before_the_first_import_nothing_was_known(screener: Screener) -> None:
    with pytest.raises(EnvironmentProblemError) as refused:
        screener.screen(Query("Nettrix", as_of=date(2020, 1, 1)))
    told = str(refused.value)
    assert "No list was in service in this workspace on 2020-01-01" in told
    assert "nothing was known here before 2026-11-22" in told
    assert "Nothing was searched" in told


@pytest.mark.parametrize("asked", ["as_of", "in_force"])
def test_a_day_to_come_is_refused(screener: Screener, asked: str) -> None:
    with pytest.raises(InputError, match=r"2026-11-24 is in the future.*Nothing was searched"):
        screener.screen(Query("Nettrix", **{asked: date(2026, 11, 24)}))  # type: ignore[arg-type]  # by name


def test_a_day_that_has_begun_elsewhere_is_answered_from_today(screener: Screener) -> None:
    answer = screener.screen(Query("Nettrix", as_of=date(2026, 11, 23)))
    assert answer.hits
    assert answer.as_of == date(2026, 11, 22)
