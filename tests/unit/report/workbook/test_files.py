"""Where the result table is written: whole or not at all, and what is said when it cannot be."""

import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from caveat.domain.results import (
    ResultRow,
)
from caveat.domain.suppliers import Supplier, SupplierStatus
from caveat.errors import EnvironmentProblemError, InputError
from caveat.report import safe_sheets
from result_tables import ROWS, write


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"written as \.xlsx or \.csv"):
        write(tmp_path / "results.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".XLSX"])
def test_an_older_file_is_replaced_only_by_a_whole_one(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"results{suffix}"
    out.write_bytes(b"older")

    def broken() -> Iterator[ResultRow]:
        yield ROWS[0]
        raise KeyboardInterrupt

    threads = threading.active_count()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(KeyboardInterrupt):
            write(out, rows=broken())
    assert out.read_bytes() == b"older"
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    assert threading.active_count() == threads
    write(out)
    assert out.stat().st_size > 500
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_a_full_disk_is_the_computers_problem_and_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "results.xlsx"
    out.write_bytes(b"older")

    def full(*_args: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(safe_sheets.SafeWorkbook, "finish", full)
    with pytest.raises(EnvironmentProblemError, match="No space left on device") as problem:
        write(out)
    assert "unharmed" in str(problem.value)
    assert out.read_bytes() == b"older"


def test_a_folder_that_cannot_be_written_is_the_computers_problem(tmp_path: Path) -> None:
    for name in ("results.xlsx", "results.csv"):
        with pytest.raises(EnvironmentProblemError, match="does not exist"):
            write(tmp_path / "nowhere" / name)


def test_a_disk_that_fills_up_while_packing_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import xlsxwriter.packager  # noqa: PLC0415

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(xlsxwriter.packager.Packager, "_create_package", full)
    with pytest.raises(EnvironmentProblemError, match="No space left on device"):
        write(tmp_path / "results.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_rows_that_find_no_room_on_their_way_are_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows of a sheet pass through a file of their own; here that file takes nothing."""
    import xlsxwriter.worksheet  # noqa: PLC0415

    open_row_file = open

    def open_full(_name: object, *args: object, **keywords: object) -> object:
        return open_row_file("/dev/full", *args, **keywords)  # type: ignore[call-overload]  # passed on

    monkeypatch.setattr(xlsxwriter.worksheet, "open", open_full, raising=False)
    rows = (
        ResultRow(supplier=Supplier("x" * 500, row=n), status=SupplierStatus.NO_MATCH)
        for n in range(2_000)
    )
    with pytest.raises(EnvironmentProblemError, match="folder for temporary files"):
        write(tmp_path / "results.xlsx", rows=rows)
    assert list(tmp_path.iterdir()) == []
