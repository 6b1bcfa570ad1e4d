import tracemalloc

import pytest

from caveat.domain.progress import Progress
from caveat.ingest.download.problems import DownloadFailedError
from fetched import left
from misbehaving import (
    endless,
)


def test_a_body_that_is_said_to_be_too_large_is_not_begun(server, get, target) -> None:
    url = server.on("/list.csv", endless(2 * 1024**3, say_length=True))
    with pytest.raises(DownloadFailedError, match="more than 512 MiB"):
        get(url)
    assert left(target) == []
    assert len(server.asked) == 1


def test_two_gigabytes_are_stopped_at_the_limit_with_memory_and_disk_bounded(
    server, get, target
) -> None:
    url = server.on("/list.csv", endless(2 * 1024**3, say_length=False))
    most_on_disk = 0

    def look(_progress: Progress) -> None:
        nonlocal most_on_disk
        sizes = [path.stat().st_size for path in target.parent.glob("*.partial")]
        most_on_disk = max([most_on_disk, *sizes])

    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    try:
        with pytest.raises(DownloadFailedError, match="more than 24 MiB") as refused:
            get(url, bytes=24 * 1024**2, progress=look)
        most_in_memory = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "was deleted" in str(refused.value)
    assert 0 < most_on_disk <= 24 * 1024**2
    assert most_in_memory - before < 4 * 1024**2
    assert left(target) == []
