"""OpenSanctions' simple export: values inside fields, countries, what is not guessed, damage."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import Channel, ParsedFile, ParsedList
from caveat.domain.parties import Address, Designation, Identifier, NameKind, PartyKind, PartyRecord
from caveat.errors import RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.read import read_list_file, read_whole_rows

DATA = Path(__file__).resolve().parents[3] / "data" / "lists"
SMALL = DATA / "opensanctions_simple.csv"
Write = Callable[[str, bytes], Path]


@pytest.fixture(scope="module")
def parsed() -> ParsedFile:
    return read_list_file(SMALL)


def records(parsed: ParsedFile) -> dict[str, PartyRecord]:
    return {record.publisher_id: record for record in parsed.lists[0].records}


def rows_of(*changed: dict[str, str]) -> bytes:
    """The small file's header and its first row, changed, as often as asked."""
    given = list(csv.DictReader(io.StringIO(SMALL.read_text(encoding="utf-8"), newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(given[0]), quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows({**given[0], "id": f"NK-{n}", **each} for n, each in enumerate(changed))
    return out.getvalue().encode()


def test_the_file_is_a_list_of_its_dataset_with_the_date_it_was_last_seen(parsed: ParsedFile):
    item = parsed.lists[0]
    assert parsed.channel is Channel.OPENSANCTIONS
    assert parsed.tried
    assert not parsed.combined
    assert (item.list_code, item.rows, len(item.records)) == ("OS-MADE-UP-WAR-LIST", 4, 4)
    assert item.released == date(2026, 3, 5)
    assert item.unread == ()
    assert item.definition is not None
    assert item.definition.code == item.list_code
    assert item.definition.title == "Made-up War List"
    assert item.definition.published_every_days == 7
    assert "this program's choice" in item.definition.note
    assert "weak aliases" in item.definition.note
    assert not item.definition.private


def test_values_are_parted_at_semicolons_outside_quotation_marks(parsed: ParsedFile):
    record = records(parsed)["NK-one"]
    assert record.kind is PartyKind.COMPANY
    assert [(name.kind, name.text) for name in record.names] == [
        (NameKind.PRIMARY, "Borzoi Dynamics LLC"),
        (NameKind.NATIVE, 'OOO "Борзая Динамика"'),
        (NameKind.ALIAS, "Borzoi Dynamics OOO"),
    ]
    assert record.addresses == (Address("1 Lesnaya Street, Primerovsk, Russia", country="RU"),)
    assert record.remarks == "Maker of whistles; sold\nto nobody."
    assert record.designations == (Designation(programmes=("XX-WS-ONE", "XX-WS-TWO")),)


def test_a_number_that_thousands_of_firms_share_is_kept_and_not_searched_by(parsed: ParsedFile):
    assert records(parsed)["NK-one"].identifiers == (
        Identifier("identifier", "1000000000001", "", "1000000000001"),
        Identifier("identifier", "7700000000", "", "7700000000"),
        Identifier("KPP", "", "", "770701001"),
        Identifier("Phone", "+7 495 000-00-00", "", "+7 495 000-00-00"),
        Identifier("E-Mail", "info@borzoi.example", "", "info@borzoi.example"),
    )


def test_a_ship_is_known_by_its_imo_number_and_countries_are_no_nationality(parsed: ParsedFile):
    ship = records(parsed)["NK-two"]
    assert ship.kind is PartyKind.VESSEL
    assert Identifier("IMO", "9999999", "", "IMO9999999") in ship.identifiers
    assert ship.addresses == (Address("LR", country="LR"), Address("PA", country="PA"))
    assert ship.nationalities == ()
    assert ship.designations == (Designation(programmes=("Made-up War List",)),)
    assert any("“zz” has no code" in note for note in ship.notes)


def test_no_date_is_read_out_of_the_text_of_a_designation(parsed: ParsedFile):
    person = records(parsed)["NK-three"]
    assert person.dates_of_birth == ("1970", "1971-02-03")
    assert person.remarks == "Named in a made-up report - active - 2020-01-01"
    assert person.designations[0].listed == ""
    assert person.designations[0].ends == ""


def test_a_part_of_a_country_is_its_country(parsed: ParsedFile):
    society = records(parsed)["NK-four"]
    assert society.kind is PartyKind.UNKNOWN
    assert society.countries == ("GB",)


def test_every_filled_field_is_kept_verbatim(parsed: ParsedFile):
    given = list(csv.DictReader(io.StringIO(SMALL.read_text(encoding="utf-8"), newline="")))
    for row, record in zip(given, parsed.lists[0].records, strict=True):
        assert dict(record.published) == {name: text for name, text in row.items() if text}
        assert [name for name, _ in record.published] == [name for name in row if row[name]]


def test_entries_of_several_datasets_are_a_collection(write: Write):
    path = write("a.csv", rows_of({"dataset": "One list"}, {"dataset": "One list;Another list"}))
    item = read_list_file(path).lists[0]
    assert item.list_code == "OS-COLLECTION"
    assert item.definition is not None
    assert "Another list, One list" in item.definition.note


def test_a_known_title_and_a_long_one_give_codes_that_stay_within_the_form(write: Write):
    known = read_list_file(write("a.csv", rows_of({"dataset": "Ukraine War and Sanctions"})))
    assert known.lists[0].list_code == "OS-UA-WAR-SANCTIONS"
    assert known.lists[0].definition is not None
    assert known.lists[0].definition.url.endswith("/ua_war_sanctions/")
    codes = set()
    for title in ("A" * 40, "A" * 41, "Список", "Реестр"):
        code = read_list_file(write("a.csv", rows_of({"dataset": title}))).lists[0].list_code
        assert code.startswith("OS-")
        assert len(code) <= 27
        assert code.isascii()
        codes.add(code)
    assert len(codes) == 4


def test_a_row_without_a_name_is_told_by_an_alias_or_kept_as_it_is(write: Write):
    path = write(
        "a.csv", rows_of({}, *[{} for _ in range(20)], {"name": ""}, {"name": "", "aliases": ";"})
    )
    item = read_list_file(path).lists[0]
    assert len(item.records) == 22
    assert item.records[-1].name == 'OOO "Борзая Динамика"'
    assert "first alias" in " ".join(item.records[-1].notes)
    assert [row.reason for row in item.unread] == ["The row has no name."]
    assert "NK-22" in item.unread[0].raw


def test_a_field_that_does_not_part_is_taken_whole_and_said(write: Write):
    record = (
        read_list_file(write("a.csv", rows_of({"aliases": 'A "B";C" D;"E'}))).lists[0].records[0]
    )
    assert 'A "B";C" D;"E' in {name.text for name in record.names}
    assert any("“aliases” does not part" in note for note in record.notes)


def test_an_unknown_schema_is_still_a_party(write: Write):
    record = read_list_file(write("a.csv", rows_of({"schema": "Hologram"}))).lists[0].records[0]
    assert record.kind is PartyKind.UNKNOWN
    assert any("“Hologram” is not known" in note for note in record.notes)


def test_an_entity_twice_means_that_two_files_were_joined(write: Write):
    path = write("a.csv", rows_of({"id": "NK-x"}, {"id": "NK-x", "name": "Another"}))
    with pytest.raises(RefusedReleaseError, match="record 3 repeats the entity of record 2"):
        read_list_file(path)


@pytest.mark.parametrize("lost", ["name", "dataset", "sanctions", "last_seen"])
def test_a_file_without_one_of_its_columns_is_refused(write: Write, lost: str):
    content = SMALL.read_bytes().replace(f'"{lost}"'.encode(), b'"other"', 1)
    with pytest.raises((RefusedReleaseError, UnreadableFileError), match="Nothing was changed"):
        read_list_file(write("a.csv", content))


def test_a_cut_file_is_refused_and_its_whole_rows_serve_comparison(write: Write):
    content = SMALL.read_bytes()
    path = write("a.csv", content[: content.index(b"to nobody")])
    with pytest.raises(RefusedReleaseError, match="cut off inside a quoted field"):
        read_list_file(path)
    path = write("b.csv", content[:-30])
    with pytest.raises(RefusedReleaseError):
        read_list_file(path)
    whole: tuple[ParsedList, ...] = read_whole_rows(path).lists
    assert len(whole[0].records) == 3


@pytest.mark.real_data
def test_the_real_export_of_the_war_and_sanctions_dataset(shared_data: Path):
    item = read_list_file(
        shared_data / "lists" / "opensanctions_ua_war_sanctions_targets.simple.csv.gz"
    ).lists[0]
    assert item.list_code == "OS-UA-WAR-SANCTIONS"
    assert (item.rows, len(item.records), len(item.unread)) == (5_600, 5_600, 0)
    assert item.released == date(2026, 3, 13)
    assert Counter(record.kind for record in item.records) == {
        PartyKind.PERSON: 1_543,
        PartyKind.COMPANY: 1_524,
        PartyKind.VESSEL: 1_340,
        PartyKind.UNKNOWN: 1_193,
    }
    breaks = sum("\n" in text for r in item.records for _, text in r.published)
    assert breaks == 1_624
    kinds = Counter(name.kind for record in item.records for name in record.names)
    assert kinds == {NameKind.PRIMARY: 5_600, NameKind.ALIAS: 4_591, NameKind.NATIVE: 3_125}
    numbers = Counter(i.kind for record in item.records for i in record.identifiers)
    assert numbers["IMO"] == 2_852
    assert sum(len(record.identifiers) for record in item.records) == 8_743
    assert not any(record.notes or record.unread for record in item.records)
    assert len({record.publisher_id for record in item.records}) == 5_600
