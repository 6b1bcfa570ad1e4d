"""The case that the project is built around: Nettrix at the door of Sugon."""

import pytest

pytestmark = pytest.mark.real_data

FORMS = [
    "No. 15 Haitai Huake Street, Huayuan Industrial Zone, Tianjin",
    "No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin",
    "No. 15 Haitai Huake Rd, Huayuan Industrial Zone, Tianjin",
    "15 Haitai Huake Street, Huayuan Industrial Zone, Tianjin",
    "15 HAITAI HUAKE ROAD, TIANJIN, CHINA",
    "Tianjin, Huayuan Industrial Zone, Haitai Huake Street 15",
    "No.15 Hai Tai Hua Ke Da Jie, Hua Yuan Chan Ye Qu, Tianjin",
    "天津市华苑产业区海泰华科大街15号",
    "天津市华苑产业区(环外)海泰华科大街15号1-3层",
    "中国天津市華苑產業區海泰華科大街15號",
]


@pytest.mark.parametrize("text", FORMS)
@pytest.mark.parametrize("country", ["", "CN"])
def test_every_form_of_the_address_finds_sugon_and_nettrix(listed_2026, text, country):
    found = listed_2026.parties_at(text, country)
    assert {"Sugon", "Nettrix Information Industry Co., Ltd."} <= found.keys()


@pytest.mark.parametrize("text", FORMS)
def test_before_nettrix_was_listed_its_address_brought_sugon_first(listed_2022, text):
    first = listed_2022.index.search(text)[0]
    assert listed_2022.names[first.party] == "Sugon"
    assert 80 <= first.score < 90
    assert text.split(",")[0] in first.text
    assert "No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin" in first.text


def test_a_country_filled_in_wrongly_does_not_hide_the_address(listed_2022):
    for text in FORMS:
        assert "Sugon" in listed_2022.parties_at(text, "DE")


@pytest.mark.parametrize(
    "text",
    [
        "No. 17 Haitai Huake Street, Huayuan Industrial Zone, Tianjin",
        "No. 15 Haitai West Road, Huayuan Industrial Zone, Tianjin",
        "天津市华苑产业区海泰华科大街16号",
        "天津市华苑产业区海泰大道15号",
    ],
)
def test_the_neighbours_in_the_street_are_not_sugon(listed_2026, text):
    assert listed_2026.parties_at(text) == {}


def test_the_brand_road_of_inspur_is_found_under_each_of_its_names(listed_2026):
    for text in (
        "No. 1036 Langchao Road, Jinan, Shandong",
        "1036 Inspur Rd, Jinan",
        "1036 Wave Road, Jinan City",
        "济南市高新区浪潮路1036号",
    ):
        found = listed_2026.parties_at(text)
        assert any(name.startswith("Inspur Group") for name in found), text
