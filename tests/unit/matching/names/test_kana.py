import pytest

from caveat.matching.names.clean import fold
from caveat.matching.names.kana import romanised
from caveat.matching.names.prepare import prepare


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("コウギョウ", "kogyo"),
        ("トウキョウ", "tokyo"),
        ("カブシキガイシャ", "kabushikigaisha"),
        ("キッコーマン", "kikkoman"),
        ("ニッポン", "nippon"),
        ("マッチ", "matchi"),
        ("ジャパン", "japan"),
        ("ファナック", "fanakku"),
        ("ウィル", "wiru"),
        ("ティー", "ti"),
        ("すずき", "suzuki"),
        ("ヴェラス", "verasu"),
    ],
)
def test_kana_are_written_the_hepburn_way(kana, latin):
    assert romanised(kana) == latin


def test_what_is_no_kana_stays_as_it_is():
    assert romanised("Alder 東 7") == "Alder 東 7"


def test_full_and_half_width_kana_fold_alike():
    assert prepare("ｽｽﾞｷ").tokens == prepare("スズキ").tokens
    assert fold("スズキ") == "suzuki"


def test_a_kana_reading_and_a_romanised_name_hold_the_same_words():
    name = prepare("トダコウギョウカブシキガイシャ")
    assert name.forms == {"JSC"}
    assert name.tokens[0].roman == "toda"
    assert name.tokens[1].meanings == prepare("Toda Kogyo").tokens[1].meanings == {"industry"}


def test_japanese_simplified_characters_mean_what_chinese_ones_do():
    assert prepare("鉄道株式会社").tokens[0].meanings == prepare("铁道有限公司").tokens[0].meanings
