import pytest

from caveat.matching.names.inflection import adjective_stem, is_inflected, stem
from caveat.matching.names.prepare import prepare


@pytest.mark.parametrize(
    "forms",
    [
        ("aviatsionnyy", "aviatsionny", "aviacionnyj", "aviatsionnoe", "aviatsionnogo"),
        ("mashinostroitelnyy", "mashinostroitelnaya", "mashinostroitelnoye"),
        ("akcionernoe", "aktsionernoye", "aktsionernoi"),
        ("obshchestvo", "obschestvo", "obshchestva"),
    ],
)
def test_endings_and_romanisations_of_one_word_have_one_stem(forms):
    assert len({stem(form) for form in forms}) == 1


def test_short_words_and_numbers_have_no_stem():
    assert stem("nauka") == stem("43") == stem("mi8amt") == ""


def test_the_adjective_of_a_place_has_the_stem_of_the_place():
    assert adjective_stem("kazan") == stem("kazanskaya")
    assert adjective_stem("khabarovsk") == stem("khabarovskiy")


def test_an_english_word_is_not_taken_for_a_slavic_one():
    assert not is_inflected("produce")
    assert not is_inflected("energy")
    assert is_inflected("remontny")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Obschestvo s ogranichennoj otvetstvennostju Vektor", "LLC"),
        ("AKTSIONERNOYE OBSCHESTVO VEKTOR", "JSC"),
        ("Otkrytoye Aktsyonernoye Obschestvo Vektor", "PJSC"),
        ("FEDERALNOYE GOSUDARSTVENNOYE UNITARNOYE PREDPRIYATIYE VEKTOR", "SOE"),
        ("Tavarystva z abmezhavanay adkaznastsyu Vektor", "LLC"),
    ],
)
def test_a_legal_form_is_read_in_every_romanisation(text, form):
    name = prepare(text)
    assert name.forms == {form}
    assert [t.roman for t in name.tokens if not t.form] == ["vektor"]


def test_words_of_trade_are_read_in_every_gender_and_case():
    name = prepare("AO Kazanskiy Vertoletnyi Zavod")
    other = prepare("JSC Kazanskogo Vertoletnogo Zavoda")
    assert [t.meanings for t in name.tokens[1:]] == [t.meanings for t in other.tokens[1:]]
    assert {"Kazan"} in [t.meanings for t in name.tokens]


def test_the_adjective_of_a_place_alone_stays_a_surname():
    assert all(not t.meanings for t in prepare("Pskovskiy, Boris").tokens)
