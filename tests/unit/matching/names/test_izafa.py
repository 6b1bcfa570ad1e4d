"""Names of two words that an article joins: Zia ur-Rahman, Ziaur Rahman, Ziaurrahman."""

import pytest

from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names

_NEVER_NEAR = 40


def _score(a: str, b: str) -> float:
    return compare_names(a, b, PartyKind.PERSON).score


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Zia-ur-Rehman", "Ziaur Rahman"),
        ("ضیا الرحمان مدنی", "Ziaurrahman Madani"),
        ("ضياء الرحمن", "Ziaur Rahman"),
        ("Anwar ul Haq", "Anwarul Haque"),
        ("Nurul Islam", "Noor-ul-Islam"),
        ("Zaki-ur-Rehman Lakhvi", "Zakiur Rehman Lakhwi"),
        ("Hafiz Saeed ur Rehman", "Saeedur Rahman"),
        ("Khalilur Rahman", "Khalil al-Rahman"),
        ("Tariqul Islam", "Tariq Islam"),
        ("Mohammad Shafiqul Islam Khan", "Shafiqul Islam Khan"),
        ("Saif al-Islam Qadhafi", "Saif ul-Islam Gaddafi"),
        ("Mansur Rahman", "Mansoor Rehman"),
    ],
)
def test_however_it_is_written(a: str, b: str) -> None:
    assert _score(a, b) >= DEFAULT_THRESHOLD
    assert _score(b, a) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Shafiqul Islam", "Rafiqul Islam"),
        ("Md. Shafiqul Islam", "Mohammad Rafiqul Islam"),
        ("Ziaur Rahman", "Mujibur Rahman"),
        ("Anwarul Haque", "Ziaul Haq"),
        ("Nurul Islam", "Nurul Amin"),
    ],
)
def test_what_stands_behind_the_article_makes_no_match(a: str, b: str) -> None:
    assert _score(a, b) < _NEVER_NEAR
