import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.lists import Channel, ParsedFile
from caveat.domain.parties import Name, NameKind, PartyKind, PartyRecord
from caveat.domain.progress import CancelledError, CancelToken
from caveat.errors import RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.ofac_csv import sniff_part
from caveat.ingest.lists.read import group_files, read_list_file, read_list_set, read_whole_rows

DATA = Path(__file__).resolve().parents[3] / "data" / "lists"
SDN = DATA / "ofac_sdn_small"
CONS = DATA / "ofac_cons_small"

Change = Callable[[bytes], bytes]


def read(folder: Path) -> ParsedFile:
    (group,) = group_files(sorted(folder.iterdir()))
    return read_list_set(group)


def by_number(parsed: ParsedFile, code: str = "US-SDN") -> dict[str, PartyRecord]:
    return {
        record.publisher_id: record
        for item in parsed.lists
        if item.list_code == code
        for record in item.records
    }


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Path]:
    """A copy of a small set with changed files; a file changed to None is left out."""

    def copy(folder: Path = SDN, **changes: Change | None) -> Path:
        target = tmp_path / folder.name
        shutil.copytree(folder, target, dirs_exist_ok=True)
        for stem, change in changes.items():
            path = target / f"{stem}.csv"
            if change is None:
                path.unlink()
            else:
                path.write_bytes(change(path.read_bytes()))
        return target

    return copy


def refused(folder: Path) -> str:
    with pytest.raises(RefusedReleaseError) as caught:
        read(folder)
    assert "Nothing was changed" in str(caught.value)
    return str(caught.value)


def test_the_sdn_list_is_read_from_its_four_files():
    parsed = read(SDN)
    assert parsed.channel is Channel.OFAC
    assert parsed.format == "OFAC CSV, SDN List"
    assert [part.role for part in parsed.parts] == ["entries", "addresses", "aliases", "comments"]
    assert parsed.file_name == "sdn.csv"
    assert parsed.tried
    (sdn,) = parsed.lists
    assert (sdn.list_code, sdn.rows, len(sdn.records), sdn.released) == ("US-SDN", 6, 6, None)
    assert {"ent_num", "Remarks", "Add_num", "alt_name", "Vess_owner"} <= set(sdn.published_fields)


def test_the_other_lists_are_told_from_the_programmes_and_an_entry_may_be_on_two():
    parsed = read(CONS)
    assert parsed.format == "OFAC CSV, lists other than the SDN"
    assert {
        item.list_code: [each.publisher_id for each in item.records] for item in parsed.lists
    } == {
        "US-SSI": ["202", "203"],
        "US-PLC": ["201"],
        "US-CAP": ["203"],
        "US-MBS": ["205", "206"],
        "US-CMIC": ["204"],
    }
    assert "“Directive 2”" in by_number(parsed, "US-CAP")["203"].notes[0]
    assert "“MOON-EO99999”" in by_number(parsed, "US-MBS")["205"].unread[0]
    assert by_number(parsed, "US-SSI")["203"].designations[0].programmes == (
        "UKRAINE-EO13662",
        "RUSSIA-EO14024",
    )


def test_names_keep_their_kinds_and_weak_aliases_stay_weak():
    record = by_number(read(SDN))["101"]
    assert record.kind is PartyKind.COMPANY
    assert record.names == (
        Name("HARBOUR LANTERN TRADING COMPANY"),
        Name("HLTC", NameKind.ALIAS),
        Name("LANTERN OF THE HARBOUR", NameKind.ALIAS),
        Name("HARBOUR LAMP TRADING", NameKind.FORMER),
        Name("HARBOUR BEACON TRADING", NameKind.ALIAS),
        Name("LANTERN", NameKind.WEAK_ALIAS),
        Name("HARBOUR LANTERN TRADING COMPANY (HLTC)", NameKind.ALIAS),
    )


def test_addresses_have_their_country_and_undetermined_ones_none():
    found = by_number(read(SDN))
    assert [(each.text, each.country) for each in found["101"].addresses] == [
        ("No. 5, Lantern Street, Unit 3, Tehran 15875, Iran", "IR"),
        ("Region: Crimea", "UA"),
        ("House 21, Lane 17, Aleppo", ""),
    ]
    assert [(each.text, each.country) for each in found["104"].addresses] == [
        ("P.O. Box 9, Cote d Ivoire", "CI")
    ]
    assert found["103"].addresses == found["105"].addresses == ()
    assert found["106"].addresses[0].country == "PS"


