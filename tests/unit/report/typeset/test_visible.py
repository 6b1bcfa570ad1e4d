import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from caveat.report.typeset.visible import one_line, replace_uncovered, spelled_out, visible

ANYTHING = st.text(st.characters(exclude_categories=()))


@given(ANYTHING)
def test_nothing_invisible_is_left_but_line_breaks_and_joiners(text):
    for character in set(visible(text)) - {"\n", "\u200c", "\u200d"}:
        assert unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@given(ANYTHING)
def test_a_single_line_has_no_break(text):
    assert "\n" not in one_line(text)


def test_an_override_is_shown_by_its_number():
    assert visible("a\u202eb") == "a‹U+202E›b"


def test_a_line_break_stays_and_is_marked_once():
    assert visible("a\r\nb\nc") == "a↵\nb↵\nc"


def test_a_joiner_stays_between_persian_letters_only():
    assert visible("می\u200cخواهم") == "می\u200cخواهم"
    assert visible("a\u200cb") == "a‹U+200C›b"
    assert visible("ی\u200c") == "ی‹U+200C›"


def test_a_run_without_a_font_gives_its_latin_form_and_code_points():
    assert spelled_out("ไทย") == "‹aithy = U+0E44 U+0E17 U+0E22›"
    assert spelled_out("\U0001fbff") == "‹U+1FBFF›"


def test_only_what_is_not_covered_is_spelled_out_and_noted():
    noted: list[str] = []
    text = replace_uncovered("a 浪潮 b", str.isascii, noted.append)
    assert text == "a ‹LangChao = U+6D6A U+6F6E› b"
    assert noted == ["浪", "潮"]
