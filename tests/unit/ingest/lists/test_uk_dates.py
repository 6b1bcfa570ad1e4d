from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.lists.slashed_dates import day_of, iso_day_first


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("27/04/2020", "2020-04-27"),
        ("00/00/1980", "1980"),
        ("00/03/1980", "1980-03"),
        ("05/00/1980", "1980"),
        ("dd/mm/1975", "1975"),
        ("12-Feb-2026", "2026-02-12"),
        ("12 February 2026", "2026-02-12"),
        ("2026-02-12", "2026-02-12"),
        ("1962", "1962"),
        ("31/02/2020", None),
        ("01/13/2020", None),
        ("12-Fxx-2026", None),
        ("01/01/0017", None),
        ("", None),
        ("soon", None),
    ],
)
def test_dates_are_read_day_first_as_far_as_they_are_given(text: str, iso: str | None):
    assert iso_day_first(text) == iso


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)))
def test_a_whole_date_is_read_back(day: date):
    assert day_of(f"{day.day:02}/{day.month:02}/{day.year}") == day
    assert day_of(day.isoformat()) == day


def test_a_partial_date_is_no_day():
    assert day_of("00/00/1980") is None
