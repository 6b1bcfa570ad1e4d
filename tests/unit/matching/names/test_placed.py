"""Words whose place in a name says what they are."""

import pytest

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names


def points(one: str, other: str) -> float:
    return compare_names(one, other, None).score


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Bharat Dynamics Limited", "BHARAT DYNAMICS LTD, HYDERABAD"),
        ("Bharat Electronics Ltd", "BHARAT ELECTRONICS LIMITED, BENGALURU"),
        ("Kothari Bearings Pvt. Ltd.", "Kothari Bearings Pvt Ltd, Coimbatore"),
        ("Zorvex Maschinenbau GmbH", "Zorvex Maschinenbau GmbH, Oberkochen"),
        ("Microelectronica Bucuresti S.A.", "SC MICROELECTRONICA SA Bucureşti"),
        ("Uzinexport SA", "S.C. Uzinexport S.A."),
        ("Carfil SRL", "SC CARFIL SRL"),
        ("Technopromexport", "ОАО ВО «Технопромэкспорт»"),
        ("Sevmash", "АО «ПО «Севмаш»"),
        ("Sevmash", "JSC PO Sevmash"),
        ("Strela", "АО «ПО «Стрела»"),
        ("Публичное акционерное общество «Камаз»", "KAMAZ PTC"),
        ("ROSTELECOM PJSC", "Rostelecom PTC"),
        ("Commerzbank AG", "Commerzbank AG Niederlassung Luxemburg"),
        ("Landesbank Hessen SE", "Landesbank Hessen SE Zweigniederlassung Esch"),
        ("Mahan Air", "Mahan Airlines"),
        ("Chabahar Airways", "Chabahar Air LLC"),
        ("Caspian Air", "Caspian Airlines"),
        ("Splav", "АО «НПО «Сплав»"),
        ("Uralvagonzavod", "АО «НПК «Уралвагонзавод»"),
        ("Sozvezdie", "АО «Концерн «Созвездие»"),
        ("Wagner Group", "PMC Wagner"),
        ("Wagner Group", "ЧВК «Вагнер»"),
        ("Redut Group", "ЧВК «Редут»"),
        ("PMC Redut", "Private Military Company Redut"),
        ("PMC Wagner", "Private Military Company Wagner"),
        ("Import Export Ltd", "Import Export Ltd, Hyderabad"),
    ],
)
def test_it_takes_no_hit_below_the_line(name, same):
    assert points(name, same) >= DEFAULT_THRESHOLD
    assert points(same, name) == pytest.approx(points(name, same), abs=0.01)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Clean Air Ltd", "Clean Airlines Ltd"),
        ("Mahan Air", "Meraj Airlines"),
        ("PMC Wagner", "PMC Redut"),
        ("АО «НПО «Сплав»", "АО «Концерн «Сплав»"),
        ("АО «НПО «Сплав»", "АО «НПО «Базальт»"),
        ("PTC Inc.", "KAMAZ PTC"),
        ("SC Carfil SRL", "SC Carbid SRL"),
        ("АО «ПО «Стрела»", "АО «ПО «Севмаш»"),
        ("Zorvex Ltd, Hyderabad", "Vorlex Ltd, Hyderabad"),
    ],
)
def test_two_parties_stay_two(name, other):
    assert points(name, other) < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PO SEVMASH", "JSC PO Sevmash"),
        ("PO SEVMASH", "Sevmash"),
        ("IRAN AIR", "IRANAIR"),
        ("Fast Air", "FASTAIR"),
        ("Mahan Air", "Mahan Airlines"),
    ],
)
def test_what_stands_about_a_name_is_read_by_its_place(one, other):
    assert compare_names(one, other).score >= 70


@pytest.mark.parametrize(
    ("name", "added"),
    [
        ("Zimbabwe Iron and Steel Company", "Group"),
        ("Device Consulting", "Holding"),
        ("Arch Consulting", "Branch Office"),
        ("Melli Bank PLC", "Group"),
        ("JSC Element", "Group of Companies"),
        ("ООО «Тесон»", "Холдинг"),
        ("Iran Air", "Services"),
        ("Iran Air", "Shanghai"),
    ],
)
def test_a_body_that_any_company_may_be_takes_no_hit_below_the_line(name, added):
    assert points(f"{name} {added}", name) >= DEFAULT_THRESHOLD
    assert points(name, f"{name} {added}") >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Inspur Group", "Inspur Software"),
        ("Zorvex Institute", "Zorvex Plant"),
        ("Vorlex Holding Moscow Institute", "Vorlex Kazan Plant"),
        ("中国中信集団有限公司", "Beijing Zhongxun Technology Co., Ltd."),
    ],
)
def test_a_group_and_another_firm_of_its_name_stay_two(one, other):
    assert points(one, other) < DEFAULT_THRESHOLD
