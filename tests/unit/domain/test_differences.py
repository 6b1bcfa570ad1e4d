from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.differences import FieldChange, differences, published_differences
from caveat.domain.identity import substance_sha256
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
    "abc",
    PartyKind.COMPANY,
    (Name("Kemoti Ltd."), Name("Kemoti", NameKind.ALIAS), Name("KMT", NameKind.WEAK_ALIAS)),
    (Address("1 Harbour Road, Tolen", "Tolen", "", "", "CN"),),
    (Identifier("Gender", "Male", "", "Gender, Male"),),
    (Designation(("A", "B"), "All items", footnotes=(4,), listed="2025-03-25"),),
    remarks="Linked To: Sorbin.",
    published=(("name", "Kemoti Ltd."), ("vessel_flag", "Panama")),
)


def test_a_record_does_not_differ_from_itself():
    assert differences(RECORD, RECORD) == ()
    assert published_differences(RECORD, RECORD) == ()


def test_case_order_and_punctuation_are_no_difference():
    reworded = replace(
        RECORD,
        names=(
            Name("KEMOTI, LTD"),
            Name("kmt", NameKind.WEAK_ALIAS),
            Name("Kemoti", NameKind.ALIAS),
        ),
        addresses=(Address("Tolen, 1 Harbour Road", country="CN"),),
        designations=(replace(RECORD.designations[0], programmes=("B", "A")),),
    )

    assert differences(RECORD, reworded) == ()


def test_every_change_is_given_verbatim_with_old_and_new():
    changed = replace(
        RECORD,
        names=(Name("Kemoti Limited"), *RECORD.names[1:]),
        designations=(replace(RECORD.designations[0], footnotes=(1, 4), licence_policy="Denial"),),
        remarks="",
    )

    assert differences(RECORD, changed) == (
        FieldChange("primary name", ("Kemoti Ltd.",), ("Kemoti Limited",)),
        FieldChange("footnotes", (), ("1",)),
        FieldChange("remarks", ("Linked To: Sorbin.",), ()),
        FieldChange("licence policy", (), ("Denial",)),
    )


def test_an_alias_that_becomes_weak_is_a_change():
    weak = replace(
        RECORD, names=(RECORD.names[0], Name("Kemoti", NameKind.WEAK_ALIAS), RECORD.names[2])
    )

    (change,) = differences(RECORD, weak)

    assert (change.old, change.new) == (("Kemoti (alias)",), ("Kemoti (weak alias)",))


def test_a_published_field_without_a_place_of_its_own_is_compared_by_its_name():
    reflagged = replace(RECORD, published=(("name", "Kemoti Ltd."), ("vessel_flag", "Malta")))

    assert differences(RECORD, reflagged) == ()
    assert published_differences(RECORD, reflagged) == (
        FieldChange("field “vessel_flag”", ("Panama",), ("Malta",)),
    )


def test_names_of_signs_alone_are_told_apart():
    one, other = replace(RECORD, names=(Name("***"),)), replace(RECORD, names=(Name("+++"),))

    assert differences(one, other)


@given(st.text(min_size=1), st.text(min_size=1))
def test_what_has_the_same_substance_has_no_differences(first: str, second: str):
    one, other = (replace(RECORD, remarks=text, published=()) for text in (first, second))

    if substance_sha256(one) == substance_sha256(other) and any(map(str.isalnum, first)):
        assert differences(one, other) == ()


@given(st.lists(st.text(min_size=1), max_size=4), st.lists(st.text(min_size=1), max_size=4))
def test_differences_the_other_way_round_are_the_same_with_old_and_new_swapped(
    before: list[str], after: list[str]
):
    one, other = (
        replace(RECORD, addresses=tuple(Address(text) for text in texts))
        for texts in (before, after)
    )

    there = differences(one, other)
    back = differences(other, one)

    assert [(c.field, set(c.old), set(c.new)) for c in there] == [
        (c.field, set(c.new), set(c.old)) for c in back
    ]
