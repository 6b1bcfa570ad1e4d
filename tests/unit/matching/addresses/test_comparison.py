import pytest

from caveat.domain.screening import AddressLevel
from caveat.matching.addresses.comparison import compare
from caveat.matching.addresses.parser import parse

SUGON = "No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin"
HO_KING = "Room 1605, Ho King Commercial Center, 2-16 Fa Yuen Street, Mong Kok, Kowloon, Hong Kong"


def compared(one: str, other: str, **options):
    return compare(parse(one), parse(other), **options)


def test_the_sentence_names_both_texts_and_says_what_agrees_and_what_is_not_given():
    found = compared("No. 15 Haitai Huake Rd, Tianjin", SUGON)
    assert found.text == (
        "“No. 15 Haitai Huake Rd, Tianjin” and the listed “No. 15, Haitai Huake Street, Huayuan "
        "Industrial Zone, Tianjin”: same street and number: 15 Haitai Huake Street, Tianjin; "
        "floor not given by either"
    )
    assert found.level is AddressLevel.STREET
    assert 80 <= found.score < 90
    assert not found.contradicts


@pytest.mark.parametrize(
    "text",
    [
        "No. 15 Haitai Huake Street, Huayuan Industrial Zone, Tianjin",
        "15 Haitai Huake Rd., Tianjin",
        "Haitai Huake Street 15, Huayuan Industrial Park, Tianjin, P.R. China",
        "15 Haitai Huake Street",
        "Floor 1-3, 15 Hai Tai Hua Ke Da Jie, Tianjin",
        "15 Haitai Huakke Street, Tianjin",
        "中国天津市华苑产业区海泰华科大街15号",
        "天津市华苑产业区(环外)海泰华科大街15号1-3层",
        "天津市華苑產業區海泰華科大街15號",
    ],
)
def test_the_same_door_written_otherwise_is_the_same_place(text):
    assert compared(text, SUGON).score >= 75


@pytest.mark.parametrize(
    "text",
    [
        "No. 17 Haitai Huake Street, Huayuan Industrial Zone, Tianjin",
        "No. 15A Haitai Huake Street, Tianjin",
        "No. 15 Haitai Huake 2nd Street, Tianjin",
        "No. 15 Haitai West Road, Huayuan Industrial Zone, Tianjin",
        "No. 15 Haitai Huake Street, Shanghai",
        "15 Haitai Huake Street, Hanoi, Vietnam",
        "天津市华苑产业区海泰华科大街25号",
        "Haitai Huake Street, Tianjin",
        "Huayuan Industrial Zone, Tianjin",
        "Tianjin",
        "",
    ],
)
def test_another_number_street_or_city_stays_below_the_alert_line(text):
    assert compared(text, SUGON).score < 70


def test_another_city_contradicts_and_says_which():
    found = compared("No. 15 Haitai Huake Street, Shanghai", SUGON)
    assert found.contradicts
    assert "another place (Shanghai; Tianjin)" in found.text


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Rm 1605, Ho King Comm. Ctr, 2-16 Fa Yuen St, Mongkok", AddressLevel.UNIT),
        ("Flat 5, 16/F, Ho King Commercial Centre, 2-16 Fayuen Street, HK", AddressLevel.UNIT),
        ("Unit 05, Level 16, Ho King Commercial Centre, Mong Kok", AddressLevel.UNIT),
        ("16th Floor, Ho King Commercial Centre, 2-16 Fa Yuen Street", AddressLevel.FLOOR),
        ("16/F, 8 Fa Yuen Street, Mong Kok, Hong Kong", AddressLevel.FLOOR),
    ],
)
def test_the_same_room_or_floor_of_the_same_building_is_a_strong_link(text, level):
    found = compared(text, HO_KING, crowd=24)
    assert found.level is level
    assert found.score >= 90


@pytest.mark.parametrize(
    "text",
    [
        "Room 1606, Ho King Commercial Centre, 2-16 Fa Yuen Street, Mong Kok, Hong Kong",
        "Room 1505, Ho King Commercial Centre, 2-16 Fa Yuen Street, Mong Kok, Hong Kong",
        "Room 1605A, Ho King Commercial Centre, 2-16 Fa Yuen Street, Mong Kok, Hong Kong",
        "9/F, Ho King Commercial Centre, 2-16 Fa Yuen Street, Mong Kok, Hong Kong",
        "Room 1605, 18 Fa Yuen Street, Mong Kok, Hong Kong",
        "Room 1605, 3 Fa Yuen Street, Mong Kok, Hong Kong",
    ],
)
def test_another_tenant_of_the_tower_is_not_the_listed_one(text):
    found = compared(text, HO_KING)
    assert found.score < 70
    assert found.contradicts


