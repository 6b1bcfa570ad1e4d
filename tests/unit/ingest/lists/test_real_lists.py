"""The official files, with the figures that were counted in them by other means."""

import csv
import gzip
import io
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import ParsedFile
from caveat.domain.parties import NameKind, PartyKind, PartyRecord
from caveat.errors import CaveatError, RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.catalogue import list_of_source
from caveat.ingest.lists.csl_designation import footnotes
from caveat.ingest.lists.csl_names import split_alternatives
from caveat.ingest.lists.official_links import is_official_link
from caveat.ingest.lists.read import read_list_file, read_whole_rows
from caveat.ingest.lists.text_repair import mend, other_readings

pytestmark = pytest.mark.real_data

ROWS_2022 = {
    "US-SDN": 10_026,
    "US-EL": 2_001,
    "US-DTC": 727,
    "US-DPL": 462,
    "US-SSI": 290,
    "US-UVL": 201,
    "US-ISN": 163,
    "US-PLC": 78,
    "US-MEU": 71,
    "US-CMIC": 68,
    "US-CAP": 53,
    "US-MBS": 17,
    "US-FSE": 3,
}
ROWS_2026 = {
    "US-EL": 3_409,
    "US-DTC": 779,
    "US-DPL": 564,
    "US-ISN": 528,
    "US-MEU": 70,
    "US-CMIC": 68,
}
MARKS = {"and", "a.k.a", "also", "known", "as", "aka", "the", "following", "one", "two", "aliases"}


@pytest.fixture(scope="module")
def csl_2022(shared_data: Path) -> ParsedFile:
    return read_list_file(shared_data / "lists" / "csl_2022-04-21.csv.gz")


@pytest.fixture(scope="module")
def csl_2026(shared_data: Path) -> ParsedFile:
    return read_list_file(shared_data / "lists" / "csl_layout_2026-07-09.csv.gz")


def records(parsed: ParsedFile, code: str = "") -> list[PartyRecord]:
    return [
        record for item in parsed.lists if code in {"", item.list_code} for record in item.records
    ]


