"""The result table as a workbook and as text."""

import csv
import io
import threading
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from caveat.domain.consequences import ListMeaning
from caveat.domain.decisions import Decision
from caveat.domain.results import (
    HitMeaning,
    ListStatement,
    ResultHit,
    ResultRow,
    ResultsAbout,
    RowMeaning,
    SearchedLists,
)
from caveat.domain.screening import Band, Coverage, Engine
from caveat.domain.suppliers import RowNotTaken, Supplier, SupplierStatus
from caveat.errors import EnvironmentProblemError, InputError
from caveat.report import safe_sheets
from caveat.report.safe_sheets import MAX_CHARACTERS, csv_table, in_cell, in_csv
from caveat.report.workbook import STARTER_WARNING, write_results

MADE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ABOUT = ResultsAbout(
    operator="Ada Example",
    made_at=MADE,
    program_version="0.1.0",
    engine=Engine(version="1.1", settings_sha256="f" * 64, threshold=72.5),
    file_name="suppliers.xlsx",
    file_sha256="e" * 64,
    not_covered=("UFLPA Entity List", "Section 1260H"),
)
COVERAGE = (
    Coverage(
        list_code="US-EL",
        title="Entity List",
        channel="csl",
        released=date(2026, 7, 9),
        released_basis="stated in the file",
        imported_at=MADE,
        parties=3_409,
        names=8_581,
        sha256="a" * 64,
        file_name="csl.csv.gz",
        age_days=136,
        state="in service",
        warnings=("The list is old.",),
    ),
)
RULE = "Our policy: in force since 2026-01-01"
ROWS = (
    ResultRow(
        supplier=Supplier(
            "浪潮示例有限公司",
            ("Example Inspur", "EI"),
            ("北京市海淀区示例路2号",),
            "CN",
            ("91110000EXAMPLE",),
            "0007",
            2,
            (("Buyer", "Meier"),),
        ),
        status=SupplierStatus.TO_REVIEW,
        screening="S-2026-000001",
        hits=2,
        best_score=94.5,
        band=Band.STRONG,
        best_party="Example Listed Co.",
        best_list="US-EL",
        why="“Inspur” is in both names.",
        fr_citation="90 FR 14046",
        licence_requirement="For all items subject to the EAR",
        decision=Decision.OPEN,
        screened_at=MADE,
        meaning=RowMeaning("US-EL: licence needed", RULE),
    ),
    ResultRow(
        supplier=Supplier("Acme Ltd", country="GB", row=3),
        status=SupplierStatus.NO_MATCH,
        screening="S-2026-000002",
        near_misses=3,
    ),
)
HITS = (
    ResultHit(
        row=2,
        supplier="浪潮示例有限公司",
        screening="S-2026-000001",
        hit="H-2026-000001",
        score=94.5,
        band=Band.STRONG,
        contradicted=True,
        party="Example Listed Co.",
        list_code="US-EL",
        country="CN",
        why="“Inspur” is in both names.",
        effective=date(2025, 3, 25),
        decision=Decision.FALSE_POSITIVE,
        reason="another city",
        operator="Ada Example",
        decided_at=MADE,
        meaning=HitMeaning(
            ListMeaning("US-EL", "licence needed", True, "Read the entry."), (RULE,)
        ),
    ),
)
LAW = (ListStatement("US-EL", "In short", "Read the entry.", "15 CFR 744.11", "d" * 64),)
SEARCHED = SearchedLists(COVERAGE, ABOUT.engine, 2, MADE, MADE)
NOT_TAKEN = (RowNotTaken(sheet="Data", row=9, column="B", reason="has no name", raw="-\tBerlin"),)


def write(out: Path, **changed: Any) -> Path:
    return write_results(
        out,
        **{
            "title": "Suppliers 2026",
            "rows": ROWS,
            "searched": (SEARCHED,),
            "about": ABOUT,
            "not_taken": NOT_TAKEN,
            "notes": ("The list is old.",),
            "hits": HITS,
            "law": LAW,
            "own_columns": ("Buyer",),
        }
        | changed,
    )


