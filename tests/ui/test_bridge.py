"""Jobs, late answers, cancelling, the three kinds of error."""

import threading
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from caveat.domain.progress import CancelToken, Progress, ReportProgress
from caveat.domain.records import Changes
from caveat.errors import (
    BrokenRecordError,
    EnvironmentProblemError,
    InputError,
    UnreadableFileError,
)
from caveat.ui.bridge import Bridge, Latest, Problem, ProblemKind, problem_of

Task = Callable[[ReportProgress, CancelToken], object]


def answering(value: object, gate: threading.Event | None = None) -> Task:
    def task(_progress: ReportProgress, _cancel: CancelToken) -> object:
        if gate is not None:
            assert gate.wait(5)
        return value

    return task


def test_an_answer_arrives_in_the_windows_thread(bridge: Bridge, qtbot: QtBot):
    seen: list[tuple[object, int]] = []
    job = bridge.read(lambda _p, _c: threading.get_ident())
    job.succeeded.connect(lambda value: seen.append((value, threading.get_ident())))
    with qtbot.waitSignal(job.finished):
        pass
    worker, receiver = seen[0]
    assert receiver == threading.get_ident()
    assert worker != receiver


def test_writers_run_one_after_the_other_in_the_order_asked(bridge: Bridge, qtbot: QtBot):
    order: list[int] = []
    jobs = [bridge.write(lambda _p, _c, n=n: order.append(n)) for n in range(5)]
    with qtbot.waitSignals([job.finished for job in jobs]):
        pass
    assert order == [0, 1, 2, 3, 4]


def test_two_readers_run_beside_a_writer(bridge: Bridge, qtbot: QtBot):
    meeting = threading.Barrier(3, timeout=5)

    def task(_progress: ReportProgress, _cancel: CancelToken) -> int:
        return meeting.wait()

    jobs = [bridge.read(task), bridge.read(task), bridge.write(task)]
    with qtbot.waitSignals([job.succeeded for job in jobs]):
        pass


def test_what_a_job_changes_is_told_even_when_it_was_cancelled(bridge: Bridge, qtbot: QtBot):
    def task(_progress: ReportProgress, cancel: CancelToken) -> None:
        cancel.cancel()
        cancel.check()

    with qtbot.waitSignal(bridge.changed) as told:
        bridge.write(task, Changes.LISTS)
    assert told.args == [frozenset({Changes.LISTS})]


def test_a_cancelled_job_ends_as_cancelled_and_not_as_an_error(bridge: Bridge, qtbot: QtBot):
    started = threading.Event()

    def task(_progress: ReportProgress, cancel: CancelToken) -> None:
        started.set()
        while True:
            cancel.check()

    job = bridge.write(task)
    failures: list[Problem] = []
    job.failed.connect(failures.append)
    qtbot.waitUntil(started.is_set)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    assert failures == []


def test_progress_is_shown_at_most_as_often_as_it_is_flushed(bridge: Bridge, qtbot: QtBot):
    shown: list[Progress] = []

    def task(progress: ReportProgress, _cancel: CancelToken) -> None:
        for done in range(10_000):
            progress(Progress("counting", done, 10_000))

    job = bridge.read(task)
    job.progressed.connect(shown.append)
    with qtbot.waitSignal(job.finished):
        pass
    assert shown[-1].done == 9_999
    assert len(shown) < 1_000


def test_only_the_answer_to_the_newest_question_arrives(bridge: Bridge, qtbot: QtBot):
    gate = threading.Event()
    latest = Latest(bridge, bridge)
    answers: list[object] = []
    latest.answered.connect(answers.append)
    latest.ask(answering("N", gate))
    latest.ask(answering("Ne"))
    latest.ask(answering("Net"))
    gate.set()
    qtbot.waitUntil(lambda: not latest.waiting)
    assert answers == ["Net"]


def test_questions_that_were_overtaken_while_waiting_are_never_worked_on(
    bridge: Bridge, qtbot: QtBot
):
    gate = threading.Event()
    worked: list[int] = []
    latest = Latest(bridge, bridge)
    latest.ask(answering(0, gate))
    for number in range(1, 6):
        latest.ask(lambda _p, _c, n=number: worked.append(n))
    gate.set()
    qtbot.waitUntil(lambda: not latest.waiting)
    assert worked == [5]


def test_a_question_taken_back_is_not_answered(bridge: Bridge, qtbot: QtBot):
    gate = threading.Event()
    latest = Latest(bridge, bridge)
    answers: list[object] = []
    latest.answered.connect(answers.append)
    latest.ask(answering("old", gate))
    latest.forget()
    gate.set()
    qtbot.waitUntil(lambda: not latest.waiting)
    assert answers == []


def test_the_failure_of_an_overtaken_question_is_not_shown(bridge: Bridge, qtbot: QtBot):
    gate = threading.Event()
    latest = Latest(bridge, bridge)
    failures: list[object] = []
    latest.failed.connect(failures.append)

    def failing(_progress: ReportProgress, _cancel: CancelToken) -> None:
        assert gate.wait(5)
        raise InputError("old")

    latest.ask(failing)
    latest.ask(answering("new"))
    gate.set()
    qtbot.waitUntil(lambda: not latest.waiting)
    assert failures == []


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (InputError("where and how to mend"), ProblemKind.INPUT),
        (UnreadableFileError("where and how to mend"), ProblemKind.INPUT),
        (EnvironmentProblemError("where and how to mend"), ProblemKind.ENVIRONMENT),
        (BrokenRecordError("where and how to mend"), ProblemKind.BUG),
    ],
)
def test_an_error_that_was_foreseen_keeps_its_own_words(error: Exception, kind: ProblemKind):
    problem = problem_of(error)
    assert problem.kind is kind
    assert problem.text == "where and how to mend"


def test_a_full_disk_is_the_environment_and_names_the_file():
    problem = problem_of(OSError(28, "No space left on device", "caveat.sqlite"))
    assert problem.kind is ProblemKind.ENVIRONMENT
    assert "No space left on device: caveat.sqlite" in problem.text
    assert "is safe" in problem.text


def test_an_error_that_nobody_foresaw_is_our_bug_and_is_logged(
    caplog: pytest.LogCaptureFixture,
):
    problem = problem_of(ZeroDivisionError("division by zero"))
    assert problem.kind is ProblemKind.BUG
    assert "is safe" in problem.text
    assert "ZeroDivisionError" in caplog.text


def test_closing_does_not_wait_for_ever_for_a_job_that_ignores_it(qtbot: QtBot):
    bridge = Bridge()
    gate = threading.Event()
    started = threading.Event()

    def stubborn(_progress: ReportProgress, _cancel: CancelToken) -> None:
        started.set()
        assert gate.wait(10)

    bridge.write(stubborn)
    qtbot.waitUntil(started.is_set)
    assert not bridge.shut_down(patience=0.05)
    gate.set()
    assert bridge.shut_down(patience=5)


def test_nothing_arrives_after_the_bridge_was_shut_down(bridge: Bridge, qtbot: QtBot):
    arrived: list[object] = []
    started = threading.Event()

    def task(_progress: ReportProgress, cancel: CancelToken) -> str:
        started.set()
        while not cancel.cancelled:
            pass
        return "late"

    job = bridge.read(task)
    job.succeeded.connect(arrived.append)
    qtbot.waitUntil(started.is_set)
    bridge.shut_down()
    qtbot.wait(20)
    assert arrived == []
