"""Point 5: real supplier spreadsheets of every form, from the file to the result table."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.services.batch import query_for, screen_book
from caveat.services.export import export_book
from caveat.services.screening import Screener
from caveat.services.suppliers import (
    guessed_reading,
    import_suppliers,
    preview_sheet,
)
from caveat.services.workspace import Workspace

pytestmark = pytest.mark.real_data


@pytest.mark.parametrize(
    "name",
    ["factories_12.csv", "factories_12.xls", "factories_12.xlsx", "factories_summer_2019.csv"],
)
def test_small_factory_lists_go_through_whole(
    real: tuple[Workspace, Screener], shared_data: Path, tmp_path: Path, name: str
) -> None:
    ws, screener = real
    path = shared_data / "suppliers" / name
    imported = import_suppliers(ws, path, guessed_reading(preview_sheet(path)))
    report = screen_book(ws, screener, imported.book.id)
    assert report.screened == imported.book.suppliers > 10
    out = export_book(ws, imported.book.id, tmp_path / "out.csv")
    with out.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    assert len(written) == imported.book.suppliers + len(imported.not_taken)


def test_the_same_list_in_three_forms_holds_the_same_suppliers(shared_data: Path) -> None:
    from caveat.ingest.spreadsheets.read import preview, read_suppliers  # noqa: PLC0415

    found = []
    for suffix in ("csv", "xls", "xlsx"):
        path = shared_data / "suppliers" / f"factories_12.{suffix}"
        parsed = read_suppliers(path, guessed_reading(preview(path)))
        found.append([(s.name, s.country) for s in parsed.suppliers])
    assert found[0] == found[1] == found[2]


def test_the_listed_companies_of_a_stock_exchange_are_found_among_the_others(
    real: tuple[Workspace, Screener], shared_data: Path
) -> None:
    """A tenth of them: the whole book takes a minute and is a benchmark."""
    from caveat.ingest.spreadsheets.read import preview, read_suppliers  # noqa: PLC0415

    _, screener = real
    path = shared_data / "suppliers" / "shanghai_exchange_2025-12.xls"
    suppliers = read_suppliers(path, guessed_reading(preview(path))).suppliers
    assert len(suppliers) > 1_600
    listed = [supplier for supplier in suppliers if "中科曙光" in supplier.aliases]
    assert len(listed) == 1
    others = suppliers[::20]
    found = [bool(screener.screen(query_for(supplier, 70.0)).alerts) for supplier in listed]
    assert all(found)
    flagged = sum(bool(screener.screen(query_for(supplier, 70.0)).alerts) for supplier in others)
    print(f"\nof {len(others)} companies {flagged} are to be reviewed")  # noqa: T201
    # About one in 140 is listed; a tool that flags a tenth of a stock exchange helps nobody.
    assert flagged <= len(others) * 0.1


def test_a_batch_on_the_command_line_does_the_same(
    home_2026: Path,
    shared_data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_copy: Callable[..., Workspace],
) -> None:
    from caveat.cli.main import run  # noqa: PLC0415

    ws = open_copy(home_2026)
    monkeypatch.setenv("CAVEAT_HOME", str(ws.paths.data))
    out = tmp_path / "out.xlsx"
    code = run(["batch", str(shared_data / "suppliers" / "factories_12.csv"), "--out", str(out)])
    assert code in {0, 1}
    assert out.read_bytes().startswith(b"PK")