def sheets(path: Path) -> dict[str, list[list[object]]]:
    book = python_calamine.CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def records(table: list[list[object]]) -> list[dict[object, object]]:
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def test_a_row_stands_for_every_supplier(tmp_path: Path) -> None:
    out = tmp_path / "results.xlsx"
    assert write(out) == out
    written = sheets(out)
    assert list(written) == [
        "Results",
        "Hits",
        "What the lists mean",
        "Rows not taken",
        "Lists searched",
        "About",
    ]
    (law,) = records(written["What the lists mean"])
    assert (law["List or rule"], law["What it says"]) == ("US-EL", "Read the entry.")
    (hit,) = records(written["Hits"])
    assert (hit["A match would mean"], hit["Rules on the day of the answer"]) == (
        "Read the entry.",
        RULE,
    )
    first, second = records(written["Results"])
    assert first == {
        "Row": 2.0,
        "Reference": "0007",
        "Supplier": "浪潮示例有限公司",
        "Country": "CN",
        "Status": "to review",
        "Hits": 2.0,
        "Best score": 94.5,
        "Band": "strong",
        "Listed party": "Example Listed Co.",
        "List": "US-EL",
        "A match would mean": "US-EL: licence needed",
        "Why": "“Inspur” is in both names.",
        "Tied without a hit": "",
        "Licence requirement": "For all items subject to the EAR",
        "Federal Register": "90 FR 14046",
        "Rules on the day of the answer": RULE,
        "Decision": "open",
        "Near misses": "",
        "Screening": "S-2026-000001",
        "Screened on": "2026-11-22 09:30:00+00:00",
        "Address": "北京市海淀区示例路2号",
        "Other names": "Example Inspur; EI",
        "Identifiers": "91110000EXAMPLE",
        "Buyer": "Meier",
    }
    assert second["Status"] == "no match at or above 72.5"
    assert second["Near misses"] == 3.0
    assert second["Best score"] == ""


def test_the_other_sheets_tell_hits_rows_not_taken_lists_and_who(tmp_path: Path) -> None:
    written = sheets(write(tmp_path / "results.xlsx"))
    (hit,) = records(written["Hits"])
    assert hit["Band"] == "strong (contradicted)"
    assert hit["Decision"] == "false-positive"
    assert hit["Effective"] == "2025-03-25"
    assert hit["Decided at"] == "2026-11-22 09:30:00+00:00"
    assert written["Rows not taken"][1] == ["Data", 9.0, "B", "has no name", "- | Berlin"]
    (searched,) = records(written["Lists searched"])
    assert searched["Released"] == "2026-07-09"
    assert searched["SHA-256 of the file"] == "a" * 64
    assert searched["Warnings"] == "The list is old."
    about = {row[0]: row[1] for row in written["About"]}
    assert about["Made by"] == "Ada Example"
    assert about["Made at"] == "2026-11-22 09:30:00+00:00"
    assert about["Alert line"] == "72.5"
    assert about["Engine"] == "1.1"
    assert about["SHA-256 of it"] == "e" * 64
    assert about["Not searched"] == "UFLPA Entity List; Section 1260H"
    assert "not a probability" in str(about["What it means"])
    assert "Warning" not in about


def test_nothing_is_ever_called_clear(tmp_path: Path) -> None:
    written = sheets(write(tmp_path / "results.xlsx"))
    assert "clear" not in str(written).casefold()


def test_starter_data_alone_is_warned_about(tmp_path: Path) -> None:
    starter = Coverage(
        "US-EL", "Entity List", "starter", date(2026, 7, 9), "given", None, 82, 200, "a" * 64,
        "starter", 1, "starter",
    )  # fmt: skip
    only = replace(SEARCHED, coverage=(starter,))
    none = replace(SEARCHED, coverage=())
    written = sheets(write(tmp_path / "a.xlsx", searched=(only,)))
    assert ["Warning", STARTER_WARNING] in written["About"]
    assert "Warning" in str(sheets(write(tmp_path / "b.xlsx", searched=(none,)))["About"])
    text = write(tmp_path / "c.csv", searched=(only,)).read_text(encoding="utf-8-sig")
    assert "US-EL 2026-07-09 (starter data)" in text


def test_headings_stay_in_sight_and_can_be_filtered(tmp_path: Path) -> None:
    out = write(tmp_path / "results.xlsx")
    results = part(out, "xl/worksheets/sheet1.xml")
    assert '<autoFilter ref="A1:X3"/>' in results
    assert 'topLeftCell="D2"' in results
    assert 'state="frozen"' in results
    assert 'width="40' in results


def test_without_hits_given_there_is_no_sheet_of_hits(tmp_path: Path) -> None:
    assert "Hits" not in sheets(write(tmp_path / "results.xlsx", hits=None))


def test_an_empty_book_is_a_table_of_headings(tmp_path: Path) -> None:
    written = sheets(write(tmp_path / "results.xlsx", rows=(), hits=(), not_taken=()))
    assert len(written["Results"]) == len(written["Hits"]) == len(written["Rows not taken"]) == 1


