"""Given names joined and spelled otherwise, long vowels of Japanese, fathers, Urdu."""

import pytest

from asked_as_persons import lost, score_both_ways
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names
from caveat.matching.names.given import made_of
from caveat.matching.names.han_names import in_japanese

SAME = (
    ("Gholamreza Soleymani Dehkordi", "Qolam Reza Soleimani Dehkordi"),
    ("Mohammadreza Zahedi", "Muhammed Riza Zahedi"),
    ("Mohammadbagher Tehrani", "Muhammad Baqir Tehrani"),
    ("Amirhossein Tehrani", "Emir Hussein Tehrani"),
    ("Ohta Shinichirou", "Ota Shin'ichiro"), ("Ohno Taroh", "Ono Taro"),
    ("Gotoh Ryuuichi", "Goto Ryuichi"), ("Ohshima Kyouhei", "Oshima Kyohei"),
    ("خالد محمود چوہدری", "Khalid Mahmood Chaudhry"), ("عاصم منیر", "Asim Munir"),
    ("ملک ریاض حسین", "Malik Riaz Hussain"), ("قمر جاوید باجوہ", "Qamar Javed Bajwa"),
    ("GUZMÁN LOERA, Joaquín Archivaldo", "Joaquin Guzman"),
    ("Muhammad bin Saleh Darwish", "Saleh Darwish"),
)  # fmt: skip
DIFFERENT = (
    ("Gholamreza Tehrani", "Qolam Hossein Tehrani"), ("Mohammadreza Zahedi", "Muhammad Ali Zahedi"),
    ("Ohta Shinichirou", "Ota Shinjiro"), ("Ohno Taroh", "Ono Jiro"),
    ("خالد محمود چوہدری", "Khalid Mahmood Chishti"),
    ("Mahmoud ibn Ismail Darwish", "Ismail Darwish"), ("Yusuf bin Ahmad Kuwari", "Ahmad Kuwari"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_person_is_an_alert(one, other):
    assert score_both_ways(one, other) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_persons_are_none(one, other):
    assert score_both_ways(one, other) < DEFAULT_THRESHOLD


@pytest.mark.parametrize("turned", [False, True])
def test_they_find_one_another(turned):
    pairs = [(b, a) if turned else (a, b) for a, b in SAME]
    # A name of unknown kind is not always read as a person's.
    asked = {
        text for text, listed in pairs if compare_names(text, listed).score >= DEFAULT_THRESHOLD
    }
    assert asked.isdisjoint(lost(pairs))


def test_halves_may_be_spelled_in_any_way():
    assert made_of("gholamreza", "qolam", "riza")
    assert not made_of("gholamreza", "qolam", "hossein")


def test_long_vowels_are_short_in_japanese_alone():
    assert in_japanese("ohta") == "ota"
    assert in_japanese("shinichirou") == "shinichiro"
    assert not in_japanese("kohl")
