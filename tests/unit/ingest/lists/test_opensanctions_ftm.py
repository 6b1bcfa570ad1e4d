"""OpenSanctions' graph export: who is listed, designations, ties, and what no order may change."""

import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caveat.domain.identity import content_sha256
from caveat.domain.lists import Channel, ParsedFile
from caveat.domain.parties import Address, Designation, Identifier, NameKind, PartyKind, PartyRecord
from caveat.errors import RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.read import read_list_file, read_whole_rows

DATA = Path(__file__).resolve().parents[3] / "data" / "lists"
SMALL = DATA / "opensanctions_entities.ftm.json"
LINES = SMALL.read_bytes().splitlines(keepends=True)
Write = Callable[[str, bytes], Path]


@pytest.fixture(scope="module")
def parsed() -> ParsedFile:
    return read_list_file(SMALL)


def records(parsed: ParsedFile) -> dict[str, PartyRecord]:
    return {record.publisher_id: record for record in parsed.lists[0].records}


def entity(**changed: Any) -> dict[str, Any]:
    return {
        "id": "X-1",
        "caption": "Acme",
        "schema": "Company",
        "properties": {"name": ["Acme"], "topics": ["sanction"]},
        "datasets": ["xx_made_up"],
        "referents": [],
        "target": True,
        "first_seen": "2025-01-01T00:00:00",
        "last_seen": "2026-01-01T00:00:00",
        "last_change": "2025-01-01T00:00:00",
        **changed,
    }


def lines(*entities: Any) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in entities)


def test_only_targets_and_the_sanctioned_are_parties_of_the_list(parsed: ParsedFile):
    item = parsed.lists[0]
    assert parsed.channel is Channel.OPENSANCTIONS
    assert list(records(parsed)) == ["NK-a", "NK-b", "NK-e", "NK-f"]
    assert (item.rows, len(item.unread)) == (len(LINES), 0)
    assert item.list_code == "OS-XX-MADE-UP"
    assert item.released == date(2026, 3, 4)
    names = {name.text for record in item.records for name in record.names}
    assert not names & {"Silent Holding Ltd", "Max MUSTERMANN", "Bystander Ltd"}


def test_what_is_tied_to_no_listed_party_is_kept_as_raw_text(parsed: ParsedFile):
    assert [(row.row, row.reason) for row in parsed.unknown_rows] == [
        (16, "An entity of the schema Company, tied to no listed party."),
        (17, "An entity of the schema Hologram, which is not known here, tied to no listed party."),
    ]
    assert "Bystander" in parsed.unknown_rows[0].raw


def test_names_are_told_apart_by_their_property_and_script(parsed: ParsedFile):
    record = records(parsed)["NK-a"]
    assert record.kind is PartyKind.COMPANY
    assert [(name.kind, name.text) for name in record.names] == [
        (NameKind.PRIMARY, "Borzoi Dynamics LLC"),
        (NameKind.NATIVE, "Борзая Динамика ООО"),
        (NameKind.ALIAS, "Borzoi"),
        (NameKind.ALIAS, "ボルゾイ"),
        (NameKind.FORMER, "Whippet Works"),
        (NameKind.WEAK_ALIAS, "BD"),
    ]


def test_addresses_of_one_text_are_one_with_its_parts(parsed: ParsedFile):
    assert records(parsed)["NK-a"].addresses == (
        Address(
            "1 Lesnaya Street, Primerovsk, Russia",
            city="Primerovsk",
            postal_code="000001",
            country="RU",
        ),
    )


def test_shared_codes_are_no_identifiers_and_documents_are(parsed: ParsedFile):
    assert records(parsed)["NK-a"].identifiers == (
        Identifier("INN", "7700000000", "", "7700000000"),
    )
    assert records(parsed)["NK-b"].identifiers == (
        Identifier("Diplomatic passport", "AB1234567", "RU", "AB1234567"),
        Identifier("Passport number", "12 3456789", "", "12 3456789"),
    )
    assert records(parsed)["NK-f"].identifiers == (Identifier("IMO", "9999999", "", "IMO9999999"),)


