"""Words of trade that other alphabets borrow, cut short or join, and what they tell apart."""

import pytest

from caveat.domain.parties import Name, PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.names.joined import joined, neighbours
from caveat.matching.names.prepare import prepare

SAME = [
    ("杭州永盛机械制造有限公司", "Hangzhou Yongsheng Machinery Manufacturing Co., Ltd."),
    ("温州鸿泰机械制造厂", "Wenzhou Hongtai Machinery Manufacturing Factory"),
    ("苏州锐科数控设备有限公司", "Suzhou Ruike CNC Equipment Co., Ltd."),
    ("宁波恒立液压有限公司", "Ningbo Hengli Hydraulics Co., Ltd."),
    ("台州鑫磊压缩机有限公司", "Taizhou Xinlei Compressor Co., Ltd."),
    ("大连海丰船务有限公司", "Dalian Haifeng Shipping Co., Ltd."),
    ("舟山鑫达船舶设备有限公司", "Zhoushan Xinda Marine Equipment Co., Ltd."),
    ("江阴齿轮箱制造有限公司", "Jiangyin Gearbox Manufacturing Co., Ltd."),
    ("東莞宏泰塑膠有限公司", "Dongguan Hongtai Plastic Co., Ltd."),
    ("ООО Меркурий Трейд", "Mercury Trade LLC"),
    ("ООО Сатурн Менеджмент", "Saturn Management LLC"),
    ("ООО Балтик Шиппинг", "Baltic Shipping LLC"),
    ("ООО Невский Технолоджис", "Nevsky Technologies LLC"),
    ("ООО Грандис Солюшнс", "Grandis Solutions LLC"),
    ("대성에어로스페이스 주식회사", "Daesung Aerospace Co., Ltd."),
    ("한빛디펜스", "Hanbit Defense"),
    ("우진프리시전", "Woojin Precision"),
    ("المصرف التجاري العراقي", "Commercial Bank of Iraq"),
    ("Al Noor Gen Trdg LLC", "شركة النور للتجارة العامة ذ.م.م"),
    ("Mashin Sazi Arak", "Arak Machinery Manufacturing Company"),
    ("Sanaye Shimiyaei Zanjan", "Zanjan Chemical Industries"),
    ("Hava Peymaye Kish", "Kish Air"),
    ("NAUCHNO-PROIZVODSTVENNOYE OBYEDINENIYE ZVEZDA", "NPO ZVEZDA"),
    ("FSBEI HE Tomsk State University", "Tomsk State University"),
    ("Ali Mustafa Brigades", "Ali Mustafa Battalions"),
    ("Gulf Sea Traders LLC", "Gulf Sea Traders L.L.C, P.O. Box 31417, Dubai"),
    ("Guangzhou Yuexiu Precision Instruments Co., Lim", "广州越秀精密仪器有限公司"),
]
APART = [
    ("杭州永盛机械制造有限公司", "Hangzhou Yonghe Machinery Manufacturing Co., Ltd."),
    ("杭州永盛机械制造有限公司", "Wuhan Yongsheng Machinery Manufacturing Co., Ltd."),
    ("台州鑫磊压缩机有限公司", "Taizhou Xinlin Compressor Co., Ltd."),
    ("ООО Меркурий Трейд", "Saturn Trade LLC"),
    ("대성에어로스페이스 주식회사", "Daehan Aerospace Co., Ltd."),
    ("المصرف التجاري العراقي", "Commercial Bank of Syria"),
    ("Al Wadi Gen Trdg LLC", "Al Waha General Trading LLC"),
    ("Mashin Sazi Arak", "Tabriz Machinery Manufacturing Company"),
    (
        "NAUCHNO-PROIZVODSTVENNOYE OBYEDINENIYE ZVEZDA",
        "NAUCHNO-PROIZVODSTVENNOYE OBYEDINENIYE OPTIKA",
    ),
    ("University of Manchester", "Manchester City University"),
    ("Ohio State University", "Ohio University"),
    ("Kansas State University", "University of Kansas"),
    ("Gulf Sea Traders LLC, P.O. Box 31417", "Red Rock Traders LLC, P.O. Box 31417"),
    ("サーラ住宅株式会社", "SARA"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_that_say_the_same_are_a_hit(one: str, other: str) -> None:
    assert compare_names(one, other, None).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_parties_stay_below_the_line(one: str, other: str) -> None:
    assert compare_names(one, other, None).score < DEFAULT_THRESHOLD


def test_what_compares_well_is_found() -> None:
    listed = [
        ListedParty(key, "US-EL", PartyKind.COMPANY, (Name(name),))
        for key, (_, name) in enumerate(SAME, 1)
    ]
    index = MatchingIndex.build(listed)
    lost = [
        one
        for key, (one, _) in enumerate(SAME, 1)
        if key not in {hit.party for hit in index.search(Query(one)).hits}
    ]
    assert lost == []


@pytest.mark.parametrize("end", ["L", "Li", "Lim", "Limi", "Limite"])
def test_a_legal_form_that_the_field_cuts_off_is_one(end: str) -> None:
    whole = "Zibo Xinhua Pharmaceutical Machinery Co., Limited"
    assert compare_names(f"Zibo Xinhua Pharmaceutical Machinery Co., {end}", whole).score >= 90


def test_a_short_name_is_not_cut_off() -> None:
    assert not prepare("Wang Compa").forms


def test_no_word_is_joined_that_has_no_letters() -> None:
    many, (whole,) = prepare("サーラ住宅").tokens, prepare("SARA").tokens
    free = range(len(many))
    assert joined(whole, many, neighbours(many, free), free) is None
