"""The result table as a workbook and as text."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from caveat.domain.screening import Coverage
from caveat.report.workbook import STARTER_WARNING
from result_tables import RULE, SEARCHED, records, sheets, write


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
