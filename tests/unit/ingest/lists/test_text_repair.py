import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.lists.text_repair import lost_letters, mend, other_readings, with_apostrophes


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("Xi\x92an", "Xi’an"),
        ("MontrÃ©al", "Montréal"),
        ("Peopleâ€™s Works", "People’s Works"),
        ("SÃ£o Paulo", "São Paulo"),
        ("Ã‰cole", "École"),
        ("Ð—Ð°Ñ€Ñ\x8f", "Заря"),
        ("Safe\u202eName", "SafeName"),
        ("a\x00b\x07", "ab"),
    ],
)
def test_letters_that_are_certainly_broken_are_mended_and_told(broken: str, mended: str):
    assert mend(broken)[0] == mended
    assert mend(broken)[1]


@pytest.mark.parametrize(
    "text",
    [
        "Rafael”s Trading",
        "Acme Trading‚ Ltd",
        "Per¢ent Works",
        "ABÅland Shipping",
        "KOMPANÄ™",
        "LÄ’s Works",
        "CAFÉ™",
        "“Svyaz” Plant",
        "CAFÉ “BÁR”",
        "Åbo Yard",
        "São Paulo",
        "浪潮集团",
        "½ Mile",
        "АО «Заря»",
    ],
)
def test_honest_letters_are_left_alone(text: str):
    assert mend(text) == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "Nettrix\u00a0, Ltd",
        "Sugon\u00a0; Dawning",
        "Huawei\u00a0",
        "Å\u00a0Energi",
        "Santa Fe\x85Works",
    ],
)
def test_a_space_that_does_not_break_is_a_space_wherever_it_stands(text: str):
    assert mend(text) == (" ".join(text.split()), ())
    assert not any("á" in reading for reading in other_readings(text))


@pytest.mark.parametrize(
    ("printed", "reading"),
    [
        ("L‚opold", "Léopold"),
        ("Santa F‚", "Santa Fé"),
        ("Delegaci¢n Cuajimalpa", "Delegación Cuajimalpa"),
        ("Co”peratief", "Coöperatief"),
        ("DÅsseldorf", "Düsseldorf"),
        ("KOMPANÄ™", "KOMPANę"),
        ("Acme\x07Works", "Acme Works"),
        ("Ko\x94rdinator", "Koördinator"),
        ("M\x81nchen", "München"),
    ],
)
def test_what_only_may_be_broken_has_another_reading(printed: str, reading: str):
    assert reading in other_readings(printed)
    assert mend(printed)[0] != reading


@pytest.mark.parametrize("text", ["Xi\x92an", "MontrÃ©al", "São Paulo", "plain", "浪潮\u00a0集团"])
def test_what_is_certain_or_honest_has_no_other_reading(text: str):
    assert other_readings(text) == ()


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
    assert mend(once)[0] == once or any(letter in once for letter in "ÂÃÄÅâðÐÑ")
    assert once == " ".join(once.split())


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=80))
def test_plain_text_only_loses_spaces(text: str):
    assert mend(text) == (" ".join(text.split()), ())
