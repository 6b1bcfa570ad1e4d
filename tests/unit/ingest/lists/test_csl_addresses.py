import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.lists.csl_addresses import read_addresses


def read(field: str, code: str = "US-EL") -> list[tuple[str, str]]:
    return [(address.text, address.country) for address in read_addresses(field, code).addresses]


def test_addresses_are_cut_where_the_list_joins_them_and_keep_their_text():
    assert read("Flat 41, Kabul, AF; Hadda Street, Jalalabad, AF") == [
        ("Flat 41, Kabul, AF", "AF"),
        ("Hadda Street, Jalalabad, AF", "AF"),
    ]


def test_an_address_that_is_only_a_country_is_one():
    assert read("SY; Amsterdam, NL", "US-SDN") == [("SY", "SY"), ("Amsterdam, NL", "NL")]


def test_several_addresses_in_one_are_told_apart_and_share_the_country_of_the_group():
    field = "50 Yong Road, Beijing, China; and 51 Yong Road; and 90 Dian Road, Xian, China, CN"
    assert read(field) == [
        ("50 Yong Road, Beijing, China", "CN"),
        ("51 Yong Road", "CN"),
        ("90 Dian Road, Xian, China, CN", "CN"),
    ]
    assert read_addresses(field, "US-EL").ambiguous == 1


def test_the_treasury_s_cities_without_a_country_get_none_from_their_neighbours():
    assert read("RU; Prague; Tel Aviv, IL", "US-SDN") == [
        ("RU", "RU"),
        ("Prague", ""),
        ("Tel Aviv, IL", "IL"),
    ]


@pytest.mark.parametrize(
    "field",
    [
        "Hamra Street, 11th Floor; P.O. Box Hamra 113/5647, Beirut, LB",
        "Egs Bloklari Kat: 1 No; 114, Bakirkoy, Istanbul, TR",
    ],
)
def test_a_semicolon_inside_one_address_does_not_cut_it(field: str):
    assert read(field, "US-SDN") == [(field, field[-2:])]
    assert read_addresses(field, "US-SDN").notes


def test_a_country_is_read_from_its_name_where_the_code_is_missing():
    assert read("Ostrov 363 01, Czech Republic; Bursa, Turkey 34134", "US-UVL") == [
        ("Ostrov 363 01, Czech Republic", "CZ"),
        ("Bursa, Turkey 34134", "TR"),
    ]


@pytest.mark.parametrize(
    ("field", "country"),
    [
        ("2948 PEASE DRIVE, APT. 201, ROCKY RIVER, OH, 44116", "US"),
        ("399 MAPLEWOOD AVENUE, PORTSMOUTH, NH, 3801", "US"),
        ("2805 8TH STREET SOUTH, ARLINGTON, VA, 22204-2245", "US"),
        ("P.O. Box 3000, ANTHONY, 88021, NM", "US"),
        ("MOEHLSTRASSE 31, MUNICH, 81675, DE", "DE"),
        ("20 HUNTINGWOOD DRIVE, SCARBOROUGH, ONTARIO, M1W1A2, CA", "CA"),
        ("30605 CARTIER DRIVE, RANCHO PALOS VERDES, CA, US", "US"),
        ("#602, NO. 39, PU DONG SHANGHAI, PRC", "CN"),
        ("16 STREET, STAVROPOL REGION, RS, 357020", ""),
    ],
)
def test_american_addresses_of_denied_persons_are_told_from_foreign_ones(field: str, country: str):
    assert read(field, "US-DPL") == [(field, country)]


def test_an_undetermined_country_is_none_and_nothing_else_is_lost():
    assert read("Gaza Strip, undetermined; undetermined; Hebron, PS", "US-SDN") == [
        ("Gaza Strip, undetermined", ""),
        ("Hebron, PS", "PS"),
    ]


def test_occupied_crimea_is_found_under_ukraine():
    assert read("Feodosia, Str. 2, Crimea (Occupied), 98107, crimea (occupied)") == [
        ("Feodosia, Str. 2, Crimea (Occupied), 98107, crimea (occupied)", "UA")
    ]


def test_a_town_that_begins_like_a_conjunction_is_whole():
    assert read("5 Main St, Haifa, IL; Or Yehuda Park, IL; and 7 Dock Rd, Haifa, IL") == [
        ("5 Main St, Haifa, IL", "IL"),
        ("Or Yehuda Park, IL", "IL"),
        ("7 Dock Rd, Haifa, IL", "IL"),
    ]


def test_a_line_break_inside_an_address_is_a_space():
    assert read("Long Road, \nMinor District, Shanghai, CN", "US-MEU") == [
        ("Long Road, Minor District, Shanghai, CN", "CN")
    ]


def test_lost_letters_are_reported():
    assert read_addresses("Chang?an Garden, Xi?an, CN", "US-EL").unread


@given(st.text(max_size=200), st.sampled_from(["US-EL", "US-SDN", "US-DPL", "US-UVL"]))
def test_any_text_is_read_without_an_empty_address(field: str, code: str):
    for address in read_addresses(field, code).addresses:
        assert address.text.strip()
        assert address.country == "" or len(address.country) == 2


@pytest.mark.parametrize("unit", ["No; ", "1-; ", "Kat: 1; ", "11th Floor; "])
def test_pieces_made_to_be_joined_without_end_give_addresses_of_bounded_length(unit: str):
    """A piece is joined to what stands before; without a bound each would copy all before it."""
    found = [text for text, _ in read(unit * 30_000 + "x", "US-DPL")]
    assert 400 < max(map(len, found)) <= 500 + len(unit)
    assert "; ".join(found) == unit * 30_000 + "x"


@pytest.mark.parametrize("unit", ["; ", "Kat:", ", 1 1 ", "a, ", "1-"])
def test_a_field_of_one_sign_for_ever_is_one_address(unit: str):
    field = unit * 30_000 + "x"
    assert read(field, "US-DPL") == [(" ".join(field.strip(" ;").split()), "")]
