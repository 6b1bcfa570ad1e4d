"""A recorded answer given again: the same bytes, or every difference in a sentence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from caveat.domain.answer_json import answer_to_json
from caveat.domain.lists import Channel, ImportReport, Override
from caveat.domain.screening import Answer, Outcome, Query
from caveat.errors import InputError
from caveat.proof.canonical import canonical
from caveat.services.alert_line import set_alert_line
from caveat.services.channels import switch_channel
from caveat.services.rerun import rerun
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from caveat.storage import overlay
from templates import Clock, Row, row, rows

Publish = Callable[..., ImportReport]
ALL = frozenset(Override)
ZUVA = row("US-EL", "Zuvanari Photonics Ltd.", start_date="2027-04-10")
DELVANE = row("US-EL", "Delvane Optics Works", start_date="2020-01-01")
DAY = date(2027, 4, 15)
QUERIES = (
    Query("Delvane Optics"),
    Query("Zuvanari Photonics", include_delisted=True),
    Query("Delvane Optics", as_of=date(2027, 3, 10)),
    Query("Zuvanari Photonics", in_force=DAY),
    Query("Zuvanari Photonics", in_force=DAY, as_of=date(2027, 4, 20)),
    Query("Nobody At All", threshold=85.0),
    Query("", addresses=("No. 7 Sample Road, Exampleton",), country="CN"),
)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def the_list(*more: Row) -> list[Row]:
    return [*rows("US-EL", 175), *more]


@pytest.fixture
def on_record(publish: Publish, screener: Screener, clock: Clock) -> list[Answer]:
    """Answers of 1 June 2027, of each kind."""
    clock.moment = noon(date(2027, 3, 1))
    publish("csl_2027-03-01.csv", the_list(DELVANE), accept=ALL)
    clock.moment = noon(date(2027, 5, 1))
    publish("csl_2027-05-01.csv", the_list(ZUVA, DELVANE), accept=ALL)
    clock.moment = noon(date(2027, 6, 1))
    return [screener.record(screener.screen(query)) for query in QUERIES]


def test_on_the_same_releases_the_answer_is_the_same_byte_for_byte(
    ws: Workspace, screener: Screener, on_record: list[Answer], clock: Clock
) -> None:
    clock.moment = noon(date(2030, 5, 2))
    for answer in on_record:
        for asked in (screener, Screener(ws)):
            done = rerun(ws, asked, answer.screening)
            assert done.differences == ()
            assert done.equal
            assert not done.to_review
            assert canonical(answer_to_json(done.again)) == canonical(answer_to_json(answer))


@pytest.mark.parametrize("hours", [0, 24, -480], ids=["same moment", "later", "clock put back"])
def test_whatever_happened_since_and_whatever_the_clock_says_it_stays_the_same(  # noqa: PLR0917  # fixtures
    ws: Workspace,
    screener: Screener,
    publish: Publish,
    own_list: Callable[..., ImportReport],
    on_record: list[Answer],
    clock: Clock,
    hours: int,
) -> None:
    clock.move(hours=hours)
    publish("csl_2027-05-02.csv", the_list(), accept=ALL)  # Delvane and Zuvanari are taken off
    publish("csl_2027-04-01.csv", the_list(ZUVA), accept=ALL)  # an older one, late
    publish("csl_2027-05-03.csv", [*rows("US-EL", 20), *rows("US-DPL", 5)])  # shrunk: refused
    publish("csl_2027-05-04.csv", [*rows("US-UVL", 5), *rows("US-DPL", 5)])  # the list is missing
    publish("x_2027-05-05.csv", the_list(), channel=Channel.ECFR, combined=False, accept=ALL)
    switch_channel(ws, "US-EL", Channel.ECFR, "closer to the source")
    own_list("OWN-LETTERS", 20, title="Letters")
    with ws.store.writing() as connection:
        overlay.add_overlay(
            connection, label="empty", as_of="2027-03-01", sentence="empty", version=99,
            sha256="f" * 64, at=clock.moment, parties=(), relations=(), sources=(),
        )  # fmt: skip
    for answer in on_record:
        assert rerun(ws, screener, answer.screening).differences == ()


def test_a_raised_line_and_its_reason_are_those_of_the_record(
    ws: Workspace, screener: Screener, publish: Publish, clock: Clock
) -> None:
    publish("csl_2026-11-20.csv", the_list(DELVANE), accept=ALL)
    set_alert_line(ws, 80.0, "too many")
    clock.move(hours=1)
    recorded = screener.record(screener.screen(Query("Delvane", threshold=80.0)))
    assert any("Reason: too many" in remark for remark in recorded.remarks)
    clock.move(hours=1)
    set_alert_line(ws, 90.0, "still too many")
    assert rerun(ws, screener, recorded.screening).equal


def test_a_record_that_does_not_say_how_much_was_stored_is_answered_by_its_time(
    ws: Workspace, screener: Screener, publish: Publish, clock: Clock
) -> None:
    publish("csl_2026-11-20.csv", the_list(DELVANE), accept=ALL)
    clock.move(hours=1)
    answer = replace(screener.screen(Query("Delvane Optics")), lists_state=None)
    recorded = screener.record(answer)
    clock.move(hours=1)
    publish("csl_2026-11-21.csv", the_list(), accept=ALL)
    assert rerun(ws, screener, recorded.screening).equal


def test_another_engine_is_named(
    ws: Workspace, screener: Screener, on_record: list[Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    was = on_record[0].engine.version
    monkeypatch.setattr("caveat.services.answering.ENGINE_VERSION", "9.9+new")
    done = rerun(ws, screener, on_record[0].screening)
    assert done.differences == (f"The engine is another version: {was} → 9.9+new.",)
    assert done.to_review


def test_every_change_of_an_answer_is_told(
    ws: Workspace, screener: Screener, on_record: list[Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record is held against answers that differ in one thing each."""
    recorded = on_record[0]
    hit = recorded.hits[0]
    again = screener.screen

    def differences(**changes: object) -> str:
        changed = replace(again(recorded.query), **changes)  # type: ignore[arg-type]  # by name
        monkeypatch.setattr(screener, "screen_from", lambda _query, _at: changed)
        done = rerun(ws, screener, recorded.screening)
        assert done.to_review
        return " ".join(done.differences)

    assert (
        f"No longer a hit: “Delvane Optics Works” (US-EL), {hit.score:g} {hit.band}."
        in differences(hits=())
    )
    lower = replace(hit, score=71.0)
    assert (
        f"“Delvane Optics Works” (US-EL): score {hit.score:g} ({hit.band}) → 71 ({hit.band})."
        in (differences(hits=(lower,)))
    )
    assert "now contradicted" in differences(hits=(replace(hit, contradicted=True),))
    assert "the reasons read differently. Now: so" in differences(
        hits=(replace(hit, because="so"),)
    )
    assert "another version" in differences(hits=(replace(hit, designations=()),))
    assert "cited from other sources" in differences(hits=(replace(hit, citations=()),))
    other = replace(hit, party=replace(hit.party, id="other", name="Other"))
    assert "New hit: “Other” (US-EL)" in differences(hits=(hit, other))
    assert "New near miss: “Other” (US-EL)" in differences(
        near_misses=(*recorded.near_misses, other)
    )
    assert "New delisted party: “Other”" in differences(delisted=(other,))
    assert "The outcome is another: hits → no match." in differences(outcome=Outcome.NO_MATCH)
    assert "A new remark: Look here." in differences(remarks=("Look here.",))
    item = next(item for item in recorded.coverage if item.list_code == "US-EL")
    rest = tuple(i for i in recorded.coverage if i is not item)
    assert "US-EL is no longer searched." in differences(coverage=rest)
    newer = replace(item, released=date(2027, 5, 2), sha256="b" * 64)
    assert (
        "US-EL is another release: 2027-05-01 (csl, 177 entries) → 2027-05-02 (csl, 177 entries)."
        in differences(coverage=(*rest, newer))
    )
    assert "Age or warnings of the lists differ." in differences(
        coverage=(*rest, replace(item, age_days=99))
    )
    assert "statement" in differences(no_match_statement="other")
    assert "named differently" in differences(not_covered=())
    assert "The day whose knowledge answers differs." in differences(as_of=date(2027, 4, 30))
    line = replace(recorded.engine, threshold=71.0)
    assert "The alert line is another: 70 → 71." in differences(engine=line)
    settings = replace(recorded.engine, settings_sha256="c" * 64)
    assert "is another edition" in differences(engine=settings)


