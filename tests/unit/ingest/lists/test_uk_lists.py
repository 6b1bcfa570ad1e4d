"""The two British lists: one small file of ours each, and the real edition of April 2020."""

import csv
import gzip
import io
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

DATA = Path(__file__).resolve().parents[3] / "data" / "lists"
SL = DATA / "uk_sanctions_list_small.csv"
CONLIST = DATA / "uk_conlist_small.csv"
Write = Callable[[str, bytes], Path]


def parties(path: Path) -> dict[str, PartyRecord]:
    return {record.publisher_id: record for record in read_list_file(path).lists[0].records}


def kinds(record: PartyRecord) -> dict[str, NameKind]:
    return {name.text: name.kind for name in record.names}


def numbers(record: PartyRecord) -> list[tuple[str, str]]:
    return [(each.kind, each.number) for each in record.identifiers]


@pytest.mark.parametrize(
    ("path", "channel", "released", "tried"),
    [
        (SL, Channel.UK, date(2026, 2, 12), False),
        (CONLIST, Channel.OFSI, date(2020, 4, 27), True),
    ],
)
def test_each_list_has_its_channel_and_the_date_of_its_title(
    path: Path, channel: Channel, released: date, *, tried: bool
):
    parsed = read_list_file(path)
    assert (parsed.channel, parsed.tried) == (channel, tried)
    assert parsed.lists[0].list_code == "UK-SL"
    assert parsed.lists[0].released == released
    assert [known.sniff(path.read_bytes()) for known in FORMATS].count(True) == 1


def test_the_rows_of_a_party_make_one_record():
    only = read_list_file(SL).lists[0]
    assert (only.rows, len(only.records), len(only.unread)) == (12, 3, 1)
    assert "TST0004" in only.unread[0].raw
    record = only.records[0]
    assert (record.publisher_id, record.row) == ("TST0001", 3)
    assert kinds(record) == {
        "Jana M. PETROVA": NameKind.PRIMARY,
        "Яна Петрова": NameKind.NATIVE,
        "Yana PETROWA": NameKind.ALIAS,
        "THE HERON": NameKind.WEAK_ALIAS,
        "Jana PETROV": NameKind.ALIAS,
    }
    assert [(each.text, each.country) for each in record.addresses] == [
        ("12 Quay Street, Old Harbour, 4001, Russia", "RU"),
        ("Syria (since 2020)", "SY"),
    ]


def test_numbered_cells_of_persons_are_several_values():
    record = parties(SL)["TST0001"]
    assert record.kind is PartyKind.PERSON
    assert record.nationalities == ("RU", "SY")
    assert record.dates_of_birth == ("1975",)
    assert record.places_of_birth == ("Old Harbour, Russia", "New Harbour, Russia")
    assert numbers(record) == [
        ("OFSI Group ID", "90001"),
        ("UN Reference Number", "XXi.009"),
        ("Passport", "K1234567"),
        ("Passport", "842 781"),
        ("National identification number", "99-1"),
    ]
    assert record.identifiers[3].text == "842 781 (Lost)"
    assert record.remarks == "Moves often.\nRuns the docks, the quays and the mole."
    (designation,) = record.designations
    assert designation.listed == "2021-06-29"
    assert designation.programmes == ("The Testland (Sanctions) Regulations 2020",)


def test_every_field_is_published_once_with_its_neighbours():
    published = parties(SL)["TST0001"].published
    assert published.count(("Gender", "Female")) == 1
    assert published.count(("Alias strength", "Low quality")) == 1
    at = published.index(("Name 6", "THE HERON"))
    assert published[at + 1 : at + 3] == (
        ("Name type", "Alias"),
        ("Alias strength", "Low quality"),
    )
    assert ("Sanctions Imposed", "Asset freeze|Travel Ban") in published


def test_companies_have_contacts_numbers_and_ties():
    record = parties(SL)["TST0002"]
    assert kinds(record) == {
        "VOLGA WORKS LLC": NameKind.PRIMARY,
        "VOLGA WERK": NameKind.ALIAS,
        "OLD VOLGA": NameKind.FORMER,
        "VOLGA WORKS LLC (a.k.a. VOLGA WERK)": NameKind.ALIAS,
    }
    assert numbers(record) == [
        ("OFSI Group ID", "90002"),
        ("Business registration number", "1037739044111"),
        ("Business registration number", "7725056162"),
        ("Phone number", "+7 000 111"),
        ("Phone number", "+7 000 112"),
        ("Website", "volga.example"),
        ("Email address", "a@volga.example"),
    ]
    assert [(tie.kind, tie.other) for tie in record.relations] == [
        ("parent of", "Volga Trade LLC"),
        ("parent of", "Volga Bank, JSC"),
        ("subsidiary of", "Volga Holding"),
        ("subsidiary of", "Testland State"),
    ]


