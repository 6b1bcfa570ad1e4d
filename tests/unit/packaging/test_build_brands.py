"""The candidates for brands are words that alone differ between two names of one party."""

import pytest

import build_brands
from caveat.matching.names.prepare import prepare


def found(one: str, other: str) -> tuple[str, str] | None:
    return build_brands.candidate(prepare(one), prepare(other))


def test_one_word_for_another_in_two_names_of_one_party_is_a_candidate():
    assert found("Wuhan Xqvolm Technology Co., Ltd.", "Wuhan Brzuth Technology") == (
        "xqvolm",
        "brzuth",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tianjin Feiteng Technology", "Tianjin Phytium Technology"),
        ("Wuhan Xqvolm Technology", "Wuhan Xqvolmm Technology"),
        ("Wuhan Xqvolm Technology", "Wuxi Brzuth Technology"),
        ("Wuhan Xqvolm Alder Technology", "Wuhan Brzuth Technology"),
        ("Wuhan Xqvolm Technology", "Wuhan BRZ Technology"),
        ("Wuhan Xqvolm Technology", "Wuhan Semiconductor Technology"),
    ],
)
def test_known_misspelled_lone_abbreviated_and_ordinary_words_are_none(one, other):
    assert found(one, other) is None


def test_short_names_are_a_rule_of_their_own():
    assert build_brands.rule(prepare("Xqvolm"), prepare("Brzuth"), native=False) == "alone"
    assert build_brands.rule(prepare("Xqvolm"), prepare("楷嬴"), native=True) == "native"
