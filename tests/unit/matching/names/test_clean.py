import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.matching.names.clean import MAX_CHARACTERS, clean, fold, skeleton, variant_key


@given(st.text(max_size=300))
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(st.text(max_size=60))
def test_a_folded_word_holds_only_lower_case_letters_and_digits(text):
    folded = fold(text)
    assert folded == "" or (folded.isascii() and folded.isalnum() and folded == folded.lower())


def test_a_very_long_text_is_cut():
    assert len(clean("x" * 50_000)) == MAX_CHARACTERS
    assert len(clean("浪" * 50_000)) == MAX_CHARACTERS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ｉｎｓｐｕｒ　Ｇｒｏｕｐ", "Inspur Group"),
        ("In\u200bspur\u200f Group\u202c", "Inspur Group"),
        ("line one\r\n\tline two", "line one line two"),
        ("Xi’an", "Xi'an"),
        ("OOO CTPATИM", "OOO СТРАТИМ"),
        ("Акционерноe", "Акционерное"),
        ("SUGОN", "SUGON"),
    ],
)
def test_every_way_of_writing_becomes_one(text, expected):
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hartis", "khartis"),
        ("micro", "mikro"),
        ("pooya", "pouya"),
        ("sanat", "sanaat"),
        ("leontyev", "leontiev"),
        ("kheibar", "khaybar"),
        ("novastream", "novastrim"),
        ("ostec", "ostek"),
    ],
)
def test_usual_transliterations_share_a_key(one, other):
    assert variant_key(one) == variant_key(other)


def test_different_words_do_not_share_a_key():
    assert variant_key("delta") != variant_key("dena")
    assert variant_key("keda") != variant_key("kaida")


def test_a_skeleton_is_what_arabic_script_writes():
    assert skeleton("mohammed") == skeleton("muhammad")
    assert skeleton("usama") == skeleton("osama")


@pytest.mark.parametrize(
    ("mixed", "plain"),
    [
        ("ТSКВ RM, AO", "TSKB RM, AO"),  # beside Latin words
        ("ООО РОCТЕХ", "ООО РОСТЕХ"),  # beside Cyrillic ones
        ("РОSІS", "POSIS"),  # of letters that Russian has not
        ("SHА'ВІ", "SHA'BI"),
    ],
)
def test_a_word_that_looks_the_same_in_both_alphabets_is_read_as_its_neighbours_are(mixed, plain):
    assert clean(mixed) == plain
