"""What is the same content, and what means the same."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.identity import content_sha256, fold_dates, name_key, substance_sha256
from caveat.domain.parties import (
    Address,
    Designation,
    Identifier,
    Name,
    NameKind,
    PartyKind,
    PartyRecord,
)

RECORD = PartyRecord(
    "US-EL",
    "17",
    "row-1",
    PartyKind.COMPANY,
    (Name("Zuvanari Ltd."), Name("Zuva", NameKind.ALIAS), Name("Nari", NameKind.ALIAS)),
    (Address("1 Road", country="CN"), Address("2 Road", country="HK")),
    (Identifier("Reg", "1", text="1, China"), Identifier("Tax", "2", text="2, China")),
    (Designation(("EAR",), "all items", "denial", (4,), "2025-03-28", ends="2030-01-01"),),
    ("1962",),
    ("Exampleton",),
    ("CN",),
    ("CN",),
    "a remark",
    (("_id", "x"), ("name", "Zuvanari Ltd."), ("title", "Dr"), ("source_list_url", "https://a")),
    7,
)


@pytest.mark.parametrize(
    "same",
    [
        replace(RECORD, row_id="another"),
        replace(RECORD, row=99),
        replace(RECORD, names=(RECORD.names[0], *RECORD.names[:0:-1])),
        replace(RECORD, addresses=RECORD.addresses[::-1]),
        replace(RECORD, identifiers=RECORD.identifiers[::-1]),
        replace(RECORD, published=(("_id", "re-hashed"), *RECORD.published[1:])),
        replace(RECORD, published=(*RECORD.published[:-1], ("source_list_url", "https://b"))),
        replace(RECORD, remarks=" a  remark "),
    ],
)
def test_what_publishers_do_without_changing_anything_is_the_same_content(
    same: PartyRecord,
) -> None:
    assert content_sha256(same) == content_sha256(RECORD)


MEANT_THE_SAME = [
    replace(RECORD, names=(Name("ZUVANARI LTD"), *RECORD.names[1:])),
    replace(RECORD, addresses=(Address("1, ROAD", country="CN"), RECORD.addresses[1])),
    replace(RECORD, remarks="A remark."),
]


@pytest.mark.parametrize("respelled", MEANT_THE_SAME)
def test_case_spaces_and_punctuation_are_another_content_and_the_same_substance(
    respelled: PartyRecord,
) -> None:
    assert content_sha256(respelled) != content_sha256(RECORD)
    assert substance_sha256(respelled) == substance_sha256(RECORD)


DESIGNATION = RECORD.designations[0]


@pytest.mark.parametrize(
    "changed",
    [
        replace(RECORD, list_code="US-DPL"),
        replace(RECORD, publisher_id="18"),
        replace(RECORD, kind=PartyKind.PERSON),
        replace(RECORD, names=RECORD.names[:2]),
        replace(RECORD, names=(RECORD.names[1], RECORD.names[0], RECORD.names[2])),
        replace(RECORD, names=(*RECORD.names[:2], Name("Nari", NameKind.WEAK_ALIAS))),
        replace(RECORD, addresses=RECORD.addresses[:1]),
        replace(RECORD, addresses=(Address("1 Road", country="TW"), RECORD.addresses[1])),
        replace(RECORD, identifiers=()),
        replace(RECORD, designations=(replace(DESIGNATION, licence_requirement="some"),)),
        replace(RECORD, designations=(replace(DESIGNATION, footnotes=(3,)),)),
        replace(RECORD, designations=(replace(DESIGNATION, ends=""),)),
        replace(RECORD, designations=(replace(DESIGNATION, programmes=()),)),
        replace(RECORD, designations=(replace(DESIGNATION, federal_register="90 FR 1"),)),
        replace(RECORD, dates_of_birth=("1963",)),
        replace(RECORD, places_of_birth=()),
        replace(RECORD, nationalities=()),
        replace(RECORD, citizenships=()),
        replace(RECORD, remarks="another remark"),
        replace(RECORD, published=(("title", "Prof"),)),
    ],
)
def test_every_real_change_is_another_content_and_another_substance(changed: PartyRecord) -> None:
    assert content_sha256(changed) != content_sha256(RECORD)
    assert substance_sha256(changed) != substance_sha256(RECORD)


def test_texts_do_not_run_into_each_other() -> None:
    one = replace(RECORD, dates_of_birth=("a",), places_of_birth=())
    other = replace(RECORD, dates_of_birth=(), places_of_birth=("a",))
    assert content_sha256(one) != content_sha256(other)


@given(st.text())
def test_a_name_key_is_its_own_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zuvanari  Ltd.", "zuvanari ltd"),
        ("ＺＵＶＡ", "zuva"),
        ("O'Neill-Smith", "o neill smith"),
        ("Straße", "STRASSE"),
        ("浪潮集团", "浪潮集团"),
    ],
)
def test_names_that_differ_in_case_width_and_punctuation_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("กิน จำกัด", "กัน จำกัด"), ("किरण", "कुरण"), ("မြန်", "မွန်"), ("கொல்", "கோல்")],
)
def test_names_that_differ_in_a_vowel_mark_only_have_two_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_composed_and_a_decomposed_letter_have_one_key() -> None:
    assert name_key("Zuvane\u0301ri") == name_key("Zuvan\u00e9ri") == "zuvanéri"


def test_a_name_in_a_broken_encoding_still_hashes() -> None:
    broken = replace(RECORD, names=(Name("Zuva\udce9"),))
    assert content_sha256(broken) != content_sha256(RECORD)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("03 Jun 2021, Listing Date (CMIC)", "2021-06-03, Listing Date (CMIC)"),
        ("Mar 1945", "1945-03-01"),
        ("1945-03", "1945-03-01"),
        ("circa 1961", "1961-01-01"),
        ("circa 07 Jul 1966", "1966-07-07"),
        ("1966-07-07", "1966-07-07"),
        (
            "Passport, M307707, 12 Apr 2000, 11 Apr 2005",
            "Passport, M307707, 2000-04-12, 2005-04-11",
        ),
        ("May 27 Works", "May 27 Works"),
        ("1945-03-0112", "1945-03-0112"),
    ],
)
def test_dates_of_one_meaning_are_folded_to_one_form(printed: str, folded: str):
    assert fold_dates(printed) == folded


@given(st.text())
def test_folding_dates_twice_changes_nothing_more(text: str):
    assert fold_dates(fold_dates(text)) == fold_dates(text)


def test_the_form_of_a_date_and_the_order_of_a_name_are_no_change_but_stored():
    one = replace(RECORD, names=(Name("MANOR, Tavi"),), dates_of_birth=("Mar 1945",))
    other = replace(RECORD, names=(Name("Tavi MANOR"),), dates_of_birth=("1945-03-01",))

    assert substance_sha256(one) == substance_sha256(other)
    assert content_sha256(one) != content_sha256(other)
    assert substance_sha256(one) != substance_sha256(replace(one, dates_of_birth=("Apr 1945",)))
