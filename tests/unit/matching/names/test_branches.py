"""A branch is no other legal person than the one that it is of."""

import pytest

from caveat.domain.parties import Name, PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, STRONG, Band, Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.names.prepare import prepare
from caveat.matching.names.side import side_of

BRANCHES = [
    ("Bank Melli Iran, Hamburg Branch", "Bank Melli Iran"),
    ("Bank Saderat PLC (London Branch)", "Bank Saderat PLC"),
    ("Hamburg Branch of Bank Melli Iran", "Bank Melli Iran"),
    ("Deutsche Bank Aktiengesellschaft, Filiale London", "Deutsche Bank AG"),
    ("Deutsche Bank AG Niederlassung Moskau", "Deutsche Bank AG"),
    ("Marmot Handel GmbH Zweigniederlassung Offenbach", "Marmot Handel GmbH"),
    ("BNP Paribas SA, Succursale de Genève", "BNP Paribas SA"),
    ("Banco Santander SA, Sucursal en España", "Banco Santander SA"),
    ("Intesa Sanpaolo Agenzia di Roma", "Intesa Sanpaolo SpA"),
    ("Marmot Handel Oddział w Warszawie", "Marmot Handel sp. z o.o."),
    ("Marmot Handel s.r.o., organizační složka", "Marmot Handel s.r.o."),
    ("Сбербанк, филиал в г. Москве", "ПАО Сбербанк"),
    ("Филиал ПАО Сбербанк в г. Москве", "ПАО Сбербанк"),
    ("ПАО Сбербанк Московский филиал", "Sberbank PJSC"),
    ("Ziraat Bankası Frankfurt Şubesi", "Ziraat Bankası A.Ş."),
    ("Ziraat Bankası Ankara Şubesi", "T.C. Ziraat Bankası A.Ş."),
    ("中国工商银行股份有限公司上海分行", "中国工商银行股份有限公司"),
    ("华为技术有限公司北京分公司", "Huawei Technologies Co., Ltd."),
    ("みずほ銀行 上海支店", "みずほ銀行"),
    ("بانک ملی ایران شعبه هامبورگ", "Bank Melli Iran"),
    ("Marmot Trading LLC Representative Office in Minsk", "Marmot Trading LLC"),
    ("Marmot Trading LLC Offenbach Branch", "Marmot Trading LLC"),
    ("Marmot Optics Branch Office Shanghai", "Marmot Optics Co., Ltd."),
]


@pytest.mark.parametrize(("branch", "of"), BRANCHES)
def test_a_branch_is_a_hit_for_its_legal_person_and_the_reverse(branch: str, of: str) -> None:
    for found in (compare_names(branch, of), compare_names(of, branch)):
        assert DEFAULT_THRESHOLD <= found.score < STRONG


def test_branches_are_found_among_listed_names() -> None:
    listed = [ListedParty(1, "US-EL", PartyKind.COMPANY, (Name("Bank Melli Iran"),))]
    listed += [ListedParty(2, "US-EL", PartyKind.COMPANY, (Name("Rossiya Bank"),))]
    index = MatchingIndex.build(listed)
    for key, text in (
        (1, "Bank Melli Iran, Hamburg Branch"),
        (1, "بانک ملی ایران شعبه هامبورگ"),
        (2, "Rossiya Bank Representative Office, Minsk"),
    ):
        (hit,) = index.search(Query(text)).hits
        assert (hit.party, hit.band) == (key, Band.POSSIBLE)
        assert "a branch is no other legal person" in hit.because


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Olive Branch Trading", "Olive Trading"),
        ("Olive Branch Shipping Ltd", "Shipping Ltd"),
        ("Branch Metrics Inc", "Metrics Inc"),
        ("Deutsche Bank AG Filiale London", "Commerzbank AG"),
        ("Bank Melli Iran Hamburg Branch", "Bank Saderat Iran"),
        ("CETC 13th Research Institute Beijing Branch", "CETC 55th Research Institute"),
        ("Central Bank Beirut Branch", "Central Bank of Iran"),
        ("Bank of China Moscow Branch", "Bank of Moscow"),
    ],
)
def test_the_branch_of_another_and_a_name_that_says_branch_are_no_hits(
    one: str, other: str
) -> None:
    assert compare_names(one, other).score < DEFAULT_THRESHOLD


def test_two_branches_of_one_legal_person_are_related() -> None:
    found = compare_names("Deutsche Bank AG, London Branch", "Deutsche Bank AG, Moscow Branch")
    assert found.band is Band.RELATED
    assert found.contradicted


def test_the_legal_person_is_told_by_its_words() -> None:
    office = side_of(prepare("Bank Melli Iran, Hamburg Branch")).head_office
    assert office is not None
    assert office.tokens == prepare("Bank Melli Iran").tokens
    assert side_of(prepare("Olive Branch Trading")).head_office is None
