"""What a name proves that many firms carry, and what little words and group brands add to it."""

import pytest

from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names
from caveat.matching.names.prepare import prepare
from caveat.matching.names.score import score
from caveat.matching.names.side import side_of
from caveat.matching.names.verdict import Verdict


def asked(name: str, listed: str) -> Verdict:
    """As a search compares them: what the supplier's name leaves out is not forgiven."""
    return score(side_of(prepare(name)), side_of(prepare(listed)), typing=True)


def is_hit(name: str, listed: str) -> bool:
    return asked(name, listed).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Ruixin International", "Xi'an Ruixin Investment Co., Ltd."),
        ("Royal Holdings Co., Ltd.", "Royal Africa Holding"),
        ("Cluster Technology Co., Ltd.", "Lianzhong Cluster (Beijing) Technology Co., Ltd."),
    ],
)
def test_a_name_that_many_carry_leaves_nothing_out(name: str, listed: str) -> None:
    assert not is_hit(name, listed)


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Rion Co., Ltd.", "Shenzhen Rion Technology"),
        ("Chengdu Ruixin Investment Co., Ltd.", "Ruixin Investment"),
        ("Fang Yu Holding", "Fang Yu"),
    ],
)
def test_a_rare_name_may_and_any_name_may_add(name: str, listed: str) -> None:
    assert is_hit(name, listed)


@pytest.mark.parametrize(
    ("name", "listed"), [("Victory City", "Victory"), ("Media Do Co., Ltd.", "Number Media Ltd.")]
)
def test_one_word_with_a_little_word_that_means_something_is_another_name(
    name: str, listed: str
) -> None:
    assert not asked(name, listed).same_words
    assert not is_hit(name, listed)


@pytest.mark.parametrize(("name", "listed"), [("Amana", "Al Amana S.A.R.L."), ("Base", "The Base")])
def test_an_article_makes_no_other_name(name: str, listed: str) -> None:
    assert is_hit(name, listed)


def test_letters_of_a_brand_are_an_abbreviation_whatever_script_the_form_is_in() -> None:
    assert asked("株式会社STG", "Stroytransgaz").capped == "acronym"
    assert not is_hit("ODK Solutions Company, Ltd", "United Engine Corporation")
    assert is_hit("BYD Co., Ltd.", "比亚迪股份有限公司")


def test_members_of_a_group_are_kin_where_one_alone_says_its_trade() -> None:
    verdict = asked("CSSC Science & Technology Co., Ltd", "CSSC Electronic Technology")
    assert verdict.capped == "kin"
    assert verdict.carries


def test_different_trades_speak_against_an_equal_name() -> None:
    assert not is_hit("Penta-Ocean Construction Co., Ltd.", "Penta Ocean Ship Management")


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("China Life Insurance Company Limited", "Trust Life Insurance Company S.A.L."),
        ("North Mining", "North Korean Mining Development Trading Corporation"),
        ("Oriental Land Co., Ltd.", "Bank of East Land"),
    ],
)
def test_a_trade_a_country_and_a_direction_are_no_names(name: str, listed: str) -> None:
    assert not is_hit(name, listed)


def test_a_name_within_what_a_body_does_is_not_carried() -> None:
    institute = "Oil Refining and Petrochemical Facilities Design Institute"
    assert not asked("Airport Facilities Co., Ltd.", institute).carries
    assert asked("Beijing Zygmatrix Plant", "Beijing Aerospace Zygmatrix Co., Ltd").carries


def test_another_syllable_is_another_person() -> None:
    assert compare_names("Sing Tao", "Ge Song Tao", PartyKind.PERSON).score < DEFAULT_THRESHOLD
