import pytest

from caveat.matching.addresses.numbers import HouseNumber, parse_number
from caveat.matching.addresses.parser import parse


def streets(text: str, country: str = "") -> list[tuple[str, str, str]]:
    return [
        (street.key, " ".join(sorted(street.directions)), ", ".join(map(str, street.numbers)))
        for street in parse(text, country).streets
    ]


def test_a_chinese_address_in_english_is_taken_apart_by_level():
    address = parse(
        "2nd Floor, Block C, No. 27, Phase I, Zhongguancun Software Park, "
        "No. 8 Dongbeiwang West Road, Haidian District, Beijing 100193, China"
    )
    assert address.country == "CN"
    assert address.city == "beijing"
    assert "haidian" in address.places
    assert address.postcode == "100193"
    assert [(park.name, park.kind) for park in address.parks] == [("zhongguancun", "software")]
    assert address.parts == (("block", "c"), ("phase", "1"))
    assert address.floors == ("2",)
    assert [(s.key, set(s.directions)) for s in address.streets] == [("dongbeiwang", {"west"})]
    assert address.streets[0].numbers == (HouseNumber(8, 8),)


def test_a_chinese_address_in_han_is_taken_apart_like_its_english_form():
    address = parse("中国天津市华苑产业区(环外)海泰华科大街15号2号楼1-3层305室")
    assert (address.country, address.city) == ("CN", "tianjin")
    assert [(park.name, park.kind) for park in address.parks] == [("huayuan", "industrial")]
    assert streets(address.text) == [("haitaihuake", "", "15")]
    assert address.parts == (("building", "2"),)
    assert address.floors == ("1", "2", "3")
    assert address.units == ("305",)


def test_traditional_han_of_hong_kong_is_read_with_its_english_street_names():
    address = parse("香港灣仔駱克道301-307號駱克中心19樓C室")
    assert (address.city, address.district) == ("hong kong", "wan chai")
    assert streets(address.text) == [("lochart", "", "301-307")]
    assert (address.floors, address.units) == (("19",), ("c",))


def test_han_and_latin_in_one_text_are_read_together():
    address = parse("Room 501, 大厦A座, 知春路7号, 北京")
    assert (address.city, address.units) == ("beijing", ("501",))
    assert ("block", "a") in address.parts
    assert streets(address.text) == [("zhichun", "", "7")]


@pytest.mark.parametrize(
    "text",
    [
        "16/F, 18 Luard Rd",
        "16F, 18 Luard Rd",
        "16th Floor, 18 Luard Rd",
        "16th Fl., 18 Luard Rd",
        "Level 16, 18 Luard Rd",
        "Floor 16, 18 Luard Rd",
        "Floor No. 16, 18 Luard Rd",
        "18 Luard Rd, sixteenth floor".replace("sixteenth", "16th"),
        "L16, 18 Luard Rd",
        "18 Luard Rd 16楼",
        "18 Luard Rd 16层",
        "etazh 16, 18 Luard Rd",
        "Kat: 16, 18 Luard Rd",
    ],
)
def test_every_notation_of_a_floor_is_one_floor(text):
    assert parse(text).floors == ("16",)


@pytest.mark.parametrize(
    "text",
    [
        "15 Haitai Huake Street, Tianjin",
        "No. 15, Haitai Huake Street, Tianjin",
        "No 15 Hai Tai Hua Ke Street Tianjin",
        "Haitai Huake Street 15, Tianjin",
        "Haitai Huake Street No. 15, Tianjin",
        "#15 Haitai Huake Rd., Tianjin",
        "№ 15 Haitai Huake Lu, Tianjin",
        "HAITAI HUAKE DAJIE 15, TIANJIN",
        "天津海泰华科大街15号",
        "天津市 海泰华科大街 15 号",
    ],
)
def test_every_way_to_write_a_street_and_number_is_one(text):
    assert streets(text) == [("haitaihuake", "", "15")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("East Zhongshan Road 5, Shanghai", "No. 5 Zhongshan East Road, Shanghai"),
        ("5 Zhongshan Dong Lu, Shanghai", "上海市中山东路5号"),
        ("1036 Langchao Road, Jinan", "1036 Inspur Road, Jinan"),
        ("1036 Wave Road, Jinan", "济南市浪潮路1036号"),
        ("Chatham Road South 45", "45 South Chatham Road"),
        ("99 Queen's Road Central, HK", "99 Queens Road Central, Hong Kong"),
        ("16 ul. Nametkina, Moscow", "г. Москва, ул. Намёткина, д. 16"),
        ("Leningradskiy prospekt 35, Moscow", "35 Leningradsky Prospect, Moscow"),
    ],
)
def test_direction_words_and_equivalent_words_do_not_make_another_street(one, other):
    ours, theirs = parse(one).streets[0], parse(other).streets[0]
    assert (ours.key, ours.directions) == (theirs.key, theirs.directions)
    assert ours.numbers == theirs.numbers