def test_a_crowded_tower_is_a_weak_link_without_floor_or_room():
    bare = "Ho King Commercial Centre, 2-16 Fa Yuen Street, Mong Kok, Hong Kong"
    few, many = compared(bare, HO_KING, crowd=2), compared(bare, HO_KING, crowd=24)
    assert 80 <= few.score < 90
    assert 70 <= many.score < 80
    assert "24 listed parties share this place" in many.text


def test_a_registration_agent_ties_nobody_together():
    agent = "PO Box 309, Ugland House, Grand Cayman, KY1-1104, Cayman Islands"
    found = compared(agent, agent)
    assert found.score < 70
    assert "registration agent" in found.text


def test_a_prison_ties_nobody_together():
    text = "FCI POLLOCK FEDERAL CORRECTIONAL INSTITUTION, P.O. BOX 4050, POLLOCK, LA, 71467"
    assert compared(f"INMATE NUMBER: 77801-066, {text}", text).score < 70


def test_two_buildings_of_one_complex_are_not_one_place():
    listed = "CSC Building, KLAS Cargo Complex, KLIA, Sepang, Selangor, Malaysia"
    other = "Freight Forwarders Building, KLAS Cargo Complex, KLIA, Sepang, Selangor, Malaysia"
    assert compared(other, listed).score < 70


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Office 301, Dubai Tower, Deira, Dubai", "Office 301, Dubai Building, Deira, Dubai"),
        ("Dubai Plaza, Dubai, UAE", "Dubai Tower, Dubai, UAE"),
        ("Sharjah Tower, Dubai", "Sharjah Building, Dubai"),
        ("Dubai Shopping Center, Dubai", "Dubai International Financial Centre, Dubai"),
        ("Hong Kong Plaza, Hong Kong", "Hong Kong Building, Hong Kong"),
        ("Istanbul Plaza, Istanbul", "Istanbul Tower, Istanbul"),
    ],
)
def test_two_buildings_that_only_bear_a_towns_name_are_not_one(one, other):
    assert compared(one, other).score < 50


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Office 301, Dubai Towers, Deira, Dubai", "Dubai Tower, Office 301, Deira, Dubai"),
        ("Dubai Shopping Centre, Office 13, Dubai", "Office 13, Dubai Center, Dubai"),
        ("上海市上海大厦301室", "Room 301, Shanghai Mansion, Shanghai"),
        (
            "Room 510, Shenzhen Technology Tower, Shenzhen",
            "Shenzhen Tech Building, Room 510, Shenzhen",
        ),
        ("Sugon Tower, Beijing", "Sugon Building, Beijing"),
        # Street and number agree: what the building is called weighs little.
        ("Dubai Tower, 12 Al Maktoum Road, Dubai", "Dubai Building, 12 Al Maktoum Road, Dubai"),
    ],
)
def test_a_building_that_bears_a_towns_name_is_found_where_its_kind_agrees(one, other):
    assert compared(one, other).score >= 70


def test_another_stroenie_of_a_russian_house_number_is_not_the_same_place():
    listed = "56 Entuziastov Highway, Building 21, Moscow, 111123"
    assert compared("шоссе Энтузиастов, д. 56, стр. 21, Москва", listed).score >= 80
    assert compared("шоссе Энтузиастов, д. 56, стр. 32, Москва", listed).score < 70


def test_a_common_street_needs_the_city_to_agree():
    listed = "No. 8 Renmin Road, Kunshan, Jiangsu, China"
    assert compared("8 Renmin Rd, Kunshan", listed).score >= 70
    assert compared("8 Renmin Rd, China", listed).score < 70
    assert compared("8 Renmin Rd, Nantong, China", listed).score < 70


def test_another_building_of_the_same_site_is_not_the_same_place():
    listed = (
        "Sugon Building, No. 36 Zhongguancun Software Park, No. 8 Dongbeiwang West Road, Beijing"
    )
    other = "3rd Floor, Building 25, No. 8 Dongbeiwang West Road, Beijing"
    same = "北京市海淀区东北旺西路8号中关村软件园36号楼"
    assert compared(other, listed).score < 70
    assert compared(same, listed).score >= 80


