"""Several workers at one list of items."""

import os
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from caveat.domain.progress import CancelledError, CancelToken, Progress
from caveat.errors import EnvironmentProblemError, InputError
from caveat.services.workers import JobFailedError, WorkerPool
from worked import gone, wait_until


def test_results_come_in_order_though_workers_overtake_each_other(
    jobs: Callable[[str], Callable[[int], int]],
) -> None:
    told: list[Progress] = []
    with WorkerPool(workers=2) as pool:
        results = pool.map_ordered(
            jobs("slow_add"), range(100), chunk=3, progress=told.append, stage="Adding"
        )
        assert list(results) == list(range(1, 101))
        assert told[-1] == Progress("Adding", 100, 100)
        assert list(pool.map_ordered(abs, [-4], chunk=99)) == [4]
        assert list(pool.map_ordered(abs, [])) == []


def test_each_worker_is_initialised_once(jobs: Callable[[str], Callable[..., int]]) -> None:
    with WorkerPool(jobs("load"), (1_000,), workers=2) as pool:
        assert list(pool.map_ordered(jobs("add_state"), range(50))) == list(range(1_000, 1_050))


def test_both_workers_work(jobs: Callable[[str], Callable[..., int]]) -> None:
    with WorkerPool(workers=2) as pool:
        assert set(pool.map_ordered(jobs("pid_of"), range(200))) <= set(pool.pids)


def test_items_are_drawn_only_a_little_ahead_of_results() -> None:
    drawn: list[int] = []

    def items() -> Iterator[int]:
        for number in range(10_000):
            drawn.append(number)
            yield number

    with WorkerPool(workers=2) as pool:
        results = pool.map_ordered(abs, items(), chunk=2)
        next(results)
        assert len(drawn) <= 2 * 3 * 2 + 2
        results.close()  # type: ignore[attr-defined]  # a generator


def test_a_pool_left_amid_its_work_is_closed_and_its_workers_are_gone(
    jobs: Callable[[str], Callable[[int], int]],
) -> None:
    pool = WorkerPool(workers=2)
    for _result in pool.map_ordered(jobs("slow_add"), range(1_000)):
        break
    assert wait_until(lambda: all(gone(pid) for pid in pool.pids))
    with pytest.raises(RuntimeError, match="closed"):
        list(pool.map_ordered(abs, [1]))
    pool.close()


def test_a_cancel_ends_the_workers_at_once() -> None:
    cancel = CancelToken()
    threading.Timer(0.3, cancel.cancel).start()
    pool = WorkerPool(workers=2)
    with pytest.raises(CancelledError):
        list(pool.map_ordered(time.sleep, [60] * 4, cancel=cancel))
    assert all(gone(pid) for pid in pool.pids)


def test_a_worker_that_dies_ends_the_run_with_what_is_safe(
    jobs: Callable[[str], Callable[[int], int]],
) -> None:
    seen: list[int] = []
    with (
        WorkerPool(workers=2) as pool,
        pytest.raises(EnvironmentProblemError, match=r"ended with code 7.*is safe"),
    ):
        seen.extend(pool.map_ordered(jobs("die_at_five"), range(50)))
    assert all(gone(pid) for pid in pool.pids)


def test_errors_of_the_function_come_through(jobs: Callable[[str], Callable[[int], int]]) -> None:
    with WorkerPool(workers=2) as pool, pytest.raises(InputError, match="five is refused"):
        list(pool.map_ordered(jobs("refuse_five"), range(50)))
    with WorkerPool(workers=1) as pool, pytest.raises(JobFailedError, match="TypeError"):
        list(pool.map_ordered(abs, ["a"]))  # type: ignore[list-item]  # on purpose


def test_errors_of_the_initialiser_come_through(
    jobs: Callable[[str], Callable[..., int]],
) -> None:
    with (
        WorkerPool(jobs("refuse"), ("the index",)) as pool,
        pytest.raises(InputError, match=r"^the index: "),
    ):
        list(pool.map_ordered(abs, range(9)))
    with WorkerPool(os._exit, (9,)) as pool, pytest.raises(EnvironmentProblemError):
        list(pool.map_ordered(abs, range(9)))


def test_a_pool_does_one_thing_at_a_time() -> None:
    with WorkerPool(workers=1) as pool:
        results = pool.map_ordered(abs, [1, 2, 3])
        next(results)
        with pytest.raises(RuntimeError, match="at work already"):
            next(pool.map_ordered(abs, [1]))


def test_closing_waits_for_nothing_and_leaves_no_process_and_no_thread() -> None:
    before = set(threading.enumerate())
    pool = WorkerPool(workers=2)
    assert list(pool.map_ordered(abs, range(5))) == [0, 1, 2, 3, 4]
    pool.close()
    assert all(gone(pid) for pid in pool.pids)
    assert set(threading.enumerate()) <= before
