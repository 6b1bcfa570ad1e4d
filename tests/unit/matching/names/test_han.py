import pytest

from caveat.matching.names import han


@pytest.mark.parametrize(
    ("text", "number"),
    [("五十四", 54), ("五九", 59), ("十三", 13), ("一百二十一", 121), ("54", 54), ("二〇三", 203),
     ("七", 7), ("", None), ("浪潮", None), ("千", None)],
)  # fmt: skip
def test_chinese_numerals_are_read(text, number):
    assert han.numeral(text) == number


def test_characters_are_simplified_and_read_as_pinyin():
    assert han.simplified("產業") == "产业"
    assert han.pinyin("浪潮") == "langchao"
    assert han.pinyin("重庆") == "chongqing"


def test_a_japanese_name_is_told_from_a_chinese_one():
    assert han.is_japanese("トヨタ自動車")
    assert han.is_japanese("日本電気株式会社")
    assert not han.is_japanese("浪潮电子信息产业股份有限公司")
