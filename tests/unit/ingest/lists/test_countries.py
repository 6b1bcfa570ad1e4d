import csv

import pytest

from caveat.ingest.lists.countries import country_name, country_of, is_country_code
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
def test_a_country_is_read_from_code_or_name(text: str, code: str):
    assert country_of(text) == code


@pytest.mark.parametrize("text", ["", "ZZ", "cn", "undetermined", "Kabul", "12345", "x" * 100_000])
def test_what_is_no_country_gives_none(text: str):
    assert country_of(text) == ""


def test_a_long_row_of_digits_and_blanks_costs_no_time():
    assert country_of(" 1" * 50_000 + "x") == ""


def test_codes_and_names_are_unique_and_each_row_names_its_source():
    with resource("countries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["code"] for row in rows}) == len(rows)
    assert all(is_country_code(row["code"]) and row["name"] and row["source"] for row in rows)
    assert all(country_of(country_name(row["code"])) == row["code"] for row in rows)
