import pytest

from caveat.matching.names.persons import read_person
from caveat.matching.names.prepare import prepare
from caveat.matching.names.unjoined import lost_space, lost_space_of_name


@pytest.mark.parametrize(
    ("joined", "first", "second"),
    [
        ("andTelecommunications", "and", "Telecommunications"),
        ("ResearchInstitute", "Research", "Institute"),
        ("NPOElektronnye", "NPO", "Elektronnye"),
        ("SukhoiOKB", "Sukhoi", "OKB"),
        ("LLCQUILLFEATHER", "LLC", "QUILLFEATHER"),
        ("QUILLFEATHEROOO", "QUILLFEATHER", "OOO"),
        ("NorthChina", "North", "China"),
        ("CHINANORTH", "CHINA", "NORTH"),
    ],
)
def test_a_lost_space_is_found_by_a_capital_a_legal_form_or_a_phrase(joined, first, second):
    place = lost_space(joined)
    assert (joined[:place], joined[place:]) == (first, second)


@pytest.mark.parametrize(
    "word", ["PetroChina", "QuillTech", "Quillfeather", "QUILLFEATHER", "quillFeather", "QUiLLOKB"]
)
def test_a_trade_name_is_not_cut_in_two(word):
    assert lost_space(word) == 0


def test_names_of_persons_are_parted_at_a_capital():
    assert lost_space_of_name("CarlosAlberto") == len("Carlos")
    assert lost_space_of_name("MacArthur") == lost_space_of_name("McDonald") == 0
    assert [part.key for part in read_person("QUILLFEATHER, CarlosAlberto").parts] == [
        "quillfeather",
        "carlos",
        "alberto",
    ]


def test_what_is_written_is_kept_in_two():
    name = prepare("Quillfeather ResearchInstitute")
    assert name.surfaces == prepare("Quillfeather Research Institute").surfaces
    assert name.tokens == prepare("Quillfeather Research Institute").tokens
