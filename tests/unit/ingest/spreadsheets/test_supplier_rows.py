"""From a row to a supplier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.suppliers import SheetReading, Supplier
from caveat.domain.suppliers import SupplierField as F
from caveat.ingest.folding import folded
from caveat.ingest.spreadsheets.supplier_rows import (
    NotASupplierError,
    SupplierRows,
    column_letter,
    sameness,
)


def taken(
    row: list[str], fields: list[F | None], headings: list[str] | None = None, number: int = 2
) -> Supplier:
    columns = tuple((index, field) for index, field in enumerate(fields) if field)
    reading = SheetReading(sheet="", header_row=1, columns=columns)
    return SupplierRows(reading, headings or [""] * len(fields)).supplier(row, number)


def test_a_row_becomes_a_supplier() -> None:
    assert taken(
        ["007", " Acme  Tools\nLtd ", "Acme", "5 Main St", "U.K.", "GB123456789", "x"],
        [F.REFERENCE, F.NAME, F.ALIAS, F.ADDRESS, F.COUNTRY, F.IDENTIFIER, None],
        ["No", "Name", "Alias", "Address", "Country", "VAT", "Remark"],
    ) == Supplier(
        name="Acme Tools Ltd",
        aliases=("Acme",),
        addresses=("5 Main St",),
        country="GB",
        identifiers=("GB123456789",),
        reference="007",
        row=2,
        unmapped=(("Remark", "x"),),
    )


@pytest.mark.parametrize("nothing", ["", " ", "-", "–", "N/A", "n/a", "nil", "None", "无", "нет"])
def test_what_stands_for_nothing_is_nothing(nothing: str) -> None:
    supplier = taken(
        ["Acme", nothing, nothing, nothing, nothing],
        [F.NAME, F.ALIAS, F.ADDRESS, F.COUNTRY, F.IDENTIFIER],
    )
    assert supplier == Supplier(name="Acme", row=2)
    with pytest.raises(NotASupplierError, match="no name"):
        taken([nothing, "5 Main St"], [F.NAME, F.ADDRESS])


def test_an_unmapped_cell_is_kept_as_it_stands() -> None:
    assert taken(["Acme", " - ", "a\nb"], [F.NAME, None, None]).unmapped == (
        ("column B", " - "),
        ("column C", "a\nb"),
    )


def test_full_width_letters_are_kept() -> None:
    assert taken(["株式会社　ＡＢＣ"], [F.NAME]).name == "株式会社　ＡＢＣ"


def test_without_a_name_the_first_alias_is_the_name() -> None:
    supplier = taken(["-", "Example GmbH; Beispiel"], [F.NAME, F.ALIAS])
    assert (supplier.name, supplier.aliases) == ("Example GmbH", ("Beispiel",))


def test_two_scripts_in_one_cell_are_two_names() -> None:
    supplier = taken(["上海示例有限公司\nShanghai Example\nCo., Ltd."], [F.NAME])
    assert supplier.name == "上海示例有限公司"
    assert supplier.aliases == ("Shanghai Example Co., Ltd.",)


def test_a_name_is_never_split_at_a_semicolon() -> None:
    assert taken(["Meier; Söhne OHG"], [F.NAME]).name == "Meier; Söhne OHG"


def test_an_alias_that_repeats_the_name_is_left_out() -> None:
    assert taken(["Acme Ltd.", " ACME  LTD. "], [F.NAME, F.ALIAS]).aliases == ()


def test_an_alias_that_differs_by_a_sign_or_a_vowel_mark_is_kept() -> None:
    assert taken(["C+ Trading", "C# Trading"], [F.NAME, F.ALIAS]).aliases == ("C# Trading",)
    assert taken(["กิน จำกัด", "กัน จำกัด"], [F.NAME, F.ALIAS]).aliases == ("กัน จำกัด",)


def test_an_unknown_country_goes_to_the_address_and_is_kept() -> None:
    supplier = taken(
        ["Acme", "5 Main St", "Atlantis"], [F.NAME, F.ADDRESS, F.COUNTRY], ["N", "A", "Land"]
    )
    assert supplier.country == ""
    assert supplier.addresses == ("5 Main St, Atlantis",)
    assert supplier.unmapped == (("Land", "Atlantis"),)
    assert taken(["Acme", "Atlantis"], [F.NAME, F.COUNTRY]).addresses == ("Atlantis",)


def test_parts_of_an_address_become_one_address() -> None:
    supplier = taken(
        ["Acme", "Hauptstr. 5", "10115", "Berlin", "DE"],
        [F.NAME, F.ADDRESS, F.ADDRESS, F.CITY, F.COUNTRY],
        ["Name", "Straße", "PLZ", "Ort", "Land"],
    )
    assert supplier.addresses == ("Hauptstr. 5, 10115, Berlin",)


def test_whole_addresses_stay_apart_and_a_city_is_not_said_twice() -> None:
    supplier = taken(
        ["Acme", "上海市示例路5号", "5 Example Road, Shanghai", "Shanghai", "上海"],
        [F.NAME, F.ADDRESS, F.ADDRESS, F.CITY, None],
        ["Name", "地址", "Address", "City", "市"],
    )
    assert supplier.addresses == ("上海市示例路5号, Shanghai", "5 Example Road, Shanghai")
    supplier = taken(
        ["Acme", "5 Example Road, Shanghai", "shanghai"],
        [F.NAME, F.ADDRESS, F.CITY],
        ["Name", "Address", "City"],
    )
    assert supplier.addresses == ("5 Example Road, Shanghai",)


@pytest.mark.parametrize("name", ["...!!!", "★★★", "🙂🙂", "()"])
def test_a_name_without_a_letter_or_digit_is_refused(name: str) -> None:
    with pytest.raises(NotASupplierError, match="without a letter or digit"):
        taken([name], [F.NAME])


def test_a_name_as_long_as_a_page_is_refused() -> None:
    with pytest.raises(NotASupplierError, match="32,767 characters"):
        taken(["x" * 32_767], [F.NAME])
    assert taken(["x" * 2_000], [F.NAME]).name == "x" * 2_000


def test_a_row_shorter_than_the_headings_has_empty_cells() -> None:
    assert taken(["Acme"], [F.NAME, F.ADDRESS, F.COUNTRY]) == Supplier(name="Acme", row=2)


@pytest.mark.parametrize(
    ("index", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_columns_have_the_letters_of_spreadsheet_programs(index: int, letters: str) -> None:
    assert column_letter(index) == letters


@given(st.lists(st.text(max_size=40).map(lambda text: f"q{text}"), min_size=8, max_size=8))
def test_no_word_of_a_row_is_lost(cells: list[str]) -> None:
    fields = [F.NAME, F.ALIAS, F.ADDRESS, F.CITY, F.COUNTRY, F.IDENTIFIER, F.REFERENCE, None]
    supplier = taken(cells, fields)
    kept = folded(
        " ".join(
            [
                supplier.name,
                *supplier.aliases,
                *supplier.addresses,
                *supplier.identifiers,
                supplier.reference,
                *(text for _heading, text in supplier.unmapped),
            ]
        )
    )
    for cell, field in zip(cells, fields, strict=True):
        if field is not F.COUNTRY or not supplier.country:
            assert all(word in kept for word in folded(cell).split())


@given(st.text(min_size=1, max_size=40))
def test_case_width_and_spaces_do_not_make_another_supplier(name: str) -> None:
    first = Supplier(name=f"{name} Ltd.", addresses=("5, Main St.",), country="GB")
    second = Supplier(name=f"{name}  ＬＴＤ.", addresses=(" 5, main st.",), country="GB")
    assert sameness(first) == sameness(second)
    assert sameness(first) != sameness(Supplier(name=f"{name} Ltd.", country="GB"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("บริษัท กิน จำกัด", "บริษัท กัน จำกัด"),
        ("किरण ट्रेडर्स", "कुरण ट्रेडर्स"),
        ("မြန် ကုမ္ပဏီ", "မွန် ကုမ္ပဏီ"),
        ("C+ Trading", "C# Trading"),
        ("A&B Ltd", "A B Ltd"),
        ("No. 1-2 Works", "No. 12 Works"),
        ("Maße GmbH", "Masse GmbH"),
    ],
)
def test_names_that_differ_in_a_mark_or_a_sign_are_two_suppliers(one: str, other: str) -> None:
    assert sameness(Supplier(name=one)) != sameness(Supplier(name=other))


def test_a_row_with_more_names_than_one_search_takes_is_no_supplier() -> None:
    many = "; ".join(f"Name {n}" for n in range(200))
    with pytest.raises(NotASupplierError, match="more than one supplier"):
        taken(["Acme", many], [F.NAME, F.ALIAS])
