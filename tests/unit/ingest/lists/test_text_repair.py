import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.lists.text_repair import lost_letters, mend, with_apostrophes


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("Xi\x92an", "Xi’an"),
        ("MontrÃ©al", "Montréal"),
        ("Peopleâ€™s Works", "People’s Works"),
        ("L‚opold", "Léopold"),
        ("Delegaci¢n Cuajimalpa", "Delegación Cuajimalpa"),
        ("Ciudad de Panam\xa0, PA", "Ciudad de Panamá, PA"),
        ("Co”peratief", "Coöperatief"),
        ("DÅsseldorf", "Düsseldorf"),
        ("Safe\u202eName", "SafeName"),
        ("a\x00b\x07", "ab"),
    ],
)
def test_letters_that_are_certainly_broken_are_mended_and_told(broken: str, mended: str):
    assert mend(broken)[0] == mended
    assert mend(broken)[1]


@pytest.mark.parametrize(
    "text",
    ["“Svyaz” Plant", "CAFÉ “BÁR”", "Åbo Yard", "São Paulo", "浪潮集团", "½ Mile", "АО «Заря»"],
)
def test_honest_letters_are_left_alone(text: str):
    assert mend(text) == (text, ())


def test_line_breaks_and_runs_of_spaces_become_one_space_untold():
    assert mend("  Long Road, \nMinor\u00a0 District \n\n") == ("Long Road, Minor District", ())


@pytest.mark.parametrize(
    "text", ["Xi?an", "OOO ?DSK?", "??Plant??", "B\ufffdkey", "(NPO NIIP?NZIK)"]
)
def test_a_lost_letter_is_noticed(text: str):
    assert lost_letters(text)


@pytest.mark.parametrize("text", ["Who is it?", "plain", ""])
def test_an_honest_question_mark_is_no_lost_letter(text: str):
    assert not lost_letters(text)


def test_a_lost_letter_inside_a_word_may_have_been_an_apostrophe():
    assert with_apostrophes("Xi?an ?Zarya? Plant") == "Xi'an ?Zarya? Plant"


@given(st.text(max_size=80))
def test_mending_is_idempotent_and_leaves_one_clean_line(text: str):
    once, _ = mend(text)
    assert mend(once)[0] == once or any(letter in once for letter in "ÂÃÄÅâðÐÑ‚¢”")
    assert once == " ".join(once.split())


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=80))
def test_plain_text_only_loses_spaces(text: str):
    assert mend(text) == (" ".join(text.split()), ())
