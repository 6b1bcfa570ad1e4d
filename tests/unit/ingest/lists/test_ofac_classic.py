from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import Channel, ParsedFile
from caveat.domain.parties import NameKind, PartyKind, PartyRecord
from caveat.errors import RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.read import read_list_file

SMALL = Path(__file__).resolve().parents[3] / "data" / "lists" / "ofac_classic_small.xml"
CONTENT = SMALL.read_bytes()
Write = Callable[[str, bytes], Path]


def records(parsed: ParsedFile) -> dict[str, PartyRecord]:
    return {record.publisher_id: record for item in parsed.lists for record in item.records}


def refused(path: Path) -> str:
    with pytest.raises(RefusedReleaseError) as caught:
        read_list_file(path)
    assert "Nothing was changed" in str(caught.value)
    return str(caught.value)


def test_the_whole_file_is_read_with_its_date():
    parsed = read_list_file(SMALL)
    assert parsed.channel is Channel.OFAC
    assert parsed.format == "OFAC classic XML, SDN List"
    assert parsed.tried
    (sdn,) = parsed.lists
    assert (sdn.list_code, sdn.rows, sdn.released) == ("US-SDN", 3, date(2020, 3, 17))
    assert "akaList/aka/lastName" in sdn.published_fields


def test_names_numbers_addresses_and_ties_of_an_entry_are_read():
    company = records(read_list_file(SMALL))["101"]
    assert company.kind is PartyKind.COMPANY
    assert [(name.text, name.kind) for name in company.names] == [
        ("HARBOUR LANTERN TRADING COMPANY", NameKind.PRIMARY),
        ("HLTC", NameKind.ALIAS),
        ("LANTERN OF THE HARBOUR", NameKind.ALIAS),
        ("HARBOUR LAMP TRADING", NameKind.FORMER),
        ("LANTERN", NameKind.WEAK_ALIAS),
        ("HARBOUR LANTERN TRADING COMPANY (HLTC)", NameKind.ALIAS),
    ]
    (address,) = company.addresses
    assert address.text == "No. 5, Lantern Street, Unit 3, Tehran, Alborz, 15875, Iran"
    assert (address.city, address.state, address.postal_code, address.country) == (
        "Tehran",
        "Alborz",
        "15875",
        "IR",
    )
    assert [(each.kind, each.number, each.country) for each in company.identifiers] == [
        ("Registration ID", "4471-B", "IR"),
        ("Gender", "", ""),
    ]
    (tie,) = company.relations
    assert (tie.kind, tie.other, tie.other_id) == ("linked to", "GREY HERON SHIPPING CO.", "")
    assert company.designations[0].programmes == ("SDGT", "IFSR")
    assert company.remarks == "(Linked To: GREY HERON SHIPPING CO.)"
    assert ("programList/program", "IFSR") in company.published
    assert ("akaList/aka/category", "weak") in company.published


def test_facts_of_persons_and_vessels_are_read():
    found = records(read_list_file(SMALL))
    person, vessel = found["102"], found["103"]
    assert person.name == "TAMBORINI, Ugo Ettore"
    assert person.dates_of_birth == ("1948-12-10", "circa 1951")
    assert (person.places_of_birth, person.nationalities, person.citizenships) == (
        ("Trieste, Italy",),
        ("IT",),
        ("CU",),
    )
    assert ("title", "Colonel") in person.published
    assert vessel.kind is PartyKind.VESSEL
    assert [(each.kind, each.number, each.country) for each in vessel.identifiers] == [
        ("IMO", "9187629", ""),
        ("Call sign", "T2LMP", ""),
        ("Vessel flag", "", "IR"),
    ]
    assert [(tie.kind, tie.other) for tie in vessel.relations] == [
        ("owned by", "NORTHERN REED LINES")
    ]
    assert ("vesselInfo/tonnage", "99144") in vessel.published


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"<Record_Count>3<", b"<Record_Count>4<", "holds 3 entries and says that it has 4"),
        (b"<Record_Count>3<", b"<Record_Count>x<", "does not state its date and its count"),
        (b"03/17/2020", b"13/17/2020", "does not state its date and its count"),
        (b"<uid>102</uid>", b"<uid>101</uid>", "1 of its entries come twice"),
        (b"</sdnList>", b"", "its XML ends too early"),
        (b"</sdnList>", b"</sdn>", "its XML is damaged"),
        (b"<program>IRAN<", b"<program>NS-PLC<", "neither those of the SDN List nor"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(old: bytes, new: bytes, reason: str, write: Write):
    assert reason in refused(write("sdn.xml", CONTENT.replace(old, new)))


def test_an_entry_without_a_name_is_kept_as_raw_text_and_counted(write: Write):
    path = write("sdn.xml", CONTENT.replace(b"<lastName>GREY HERON</lastName>", b""))
    (sdn,) = read_list_file(path).lists
    assert (sdn.rows, len(sdn.records)) == (3, 2)
    assert sdn.unread[0].row == 3
    assert "T2LMP" in sdn.unread[0].raw


def test_an_entry_without_a_type_is_of_unknown_kind(write: Write):
    path = write("sdn.xml", CONTENT.replace(b"<sdnType>Vessel</sdnType>", b""))
    record = records(read_list_file(path))["103"]
    assert record.kind is PartyKind.UNKNOWN
    assert "not stated" in record.unread[0]


def test_entities_and_document_types_are_not_read(write: Write):
    bomb = CONTENT.replace(
        b"<sdnList",
        b'<!DOCTYPE sdnList [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">'
        b'<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<sdnList',
        1,
    ).replace(b"Colonel", b"&b;&x;")
    with pytest.raises(UnreadableFileError, match="declares a document type"):
        read_list_file(write("sdn.xml", bomb))