def test_ships_have_numbers_flags_and_owners():
    record = parties(SL)["TST0003"]
    assert record.kind is PartyKind.VESSEL
    assert [(each.kind, each.number, each.country) for each in record.identifiers] == [
        ("IMO", "9187629", ""),
        ("Hull identification number (HIN)", "HIN-7", ""),
        ("Vessel flag", "", "PA"),
        ("Former vessel flag", "", "LR"),
        ("Former vessel flag", "", "MT"),
    ]
    assert [(tie.kind, tie.other) for tie in record.relations] == [
        ("owned or operated by", "Lark Shipping Ltd"),
        ("formerly owned or operated by", "Old Lark Ltd"),
    ]
    assert record.designations[0].listed == ""
    assert "31/06/2021" in record.unread[0]


def test_the_former_list_is_read_by_group_wherever_the_rows_stand():
    only = read_list_file(CONLIST).lists[0]
    assert (only.rows, len(only.records), len(only.unread)) == (7, 3, 0)
    record = parties(CONLIST)["801"]
    assert kinds(record) == {
        "Orel T. DAVEK": NameKind.PRIMARY,
        "Amir AL-QASRI": NameKind.ALIAS,
    }
    assert record.dates_of_birth == ("1980", "1981-03", "1982-05-12")
    assert record.nationalities == ("SA", "AF")
    assert record.places_of_birth == ("Old Harbour, Sudan", "Old Harbour, Mali", "Mole, Iran")
    assert numbers(record) == [
        ("Passport", "K1234567"),
        ("Passport", "592667"),
        ("National identification number", "1-78-09"),
        ("National identification number", "44621"),
        ("UN Reference Number", "XXi.001"),
    ]
    assert record.identifiers[1].text == "Passport No: 592667 (lost)"
    assert record.addresses[0].country == "AF"


def test_several_regimes_are_several_designations():
    record = parties(CONLIST)["802"]
    assert [(each.programmes, each.listed) for each in record.designations] == [
        (("Testland",), "2014-06-05"),
        (("Testland (Ships)",), "2014-06-06"),
    ]
    assert kinds(record)["OLD QUAY"] is NameKind.FORMER
    assert ("Registration number", "1037739044111") in numbers(record)
    assert ("Tax number", "7725056162") in numbers(record)
    assert ("SWIFT/BIC", "TSTBRUMM") in numbers(record)


def test_a_ship_filed_as_an_entity_is_a_ship():
    record = parties(CONLIST)["803"]
    assert record.kind is PartyKind.VESSEL
    assert numbers(record) == [("IMO", "8937675"), ("MMSI", "445539000")]


def test_the_encoding_is_decided_for_the_whole_file(write: Write):
    text = CONLIST.read_bytes().decode("cp1252")
    plain = read_list_file(CONLIST).lists[0].records
    assert "VOLGA WÄRK" in kinds(plain[1])
    for name, encoding in (("a.csv", "utf-8"), ("b.csv", "utf-8-sig")):
        assert read_list_file(write(name, text.encode(encoding))).lists[0].records == plain


def test_bytes_that_windows_does_not_know_are_refused(write: Write):
    content = CONLIST.read_bytes().replace("Ä".encode("cp1252"), b"\x81")
    with pytest.raises(UnreadableFileError, match="Windows-1252"):
        read_list_file(write("bytes.csv", content))


def test_the_sanctions_list_is_not_read_in_another_encoding(write: Write):
    text = SL.read_text(encoding="utf-8-sig").replace("Яна Петрова", "Jäna")
    with pytest.raises(UnreadableFileError, match="not in UTF-8"):
        read_list_file(write("bytes.csv", text.encode("cp1252")))


def rewritten(path: Path, encoding: str, change: Callable[[list[list[str]]], None]) -> bytes:
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline="")))
    change(rows)
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def test_columns_may_stand_in_another_order_with_other_case_and_new_ones(write: Write):
    def change(rows: list[list[str]]) -> None:
        for at, row in enumerate(rows[1:]):
            row.reverse()
            row.append("Colour" if at == 0 else "red")
        rows[1] = [name.upper().replace("PASSPORT NUMBER", "Passport  Number") for name in rows[1]]

    found = parties(write("turned.csv", rewritten(SL, "utf-8-sig", change)))
    plain = parties(SL)["TST0001"]
    assert found["TST0001"].names == plain.names
    assert found["TST0001"].identifiers == plain.identifiers
    assert ("COLOUR", "red") in found["TST0001"].published


