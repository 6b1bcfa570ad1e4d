"""The template of an own list: what is written can be filled in and read."""

import csv
import io
from pathlib import Path

import pytest
import python_calamine

from caveat.domain.own_lists import OwnField
from caveat.errors import EnvironmentProblemError, InputError
from caveat.report.own_list_template import write_own_list_template


def cells(path: Path) -> list[list[str]]:
    if path.suffix == ".csv":
        text = path.read_bytes().decode("utf-8-sig")
        return [row for row in csv.reader(io.StringIO(text, newline="")) if any(row)]
    book = python_calamine.load_workbook(path)
    rows = book.get_sheet_by_index(0).to_python()
    return [[str(cell) for cell in row] for row in rows if any(row)]


@pytest.mark.parametrize("name", ["own.csv", "own.xlsx", "OWN.XLSX"])
def test_both_forms_hold_the_settings_and_a_column_for_every_field(tmp_path: Path, name: str):
    out = write_own_list_template(tmp_path / name)
    rows = [row for row in cells(out) if not row[0].startswith("#")]
    settings = {row[0]: row[1] for row in rows[:-1]}
    assert set(settings) == {"list", "title", "kept by", "duty", "date", "review every", "note"}
    assert settings["list"] == "OWN-"
    assert {OwnField.PARTY, OwnField.DUTY, OwnField.UNTIL} <= set(rows[-1])
    assert set(rows[-1]) <= {field.value for field in OwnField}


def test_the_two_forms_say_the_same(tmp_path: Path):
    text = cells(write_own_list_template(tmp_path / "own.csv"))
    book = cells(write_own_list_template(tmp_path / "own.xlsx"))
    assert [[cell for cell in row if cell] for row in text] == [
        [cell for cell in row if cell] for row in book
    ]


def test_another_suffix_and_a_missing_folder_are_refused(tmp_path: Path):
    with pytest.raises(InputError, match="Nothing was written"):
        write_own_list_template(tmp_path / "own.docx")
    with pytest.raises(EnvironmentProblemError):
        write_own_list_template(tmp_path / "nowhere" / "own.csv")
    assert list(tmp_path.iterdir()) == []
