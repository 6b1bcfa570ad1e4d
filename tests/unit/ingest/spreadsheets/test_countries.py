"""Countries as spreadsheets write them."""

import csv
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.spreadsheets.countries import country_code
from caveat.resources import resource


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


@pytest.mark.parametrize("text", ["", "Atlantis", "XX", "EU", "various", "C", "x" * 10_000])
def test_what_is_no_country_has_no_code(text: str) -> None:
    assert country_code(text) == ""


@given(st.text(max_size=120))
def test_any_text_gives_an_alpha_2_code_or_nothing(text: str) -> None:
    code = country_code(text)
    assert code == "" or (len(code) == 2 and set(code) <= set(string.ascii_uppercase))


def test_the_table_is_whole() -> None:
    with resource("lexicons/country_names.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert all(row["name"] and row["source"] and row["language"] for row in rows)
    assert len({row["alpha2"] for row in rows}) == 250
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        if row["language"] != "code":
            assert country_code(row["name"]), row
