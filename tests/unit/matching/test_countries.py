import pytest

from caveat.matching.countries import agree, contradict, country_code


@pytest.mark.parametrize(
    ("text", "code"),
    [("cn", "CN"), (" HK ", "HK"), ("UK", "GB"), ("China", ""), ("", ""), ("1x", ""), ("ÖÄ", "")],
)
def test_only_alpha_2_codes_are_codes(text, code):
    assert country_code(text) == code


def test_china_and_its_territories_are_one():
    assert agree("HK", "CN")
    assert agree("MO", "HK")
    assert not contradict("HK", ("CN",))


def test_taiwan_and_china_neither_agree_nor_contradict():
    assert not agree("TW", "CN")
    assert not contradict("TW", ("CN",))
    assert not contradict("HK", ("TW",))


def test_one_agreeing_country_is_enough():
    assert not contradict("DE", ("IR", "DE"))
    assert contradict("DE", ("IR", "AE"))
    assert not contradict("", ("IR",))
    assert not contradict("DE", ())