def test_remarks_are_read_and_kept():
    found = by_number(read(SDN))
    person = found["102"]
    assert person.kind is PartyKind.PERSON
    assert person.dates_of_birth == ("1948-12-10", "1959-01", "circa 1951", "1962 to 1963")
    assert person.places_of_birth == ("Trieste, Italy",)
    assert (person.nationalities, person.citizenships) == (("IT",), ("CU", "Freedonia"))
    assert [(each.kind, each.number, each.country) for each in person.identifiers] == [
        ("Gender", "", ""),
        ("Passport", "Z100200", "IT"),
        ("Cedula No.", "7548733", "CO"),
    ]
    assert dict(person.published)["Remarks"] == person.remarks
    assert dict(person.published)["Title"] == "Colonel"
    assert dict(person.published)["alt_remarks"] == "seldom used"
    assert found["101"].designations[0].programmes == ("SDGT", "IFSR")
    assert dict(found["101"].published)["Program"] == "SDGT] [IFSR"


def test_a_vessel_has_its_call_sign_flag_number_and_owner():
    vessel = by_number(read(SDN))["103"]
    assert vessel.kind is PartyKind.VESSEL
    assert [(each.kind, each.number, each.country) for each in vessel.identifiers] == [
        ("Call sign", "T2LMP", ""),
        ("Vessel flag", "", "IR"),
        ("Former Vessel Flag", "", ""),
        ("IMO", "9187629", ""),
        ("MMSI", "572469210", ""),
    ]
    assert [(tie.kind, tie.other, tie.other_id) for tie in vessel.relations] == [
        ("owned by", "NORTHERN REED LINES", ""),
        ("linked to", "GREY HERON SHIPPING CO.", "104"),
    ]
    assert dict(vessel.published)["GRT"] == "56,068"


def test_listing_dates_and_issuers_of_military_industrial_companies_are_read():
    company = by_number(read(CONS), "US-CMIC")["204"]
    assert company.designations[0].listed == "2021-06-03"
    assert company.designations[0].effective == "2021-08-02"
    assert Name("Yellow Crane Optics (Holding) Co Ltd", NameKind.ALIAS) in company.names


def test_remarks_that_go_on_in_the_comments_are_put_together(changed: Callable[..., Path]):
    whole = by_number(read(SDN))["106"]
    assert len(whole.remarks) == 1269
    assert Name("MOTH", NameKind.WEAK_ALIAS) in whole.names
    assert whole.unread == ()
    cut = by_number(read(changed(sdn_comments=None)))["106"]
    assert len(cut.remarks) == 1000
    assert "break off after 1,000 letters" in cut.unread[0]


def test_an_entry_without_addresses_is_in_service_and_says_so(changed: Callable[..., Path]):
    folder = changed(add=lambda text: b"".join(text.splitlines(keepends=True)[3:]))
    found = by_number(read(folder))
    assert "no row for this entry" in found["101"].unread[0]
    assert all(not record.unread for number, record in found.items() if number != "101")


def test_an_entry_without_a_name_is_kept_as_raw_text(changed: Callable[..., Path]):
    folder = changed(sdn=lambda text: text.replace(b'"ZZ-LMP"', b"-0- "))
    (sdn,) = read(folder).lists
    assert sdn.rows == 6
    (unread,) = sdn.unread
    assert unread.row == 5
    assert "IL76-TD" in unread.raw


def test_an_unknown_type_is_told(changed: Callable[..., Path]):
    folder = changed(sdn=lambda text: text.replace(b'"aircraft"', b'"robot"'))
    record = by_number(read(folder))["105"]
    assert record.kind is PartyKind.UNKNOWN
    assert record.unread == ("The type 'robot' is not known.",)


@pytest.mark.parametrize("part", ["sdn", "add", "alt"])
def test_a_file_without_the_mark_at_its_end_is_refused(part: str, changed: Callable[..., Path]):
    message = refused(changed(**{part: lambda text: text.removesuffix(b"\x1a")}))
    assert f"{part}.csv: the mark at its end (Ctrl-Z) is missing" in message


