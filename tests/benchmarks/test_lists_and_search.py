"""Import of the whole Consolidated Screening List, and searching it against a plain baseline."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from caveat.domain.screening import Query
from caveat.paths import default_paths
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace, open_workspace

pytestmark = [pytest.mark.benchmark, pytest.mark.real_data]

Record = Callable[[str, float, str, str], None]

_CHILD = """
import resource, sys, time
from pathlib import Path
from caveat.paths import default_paths
from caveat.services.lists import import_files
from caveat.services.screening import Screener
from caveat.services.workspace import open_workspace
ws = open_workspace(default_paths(Path(sys.argv[1])))
start = time.perf_counter()
import_files(ws, [Path(sys.argv[2])])
imported = time.perf_counter()
Screener(ws).prepare()
built = time.perf_counter()
whom = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
peak = max(resource.getrusage(who).ru_maxrss for who in whom)
ws.close()
print(imported - start, built - imported, peak / 1024)
"""


def run_child(code: str, *arguments: object) -> list[float]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return [float(word) for word in done.stdout.split()]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("csl")


@pytest.fixture(scope="module")
def imported(data_dir: Path, shared_data: Path, record_benchmark: Record) -> Workspace:
    csl = shared_data / "lists" / "csl_2022-04-21.csv.gz"
    seconds, index_seconds, peak = run_child(_CHILD, data_dir, csl)
    record_benchmark("import of the CSL of 2022 (14,160 rows)", seconds, "s", "≤ 15")
    record_benchmark("index over it, built", index_seconds, "s", "")
    record_benchmark("the two together", seconds + index_seconds, "s", "≤ 15")
    record_benchmark("peak memory while importing", peak, "MiB", "")
    size = (data_dir / "caveat.sqlite").stat().st_size / 2**20
    record_benchmark("workspace file with the CSL", size, "MiB", "≤ 60")
    return open_workspace(default_paths(data_dir))


def test_one_search_is_quicker_than_a_plain_scan(
    imported: Workspace, record_benchmark: Record
) -> None:
    start = time.perf_counter()
    screener = Screener(imported)
    screener.prepare()
    record_benchmark("index loaded", (time.perf_counter() - start) * 1000, "ms", "")
    rows = imported.store.reader().execute("SELECT text FROM record_name ORDER BY record_id")
    names = [text for (text,) in rows]
    chosen = random.Random(20260709).sample(names, 300)  # noqa: S311  # a sample, no secret
    screener.screen(Query(name=chosen[0]))
    ours = sorted(
        _milliseconds(lambda name=name: screener.screen(Query(name=name))) for name in chosen
    )
    plain = sorted(
        _milliseconds(lambda name=name: process.extract(name, names, scorer=fuzz.WRatio, limit=10))
        for name in chosen[:40]
    )
    record_benchmark("names searched", len(names), "", "")
    record_benchmark("one search, median", ours[len(ours) // 2], "ms", "")
    record_benchmark("one search, 95th percentile", ours[int(len(ours) * 0.95)], "ms", "≤ 30")
    record_benchmark("one WRatio scan, median", plain[len(plain) // 2], "ms", "")
    ratio = plain[len(plain) // 2] / ours[len(ours) // 2]
    record_benchmark("a scan costs, in searches", ratio, "×", "≥ 5")
    assert len(ours) == len(chosen)


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
