import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caveat.domain.parties import Address, Identifier, PartyKind, PartyRecord
from caveat.errors import RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.read import read_list_file, read_whole_rows

EL = "Entity List (EL) - Bureau of Industry and Security"
Write = Callable[[str, bytes], Path]


@pytest.fixture
def read_one(write: Write) -> Callable[..., PartyRecord]:
    def read(**fields: Any) -> PartyRecord:
        content = json.dumps({"results": [{"source": EL, "name": "Sample", **fields}]})
        (entities,) = read_list_file(write("one.json", content.encode())).lists
        return entities.records[0]

    return read


def test_the_three_shapes_of_a_record_are_read(small_json: Path):
    parsed = read_list_file(small_json)
    assert parsed.format == "CSL JSON"
    assert [(item.list_code, item.rows) for item in parsed.lists] == [
        ("US-EL", 1),
        ("US-SDN", 1),
        ("US-ISN", 1),
    ]
    bank = parsed.lists[1].records[0]
    assert bank.kind is PartyKind.COMPANY
    assert (bank.publisher_id, bank.row_id, bank.row) == ("906", "906", 0)
    assert bank.addresses[0] == Address(
        "4th Floor, 1 Sample Wall, London, E14 9SH, GB", "London", "", "E14 9SH", "GB"
    )
    assert bank.identifiers == (
        Identifier("Company Number", "01074897", "GB", "Company Number, 01074897, GB"),
        Identifier("IMO", "9187629", "", "Vessel Registration Identification, IMO 9187629"),
        Identifier("Issuer Name", "", "", "Issuer Name, Sample Issuer Co., Ltd."),
        Identifier("Passport", "K475336", "RU", "Passport, K475336, RU, 2009-08-31, 2014-08-30"),
    )
    assert [name.text for name in bank.names] == [
        "SAMPLE BANK LIMITED",
        "SAMPLE BANK, LTD",
        "Sample Issuer Co., Ltd.",
    ]
    assert bank.designations[0].programmes == ("CUBA", "SDGT")


def test_the_day_of_the_last_update_is_stated_per_list_in_universal_time(small_json: Path):
    released = {item.list_code: item.released for item in read_list_file(small_json).lists}
    assert released == {"US-EL": None, "US-SDN": date(2026, 9, 24), "US-ISN": None}


def test_fields_are_published_under_the_names_and_in_the_order_of_the_table(small_json: Path):
    bank = read_list_file(small_json).lists[1].records[0]
    assert [name for name, _ in bank.published] == [
        *("_id", "source", "entity_number", "type", "programs", "name", "addresses"),
        *("source_list_url", "alt_names", "source_information_url", "ids"),
    ]
    assert dict(bank.published)["programs"] == "CUBA; SDGT"
    assert dict(bank.published)["addresses"].endswith(
        "Edificio Sample, Oficina 4 H, Havana, 10400, CU"
    )


def test_a_bare_country_is_an_address_as_in_the_table(small_json: Path):
    sample = read_list_file(small_json).lists[2].records[0]
    assert sample.name == "SPC Sample"
    assert sample.addresses == (Address("TH", country="TH"),)
    assert ("country", "TH") in sample.published


def test_several_addresses_in_one_are_told_apart(small_json: Path):
    record = read_list_file(small_json).lists[0].records[0]
    assert [(address.text, address.country) for address in record.addresses] == [
        ("501, 5th Floor, Sample Market", "AF"),
        ("12 Sample Lane, Sampleton, AF", "AF"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"addresses": "Kabul, AF"},
        {"addresses": [None, 5, "x"]},
        {"addresses": [{"address": {"a": 1}, "country": ["CN"]}]},
        {"addresses": {"country": "CN"}},
        {"ids": ["Passport, K1"]},
        {"ids": [{"type": 5, "number": None}]},
        {"ids": [[]]},
        {"alt_names": {"a": "b"}},
        {"alt_names": [1, None, ["x"], "A"]},
        {"entity_number": 906, "programs": True, "start_date": 2020},
        {"name": "Sample \ud800 \0"},
        {"\udfff": "x"},
        {"country": 5},
        {"unknown": {"deep": [1, 2]}},
        {"alt_names": "A; B"},
    ],
)
def test_a_record_of_another_shape_is_read_as_far_as_it_goes(
    fields: dict[str, Any], read_one: Callable[..., PartyRecord]
):
    record = read_one(**fields)
    assert record.name.startswith("Sample")
    for name, text in record.published:
        (name + text).encode("utf-8")  # nothing that a database could not store
        assert "\0" not in text


@pytest.mark.parametrize("name", [None, "", " ", []])
def test_a_record_without_a_name_is_kept_as_raw_text(name: Any, write: Write):
    content = json.dumps({"results": [{"source": EL, "name": name, "id": "raw-1"}]})
    (entities,) = read_list_file(write("none.json", content.encode())).lists
    assert entities.records == ()
    assert "raw-1" in entities.unread[0].raw


def test_what_is_no_record_is_kept_as_raw_text(write: Write):
    content = json.dumps({"results": [5, {"source": EL, "name": "A"}, {"name": "B"}]})
    parsed = read_list_file(write("odd.json", content.encode()))
    assert [row.reason for row in parsed.unknown_rows] == [
        "This is not a record.",
        "The row names no source.",
    ]
    assert parsed.unknown_sources == ("(no source) (1 rows)",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"results": [{"source": "Entity', "is cut off or not JSON after 0 records"),
        (b'{"results": [{"source": "A"}, {"source": "B"', "after 1 records"),
        (b'{"results": [{"source": "A"}', "is cut off after 1 records"),
        (b'{"results": [{"source": "A"}]', "is cut off after 1 records"),
        (b'{"results": [{"source": "A"}]} {"results": []}', "goes on behind its end"),
        (b'{"results": [{"source": "A"}], "results": [{}]}', "has “results” a second time"),
        (b'{"results": [{"name": "A", "name": "B"}]}', "names a field twice in one record"),
        (b'{"results": []}', "are empty"),
        (b'{"sources_used": []}', "has no “results”"),
        (b'{"results": {}}', "is not JSON"),
        (b'{"results": [' + b"[" * 100_000, "nested too deeply|cut off"),
        (b'{"results": [' + b"9" * 10_000 + b"]}", "is cut off or not JSON"),
        (b'{"results": [{"source": "x" "y"}]}', "not JSON"),
        (b'{"results": [1 2]}', "is not JSON"),
        (b'{5: "results"}{"results"', "a name is missing"),
    ],
)
def test_json_that_is_not_whole_is_refused_with_the_reason(
    content: bytes, reason: str, write: Write
):
    with pytest.raises(RefusedReleaseError, match=reason):
        read_list_file(write("cut.json", content))


def test_whole_records_of_a_cut_file_can_be_compared(small_json: Path, write: Write):
    content = small_json.read_bytes()
    parsed = read_whole_rows(write("cut.json", content[: content.index(b"SPC Sample")]))
    assert sum(item.rows for item in parsed.lists) == 2


def test_json_in_another_encoding_is_unreadable(write: Write):
    content = '{"results": [{"source": "ü"}]}'.encode("cp1252")
    with pytest.raises(UnreadableFileError, match="not in UTF-8"):
        read_list_file(write("latin.json", content))
