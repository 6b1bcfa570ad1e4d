"""Texts folded for comparison."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.folding import fold_heading, folded, same_text


@pytest.mark.parametrize(
    ("one", "other"),
    [("กิน", "กัน"), ("किरण", "कुरण"), ("မြန်", "မွန်"), ("கொல்", "கோல்"), ("مُدير", "مدير")],
)
def test_vowel_marks_tell_words_apart_in_every_folding(one: str, other: str) -> None:
    for fold in (folded, fold_heading, same_text):
        assert fold(one) != fold(other)
        assert " " not in fold(one)


def test_case_width_and_signs_fold_away_for_a_loose_comparison() -> None:
    assert folded("ＡＣＭＥ-Tools, Ltd.") == "acme tools ltd"
    assert folded("C+") == folded("C#")
    assert fold_heading("ＮＯ. Société_Nom") == "no societe nom"


def test_only_case_width_and_spaces_fold_away_for_a_repetition() -> None:
    assert same_text(" ＡＣＭＥ  Ltd.\n") == "acme ltd."
    assert same_text("C+") != same_text("C#")


@given(st.text())
def test_folded_texts_are_single_spaced(text: str) -> None:
    for fold in (folded, fold_heading, same_text):
        assert fold(text) == " ".join(fold(text).split())
