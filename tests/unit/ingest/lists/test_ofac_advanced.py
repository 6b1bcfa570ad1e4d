from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from caveat.domain.lists import Channel, ParsedFile
from caveat.domain.parties import NameKind, PartyKind, PartyRecord
from caveat.errors import RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.ofac_advanced_words import bounds, period
from caveat.ingest.lists.read import read_list_file

SMALL = Path(__file__).resolve().parents[3] / "data" / "lists" / "ofac_advanced_small.xml"
CONTENT = SMALL.read_bytes()
Write = Callable[[str, bytes], Path]
Day = tuple[int, ...]


def records(parsed: ParsedFile) -> dict[tuple[str, str], PartyRecord]:
    return {(r.list_code, r.publisher_id): r for item in parsed.lists for r in item.records}


def refused(path: Path) -> str:
    with pytest.raises(RefusedReleaseError) as caught:
        read_list_file(path)
    assert "Nothing was changed" in str(caught.value)
    return str(caught.value)


def test_the_whole_file_is_read_with_its_date_and_marked_as_never_tried():
    parsed = read_list_file(SMALL)
    assert parsed.channel is Channel.OFAC
    assert parsed.format == "OFAC advanced XML"
    assert not parsed.tried
    (sdn,) = parsed.lists
    assert (sdn.list_code, sdn.rows, sdn.released) == ("US-SDN", 3, date(2026, 9, 23))


def test_a_file_in_the_older_namespace_gives_the_same_parties(write: Write):
    old = CONTENT.replace(
        b"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML",
        b"http://www.un.org/sanctions/1.0",
    )
    assert read_list_file(write("sdn_advanced.xml", old)).lists == read_list_file(SMALL).lists


def test_names_are_put_together_and_keep_their_kinds():
    found = records(read_list_file(SMALL))
    company = found["US-SDN", "101"]
    assert [(name.text, name.kind) for name in company.names] == [
        ("Harbour Lantern Trading Company", NameKind.PRIMARY),
        ("HLTC", NameKind.ALIAS),
        ("Lantern", NameKind.WEAK_ALIAS),
        ("شركة فانوس الميناء", NameKind.NATIVE),
        ("Harbour Lamp Trading", NameKind.FORMER),
        ("Harbour Lantern Trading Company (HLTC)", NameKind.ALIAS),
    ]
    assert found["US-SDN", "102"].name == "TAMBORINI, Ugo Ettore"


def test_what_a_party_is_follows_from_its_type_and_subtype():
    kinds = {number: r.kind for (_, number), r in records(read_list_file(SMALL)).items()}
    assert kinds == {
        "101": PartyKind.COMPANY,
        "102": PartyKind.PERSON,
        "103": PartyKind.VESSEL,
    }


def test_places_become_addresses_in_writing_order_and_in_every_script():
    found = records(read_list_file(SMALL))
    assert [
        (each.text, each.city, each.postal_code, each.country)
        for each in found["US-SDN", "101"].addresses
    ] == [
        ("No. 5, Lantern Street, Tehran, 15875, Iran", "Tehran", "15875", "IR"),
        ("تهران, Iran", "تهران", "", "IR"),
    ]
    person = found["US-SDN", "102"]
    assert person.addresses == ()
    assert person.unread == ("A place is referred to that the file does not hold.",)


def test_documents_and_features_are_read():
    found = records(read_list_file(SMALL))
    person, vessel = found["US-SDN", "102"], found["US-SDN", "103"]
    assert person.dates_of_birth == ("1948",)
    assert (person.places_of_birth, person.nationalities) == (("Trieste, Italy",), ("IT",))
    assert [(each.kind, each.number, each.country, each.text) for each in person.identifiers] == [
        (
            "Passport",
            "Z100200",
            "IT",
            "Passport Z100200 (Italy) expires 2006-05-02 [Fraudulent]",
        ),
        ("Gender", "", "", "Gender Male"),
    ]
    assert [(each.kind, each.number, each.country) for each in vessel.identifiers] == [
        ("IMO", "9187629", ""),
        ("Call sign", "T2LMP", ""),
        ("Vessel flag", "", "IR"),
    ]


def test_programmes_and_the_first_day_of_listing_come_from_the_entries():
    designation = records(read_list_file(SMALL))["US-SDN", "101"].designations[0]
    assert designation.programmes == ("SDGT", "IFSR")
    assert designation.listed == "2019-05-04"


def test_ties_have_the_number_and_the_name_of_the_other_party():
    found = records(read_list_file(SMALL))
    (owner,) = found["US-SDN", "103"].relations
    assert (owner.kind, owner.other, owner.other_id, owner.since, owner.until) == (
        "owned or controlled by",
        "Harbour Lantern Trading Company (HLTC)",
        "101",
        "2019-09-19",
        "",
    )
    (elsewhere,) = found["US-SDN", "102"].relations
    assert (elsewhere.kind, elsewhere.other, elsewhere.other_id) == (
        "formerly family member of",
        "OFAC entry 7777",
        "7777",
    )
    assert elsewhere.text == "Family member of godson OFAC entry 7777"


