"""What separates columns."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.spreadsheets.delimiters import ONE_COLUMN, guess_delimiter


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_though_others_occur_in_quotes(delimiter: str) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(["Name", "Address", "Country"])
    for number in range(20):
        writer.writerow([f"Firm {number}, Ltd; | Co", "1, Main St; Floor 2\nBack yard", "US"])
    assert guess_delimiter(stream.getvalue()) == delimiter


def test_excels_own_hint_decides() -> None:
    assert guess_delimiter("sep=;\r\nName;Town, Country\r\nA;B, C\r\n") == ";"


def test_semicolons_win_over_decimal_commas() -> None:
    text = "Firma;Umsatz;Anteil\n" + "".join(f"Firma {n};{n},5;0,{n}\n" for n in range(30))
    assert guess_delimiter(text) == ";"


@pytest.mark.parametrize(
    "text",
    [
        "Name\nAcme Co., Ltd.\nBeta Co., Ltd.\nGamma\nDelta, Inc.\n",
        "Acme Co., Ltd.\nBeta Co., Ltd.\nGamma Trading, Inc.\n",
        "Acme\nBeta\nGamma\n",
        "one",
        "",
    ],
)
def test_a_list_of_bare_names_is_one_column(text: str) -> None:
    assert guess_delimiter(text) == ONE_COLUMN


@given(
    st.sampled_from([",", ";", "\t", "|"]),
    st.integers(2, 8),
    st.lists(st.text(alphabet="abcdefgh XYZ,;|\"'\n\t12中ж", max_size=12), min_size=8, max_size=40),
)
def test_what_the_csv_writer_wrote_under_known_headings_is_cut_the_same_way(
    delimiter: str, width: int, cells: list[str]
) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    headings = ["Name", "Address", "Country", "City", "Phone", "E-mail", "VAT number", "Sector"]
    writer.writerow(headings[:width])
    for start in range(0, len(cells) - width + 1, width):
        writer.writerow(cells[start : start + width])
    assert guess_delimiter(stream.getvalue()) == delimiter
