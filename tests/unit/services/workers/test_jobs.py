"""Jobs in processes of their own, with real crashes."""

import operator
import os
import threading
from collections.abc import Callable

import pytest

from caveat.domain.progress import Progress
from caveat.errors import InputError
from caveat.services.workers import JobFailedError
from worked import run


def test_a_job_runs_in_another_process_and_returns_its_result() -> None:
    assert run(operator.add, 2, 3) == 5
    assert run(os.getpid) != os.getpid()


def test_keywords_are_passed(jobs: Callable[[str], Callable[..., object]]) -> None:
    assert run(jobs("greet"), "Ada", mark="!") == "Hello Ada!"


def test_what_a_job_prints_does_not_disturb_its_answer(
    jobs: Callable[[str], Callable[..., object]],
) -> None:
    assert run(jobs("print_and_return"), {"a": [1, 2]}) == {"a": [1, 2]}


def test_progress_comes_through_in_order_and_in_the_callers_thread(
    jobs: Callable[[str], Callable[..., object]],
) -> None:
    told: list[tuple[int, int]] = []

    def progress(step: Progress) -> None:
        told.append((step.done, threading.get_ident()))

    assert run(jobs("tell"), 100, progress=progress) == 100
    done = [step for step, _thread in told]
    assert done == sorted(done)
    assert done[-1] == 100
    assert len(done) < 100  # not oftener than anybody looks
    assert {thread for _step, thread in told} == {threading.get_ident()}


def test_an_error_for_the_officer_arrives_with_its_words(
    jobs: Callable[[str], Callable[..., object]],
) -> None:
    with pytest.raises(
        InputError, match=r"^list\.xlsx: three words, nothing changed, try again\.$"
    ):
        run(jobs("refuse"), "list.xlsx")


def test_any_other_error_is_our_bug_and_keeps_its_trace(
    jobs: Callable[[str], Callable[..., object]],
) -> None:
    with pytest.raises(JobFailedError, match="TypeError") as failed:
        run(operator.add, 1, "a")
    assert "In the worker:\nTraceback" in failed.value.__notes__[0]
    with pytest.raises(JobFailedError, match="1 and 2"):
        run(jobs("raise_odd"))
    with pytest.raises(JobFailedError, match="return_a_function"):
        run(jobs("return_a_function"))
