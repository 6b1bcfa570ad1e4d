"""Every published list read and stored, releases compared, the index rebuilt, ten editions kept."""

import csv
import gzip
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.paths import default_paths
from caveat.services.changes import list_changes
from caveat.services.lists import import_files, list_overview
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace, open_workspace

pytestmark = [pytest.mark.benchmark, pytest.mark.real_data]

Record = Callable[[str, float, str, str], None]

_CHILD = """
import resource, sys, time
from pathlib import Path

def peak():
    # Not ru_maxrss: that begins with the peak of whoever started this process.
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])

from caveat.paths import default_paths
from caveat.services.lists import import_files
from caveat.services.workspace import open_workspace
ws = open_workspace(default_paths(Path(sys.argv[1])))
Path("/proc/self/clear_refs").write_text("5")
before = peak()
start = time.perf_counter()
import_files(ws, [Path(name) for name in sys.argv[2:]])
seconds = time.perf_counter() - start
after = peak()
worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
ws.close()
print(seconds, (after - before) / 1024, worker / 1024)
"""

FILES = {
    "CSL of 2022 (14,160 rows)": (("csl_2022-04-21.csv.gz",), 6),
    "UN (1,003 entries)": (("un_2026-02-27.xml.gz",), 2),
    "OpenSanctions, simple CSV (5,600)": (
        ("opensanctions_ua_war_sanctions_targets.simple.csv.gz",),
        3,
    ),
    "OFAC's SDN set of 2021 (8,976)": (
        tuple(f"ofac_sdn_2021-07/{name}.csv.gz" for name in ("sdn", "add", "alt", "sdn_comments")),
        None,
    ),
    "OFSI's list of 2020 (2,114 parties)": (("uk_conlist_2020-04-27.csv.gz",), None),
    "OFAC's non-SDN lists, enhanced XML (443)": (
        ("ofac_cons_enhanced_2025-01-10.xml.zip",),
        None,
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize("what", FILES)
def test_a_published_file_is_read_and_stored(
    what: str, tmp_path: Path, shared_data: Path, record_benchmark: Record
) -> None:
    names, bound = FILES[what]
    files = [str(shared_data / "lists" / name) for name in names]
    open_workspace(default_paths(tmp_path)).close()  # the starter set is not what is measured
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(tmp_path), *files],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    seconds, extra, worker = map(float, done.stdout.split())
    record_benchmark(f"import: {what}", seconds, "s", f"≤ {bound}" if bound else "")
    record_benchmark("  memory it adds to the program", extra, "MiB", "≤ 250")
    record_benchmark("  peak of the worker that reads, at most", worker, "MiB", "")
    assert seconds > 0


@pytest.fixture(scope="module")
def two_editions(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Workspace:
    folder = tmp_path_factory.mktemp("editions")
    ws = open_workspace(default_paths(folder))
    for name in ("csl_2022-04-21.csv.gz", "csl_layout_2026-07-09.csv.gz"):
        import_files(ws, [shared_data / "lists" / name])
    return ws


def test_two_editions_of_the_screening_list_are_compared(
    two_editions: Workspace, record_benchmark: Record
) -> None:
    codes = [s.list.code for s in list_overview(two_editions) if s.release]
    start = time.perf_counter()
    found = [list_changes(two_editions, code) for code in codes]
    seconds = time.perf_counter() - start
    record_benchmark("comparing two CSL editions, field by field", seconds, "s", "≤ 2")
    record_benchmark("  parties compared", sum(c.new.parties for c in found), "", "")
    assert len(found) == len(codes)


def test_the_index_is_rebuilt(two_editions: Workspace, record_benchmark: Record) -> None:
    Screener(two_editions).prepare()
    shutil.rmtree(two_editions.paths.cache)
    start = time.perf_counter()
    screener = Screener(two_editions)
    screener.prepare()
    record_benchmark("rebuilding the index", time.perf_counter() - start, "s", "≤ 5")
    names = sum(s.release.names for s in list_overview(two_editions) if s.release)
    record_benchmark("  names in it", names, "", "")
    assert names > 0


def test_the_index_follows_a_release_that_changes_a_few_parties(
    two_editions: Workspace, tmp_path: Path, shared_data: Path, record_benchmark: Record
) -> None:
    Screener(two_editions).prepare()
    with gzip.open(
        shared_data / "lists" / "csl_layout_2026-07-09.csv.gz", "rt", encoding="utf-8", newline=""
    ) as file:
        heading, *rows = csv.reader(file)
    name = heading.index("name")
    for row in rows[::100]:
        row[name] = f"New {row[name]}"
    newer = tmp_path / "csl_2026-07-10.csv"
    with newer.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *rows])
    import_files(two_editions, [newer])
    start = time.perf_counter()
    Screener(two_editions).prepare()
    seconds = time.perf_counter() - start
    record_benchmark("index after a release that changes few parties", seconds, "s", "≤ 2.5")
    record_benchmark("  parties changed", len(rows[::100]), "", "")
    assert rows
