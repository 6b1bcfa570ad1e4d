import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.domain.parties import Address
from caveat.matching.addresses.comparison import compare
from caveat.matching.addresses.index import AddressIndex
from caveat.matching.addresses.parser import parse

LISTED = "No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin"
VOCABULARY = (
    "No. 15 15-17 16/F Room Rm 1605 Street Road St Building Block C Tower Park Zone , ; / ( ) # "
    "& - P.O. Box 大街 路 号 室 楼 ул. д. Sk. No: Beijing 香港 East of the North"
)
WORDS = VOCABULARY.split(" ")
ADDRESS_WORDS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


@given(st.text(max_size=300) | ADDRESS_WORDS, st.sampled_from(["", "CN", "TR", "RU", "SG", "JP"]))
@settings(max_examples=300, deadline=None)
def test_any_text_is_parsed_and_compared_without_error(text, country):
    parsed = parse(text, country)
    assert parsed.text == text
    found = compare(parsed, parse(LISTED))
    assert 0 <= found.score <= 100
    assert "listed" in found.text


@given(ADDRESS_WORDS, ADDRESS_WORDS)
@settings(max_examples=200, deadline=None)
def test_comparing_is_symmetric_in_score_and_level(one, other):
    ours, theirs = parse(one), parse(other)
    there, back = compare(ours, theirs), compare(theirs, ours)
    assert (there.score, there.level, there.contradicts) == (
        back.score,
        back.level,
        back.contradicts,
    )


@given(st.text(alphabet=string.printable, max_size=200))
@settings(max_examples=100, deadline=None)
def test_parsing_is_a_function_of_the_text(text):
    assert parse(text) == parse(text)


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "北京",
        "号楼",
        "Street ",
        "No. ",
        "§1 ",
        "(",
        "a.",
        "-",
        "1-",
        "Room Unit Flat ",
        "\ud800",
        "и",
        "\u200b",
        "🏢",
        "16/F",
        "https://a.b/",
        "Nº",
        "㌀",
        "ﷺ",
        "near ",
    ],
)
def test_endless_repetition_is_read_up_to_a_bound(unit):
    text = unit * (200_000 // len(unit))
    parsed = parse(text)
    assert len(parsed.streets) + len(parsed.parts) + len(parsed.units) < 400
    assert 0 <= compare(parsed, parsed).score <= 100


def test_hostile_texts_can_be_listed_stored_and_found_again():
    texts = ["\ud800 15 Lone Surrogate Street, Tianjin", "x" * 100_000, "\0", "", "🏢 1 🏢 Street"]
    built = AddressIndex.build([(n, 0, Address(text)) for n, text in enumerate(texts)])
    index = AddressIndex.from_arrays(built.to_arrays())
    found = index.search("\ud800 15 Lone Surrogate Street, Tianjin")
    assert [match.listed for match in found] == [texts[0]]
