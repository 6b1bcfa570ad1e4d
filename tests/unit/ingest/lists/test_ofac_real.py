"""OFAC's real files of 2020 to 2025: what they hold, counted, and how they agree with the CSL."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import ParsedFile
from caveat.domain.parties import NameKind, PartyKind, PartyRecord
from caveat.errors import RefusedReleaseError
from caveat.ingest.lists.read import group_files, read_list_file, read_list_set

pytestmark = pytest.mark.real_data

Key = tuple[str, str]


@pytest.fixture(scope="module")
def lists(shared_data: Path) -> Path:
    return shared_data / "lists"


@pytest.fixture(scope="module")
def sdn(lists: Path) -> ParsedFile:
    (group,) = group_files(sorted((lists / "ofac_sdn_2021-07").iterdir()))
    return read_list_set(group)


@pytest.fixture(scope="module")
def cons(lists: Path) -> ParsedFile:
    (group,) = group_files(sorted((lists / "ofac_cons_2025-12").iterdir()))
    return read_list_set(group)


@pytest.fixture(scope="module")
def classic(lists: Path) -> ParsedFile:
    return read_list_file(lists / "ofac_cons_classic_2020-03-17.xml.gz")


@pytest.fixture(scope="module")
def enhanced(lists: Path) -> ParsedFile:
    return read_list_file(lists / "ofac_cons_enhanced_2025-01-10.xml.zip")


@pytest.fixture(scope="module")
def csl(lists: Path) -> ParsedFile:
    return read_list_file(lists / "csl_2022-04-21.csv.gz")


def records(parsed: ParsedFile) -> dict[Key, PartyRecord]:
    return {(r.list_code, r.publisher_id): r for item in parsed.lists for r in item.records}


def counts(found: Iterable[PartyRecord]) -> dict[str, int]:
    found = list(found)
    kinds = Counter(name.kind for record in found for name in record.names)
    return {
        "parties": len(found),
        "names": sum(kinds.values()),
        "weak": kinds[NameKind.WEAK_ALIAS],
        "former": kinds[NameKind.FORMER],
        "native": kinds[NameKind.NATIVE],
        "addresses": sum(len(record.addresses) for record in found),
        "identifiers": sum(len(record.identifiers) for record in found),
        "numbers": sum(bool(each.number) for record in found for each in record.identifiers),
        "ties": sum(len(record.relations) for record in found),
        "unread": sum(bool(record.unread) for record in found),
    }


def of(parsed: ParsedFile) -> dict[str, dict[str, int]]:
    return {item.list_code: counts(item.records) for item in parsed.lists}


def parties(parsed: ParsedFile) -> dict[str, int]:
    return {code: found["parties"] for code, found in of(parsed).items()}


def test_the_sdn_list_of_2021_is_read_whole(sdn: ParsedFile):
    assert sdn.format == "OFAC CSV, SDN List"
    assert sdn.unknown_rows == ()
    (only,) = sdn.lists
    assert (only.rows, only.unread) == (8976, ())
    assert of(sdn) == {
        "US-SDN": {
            "parties": 8976,
            "names": 23334,
            "weak": 2441,
            "former": 369,
            "native": 0,
            "addresses": 11438,
            "identifiers": 14462,
            "numbers": 8128,
            "ties": 3453,
            "unread": 0,
        }
    }
    assert Counter(record.kind for record in only.records) == {
        PartyKind.PERSON: 4620,
        PartyKind.COMPANY: 3673,
        PartyKind.VESSEL: 406,
        PartyKind.AIRCRAFT: 277,
    }


def test_nearly_every_tie_of_the_sdn_list_leads_to_an_entry(sdn: ParsedFile):
    ties = [tie for record in sdn.lists[0].records for tie in record.relations]
    linked = [tie for tie in ties if tie.kind == "linked to"]
    assert len(linked) == 3408
    assert sum(bool(tie.other_id) for tie in linked) == 3395


def test_nearly_every_address_of_the_sdn_list_has_a_country(sdn: ParsedFile):
    addresses = [address for record in sdn.lists[0].records for address in record.addresses]
    assert sum(not address.country for address in addresses) == 49


def test_the_other_lists_of_2025_are_read_whole(cons: ParsedFile):
    assert cons.format == "OFAC CSV, lists other than the SDN"
    assert parties(cons) == {
        "US-SSI": 286,
        "US-PLC": 78,
        "US-CAP": 15,
        "US-MBS": 15,
        "US-CMIC": 68,
    }
    assert len({number for _, number in records(cons)}) == 442
    assert all(found["unread"] == 0 for found in of(cons).values())
    assert of(cons)["US-CMIC"] == {
        "parties": 68,
        "names": 219,
        "weak": 27,
        "former": 19,
        "native": 0,
        "addresses": 76,
        "identifiers": 632,
        "numbers": 298,
        "ties": 9,
        "unread": 0,
    }
    assert sum(bool(record.notes) for record in records(cons).values()) == 20


def test_the_classic_file_of_2020_is_read_whole(classic: ParsedFile):
    assert classic.format == "OFAC classic XML, lists other than the SDN List"
    assert {item.released for item in classic.lists} == {date(2020, 3, 17)}
    assert parties(classic) == {"US-SSI": 290, "US-FSE": 6, "US-PLC": 78, "US-CAP": 1}
    assert of(classic)["US-SSI"] == {
        "parties": 290,
        "names": 1116,
        "weak": 30,
        "former": 81,
        "native": 0,
        "addresses": 374,
        "identifiers": 1255,
        "numbers": 933,
        "ties": 276,
        "unread": 0,
    }


def test_the_enhanced_file_of_2025_is_read_whole(enhanced: ParsedFile):
    assert enhanced.unknown_sources == ()
    assert {item.released for item in enhanced.lists} == {date(2025, 1, 10)}
    assert parties(enhanced) == {
        "US-SSI": 286,
        "US-FSE": 1,
        "US-PLC": 78,
        "US-CAP": 1,
        "US-MBS": 12,
        "US-CMIC": 68,
    }
    assert len({number for _, number in records(enhanced)}) == 443
    assert of(enhanced)["US-SSI"] == {
        "parties": 286,
        "names": 1194,
        "weak": 34,
        "former": 116,
        "native": 13,
        "addresses": 400,
        "identifiers": 1750,
        "numbers": 949,
        "ties": 273,
        "unread": 0,
    }
    assert all(tie.other_id for record in records(enhanced).values() for tie in record.relations)


def test_the_lists_inferred_from_the_csv_lack_none_that_the_xml_names(
    cons: ParsedFile, enhanced: ParsedFile
):
    inferred, named = set(records(cons)), set(records(enhanced))
    shared = {number for _, number in inferred} & {number for _, number in named}
    assert len(shared) == 442
    assert not {key for key in named - inferred if key[1] in shared}
    too_many = {key for key in inferred - named if key[1] in shared}
    assert Counter(code for code, _ in too_many) == {"US-CAP": 14, "US-MBS": 3}
    found = records(cons)
    for key in too_many:
        assert found[key].notes
        assert any(
            "SDN List" in note
            for record in records(enhanced).values()
            if record.publisher_id == key[1]
            for note in record.notes
        )


def folded(text: str) -> str:
    return " ".join(text.casefold().split())


SAME: dict[str, tuple[Callable[[PartyRecord], object], int]] = {
    "kind": (lambda r: r.kind, 8556),
    "name": (lambda r: r.name, 8528),
    "names": (lambda r: frozenset(folded(name.text) for name in r.names), 8480),
    "programmes": (lambda r: frozenset(r.designations[0].programmes), 8486),
    "births": (lambda r: frozenset(r.dates_of_birth), 8433),
    "nationalities": (lambda r: frozenset(r.nationalities), 8510),
    "countries": (lambda r: Counter(each.country for each in r.addresses), 8487),
    "numbers": (lambda r: frozenset(each.number for each in r.identifiers if each.number), 8462),
}
"""How many of the 8,556 parties that both have agree, nine months apart. What differs was read by
hand: changes by OFAC, the gender of persons, and days that the CSL fills in ("Sep 1938")."""


@pytest.mark.parametrize("what", SAME)
def test_a_party_of_both_channels_is_told_alike(what: str, sdn: ParsedFile, csl: ParsedFile):
    ours, theirs = records(sdn), records(csl)
    shared = [key for key in ours if key in theirs]
    assert len(shared) == 8556
    read, agreeing = SAME[what]
    assert sum(read(ours[key]) == read(theirs[key]) for key in shared) >= agreeing


@pytest.mark.parametrize("part", ["sdn", "add", "alt"])
def test_a_cut_of_a_real_file_refuses_the_set(part: str, lists: Path, tmp_path: Path):
    folder = lists / "ofac_cons_2025-12"
    stem = {"sdn": "cons_prim", "add": "cons_add", "alt": "cons_alt"}[part]
    content = (folder / f"{stem}.csv").read_bytes()
    cut = tmp_path / f"{stem}.csv"
    cut.write_bytes(content[: content.rindex(b"\r\n", 0, len(content) // 2) + 2])
    paths = [cut if path.name == cut.name else path for path in sorted(folder.iterdir())]
    with pytest.raises(RefusedReleaseError, match="Ctrl-Z"):
        read_list_set(paths)
