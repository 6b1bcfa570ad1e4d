"""Names of two words that an article joins: Zia ur-Rahman."""

import pytest

from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names
from caveat.matching.names import izafa

SAME = (
    ("Zia-ur-Rahman Madani", "Ziaurrahman Madani"), ("Zia ur Rehman Khan", "Ziaur Rahman Khan"),
    ("Zia ul Haq Khan", "Ziaul Haq Khan"), ("Khalil, Fazl-ur Rehman", "Fazlur Rehman Khalil"),
    ("Shams ur-Rahman Sher", "Shamsurrahman Sher"), ("Nazmul Huda", "Nazm ul-Huda"),
    ("Aziz-ul-Haq Chowdhury", "Azizul Haque Chowdhury"), ("Kamrul Hasan", "Qamrul Hassan"),
    ("Atiq-ur-Rehman Malik", "Ateequr Rahman Malik"), ("Khalilur Rahman", "Khalil al-Rahman"),
    ("Obaid-ur-Rahman Malik", "Ubaidur Rehman Malik"), ("ضیا الرحمان مدنی", "Ziaurrahman Madani"),
    ("Mansur Rahman Khan", "Mansoor Rahman Khan"),
    ("Mohammad Zia-ul-Haq", "Muhammad Ziaul Haque"),
)  # fmt: skip
DIFFERENT = (
    ("Zia ur Rahman Khan", "Saif ur Rahman Khan"), ("Kamrul Hasan", "Nazmul Hasan"),
    ("Habib ur Rahman Mondal", "Hafiz ur Rahman Mondal"), ("Shafiqul Islam", "Rafiqul Islam"),
    ("Ziaul Haq", "Anwarul Haq"),
)  # fmt: skip


def score(one: str, other: str) -> float:
    return compare_names(one, other, PartyKind.PERSON).score


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_article_may_be_apart_or_joined_to_either(one: str, other: str) -> None:
    assert score(one, other) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_the_half_that_all_share_makes_nobody_the_same(one: str, other: str) -> None:
    assert score(one, other) < DEFAULT_THRESHOLD


def test_a_servant_is_not_read_so() -> None:
    assert izafa.joined("abdulrahman") == ""
    assert izafa.joined("ziaurrehman") == "ziaulrahman"
    assert izafa.halves("ziaulrahman") == ("zia", "ulrahman")
