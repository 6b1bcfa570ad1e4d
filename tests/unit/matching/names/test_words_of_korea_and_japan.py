"""Firms in Hangul and in Japanese characters: a word is translated, or written by its sound."""

import pytest

from caveat.domain.parties import Name, PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.names.prepare import prepare


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("조선광업개발무역회사", "Korea Mining Development Trading Corporation"),
        ("조선무역은행", "DPRK Trade Bank"),
        ("한국전력공사", "Korea Electric Power Corporation"),
        ("(주)한국정밀", "Hankuk Precision Co., Ltd."),
        ("(주)한국정밀", "Korea Precision Co., Ltd."),
        ("한국원자력연구원", "Korea Atomic Energy Research Institute"),
        ("현대자동차", "Hyundai Motor Company"),
        ("강성무역회사", "Kangsong Trading Company"),
        ("동방은행", "Tongbang Bank"),
        ("トヨタ自動車株式会社", "Toyota Motor Corporation"),
        ("川崎重工業株式会社", "Kawasaki Heavy Industries, Ltd."),
        ("川崎重工業株式会社", "Kawasaki Jukogyo KK"),
        ("日立造船株式会社", "Hitachi Zosen Corporation"),
        ("島津製作所", "Shimadzu Seisakusho"),
    ],
)
def test_a_firm_is_itself_in_latin_letters(one: str, other: str) -> None:
    assert compare_names(one, other).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("한국정밀", "Korea Machinery Co"),
        ("조선무역은행", "Korea Development Bank"),
        ("강성무역회사", "Kangwon Trading Company"),
        ("평양무역회사", "Seoul Trading Company"),
        ("삼성전자", "Samsung Heavy Industries"),
        ("川崎重工業", "Kawasaki Kisen"),
        ("トヨタ自動車", "Nissan Motor"),
    ],
)
def test_another_firm_is_none(one: str, other: str) -> None:
    assert compare_names(one, other).score < DEFAULT_THRESHOLD


def test_korea_does_not_contradict_the_north() -> None:
    assert not compare_names("조선무역은행", "DPRK Trade Bank").contradicted
    assert not compare_names("Korea Trade Bank", "DPRK Trade Bank").contradicted


def test_what_a_hangul_word_sounds_like_is_no_latin_word() -> None:
    assert prepare("수산").tokens[0].meanings
    assert not prepare("Susan").tokens[0].meanings


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("Kangsong Precision Company", "강성정밀"),
        ("강성정밀", "Kangsong Precision Company"),
        ("Banque Centrale de Syrie", "Central Bank of Syria"),
        ("Щёлковский завод Заря", "Shchelkovo Zarya Plant"),
        ("Gebrüder Sulzbach AG", "Sulzbach Brothers Ltd"),
        ("Zhuzhou Semiconductor Machinery Company", "Zhuzhou Semicond. Mach. Co."),
    ],
)
def test_what_compares_well_is_found(listed: str, asked: str) -> None:
    others = ("Alder Optics GmbH", "Quillfeather Shipping", "Kangwon Trading", "Odintsovo Plant")
    index = MatchingIndex.build([
        ListedParty(key, "US-EL", PartyKind.COMPANY, (Name(name),))
        for key, name in enumerate((listed, *others))
    ])  # fmt: skip
    hits = index.search(Query(asked)).hits
    assert hits
    assert hits[0].party == 0