def test_a_russian_address_keeps_house_block_and_flat_apart():
    address = parse("ул. Ленинская Слобода, д. 26, корп. 2, стр. 5, офис 140, Москва, 115280")
    assert streets(address.text) == [("leninskaiasloboda", "", "26")]
    assert address.parts == (("korpus", "2"), ("stroenie", "5"))
    assert address.units == ("140",)
    assert (address.city, address.postcode) == ("moscow", "115280")


def test_a_turkish_number_carries_its_inner_door():
    address = parse("Merkez Mah. Hasat Sk. No:52/1 Kamara Şişli/İstanbul")
    assert streets(address.text) == [("hasat", "", "52")]
    assert (address.units, address.city, address.district) == (("1",), "istanbul", "sisli")


def test_a_box_is_no_house_number():
    address = parse("P.O. Box 16111, Ras Al Khaimah Trade Zone", "AE")
    assert (address.po_box, address.city) == ("16111", "ras al khaimah")
    assert address.streets == ()


def test_a_house_number_that_stands_before_a_comma_belongs_to_the_next_street():
    assert streets("Room 19C Lockhart Centre 301-307, Lockhart Rd. Wan Chai, Hong Kong") == [
        ("lochart", "", "301-307")
    ]


def test_words_of_buildings_and_parks_can_be_part_of_a_street_name():
    assert streets("143 Tower Road, Sliema") == [("tower", "", "143")]
    assert streets("8 Park Avenue, London") == [("park", "", "8")]
    assert parse("Bright Way Tower, 33 Mong Kok Road").buildings[0].key == "brightwai"


def test_a_remark_on_other_addresses_is_not_read():
    text = "14 Ann Siang Road, Singapore, 069694. (See alternate addresses under Malaysia)"
    assert parse(text).country == "SG"


def test_the_country_named_in_the_text_counts_more_than_the_one_filled_in_beside_it():
    assert parse("15 Haitai Huake Street, Tianjin, China", "DE").country == "CN"
    unsure = parse("15 Haitai Huake Street, Tianjin", "DE")
    assert (unsure.country, unsure.country_sure) == ("DE", False)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("15", HouseNumber(15, 15)),
        ("0015", HouseNumber(15, 15)),
        ("15a", HouseNumber(15, 15, "a")),
        ("301-307", HouseNumber(301, 307)),
        ("1318-19", HouseNumber(1318, 1319)),
        ("101-03", HouseNumber(101, 103)),
        ("76-43", HouseNumber(76, 76, "43")),
        ("8-8", HouseNumber(8, 8, "8")),
        ("14/19", HouseNumber(14, 14, "19")),
        ("29-m", HouseNumber(29, 29, "m")),
        ("p-114", HouseNumber(114, 114, "p")),
        ("12345678901", None),
        ("x", None),
    ],
)
def test_house_numbers_are_read_as_printed(text, number):
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("303", "301-307", True),
        ("302", "301-307", False),
        ("2-16", "2-16", True),
        ("16", "2-16", True),
        ("18", "2-16", False),
        ("1318-19", "1318-20", True),
        ("15", "15a", False),
        ("15", "17", False),
    ],
)
def test_a_number_is_in_a_range_only_on_its_side_of_the_street(one, other, same):
    ours, theirs = parse_number(one), parse_number(other)
    assert ours is not None
    assert theirs is not None
    assert ours.same_door(theirs) is same
    assert theirs.same_door(ours) is same
