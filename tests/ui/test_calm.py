"""Full collections wait until nothing is under way."""

import gc
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from caveat.ui.bridge import Bridge
from caveat.ui.calm import CalmCollector


@pytest.fixture
def collector(bridge: Bridge) -> Iterator[CalmCollector]:
    made = CalmCollector(bridge)
    yield made
    made.give_back()


def full_collections() -> int:
    return int(gc.get_stats()[2]["collections"])


@pytest.mark.usefixtures("collector")
def test_no_full_collection_happens_of_itself():
    before = full_collections()
    kept = [[number] for number in range(300_000)]
    assert len(kept) == 300_000
    assert full_collections() == before


def test_garbage_is_collected_once_the_last_job_has_ended(
    bridge: Bridge, collector: CalmCollector, qtbot: QtBot
):
    collector._idle.setInterval(1)
    collector.collect()
    before = full_collections()
    with qtbot.waitSignal(bridge.idle):
        bridge.read(lambda _p, _c: None)
    qtbot.waitUntil(lambda: full_collections() > before)


def test_nothing_is_collected_while_a_job_is_under_way(
    bridge: Bridge, collector: CalmCollector, qtbot: QtBot
):
    collector.collect()
    before = full_collections()
    job = bridge.read(lambda _p, _c: None)
    collector.collect()
    assert full_collections() == before
    with qtbot.waitSignal(job.finished):
        pass


def test_the_interpreters_own_thresholds_come_back(bridge: Bridge):
    before = gc.get_threshold()
    made = CalmCollector(bridge)
    assert gc.get_threshold() != before
    made.give_back()
    assert gc.get_threshold() == before