@pytest.mark.parametrize("part", ["sdn", "add", "alt"])
def test_no_cut_anywhere_in_a_required_file_passes(part: str, changed: Callable[..., Path]):
    content = (SDN / f"{part}.csv").read_bytes()
    for end in {*range(0, len(content), 1 + len(content) // 60), len(content) - 1}:
        folder = changed(**{part: lambda text, end=end: text[:end]})
        with pytest.raises((RefusedReleaseError, UnreadableFileError)):
            read_list_set(
                [folder / f"{name}.csv" for name in ("sdn", "add", "alt", "sdn_comments")]
            )


def test_a_cut_of_the_entries_is_noticed_though_their_end_mark_was_put_back(
    changed: Callable[..., Path],
):
    cut = changed(sdn=lambda text: b"".join(text.splitlines(keepends=True)[:4]) + b"\x1a")
    assert "add.csv: it refers to 2 entries that sdn.csv does not hold (105, 106)" in refused(cut)


def test_a_cut_of_the_addresses_is_noticed_though_their_end_mark_was_put_back(
    changed: Callable[..., Path],
):
    cut = changed(add=lambda text: b"".join(text.splitlines(keepends=True)[:5]) + b"\x1a")
    assert "add.csv: it has no row for the last entry of sdn.csv" in refused(cut)


def test_comments_that_lack_the_end_of_a_remark_are_refused(changed: Callable[..., Path]):
    other = changed(sdn_comments=lambda text: text.replace(b"106,", b"105,"))
    assert "lacks the end of the remarks of 1 entries" in refused(other)


def test_files_of_two_sets_are_refused(changed: Callable[..., Path]):
    folder = changed()
    message = refused_group([folder / "sdn.csv", CONS / "cons_add.csv", folder / "alt.csv"])
    assert "it refers to 6 entries that sdn.csv does not hold (201, 202, 203)" in message


def refused_group(paths: list[Path]) -> str:
    with pytest.raises(RefusedReleaseError) as caught:
        read_list_set(paths)
    return str(caught.value)


def test_the_files_of_two_sets_are_told_by_their_folders(changed: Callable[..., Path]):
    one, other = sorted(changed().iterdir()), sorted(CONS.iterdir())
    mixed = [path for pair in zip(one, other, strict=False) for path in pair] + one[len(other) :]
    assert sorted(map(sorted, group_files(mixed))) == sorted([one, other])


def test_the_files_of_two_sets_in_one_folder_are_refused_before_they_are_read(
    changed: Callable[..., Path],
):
    folder = changed()
    prim = folder / "cons_prim.csv"
    prim.write_bytes((CONS / "cons_prim.csv").read_bytes())
    with pytest.raises(UnreadableFileError, match="both hold the entries"):
        group_files([folder / "sdn.csv", prim])


def test_a_part_alone_says_which_files_belong_to_it():
    with pytest.raises(UnreadableFileError, match=r"Import .*sdn\.csv .* together with it"):
        read_list_file(SDN / "add.csv")
    with pytest.raises(UnreadableFileError, match="are some parts of a list"):
        read_list_set([SDN / "add.csv", SDN / "alt.csv"])
    with pytest.raises(UnreadableFileError):
        read_whole_rows(SDN / "sdn.csv")


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("sdn", "1 of its numbers come twice"),
        ("add", "1 of its numbers come twice"),
        ("alt", "1 of its numbers come twice"),
        ("sdn_comments", "1 of its numbers come twice"),
    ],
)
def test_a_line_that_comes_twice_refuses_the_set(
    part: str, what: str, changed: Callable[..., Path]
):
    def doubled(text: bytes) -> bytes:
        first, *others = text.splitlines(keepends=True)
        return b"".join([first, first, *others])

    assert f"{part}.csv: {what}" in refused(changed(**{part: doubled}))


def test_a_row_with_another_number_of_fields_or_without_a_number_refuses_the_set(
    changed: Callable[..., Path],
):
    short = changed(add=lambda text: text.replace(b',"moved"\r', b"\r"))
    assert "add.csv: record 6 has 5 fields" in refused(short)
    unnumbered = changed(alt=lambda text: text.replace(b"101,12,", b"x,12,"))
    assert "alt.csv: record 2 has no entity number" in refused(unnumbered)


def test_a_mixture_of_both_sets_is_refused(changed: Callable[..., Path]):
    mixed = changed(
        CONS, cons_prim=lambda text: text.replace(b"UKRAINE-EO13662", b"SDGT").replace(b"NS-", b"")
    )
    assert "as if two sets were mixed" in refused(mixed)


def test_a_file_in_another_encoding_is_unreadable(changed: Callable[..., Path]):
    folder = changed(alt=lambda text: text.replace(b"TAMBURINI", b"TAMBUR\xcdNI"))
    with pytest.raises(UnreadableFileError, match="is not in UTF-8"):
        read(folder)


def test_reading_can_be_cancelled():
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        read_list_set(sorted(SDN.iterdir()), cancel=token)


ROLES = {"sdn": "entries", "add": "addresses", "alt": "aliases", "sdn_comments": "comments"}


@pytest.mark.parametrize("stem", ROLES)
def test_each_part_is_told_by_its_first_line_and_by_no_other_sniffer(stem: str):
    head = (SDN / f"{stem}.csv").read_bytes()
    assert [role for role in ROLES.values() if sniff_part(role, head)] == [ROLES[stem]]


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\x1a",
        b"id,name\r\n1,Acme\r\n",
        b'1,"Acme"\r\n',
        b"1,Acme Ltd.\r\n",
        b'1,2,"Acme","Rome","Italy"\r\n',
        b'"1","Acme Ltd."\r\n',
        b'1,2,"xyz","A","B"\r\n',
        b"36,25,-0- ,Havana,Cuba,-0- \r\n",
        b'36,"A",-0- ,"CUBA",-0- \r\n',
    ],
)
def test_other_tables_are_no_part_of_a_set(head: bytes):
    assert not any(sniff_part(role, head) for role in ROLES.values())
