"""Whole spreadsheets, from file to suppliers."""

import csv
import hashlib
import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.progress import CancelledError, CancelToken, Progress
from caveat.domain.suppliers import ParsedSheet, SheetReading, Supplier
from caveat.domain.suppliers import SupplierField as F
from caveat.errors import InputError, UnreadableFileError
from caveat.ingest.spreadsheets.read import guessed_reading, preview, read_suppliers

DATA = Path(__file__).resolve().parents[3] / "data" / "spreadsheets"
Make = Callable[..., Path]
Take = Callable[..., ParsedSheet]
ROWS = [
    ["Vendor no", "Vendor name", "Address", "Country", "Remark"],
    ["00017", "Acme Tools Ltd", "5 Main Street, London", "UK", "a"],
    ["00018", "Beispiel GmbH", "Ringstraße 7, 10115 Berlin", "Germany", ""],
    ["00019", "上海示例有限公司", "上海市示例路5号", "中国", "c"],
]
SUPPLIERS = (
    Supplier(
        "Acme Tools Ltd", (), ("5 Main Street, London",), "GB", (), "00017", 2, (("Remark", "a"),)
    ),
    Supplier("Beispiel GmbH", (), ("Ringstraße 7, 10115 Berlin",), "DE", (), "00018", 3),
    Supplier(
        "上海示例有限公司", (), ("上海市示例路5号",), "CN", (), "00019", 4, (("Remark", "c"),)
    ),
)


