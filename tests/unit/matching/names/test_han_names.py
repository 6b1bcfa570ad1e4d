import csv

import pytest

from caveat.matching.names import han
from caveat.matching.names.han_names import hong_kong, japanese_parted, readings, short_vowels
from caveat.resources import resource


@pytest.mark.parametrize(
    ("characters", "reading"),
    [
        ("大文", "taiman"), ("嘉誠", "kashing"), ("志強", "chikeung"), ("蔭權", "yamkuen"),
        ("光耀", "kuanyew"), ("顯龍", "hsienloong"), ("健一", "kenichi"), ("鈴木", "suzuki"),
    ],
)  # fmt: skip
def test_characters_are_read_outside_mandarin(characters, reading):
    assert reading in readings(han.simplified(characters))


def test_what_the_table_does_not_hold_has_no_reading():
    assert readings("龘") == ()


def test_jyutping_becomes_the_spellings_of_hong_kong():
    assert "keung" in hong_kong("koeng")
    assert {"chi", "tsz"} <= set(hong_kong("zi"))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("田中健一", ("田中", "健一")),
        ("渡邊恒雄", ("渡边", "恒雄")),
        ("石原慎太郎", ("石原", "慎太郎")),
        ("王伟强", ()),
        ("高木兰", ()),
    ],
)
def test_japanese_names_are_parted_where_the_table_knows_them(name, parts):
    assert japanese_parted(name) == parts


def test_long_vowels_are_short():
    assert short_vowels("ohtani") == "otani"
    assert short_vowels("kouhei") == "kohei"


def test_every_form_is_simplified_and_stands_once():
    with resource("lexicons/han_name_readings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = [(row["form"], row["system"], row["reading"]) for row in rows]
    assert len(set(keys)) == len(keys) > 2_000
    assert [row["form"] for row in rows if han.simplified(row["form"]) != row["form"]] == []
    assert {row["verified"] for row in rows} == {"no"}
