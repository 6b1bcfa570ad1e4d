"""Guessing what columns mean."""

import pytest

from caveat.domain.suppliers import SupplierField as F
from caveat.ingest.spreadsheets.column_meanings import guess_meanings

NAMES = [f"Example Tools {letter} Co., Ltd." for letter in "ABCDEFGHIJ"]
HAN = [f"上海示例{n}有限公司" for n in "甲乙丙丁戊己庚辛壬癸"]
ADDRESSES = [f"No. {n} Example Road, Pudong, Shanghai" for n in range(10)]
COUNTRIES = ["CN", "China", "中国", "US", "DE", "Germany", "JP", "KR", "TW", "VN"]
CODES = [f"{n:05d}" for n in range(10)]
USCC = [f"91310000MA1FL0{n}X{n}K" for n in range(10)]
PEOPLE = ["Li", "Wang", "Smith", "Meier", "Kim", "Sato", "Ng", "Roy", "Cho", "Fox"]


def test_headings_decide() -> None:
    assert guess_meanings(
        ["Vendor no", "Vendor", "Address", "Country", "VAT number", "City", "Sector"],
        [CODES, NAMES, ADDRESSES, COUNTRIES, USCC, PEOPLE, PEOPLE],
    ) == [F.REFERENCE, F.NAME, F.ADDRESS, F.COUNTRY, F.IDENTIFIER, F.CITY, None]


def test_without_headings_the_cells_decide() -> None:
    assert guess_meanings([""] * 5, [CODES, USCC, NAMES, ADDRESSES, COUNTRIES]) == [
        None,
        F.IDENTIFIER,
        F.NAME,
        F.ADDRESS,
        F.COUNTRY,
    ]


def test_of_names_in_two_scripts_the_first_is_the_name_and_the_other_an_alias() -> None:
    assert guess_meanings(["公司名称", "Company name"], [HAN, NAMES]) == [F.NAME, F.ALIAS]
    assert guess_meanings(["Company name", "公司名称"], [NAMES, HAN]) == [F.NAME, F.ALIAS]
    assert guess_meanings(["", ""], [HAN, NAMES]) == [F.NAME, F.ALIAS]


def test_a_short_name_gives_way_to_a_full_one() -> None:
    assert guess_meanings(["证券简称", "公司全称"], [PEOPLE, HAN]) == [F.ALIAS, F.NAME]


def test_a_column_of_numbers_called_supplier_is_the_number_not_the_name() -> None:
    assert guess_meanings(["Supplier", "Name 1"], [CODES, NAMES]) == [F.REFERENCE, F.NAME]


@pytest.mark.parametrize(
    "other", ["Contact", "Bank name", "Parent company", "Fund manager", "联系人"]
)
def test_another_party_is_not_taken_for_the_supplier(other: str) -> None:
    assert guess_meanings([other, "Supplier"], [PEOPLE, NAMES]) == [None, F.NAME]


def test_a_list_of_manufacturers_has_names_all_the_same() -> None:
    assert guess_meanings(["Manufacturer", "Country"], [NAMES, COUNTRIES]) == [F.NAME, F.COUNTRY]


def test_every_address_column_is_taken() -> None:
    assert guess_meanings(
        ["Name", "Street", "ZIP", "City", "State", "Country"],
        [NAMES, ADDRESSES, CODES, PEOPLE, PEOPLE, COUNTRIES],
    ) == [F.NAME, F.ADDRESS, F.ADDRESS, F.CITY, F.ADDRESS, F.COUNTRY]


def test_links_are_no_addresses() -> None:
    links = [f"https://example.com/{n}" for n in range(10)]
    assert guess_meanings(["Name", "Address"], [NAMES, links]) == [F.NAME, None]


def test_only_one_column_is_the_name_and_one_the_country() -> None:
    found = guess_meanings(
        ["Name", "Name", "Country", "Country of origin"], [NAMES, NAMES, COUNTRIES, COUNTRIES]
    )
    assert found.count(F.NAME) == 1
    assert found.count(F.COUNTRY) == 1


def test_empty_columns_with_headings_keep_their_meaning() -> None:
    assert guess_meanings(["Name", "Country"], [[], []]) == [F.NAME, F.COUNTRY]


def test_numbers_alone_are_nobodys_name() -> None:
    assert guess_meanings(["", ""], [CODES, [str(n / 7) for n in range(10)]]) == [None, None]
