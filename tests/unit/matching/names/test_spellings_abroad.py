"""Companies whose Arabic and Indian words are spelled in several ways."""

import pytest

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al Noor Trading", "Al Nour Trading"), ("Noor Trading LLC", "Nur Trading LLC"),
        ("Al Khaleej Trading", "Alkhalij Trading"), ("Fajr Industries", "Fadjr Industries"),
        ("Jazeera Airways", "Djazira Airways"), ("Lakshmi Exports", "Laxmi Exports"),
        ("Bin Laden Group", "Binladin Group"), ("Al Hilal Trading", "Al Helal Trading"),
        ("Al Sadiq Trading", "Al Sadeq Trading"), ("Jyoti Industries", "Jyothi Industries"),
        ("شركة النور", "Al Noor Company"), ("القمة للتجارة", "Al Qimma Trading"),
        ("شركة الأمل", "Amal Company"), ("शारदा स्टील", "Sharda Steel"),
        ("टाटा स्टील", "Tata Steel"), ("महिंद्रा एंड महिंद्रा", "Mahindra & Mahindra"),
    ],
)  # fmt: skip
def test_spellings_of_one_word_are_an_alert(one, other):
    assert compare_names(one, other).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al Noor Trading", "Al Nasr Trading"), ("Noor Trading LLC", "Nar Trading LLC"),
        ("Fajr Industries", "Fakhr Industries"), ("Lakshmi Exports", "Laxman Exports"),
        ("Moon Trading", "Mun Trading"), ("Root Logistics", "Rut Logistics"),
        ("Bin Laden Group", "Binhadi Group"), ("شركة النور", "Al Nasr Company"),
        ("شركة المدار", "Al Manar Company"), ("شركة الصفا", "Saif Company"),
        ("टाटा स्टील", "Tara Steel"),
    ],
)  # fmt: skip
def test_other_words_are_none(one, other):
    assert compare_names(one, other).score < DEFAULT_THRESHOLD
