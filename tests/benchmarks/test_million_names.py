"""A search among a million names: time, and the memory of one process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from child import figures_of

pytestmark = [pytest.mark.benchmark, pytest.mark.real_data]

Record = Callable[[str, float, str, str], None]


def test_a_search_among_a_million_names(
    shared_data: Path, tmp_path: Path, record_benchmark: Record
) -> None:
    built = figures_of("-m", "many_names", "build", tmp_path, 1_000_000, shared_data)
    record_benchmark("names: a million, index built", built["seconds"], "s", "")
    record_benchmark("names: a million, index as stored", built["size_mib"], "MiB", "")
    record_benchmark("names: a million, peak while building", built["peak_mib"], "MiB", "≤ 1536")
    found = figures_of("-m", "many_names", "search", tmp_path, shared_data)
    record_benchmark("names: a million, index loaded", found["load_ms"], "ms", "≤ 300")
    record_benchmark("names: a million, one search, median", found["median_ms"], "ms", "")
    record_benchmark("names: a million, 95th percentile", found["p95_ms"], "ms", "≤ 25")
    record_benchmark("names: a million, peak memory", found["peak_mib"], "MiB", "≤ 1536")
    assert found["names"] == 1_000_000
