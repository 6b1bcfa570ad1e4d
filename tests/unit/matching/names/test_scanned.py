import pytest

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names
from caveat.matching.names.persons import read_person
from caveat.matching.names.prepare import prepare
from caveat.matching.names.scanned import unscanned


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Techn0logy", "Technology"),
        ("5outh", "South"),
        ("Industria1", "Industrial"),
        ("1nternational", "International"),
        ("DESTlNY", "DESTINY"),
        ("GAZPR0MTELEKOM", "GAZPROMTELEKOM"),  # a word that no table holds
        ("OO0", "OOO"),
    ],
)
def test_letters_taken_for_others_of_their_shape_are_read_as_printed(read, printed):
    assert unscanned(read) == printed


@pytest.mark.parametrize(
    "word",
    ["CETC28", "Unit61398", "25th", "5SRZ", "B2B", "C4ISR", "MP3", "Group1", "S300", "Al", "llc"],
)
def test_numbers_and_abbreviations_stay_as_they_are(word):
    assert unscanned(word) == word


def test_words_of_companies_and_of_persons_are_read_so():
    assert [word.code for word in prepare("Quillfeather Techn0logy").tokens] == [
        "w:quillfeather",
        "l:technology",
    ]
    assert prepare("Quillfeather Techn0logy").surfaces == ("Quillfeather", "Techn0logy")
    assert [part.key for part in read_person("QUILLFEATHER, M0hammed").parts] == [
        "quillfeather",
        "mohammed",
    ]


@pytest.mark.parametrize(
    ("name", "scanned", "same"),
    [
        ("Rheinmetall AG", "Rheinmeta11 AG", True),
        ("ROSTELECOM", "R05TELEC0M", True),
        ("Unit 61398", "Unit6139B", False),
        ("Zavod412", "Zavod4iz", False),
    ],
)
def test_digits_for_letters_of_a_long_word(name, scanned, same):
    assert (compare_names(name, scanned, None).score >= DEFAULT_THRESHOLD) is same
