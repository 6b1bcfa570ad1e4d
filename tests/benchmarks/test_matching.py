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

from caveat.domain.screening import Band, Query
from caveat.matching.candidates import MARGIN
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.known import KnownNames
from caveat.matching.names.prepare import prepare
from caveat.matching.variants import variants
from exhaustive import Agreement, Exhaustive, asked
from listed import both_editions

pytestmark = [pytest.mark.benchmark, pytest.mark.real_data]

Record = Callable[[str, float, str, str], None]
SEED = 20250325
SAMPLE = 1_000


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


def _key(text: str) -> frozenset[str]:
    return frozenset(word.lemma for word in prepare(text).tokens if word.weight > 0.1)


def test_a_changed_spelling_still_finds_the_party(
    index: MatchingIndex, parties: tuple[ListedParty, ...], record_benchmark: Record
) -> None:
    owners: dict[frozenset[str], set[int]] = {}
    names: list[tuple[int, str]] = []
    for party in parties:
        for name in party.names:
            owners.setdefault(_key(name.text), set()).add(party.key)
            names.append((party.key, name.text))
    chosen = random.Random(SEED).sample(names, SAMPLE)  # noqa: S311 — a sample, no secret
    tried: Counter[str] = Counter()
    among: Counter[str] = Counter()
    found: Counter[str] = Counter()
    first: Counter[str] = Counter()
    alerted: Counter[str] = Counter()
    left_out = 0
    for party, text in chosen:
        right = owners[_key(text)] | {party}
        for variant in variants(text, seed=SEED):
            if not variant.distinctive:
                left_out += 1
                continue
            tried[variant.change] += 1
            compared = index.candidates(variant.text, len(names))
            among[variant.change] += bool(right & set(compared))
            found[variant.change] += bool(right & set(compared[:50]))
            result = index.search(Query(variant.text))
            shown = result.hits + result.near_misses
            first[variant.change] += bool(shown) and shown[0].party in right
            alerted[variant.change] += any(hit.party in right for hit in result.hits)
    for change, number in tried.items():
        record_benchmark(f"names: compared, {change}", among[change] / number, "", "≥ 0.999")
        record_benchmark(f"names: among 50, {change}", found[change] / number, "", "")
        record_benchmark(f"names: shown first, {change}", first[change] / number, "", "")
        record_benchmark(f"names: a hit, {change}", alerted[change] / number, "", "")
    total = tried.total()
    record_benchmark("names: variants tried", total, "", "")
    record_benchmark("names: left out, nothing distinctive left", left_out, "", "")
    record_benchmark("names: compared, all changes", among.total() / total, "", "≥ 0.999")
    record_benchmark("names: among 50, all changes", found.total() / total, "", "≥ 0.95")
    record_benchmark("names: shown first, all changes", first.total() / total, "", "")
    assert found.total() / total >= 0.95


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
