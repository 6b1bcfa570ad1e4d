from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.lists.bis_units import split_unit, unit_relations
from caveat.ingest.lists.csl_record import read_record
from caveat.ingest.lists.read import read_list_file


@pytest.mark.parametrize(
    ("printed", "kind", "other"),
    [
        (
            "Nimbus Co., Ltd. (Nimbus). Affiliated Entity: Ningbo Nimbus Co., Ltd.",
            "affiliated entity of",
            "Nimbus Co., Ltd. (Nimbus)",
        ),
        (
            "Sample Second Academy. Subordinate Institution - 201 Research Institute",
            "subordinate institution of",
            "Sample Second Academy",
        ),
        (
            "13th Institute (SET 13) subordinate institution: Bright Circuits",
            "subordinate institution of",
            "13th Institute (SET 13)",
        ),
        (
            "Sample Energy Commission (SEC), and subordinate entity Development Complex",
            "subordinate entity of",
            "Sample Energy Commission (SEC)",
        ),
        (
            "Hongyu Co., Ltd. (a subordinate institute of SET-7)",
            "subordinate institute of",
            "SET-7",
        ),
        ("Blue Oil (a subsidiary of Sample Oil (SO))", "subsidiary of", "Sample Oil (SO)"),
        ("Red Works (Parent Organization: Sample Group (SG))", "part of", "Sample Group (SG)"),
    ],
)
def test_a_tie_in_a_name_is_a_relation_with_the_printed_words(printed: str, kind: str, other: str):
    (relation,) = unit_relations(printed)
    assert (relation.kind, relation.other) == (kind, other)
    assert relation.text in printed


@pytest.mark.parametrize(
    "printed",
    [
        "Affiliated Supply and Services",
        "Nimbus Branch of Science",
        "",
        "Subordinate Institution: X",
    ],
)
def test_no_tie_is_read_where_none_is_printed(printed: str):
    assert unit_relations(printed) == ()


@given(st.text(alphabet="Ab .,:;-()subordinate institution affiliated entity of", max_size=120))
def test_parent_and_unit_are_parts_of_what_is_printed(printed: str):
    unit = split_unit(printed)
    if unit is not None:
        assert unit.parent
        assert unit.unit in printed
        assert printed.startswith(unit.parent)


def test_a_row_of_the_consolidated_list_carries_the_ties_of_its_name_and_remarks():
    name = "Nimbus Co., Ltd. (Nimbus).  Affiliated Entity:  Ningbo Nimbus"
    record = read_record("US-EL", {"name": name}, row=1)
    assert [(tie.kind, tie.other) for tie in record.relations] == [
        ("affiliated entity of", "Nimbus Co., Ltd. (Nimbus)")
    ]
    linked = read_record("US-SDN", {"name": "KITE", "remarks": "(Linked To: SAMPLE AIR)"}, row=1)
    assert [(tie.kind, tie.other) for tie in linked.relations] == [("linked to", "SAMPLE AIR")]


@pytest.mark.real_data
def test_the_consolidated_list_of_2022_prints_its_ties(shared_data: Path):
    parsed = read_list_file(shared_data / "lists" / "csl_2022-04-21.csv.gz")
    found = Counter(
        relation.kind
        for item in parsed.lists
        for record in item.records
        for relation in record.relations
    )
    assert found == {
        "linked to": 4_346,
        "subordinate institution of": 27,
        "affiliated entity of": 23,
        "subordinate entity of": 4,
        "subordinate institute of": 2,
        "part of": 1,
    }
    assert parsed.parser_version == 2
