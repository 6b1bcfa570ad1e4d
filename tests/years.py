"""Lists of made-up releases whose entries come and go, for the tests of other days."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from caveat.domain.lists import ImportReport, Override
from caveat.domain.screening import Query
from caveat.services.screening import Screener
from templates import Row, row, rows

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


def found(screener: Screener, name: str, **asked: object) -> list[str]:
    """Names of the alerts."""
    answer = screener.screen(Query(name, **asked))  # type: ignore[arg-type]  # by name
    return [hit.party.name for hit in answer.alerts]