def test_a_designation_in_force_stands_before_one_that_ended(parsed: ParsedFile):
    assert records(parsed)["NK-a"].designations == (
        Designation(
            programmes=("Ministry of Samples", "New regime"),
            listed="2023-05-06",
            published="2023-05-07",
        ),
        Designation(
            programmes=("Bureau of Examples", "Entity List"),
            licence_requirement="For all items subject to the EAR.",
            licence_policy="Presumption of denial.",
            listed="2024-02-03",
            federal_register="99 FR 12345",
        ),
        Designation(
            programmes=("Ministry of Samples", "Old regime"),
            listed="2019-01-01",
            ends="2020-01-01",
        ),
    )


def test_an_end_before_a_later_start_ends_nothing(write: Write):
    again = {
        "entity": ["X-1"],
        "startDate": ["2020-01-01", "2024-01-01"],
        "endDate": ["2022-01-01"],
    }
    path = write("a.json", lines(entity(), entity(id="s", schema="Sanction", properties=again)))
    assert read_list_file(path).lists[0].records[0].designations[0].ends == ""


def test_an_ended_designation_makes_a_listed_party_that_ended(write: Write):
    gone = entity(target=False, properties={"name": ["Acme"]})
    ended = {"entity": ["X-1"], "endDate": ["2022-01-01", "2021-01-01"], "startDate": ["2020"]}
    path = write(
        "a.json",
        lines(gone, entity(id="s", schema="Sanction", target=False, properties=ended)),
    )
    record = read_list_file(path).lists[0].records[0]
    assert record.designations == (Designation(listed="2020", ends="2022-01-01"),)


def test_a_party_that_no_authority_names_says_so(parsed: ParsedFile):
    linked = records(parsed)["NK-e"]
    assert linked.designations == (
        Designation(programmes=("OpenSanctions topic: Sanction-linked (sanction.linked)",)),
    )
    assert any("no authority's designation" in note for note in linked.notes)
    told = records(parsed)["NK-b"]
    assert any("does not hold the designation itself" in note for note in told.notes)


def test_ties_are_told_from_both_ends_with_share_and_dates(parsed: ParsedFile):
    told = [
        (tie.kind, tie.other, tie.other_id, tie.share, tie.since, tie.until)
        for tie in records(parsed)["NK-a"].relations
    ]
    assert sorted(told) == [
        ("directed by", "Erika MUSTERMANN", "NK-b", "", "", ""),
        ("owned by", "Erika MUSTERMANN", "NK-b", "60", "2014-01-01", "2022-02-02"),
        ("owned by", "Silent Holding Ltd", "", "40", "", ""),
    ]
    person = {(tie.kind, tie.other): tie for tie in records(parsed)["NK-b"].relations}
    assert set(person) == {
        ("director of", "Borzoi Dynamics LLC"),
        ("owner of", "Borzoi Dynamics LLC"),
        ("family member of", "Max MUSTERMANN"),
    }
    text = json.loads(person["director of", "Borzoi Dynamics LLC"].text)
    assert text["properties"]["role"] == ["General director"]
    assert [(t.kind, t.other) for t in records(parsed)["NK-f"].relations] == [
        ("owned by", "Silent Holding Ltd")
    ]


def test_a_party_keeps_the_text_of_all_that_is_tied_to_it(parsed: ParsedFile):
    published = records(parsed)["NK-a"].published
    assert ("properties.kppCode", "770701001") in published
    assert ("properties.name", "BORZOI DYNAMICS LLC") in published
    assert Counter(name for name, _ in published if name[0].isupper()) == {
        "Sanction": 3,
        "Address": 1,
        "Ownership": 2,
        "Directorship": 1,
        "Company (not listed)": 1,
    }
    assert any(
        name == "Company (not listed)" and "3 Quiet Lane, Limassol, Cyprus" in text
        for name, text in published
    )


def test_a_country_that_is_no_nationality_still_keeps_the_party_in_a_filter(parsed: ParsedFile):
    person = records(parsed)["NK-b"]
    assert (person.nationalities, person.citizenships) == (("RU",), ("RU",))
    assert person.addresses == (Address("GB", country="GB"),)
    assert person.countries == ("GB", "RU")


