"""Countries as lists print them and as people write them."""

import csv
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.countries import country_code, country_name, country_of, is_country_code
from caveat.resources import resource


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CN", "CN"),
        ("China", "CN"),
        ("P.R. China", "CN"),
        ("PRC", "CN"),
        ("China 100076", "CN"),
        ("34134 Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Hong Kong", "HK"),
        ("Burma", "MM"),
        ("Democratic People's Republic of Korea", "KP"),
        ("crimea (occupied)", "UA"),
        ("XK", "XK"),
        ("AN", "AN"),
    ],
)
def test_a_country_that_a_list_prints_is_read_from_code_or_name(text: str, code: str):
    assert country_of(text) == code


@pytest.mark.parametrize("text", ["", "ZZ", "cn", "undetermined", "Kabul", "12345", "x" * 100_000])
def test_what_a_list_prints_instead_of_a_country_gives_none(text: str):
    assert country_of(text) == ""


def test_a_long_row_of_digits_and_blanks_is_not_looked_at():
    assert country_of(" 1" * 50_000 + "x") == ""


def test_codes_and_names_are_unique_and_each_row_names_its_source():
    with resource("countries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["code"] for row in rows}) == len(rows)
    assert all(is_country_code(row["code"]) and row["name"] and row["source"] for row in rows)
    assert all(country_of(country_name(row["code"])) == row["code"] for row in rows)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CN", "CN"),
        ("cn", "CN"),
        ("CHN", "CN"),
        ("ＣＮ", "CN"),
        ("P.R.C.", "CN"),
        ("CHINA, PEOPLE'S REPUBLIC OF", "CN"),
        ("China (PRC)", "CN"),
        ("CN - China", "CN"),
        ("CN-China", "CN"),
        ("Germany (DE)", "DE"),
        ("DE Germany", "DE"),
        ("中国", "CN"),
        ("中國大陸", "CN"),
        ("香港", "HK"),
        ("Hong Kong, China", "HK"),
        ("Taiwan, Province of China", "TW"),
        ("Россия", "RU"),
        ("Российская Федерация", "RU"),
        ("Russische Föderation", "RU"),
        ("États-Unis d'Amérique", "US"),
        ("Estados Unidos", "US"),
        ("アメリカ合衆国", "US"),
        ("ドイツ", "DE"),
        ("대한민국", "KR"),
        ("Korea, Republic of", "KR"),
        ("UK", "GB"),
        ("Viet Nam", "VN"),
        ("Türkiye", "TR"),
        ("TURKIYE", "TR"),
        ("cote d’ivoire", "CI"),
        ("NO", "NO"),
        ("germany", "DE"),
        ("DEU", "DE"),
        (" Deutschland ", "DE"),
    ],
)
def test_a_country_is_known_by_its_names_and_codes(text: str, code: str) -> None:
    assert country_code(text) == code


def test_a_name_that_folds_to_the_code_of_another_country_keeps_its_own_meaning() -> None:
    assert country_code("Nga") == "RU"  # Russia in Vietnamese
    assert country_code("NGA") == "NG"  # the code of Nigeria


@pytest.mark.parametrize("text", ["China / Taiwan", "Macau / Hong Kong", "CN; US", "DE + FR"])
def test_between_two_countries_nothing_is_decided(text: str) -> None:
    assert country_code(text) == ""


@pytest.mark.parametrize(
    "text", ["", " ", "Atlantis", "XX", "ZZ", "EU", "various", "C", "x" * 10_000]
)
def test_what_is_no_country_has_no_code(text: str) -> None:
    assert country_code(text) == ""


@given(st.text(max_size=120))
def test_any_text_gives_an_alpha_2_code_or_nothing(text: str) -> None:
    code = country_code(text)
    assert code == "" or (len(code) == 2 and set(code) <= set(string.ascii_uppercase))


def test_what_precedes_a_name_in_full_style_does_not_matter() -> None:
    assert country_code("Republic of Panama") == "PA"
    assert country_code("Hashemite Kingdom of Jordan") == "JO"
    assert country_code("Republic of Korea") == "KR"
    assert country_code("Republic of China") == "TW"
    assert country_code("People's Republic of China") == "CN"


def test_the_two_tables_agree_and_every_name_in_them_is_known() -> None:
    with resource("countries.csv").open(encoding="utf-8", newline="") as stream:
        codes = {row["code"]: row for row in csv.DictReader(stream)}
    with resource("lexicons/country_names.csv").open(encoding="utf-8", newline="") as stream:
        names = list(csv.DictReader(stream))
    assert {row["alpha2"] for row in names} <= set(codes)
    assert len({row["name"] for row in names}) == len(names) > 6_000
    assert all(row["name"] and row["source"] and row["language"] for row in names)
    for code, row in codes.items():
        assert country_code(code) == code
        for name in (row["name"], *filter(None, row["other_names"].split("|"))):
            assert country_code(name) == code
    for row in names:
        assert country_code(row["name"]) == row["alpha2"], row
