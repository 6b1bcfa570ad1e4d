"""Finding the row of headings."""

import pytest

from caveat.ingest.spreadsheets.header_row import guess_header_row

DATA = [
    ["Acme Tools Ltd", "5 Main Street, London", "GB"],
    ["Beispiel GmbH", "Ringstraße 7, 10115 Berlin", "DE"],
    ["上海示例有限公司", "上海市浦东新区示例路5号", "中国"],
    ["Пример ООО", "ул. Ленина, д. 5, Москва", "Россия"],
]


@pytest.mark.parametrize(
    "heading",
    [
        ["Name", "Address", "Country"],
        ["Supplier\nname", "Registered\naddress", "Country\n(ISO)"],
        ["供应商名称", "地址", "国家"],
        ["Наименование", "Адрес", "Страна"],
        ["Lieferant", "Anschrift", "Land"],
        ["Fournisseur", "Adresse", "Pays"],
        ["取引先名", "住所", "国名"],
        ["ＮＡＭＥ", "ＡＤＤＲＥＳＳ", "ＣＯＵＮＴＲＹ"],
    ],
)
@pytest.mark.parametrize("above", [0, 1, 5])
def test_known_words_are_found_below_any_titles(heading: list[str], above: int) -> None:
    titles = [["List of suppliers 2025", "", ""], ["", "", ""], ["Purchasing", "", ""]] * 2
    rows = [*titles[:above], heading, *DATA]
    assert guess_header_row(rows) == above + 1


def test_words_in_an_unknown_language_are_told_by_contrast() -> None:
    rows = [["Jina", "Anwani", "Nchi"], *DATA]
    assert guess_header_row(rows) == 1


def test_without_headings_no_row_is_taken_for_one() -> None:
    assert guess_header_row(DATA) == 0
    assert guess_header_row([["Acme"], ["Beta"], ["Gamma"], ["Delta"]]) == 0


def test_a_company_whose_name_is_made_of_heading_words_is_no_heading() -> None:
    rows = [["Supplier Trading Company Ltd", "5 Main Street, London", "GB"], *DATA]
    assert guess_header_row(rows) == 0


def test_country_codes_that_are_words_do_not_hide_a_heading() -> None:
    rows = [["No", "ID", "Name", "Country"], *([str(n), "7", "Acme Ltd", "NO"] for n in range(9))]
    assert guess_header_row(rows) == 1


def test_a_heading_alone_is_still_a_heading() -> None:
    assert guess_header_row([["Name", "Address", "Country"]]) == 1


def test_of_two_rows_of_headings_the_telling_one_is_taken() -> None:
    rows = [["Supplier", "", "Seat", ""], ["Name", "Code", "Address", "Country"]]
    assert guess_header_row([*rows, *([n, "1", a, c] for n, a, c in DATA)]) == 2


def test_nothing_has_no_heading() -> None:
    assert guess_header_row([]) == 0
    assert guess_header_row([["", ""], []]) == 0
