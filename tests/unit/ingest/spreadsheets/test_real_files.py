"""The real registers and the small horrors of ../shared/data, by their counts."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from caveat.domain.suppliers import ParsedSheet
from caveat.domain.suppliers import SupplierField as F
from caveat.errors import InputError, UnreadableFileError
from caveat.ingest.spreadsheets.read import preview

pytestmark = pytest.mark.real_data
Take = Callable[..., ParsedSheet]


@pytest.mark.parametrize(
    "register",
    [
        (
            "shanghai_exchange_2025-12.xls", "xls", "", 1, 1_700, 1_700,
            {"A": F.REFERENCE, "C": F.ALIAS, "D": F.ALIAS, "E": F.NAME},
        ),
        (
            "hkex_securities_2021-10.xlsx", "xlsx", "", 3, 18_494, 18_494,
            {"A": F.REFERENCE, "B": F.NAME, "G": F.IDENTIFIER},
        ),
        (
            "edinet_shift_jis_2025-12.csv", "csv", "cp932", 2, 11_188, 11_180,
            {"A": F.REFERENCE, "G": F.NAME, "H": F.ALIAS, "I": F.ALIAS, "J": F.ADDRESS,
             "M": F.IDENTIFIER},
        ),
        ("shanghai_ipo_gb18030.csv", "csv", "gb18030", 1, 426, 418, {"A": F.NAME}),
        (
            "factories_summer_2019.csv", "csv", "utf-8", 1, 75, 73,
            {"A": F.COUNTRY, "B": F.NAME, "C": F.ADDRESS},
        ),
        (
            "factories_12.csv", "csv", "utf-8", 1, 15, 15,
            {"A": F.COUNTRY, "B": F.NAME, "C": F.ADDRESS},
        ),
    ],
)  # fmt: skip
def test_a_register_is_guessed_right_and_read_whole(
    shared_data: Path,
    taken_as_guessed: Take,
    register: tuple[str, str, str, int, int, int, dict[str, F]],
) -> None:
    name, kind, encoding, header, rows, suppliers, columns = register
    path = shared_data / "suppliers" / name
    seen = preview(path)
    assert (seen.format, seen.encoding, seen.header_row, seen.rows) == (
        kind,
        encoding,
        header,
        rows,
    )
    assert {c.letter: c.meaning for c in seen.columns if c.meaning} == columns
    parsed = taken_as_guessed(path)
    assert parsed.rows_read == rows
    assert len(parsed.suppliers) == suppliers
    assert len(parsed.suppliers) + len(parsed.not_taken) == rows
    assert all(row.reason.startswith("repeats row") for row in parsed.not_taken)
    assert parsed.duplicates == len(parsed.not_taken)


def test_one_list_in_three_formats_gives_the_same_suppliers(
    shared_data: Path, taken_as_guessed: Take
) -> None:
    as_text, as_xls, as_xlsx = (
        taken_as_guessed(shared_data / "suppliers" / f"factories_12.{suffix}").suppliers
        for suffix in ("csv", "xls", "xlsx")
    )
    assert as_xls == as_xlsx
    # In both workbooks one address is stored garbled: the two bytes of º read as Mac letters.
    mended = [
        replace(s, addresses=tuple(text.replace("¬∫", "º") for text in s.addresses)) for s in as_xls
    ]
    assert list(as_text) == mended
    assert {s.country for s in as_text} == {"PE", "CN", "PT", "US", "MX", "VN", "LK"}


def test_names_in_two_scripts_are_both_there(shared_data: Path, taken_as_guessed: Take) -> None:
    parsed = taken_as_guessed(shared_data / "suppliers" / "shanghai_exchange_2025-12.xls")
    (sugon,) = (s for s in parsed.suppliers if s.reference == "603019")
    assert "中科曙光" in sugon.aliases
    assert "DAWNING" in sugon.name.upper()
    assert ("B股代码", "-") in sugon.unmapped


def test_full_width_text_is_kept_as_it_stands(shared_data: Path, taken_as_guessed: Take) -> None:
    parsed = taken_as_guessed(shared_data / "suppliers" / "edinet_shift_jis_2025-12.csv")
    sakata = next(s for s in parsed.suppliers if s.reference == "E00006")
    assert sakata.name == "株式会社　サカタのタネ"
    assert sakata.aliases[0] == "SAKATA SEED CORPORATION"
    assert sakata.addresses == ("横浜市都筑区仲町台２－７－１",)
    assert sakata.identifiers == ("6020001008662",)


def test_codes_keep_their_leading_zeros(shared_data: Path, taken_as_guessed: Take) -> None:
    parsed = taken_as_guessed(shared_data / "suppliers" / "hkex_securities_2021-10.xlsx")
    assert parsed.suppliers[0].reference == "00001"
    assert parsed.suppliers[0].row == 4


def test_an_encrypted_workbook_is_reported_as_such(shared_data: Path) -> None:
    with pytest.raises(UnreadableFileError, match="protected with a password"):
        preview(shared_data / "messy" / "encrypted_no_password.xls")


def test_padding_above_the_heading_does_not_stop_the_reading(shared_data: Path) -> None:
    seen = preview(shared_data / "messy" / "weird_head_padding.csv")
    assert (seen.encoding, seen.rows) == ("utf-8", 83)
    assert len(seen.columns) == 10
    assert any("No row of headings" in warning for warning in seen.warnings)


def test_dates_and_numbers_of_an_ods_are_shown_as_in_the_sheet(
    shared_data: Path, taken_as_guessed: Take
) -> None:
    parsed = taken_as_guessed(shared_data / "messy" / "loffice-4.4.1.2.ods")
    assert [s.name for s in parsed.suppliers] == ["Bob", "Jane", "Ian"]
    assert parsed.suppliers[0].unmapped == (("Age", "20"), ("When", "2010-10-10"))


def test_a_cell_of_four_lines_is_one_cell_and_no_name(
    shared_data: Path, taken_as_guessed: Take
) -> None:
    path = shared_data / "messy" / "multilineods.ods"
    seen = preview(path)
    assert seen.first_rows == (("1\n2\n3\n4",),)
    assert "Mark the one that is" in " ".join(seen.warnings)
    with pytest.raises(InputError, match="no column is marked"):
        taken_as_guessed(path)


def test_a_sheet_may_be_named_in_any_script(shared_data: Path) -> None:
    assert preview(shared_data / "messy" / "unicode_sheet_name.xls").sheet == "mês"


def test_merged_cells_of_an_xls_hold_for_every_row(shared_data: Path) -> None:
    rows = preview(shared_data / "messy" / "span_rich.xls").first_rows
    assert [row[1] for row in rows[1:3]] == ["MERGE", "MERGE"]


def test_a_list_file_that_is_no_spreadsheet_is_refused(shared_data: Path) -> None:
    with pytest.raises(UnreadableFileError, match="Unpack it"):
        preview(shared_data / "lists" / "csl_2022-04-21.csv.gz")
