import gzip
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.lists import Channel, ParsedList
from caveat.domain.parties import NameKind, PartyRecord
from caveat.errors import RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.read import read_list_file, read_whole_rows

SMALL = Path(__file__).resolve().parents[3] / "data" / "lists" / "bis_dpl_small.txt"
Write = Callable[[str, bytes], Path]


@pytest.fixture(scope="module")
def small() -> ParsedList:
    return read_list_file(SMALL).lists[0]


def named(found: ParsedList, name: str) -> list[PartyRecord]:
    return [record for record in found.records if record.name == name]


def test_each_published_row_is_one_record_of_the_denied_persons_list(small: ParsedList):
    assert (small.list_code, small.rows, len(small.records), small.unread) == ("US-DPL", 8, 8, ())
    assert [record.row for record in small.records] == list(range(2, 10))
    assert read_list_file(SMALL).channel is Channel.BIS
    assert read_list_file(SMALL).tried


def test_every_field_is_kept_verbatim_and_the_name_is_read_without_its_spaces(small: ParsedList):
    (record,) = named(small, "J. SAMPLE")
    assert record.published[0] == ("Name", " J. SAMPLE")
    assert dict(record.published)["Last_Update"] == "2007-01-31"
    assert record.remarks == "FEDERAL REGISTER NOTICE UPDATED"
    assert "Action" in small.published_fields


def test_dates_of_both_forms_give_the_effective_date_and_the_end(small: ParsedList):
    (record,) = named(small, "J. SAMPLE")
    designation = record.designations[0]
    assert (designation.effective, designation.listed) == ("2003-06-19", "2003-06-19")
    assert designation.ends == "2056-06-29"
    assert designation.standard_order == "Y"
    assert designation.federal_register.startswith("68 F.R. 11111")
    (kite,) = named(small, "LEVANT")
    assert (kite.designations[0].effective, kite.designations[0].ends) == (
        "2022-02-03",
        "2022-08-03",
    )
    assert kite.designations[0].standard_order == ""


def test_an_order_that_ended_stays_a_record_and_one_without_an_end_has_none(small: ParsedList):
    (pearl,) = named(small, "PEARL LI")
    assert pearl.designations[0].ends == "2016-06-23"
    assert pearl.designations[0].standard_order == "Y"
    (orbit,) = named(small, "ORBIT ANALOG TECHNIK")
    assert orbit.designations[0].ends == ""
    assert orbit.unread == ()


def test_an_impossible_date_is_told_and_the_party_is_in_service(small: ParsedList):
    (record,) = named(small, 'IHSAN "SAMMY" EXAMPLE')
    assert record.designations[0].effective == ""
    assert record.unread == ("The effective date '13/41/2002' is not a possible date; left empty.",)


def test_the_parts_of_an_address_are_kept_apart_with_the_country(small: ParsedList):
    first, second = named(small, "QUILL TRADING, INC.")
    assert first.addresses[0].text == "12 SAMPLE ROYAL DRIVE, STAFFORD, TX, 77477"
    assert (first.addresses[0].country, second.addresses[0].country) == ("US", "US")
    assert second.addresses[0].city == "HOUSTON"
    assert second.addresses[0].postal_code == "77074"
    (saffron,) = named(small, "SAFFRON GATE LTD")
    assert saffron.addresses[0].country == "CN"


def test_names_inside_a_name_are_aliases(small: ParsedList):
    (pearl,) = named(small, "PEARL LI")
    assert ("NELLY EXAMPLE", NameKind.ALIAS) in [(n.text, n.kind) for n in pearl.names]


def test_a_last_line_without_a_break_is_whole_where_its_quotation_mark_is_closed(write: Write):
    content = SMALL.read_bytes()
    assert read_list_file(write("dpl.txt", content.rstrip(b"\n"))).lists[0].rows == 8
    assert read_list_file(write("dpl.txt", content.replace(b"\n", b"\r\n"))).lists[0].rows == 8
    assert read_list_file(write("dpl.gz", gzip.compress(content))).lists[0].rows == 8


@pytest.mark.parametrize("cut", [1, 2, 20, 60])
def test_a_file_cut_inside_its_last_line_is_refused(write: Write, cut: int):
    content = SMALL.read_bytes().rstrip(b"\n")
    with pytest.raises(RefusedReleaseError, match="Nothing was changed"):
        read_list_file(write("dpl.txt", content[:-cut]))


def test_a_second_header_or_a_missing_column_refuses_the_file(write: Write):
    content = SMALL.read_bytes()
    with pytest.raises(RefusedReleaseError, match="second header"):
        read_list_file(write("dpl.txt", content + content))
    with pytest.raises(RefusedReleaseError, match="FR_Citation"):
        read_list_file(write("dpl.txt", content.replace(b'"FR_Citation"', b'"Else"')))


def test_a_row_without_a_name_is_kept_as_raw_text(write: Write):
    content = SMALL.read_bytes().replace(b'" J. SAMPLE"', b'"  "')
    found = read_list_file(write("dpl.txt", content)).lists[0]
    assert (found.rows, len(found.records)) == (8, 7)
    assert found.unread[0].reason == "The row has no name."
    assert "NOWHERE" in found.unread[0].raw


def test_another_encoding_is_refused_with_the_place(write: Write):
    content = SMALL.read_bytes().replace(b"NOWHERE", b"N\xd6WHERE")
    with pytest.raises(UnreadableFileError, match="UTF-8"):
        read_list_file(write("dpl.txt", content))


def test_for_comparison_the_whole_rows_of_a_damaged_file_are_given(write: Write):
    content = SMALL.read_bytes().rstrip(b"\n")[:-30]
    assert len(read_whole_rows(write("dpl.txt", content)).lists[0].records) == 7


@pytest.mark.real_data
@pytest.mark.parametrize(("edition", "rows"), [("2019-06-05", 546), ("2022-09-02", 581)])
def test_a_real_edition_is_read_whole(shared_data: Path, edition: str, rows: int):
    found = read_list_file(shared_data / "lists" / f"dpl_{edition}.txt").lists[0]
    assert (found.rows, len(found.records), found.unread) == (rows, rows, ())
    assert sum(not record.designations[0].effective for record in found.records) == 0
    assert sum(not record.designations[0].ends for record in found.records) == 53
    assert all(len(record.addresses) == 1 for record in found.records)
    assert [record.name for record in found.records if record.unread] == []
    assert len(found.published_fields) == 12


@pytest.mark.real_data
def test_parties_and_addresses_agree_with_the_consolidated_list_of_the_same_year(
    shared_data: Path,
):
    def pairs(found: ParsedList) -> Counter[tuple[str, str, str]]:
        return Counter(
            (record.name, address.text, address.country)
            for record in found.records
            for address in record.addresses
        )

    lists = shared_data / "lists"
    september = pairs(read_list_file(lists / "dpl_2022-09-02.txt").lists[0])
    consolidated = read_list_file(lists / "csl_2022-04-21.csv.gz").lists
    april = pairs(next(item for item in consolidated if item.list_code == "US-DPL"))
    # Between April and September 19 of the 549 were removed or amended.
    assert (september.total(), april.total()) == (581, 549)
    assert (september & april).total() == 530
