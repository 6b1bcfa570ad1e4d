import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.lists.ecfr_addresses import split_addresses
from caveat.ingest.lists.ecfr_entity import (
    continues_the_entry_above,
    read_entity,
    unit_label,
)


def test_aliases_and_addresses_are_told_apart_by_their_lines():
    (entry,) = read_entity(
        [
            "Nimbus Works Co., Ltd., a.k.a., the following three aliases:",
            "—Nimbus; and",
            "—Cloud Works Ltd.",
            "—f.k.a., Rain Works.",
            "No. 1, First Road, Beijing, China; and 2 Harbour Street, Hong Kong.",
        ]
    )
    assert entry.printed == "Nimbus Works Co., Ltd."
    assert entry.aliases == ["Nimbus", "Cloud Works Ltd.", "f.k.a., Rain Works"]
    assert entry.addresses == ["No. 1, First Road, Beijing, China", "2 Harbour Street, Hong Kong"]


def test_an_entry_in_one_line_is_told_apart_and_says_that_it_was_inferred():
    text = "Nimbus, a.k.a., the following two aliases: —Nimbus AI; and —Cloud Ltd. Floor 10, China."
    (entry,) = read_entity([text])
    assert entry.printed == "Nimbus"
    assert entry.aliases == ["Nimbus AI", "Cloud Ltd."]
    assert entry.addresses == ["Floor 10, China"]
    assert "inferred" in entry.notes[0]


def test_numbers_in_aliases_end_no_sentence():
    (entry,) = read_entity(["Zavod, a.k.a., the following one alias:", "—JSC Factory No. 9."])
    assert entry.aliases == ["JSC Factory No. 9"]


def test_an_alias_that_begins_with_a_number_stays_an_alias():
    (entry,) = read_entity(["Stars, a.k.a., the following one alias:", "—3 Stars Co., Ltd."])
    assert entry.aliases == ["3 Stars Co., Ltd."]


@pytest.mark.parametrize(
    ("line", "name", "address"),
    [
        (
            "Address 01, Unit D, 18 Luard Rd, Hong Kong.",
            "Address 01",
            "Unit D, 18 Luard Rd, Hong Kong",
        ),
        ("Address 12: Room 5, Hong Kong.", "Address 12", "Room 5, Hong Kong"),
        ("Address 7 — 18 Luard Rd, Hong Kong", "Address 7", "18 Luard Rd, Hong Kong"),
    ],
)
def test_an_entry_that_is_only_an_address(line: str, name: str, address: str):
    (entry,) = read_entity([line])
    assert (entry.printed, entry.addresses) == (name, [address])


def test_units_behind_a_marker_are_entries_with_the_addresses_that_apply_to_all():
    parent, first, second = read_entity(
        [
            "Sample Academy, a.k.a., the following one alias:",
            "—SA.",
            "Subordinate institution",
            "Blue Institute.",
            "Subordinate institution:",
            "Red Institute, a.k.a., the following one alias:",
            "—RI.",
            "The following addresses apply to the entity and to the two subordinate institutions:",
            "1 Road, Beijing, China; and 2 Road, Xian, China.",
        ]
    )
    assert [parent.printed, first.printed, second.printed] == [
        *("Sample Academy", "Blue Institute", "Red Institute"),
    ]
    assert second.aliases == ["RI"]
    assert {first.kind, second.kind} == {"subordinate institution of"}
    expected = ["1 Road, Beijing, China", "2 Road, Xian, China"]
    assert [parent.addresses, first.addresses, second.addresses] == [expected] * 3


def test_each_line_behind_a_plural_marker_is_a_unit_of_its_own():
    found = read_entity(
        [
            "Sample Holding, 1 Road, Shenzhen, China.",
            "Affiliated entities:",
            "Alpha Sample Co., Ltd.",
            "Beta Sample Co., Ltd., a.k.a., the following one alias:",
            "—Beta.",
            "5 Road, Beijing, China.",
            "Gamma Sample, No. 4 Road, Hangzhou, China.",
        ]
    )
    assert [entry.printed for entry in found] == [
        *("Sample Holding", "Alpha Sample Co., Ltd.", "Beta Sample Co., Ltd.", "Gamma Sample"),
    ]
    assert [entry.kind for entry in found[1:]] == ["affiliated entity of"] * 3
    assert found[2].addresses == ["5 Road, Beijing, China"]


def test_dash_items_behind_a_plural_marker_are_units():
    found = read_entity(["Sample Holding", "Affiliated entities:", "—Alpha; and", "—Beta."])
    assert [entry.printed for entry in found] == ["Sample Holding", "Alpha", "Beta"]


def test_a_cross_reference_is_no_address():
    (entry,) = read_entity(["Kite, 1 Road, Kabul, Afghanistan. (See alternate address in Iran)."])
    assert entry.addresses == ["1 Road, Kabul, Afghanistan"]
    assert entry.see == ["(See alternate address in Iran)"]


def test_addresses_are_joined_by_semicolons_and_after_a_country_by_and():
    text = "A, Kabul, Afghanistan, and B (x; y), Herat, Afghanistan; and C and D Street, Iran."
    assert split_addresses(text) == [
        "A, Kabul, Afghanistan",
        "B (x; y), Herat, Afghanistan",
        "C and D Street, Iran",
    ]


def test_labels_and_continuations_are_recognised():
    assert unit_label(["Subordinate instituion:"]) == "Subordinate instituion"
    assert unit_label(["Subordinate institution: Blue"]) == ""
    assert continues_the_entry_above(["—Alias."], addresses=False)
    assert continues_the_entry_above(["5 Road, Beijing"], addresses=True)
    assert not continues_the_entry_above(["5 Road, Beijing"], addresses=False)
    assert not continues_the_entry_above(["Blue Institute, Xian"], addresses=True)


def test_an_entry_longer_than_any_is_read_as_far_as_it_goes_and_says_so():
    entries = read_entity(["Nimbus, 1 Road", *("x" * 50_000, "y" * 50_000)])
    assert entries[0].printed == "Nimbus"
    assert "longer" in entries[0].unread[0] or "more lines" in entries[0].unread[0]


lines = st.lists(
    st.text(alphabet="AbC .,;:()—-aliases the following subordinate institution", min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(bool),
    min_size=1,
    max_size=12,
)


@given(lines)
def test_whatever_the_lines_each_entry_has_a_name(cell: list[str]):
    for entry in read_entity(cell):
        assert entry.printed
        assert all(entry.addresses)
