"""Chinese and Korean names in Cyrillic letters."""

import pytest

from caveat.domain.parties import Name, PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.names.clean import fold
from caveat.matching.names.cyrillic_east import place, readings

_NEVER_NEAR = 60


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("Цзиньпин", "jinping"),
        ("Цзіньпін", "jinping"),
        ("Сяопин", "xiaoping"),
        ("Шанфу", "shangfu"),
        ("Хуавэй", "huawei"),
        ("Юйлань", "yulan"),
        ("Чжао", "zhao"),
        ("Ын", "un"),
        ("Чхве", "choe"),
        ("Пак", "park"),
    ],
)
def test_a_word_is_read(word: str, latin: str) -> None:
    assert latin in readings(fold(word))


@pytest.mark.parametrize("word", ["Петров", "Алексей", "Завод", "Щукин", ""])
def test_a_russian_word_has_no_such_reading(word: str) -> None:
    assert not readings(fold(word))


def test_a_place_is_known() -> None:
    assert place(fold("Шэньчжэнь")) == "shenzhen"
    assert not place(fold("Самара"))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Xi Jinping", "Си Цзиньпин"),
        ("Си Цзіньпін", "Xi Jinping"),
        ("Li Shangfu", "Ли Шанфу"),
        ("Zhao Leji", "Чжао Лэцзи"),
        ("Kim Jong Un", "Ким Чен Ын"),
        ("Choe Son Hui", "Цой Сон Хи"),
        ("Yoon Suk-yeol", "Юн Сок Ёль"),
        ("Moon Jae-in", "Мун Чжэ Ин"),
    ],
)
def test_persons(a: str, b: str) -> None:
    assert compare_names(a, b, PartyKind.PERSON).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Xi Jinping", "Си Цзиньтао"),
        ("Wang Huning", "Ван Цишань"),
        ("Kim Jong Un", "Ким Чен Ир"),
        ("Li Keqiang", "Ли Шанфу"),
    ],
)
def test_another_given_name_is_another_person(a: str, b: str) -> None:
    assert compare_names(a, b, PartyKind.PERSON).score < _NEVER_NEAR


def test_organisations() -> None:
    pairs = [
        ("Шэньчжэнь Хуавэй Технолоджис", "Shenzhen Huawei Technologies"),
        ("ООО «Чанчунь Жуйда»", "Changchun Ruida Co., Ltd."),
    ]
    for a, b in pairs:
        assert compare_names(a, b).score >= DEFAULT_THRESHOLD, (a, b)
    assert compare_names("Шэньчжэнь Жуйда", "Guangzhou Ruida").score < DEFAULT_THRESHOLD


def test_a_search_finds_them_either_way() -> None:
    names = ("Zhao Leji", "Чжао Лэцзи")
    index = MatchingIndex.build(
        [
            ListedParty(key, "US-SDN", PartyKind.PERSON, (Name(name),))
            for key, name in enumerate(names)
        ]
    )
    for asked in names:
        assert len(index.search(Query(asked)).hits) == len(names)
