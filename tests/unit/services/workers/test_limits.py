"""Workers that die, want too much memory or time, or would write."""

import ctypes
import operator
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from caveat.errors import UnreadableFileError
from caveat.ingest.spreadsheets.read import preview
from caveat.services.workers import JobFailedError
from worked import run


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("function", "args", "says"),
    [
        (os._exit, (3,), "it ended with code 3"),
        (os._exit, (0,), "it ended with code 0"),
        (os.abort, (), "SIGABRT"),
        (ctypes.string_at, (1,), "SIGSEGV"),
        (signal.raise_signal, (signal.SIGKILL,), "SIGKILL"),
    ],
)
def test_a_worker_that_dies_is_reported_as_a_bad_file(
    function: Callable[..., object], args: tuple[object, ...], says: str
) -> None:
    with pytest.raises(UnreadableFileError, match=says) as refused:
        run(function, *args)
    assert "Nothing was changed" in str(refused.value)


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS holds on Linux")
def test_a_job_that_wants_too_much_memory_is_stopped() -> None:
    with pytest.raises(UnreadableFileError, match="more than the 300 MiB of memory allowed"):
        run(bytearray, 1 << 30, memory_mib=300)


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS holds on Linux")
def test_a_reader_that_aborts_for_want_of_memory_names_the_file_and_the_limit(
    tmp_path: Path,
) -> None:
    """One long text used by every cell: small in the file, 3 gigabytes when read."""
    path = tmp_path / "amplified.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for row in range(5_000):
        for column in range(20):
            sheet.write_string(row, column, "x" * 32_000)
    book.close()
    assert path.stat().st_size < 500_000
    with pytest.raises(UnreadableFileError, match=r"^amplified.xlsx: .*memory"):
        run(preview, path)


def test_a_job_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(UnreadableFileError, match=r"not done after 0\.3 seconds"):
        run(time.sleep, 60, seconds=0.3)


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is of POSIX")
def test_a_job_cannot_write_files(
    tmp_path: Path, jobs: Callable[[str], Callable[..., object]]
) -> None:
    with pytest.raises(JobFailedError, match="File too large"):
        run(jobs("write_file"), str(tmp_path / "out"))
    assert (tmp_path / "out").stat().st_size == 0


def test_an_answer_beyond_its_limit_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match=r"takes 9 MiB, more than is allowed"):
        run(operator.mul, b"x", 10_000_000, result_mib=1)


def test_the_file_is_named_from_the_arguments(
    tmp_path: Path, jobs: Callable[[str], Callable[..., object]]
) -> None:
    with pytest.raises(UnreadableFileError, match=r"^bad\.xls: it could not be read"):
        run(jobs("die_on"), "other", tmp_path / "bad.xls")
    with pytest.raises(UnreadableFileError, match=r"^bad\.xls: it could not be read"):
        run(jobs("die_on"), "other", path=tmp_path / "bad.xls")
    with pytest.raises(UnreadableFileError, match=r"^The file: it could not be read"):
        run(jobs("die_on"), "other", None)
