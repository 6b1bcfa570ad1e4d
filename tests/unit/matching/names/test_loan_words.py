"""English words of trade in Cyrillic letters and in Hangul, and words of trade in Chinese runs."""

import pytest

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Алуминий Трейд ЕООД", "Aluminiy Trade EOOD"),
        ("ООО «Зорвел Энерджи Солюшнс»", "Zorvel Energy Solutions LLC"),
        ("ТОО «Каспэл Шиппинг Групп»", "Kaspel Shipping Group LLP"),
        ("Hanwha Aerospace Co., Ltd.", "한화에어로스페이스"),
        ("宁波海鑫机械制造有限公司", "Ningbo Haixin Machinery Manufacturing Co., Ltd."),
        ("东莞精锐数控机床厂", "Dongguan Jingrui CNC Machine Tool Factory"),
        ("Commercial Bank of Syria", "المصرف التجاري السوري"),
        ("King Saud University", "جامعة الملك سعود"),
        ("East China Institute of Optoelectronic Integrated Devices", "华东光电集成器件研究所"),
    ],
)
def test_words_of_trade_mean_the_same(a: str, b: str) -> None:
    assert compare_names(a, b).score >= DEFAULT_THRESHOLD
    assert compare_names(b, a).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("ООО «Зорвел Энерджи»", "Zorvel Shipping LLC"),
        ("宁波海鑫机械制造有限公司", "Ningbo Haida Machinery Manufacturing Co., Ltd."),
        ("조선무역은행", "조선해운"),
        ("Commercial Bank of Syria", "المصرف التجاري العراقي"),
    ],
)
def test_and_tell_nobody_apart_or_together_alone(a: str, b: str) -> None:
    assert compare_names(a, b).score < DEFAULT_THRESHOLD
