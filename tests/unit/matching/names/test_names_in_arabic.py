"""Given names in Arabic script are told from others of the same consonants."""

import pytest

from caveat.domain.parties import Name, PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty


def score_of(one: str, other: str) -> float:
    there = compare_names(one, other, PartyKind.PERSON).score
    assert compare_names(other, one, PartyKind.PERSON).score == there
    return there


SAME = (
    ("Omar al-Masri", "عمر المصري"),
    ("Amr al-Masri", "عمرو المصري"),
    ("Hossein Salami", "حسین سلامی"),
    ("Mahmoud Abbas", "محمود عباس"),
    ("Saad Hariri", "سعد الحريري"),
    ("Abdul Rahman Al-Saadi", "عبد الرحمن السعدي"),
    ("Obaidullah Qahtani", "عبيد الله القحطاني"),
    ("Mehmet Yilmaz", "محمد يلماز"),
    ("Amir Haddad", "أمير حداد"),
    ("Mohammad-Reza Naqdi", "محمدرضا نقدی"),
    ("Mohammadreza Naqdi", "محمد رضا نقدی"),
    ("Gholam Hossein Rezaei", "غلامحسین رضایی"),
    ("Ali Reza Tangsiri", "علیرضا تنگسیری"),
    ("Amir Hossein Karimi", "امیرحسین کریمی"),
    ("Hamid-Reza Ahmadi", "حمیدرضا احمدی"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_in_both_scripts_is_one(one: str, other: str) -> None:
    assert score_of(one, other) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Omar al-Masri", "عمرو المصري"),
        ("Hassan Salami", "حسین سلامی"),
        ("حسن حبيب", "حسين حبيب"),
        ("Mohamed Hassan", "محمود حسن"),
        ("Mahmoud Hassan", "محمد حسن"),
        ("Mahmoud Abbas", "أحمد عباس"),
        ("Saad Hariri", "سعيد الحريري"),
        ("Jamil Haddad", "جمال حداد"),
        ("Salman Franjieh", "سليمان فرنجية"),
        ("Abdul Rahman Al-Saadi", "عبد الرحيم السعدي"),
        ("Abdullah Qahtani", "عبيد الله القحطاني"),
        ("Abdul Karim Qassim", "عبدالحكيم قاسم"),
        ("Mohammad-Reza Naqdi", "محمدعلی نقدی"),
        ("Gholamhossein Rezaei", "غلامرضا رضایی"),
    ],
)
def test_another_name_of_the_same_consonants_is_another(one: str, other: str) -> None:
    assert score_of(one, other) < DEFAULT_THRESHOLD


def test_they_are_found_from_either_script() -> None:
    for place in (0, 1):
        index = MatchingIndex.build(
            ListedParty(key, "US-SDN", PartyKind.PERSON, (Name(pair[place]),))
            for key, pair in enumerate(SAME)
        )
        for key, pair in enumerate(SAME):
            hits = index.search(Query(pair[1 - place])).hits
            assert key in {hit.party for hit in hits}, pair
