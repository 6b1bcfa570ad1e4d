"""Cells and tables longer than a program can hold."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.results import (
    ResultRow,
)
from caveat.domain.suppliers import Supplier, SupplierStatus
from caveat.report import safe_sheets
from caveat.report.safe_sheets import MAX_CHARACTERS, in_cell
from result_tables import records, sheets, write


@given(st.text(alphabet=st.characters(), max_size=50), st.integers(0, 800))
def test_a_cell_never_holds_more_than_a_cell_can(text: str, times: int) -> None:
    cell = in_cell(text * times)
    assert len(cell.encode("utf-16-le")) // 2 <= MAX_CHARACTERS + 1
    if len(cell) < len(text * times):
        assert cell.endswith("(cut: a cell holds no more)")


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25
)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=8))
def test_any_texts_make_a_workbook_that_can_be_read(tmp_path: Path, texts: list[str]) -> None:
    rows = [
        ResultRow(supplier=Supplier(text, row=n), status=SupplierStatus.NO_MATCH)
        for n, text in enumerate(texts, 2)
    ]
    written = sheets(write(tmp_path / "any.xlsx", rows=rows))
    assert [row["Row"] for row in records(written["Results"])] == [
        float(n) for n in range(2, len(texts) + 2)
    ]


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe_sheets, "MAX_ROWS", 11)
    rows = [
        ResultRow(supplier=Supplier(f"Firm {n}", row=n), status=SupplierStatus.NO_MATCH)
        for n in range(1, 26)
    ]
    written = sheets(write(tmp_path / "long.xlsx", rows=iter(rows)))
    parts = [name for name in written if name.startswith("Results")]
    assert parts == ["Results", "Results (2)", "Results (3)"]
    assert [len(written[name]) - 1 for name in parts] == [10, 10, 5]
    assert written["Results (3)"][-1][2] == "Firm 25"
