from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import Channel, ParsedFile
from caveat.domain.parties import NameKind, PartyKind, PartyRecord
from caveat.errors import RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.read import read_list_file

SMALL = Path(__file__).resolve().parents[3] / "data" / "lists" / "ofac_enhanced_small.xml"
CONTENT = SMALL.read_bytes()
LIST = b'<sanctionsList refId="91512">Consolidated List</sanctionsList>'
Write = Callable[[str, bytes], Path]


def records(parsed: ParsedFile) -> dict[tuple[str, str], PartyRecord]:
    return {(r.list_code, r.publisher_id): r for item in parsed.lists for r in item.records}


def refused(path: Path) -> str:
    with pytest.raises(RefusedReleaseError) as caught:
        read_list_file(path)
    assert "Nothing was changed" in str(caught.value)
    return str(caught.value)


def test_every_list_that_the_file_speaks_for_is_read_with_its_date():
    parsed = read_list_file(SMALL)
    assert parsed.channel is Channel.OFAC
    assert parsed.format == "OFAC enhanced XML"
    assert set(records(parsed)) == {
        ("US-SSI", "203"),
        ("US-CAP", "203"),
        ("US-PLC", "201"),
        ("US-MBS", "207"),
    }
    assert {item.released for item in parsed.lists} == {date(2025, 1, 10)}


def test_a_party_of_two_lists_has_a_record_in_each_with_the_day_of_each():
    found = records(read_list_file(SMALL))
    on_ssi, on_capta = found["US-SSI", "203"], found["US-CAP", "203"]
    assert on_ssi.designations[0].listed == "2014-09-12"
    assert on_capta.designations[0].listed == "2022-02-24"
    assert on_ssi.names == on_capta.names
    assert on_ssi.notes == ("The file says that the party is on the SDN List too.",)


def test_a_list_that_is_not_known_is_counted_and_its_parties_are_found_all_the_same():
    parsed = read_list_file(SMALL)
    assert parsed.unknown_sources == ("List of Moons (2 entries)",)
    found = records(parsed)
    assert "“List of Moons”" in found["US-MBS", "207"].unread[0]
    assert "“List of Moons” too" in found["US-PLC", "201"].notes[0]


def test_names_in_every_script_are_read_with_their_kinds():
    record = records(read_list_file(SMALL))["US-SSI", "203"]
    assert [(name.text, name.kind) for name in record.names] == [
        ("STEPPE SAVINGS BANK", NameKind.PRIMARY),
        ("СТЕПНОЙ СБЕРЕГАТЕЛЬНЫЙ БАНК", NameKind.NATIVE),
        ("PEASANTS OF THE STEPPE BANK", NameKind.FORMER),
        ("STEPBANK", NameKind.WEAK_ALIAS),
    ]
    assert all(name.source is None for name in record.names)


def test_addresses_are_read_with_their_parts_in_every_script():
    found = records(read_list_file(SMALL))
    assert [
        (each.text, each.city, each.postal_code, each.country)
        for each in found["US-SSI", "203"].addresses
    ] == [
        ("9 Lantern Street, Moscow, 109097, Russia", "Moscow", "109097", "RU"),
        ("ул. Фонарная, 9, Москва, Russia", "Москва", "", "RU"),
        ("The Isle of Nowhere", "", "", "XK"),
    ]
    (region,) = found["US-PLC", "201"].addresses
    assert (region.text, region.country) == ("Shati, Gaza", "PS")


