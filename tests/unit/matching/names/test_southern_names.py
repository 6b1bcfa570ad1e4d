"""Chinese names of Hong Kong, Singapore and Malaysia beside the same in Mandarin."""

import pytest

from asked_as_persons import lost, score_both_ways
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.names.han_names import in_mandarin
from caveat.matching.names.surnames import is_pinyin, southern_in_mandarin, southern_of, syllables

SAME = (
    ("Chan Kwok Keung", "Chen Guoqiang"), ("Cheung Wai Lun", "ZHANG, Weilun"),
    ("Leung Chun-ying", "Liang Zhenying"), ("Tsang Yam-kuen", "Zeng Yinquan"),
    ("Li Ka-shing", "Li Jiacheng"), ("Lau Ming-wai", "Liu Mingwei"),
    ("Wong Chi-fung", "Huang Zhifeng"), ("Kwok Ping-luen", "Guo Binglian"),
    ("Ng Chi-wing", "Wu Zhirong"), ("Chow Yun-fat", "Zhou Runfa"),
    ("Tam Yiu-chung", "Tan Yaozong"), ("Hui Ka Yan", "Xu Jiayin"),
    ("陳國華", "Chan Kwok Wah"), ("Wong Kwok Wah", "黄国华"), ("周潤發", "Chow Yun-fat"),
    ("Fung Kwok-lun", "冯国纶"), ("Hui Ka-yan", "许家印"), ("Goh Keng Swee", "吴庆瑞"),
    ("Tan Ah Kow", "陈亚九"),
)  # fmt: skip
DIFFERENT = (
    ("Chan Kwok Keung", "Chen Guohua"), ("Chan Kwok Keung", "Chen Weiqiang"),
    ("Chan Kwok Keung", "Wang Guoqiang"), ("Cheung Wai Lun", "Zhang Weimin"),
    ("Wong Chi-fung", "Huang Zhiming"), ("Lau Ming-wai", "Liu Mingming"),
    ("Chan Kwok Wah", "陳國強"), ("Wong Kwok Wah", "黄国明"), ("Ho Iat Seng", "He Yiming"),
    ("Chan Siu Ming", "Chen Xiaohong"), ("Wong Wai", "Huang Hui"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_person_is_an_alert(one, other):
    assert score_both_ways(one, other) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_persons_are_none(one, other):
    assert score_both_ways(one, other) < DEFAULT_THRESHOLD


@pytest.mark.parametrize("turned", [False, True])
def test_they_find_one_another(turned):
    assert lost((b, a) if turned else (a, b) for a, b in SAME) == []


def test_a_syllable_of_the_south_stands_for_several_of_mandarin():
    assert "qiang" in in_mandarin("keung")
    assert not in_mandarin("smith")
    assert "guoqiang" in southern_in_mandarin("kwokkeung")
    assert southern_of("zhang", "cheung")
    assert not southern_of("zhang", "zhang")
    assert syllables("wah") == syllables("yuet") == 1
    assert is_pinyin("weilun")
    assert not is_pinyin("kashing")
