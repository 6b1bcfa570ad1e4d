from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import Channel
from caveat.domain.parties import NameKind, PartyKind, PartyRecord
from caveat.errors import InputError, RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.read import read_list_file
from caveat.ingest.lists.registry import FORMATS

SMALL = Path(__file__).resolve().parents[3] / "data" / "lists" / "un_small.xml"
Write = Callable[[str, bytes], Path]


def parties(path: Path = SMALL) -> dict[str, PartyRecord]:
    return {record.row_id: record for record in read_list_file(path).lists[0].records}


def kinds(record: PartyRecord) -> dict[str, NameKind]:
    return {name.text: name.kind for name in record.names}


def test_the_file_is_one_release_of_the_list_with_its_own_date():
    parsed = read_list_file(SMALL)
    assert (parsed.channel, parsed.tried, parsed.combined) == (Channel.UN, True, False)
    (only,) = parsed.lists
    assert only.list_code == "UN-SC"
    assert only.released == date(2026, 3, 5)
    assert (only.rows, len(only.records), len(only.unread)) == (5, 4, 1)
    assert {"REFERENCE_NUMBER", "INDIVIDUAL_ALIAS/QUALITY"} <= set(only.published_fields)
    assert "SORT_KEY" not in only.published_fields


def test_an_entry_that_names_nobody_is_kept_raw():
    (row,) = read_list_file(SMALL).lists[0].unread
    assert "Nobody in particular." in row.raw
    assert row.row == 3


def test_a_kind_of_parties_that_the_council_adds_is_not_passed_over_in_silence(write: Write):
    added = b"<VESSELS><VESSEL><NAME>PAPER BOAT</NAME></VESSEL></VESSELS></CONSOLIDATED_LIST>"
    content = SMALL.read_bytes().replace(b"</CONSOLIDATED_LIST>", added)
    parsed = read_list_file(write("more.xml", content))
    assert parsed.unknown_sources == ("element VESSELS (1)",)
    assert "PAPER BOAT" in parsed.unknown_rows[0].raw
    assert len(parsed.lists[0].records) == 4


def test_every_name_is_kept_with_its_kind():
    record = parties()["1001"]
    assert record.name == "OREL DAVEK TAMIN AL-QASRI"
    assert kinds(record) == {
        "OREL DAVEK TAMIN AL-QASRI": NameKind.PRIMARY,
        "أوريل دافيك تامن": NameKind.NATIVE,
        "Orel Davic": NameKind.ALIAS,
        "Aurel Davek": NameKind.ALIAS,
        "O. Tamin": NameKind.ALIAS,
        "Heron": NameKind.WEAK_ALIAS,
        "Amir Davek": NameKind.WEAK_ALIAS,
        "Амир Давек": NameKind.WEAK_ALIAS,
        "Orel Tamini": NameKind.FORMER,
        "O. D. Qasri": NameKind.ALIAS,
        "Orel Davic; Aurel Davek b) O. Tamin": NameKind.ALIAS,
        "Amir Davek (original script: Амир Давек)": NameKind.WEAK_ALIAS,
        "O. D. Qasri, born 1 Jan. 1953 (passport no. 123)": NameKind.ALIAS,
    }
    assert {name.source for name in record.names} == {None}


def test_names_of_organisations_are_told_apart():
    found = parties()
    assert kinds(found["2001"]) == {
        "NORTHERN HARBOUR SOCIETY (NORHAR)": NameKind.PRIMARY,
        "SOCIETE DU PORT": NameKind.ALIAS,
        "SDP": NameKind.ALIAS,
        "جمعية الميناء": NameKind.ALIAS,
        "Harbour Society": NameKind.ALIAS,
        "Port Society": NameKind.ALIAS,
        "Old Quay Union": NameKind.FORMER,
        "NORTHERN HARBOUR SOCIETY (NORHAR) ; SOCIETE DU PORT (SDP)": NameKind.ALIAS,
        "SOCIETE DU PORT (SDP)": NameKind.ALIAS,
        "جمعية الميناء (Harbour Society; Port Society)": NameKind.ALIAS,
    }
    assert kinds(found["2002"]) == {
        "BUTOKE AIRLINES (BAL)": NameKind.PRIMARY,
        "BAL": NameKind.ALIAS,
    }


def test_the_reference_number_is_the_identity_and_the_row_number_stands_in_for_it():
    found = parties()
    assert found["1001"].publisher_id == "XXi.001"
    assert found["1002"].publisher_id == "1002"


def test_what_is_not_known_is_told_and_nothing_is_left_out():
    record = parties()["1002"]
    assert kinds(record)["Mira of the Docks"] is NameKind.ALIAS
    assert any("Medium" in sentence for sentence in record.unread)
    assert any("yesterday" in sentence for sentence in record.unread)
    assert record.designations[0].listed == ""


