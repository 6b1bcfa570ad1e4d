import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.lists.ecfr_name_end import split_name, starts_like_an_address
from caveat.ingest.lists.text_repair import mend


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        (
            "Nimbus Tech Co., Ltd., Av. 815, Argentina",
            "Nimbus Tech Co., Ltd.",
            "Av. 815, Argentina",
        ),
        ("Nimbus Tech Co., Ltd. No. C22, Yu Rd.", "Nimbus Tech Co., Ltd.", "No. C22, Yu Rd."),
        (
            "Sample Group 13th Research Institute, 1 Road",
            "Sample Group 13th Research Institute",
            "1 Road",
        ),
        ("A. Leaf Ltd.; HA'Assif 19, Haifa", "A. Leaf Ltd.", "HA'Assif 19, Haifa"),
        ("Zohra Example, Kabul, Afghanistan.", "Zohra Example", "Kabul, Afghanistan."),
        ("Quiet Bear (QB, the Bear), Moscow", "Quiet Bear (QB, the Bear)", "Moscow"),
        ("1,000 Lakes Trading, Helsinki", "1,000 Lakes Trading", "Helsinki"),
        (
            "Green Road Freight FZE, P.O. Box 5, Dubai",
            "Green Road Freight FZE",
            "P.O. Box 5, Dubai",
        ),
        (
            "Quiet Bear OOO (See alternate address under Ukraine)",
            "Quiet Bear OOO",
            "(See alternate address under Ukraine)",
        ),
        ("Unclosed (Bracket Works, 5 Road, City", "Unclosed (Bracket Works", "5 Road, City"),
        ("Triangle", "Triangle", ""),
        ("", "", ""),
    ],
)
def test_a_name_ends_before_its_address(text: str, name: str, rest: str):
    end = split_name(text)
    assert (end.name, end.rest) == (name, rest)


def test_a_further_body_belongs_to_the_name_and_the_shorter_reading_is_given_too():
    end = split_name("Academy of Samples, Institute of Light, 27 Blue Road, Beijing")
    assert end.name == "Academy of Samples, Institute of Light"
    assert end.other == "Academy of Samples"
    assert end.rest == "27 Blue Road, Beijing"


def test_a_part_that_may_belong_to_a_name_common_to_several_entries_is_given_as_the_longer_one():
    text = "Sample Corporation, TRV Kites, 2A Street, Korolev"
    assert split_name(text).other == ""
    end = split_name(text, further=True)
    assert (end.name, end.other) == ("Sample Corporation", "Sample Corporation, TRV Kites")
    assert end.rest == "TRV Kites, 2A Street, Korolev"
    assert split_name("Sample Corporation, 2A Street, City", further=True).other == ""
    assert split_name("Sample Corporation, Panama, Panama", further=True).other == ""


def test_a_numbered_institute_is_no_address():
    assert starts_like_an_address("No. 5 River Road")
    assert starts_like_an_address("Room 12")
    assert not starts_like_an_address("7103 Factory")
    assert not starts_like_an_address("31 Research Institute")


@given(st.text(alphabet="AbLtd., ;()“”0123Road Institute", max_size=120))
def test_no_letter_of_an_entry_is_lost(text: str):
    end = split_name(text)
    kept = "".join(letter for letter in end.name + end.rest if letter.isalnum())
    assert kept == "".join(letter for letter in text if letter.isalnum())


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("edition", "source", "rows", "found"),
    [
        ("csl_2022-04-21", "Entity List", 1_962, 1_890),
        ("csl_2022-04-21", "Unverified List", 201, 201),
        ("csl_2022-04-21", "Military End User", 71, 71),
        ("csl_layout_2026-07-09", "Entity List", 3_284, 3_253),
    ],
)
def test_names_of_real_entries_are_found_before_their_addresses(
    shared_data: Path, edition: str, source: str, rows: int, found: int
):
    text = gzip.decompress((shared_data / "lists" / f"{edition}.csv.gz").read_bytes()).decode()
    table = csv.DictReader(io.StringIO(text, newline=""))
    entries = [
        (mend(row["name"])[0].rstrip(" ,;"), mend(row["addresses"])[0])
        for row in table
        if row["source"].startswith(source) and len(row["addresses"]) > len("RU")
    ]
    ends = [(name, split_name(f"{name}, {address}")) for name, address in entries]
    right = sum(name in {end.name, end.other} for name, end in ends)
    assert len(entries) == rows
    # The rest are mostly entries whose city stands in the name field, or printed with their parent.
    assert right >= found
