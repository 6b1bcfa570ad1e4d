"""The self-test on small lists: what it counts, keeps, tells, and leaves alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from caveat.domain.answer_json import answer_from_json, answer_to_json
from caveat.domain.lists import ImportReport, Override
from caveat.domain.progress import CancelledError, CancelToken, Progress
from caveat.domain.recall import Counts, SelfTest
from caveat.domain.screening import Answer, Outcome, Query
from caveat.errors import EnvironmentProblemError, InputError
from caveat.matching.engine import ENGINE_VERSION
from caveat.proof.canonical import canonical
from caveat.services import self_test
from caveat.services.alert_line import set_alert_line
from caveat.services.kept_recall import measured_recall, recall_sentence
from caveat.services.rerun import rerun
from caveat.services.screening import Screener
from caveat.services.self_test import run_self_test
from caveat.services.workspace import Workspace
from templates import Clock, row, rows

Publish = Callable[..., ImportReport]
ALL = frozenset(Override)
MARMALADE = row("US-EL", "Zuvanari Photonics Ltd.")
DELVANE = row("US-DPL", "Delvane Optics Works")


@pytest.fixture
def lists(publish: Publish, clock: Clock) -> None:
    clock.moment = datetime(2027, 3, 1, 12, tzinfo=UTC)
    publish("csl_2027-03-01.csv", [*rows("US-EL", 175), MARMALADE, DELVANE], accept=ALL)


def test_the_starter_set_alone_can_be_tried(ws: Workspace, screener: Screener) -> None:
    done = run_self_test(ws, screener, sample=5)
    assert done.figures.names == 5
    assert done.figures.of_names > 500
    assert done.figures.tried > 50
    assert {item.state for item in done.coverage} == {"starter"}
    assert done.figures.engine == ENGINE_VERSION


def test_the_counts_hang_together(ws: Workspace, screener: Screener) -> None:
    figures = run_self_test(ws, screener, sample=20).figures
    assert figures.hit <= figures.tried == sum(count.tried for count in figures.counts)
    for count in figures.counts:
        assert count.first <= count.compared <= count.tried
        assert count.hit + count.related <= count.compared
        assert count.tried + count.not_distinctive + count.another_name > 0
        assert count.strength


def test_the_same_lists_give_the_same_figures_and_misses_here_and_in_workers(
    ws: Workspace, screener: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = run_self_test(ws, screener, sample=6)
    monkeypatch.setattr(self_test, "_ONE_PROCESS_BELOW", 1)
    assert run_self_test(ws, screener, sample=6) == here
    assert run_self_test(ws, screener, sample=6, seed=5) != here


def test_the_worst_misses_are_told_from_every_kind_of_change(
    ws: Workspace, screener: Screener
) -> None:
    done = run_self_test(ws, screener, sample=30)
    assert done.misses
    assert all(not miss.trial.hit for miss in done.misses)
    kinds = {count.change for count in done.figures.counts if count.hit < count.tried}
    first = [miss.trial.change for miss in done.misses[: len(kinds)]]
    assert set(first) == kinds
    assert all(miss.list_code in {"US-EL", "US-CMIC"} for miss in done.misses)


@pytest.mark.usefixtures("lists")
def test_one_list_alone_is_tried_and_nothing_is_kept(ws: Workspace, screener: Screener) -> None:
    done = run_self_test(ws, screener, list_code="US-DPL")
    assert (done.figures.names, done.figures.of_names) == (1, 1)
    assert [item.list_code for item in done.coverage] == ["US-DPL"]
    assert measured_recall(ws) is None


def test_an_unknown_list_and_one_that_is_not_loaded_are_told_apart(
    ws: Workspace, screener: Screener
) -> None:
    with pytest.raises(InputError, match="NO-SUCH"):
        run_self_test(ws, screener, list_code="NO-SUCH")
    with pytest.raises(EnvironmentProblemError, match="US-SDN"):
        run_self_test(ws, screener, list_code="US-SDN")


@pytest.mark.usefixtures("lists")
def test_nothing_is_put_on_record(ws: Workspace, screener: Screener) -> None:
    before = ws.store.reader().execute("SELECT count(*) FROM audit_entry").fetchone()
    run_self_test(ws, screener, sample=3)
    assert ws.store.reader().execute("SELECT count(*) FROM audit_entry").fetchone() == before


@pytest.mark.parametrize("one_process_below", [100, 1])
def test_a_cancelled_run_keeps_nothing(
    ws: Workspace, screener: Screener, monkeypatch: pytest.MonkeyPatch, one_process_below: int
) -> None:
    monkeypatch.setattr(self_test, "_ONE_PROCESS_BELOW", one_process_below)
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage == "Trying names":
            cancel.cancel()

    with pytest.raises(CancelledError):
        run_self_test(ws, screener, sample=20, progress=stop, cancel=cancel)
    assert measured_recall(ws) is None


def test_figures_are_kept_for_exactly_the_releases_in_service(
    ws: Workspace, screener: Screener, publish: Publish, clock: Clock
) -> None:
    clock.moment = datetime(2027, 3, 1, 12, tzinfo=UTC)
    done = run_self_test(ws, screener, sample=4)
    assert measured_recall(ws) == done.figures
    publish("csl_2027-03-01.csv", [*rows("US-EL", 175), MARMALADE], accept=ALL)
    assert measured_recall(ws) is None
    again = run_self_test(ws, screener, sample=3)
    assert measured_recall(ws) == again.figures


@pytest.mark.parametrize("content", ["{}", "[]", '{"counts": 3}', '{"measured_at": 5}'])
def test_damaged_figures_are_no_figures(ws: Workspace, screener: Screener, content: str) -> None:
    figures = run_self_test(ws, screener, sample=1).figures
    assert measured_recall(ws) == figures
    (path,) = ws.paths.cache.glob("self-test-*")
    path.write_text(content, encoding="utf-8")
    assert measured_recall(ws) is None


def test_a_cache_that_cannot_be_written_only_loses_the_figures(
    ws: Workspace, screener: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(self_test, "keep_recall", full)
    assert run_self_test(ws, screener, sample=2).figures.names == 2
    assert measured_recall(ws) is None


def test_private_names_are_counted_and_told_nowhere(
    ws: Workspace, screener: Screener, own_list: Callable[..., ImportReport]
) -> None:
    own_list("OWN-X", 30, title="Letters")
    done = run_self_test(ws, screener, list_code="OWN-X", sample=30)
    assert done.figures.tried > 0
    assert done.misses == ()
    every = run_self_test(ws, screener, sample=40)
    assert "Tavronix" not in repr(every.misses)


def test_the_share_is_never_rounded_up(ws: Workspace, screener: Screener) -> None:
    figures = run_self_test(ws, screener, sample=2).figures
    almost = replace(figures, counts=(Counts("x", "y", tried=100_000, hit=99_999),))
    assert "99.9 of 100 misspelled variants" in recall_sentence(almost)
    assert "100,000 variants" in recall_sentence(almost)


@pytest.fixture
def measured(ws: Workspace, screener: Screener, lists: None) -> SelfTest:
    del lists
    return run_self_test(ws, screener, sample=10)


NOBODY = Query("Nobody At All Whatsoever")


def test_a_statement_of_no_match_cites_the_measured_recall(
    screener: Screener, measured: SelfTest
) -> None:
    answer = screener.screen(NOBODY)
    assert answer.outcome is Outcome.NO_MATCH
    assert answer.recall == recall_sentence(measured.figures)
    assert answer.no_match_statement is not None
    assert answer.no_match_statement.endswith(answer.recall)
    assert answer_from_json(answer_to_json(answer)) == answer


@pytest.mark.usefixtures("lists")
def test_without_a_measurement_nothing_is_said(screener: Screener) -> None:
    answer = screener.screen(NOBODY)
    assert answer.recall == ""
    assert "recall" not in answer_to_json(answer)
    assert "self-test" not in str(answer.no_match_statement)


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize(
    "query",
    [
        replace(NOBODY, lists=("US-EL",)),
        replace(NOBODY, in_force=date(2027, 2, 1)),
        replace(NOBODY, as_of=date(2027, 2, 1)),
        replace(NOBODY, threshold=90.0),
        Query("Zuvanari Photonics"),
    ],
)
def test_figures_that_would_say_nothing_of_the_search_are_not_cited(
    screener: Screener, query: Query
) -> None:
    assert screener.screen(query).recall == ""


def test_a_line_raised_before_the_measurement_is_that_of_the_figures(
    ws: Workspace, screener: Screener, lists: None
) -> None:
    del lists
    set_alert_line(ws, 85.0, "too many")
    figures = run_self_test(ws, screener, sample=4).figures
    assert figures.line == 85.0
    assert screener.screen(replace(NOBODY, threshold=85.0)).recall
    assert "at or above 85" in screener.screen(NOBODY).recall


def recorded(screener: Screener) -> Answer:
    return screener.record(screener.screen(NOBODY))


def bytes_of(answer: Answer) -> str:
    return canonical(answer_to_json(answer))


def test_an_answer_that_cites_figures_is_given_again_byte_for_byte_without_them(
    ws: Workspace, screener: Screener, measured: SelfTest, clock: Clock
) -> None:
    answer = recorded(screener)
    assert answer.recall
    for path in ws.paths.cache.glob("self-test-*"):
        path.unlink()
    clock.move(days=40)
    done = rerun(ws, screener, answer.screening)
    assert done.equal, done.differences
    assert bytes_of(done.again) == bytes_of(answer)
    del measured


def test_an_answer_given_before_the_measurement_is_given_again_byte_for_byte(
    ws: Workspace, screener: Screener, lists: None
) -> None:
    del lists
    answer = recorded(screener)
    assert not answer.recall
    run_self_test(ws, screener, sample=3)
    done = rerun(ws, screener, answer.screening)
    assert done.equal, done.differences
    assert bytes_of(done.again) == bytes_of(answer)


@pytest.mark.usefixtures("measured")
def test_todays_lists_answer_with_todays_figures_and_nothing_differs_for_that(
    ws: Workspace, screener: Screener
) -> None:
    answer = recorded(screener)
    for path in ws.paths.cache.glob("self-test-*"):
        path.unlink()
    done = rerun(ws, screener, answer.screening, today=True)
    assert done.equal, done.differences
    assert not done.again.recall
