"""What an answer counts, says and refuses, whatever part of it is shown."""

from collections.abc import Callable

import pytest

from caveat.domain.screening import Band, Outcome, Query
from caveat.errors import InputError
from caveat.services.screening import Screener
from templates import row, rows

EL = "Entity List (EL) - Bureau of Industry and Security"
DPL = "Denied Persons List (DPL) - Bureau of Industry and Security"


def test_the_limit_changes_neither_what_is_found_nor_its_order(
    publish: Callable[..., object], screener: Screener
) -> None:
    places = ("Berlin", "Madrid", "Hanoi", "Kyiv", "Minsk")
    names = [f"Quillfeather {place} Co., Ltd." for place in places]
    names += [f"Quillfeather Zanzibar Marmot Electronics {place}" for place in places]
    entries = [row(EL, name) for name in names]
    publish("csl_2026-11-20.csv", [*rows("US-EL", 195), *rows("US-CMIC", 70), *entries])
    whole = screener.screen(Query("Quillfeather"))
    alerts = [hit for hit in whole.hits if hit.is_alert]
    related = [hit for hit in whole.hits if hit.band is Band.RELATED]
    assert (len(alerts), len(related)) == (5, 5)
    cut = screener.screen(Query("Quillfeather", limit=2))
    assert cut.hits == (*alerts[:2], *related[:2])
    assert cut.remarks[-1].startswith(
        "3 more matches at or above 70 and 3 more related parties are not shown."
    )
    assert cut.remarks[:-1] == whole.remarks
    assert screener.screen(Query("Quillfeather", limit=5)).remarks == whole.remarks


def test_an_expired_entry_takes_no_place_from_an_alert(
    publish: Callable[..., object], screener: Screener
) -> None:
    ended = {"end_date": "2020-01-01"}
    publish(
        "csl_2026-11-20.csv",
        [
            *rows("US-EL", 195),
            *rows("US-CMIC", 70),
            row(DPL, "Zzyzx Quarkson", **ended),
            row(EL, "Zzyzx Quarkson Trading House"),
        ],
    )
    answer = screener.screen(Query("Zzyzx Quarkson", limit=1))
    assert answer.outcome is Outcome.HITS
    assert [hit.is_alert for hit in answer.hits] == [True, False]


def test_every_alias_is_searched(screener: Screener) -> None:
    aliases = (*(f"Alias{n} GmbH" for n in range(98)), "Nettrix Information Industry Co., Ltd.")
    assert screener.screen(Query("Acme Fasteners", aliases=aliases)).alerts


@pytest.mark.parametrize("field", ["aliases", "addresses", "identifiers"])
def test_more_than_one_search_takes_is_refused_and_not_left_out(
    screener: Screener, field: str
) -> None:
    asked = {field: tuple(f"Quartz {n} Street" for n in range(101))}
    with pytest.raises(InputError, match=r"one search takes at most 100\. Nothing was searched"):
        screener.screen(Query("Acme", **asked))  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize("limit", [0, -1, 10_001])
def test_a_limit_that_shows_nothing_or_too_much_is_refused(screener: Screener, limit: int) -> None:
    with pytest.raises(InputError, match="limit is a number from 1"):
        screener.screen(Query("Huawei", limit=limit))


def test_what_a_raised_line_hides_is_a_near_miss_and_never_related(screener: Screener) -> None:
    usual = screener.screen(Query("Huawei", limit=200))
    raised = screener.screen(Query("Huawei", limit=200, threshold=99.5))
    hidden = {hit.party.id for hit in usual.alerts} - {hit.party.id for hit in raised.alerts}
    assert hidden
    assert hidden <= {hit.party.id for hit in raised.near_misses}
    related = [{h.party.id for h in a.hits if h.band is Band.RELATED} for a in (usual, raised)]
    assert related[0] == related[1]
    assert any(f"hides {len(hidden)} of the parties" in text for text in raised.remarks)


def test_an_address_too_long_to_be_read_whole_says_so(
    publish: Callable[..., object], screener: Screener
) -> None:
    publish("csl_2026-11-20.csv", rows("US-EL", 195))
    long = "; ".join(f"Quiet Lane {n}, Exampletown" for n in range(60))
    remarks = screener.screen(Query("Quillfeather", addresses=(long,))).remarks
    (said,) = [each for each in remarks if each.startswith("Only the beginning was compared of: ")]
    assert "Quiet Lane 0, Exampletown" in said
    short = screener.screen(Query("Quillfeather", addresses=("Quiet Lane 1",))).remarks
    assert not any(said.startswith("Only the beginning") for said in short)
