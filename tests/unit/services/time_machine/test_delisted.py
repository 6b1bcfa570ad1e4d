from datetime import date

import pytest

from caveat.domain.answer_json import answer_from_json, answer_to_json
from caveat.domain.parties import Designation, Name, PartyKind, PartyRecord
from caveat.domain.screening import Band, Outcome, Query
from caveat.services.in_force import earliest_day
from caveat.services.listed_parties import _last_day
from caveat.services.screening import Screener
from templates import row, rows
from years import ALL, DELVANE, LATE, SECOND, Publish


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
