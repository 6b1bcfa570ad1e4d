"""A book of 10,000 suppliers: read, screened on two processors, put on record, exported."""

import os
import pickle
import random
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from caveat.domain.screening import Query
from caveat.matching.engine import MatchingIndex
from caveat.paths import default_paths
from caveat.services.batch import query_for
from caveat.services.lists import import_files
from caveat.services.ready_answer import ready
from caveat.services.screening import Screener
from caveat.services.suppliers import (
    guessed_reading,
    import_suppliers,
    preview_sheet,
    supplier_ids,
    supplier_rows,
)
from caveat.services.workspace import open_workspace
from real_book import write_book

pytestmark = [pytest.mark.benchmark, pytest.mark.real_data]

Record = Callable[[str, float, str, str], None]
SUPPLIERS = 10_000
SAMPLE = 600

_CHILD = """
import resource, sys, time
from pathlib import Path
from caveat.paths import default_paths
from caveat.services import batch
from caveat.services.audit import verify_audit
from caveat.services.export import export_book
from caveat.services.screening import Screener
from caveat.services.workspace import open_workspace

if sys.argv[2] == "without search":
    import without_search
    batch._open_worker = without_search.open_worker


def processor(whom):
    used = resource.getrusage(whom)
    return used.ru_utime + used.ru_stime


def peak(whom):
    return resource.getrusage(whom).ru_maxrss / 1024


ws = open_workspace(default_paths(Path(sys.argv[1])))
screener = Screener(ws)
screener.prepare()
here, there = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
before = processor(here), processor(there)
report = batch.screen_book(ws, screener, 1)
own, workers = processor(here) - before[0], processor(there) - before[1]
own_peak, worker_peak = peak(here), peak(there)
started = time.perf_counter()
export_book(ws, 1, Path(sys.argv[1]) / "results.xlsx")
exported = time.perf_counter()
intact = verify_audit(ws).intact
verified = time.perf_counter()
ws.close()
print(report.screened, report.seconds, own, workers, own_peak, worker_peak,
      exported - started, verified - exported, int(intact))
"""


@pytest.fixture(scope="module")
def home(
    tmp_path_factory: pytest.TempPathFactory, shared_data: Path, record_benchmark: Record
) -> Path:
    folder = tmp_path_factory.mktemp("book")
    sheet = write_book(shared_data, folder / "suppliers.csv", SUPPLIERS)
    ws = open_workspace(default_paths(folder))
    import_files(ws, [shared_data / "lists" / "csl_2022-04-21.csv.gz"])
    Screener(ws).prepare()
    start = time.perf_counter()
    import_suppliers(ws, sheet, guessed_reading(preview_sheet(sheet)))
    record_benchmark("10,000 suppliers: read", time.perf_counter() - start, "s", "")
    ws.close()
    return folder


@pytest.mark.parametrize(
    ("what", "bound"), [("without search", ""), ("with search", "≤ 10")], ids=lambda text: text
)
def test_a_book_is_screened_and_put_on_record(
    home: Path, tmp_path: Path, record_benchmark: Record, what: str, bound: str
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(home, folder)
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(folder), what],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    figures = map(float, done.stdout.split())
    screened, seconds, own, workers, peak, worker_peak, export, verify, intact = figures
    each = 1000 / screened
    record_benchmark(f"{screened:,.0f} suppliers, {what}", seconds, "s", bound)
    record_benchmark("  suppliers a second", screened / seconds, "", "")
    record_benchmark("  processor time each, workers", workers * each, "ms", "")
    record_benchmark("  processor time each, recording", own * each, "ms", "≤ 0.4")
    record_benchmark("  peak memory, recording", peak, "MiB", "")
    record_benchmark("  peak memory, largest worker", worker_peak, "MiB", "")
    record_benchmark("  exported as .xlsx", export, "s", "")
    record_benchmark("  log verified", verify, "s", "")
    assert intact


def test_what_one_supplier_costs_by_stage(
    home: Path, tmp_path: Path, record_benchmark: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(home, folder)
    ws = open_workspace(default_paths(folder))
    screener = Screener(ws)
    screener.prepare()
    ids = random.Random(1).sample(list(supplier_ids(ws, 1)), 2 * SAMPLE)  # noqa: S311  # a sample
    queries = [query_for(row.supplier, 70.0) for row in supplier_rows(ws, ids)]
    spent: dict[str, float] = defaultdict(float)

    @contextmanager
    def measured(stage: str) -> Iterator[None]:
        start = time.process_time()
        yield
        spent[stage] += time.process_time() - start

    search = MatchingIndex.search

    def watched(index: MatchingIndex, query: Query, **asked: object) -> object:
        with measured("index"):
            return search(index, query, **asked)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(MatchingIndex, "search", watched)
    for query in queries[:SAMPLE]:  # what workers do once, they have done by then
        ready(screener.screen(query))
    spent.clear()
    with measured("screened"):
        answers = [screener.screen(query) for query in queries[SAMPLE:]]
    with measured("written"):
        written = [(ready(answer), None) for answer in answers]
    with measured("packed"):
        frame = pickle.dumps(written, pickle.HIGHEST_PROTOCOL)
    with measured("unpacked"):
        pickle.loads(frame)  # noqa: S301  # made in the line before
    with measured("recorded"):
        screener.record_all(written)
    ws.close()

    def record(name: str, seconds: float, bound: str = "") -> None:
        record_benchmark(name, seconds * 1000 / SAMPLE, "ms", bound)

    beyond = spent["screened"] - spent["index"]
    record("one supplier: index searched", spent["index"])
    record("one supplier: entries read, answer composed", beyond, "≤ 1")
    record("one supplier: answer written out", spent["written"])
    record("one supplier: through the pipe", spent["packed"] + spent["unpacked"])
    record("one supplier: put on record", spent["recorded"], "≤ 0.4")
    worker = beyond + spent["written"] + spent["packed"]
    record("one supplier: in the worker besides the index", worker, "≤ 0.4")
    assert len(answers) == SAMPLE
