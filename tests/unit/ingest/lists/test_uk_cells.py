import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.lists.uk_cells import (
    by_number,
    country_in,
    document_number,
    numbered,
    numbers_in,
    several,
)
from caveat.ingest.lists.uk_nationalities import nationality_of


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("1) Saudi Arabia 2) Qatar", ["Saudi Arabia", "Qatar"]),
        ("(1) 57388 (Afghan)(tazkira). (2) Card 665", ["57388 (Afghan)(tazkira).", "Card 665"]),
        ("a) General b)Major General", ["General", "Major General"]),
        ("A) One (b) Two  (c) Three", ["One", "Two", "Three"]),
        ("1) Mullah, 2) Maulavi", ["Mullah", "Maulavi"]),
        ("(1) - (2) Shabwa", ["Shabwa"]),
        ("(1) (2) Egypt", ["Egypt"]),
        ("(1) X (10) Y", ["X (10) Y"]),
        ("14, esplanade (77)", ["14, esplanade (77)"]),
        ("Bahrain (citizenship revoked in 2015)", ["Bahrain (citizenship revoked in 2015)"]),
        ("-", []),
        ("", []),
    ],
)
def test_numbered_values_are_told_apart(cell: str, values: list[str]):
    assert numbered(cell) == values


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("(1)-(2) Algeria", [(1, "Algeria"), (2, "Algeria")]),
        ("(1) to (3) Mali (4) Chad", [(1, "Mali"), (2, "Mali"), (3, "Mali"), (4, "Chad")]),
        ("(1) - (2) Shabwa", [(1, ""), (2, "Shabwa")]),
        ("Sudan", [(0, "Sudan")]),
    ],
)
def test_values_keep_their_numbers(cell: str, numbers: list[tuple[int, str]]):
    assert by_number(cell) == numbers


@given(st.text("ab12()) -,to", max_size=80))
def test_no_letter_of_a_cell_is_lost_but_marks(cell: str):
    kept = "".join(value for _, value in by_number(cell))
    assert set(kept) <= set(cell)
    if not any(sign in cell for sign in "()"):
        assert [sign for sign in kept if sign.isalnum()] == [s for s in cell if s.isalnum()]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Passport No: 592667 (Qatari passport issued on 3 May 2007).", "592667"),
        ("A-333602 (Indian) issued on 4 June 1985", "A-333602"),
        ("34409/129 (July 1997)", "34409/129"),
        ("TR-P 614 166 (Turkish). Issued", "TR-P 614 166"),
        ("Saudi Arabian passport no.F800691", "F800691"),
        ("SSN 156-92-9858 (United States)", "156-92-9858"),
        ("842 781", "842 781"),
        ("983 (Diplomatic)", "983"),
        ("Issued 1993.", ""),
        ("Uganda Passport.", ""),
        ("x" * 1_000_000, ""),
    ],
)
def test_the_number_of_a_document_is_found(text: str, number: str):
    assert document_number(text) == number


def test_several_registration_numbers_are_found():
    text = "OGRN: 1037739044111, INN: 7725056162; founded 1994"
    assert numbers_in(text) == ["1037739044111", "7725056162"]
    assert numbers_in("none") == []


def test_companies_are_parted_by_numbers_and_semicolons_only():
    assert several("(1) A, Ltd (2) B; C") == ["A, Ltd", "B", "C"]
    assert several("N/A") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Afghanistan (previous address)", "AF"),
        ("Uganda as of May 2016", "UG"),
        ("Iran (Islamic Republic of.)", "IR"),
        ("Africa", ""),
        ("", ""),
    ],
)
def test_countries_with_remarks_are_countries(text: str, code: str):
    assert country_in(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Afghan", "AF"),
        ("Possibly Ethiopian", "ET"),
        ("Iranian (Iranian citizenship)", "IR"),
        ("Kuwaiti citizenship", "KW"),
        ("Kuwaiti citizenship withdrawn in 2002", ""),
        ("Congolese", ""),
        ("Syria", "SY"),
    ],
)
def test_nationalities_are_countries_where_they_are_certain(text: str, code: str):
    assert nationality_of(text) == code
