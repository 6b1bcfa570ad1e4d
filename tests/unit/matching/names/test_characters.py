"""Names in Chinese characters that sound alike and are not the same name."""

import pytest

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names

OTHER_FIRMS = [
    ("东莞市华力机械有限公司", "东莞市华利机械有限公司"),
    ("苏州恒星光电有限公司", "苏州恒兴光电有限公司"),
    ("深圳市宏达精密有限公司", "深圳市鸿达精密有限公司"),
    ("西安天宇航空器材有限公司", "西安添裕航空器材有限公司"),
    ("高雄宏昇機械股份有限公司", "高雄鴻聲機械股份有限公司"),
    ("哈飞航空", "哈非航空"),
]
ONE_FIRM = [
    ("杭州海康威视数字技术股份有限公司", "杭州海康微视数字技术股份有限公司"),
    ("東芝機械", "东芝机械"),
    ("臺灣華通電子", "台湾华通电子"),
    ("无锡永信传感器有限公司", "Wuxi Yongxin Sensor Co Ltd"),
    ("无锡永鑫传感器有限公司", "Wuxi Yongxin Sensor Co Ltd"),
]


@pytest.mark.parametrize(("one", "other"), OTHER_FIRMS)
def test_other_characters_of_one_sound_are_a_near_miss(one: str, other: str) -> None:
    found = compare_names(one, other)
    assert 30 <= found.score < DEFAULT_THRESHOLD, found.because
    assert "other characters of one sound" in found.because


@pytest.mark.parametrize(("one", "other"), ONE_FIRM)
def test_characters_that_only_are_written_otherwise_are_one_name(one: str, other: str) -> None:
    found = compare_names(one, other)
    assert found.score >= DEFAULT_THRESHOLD, found.because


def test_provinces_of_one_sound_contradict() -> None:
    found = compare_names("山西华泰重工机械有限公司", "陕西华泰重工机械有限公司")
    assert found.score < DEFAULT_THRESHOLD
    assert "contradicts" in found.because