def test_documents_features_and_ties_are_read():
    found = records(read_list_file(SMALL))
    company, person = found["US-SSI", "203"], found["US-PLC", "201"]
    assert [(each.kind, each.number, each.country) for each in company.identifiers] == [
        ("Website", "www.stepbank.example", ""),
        ("Executive Order 13662 Directive Determination -", "", ""),
        ("Tax ID No.", "7700000001", "RU"),
    ]
    assert [(tie.kind, tie.other, tie.other_id, tie.text) for tie in company.relations] == [
        (
            "owned or controlled by",
            "STEPPE TREASURY FUND",
            "206",
            "Owned or Controlled By (High) STEPPE TREASURY FUND",
        ),
        (
            "owning, controlling or operating",
            "ELSEWHERE LLC",
            "9999",
            "Owns, controls, or operates ELSEWHERE LLC",
        ),
    ]
    assert company.designations[0].programmes == ("UKRAINE-EO13662", "RUSSIA-EO14024")
    assert company.remarks == "all offices worldwide"
    assert person.kind is PartyKind.PERSON
    assert (person.dates_of_birth, person.places_of_birth) == (("1962-01",), ("Shati",))
    assert (person.nationalities, person.citizenships) == (("RU",), ("Freedonia",))


def test_what_has_no_place_of_its_own_is_published_and_keys_of_tables_are_not():
    published = records(read_list_file(SMALL))["US-SSI", "203"].published
    assert ("legalAuthorities/legalAuthority", "Executive Order 14024 (Russia)") in published
    assert ("sanctionsTypes/sanctionsType", "Block") in published
    assert (
        "names/name/translations/translation/nameParts/namePart/value",
        "Steppe Savings Bank",
    ) in (published)
    paths = {path for path, _ in published}
    assert not any(path.endswith(("@refId", "/versionId", "/valueRefId")) for path in paths)


def test_the_filter_tells_which_lists_the_file_speaks_for(write: Write):
    sdn = write(
        "sdn.xml", CONTENT.replace(LIST, b'<sanctionsList refId="1">SDN List</sanctionsList>')
    )
    assert set(records(read_list_file(sdn))) == {
        ("US-SDN", "203"),
        ("US-SDN", "201"),
        ("US-SDN", "207"),
    }
    every = write("all.xml", CONTENT.replace(LIST, b""))
    assert ("US-SDN", "203") in records(read_list_file(every))
    assert ("US-SSI", "203") in records(read_list_file(every))


def test_an_entry_without_a_primary_name_takes_the_first_and_says_so(write: Write):
    content = CONTENT.replace(b"<isPrimary>true</isPrimary>", b"<isPrimary>false</isPrimary>")
    record = records(read_list_file(write("a.xml", content)))["US-SSI", "203"]
    assert record.name == "STEPPE SAVINGS BANK"
    assert record.unread == ("No name is marked as the primary one; the first was taken.",)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"2025-01-10T00:00:00", b"yesterday", "does not state its date"),
        (b'<entity id="201">', b'<entity id="203">', "1 of its entries come twice"),
        (b"</sanctionsData>", b"", "its XML ends too early"),
        (
            b"</filters>",
            b"<countries><country>Russia</country></countries></filters>",
            "it is an excerpt, selected by its countries",
        ),
    ],
)
def test_a_file_that_is_not_whole_is_refused(old: bytes, new: bytes, reason: str, write: Write):
    assert reason in refused(write("cons.xml", CONTENT.replace(old, new)))


def test_a_file_without_an_entry_is_refused(write: Write):
    start, end = CONTENT.index(b"<entities>"), CONTENT.index(b"</entities>")
    assert "holds no entry" in refused(
        write("a.xml", CONTENT[:start] + b"<entities>" + CONTENT[end:])
    )


def test_an_entry_without_a_name_is_kept_as_raw_text(write: Write):
    content = CONTENT.replace(b"<formattedFullName>NEW KIND OF PARTY</formattedFullName>", b"")
    (lists,) = (
        item for item in read_list_file(write("a.xml", content)).lists if item.list_code == "US-MBS"
    )
    assert (lists.rows, lists.records) == (1, ())
    assert "MOON-EO99999" in lists.unread[0].raw


def test_entities_and_document_types_are_not_read(write: Write):
    bomb = CONTENT.replace(b"<sanctionsData", b'<!DOCTYPE x [<!ENTITY a "b">]><sanctionsData', 1)
    with pytest.raises(UnreadableFileError, match="declares a document type"):
        read_list_file(write("a.xml", bomb.replace(b"Block", b"&a;")))