def test_dates_places_documents_and_addresses_are_read():
    record = parties()["1001"]
    assert record.kind is PartyKind.PERSON
    assert record.dates_of_birth == (
        "1968-04-11",
        "circa 1969",
        "circa 1966 to 1970",
        "Nov. 1973",
        "1953-01-01",
    )
    assert record.places_of_birth == ("Old Harbour, Pakistan", "Old Harbour")
    assert record.nationalities == ("IR", "former Testland")
    assert [(each.kind, each.number, each.country) for each in record.identifiers] == [
        ("Passport", "K1234567", "PK"),
        ("National Identification Number", "W334061", ""),
    ]
    (address,) = record.addresses
    assert address.text == "12 Quay Street, Old Harbour, North, 4001, Central African Republic"
    assert (address.city, address.state, address.postal_code, address.country) == (
        "Old Harbour",
        "North",
        "4001",
        "CF",
    )
    assert record.designations[0].programmes == ("Testland",)
    assert record.designations[0].listed == "2015-07-01"
    office, seat = parties()["2001"].addresses
    assert office.text == "Office at 5 Mole Road, Old Harbour"
    assert seat.country == "KP"


def test_ties_that_the_remarks_print_are_read():
    found = parties()
    (tie,) = found["1001"].relations
    assert (tie.kind, tie.other, tie.other_id) == (
        "associated with",
        "Northern Harbour Society",
        "XXe.001",
    )
    (tie,) = found["2001"].relations
    assert tie.other == "Testland Port Group"
    assert tie.text in found["2001"].remarks


def test_every_field_with_a_value_is_kept_in_its_order():
    published = parties()["1001"].published
    assert published[0] == ("DATAID", "1001")
    assert ("INDIVIDUAL_ADDRESS/NOTE", "previous address") in published
    assert [text for field, text in published if field == "LAST_DAY_UPDATED/VALUE"] == [
        "2016-10-13",
        "2018-01-02",
    ]
    assert not any(field.startswith("SORT_KEY") for field, _ in published)


def test_no_cut_file_passes_for_a_whole_one(tmp_path: Path):
    content = SMALL.read_bytes().rstrip()
    path = tmp_path / "cut.xml"
    for end in range(0, len(content), 7):
        path.write_bytes(content[:end])
        with pytest.raises(InputError):
            read_list_file(path)


def test_a_file_without_organisations_is_refused(write: Write):
    content = SMALL.read_bytes()
    start, end = content.index(b"<ENTITIES>"), content.index(b"</ENTITIES>")
    with pytest.raises(RefusedReleaseError, match="3 persons and 0 organisations"):
        read_list_file(write("half.xml", content[:start] + b"<ENTITIES>" + content[end:]))


@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]>',
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE CONSOLIDATED_LIST SYSTEM "http://example.org/x.dtd">',
    ],
)
def test_a_document_type_is_refused(declared: bytes, write: Write):
    head, body = SMALL.read_bytes().split(b"?>", 1)
    with pytest.raises(UnreadableFileError, match="document type"):
        read_list_file(write("evil.xml", head + b"?>" + declared + body))


def test_a_date_that_is_none_is_not_made_up(write: Write):
    content = SMALL.read_bytes().replace(b"2026-03-05T00:00:09.554Z", b"today")
    assert read_list_file(write("a.xml", content)).lists[0].released is None


def test_exactly_one_format_claims_the_file():
    head = SMALL.read_bytes()
    assert [known.sniff(head) for known in FORMATS].count(True) == 1


@pytest.mark.real_data
def test_the_real_list_is_read_whole(shared_data: Path):
    parsed = read_list_file(shared_data / "lists" / "un_2026-02-27.xml.gz")
    (only,) = parsed.lists
    records = only.records
    assert only.released == date(2026, 2, 27)
    assert (only.rows, len(records), len(only.unread)) == (1003, 1003, 0)
    assert Counter(record.kind for record in records) == {
        PartyKind.PERSON: 730,
        PartyKind.COMPANY: 273,
    }
    assert len({record.publisher_id for record in records}) == 1003
    names = Counter(name.kind for record in records for name in record.names)
    assert names[NameKind.PRIMARY] == 1003
    assert names[NameKind.NATIVE] == 377
    assert names[NameKind.WEAK_ALIAS] == 641
    assert names[NameKind.FORMER] == 55
    assert names[NameKind.ALIAS] == 2373
    assert sum(len(record.addresses) for record in records) == 811
    assert sum(len(record.identifiers) for record in records) == 468
    assert sum(not each.number for record in records for each in record.identifiers) == 3
    assert all(record.designations[0].listed for record in records)
    assert [record.publisher_id for record in records if record.unread] == ["TAi.068"]


@pytest.mark.real_data
def test_every_alias_of_the_real_list_is_found_by_its_own_words(shared_data: Path):
    """No name that the file prints is lost by splitting it."""
    for record in read_list_file(shared_data / "lists" / "un_2026-02-27.xml.gz").lists[0].records:
        texts = " | ".join(name.text for name in record.names)
        for field, text in record.published:
            if field.endswith(("_ALIAS/ALIAS_NAME", "NAME_ORIGINAL_SCRIPT")):
                shown = " ".join(text.strip('"“”').split())
                assert shown.casefold() in texts.casefold(), (record.publisher_id, text)
