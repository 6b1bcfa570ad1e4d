"""Organisations in Arabic script: consonants alone are everybody's."""

import pytest

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names
from caveat.matching.names.arabic import begins_with_two, long_vowels_agree


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("شركة سابك", "SBEC"),
        ("أرامكو", "RAMAK"),
        ("شركة أرامكو السعودية", "ROMIK S.A."),
        ("الياسمين", "Samina"),
        ("شركة أجيليتي", "EL GOLIAT"),
        ("شركة السلام", "For Salmi"),
    ],
)
def test_other_long_vowels_make_another_name(a: str, b: str) -> None:
    assert compare_names(a, b).score < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("حزب الله", "HIZBALLAH"),
        ("جبهة النصرة", "JABHAT AL-NUSRAH"),
        ("ماهان ایر", "MAHAN AIR"),
        ("هواوي", "Huawei"),
        ("ファーウェイ", "Huawei"),
        ("سيريتل", "SYRIATEL"),
        ("حماس", "HAMAS"),
        ("شركة الأمل", "Amal Company"),
    ],
)
def test_the_same_name(a: str, b: str) -> None:
    assert compare_names(a, b).score >= DEFAULT_THRESHOLD


def test_what_is_written_is_said() -> None:
    assert long_vowels_agree("hmyny", "khomeini")
    assert long_vowels_agree("mwsy", "musa")
    assert not long_vowels_agree("slm", "salmi")
    assert begins_with_two("sbec")
    assert not begins_with_two("shiraz")
