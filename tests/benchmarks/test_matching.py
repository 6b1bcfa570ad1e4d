"""What name matching finds, what it costs, and how many false alarms it raises."""

import csv
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from rapidfuzz import fuzz, process

from caveat.domain.recall import Left
from caveat.domain.screening import Band, Query
from caveat.matching.candidates import MARGIN
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.known import KnownNames
from caveat.matching.names.prepare import prepare
from caveat.matching.variants import RECIPE, RECIPES, SEED
from exhaustive import Agreement, Exhaustive, asked
from listed import both_editions
from recalled import trials_of

pytestmark = [pytest.mark.benchmark, pytest.mark.real_data]

Record = Callable[[str, float, str, str], None]
SAMPLE = 1_000
RECALL_SAMPLE = 5_000
"""Names whose variants are tried; of all 39,600 it takes half an hour."""


@pytest.fixture(scope="module")
def parties(shared_data: Path) -> tuple[ListedParty, ...]:
    return both_editions(shared_data)


@pytest.fixture(scope="module")
def index(parties: tuple[ListedParty, ...], record_benchmark: Record) -> MatchingIndex:
    prepare("warm up: the tables are read once")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    built = MatchingIndex.build(parties)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    arrays = built.to_arrays()
    record_benchmark("names: names in the index", built.names, "", "")
    record_benchmark("names: index built", seconds, "s", "≤ 5")
    size = sum(array.nbytes for array in arrays.values()) / 2**20
    record_benchmark("names: index as stored", size, "MiB", "")
    record_benchmark("names: peak memory, grown by building", (after - before) / 1024, "MiB", "")
    start = time.perf_counter()
    loaded = MatchingIndex.from_arrays(arrays)
    record_benchmark("names: index loaded", (time.perf_counter() - start) * 1000, "ms", "≤ 300")
    return loaded


def auc(scores: Sequence[float], same: Sequence[bool]) -> float:
    """Share of (same, different) pairs of pairs that the scores put in the right order."""
    yes = [score for score, label in zip(scores, same, strict=True) if label]
    no = [score for score, label in zip(scores, same, strict=True) if not label]
    right = sum((a > b) + 0.5 * (a == b) for a in yes for b in no)
    return right / (len(yes) * len(no))


def test_the_adversarial_pairs_are_told_apart_better_than_by_likeness(
    shared_facts: Path, parties: tuple[ListedParty, ...], record_benchmark: Record
) -> None:
    with (shared_facts / "name_pairs_dev.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    same = [row["same"] == "same" for row in rows]
    pairs = [(row["name_a"], row["name_b"]) for row in rows]
    plain = auc([compare_names(a, b).score for a, b in pairs], same)
    known = KnownNames.of(parties)
    informed = auc([compare_names(a, b, known=known).score for a, b in pairs], same)
    likeness = auc([fuzz.WRatio(a, b) for a, b in pairs], same)
    record_benchmark("names: AUC on the adversarial pairs", plain, "", "≥ 0.50")
    record_benchmark("names: the same with the published names", informed, "", "≥ 0.60")
    record_benchmark("names: WRatio on the same pairs", likeness, "", "(baseline)")
    assert plain >= 0.50
    assert informed >= 0.80


def test_a_changed_spelling_still_finds_the_party(
    index: MatchingIndex, shared_data: Path, record_benchmark: Record
) -> None:
    counted: dict[str, Counter[str]] = {}
    for trial in trials_of(index, shared_data, RECALL_SAMPLE):
        for change in (trial.change, "all changes"):
            count = counted.setdefault(change, Counter())
            if trial.left:
                count[trial.left] += 1
            else:
                count.update(tried=1, compared=trial.compared, first=trial.first, hit=trial.hit)
    total = counted["all changes"]
    for change in (*RECIPES, "all changes"):
        count = counted.get(change, Counter())
        if not count["tried"]:
            continue
        for what, bound in (("compared", "≥ 99.9"), ("first", "≥ 97"), ("hit", "")):
            share = 100 * count[what] / count["tried"]
            record_benchmark(f"names: {what}, {change}", share, "of 100", bound)
    record_benchmark("names: names tried", RECALL_SAMPLE, "", f"recipe {RECIPE}, seed {SEED}")
    record_benchmark("names: variants tried", total["tried"], "", "")
    record_benchmark(
        "names: left out, nothing distinctive left", total[Left.NOT_DISTINCTIVE], "", ""
    )
    record_benchmark("names: left out, another listed name", total[Left.ANOTHER_NAME], "", "")
    assert total["compared"] / total["tried"] >= 0.98
    assert total["first"] / total["tried"] >= 0.93


def _tokyo(data: Path) -> set[str]:
    path = data / "suppliers" / "edinet_shift_jis_2025-12.csv"
    with path.open(encoding="cp932", newline="") as file:
        next(file)
        return {row["提出者名（英字）"].strip() for row in csv.DictReader(file)}


def _shanghai(data: Path) -> set[str]:
    book = CalamineWorkbook.from_path(str(data / "suppliers" / "shanghai_exchange_2025-12.xls"))
    return {str(row[4]).strip() for row in book.get_sheet_by_index(0).to_python()[1:]}


def _sample(names: Iterable[str]) -> list[str]:
    return random.Random(SEED).sample(sorted(set(names) - {"", "-"}), SAMPLE)  # noqa: S311 — likewise


def test_ordinary_companies_raise_few_alerts(
    index: MatchingIndex, shared_data: Path, record_benchmark: Record
) -> None:
    registers = {"Tokyo": _tokyo(shared_data), "Shanghai, with true hits": _shanghai(shared_data)}
    for label, names in registers.items():
        alerts = related = 0
        for name in _sample(names):
            bands = {hit.band for hit in index.search(Query(name)).hits}
            alerts += bool(bands & {Band.STRONG, Band.POSSIBLE})
            related += Band.RELATED in bands
        bound = "≤ 10" if label == "Tokyo" else ""
        record_benchmark(f"names: alerts per 1,000, {label}", alerts, "", bound)
        record_benchmark(f"names: related per 1,000, {label}", related, "", "")
        assert alerts <= 60


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
    for text in asked(parties, shared_data, 60):
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


def test_a_search_among_a_million_names(
    shared_data: Path, tmp_path: Path, record_benchmark: Record
) -> None:
    def run(*arguments: object) -> dict[str, float]:
        command = [sys.executable, "-m", "many_names", *map(str, arguments)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        figures: dict[str, float] = json.loads(done.stdout)
        return figures

    built = run("build", tmp_path, 1_000_000, shared_data)
    record_benchmark("names: a million, index built", built["seconds"], "s", "")
    record_benchmark("names: a million, index as stored", built["size_mib"], "MiB", "")
    record_benchmark("names: a million, peak while building", built["peak_mib"], "MiB", "≤ 1536")
    found = run("search", tmp_path, shared_data)
    record_benchmark("names: a million, index loaded", found["load_ms"], "ms", "≤ 300")
    record_benchmark("names: a million, one search, median", found["median_ms"], "ms", "")
    record_benchmark("names: a million, 95th percentile", found["p95_ms"], "ms", "≤ 25")
    record_benchmark("names: a million, peak memory", found["peak_mib"], "MiB", "≤ 1536")
    assert found["names"] == 1_000_000


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
