import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.report.typeset.breaking import tokens
from caveat.report.typeset.fonts import find_fonts
from caveat.report.typeset.styles import BODY, BOLD, HASH, Span

WORDS = st.text(st.sampled_from("abW -浪潮、（）ش ر\u05d0é12"), max_size=120)


@given(text=WORDS, width=st.floats(30, 400))
@settings(deadline=None)
def test_no_line_is_wider_than_its_column(typesetter, text, width):
    for line in typesetter.lines([Span(text, BODY)], width):
        assert line.width <= width + 0.5


@given(WORDS)
def test_tokens_are_the_text_cut_up(text):
    assert "".join(token for token, _ in tokens(text)) == text


def test_ideographs_break_anywhere_but_before_closing_marks():
    assert [token for token, _ in tokens("浪潮集团（北京）、公司")] == [
        "浪",
        "潮",
        "集",
        "团",
        "（北",
        "京）、",
        "公",
        "司",
    ]


def test_long_tokens_may_break_after_their_punctuation_and_short_ones_not():
    assert [token for token, _ in tokens("15/F-2")] == ["15/F-2"]
    pieces = [token for token, _ in tokens("https://www.bis.gov/entity-list/appendix")]
    assert pieces == ["https://", "www.bis.gov/", "entity-", "list/", "appendix"]


def test_a_span_may_ask_for_a_line_of_its_own_without_a_mark(typesetter):
    lines = typesetter.lines([Span("a", BODY), Span("b", BOLD, new_line=True)], 100)
    assert len(lines) == 2
    assert typesetter.lines([Span("b", BOLD, new_line=True)], 100)[0].width > 0


def test_an_empty_text_is_one_empty_line(typesetter):
    (line,) = typesetter.lines([Span("", BODY)], 100)
    assert line.width == 0
    assert line.operators == ""


def test_a_hash_without_any_space_is_cut_to_the_column(typesetter):
    lines = typesetter.lines([Span("ab12" * 16, HASH)], 120)
    assert len(lines) > 1
    assert all(line.width <= 120 for line in lines)


def test_bold_text_in_a_script_without_a_bold_face_is_thickened(typesetter):
    (line,) = typesetter.lines([Span("浪潮 a", BOLD)], 300)
    assert "2 Tr" in line.operators
    assert line.operators.count("0 Tr") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="relies on Debian's fonts")
def test_arabic_letters_are_joined_and_run_to_the_left(fonts):
    face = fonts.fresh().face_for("ش")
    assert face is not None
    isolated = {glyph.id for letter in "شركة" for glyph in face.shape(letter, right_to_left=True)}
    joined = face.shape("شركة", right_to_left=True)
    assert [glyph.text for glyph in joined] == ["ة", "ك", "ر", "ش"]
    assert {glyph.id for glyph in joined} - isolated


@pytest.mark.skipif(sys.platform != "linux", reason="relies on Debian's fonts")
def test_lam_and_alef_become_one_glyph_that_stands_for_both(fonts):
    face = fonts.fresh().face_for("ل")
    assert face is not None
    (glyph,) = face.shape("لا", right_to_left=True)
    assert glyph.text == "لا"


def test_what_is_no_font_is_passed_over(fonts, tmp_path: Path):
    source = fonts.sans.path
    (tmp_path / "DejaVuSansCondensed.ttf").write_bytes(b"not a font")
    (tmp_path / "LiberationSans-Regular.ttf").write_bytes(source.read_bytes()[:5000])
    (tmp_path / "NotoSans-Regular.ttf").write_bytes(b"")
    (tmp_path / "wqy-microhei.ttc").symlink_to(source)
    assert find_fonts([tmp_path]).sans.sha256 == fonts.sans.sha256
