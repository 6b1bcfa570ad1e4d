"""The EU's list in both forms: one small file of ours each, and the real sample."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import Channel
from caveat.domain.parties import NameKind, PartyKind, PartyRecord
from caveat.errors import InputError, RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.read import read_list_file
from caveat.ingest.lists.registry import FORMATS

DATA = Path(__file__).resolve().parents[3] / "data" / "lists"
XML = DATA / "eu_small.xml"
CSV = DATA / "eu_small.csv"
Write = Callable[[str, bytes], Path]


def parties(path: Path) -> dict[str, PartyRecord]:
    return {record.publisher_id: record for record in read_list_file(path).lists[0].records}


def kinds(record: PartyRecord) -> dict[str, NameKind]:
    return {name.text: name.kind for name in record.names}


@pytest.mark.parametrize("path", [XML, CSV])
def test_both_forms_are_releases_of_one_list_by_one_channel(path: Path):
    parsed = read_list_file(path)
    assert parsed.channel is Channel.EU
    (only,) = parsed.lists
    assert only.list_code == "EU-FSF"
    assert only.released == date(2026, 4, 15)
    assert len(only.unread) == 1
    assert "EU.9004.14" in only.unread[0].raw
    assert [known.sniff(path.read_bytes()) for known in FORMATS].count(True) == 1


def test_only_the_xml_form_was_tried_on_a_real_file():
    assert read_list_file(XML).tried
    assert not read_list_file(CSV).tried


def test_names_of_the_xml_form_keep_strength_and_script():
    record = parties(XML)["EU.9001.11"]
    assert record.name == "Volga Works LLC"
    assert kinds(record) == {
        "Volga Works LLC": NameKind.PRIMARY,
        "Волжский завод": NameKind.NATIVE,
        "Little Volga": NameKind.WEAK_ALIAS,
        "Volga Werk": NameKind.ALIAS,
        "Волга Завод": NameKind.ALIAS,
        "Volga Works LLC (a.k.a. Volga Werk)": NameKind.ALIAS,
    }


def test_a_party_with_weak_names_only_is_still_called_something():
    record = parties(XML)["EU.9003.13"]
    assert kinds(record) == {"Sea Lark": NameKind.PRIMARY}
    assert record.kind is PartyKind.UNKNOWN
    assert "vessel" in record.unread[0]


def test_addresses_contacts_and_numbers_of_the_xml_form_are_read():
    record = parties(XML)["EU.9001.11"]
    assert record.kind is PartyKind.COMPANY
    (address,) = record.addresses
    assert address.text == (
        "5 Mill Street, P.O. Box 77, Testgorod, 400001, Volga, RUSSIAN FEDERATION"
    )
    assert (address.city, address.postal_code, address.country) == ("Testgorod", "400001", "RU")
    assert [(each.kind, each.number, each.country) for each in record.identifiers] == [
        ("United Nations reference", "XXe.009", ""),
        ("Registration Number", "1037739044111", "RU"),
        ("PHONE", "+7 000 111", ""),
        ("WEB", "volga.example?a=b", ""),
    ]
    assert "known to be false" in record.identifiers[1].text
    assert record.remarks == "First remark.\nSecond remark."
    assert record.notes == ("1 of 3 addresses are those of the time of listing.",)


def test_the_date_of_designation_is_the_date_of_listing_and_acts_stay_published():
    record = parties(XML)["EU.9001.11"]
    (designation,) = record.designations
    assert (designation.programmes, designation.listed) == (("TST",), "2022-03-15")
    assert (designation.effective, designation.published) == ("", "")
    assert ("regulation@numberTitle", "2025/555 (OJ L97)") in record.published
    assert ("regulation/publicationUrl", "https://eur-lex.europa.eu/example") in record.published


def test_persons_have_births_and_citizenships():
    record = parties(XML)["EU.9002.12"]
    assert record.name == "Jana M. Testova"
    assert record.kind is PartyKind.PERSON
    assert record.dates_of_birth == (
        "circa 1971",
        "1972-02-03",
        "1390 to 1392 (islamic calendar)",
    )
    assert record.places_of_birth == ("Testgorod, RUSSIAN FEDERATION",)
    assert record.citizenships == ("RU",)
    assert "someday" in record.unread[0]


def test_the_csv_form_gives_the_same_facts_from_many_rows():
    found = parties(CSV)
    works = found["EU.9001.11"]
    assert read_list_file(CSV).lists[0].rows == 9
    assert kinds(works) == {
        "Volga Works LLC": NameKind.PRIMARY,
        "Волжский завод": NameKind.NATIVE,
    }
    assert works.row == 2
    assert works.row_id == "9001"
    assert works.designations == parties(XML)["EU.9001.11"].designations
    assert works.addresses[0].text == "5 Mill Street, P.O. Box 77, Testgorod, RUSSIAN FEDERATION"
    assert [(each.kind, each.number) for each in works.identifiers] == [
        ("United Nations reference", "XXe.009"),
        ("Registration Number", "1037739044111"),
        ("PHONE", "+7 000 111"),
    ]
    person = found["EU.9002.12"]
    assert person.dates_of_birth == ("1972-02-03", "circa 1971")
    assert person.places_of_birth == ("Testgorod",)
    assert person.citizenships == ("RU",)


def test_repeated_fields_of_the_csv_form_are_published_once_and_the_date_of_the_file_never():
    published = parties(CSV)["EU.9001.11"].published
    assert published.count(("Entity_Remark", "First remark.")) == 1
    assert [text for field, text in published if field == "NameAlias_WholeName"] == [
        "Volga Works LLC",
        "Волжский завод",
    ]
    assert not any(field == "fileGenerationDate" for field, _ in published)


def test_a_column_of_strength_is_used_where_there_is_one(write: Write):
    lines = CSV.read_text(encoding="utf-8-sig").splitlines()
    lines = [
        f"{line};{'NameAlias_Strong' if at == 0 else 'false'}" for at, line in enumerate(lines)
    ]
    found = parties(write("strong.csv", ("\n".join(lines) + "\n").encode()))
    assert kinds(found["EU.9001.11"])["Волжский завод"] is NameKind.WEAK_ALIAS


def test_columns_may_stand_in_another_order(write: Write):
    rows = [line.split(";") for line in CSV.read_text(encoding="utf-8-sig").splitlines()]
    turned = "\n".join(";".join(reversed(row)) for row in rows if '"' not in "".join(row)) + "\n"
    found = parties(write("turned.csv", turned.encode()))
    assert found["EU.9001.11"].names == parties(CSV)["EU.9001.11"].names


@pytest.mark.parametrize("column", ["fileGenerationDate", "Identification_Number", "Address_City"])
def test_a_header_that_lacks_a_column_is_refused(column: str, write: Write):
    content = CSV.read_text(encoding="utf-8-sig").replace(column, "Other", 1)
    with pytest.raises(RefusedReleaseError, match=column):
        read_list_file(write("lacks.csv", content.encode()))


def test_rows_of_two_days_are_refused(write: Write):
    content = CSV.read_bytes().replace(b"15/04/2026", b"16/04/2026", 1)
    with pytest.raises(RefusedReleaseError, match="several dates"):
        read_list_file(write("joined.csv", content))


def test_a_row_without_a_number_is_a_party_of_its_own(write: Write):
    content = CSV.read_bytes().replace(b";9001;EU.9001.11;", b";;EU.9001.11;", 1)
    parsed = read_list_file(write("numberless.csv", content)).lists[0]
    assert [record.row_id for record in parsed.records] == ["", "9001", "9002"]


@pytest.mark.parametrize("path", [XML, CSV])
def test_no_cut_file_passes_for_a_whole_one_but_between_rows(path: Path, tmp_path: Path):
    content = path.read_bytes().rstrip(b"\n") if path is XML else path.read_bytes()
    cut = tmp_path / "cut"
    for end in range(0, len(content), 11):
        cut.write_bytes(content[:end])
        try:
            read_list_file(cut)
        except InputError:
            continue
        assert path is CSV
        assert content[end - 1 : end] == b"\n"


def test_a_billion_laughs_are_refused(write: Write):
    head, body = XML.read_bytes().split(b"?>", 1)
    entities = b"".join(b'<!ENTITY l%d "&l%d;&l%d;">' % (n + 1, n, n) for n in range(60))
    with pytest.raises(UnreadableFileError):
        read_list_file(
            write("l.xml", head + b'?><!DOCTYPE e [<!ENTITY l0 "lol">' + entities + b"]>" + body)
        )


@pytest.mark.real_data
def test_the_real_sample_is_read_whole(shared_data: Path):
    (only,) = read_list_file(shared_data / "lists" / "eu_fsf_sample.xml").lists
    records = only.records
    assert only.released == date(2020, 4, 15)
    assert (len(records), len(only.unread)) == (7, 0)
    assert sum(len(record.names) for record in records) == 15
    assert sum(len(record.addresses) for record in records) == 2
    assert sum(len(record.identifiers) for record in records) == 3
    assert sum(len(record.citizenships) for record in records) == 3
    assert not any(record.unread for record in records)
    assert not any(n.kind is NameKind.WEAK_ALIAS for record in records for n in record.names)