def test_the_order_of_lines_properties_and_values_changes_nothing(write: Write):
    def shuffled(line: bytes) -> bytes:
        content = json.loads(line)
        properties = [*content["properties"].items()]
        dice.shuffle(properties)
        for _, values in properties:
            dice.shuffle(values)
        return json.dumps({**content, "properties": dict(properties)}).encode() + b"\n"

    first = {key: content_sha256(record) for key, record in records(read_list_file(SMALL)).items()}
    for seed in range(8):
        dice = random.Random(seed)  # noqa: S311  # an order, no secret
        again = [shuffled(line) for line in LINES]
        dice.shuffle(again)
        found = records(read_list_file(write("a.json", b"".join(again))))
        assert {key: content_sha256(record) for key, record in found.items()} == first


def test_when_a_crawler_looked_is_no_content(write: Write):
    content = SMALL.read_bytes().replace(b"2026-03-04T05:06:07", b"2026-04-05T06:07:08")
    content = content.replace(b"2026-01-01T00:00:00", b"2026-04-04T00:00:00")
    before, after = records(read_list_file(SMALL)), records(read_list_file(write("a", content)))
    assert after["NK-a"] != before["NK-a"]
    assert all(content_sha256(after[key]) == content_sha256(before[key]) for key in before)


def test_a_changed_share_is_a_change_of_the_party(write: Write):
    content = SMALL.read_bytes().replace(b'"percentage": ["60"]', b'"percentage": ["61"]')
    before, after = records(read_list_file(SMALL)), records(read_list_file(write("a", content)))
    assert content_sha256(after["NK-a"]) != content_sha256(before["NK-a"])
    assert content_sha256(after["NK-e"]) == content_sha256(before["NK-e"])


def test_an_unknown_schema_of_a_target_is_a_party_and_one_without_a_name_is_not(write: Write):
    odd = entity(schema="Hologram")
    nameless = entity(id="X-2", caption="", properties={"topics": ["sanction"]})
    item = read_list_file(write("a.json", lines(odd, nameless))).lists[0]
    assert [(r.name, r.kind) for r in item.records] == [("Acme", PartyKind.UNKNOWN)]
    assert any("“Hologram” is not known" in note for note in item.records[0].notes)
    assert [row.reason for row in item.unread] == ["The entity has no name."]


def test_a_tie_to_an_entity_that_is_not_there_is_told_by_its_key(write: Write):
    edge = entity(
        id="e", schema="Ownership", target=False, properties={"owner": ["X-9"], "asset": ["X-1"]}
    )
    (tie,) = read_list_file(write("a.json", lines(entity(), edge))).lists[0].records[0].relations
    assert (tie.kind, tie.other, tie.other_id) == ("owned by", "X-9", "")


def test_a_wallet_is_known_by_its_caption(write: Write):
    wallet = entity(schema="CryptoWallet", caption="1Abc", properties={"publicKey": ["1AbcDef"]})
    record = read_list_file(write("a.json", lines(wallet))).lists[0].records[0]
    assert record.name == "1Abc"
    assert record.identifiers == (Identifier("Address", "1AbcDef", "", "1AbcDef"),)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (LINES[0][:-40] + b"\n", "line 1 is cut off, no JSON"),
        (LINES[0][:-2] + b', "id": "NK-x"}\n', "names a field twice"),
        (LINES[0] * 2, "repeats the entity of line 1"),
        (lines(entity(target=False, properties={"name": ["Acme"]})), "names no listed party"),
        (LINES[0] + b'{"id": ' + b"[" * 100_000 + b"\n", "line 2 is cut off, no JSON"),
        (LINES[0] + b'{"id": ' + b"9" * 10_000 + b"}\n", "line 2 is cut off, no JSON"),
    ],
)
def test_a_damaged_file_is_refused(write: Write, line: bytes, why: str):
    with pytest.raises(RefusedReleaseError, match=why) as caught:
        read_list_file(write("a.json", line))
    assert "Nothing was changed" in str(caught.value)


