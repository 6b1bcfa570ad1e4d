"""Words, dates and texts that strangers wrote."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caveat.domain.screening import Band
from caveat.ui.wording import (
    BAND_WORD,
    FSI,
    PDI,
    age,
    all_countries,
    counted,
    country_name,
    day,
    isolated,
    one_line,
    our_words,
    plain,
    remaining,
    score_text,
    script_of,
    short_hash,
    tip,
)


@given(st.text())
def test_a_strangers_text_never_reorders_or_breaks_the_sentence_around_it(text: str):
    shown = isolated(text)
    assert shown.startswith(FSI)
    assert shown.endswith(PDI)
    inner = shown[1:-1]
    assert not set(inner) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\n\r\x00")


@given(st.text())
@example("0\r\x1b\r0")
def test_cleaning_a_text_twice_changes_nothing_more(text: str):
    assert plain(plain(text)) == plain(text)
    assert one_line(one_line(text)) == one_line(text)


@given(st.text())
def test_a_tool_tip_never_holds_what_could_be_markup(text: str):
    assert "<" not in tip(text)


@given(st.floats(min_value=0, max_value=100))
def test_a_score_is_never_rounded_up_over_the_edge_of_a_band(score: float):
    assert int(score_text(score)) <= score


def test_every_band_has_its_word():
    assert set(BAND_WORD) == set(Band)


def test_dates_read_the_same_on_every_computer():
    assert day(date(2026, 7, 9)) == "9 Jul 2026"
    assert day(None) == "date unknown"


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "1 day"), (1676, "1,676 days"), (None, "age unknown")]
)
def test_an_age_is_said_in_days(days: int | None, words: str):
    assert age(days) == words


def test_counts_take_the_plural_they_need():
    assert counted(1, "hit") == "1 hit"
    assert counted(2, "near miss", "near misses") == "2 near misses"


@pytest.mark.parametrize(
    ("code", "name"), [("CN", "China"), ("tw", "Taiwan"), ("ZZ", "ZZ"), ("", ""), ("北京", "北京")]
)
def test_a_country_is_named_where_the_code_is_known(code: str, name: str):
    assert country_name(code) == name


def test_every_country_can_be_chosen():
    codes = {code for code, _ in all_countries()}
    assert {"CN", "HK", "TW", "RU", "IR", "AE", "KP"} <= codes
    assert len(codes) == len(all_countries()) > 240


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Inspur", "Latin"),
        ("浪潮 (A)", "Han"),
        ("ООО Ромашка", "Cyrillic"),
        ("شركة", "Arabic"),
        ("123", ""),
        ("한국", "Hangul"),
    ],
)
def test_the_script_of_most_letters_is_named(text: str, script: str):
    assert script_of(text) == script


def test_time_left_is_told_in_seconds_then_in_minutes():
    assert remaining(0.2) == "nearly done"
    assert remaining(40) == "about 40 s left"
    assert remaining(300) == "about 5 min left"


def test_a_short_hash_keeps_its_first_characters():
    assert short_hash("9f86d081884c") == "9f86d081…"
    assert short_hash("abc") == "abc"


def test_a_sentence_that_begins_with_an_arabic_name_reads_from_left_to_right():
    shown = our_words("“حزب الله” and the listed name “HIZBALLAH”: one word in two scripts.")
    assert shown.startswith("\u200e“\u2068حزب الله\u2069” and")
    assert (
        our_words("“Huawei” and the listed name “华为”.") == "“Huawei” and the listed name “华为”."
    )