def test_published_fields_have_words_for_keys():
    published = records(read_list_file(SMALL))["US-SDN", "101"].published
    for pair in (
        ("Profile@PartyType", "Entity"),
        ("Profile/Identity/Alias@LowQuality", "true"),
        ("Document/IssuingAuthority", "Office of Lamps"),
        ("SanctionsEntry/EntryEvent@LegalBasis", "Executive Order 13224 (Terrorism)"),
        ("SanctionsEntry/EntryEvent/Date", "2019-05-04"),
        ("SanctionsEntry/SanctionsMeasure@SanctionsType", "Block"),
        ("Comment", "all offices worldwide"),
    ):
        assert pair in published


def test_the_list_of_every_party_is_the_one_that_the_file_speaks_for(write: Write):
    assert records(read_list_file(SMALL))["US-SDN", "103"].notes == (
        "The file says that the party is on US-SSI too.",
    )
    cons = CONTENT.replace(b'ListID="1550"', b'ListID="91512"')
    found = records(read_list_file(write("cons.xml", cons)))
    assert set(found) == {("US-MBS", "101"), ("US-MBS", "102"), ("US-SSI", "103")}
    assert found["US-MBS", "101"].unread
    mixed = CONTENT.replace(b'ProfileID="102" ListID="1550"', b'ProfileID="102" ListID="91507"')
    assert set(records(read_list_file(write("all.xml", mixed)))) == {
        ("US-SDN", "101"),
        ("US-SSI", "102"),
        ("US-SDN", "103"),
        ("US-SSI", "103"),
    }


def test_a_party_without_an_entry_stays_on_the_list_of_the_file_and_says_so(write: Write):
    content = CONTENT.replace(b'ProfileID="102" ListID="1550"', b'ProfileID="101" ListID="1550"')
    record = records(read_list_file(write("a.xml", content)))["US-SDN", "102"]
    assert "names for the party: none" in record.unread[-1]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"<Day>23</Day>", b"", "does not state its date of issue"),
        (b'Profile ID="102"', b'Profile ID="101"', "1 of its parties come twice"),
        (b'ProfileID="102" ListID', b'ProfileID="555" ListID', "parties that it does not hold"),
        (b"</Sanctions>", b"", "its XML ends too early"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(old: bytes, new: bytes, reason: str, write: Write):
    assert reason in refused(write("a.xml", CONTENT.replace(old, new)))


def test_a_file_without_parties_is_refused(write: Write):
    start = CONTENT.index(b"<DistinctParties>")
    end = CONTENT.index(b"</Sanctions>")
    assert "holds no party" in refused(write("a.xml", CONTENT[:start] + CONTENT[end:]))


def test_a_party_without_a_name_is_kept_as_raw_text(write: Write):
    content = CONTENT.replace(b">GREY HERON<", b"><")
    (sdn,) = read_list_file(write("a.xml", content)).lists
    assert (sdn.rows, len(sdn.records)) == (3, 2)
    assert "Profile" in sdn.unread[0].raw


def test_entities_and_document_types_are_not_read(write: Write):
    bomb = CONTENT.replace(b"<Sanctions ", b'<!DOCTYPE x [<!ENTITY a "b">]><Sanctions ', 1)
    with pytest.raises(UnreadableFileError, match="declares a document type"):
        read_list_file(write("a.xml", bomb.replace(b"godson", b"&a;")))


def dated(first: Day, last: Day, *, approximate: bool = False) -> etree._Element:
    def limit(name: str, day: Day) -> etree._Element:
        element = etree.Element(name, Approximate=str(approximate).lower())
        for which in ("From", "To"):
            bound = etree.SubElement(element, which)
            for part, number in zip(("Year", "Month", "Day"), day, strict=False):
                etree.SubElement(bound, part).text = str(number)
        return element

    whole = etree.Element("DatePeriod")
    whole.extend([limit("Start", first), limit("End", last)])
    return whole


@pytest.mark.parametrize(
    ("first", "last", "worded"),
    [
        ((1962, 11, 23), (1962, 11, 23), "1962-11-23"),
        ((1962, 1, 1), (1962, 12, 31), "1962"),
        ((1962, 1, 1), (1964, 12, 31), "1962 to 1964"),
        ((1962, 2, 1), (1962, 2, 28), "1962-02"),
        ((1962, 2, 1), (1962, 2, 27), "1962-02-01 to 1962-02-27"),
        ((1962,), (1962,), "1962"),
        ((1962, 13, 1), (1962, 13, 1), "1962"),
        ((), (), ""),
    ],
)
def test_a_period_is_worded_as_precisely_as_it_is_meant(first: Day, last: Day, worded: str):
    assert period(dated(first, last)) == worded
    about = period(dated(first, last, approximate=True))
    assert about == (f"circa {worded}" if worded else "")


@given(st.lists(st.integers(-5, 99999), max_size=3), st.lists(st.integers(-5, 99999), max_size=3))
def test_any_numbers_make_a_period_or_nothing(first: list[int], last: list[int]):
    element = dated(tuple(first), tuple(last))
    assert isinstance(period(element), str)
    assert len(bounds(element)) == 2