DANGEROUS = [
    "=1+1",
    '=HYPERLINK("http://example.com","x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "{=1}",
    "http://example.com",
    "mailto:a@example.com",
    "<r><t>markup</t></r>",
    "<r></is></c><c><f>1</f></c></r>",
    "a<b>&amp;\"'",
    "_x0041_",
    "\x00\x01\x1f\x7f",
    "\ufffe\uffff",
    "\u202eevil",
    "\ud800 alone",
    "0012",
    "1e5",
    "TRUE",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_whatever_a_text_says_it_is_written_as_text(tmp_path: Path, text: str) -> None:
    row = ResultRow(
        supplier=Supplier(text, (text,), (text,), text, (text,), text, 2, (("Own", text),)),
        status=SupplierStatus.TO_REVIEW,
        best_party=text,
        why=text,
    )
    bad = RowNotTaken(text, 1, text, text, text)
    out = write(
        tmp_path / "results.xlsx", title=text, rows=(row,), not_taken=(bad,), own_columns=("Own",)
    )
    with zipfile.ZipFile(out) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(archive.read(name))
                assert not tree.xpath("//*[local-name()='f' or local-name()='hyperlink']")
                assert "hyperlink" not in archive.read(name).decode()
                assert not tree.xpath("//*[local-name()='is']/*[local-name()!='t']")
    (written,) = records(sheets(out)["Results"])
    shown = str(written["Supplier"])
    plain = "".join(c for c in text if c.isprintable())
    if text.isprintable() and "_x" not in text:
        assert shown.strip() == text.strip()
    else:
        assert all(c in shown for c in plain if c.isalnum())


def test_a_csv_is_one_table_that_no_program_takes_for_formulas(tmp_path: Path) -> None:
    rows = tuple(
        ResultRow(supplier=Supplier(text, row=n), status=SupplierStatus.NO_MATCH)
        for n, text in enumerate(DANGEROUS, 2)
    )
    out = write(tmp_path / "results.csv", rows=rows)
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in table} == {len(table[0])}
    assert len(table) == 1 + len(DANGEROUS) + len(NOT_TAKEN)
    for row in table:
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"))
    assert table[1][table[0].index("Supplier")] == "'=1+1"
    assert table[1][table[0].index("Status")] == "no match at or above 72.5"
    assert table[1][-1] == "US-EL 2026-07-09"
    last = dict(zip(table[0], table[-1], strict=True))
    assert last["Status"] == "not screened"
    assert last["Why"] == "This row of the spreadsheet has no name."
    assert last["Supplier"] == "'- | Berlin"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            'Acme;=HYPERLINK("http://example.com";"x")',
            'Acme;\'=HYPERLINK("http://example.com";"x")',
        ),
        ("Bar ; @SUM(1)", "Bar ; '@SUM(1)"),
        ("a|=2", "a|'=2"),
        ("a,+1", "a,'+1"),
        ("a\t-1", "a\t'-1"),
        ("a\n=1", "a\n'=1"),
        ('a;"=1"', 'a;"\'=1"'),
        (" =1", " '=1"),
        ("\t=1", "'\t'=1"),
        ("Meier-Werke; A - B = C, 5+5 @ home", "Meier-Werke; A - B = C, 5+5 @ home"),
        ("'=1", "'=1"),
    ],
)
def test_a_sign_that_could_begin_a_formula_gets_an_apostrophe_and_no_other(
    text: str, written: str
) -> None:
    assert in_csv(text) == written


FORMULA_LIKE = st.text(alphabet="aB1;,|\t\r\n \"'=+-@＝", max_size=20)


@given(st.lists(st.lists(FORMULA_LIKE, min_size=2, max_size=3), min_size=1, max_size=3))
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_NONE])
def test_whatever_a_program_parts_fields_by_no_cell_of_a_csv_is_a_formula(
    delimiter: str, quoting: int, rows: list[list[str]]
) -> None:
    text = csv_table(rows)
    assert [len(row) for row in csv.reader(io.StringIO(text, newline=""))] == [*map(len, rows)]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for row in csv.reader(lines, delimiter=delimiter, quoting=quoting):
        for cell in row:
            assert not cell.lstrip(' "\t').startswith(("=", "+", "-", "@", "＝"))


def test_every_field_of_a_csv_is_quoted(tmp_path: Path) -> None:
    out = write(tmp_path / "results.csv")
    for line in out.read_text(encoding="utf-8-sig").splitlines():
        (fields,) = csv.reader([line])
        assert line == ",".join(f'"{field}"' for field in fields)


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=False), st.none()))
def test_no_cell_of_a_csv_begins_like_a_formula_unless_it_is_a_number(
    value: str | float | None,
) -> None:
    text = in_csv(value)
    assert not isinstance(value, str) or not text.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert "\0" not in text
    text.encode("utf-8")


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
