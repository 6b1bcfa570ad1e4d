from itertools import pairwise

import pytest

from caveat.domain.screening import DEFAULT_THRESHOLD, Band, Query
from caveat.errors import InputError
from caveat.services.alert_line import alert_line, set_alert_line
from caveat.services.records import audit_entries
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace


def test_the_alert_line_is_the_default_until_it_is_moved(ws: Workspace) -> None:
    assert alert_line(ws) == DEFAULT_THRESHOLD
    set_alert_line(ws, 82.5, "too many hits")
    assert alert_line(ws) == 82.5


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_raising_the_alert_line_needs_a_reason(ws: Workspace, reason: str) -> None:
    with pytest.raises(InputError, match="Say why"):
        set_alert_line(ws, 75, reason)
    assert alert_line(ws) == DEFAULT_THRESHOLD


def test_lowering_the_alert_line_needs_none(ws: Workspace) -> None:
    set_alert_line(ws, 60, "")
    assert alert_line(ws) == 60
    with pytest.raises(InputError, match="Say why"):
        set_alert_line(ws, 70, "")


@pytest.mark.parametrize("value", [49.9, 95.1, 0, -1, 100, 1e9, float("nan"), float("inf")])
def test_the_alert_line_stays_on_its_scale(ws: Workspace, value: float) -> None:
    with pytest.raises(InputError, match="50 to 95"):
        set_alert_line(ws, value, "why")


def test_moving_the_alert_line_is_on_record(ws: Workspace) -> None:
    set_alert_line(ws, 75, "many false hits")
    assert (audit_entries(ws)[0].kind, audit_entries(ws)[0].operator) == (
        "alert line changed",
        "Ada Example",
    )


def test_a_raised_alert_line_is_said_with_its_reason_first(
    ws: Workspace, screener: Screener
) -> None:
    set_alert_line(ws, 75, "many false hits")
    answer = screener.screen(Query("Nettrix", threshold=alert_line(ws)))
    remark = next(text for text in answer.remarks if "alert line" in text)
    assert "raised to 75 (default 70)" in remark
    assert "Reason: many false hits" in remark


def test_a_line_raised_for_one_search_alone_has_no_reason_on_record(screener: Screener) -> None:
    answer = screener.screen(Query("Nettrix", threshold=95))
    assert "No reason is on record." in answer.remarks[-1]


def test_an_unraised_alert_line_is_not_mentioned(screener: Screener) -> None:
    for line in (70.0, 60.0):
        answer = screener.screen(Query("Nettrix", threshold=line))
        assert not any("alert line" in text for text in answer.remarks)


def test_what_a_raised_alert_line_hides_is_counted(screener: Screener) -> None:
    usual = screener.screen(Query("Inspur Beijing"))
    raised = screener.screen(Query("Inspur Beijing", threshold=95))
    hidden = len(usual.alerts) - len(raised.alerts)
    assert hidden > 0
    assert any(f"hides {hidden} of the parties" in text for text in raised.remarks)


def test_a_lower_line_never_shows_fewer_hits(screener: Screener) -> None:
    found = [
        {hit.party.id for hit in screener.screen(Query("Inspur Beijing", threshold=line)).alerts}
        for line in (95.0, 80.0, 70.0, 60.0, 50.0)
    ]
    assert all(higher <= lower for higher, lower in pairwise(found))
    strong = screener.screen(Query("Nettrix", threshold=91)).hits[0]
    assert strong.band is Band.STRONG
