import pytest

from caveat.matching.names.prepare import prepare

UNIVERSITY = "l:university of science and technology of china"


def codes(text):
    return [word.code for word in prepare(text).tokens]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Universiyy of Science and Technology of China", UNIVERSITY),
        ("IJniversity of Science and Technology ot Ghina", UNIVERSITY),
        ("University of Science and of Technology China", UNIVERSITY),
        ("China Corporation Electronics", "l:china electronics corporation"),
        ("United Shipbuildign Corporation", "l:united shipbuilding corporation"),
    ],
)
def test_a_phrase_is_read_through_a_slip_or_two_words_changed_about(text, phrase):
    assert codes(text) == [phrase]


def test_what_is_written_stays_as_it_was():
    assert prepare("United Shipbuildign Corporation").surfaces == (
        "United Shipbuildign Corporation",
    )


@pytest.mark.parametrize(
    "text",
    [
        "China Guangdong Electronics Corporation",
        "China Electronics Technology Corporation",
        "Technology Beijing Institute of Optics",
        "Institute of Quantum Science and Technology of China Academy of Optics",
        "United Elektronik Corporation",
    ],
)
def test_but_a_word_that_comes_between_breaks_it(text):
    assert len(codes(text)) > 2
    assert all(word.kind.name != "WORD" or " " not in word.code for word in prepare(text).tokens)