def test_what_todays_lists_would_change(
    ws: Workspace, screener: Screener, publish: Publish, on_record: list[Answer], clock: Clock
) -> None:
    delvane, zuvanari, then, law = on_record[:4]
    same = rerun(ws, screener, delvane.screening, today=True)
    assert same.equal, same.differences
    publish("csl_2027-06-01.csv", the_list(ZUVA), accept=ALL)
    clock.moment = noon(date(2027, 6, 2))
    gone = rerun(ws, screener, delvane.screening, today=True)
    assert gone.to_review
    told = " ".join(gone.differences)
    assert "No longer a hit: “Delvane Optics Works” (US-EL)" in told
    assert "The outcome is another: hits → no match." in told
    assert "US-EL is another release: 2027-05-01 (csl, 177 entries) → 2027-06-01" in told
    kept = rerun(ws, screener, zuvanari.screening, today=True)
    assert not kept.to_review
    assert any("another release" in text for text in kept.differences)
    assert rerun(ws, screener, then.screening, today=True).again.query.as_of is None
    assert rerun(ws, screener, law.screening, today=True).again.query.in_force == DAY
    assert len(rerun(ws, screener, delvane.screening).differences) == 0


def test_an_unknown_screening_is_said_so(ws: Workspace, screener: Screener) -> None:
    with pytest.raises(InputError, match="There is no screening S-2026-000009"):
        rerun(ws, screener, "S-2026-000009")
