import pytest

from caveat.matching.compare import compare_names
from caveat.matching.names.cognates import cognate
from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.prepare import prepare


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("universidade", "university"),
        ("universitat", "university"),
        ("centrale", "central"),
        ("nazionale", "national"),
        ("elektronika", "electronic"),
        ("nucleaire", "nuclear"),
        ("laboratorium", "laboratory"),
        ("aviazione", "aviation"),
        ("accademia", "academy"),
        ("investimenti", "investment"),
    ],
)
def test_an_international_word_is_the_ordinary_one_of_its_root(word: str, concept: str) -> None:
    known = lexicon().phrases.get(word) or lexicon().phrases[cognate(word)]
    assert concept in known.meanings


@pytest.mark.parametrize(
    "word", ["universal", "universum", "elektron", "skytech", "futuro", "histor"]
)
def test_a_word_of_another_kind_or_somebodys_name_is_none(word: str) -> None:
    assert not cognate(word)


def test_a_cognate_weighs_as_an_ordinary_word() -> None:
    name = prepare("Petrochemique Alder")
    assert [word.kind for word in name.tokens] == [WordKind.ACTIVITY, WordKind.WORD]
    assert name.organisation


def test_no_name_of_cognates_alone_is_hidden_from_itself() -> None:
    assert compare_names("Proyectos y Soluciones", "PROYECTOS Y SOLUCIONES LTDA.").score >= 70
