"""The sample spreadsheet of `caveat demo`."""

import csv
import importlib.util
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

REPOSITORY = Path(__file__).resolve().parents[4]
EXAMPLES = REPOSITORY / "resources" / "examples"


@pytest.fixture(scope="module")
def make_example():
    path = REPOSITORY / "packaging" / "make_example.py"
    spec = importlib.util.spec_from_file_location("make_example", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def rows():
    with (EXAMPLES / "suppliers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_workbook_holds_what_the_csv_holds(rows):
    sheet = CalamineWorkbook.from_path(EXAMPLES / "suppliers.xlsx").get_sheet_by_index(0)
    read = [[str(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    assert read == rows


def test_making_the_workbook_twice_gives_the_same_bytes(make_example, tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        assert make_example.write_workbook(EXAMPLES / "suppliers.csv", tmp_path / name) == 25
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_it_has_a_title_row_a_header_one_repeated_and_one_nameless_row(rows):
    title, header, *suppliers = rows
    assert [bool(cell) for cell in title] == [True, *[False] * 5]
    assert header == [
        "Supplier no.",
        "Supplier",
        "Local name",
        "Address",
        "Country",
        "Registration no.",
    ]
    assert len(suppliers) == 25
    assert len({tuple(row) for row in suppliers}) == 24
    assert [row[0] for row in suppliers if not row[1]] == ["1015"]


def test_the_rows_that_must_hit_are_there(rows):
    text = "\n".join(" | ".join(row) for row in rows)
    for telling in (
        "Nettrix Information Industry Co Ltd",
        "宁畅信息产业（北京）有限公司",
        "Langchao Beijing Electronic Information Co",
        "Dawning Information Industry",
        "No. 15 Haitai Huake Street, Tianjin",
        "Room 1318-20 Hollywood Plaza, 610 Nathan Road",
        "Выдуманные",
        "شركة",
    ):
        assert telling in text


def test_no_invented_company_bears_a_name_that_a_list_prints(rows, starter):
    printed = {
        name.text.casefold()
        for parsed in starter.lists
        for record in parsed.records
        for name in record.names
    }
    listed = [row[1] for row in rows[2:] if row[1].casefold() in printed]
    assert listed == ["Dawning Information Industry"]
