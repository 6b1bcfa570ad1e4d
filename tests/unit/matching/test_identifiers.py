import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.parties import Identifier
from caveat.matching.identifiers import IdentifierIndex, known_scheme, normal_number, strength


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("IMO 9187629", "9187629"),
        ("IMO: 9187629", "9187629"),
        (" 9137-0000 1630/6268 1y ", "91370000163062681Y"),
        ("LEI 5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R12"),
        ("Reg. No. 123-456", "123456"),
        ("№ ４５６７", "4567"),
    ],
)
def test_a_number_has_one_normal_form(text, number):
    assert normal_number(text) == number


def test_check_digits_prove_the_scheme():
    assert known_scheme("9187629") == "IMO"
    assert known_scheme("9187628") == ""
    assert known_scheme("5493001KJTIIGC8Y1R12") == "LEI"


def test_a_short_number_proves_little():
    assert strength("1234") < 70 < strength("1234567")
    assert strength("ABCDEFG") < 70


def test_equal_numbers_are_found_and_others_are_not():
    index = IdentifierIndex.build(
        [(0, Identifier("Tax ID", "77 07 083893")), (1, Identifier("Call sign", "ABC"))]
    )
    assert index.find("7707083893") == [(0, "Tax ID", "77 07 083893")]
    assert index.find("7707083894") == []
    assert index.find("ABC") == []


@given(st.text(max_size=100))
def test_any_text_can_be_looked_up(text):
    assert IdentifierIndex.build([(0, Identifier("x", "12345"))]).find(text) in (
        [], [(0, "x", "12345")]
    )  # fmt: skip
