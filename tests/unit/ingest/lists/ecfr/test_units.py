"""Entries of several parties: units, affiliated entities, headings."""

from caveat.domain.lists import ParsedFile
from caveat.domain.parties import NameKind
from regulation import named, the


def test_affiliated_entities_of_one_cell_are_parties_tied_to_the_first(part: ParsedFile):
    found = [record for record in the(part, "US-EL").records if record.row == 7]
    assert [record.name for record in found] == [
        "Nimbus Technologies Co., Ltd.",
        "Beijing Nimbus Longshine Co., Ltd.",
        "Hangzhou Nimbus Enterprises",
        "Ningbo Nimbus Computer & Net Co., Ltd.",
    ]
    assert ("Old Cloud Works", NameKind.FORMER) in [(n.text, n.kind) for n in found[0].names]
    for unit in found[1:]:
        (tie,) = unit.relations
        assert (tie.kind, tie.other) == ("affiliated entity of", "Nimbus Technologies Co., Ltd.")
        assert unit.designations == found[0].designations
    assert found[1].addresses[0].text == "Q80-3-25R, 3rd Floor, No. 3, Xinxi Road, Beijing, China"


def test_a_unit_in_a_row_of_its_own_takes_the_licence_columns_from_above(part: ParsedFile):
    parent = named(part, "US-EL", "China Sample Industry Corporation Second Academy")
    unit = named(
        part, "US-EL", "China Sample Industry Corporation Second Academy 201 Research Institute"
    )
    assert "201 Research Institute" in [name.text for name in unit.names]
    assert unit.designations == parent.designations
    assert unit.relations[0].kind == "subordinate institution of"
    assert [address.text for address in unit.addresses] == [
        address.text for address in parent.addresses
    ]
    assert len(parent.addresses) == 2
    assert "those of the entry above" in unit.notes[0]


def test_entries_that_begin_with_one_parent_are_found_by_their_longer_names(part: ParsedFile):
    record = named(part, "US-EL", "Sample Missile Corporation")
    assert [name.text for name in record.names][1] == "Sample Missile Corporation, TRV Engineering"


def test_the_unverified_list_has_three_columns(part: ParsedFile):
    record = named(part, "US-UVL", "Quillon Optics")
    assert [name.text for name in record.names] == ["Quillon Optics", "Quillon Lens"]
    assert record.addresses[0].text == "No. 18 Lingbo Road, Luoyang, China 471000"
    assert record.designations[0].federal_register == "87 FR 7038, 2/8/22."
    assert record.designations[0].listed == "2022-02-08"
    assert "Listed person and address" in dict(record.published)


def test_units_of_the_military_end_user_list_belong_to_their_heading(part: ParsedFile):
    found = the(part, "US-MEU").records
    assert [record.relations[0].other if record.relations else "" for record in found] == [
        *("", "Sample Engine Company of China", "Sample Engine Company of China", ""),
    ]
    assert found[2].name == "Sample Engine Company of China 7103 Factory"
    assert {record.designations[0].federal_register for record in found} == {
        "85 FR 83799, 12/23/2020."
    }
