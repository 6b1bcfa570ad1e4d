import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.lists import Channel, ParsedList
from caveat.errors import RefusedReleaseError
from caveat.ingest.lists.bis_dpl_csv import split_name_and_address
from caveat.ingest.lists.read import read_list_file

SMALL = Path(__file__).resolve().parents[3] / "data" / "lists" / "bis_dpl_small.csv"
Write = Callable[[str, bytes], Path]


@pytest.fixture(scope="module")
def small() -> ParsedList:
    return read_list_file(SMALL).lists[0]


def test_the_layout_of_2026_is_read_and_marked_as_never_tried(small: ParsedList):
    parsed = read_list_file(SMALL)
    assert (parsed.channel, parsed.tried, parsed.combined) == (Channel.BIS, False, False)
    assert [record.name for record in small.records] == [
        "ORBIT ANALOG TECHNIK",
        "HELENE EXAMPLE",
        "QUILL TRADING, INC",
        "JIN",
        "SPORTS ZONE (QUILL GROUP, INC.)",
        "UTAH AVIATION JSC",
        'IHSAN "SAMMY" EXAMPLE',
    ]


def test_six_parts_are_certain_and_more_are_told(small: ParsedList):
    orbit, helene, quill, jin, *_ = small.records
    assert helene.notes == ()
    assert quill.notes == ()
    assert "inferred" in orbit.notes[0]
    assert "inferred" in jin.notes[0]
    assert (helene.addresses[0].city, helene.addresses[0].postal_code) == ("PARIS", "75015")
    assert [record.addresses[0].country for record in small.records] == [
        *("DE", "FR", "US", "US", "US", "RU", "US"),
    ]


def test_a_name_that_may_be_turned_round_is_found_by_both_readings(small: ParsedList):
    jin = small.records[3]
    assert [name.text for name in jin.names] == ["JIN", "JIN, ZHENG"]


def test_dates_citations_and_the_type_of_denial_are_read(small: ParsedList):
    designations = [record.designations[0] for record in small.records]
    assert [designation.standard_order for designation in designations] == [
        *("Y", "Y", "Y", "N", "", "Y", "Y"),
    ]
    assert designations[5].effective == "2025-09-16"
    assert designations[5].ends == "2026-09-16"
    assert designations[2].federal_register == "67 F.R. 33333 2/19/02, 66 F.R. 48998 9/25/01"
    assert small.records[3].remarks == "Type of denial: Non-Standard"
    assert small.records[4].remarks == ""


def test_a_cut_last_line_is_refused_and_a_whole_one_without_a_break_is_not(write: Write):
    content = SMALL.read_bytes().rstrip(b"\n")
    assert read_list_file(write("dpl.csv", content)).lists[0].rows == 7
    with pytest.raises(RefusedReleaseError):
        read_list_file(write("dpl.csv", content[:-4]))


@pytest.mark.parametrize(
    ("text", "name", "street"),
    [
        ("THORN-COAT, INC., 1 ROAD, CITY, TX, US, 7", "THORN-COAT, INC.", "1 ROAD"),
        ("KOTO IBERICA, S.L., C/ VALLE 5, MADRID, , ES, ", "KOTO IBERICA, S.L.", "C/ VALLE 5"),
        ("ABEL EXAMPLE, JR., 120 DRIVE, PHARR, TX, US, 78577", "ABEL EXAMPLE, JR.", "120 DRIVE"),
        ("SAM EXAMPLE, , , , LU,", "SAM EXAMPLE", ""),
        ("SAM EXAMPLE", "SAM EXAMPLE", ""),
        ("SAM EXAMPLE, SOMEWHERE", "SAM EXAMPLE", "SOMEWHERE"),
        ("", "", ""),
    ],
)
def test_where_a_name_ends(text: str, name: str, street: str):
    row = split_name_and_address(text)
    assert (row.name, row.street) == (name, street)


@pytest.mark.real_data
def test_the_names_of_a_real_edition_survive_being_joined_with_their_addresses(shared_data: Path):
    path = shared_data / "lists" / "dpl_2022-09-02.txt"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    parts = ("Name", "Street_Address", "City", "State", "Country", "Postal_Code")
    kept = 0
    for row in rows:
        read = split_name_and_address(", ".join(row[part].strip() for part in parts))
        kept += row["Name"].strip(" ,") in {read.name, *read.other_names}
        assert read.postal_code.strip() == row["Postal_Code"].strip()
    assert (kept, len(rows)) == (580, 581)  # "ANNEXFIELD , LTD." loses the blank