def as_csv(rows: list[list[str]], delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def test_a_workbook_is_read_as_guessed(workbook: Make, taken_as_guessed: Take) -> None:
    path = workbook(ROWS)
    parsed = taken_as_guessed(path)
    assert parsed.suppliers == SUPPLIERS
    assert parsed.not_taken == ()
    assert (parsed.rows_read, parsed.duplicates, parsed.file_name) == (3, 0, "suppliers.xlsx")
    assert parsed.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_same_list_as_text_gives_the_same_suppliers(
    text_file: Make, taken_as_guessed: Take, encoding: str, delimiter: str
) -> None:
    path = text_file(as_csv(ROWS, delimiter), encoding=encoding)
    parsed = taken_as_guessed(path)
    assert parsed.suppliers == SUPPLIERS
    assert parsed.reading.delimiter == delimiter


def test_a_preview_shows_what_will_be_read(workbook: Make) -> None:
    titles = [["Suppliers 2025", "", "", ""], ["", "", "", ""]]
    path = workbook({"Data": [*titles, *ROWS], "Notes": [["x"]], "Old": [["y"]]}, hidden=["Old"])
    seen = preview(path)
    assert (seen.path, seen.format, seen.encoding) == (path, "xlsx", "")
    assert (seen.sheets, seen.sheet, seen.header_row) == (("Data", "Notes", "Old"), "Data", 3)
    assert seen.rows == 3
    assert seen.first_rows[0][0] == "Suppliers 2025"
    assert seen.first_rows[2][:2] == ("Vendor no", "Vendor name")
    assert [(c.letter, c.heading, c.meaning) for c in seen.columns] == [
        ("A", "Vendor no", F.REFERENCE),
        ("B", "Vendor name", F.NAME),
        ("C", "Address", F.ADDRESS),
        ("D", "Country", F.COUNTRY),
        ("E", "Remark", None),
    ]
    assert seen.columns[4].samples == ("a", "c")
    assert any("Old" in warning for warning in seen.warnings)
    assert any("1 row above" in warning for warning in seen.warnings)


def test_padding_columns_and_rows_do_not_shift_anything(
    workbook: Make, taken_as_guessed: Take
) -> None:
    padded = [["", "", *row] for row in [[""] * 5, *ROWS]]
    parsed = taken_as_guessed(workbook(padded))
    assert [s.name for s in parsed.suppliers] == [s.name for s in SUPPLIERS]
    assert [s.row for s in parsed.suppliers] == [3, 4, 5]
    assert dict(parsed.reading.columns)[3] is F.NAME


def test_every_guess_can_be_corrected(workbook: Make) -> None:
    path = workbook({"A": [["x"]], "B": ROWS})
    seen = preview(path, sheet="B", header_row=2)
    assert seen.header_row == 2
    assert seen.rows == 2
    reading = SheetReading(sheet="B", header_row=1, columns=((4, F.REFERENCE), (1, F.NAME)))
    suppliers = read_suppliers(path, reading).suppliers
    assert suppliers[0].reference == "a"
    assert ("Vendor no", "00017") in suppliers[0].unmapped


AT = datetime(2025, 3, 25, 13, 5)  # noqa: DTZ001  # workbooks know no time zone


def test_numbers_and_dates_are_shown_as_in_the_sheet(
    workbook: Make, taken_as_guessed: Take
) -> None:
    row = [5, "Acme Ltd", 0.1 + 0.2, date(2025, 3, 25), AT, True, 1e21]
    head = ["No", "Name", "Share", "Since", "At", "Active", "Big"]
    path = workbook([head, row])
    supplier = taken_as_guessed(path).suppliers[0]
    assert supplier.reference == "5"
    assert supplier.unmapped == (
        ("Share", "0.3"),
        ("Since", "2025-03-25"),
        ("At", "2025-03-25 13:05:00"),
        ("Active", "TRUE"),
        ("Big", "1e+21"),
    )


def test_rows_that_are_no_suppliers_are_reported_with_the_reason(
    workbook: Make, taken_as_guessed: Take
) -> None:
    more = [
        ["", "-", "somewhere", "US", ""],
        ROWS[0],
        ["", "", "", "", ""],
        ["00020", "ACME  TOOLS LTD", "5 MAIN STREET, London", "GB", "z"],
        ["", "***", "", "", ""],
        ["", "x" * 5_000, "", "", ""],
    ]
    parsed = taken_as_guessed(workbook([*ROWS, *more]))
    assert parsed.suppliers == SUPPLIERS
    assert [(row.row, row.column, row.reason) for row in parsed.not_taken] == [
        (5, "B", "has no name"),
        (6, "", "repeats the headings"),
        (8, "", "repeats row 2"),
        (9, "B", "has a name without a letter or digit"),
        (
            10,
            "B",
            "has a name of 5,000 characters: more than one row or text is in the cell",
        ),
    ]
    assert parsed.not_taken[0].raw == "\t-\tsomewhere\tUS"
    assert parsed.not_taken[0].sheet == "Sheet1"
    assert (parsed.rows_read, parsed.duplicates) == (8, 1)
    assert parsed.rows_read == len(parsed.suppliers) + len(parsed.not_taken)


def test_rows_that_differ_in_anything_that_is_screened_are_all_kept(
    workbook: Make, taken_as_guessed: Take
) -> None:
    rows = [
        ["Name", "Alias", "Address", "Country", "VAT number"],
        ["Acme", "", "", "GB", ""],
        ["Acme", "Other", "", "GB", ""],
        ["Acme", "", "Street 5, Town", "GB", ""],
        ["Acme", "", "", "US", ""],
        ["Acme", "", "", "GB", "GB123456789"],
    ]
    assert len(taken_as_guessed(workbook(rows)).suppliers) == 5


def test_cells_merged_downwards_hold_for_every_row(workbook: Make, taken_as_guessed: Take) -> None:
    rows = [["Country", "Name"], ["", "Acme"], ["", "Beta"], ["", "Gamma"], ["DE", "Delta"]]
    parsed = taken_as_guessed(workbook(rows, merged=[(1, 0, 3, 0, "China")]))
    assert [s.country for s in parsed.suppliers] == ["CN", "CN", "CN", "DE"]


def test_an_old_workbook_of_excel_is_read(taken_as_guessed: Take) -> None:
    parsed = taken_as_guessed(DATA / "suppliers.xls")
    assert parsed.reading.sheet == "供应商"
    assert parsed.reading.header_row == 3
    first, second, third, *_rest = parsed.suppliers
    assert first.name == "上海示例电子有限公司"
    assert first.aliases == ("Shanghai Example Electronics Co., Ltd.",)
    assert (first.country, first.reference) == ("CN", "00017")
    assert first.unmapped == (("成立日期", "2001-05-06"),)
    assert (second.name, second.aliases) == ("Example Tools GmbH", ())
    assert third.aliases == ()
    assert [s.country for s in parsed.suppliers] == ["CN", "DE", "CN", "HK", "TW", "TW"]


def test_a_hidden_sheet_is_listed_and_can_be_read() -> None:
    seen = preview(DATA / "suppliers.xls")
    assert seen.sheets == ("旧", "供应商")
    assert any("Hidden" in warning for warning in seen.warnings)
    assert preview(DATA / "suppliers.xls", sheet="旧").first_rows == (("old",),)


def test_cells_over_several_lines_are_one_row(text_file: Make, taken_as_guessed: Take) -> None:
    path = text_file('Name,Address,Country\n"Acme","5 Main St\nLondon","GB"\nBeta,,DE\n')
    parsed = taken_as_guessed(path)
    assert parsed.suppliers[0].addresses == ("5 Main St London",)
    assert [s.row for s in parsed.suppliers] == [2, 3]


def test_rows_with_broken_bytes_are_reported_and_the_others_read(
    text_file: Make, taken_as_guessed: Take
) -> None:
    rows = ["名称,国家"] + [f"示例{n}有限公司,中国" for n in range(200)]
    data = bytearray("\n".join(rows).encode())
    at = data.index("示例77".encode())
    data[at] = 0xFF
    parsed = taken_as_guessed(text_file(bytes(data)))
    assert len(parsed.suppliers) == 199
    (row,) = parsed.not_taken
    assert row.row == 79
    assert "no letters in utf-8" in row.reason
    assert row.raw.startswith("\\xff")
    row.raw.encode("utf-8")


def test_a_quotation_mark_never_closed_refuses_the_file_with_the_row(text_file: Make) -> None:
    path = text_file('Name,Country\nAcme,GB\n"Beta,DE\nGamma,US\n')
    reading = SheetReading(sheet="", header_row=1, columns=((0, F.NAME),))
    with pytest.raises(UnreadableFileError, match="row 3 is never closed"):
        read_suppliers(path, reading)


def test_a_quotation_mark_that_swallows_rows_is_noticed(
    text_file: Make, taken_as_guessed: Take
) -> None:
    swallowed = "".join(f"Firm {n},GB\n" for n in range(40))
    rest = "".join(f"Later {n},GB\n" for n in range(40))
    path = text_file(f'Name,Country\nAcme,GB\n"Beta,DE\n{swallowed}Omega",US\n{rest}')
    parsed = taken_as_guessed(path)
    assert [row.row for row in parsed.not_taken] == [3]
    assert "runs over 42 lines" in parsed.not_taken[0].reason
    assert "Firm 39" in parsed.not_taken[0].raw
    assert len(parsed.suppliers) == 41


def test_progress_is_told_and_a_cancel_is_heard(text_file: Make) -> None:
    path = text_file("Name,Country\n" + "".join(f"Firm {n},GB\n" for n in range(5_000)))
    reading = SheetReading(sheet="", header_row=1, columns=((0, F.NAME),))
    told: list[Progress] = []
    read_suppliers(path, reading, progress=told.append)
    assert [p.done for p in told] == sorted(p.done for p in told)
    assert told[-1].done == 5_000
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.done:
            cancel.cancel()

    with pytest.raises(CancelledError):
        read_suppliers(path, reading, progress=stop, cancel=cancel)


@pytest.mark.parametrize(
    ("reading", "says"),
    [
        (SheetReading("", 1, ()), "no column is marked"),
        (SheetReading("", 1, ((2, F.ADDRESS),)), "no column is marked"),
        (SheetReading("", 1, ((1, F.NAME), (1, F.ALIAS))), "marked twice"),
        (SheetReading("", 1, ((-1, F.NAME),)), "negative"),
        (SheetReading("", 1, ((99, F.NAME),)), "no column CV; the last is E"),
        (SheetReading("", 4, ((1, F.NAME),)), "no rows below row 4 of the sheet “Sheet1”"),
        (SheetReading("Nowhere", 1, ((1, F.NAME),)), "Its sheets are: Sheet1"),
    ],
)
def test_a_reading_that_does_not_fit_is_refused_with_what_is_there(
    workbook: Make, reading: SheetReading, says: str
) -> None:
    with pytest.raises(InputError, match=says):
        read_suppliers(workbook(ROWS), reading)


def test_a_heading_row_that_does_not_exist_is_refused(workbook: Make) -> None:
    with pytest.raises(InputError, match="no row 99"):
        preview(workbook(ROWS), header_row=99)


def test_a_list_without_headings_is_read_whole_and_says_so(
    workbook: Make, taken_as_guessed: Take
) -> None:
    path = workbook([row[1:4] for row in ROWS[1:]])
    assert "every row is read as a supplier" in " ".join(preview(path).warnings)
    parsed = taken_as_guessed(path)
    assert [(s.name, s.country) for s in parsed.suppliers] == [
        (s.name, s.country) for s in SUPPLIERS
    ]


def test_only_titles_or_headings_are_said_to_be_no_list(workbook: Make) -> None:
    seen = preview(workbook(ROWS[:1]))
    assert seen.rows == 0
    assert "no rows below" in " ".join(seen.warnings)
    with pytest.raises(InputError, match="no rows below row 1"):
        read_suppliers(seen.path, guessed_reading(seen))


def test_cells_as_long_as_a_cell_can_be_are_kept(workbook: Make, taken_as_guessed: Take) -> None:
    parsed = taken_as_guessed(workbook([["Name", "Remark"], ["Acme", "y" * 32_767]]))
    assert parsed.suppliers[0].unmapped == (("Remark", "y" * 32_767),)


CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=15))
def test_every_row_of_any_text_is_a_supplier_or_reported(
    tmp_path: Path, rows: list[tuple[str, str, str]]
) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows([("Name", "Address", "Country"), *rows])
    path = tmp_path / "any.csv"
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")
    reading = SheetReading("", 1, ((0, F.NAME), (1, F.ADDRESS), (2, F.COUNTRY)), "utf-8", ",")
    filled = [n for n, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]
    if not filled:
        with pytest.raises(InputError):
            read_suppliers(path, reading)
        return
    parsed = read_suppliers(path, reading)
    seen = [s.row for s in parsed.suppliers] + [r.row for r in parsed.not_taken]
    assert sorted(seen) == filled
    assert parsed.rows_read == len(filled)
