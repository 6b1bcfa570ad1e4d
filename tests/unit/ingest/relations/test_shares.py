"""Shares as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.shares import SMALLEST, WHOLE
from caveat.ingest.relations.shares import NoShareError, share_of
from caveat.ingest.relations.words import share_words

ABOVE, BELOW = Decimal(50) + SMALLEST, Decimal(50) - SMALLEST


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("30 %", 30, 30),
        ("30,5", "30.5", "30.5"),
        ("33.26%", "33.26", "33.26"),
        ("３０％", 30, 30),
        ("百分之30", 30, 30),
        ("100% owned", 100, 100),
        ("30 % of the shares", 30, 30),
        ("30 % (2023)", 30, 30),
        ("approximately 30 %", 25, 35),
        ("ca. 30%", 25, 35),
        ("~33", 32, 34),
        ("约30%", 25, 35),
        ("about 16.3-16.4%", "15.3", "17.4"),
        ("about 100", 95, 100),
        ("30-40", 30, 40),
        ("30 – 40 %", 30, 40),
        ("between 30 and 40 %", 30, 40),
        ("von 30 bis 40", 30, 40),
        (">50", ABOVE, 100),
        ("more than 50 %", ABOVE, 100),
        ("超过50%", ABOVE, 100),
        ("<50", 0, BELOW),
        ("less than 50 percent", 0, BELOW),
        (">= 50", 50, 100),
        ("at least 25", 25, 100),
        ("50+", 50, 100),
        ("up to 5 %", 0, 5),
        ("majority", ABOVE, 100),
        ("majority of shares", ABOVE, 100),
        ("majority (>50%)", ABOVE, 100),
        ("minority", 0, BELOW),
        ("half", 50, 50),
        ("50/50", 50, 50),
        ("wholly owned", 100, 100),
        ("1/3", "33.333333", "33.333334"),
        ("unknown", 0, 100),
        ("?", 0, 100),
        ("0", 0, 0),
    ],
)
def test_a_share_is_understood_and_its_words_are_kept(text: str, low: object, high: object):
    share = share_of(text).share
    assert (share.interval.low, share.interval.high) == (Decimal(str(low)), Decimal(str(high)))
    assert share.stated == text


@pytest.mark.parametrize(
    "text", ["-5", "−5 %", "(5)", "150 %", "100.000001", "over 100 %", "40-30", "9999"]
)
def test_what_cannot_be_a_share_is_told_apart(text: str):
    with pytest.raises(NoShareError) as error:
        share_of(text)
    assert error.value.impossible


@pytest.mark.parametrize(
    "text",
    ["", "abc", "30/70", "1/0", "NaN", "inf", "1e5", "3 of 10", "30 % 40 %", "=30", "x" * 99],
)
def test_what_is_not_understood_is_not_guessed(text: str):
    with pytest.raises(NoShareError) as error:
        share_of(text)
    assert not error.value.impossible


def test_a_part_of_one_and_a_percentage_are_both_left_possible():
    read = share_of("0.3", may_be_part=True)
    assert (read.share.interval.low, read.share.interval.high) == (Decimal("0.3"), Decimal(30))
    assert "part of 1" in read.decided
    assert share_of("0.3").share.interval.high == Decimal("0.3")
    assert share_of("0.3 %", may_be_part=True).share.interval.high == Decimal("0.3")


def test_what_was_decided_is_said():
    assert share_of("approximately 30 %").decided == "is taken as 25 to 35 %"
    assert share_of("30 %").decided == share_of(">50").decided == share_of("unknown").decided == ""


@given(st.text(max_size=70))
def test_any_text_is_a_share_or_refused(text: str):
    try:
        share = share_of(text, may_be_part=True).share
    except NoShareError:
        return
    assert 0 <= share.interval.low <= share.interval.high <= WHOLE


@given(
    st.sampled_from([word for word, _ in share_words()]),
    st.sampled_from([" ", "", ". "]),
    st.decimals(0, 100, places=3),
    st.sampled_from(["", "%", " %", " percent"]),
)
def test_a_word_before_a_figure_never_shuts_the_figure_out_by_more_than_the_smallest_step(
    word: str, gap: str, figure: Decimal, sign: str
):
    try:
        interval = share_of(f"{word}{gap}{figure}{sign}").share.interval
    except NoShareError:
        return
    assert interval.low - SMALLEST <= figure <= interval.high + SMALLEST