def test_a_direction_makes_another_street():
    listed = "No. 66 Yuhua West Road, Shijiazhuang, Hebei"
    assert compared("No. 66 West Yuhua Road, Shijiazhuang", listed).score >= 80
    assert compared("No. 66 Yuhua East Road, Shijiazhuang", listed).score < 70
    assert compared("No. 66 Yuhua Road, Shijiazhuang", listed).score < 70


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15 Haitai Huake Street, Tianjin", SUGON),
        ("Room 1605, 2-16 Fa Yuen Street", HO_KING),
        ("9/F, 2-16 Fa Yuen Street", HO_KING),
        ("P.O. Box 16111, Dubai", "PO Box 16111, Deira, Dubai"),
        ("知春路7号, 北京", "Zhizhen Plaza, 7 Zhichun Road, Beijing"),
    ],
)
def test_which_address_comes_first_does_not_change_the_score(one, other):
    assert compared(one, other).score == compared(other, one).score
    assert compared(one, other).level is compared(other, one).level


@pytest.mark.parametrize(
    ("han", "latin"),
    [
        ("济南市浪潮路1036号", "No. 1036, High-Tech Inspur Road, Jinan, Shandong 250101"),
        ("江苏省昆山市玉山镇南淞路88号", "No. 88, Nansong Rd., Yushan Town, Kunshan, Jiangsu"),
        ("南京市长江路198号14层", "198 Changjiang Road, Nanjing , 210018, 14 / F"),
        ("北京市西城区金融大街29号", "No. 29, Financial Street, Xicheng District, Beijing 100032"),
        (
            "北京市海淀区知春路7号致真大厦C座21层",
            "21/F Tower C Zhizhen Plaza, No. 7 Zhichun Road, Haidian District, Beijing",
        ),
        (
            "深圳市南山区高新南四道18号创维半导体设计大厦西座14层",
            "14 F, Skyworth Semiconductor Design Building, No. 18 Gaoxin South 4th Road, Shenzhen",
        ),
        (
            "中国（四川）自由贸易试验区成都高新区天府大道北段1700号",
            "No. 1700, North Section of Tianfu Avenue, High-tech Zone, Chengdu",
        ),
        (
            "乌鲁木齐市鲤鱼山南路1170号10号楼2单元",
            "Unit 2, Building 10, No. 1170, Liyushan South Road, Urumqi, Xinjiang",
        ),
        (
            "香港九龍旺角花園街2-16號好景商業中心16樓1605室",
            "Room 1605, Ho King Commercial Center, 2-16 Fa Yuen Street, Mong Kok, Kowloon",
        ),
    ],
)
def test_a_han_address_is_the_same_place_as_its_english_form(han, latin):
    assert compared(han, latin).score >= 75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12, Korzhenevskogo Str., Minsk", "Korjenevsky Str., 12, Minsk, 220108"),
        ("UL Koloncova, d.4, Moscow", "4 ul. Kolontsova, Moscow"),
        ("Pr. Yuri Gagarin 1, St. Petersburg", "1 prospekt Yuriya Gagarina, Saint Petersburg"),
        ("29 / 141 Verejskaya Street, Moscow", "Vereiskaya 29, str. 141, Moscow, 121357"),
        ("9 Polyany Street, Suite 6, Moscow", "Ulitsa Polyany 9/6, Moscow"),
        ("16-aya Parkovaya Str., 30, Moscow", "30 16th Parkovaya St, Moscow"),
        ("ул. Корженевского, 12, Минск", "Korjenevsky Str., 12, Minsk"),
    ],
)
def test_a_slavic_street_is_one_in_every_transliteration_and_case(one, other):
    assert compared(one, other).score >= 75


def test_a_direction_written_into_the_name_is_the_direction():
    one = "No. 92 Xidazhi Street, Nangang District, Harbin"
    assert compared(one, "92 West Dazhi Street, Harbin").score >= 80
    assert compared(one, "92 East Dazhi Street, Harbin").score < 70


def test_two_buildings_of_one_park_are_not_one_place_though_the_park_has_one_number():
    found = compared(
        "2nd Floor, Block C, No. 27, Phase I, Zhongguancun Software Park, "
        "No. 8 Dongbeiwang West Road, Beijing, China",
        "No. 36 Zhongguancun Software Park, No. 8 Dongbeiwang West Road, Beijing",
    )
    assert found.contradicts
    assert found.score < 70
    assert "another building or block" in found.text


@pytest.mark.parametrize("street", ["Hauptstr. 5", "Hauptstrasse 5", "Hauptstraße 5", "HAUPTSTR 5"])
def test_a_german_street_is_one_however_it_is_shortened(street):
    assert compared(f"{street}, 10827 Berlin", "Hauptstrasse 5, 10827 Berlin").score > 80


def test_a_district_is_no_street():
    assert "strasse" not in compared("Distr. 5, Baku", "Industr. 5, Baku").text