def test_a_cut_last_line_is_refused_wherever_it_is_cut(write: Write):
    content = b"".join(LINES[:3])
    last = len(content) - len(LINES[2])
    for end in range(last + 1, len(content) - 1):
        with pytest.raises(RefusedReleaseError, match="line 3 is cut off"):
            read_list_file(write("a.json", content[:end]))
    assert len(read_list_file(write("a.json", content[:-1])).lists[0].records) == 1
    assert len(read_whole_rows(write("a.json", content[:-5])).lists[0].records) == 1


def test_a_line_that_is_no_entity_is_kept_and_counted(write: Write):
    odd = (b"[1, 2]\n", b'{"id": "a", "schema": "b"}\n', b'{"properties": {}}\n', b"null\n")
    item = read_list_file(write("a.json", LINES[0] + b"".join(odd))).lists[0]
    assert [row.row for row in item.unread] == [2, 3, 4, 5]
    assert item.unread[0].reason == "This is not an entity."


def test_letters_that_no_text_holds_never_reach_a_record(write: Write):
    line = json.dumps(entity(properties={"name": ["A\ud800cme\0"], "notes": ["\udfff"]})).encode()
    record = read_list_file(write("a.json", line + b"\n")).lists[0].records[0]
    for text in (*(n.text for n in record.names), *(t for _, t in record.published)):
        text.encode()
        assert "\0" not in text


def test_a_file_in_another_encoding_and_a_line_without_end_are_named(
    write: Write, monkeypatch: pytest.MonkeyPatch
):
    latin = json.dumps(entity(caption="Müller"), ensure_ascii=False).encode("latin-1")
    with pytest.raises(UnreadableFileError, match="not in UTF-8 in line 2"):
        read_list_file(write("a.json", LINES[0] + latin + b"\n"))
    monkeypatch.setattr("caveat.ingest.lists.opensanctions_ftm._LONGEST_LINE", 5_000)
    long = lines(entity(caption="A" * 6_000))
    with pytest.raises(UnreadableFileError, match="line 2 has no end"):
        read_list_file(write("a.json", LINES[0] + long))


@pytest.mark.real_data
def test_the_real_graph_of_a_group(shared_data: Path):
    parsed = read_list_file(shared_data / "lists" / "opensanctions_zala.entities.ftm.json")
    item = parsed.lists[0]
    assert (item.list_code, item.rows, len(item.records)) == ("OS-COLLECTION", 91, 14)
    assert (item.released, item.unread, parsed.unknown_rows) == (date(2026, 4, 29), (), ())
    assert Counter(record.kind for record in item.records) == {
        PartyKind.COMPANY: 8,
        PartyKind.PERSON: 6,
    }
    assert sum(name == "Sanction" for r in item.records for name, _ in r.published) == 41
    firm = records(parsed)["NK-abdzbEBkqyT29GyREbiURZ"]
    assert firm.name == "LLC CST"
    shares = {(tie.other, tie.share, tie.since, tie.until) for tie in firm.relations}
    assert ("Alexander Vyacheslavovich ZAKHAROV", "51", "2015-11-25", "") in shares
    assert ("JSC Kalashnikov Concern", "49", "2016-03-29", "") in shares
    assert Counter(tie.kind for tie in firm.relations) == {"owned by": 7, "directed by": 2}
    assert not firm.designations[0].ends
    owner = records(parsed)["NK-aU5ybkbRFJucf8YMwsJvDw"]
    assert len(owner.relations) == 16
    unlisted = {t.other for t in owner.relations if not t.other_id}
    assert len(unlisted) == 3
    weak = [n.text for r in item.records for n in r.names if n.kind is NameKind.WEAK_ALIAS]
    assert sorted(weak) == ["OOO TSST", "TsST LLC", "TsST, OOO"]
    linked = records(parsed)["NK-SiYwWfxwLVrVeFswsvAvsm"]
    assert linked.designations[0].programmes == (
        "OpenSanctions topic: Sanction-linked (sanction.linked)",
    )
