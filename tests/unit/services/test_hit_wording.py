"""The leading sentence of a hit by its address."""

from collections.abc import Callable

import pytest

from caveat.domain.screening import Query
from caveat.services.screening import Screener
from templates import row, rows

DOOR = "7/F MW Tower, 111 Bonham Strand, Sheung Wan, HK"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Address 10", "The address itself is listed since 2024-08-27, whoever is there: section"),
        ("Quillfeather Trading", "The party there is listed since 2024-08-27."),
    ],
)
def test_it_says_since_when_and_by_what_law(
    publish: Callable[..., object], screener: Screener, name: str, said: str
) -> None:
    entry = row("US-EL", name, addresses=DOOR, start_date="2024-08-27")
    publish("csl_2026-11-20.csv", [*rows("US-EL", 195), entry])
    (hit, *_) = screener.screen(Query("Marmot Zanzibar", addresses=(DOOR,))).hits
    assert said in hit.because
    assert hit.leads_with(hit.evidence[0].text)
    named = screener.screen(Query(name)).hits
    assert not any("listed since" in each.because for each in named)


def test_of_the_starter_set_it_names_the_notice(screener: Screener) -> None:
    door = "Room 1318-20 Hollywood Plaza, 610 Nathan Road, Mong Kok"
    (hit, *_) = screener.screen(Query("Marmot Zanzibar", addresses=(door,))).hits
    assert "The address itself is listed by a notice of 2024-06-18" in hit.because