def table(path: Path) -> list[dict[str, str]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def named(found: Iterable[PartyRecord], name: str) -> PartyRecord:
    (record,) = (each for each in found if each.name == name)
    return record


def test_the_whole_file_of_2022_gives_every_row_of_thirteen_lists(csl_2022: ParsedFile):
    assert {item.list_code: item.rows for item in csl_2022.lists} == ROWS_2022
    assert sum(ROWS_2022.values()) == 14_160
    assert {item.list_code: len(item.records) for item in csl_2022.lists} == ROWS_2022
    assert csl_2022.unknown_sources == ()
    assert csl_2022.unknown_rows == ()
    assert csl_2022.format == "CSL CSV, 29 columns"


def test_the_six_lists_of_2026_give_every_row(csl_2026: ParsedFile):
    assert {item.list_code: len(item.records) for item in csl_2026.lists} == ROWS_2026
    assert sum(item.rows for item in csl_2026.lists) == 5_418


def test_the_older_layout_and_the_json_form_are_read(shared_data: Path):
    older = read_list_file(shared_data / "lists" / "csl_28_columns_2019-12.csv")
    assert older.format == "CSL CSV, 28 columns"
    assert sum(len(item.records) for item in older.lists) == 115
    newest = read_list_file(shared_data / "lists" / "csl_2026_three_records.json")
    assert newest.format == "CSL JSON"
    assert {item.list_code: item.released for item in newest.lists} == {
        "US-EL": None,
        "US-SDN": date(2026, 9, 23),
        "US-ISN": None,
    }
    assert [record.name for record in records(newest)] == [
        "Abdul Satar Ghoura",
        "HAVIN BANK LIMITED",
        "SPC Supachoke",
    ]
    assert records(newest, "US-ISN")[0].countries == ("TH",)


def test_the_cut_file_is_refused_with_both_reasons_and_its_whole_rows_can_be_compared(
    shared_data: Path,
):
    path = shared_data / "lists" / "csl_truncated_2023-11-16.csv.gz"
    with pytest.raises(RefusedReleaseError) as caught:
        read_list_file(path)
    assert "cut off inside a quoted field after 4,228 records" in str(caught.value)
    assert "record 2 is a second header" in str(caught.value)
    whole = read_whole_rows(path)
    assert sum(item.rows for item in whole.lists) == 4_226  # both headers apart
    assert [row.reason for row in whole.unknown_rows] == ["A second header."]


@pytest.mark.parametrize("name", ["csl_2022-04-21.csv.gz", "csl_layout_2026-07-09.csv.gz"])
def test_every_published_field_is_kept_verbatim(shared_data: Path, name: str):
    path = shared_data / "lists" / name
    found = {record.row: record for record in records(read_list_file(path))}
    for number, row in enumerate(table(path), start=2):
        assert dict(found[number].published) == {key: text for key, text in row.items() if text}


@pytest.mark.parametrize("name", ["csl_2022-04-21.csv.gz", "csl_layout_2026-07-09.csv.gz"])
def test_every_printed_name_and_alternative_name_is_findable(shared_data: Path, name: str):
    path = shared_data / "lists" / name
    found = {record.row: record for record in records(read_list_file(path))}
    for number, row in enumerate(table(path), start=2):
        names = [each.text.casefold() for each in found[number].names]
        assert mend(row["name"])[0].casefold() in names
        known = list_of_source(row["source"])
        assert known is not None
        for part in split_alternatives(row["alt_names"], known.code):
            outside = re.sub(r"[(\[].*", " ", mend(part)[0].casefold())
            words = {word for word in outside.split() if word.isalnum()} - MARKS
            assert all(any(word in name for name in names) for word in words), part


def test_the_counts_of_2022(csl_2022: ParsedFile):
    counts = {
        item.list_code: (
            sum(len(record.names) for record in item.records),
            sum(len(record.addresses) for record in item.records),
            sum(len(record.identifiers) for record in item.records),
        )
        for item in csl_2022.lists
    }
    names, addresses, identifiers = (sum(each) for each in zip(*counts.values(), strict=True))
    assert counts["US-SDN"][0] == 26_261
    assert (names, addresses, identifiers) == (34_561, 17_451, 20_600)


def test_letters_are_mended_in_seven_names_and_one_address_of_all_editions_and_in_no_supplier(
    shared_data: Path,
):
    mended: Counter[str] = Counter()
    doubtful: Counter[str] = Counter()
    lists = shared_data / "lists"
    for path in (*lists.glob("csl_*.csv"), *lists.glob("csl_*.csv.gz")):
        for row in table(path):
            for field in ("name", "alt_names", "addresses", "ids", "places_of_birth"):
                text = row[field] or ""
                mended[field] += mend(text)[0] != " ".join(text.split())
                doubtful[field] += bool(other_readings(text))
    for path in (shared_data / "suppliers").glob("*.csv"):
        encoding = {"edinet": "cp932", "shanghai": "gb18030"}.get(re.split("[_-]", path.name)[0])
        for line in path.read_text(encoding=encoding or "utf-8").splitlines():
            mended["supplier"] += mend(line)[0] != " ".join(line.split())
            doubtful["supplier"] += bool(other_readings(line))
    assert +mended == {"name": 7, "addresses": 1}
    assert +doubtful == {"name": 1, "alt_names": 2, "addresses": 4}


def test_every_link_of_the_real_editions_is_official(shared_data: Path):
    lists = shared_data / "lists"
    seen: set[str] = set()
    for path in (*lists.glob("csl_*.csv"), *lists.glob("csl_*.csv.gz")):
        for row in table(path):
            seen |= {row["source_list_url"] or "", row["source_information_url"] or ""}
    # The file of 2023 holds a second header as a record.
    seen -= {"", "source_list_url", "source_information_url"}
    assert len(seen) > 30
    assert [link for link in seen if not is_official_link(link)] == []


def test_sugon_s_last_alias_is_searched_without_the_and_printed_before_it(csl_2022: ParsedFile):
    sugon = named(records(csl_2022, "US-EL"), "Sugon")
    assert sugon.names[-1].text == "Tianjin Shuguang Computer Industry"
    assert dict(sugon.published)["alt_names"].endswith(
        "; Dawning Company; and Tianjin Shuguang Computer Industry"
    )


def test_names_of_debarred_parties_are_kept_as_printed_in_either_order(
    csl_2022: ParsedFile, csl_2026: ParsedFile
):
    for parsed in (csl_2022, csl_2026):
        for record in records(parsed, "US-DTC"):
            printed = " ".join(dict(record.published)["name"].split())
            assert printed in [name.text for name in record.names]
    assert named(records(csl_2022, "US-DTC"), "Aaron De Leon")
    assert named(records(csl_2026, "US-DTC"), "De Leon, Aaron")


def test_the_counts_of_2026_agree_with_those_made_from_the_regulation(csl_2026: ParsedFile):
    entities = records(csl_2026, "US-EL")
    assert sum(len(record.addresses) for record in entities) == 6_125
    assert Counter(note for record in entities for note in record.designations[0].footnotes) == {
        1: 130,
        2: 130,
        3: 773,
        4: 96,
        5: 16,
    }
    only_addresses = [record for record in entities if record.kind is PartyKind.ADDRESS]
    assert Counter(record.countries for record in only_addresses) == {("HK",): 18, ("TR",): 1}
    assert all(record.addresses for record in only_addresses)


def test_the_footnotes_of_2022_are_those_printed(csl_2022: ParsedFile):
    found = Counter(
        note for record in records(csl_2022, "US-EL") for note in record.designations[0].footnotes
    )
    assert found == {3: 147}


def test_no_distinct_licence_requirement_gives_a_footnote_it_does_not_print(shared_data: Path):
    folder = shared_data / "lists"
    texts = {
        row["license_requirement"]
        for name in ("csl_2022-04-21.csv.gz", "csl_layout_2026-07-09.csv.gz")
        for row in table(folder / name)
    } - {""}
    assert len(texts) == 102
    for text in texts:
        expected: set[int] = set()
        if "734.9(g)" in text:
            expected.add(3)
        if "734.9(e) 1 and" in text:
            expected |= {1, 2}
        if text.endswith(("4", "5")) and "EAR" in text[-8:]:
            expected.add(int(text[-1]))
        assert set(footnotes(text)) == expected, text


def test_what_could_not_be_read_in_full_is_counted(csl_2022: ParsedFile, csl_2026: ParsedFile):
    reasons = Counter(
        reason.split(":")[0].split("'")[0]
        for record in records(csl_2022)
        for reason in record.unread
    )
    assert reasons == {
        "Letters of a name are lost": 98,
        "Letters of an address are lost": 46,
        "The start date ": 3,
    }
    assert Counter(reason for record in records(csl_2026) for reason in record.unread) == {
        "The licence requirement ends in dots: the release cuts it short.": 6,
        "Letters of a name are lost: the release prints ? or � in their place.": 1,
    }
    impossible = [
        dict(record.published)["start_date"]
        for record in records(csl_2022)
        if record.unread
        and not record.designations[0].listed
        and "start_date" in dict(record.published)
    ]
    assert sorted(impossible) == ["0017-05-26", "0097-06-30", "0097-06-30"]


def test_joined_addresses_whose_end_had_to_be_inferred_are_few_and_told(csl_2022: ParsedFile):
    told = Counter(
        record.list_code
        for record in records(csl_2022)
        if any("joins several addresses" in note for note in record.notes)
    )
    assert told == {"US-SDN": 16, "US-EL": 9}


def test_huawei_s_affiliates_are_parties_of_their_own_and_found_by_the_printed_text(
    csl_2022: ParsedFile,
):
    printed = "Huawei Technologies Co., Ltd. (Huawei). Affiliated Entity: "
    affiliates = [
        record for record in records(csl_2022, "US-EL") if record.names[-1].text.startswith(printed)
    ]
    assert len(affiliates) == 23
    assert all(
        record.names[-1].text == printed + record.name and record.addresses for record in affiliates
    )
    parents = [
        record
        for record in records(csl_2022, "US-EL")
        if record.name == "Huawei Technologies Co., Ltd."
    ]
    assert len(parents) == 3
    assert {name.text for name in parents[0].names} >= {
        "Huawei",
        "Huawei Technologies Co., Ltd. (Huawei)",
    }


def test_weak_aliases_are_those_in_quotation_marks(csl_2022: ParsedFile):
    weak = {
        name.text
        for record in records(csl_2022)
        for name in record.names
        if name.kind is NameKind.WEAK_ALIAS
    }
    assert weak == {"FOOPIE", "FUPI", "AHMED THE TANZANIAN"}


def test_the_registration_numbers_of_the_military_companies_are_read_from_both_editions(
    csl_2022: ParsedFile, csl_2026: ParsedFile
):
    def numbers(parsed: ParsedFile) -> set[str]:
        return {
            identifier.number
            for record in records(parsed, "US-CMIC")
            for identifier in record.identifiers
            if "Social Credit" in identifier.kind
        }

    assert len(numbers(csl_2026)) == 58
    assert numbers(csl_2022) >= numbers(csl_2026)


def test_ended_orders_and_sanctions_have_their_end(csl_2022: ParsedFile, csl_2026: ParsedFile):
    def ended(parsed: ParsedFile, code: str) -> int:
        return sum(1 for record in records(parsed, code) if record.designations[0].ends)

    assert ended(csl_2022, "US-DPL") == 417
    assert ended(csl_2026, "US-DPL") == 511
    assert ended(csl_2026, "US-ISN") == 373


def test_every_entry_of_march_2025_is_found_by_its_name_with_its_footnote(
    csl_2026: ParsedFile, shared_facts: Path
):
    entities = records(csl_2026, "US-EL")
    by_name: dict[str, list[PartyRecord]] = {}
    for record in entities:
        for name in record.names:
            by_name.setdefault(name.text.casefold(), []).append(record)
    added = [
        row
        for row in table(shared_facts / "march_2025_entity_list_additions.csv")
        if row["action"] == "added"
    ]
    assert len(added) == 82
    for row in added:
        found = by_name[row["name"].casefold()]
        assert any(
            "90 FR" in record.designations[0].federal_register
            and record.designations[0].footnotes == ((4,) if row["footnote"] == "4" else ())
            for record in found
        ), row["name"]


def test_no_spreadsheet_of_suppliers_is_taken_for_a_list(shared_data: Path):
    others = [
        path
        for folder in ("suppliers", "messy")
        for path in sorted((shared_data / folder).iterdir())
    ]
    assert len(others) > 10
    for path in others:
        with pytest.raises(CaveatError) as caught:
            read_list_file(path)
        assert isinstance(caught.value, UnreadableFileError), path.name
