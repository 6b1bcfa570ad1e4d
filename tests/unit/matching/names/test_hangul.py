"""Persons in Hangul, which writes surname and given name without a space."""

import pytest

from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names
from caveat.matching.names.surnames import is_hangul_name


@pytest.mark.parametrize("text", ["김정은", "박근혜"])
def test_a_surname_and_two_syllables_may_be_a_person(text: str) -> None:
    assert is_hangul_name(text)


@pytest.mark.parametrize("text", ["", "김", "박근", "현대자동차", "Kim", "쿠팡이"])
def test_anything_else_is_none(text: str) -> None:
    assert not is_hangul_name(text)


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [
        ("KIM, Jong Un", "김정은"),
        ("Kim Jong-un", "김 정은"),
        ("PARK, Geun-hye", "박근혜"),
        ("Lee Jae-yong", "이재용"),
        ("RI, Sol Ju", "리설주"),
        ("CHUNG, Mong-koo", "정몽구"),
        ("金正恩", "김정은"),
    ],
)
def test_one_person_in_two_scripts_is_a_hit(latin: str, hangul: str) -> None:
    assert compare_names(latin, hangul, PartyKind.PERSON).score >= 70


@pytest.mark.parametrize("other", ["KIM, Yo Jong", "PAK, Jong Un", "Kim Il Sung"])
def test_another_person_is_none(other: str) -> None:
    assert compare_names(other, "김정은", PartyKind.PERSON).score < 50


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [("习近平", "Xi Jinping", 70), ("苏博特", "苏博特 Shanghai", 70), ("Hyundai", "현대", 70)],
)
def test_characters_are_a_person_only_beside_what_may_be_one(
    one: str, other: str, least: float
) -> None:
    assert compare_names(one, other).score >= least


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kim Su-Kwang", "Kim Sou-kwang"),
        ("Zhu Rongji", "Chu Jung-chi"),
        ("Tsai Ing-wen", "Cai Yingwen"),
    ],
)
def test_syllables_in_other_romanisations(a: str, b: str) -> None:
    assert compare_names(a, b, PartyKind.PERSON).score >= DEFAULT_THRESHOLD
