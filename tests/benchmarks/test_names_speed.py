"""What a comparison, a search and the index cost, in time and memory."""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from caveat.domain.screening import Query
from caveat.matching.candidates import MARGIN
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.names.prepare import prepare
from child import figures_of
from exhaustive import Agreement, Exhaustive, asked
from memory import forget_peak, peak_mib

pytestmark = [pytest.mark.benchmark, pytest.mark.real_data]

Record = Callable[[str, float, str, str], None]
RecordTable = Callable[[str, Sequence[str], Iterable[Sequence[object]]], None]


@pytest.fixture(scope="module")
def index(parties: tuple[ListedParty, ...], record_benchmark: Record) -> MatchingIndex:
    prepare("warm up: the tables are read once")
    forget_peak()
    before = peak_mib()
    start = time.perf_counter()
    built = MatchingIndex.build(parties)
    seconds = time.perf_counter() - start
    after = peak_mib()
    arrays = built.to_arrays()
    record_benchmark("names: names in the index", built.names, "", "")
    record_benchmark("names: index built", seconds, "s", "≤ 5")
    size = sum(array.nbytes for array in arrays.values()) / 2**20
    record_benchmark("names: index as stored", size, "MiB", "")
    record_benchmark("names: peak memory, grown by building", after - before, "MiB", "")
    start = time.perf_counter()
    loaded = MatchingIndex.from_arrays(arrays)
    record_benchmark("names: index loaded", (time.perf_counter() - start) * 1000, "ms", "≤ 300")
    return loaded


def test_a_comparison_of_two_names_costs_little(
    record_table: RecordTable, record_benchmark: Record
) -> None:
    rows = []
    for what in ("organisations", "persons"):
        runs = [figures_of("-m", "pair_costs", what) for _ in range(3)]
        keys = "cold", "warm", "scored", "wratio"
        cold, warm, scored, plain = (min(run[key] for run in runs) for key in keys)
        rows.append((
            what, f"{cold:.0f}", f"{warm:.0f}", f"{scored:.0f}", "≤ 100", f"{plain:.1f}",
            f"{cold / plain:.0f}", f"{warm / plain:.0f}", f"{scored / plain:.0f}",
        ))  # fmt: skip
        record_benchmark(f"names: peak memory of comparing, {what}", runs[0]["peak"], "MiB", "")
    record_table(
        "Comparing two texts, microseconds of processor time a pair: no name and no word seen "
        "before, and asked again, with sentence and aligned words; of the latter the score alone; "
        "beside WRatio in the same process. The least of three processes.",
        (
            "Pairs", "Cold", "Warm", "Score alone", "Bound", "WRatio", "Cold, in WRatios",
            "Warm, in WRatios", "Score, in WRatios",
        ),
        rows,
    )  # fmt: skip
    assert len(rows) == 2


def test_a_search_costs_little(
    index: MatchingIndex,
    parties: tuple[ListedParty, ...],
    shared_data: Path,
    record_benchmark: Record,
) -> None:
    texts = [name.text for party in parties for name in party.names]
    queries = asked(parties, shared_data, 300)
    # What every program does once: tables read, modules loaded.
    for text in texts[:20]:
        index.search(Query(text))
    ours, scan = [], []
    for place, text in enumerate(queries):
        ours.append(_milliseconds(lambda q=text: index.search(Query(q))))
        if place % 10 == 0:
            # In turn, so that whatever else runs disturbs both alike.
            scan.append(
                _milliseconds(
                    lambda q=text: process.extract(q, texts, scorer=fuzz.WRatio, limit=10)
                )
            )
    again = sorted(_milliseconds(lambda q=q: index.search(Query(q))) for q in queries)
    ours.sort()
    scan.sort()
    for label, times in (("", ours), (", asked again", again)):
        record_benchmark(f"names: one search, median{label}", times[len(times) // 2], "ms", "")
        ninety_five = times[int(len(times) * 0.95)]
        record_benchmark(f"names: one search, 95th percentile{label}", ninety_five, "ms", "≤ 5")
    record_benchmark("names: one WRatio scan, median", scan[len(scan) // 2], "ms", "")
    ratio = scan[len(scan) // 2] / ours[len(ours) // 2]
    record_benchmark("names: a scan costs, in searches", ratio, "×", "≥ 20")
    assert len(ours) == len(queries)


def test_a_search_finds_what_comparing_every_name_would_find(
    parties: tuple[ListedParty, ...], shared_data: Path, record_benchmark: Record
) -> None:
    both, found = Exhaustive(parties), Agreement()
    for text in asked(parties, shared_data, 24):
        both.ask(text, found)
    compared = sorted(found.compared)
    record_benchmark("names: wordings compared, median", compared[len(compared) // 2], "", "")
    most = compared[int(len(compared) * 0.95)]
    record_benchmark("names: wordings compared, 95th percentile", most, "", "")
    record_benchmark("names: alerts when every name is compared", found.alerts, "", "")
    record_benchmark("names: of them not found", len(found.lost), "", "0")
    record_benchmark("names: related when every name is compared", found.related, "", "")
    record_benchmark("names: of them not found either", len(found.unrelated), "", "0")
    lowest = min(estimate for estimate, _, _ in found.estimates)
    record_benchmark("names: lowest estimate of an alert", lowest, "", f"≥ {70 - MARGIN:g}")
    assert found.alerts > 0


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