@pytest.mark.parametrize(("path", "encoding"), [(SL, "utf-8-sig"), (CONLIST, "cp1252")])
def test_a_missing_title_row_costs_only_the_date(path: Path, encoding: str, write: Write):
    content = rewritten(path, encoding, lambda rows: rows.pop(0) and None)
    (only,) = read_list_file(write("untitled.csv", content)).lists
    assert only.released is None
    assert [r.names for r in only.records] == [
        r.names for r in read_list_file(path).lists[0].records
    ]


@pytest.mark.parametrize(("path", "encoding"), [(SL, "utf-8-sig"), (CONLIST, "cp1252")])
def test_a_row_of_the_list_above_its_header_is_not_taken_for_a_title(
    path: Path, encoding: str, write: Write
):
    content = rewritten(path, encoding, lambda rows: rows.insert(1, rows.pop()))
    with pytest.raises(RefusedReleaseError, match="a row of the list stands above its header"):
        read_list_file(write("above.csv", content))


@pytest.mark.parametrize(
    ("path", "column"),
    [(SL, "Address Country"), (SL, "D.O.B"), (CONLIST, "Other Information"), (CONLIST, "DOB")],
)
def test_a_header_that_lacks_a_column_is_refused(path: Path, column: str, write: Write):
    content = path.read_bytes().replace(column.encode(), b"Something", 1)
    with pytest.raises(RefusedReleaseError, match=column):
        read_list_file(write("lacks.csv", content))


def test_a_column_named_twice_is_refused(write: Write):
    def change(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            row.append(row[1])

    with pytest.raises(RefusedReleaseError, match="twice"):
        read_list_file(write("twice.csv", rewritten(SL, "utf-8-sig", change)))


def test_a_row_without_a_number_is_a_party_of_its_own_and_says_so(write: Write):
    content = SL.read_bytes().replace(b"TST0003", b"", 1)
    (record,) = [r for r in read_list_file(write("n.csv", content)).lists[0].records if r.unread]
    assert record.name == "SEA LARK"
    assert any("no number" in sentence for sentence in record.unread)


@pytest.mark.parametrize("path", [SL, CONLIST])
def test_no_cut_file_passes_for_a_whole_one_but_between_rows(path: Path, tmp_path: Path):
    content = path.read_bytes()
    cut = tmp_path / "cut.csv"
    for end in range(0, len(content), 5):
        cut.write_bytes(content[:end])
        try:
            read_list_file(cut)
        except InputError:
            continue
        # A file that ends in a carriage return ends with a whole row too.
        assert content[end - 1 : end] in {b"\n", b"\r"}


@pytest.mark.real_data
def test_the_real_former_list_is_read_whole(shared_data: Path):
    parsed = read_list_file(shared_data / "lists" / "uk_conlist_2020-04-27.csv.gz")
    (only,) = parsed.lists
    records = only.records
    assert only.released == date(2020, 4, 27)
    assert (only.rows, len(records), len(only.unread)) == (9492, 2114, 0)
    assert Counter(record.kind for record in records) == {
        PartyKind.PERSON: 1523,
        PartyKind.COMPANY: 565,
        PartyKind.VESSEL: 26,
    }
    assert not any(record.unread or record.notes for record in records)
    names = Counter(name.kind for record in records for name in record.names)
    assert names == {NameKind.PRIMARY: 2114, NameKind.ALIAS: 3884, NameKind.FORMER: 14}
    assert sum(len(record.addresses) for record in records) == 1060
    identifiers = Counter(each.kind for record in records for each in record.identifiers)
    assert identifiers["UN Reference Number"] == 694
    assert identifiers["Passport"] == 350
    assert identifiers["National identification number"] == 191
    assert identifiers["IMO"] == 28
    assert len({record.publisher_id for record in records}) == 2114
    assert sum(len(record.designations) for record in records) == 2123


@pytest.mark.real_data
def test_no_cell_of_the_real_former_list_is_lost(shared_data: Path):
    path = shared_data / "lists" / "uk_conlist_2020-04-27.csv.gz"
    text = gzip.decompress(path.read_bytes()).decode("cp1252")
    _, header, *rows = csv.reader(io.StringIO(text, newline=""))
    kept = {r.publisher_id: set(r.published) for r in read_list_file(path).lists[0].records}
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        missing = {(k, v) for k, v in cells.items() if v} - kept[cells["Group ID"]]
        assert not missing


@pytest.mark.real_data
def test_the_primary_name_of_the_real_former_list_is_one_that_it_calls_primary(shared_data: Path):
    path = shared_data / "lists" / "uk_conlist_2020-04-27.csv.gz"
    for record in read_list_file(path).lists[0].records:
        assert ("Alias Type", "Prime Alias") in record.published
        assert record.names[0].kind is NameKind.PRIMARY
