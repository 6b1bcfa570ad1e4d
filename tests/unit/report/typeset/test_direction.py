from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from caveat.report.typeset.direction import (
    levels,
    parted_by_direction,
    reads_right_to_left,
    visual_order,
)

MIXED = st.text(st.sampled_from("ab12 ()-,/\u05d0\u05d1\u0634\u0631\u0663."), max_size=30)
UNMIRRORED = str.maketrans(")", "(")


@given(MIXED)
def test_characters_are_shown_in_the_order_of_the_unicode_algorithm(text):
    shown = "".join(visual_order(text, levels(text)))
    # The library also mirrors brackets, which here is the font's work when it shapes them.
    assert shown.translate(UNMIRRORED) == get_display(text).translate(UNMIRRORED)


def test_latin_text_has_level_nought_and_keeps_its_order():
    assert list(levels("No. 15, (A)")) == [0] * 11
    assert visual_order("abc", [0, 0, 0]) == ["a", "b", "c"]


def test_a_quoted_debugging_marker_does_not_confuse_the_levels():
    text = "\u0634 levels: [ Level(7)"
    assert len(levels(text)) == len(text)
    assert max(levels(text)) <= 2


def test_the_first_strong_letter_decides_how_a_text_reads():
    assert reads_right_to_left("12 \u0634\u0631 Ltd")
    assert not reads_right_to_left("Ltd \u0634\u0631")
    assert not reads_right_to_left("")


def test_a_sentence_is_cut_where_its_direction_changes():
    pieces = parted_by_direction("“حزب الله” and ‘HIZBALLAH’")
    assert pieces == ["“", "حزب الله", "” and ‘HIZBALLAH’"]
    assert "".join(pieces) == "“حزب الله” and ‘HIZBALLAH’"
    assert parted_by_direction("“Huawei”: 92.5") == ["“Huawei”: 92.5"]
    assert parted_by_direction("") == []
