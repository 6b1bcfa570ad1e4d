import gzip
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from caveat.domain.lists import Channel, ParsedFile, ParsedList
from caveat.domain.parties import NameKind, PartyKind, PartyRecord
from caveat.errors import RefusedReleaseError, UnreadableFileError
from caveat.ingest.countries import country_name
from caveat.ingest.lists.ecfr_record import country_of_cell, notice_date
from caveat.ingest.lists.read import read_list_file, read_whole_rows

PART = Path(__file__).resolve().parents[3] / "data" / "lists" / "ecfr_part_744.xml"
Write = Callable[[str, bytes], Path]
HEADING = (
    "<TR><TH>Country</TH><TH>Entity</TH><TH>License requirement</TH>"
    "<TH>License review policy</TH><TH>Federal Register citation</TH></TR>"
)
NIMBUS = "<TD>Nimbus, 1 Road, City</TD><TD>All items</TD><TD>Denial</TD><TD>90 FR 1, 1/2/25.</TD>"
WHOLE = f"<TR><TD>NARNIA</TD>{NIMBUS}</TR>"


@pytest.fixture(scope="module")
def part() -> ParsedFile:
    return read_list_file(PART)


def the(parsed: ParsedFile, code: str) -> ParsedList:
    return next(item for item in parsed.lists if item.list_code == code)


def named(parsed: ParsedFile, code: str, name: str) -> PartyRecord:
    (record,) = (record for record in the(parsed, code).records if record.name == name)
    return record


def supplement(rows: str, number: int = 4, heading: str = HEADING) -> bytes:
    name = f"Supplement No. {number} to Part 744"
    return (
        f'<DIV9 N="{name}" TYPE="APPENDIX"><HEAD>{name}—List</HEAD><DIV><TABLE>{heading}{rows}'
        "</TABLE></DIV></DIV9>"
    ).encode()


def entities(write: Write, rows: str, **also: object) -> tuple[PartyRecord, ...]:
    path = write("supplement.xml", supplement(rows, **also))  # type: ignore[arg-type]  # as given
    return read_list_file(path).lists[0].records


def test_the_three_lists_of_part_744_are_read_each_by_itself(part: ParsedFile):
    counts = {item.list_code: (item.rows, len(item.unread)) for item in part.lists}
    assert counts == {"US-EL": (17, 0), "US-UVL": (3, 0), "US-MEU": (4, 0)}
    assert (part.channel, part.tried, part.combined) == (Channel.ECFR, False, False)
    assert part.format == "eCFR XML, supplements 4, 6, 7"
    assert the(part, "US-EL").published_fields == (
        *("Country", "Entity", "License requirement", "License review policy"),
        "Federal Register citation",
    )


def test_the_date_is_the_day_that_the_first_element_names_and_else_unknown(write: Write):
    assert read_list_file(PART).lists[0].released == date(2026, 6, 16)
    content = PART.read_bytes()
    for changed in (b"/on/2026-13-16/", b"/on/%24date/"):
        path = write("part.xml", content.replace(b"/on/2026-06-16/", changed))
        assert read_list_file(path).lists[0].released is None


def test_the_whole_title_and_one_supplement_alone_are_read_too(write: Write):
    content = PART.read_bytes().split(b"?>\n", 1)[1]
    bulk = (
        b"<?xml version='1.0' encoding='UTF-8'?><DLPSTEXTCLASS><HEADER><DATE/></HEADER><TEXT><BODY>"
        b"<ECFRBRWS><AMDDATE>Jun. 16, 2026</AMDDATE><DIV1 N='2' TYPE='TITLE'><HEAD>Title 15</HEAD>"
        b"<DIV3 N='VII'><DIV5 N='743'><DIV9 N='Supplement No. 4 to Part 743'><HEAD>x</HEAD><TABLE>"
        b"<TR><TD>Nobody</TD></TR></TABLE></DIV9></DIV5>%s</DIV3></DIV1></ECFRBRWS></BODY></TEXT>"
        b"</DLPSTEXTCLASS>" % content
    )
    title = read_list_file(write("title-15.xml", bulk))
    assert [item.records for item in title.lists] == [
        item.records for item in read_list_file(PART).lists
    ]
    alone = read_list_file(write("one.xml", supplement(WHOLE)))
    assert [item.list_code for item in alone.lists] == ["US-EL"]
    assert read_list_file(write("x.gz", gzip.compress(supplement(WHOLE)))).lists[0].rows == 1


def test_a_supplement_is_also_known_by_its_heading(write: Write):
    content = supplement(WHOLE).replace(b'N="Supplement No. 4 to Part 744" ', b"")
    assert read_list_file(write("one.xml", content)).lists[0].list_code == "US-EL"


def test_names_aliases_addresses_and_cross_references_are_told_apart(part: ParsedFile):
    record = named(part, "US-EL", "Saffron Gate Trading Company")
    assert [name.text for name in record.names] == [
        "Saffron Gate Trading Company",
        "SGTC",
        "Saffron Gate Co.",
        "Safran Darwaza",
        "Saffron Gate Trading Company (SGTC)",
    ]
    assert [(address.text, address.country) for address in record.addresses] == [
        ("House No. 319, 10th Street, Kabul, Afghanistan", "AF"),
        ("Behind the Bank (Gate 2; rear), Gardez, Afghanistan", "AF"),
    ]
    assert record.remarks == "(See alternate address under Pakistan)"
    assert (record.unread, record.notes) == ((), ())


def test_what_the_list_prints_is_kept_line_by_line(part: ParsedFile):
    published = dict(named(part, "US-EL", "Saffron Gate Trading Company").published)
    assert published["Country"] == "AFGHANISTAN"
    assert published["Entity"].split("\n")[1:3] == ["—Saffron Gate Co.; and", "—Safran Darwaza."]
    assert published["Federal Register citation"] == "76 FR 71869, 11/21/11. 77 FR 24590, 4/25/12."
    second = named(part, "US-EL", "Zohra Karimzada")
    assert second.published[0] == ("Country", "AFGHANISTAN")


def test_the_designation_is_verbatim_with_the_date_of_the_first_notice(part: ParsedFile):
    designation = named(part, "US-EL", "Saffron Gate Trading Company").designations[0]
    assert designation.licence_requirement == (
        "For all items subject to the EAR. (See § 744.11 of the EAR)."
    )
    assert designation.licence_policy == "Presumption of denial."
    assert (designation.listed, designation.published) == ("2011-11-21", "2011-11-21")
    assert designation.effective == ""


def test_each_address_has_the_country_that_it_names_and_else_that_of_its_row(part: ParsedFile):
    record = named(
        part, "US-EL", "Nimbus Aerodynamics Research Institute, Cloud Academy of Sciences"
    )
    assert [address.country for address in record.addresses] == ["CN", "HK"]
    assert dict(record.published)["Country"] == "CHINA, PEOPLE'S REPUBLIC OF"
    bear = named(part, "US-EL", "Quiet Bear OOO")
    assert [(address.text, address.country) for address in bear.addresses] == [("RUSSIA", "RU")]


def test_rows_that_are_only_an_address_are_told_by_their_country(part: ParsedFile):
    found = [record for record in the(part, "US-EL").records if record.kind is PartyKind.ADDRESS]
    assert [(record.name, record.countries) for record in found] == [
        ("Address 01", ("HK",)),
        ("Address 01", ("TR",)),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nimbus Technologies Co., Ltd.", (1, 2)),
        ("Sample Missile Corporation", (3,)),
        ("Nimbus Aerodynamics Research Institute, Cloud Academy of Sciences", (4,)),
        ("Harbour Bright Limited", (2, 4)),
        ("Quiet Bear OOO", ()),
        ("Rubin Optics, JSC", ()),
    ],
)
def test_footnotes_are_read_from_superscripts_and_bare_digits(
    part: ParsedFile, name: str, expected: tuple[int, ...]
):
    assert named(part, "US-EL", name).designations[0].footnotes == expected


def test_affiliated_entities_of_one_cell_are_parties_tied_to_the_first(part: ParsedFile):
    found = [record for record in the(part, "US-EL").records if record.row == 7]
    assert [record.name for record in found] == [
        "Nimbus Technologies Co., Ltd.",
        "Beijing Nimbus Longshine Co., Ltd.",
        "Hangzhou Nimbus Enterprises",
        "Ningbo Nimbus Computer & Net Co., Ltd.",
    ]
    assert ("Old Cloud Works", NameKind.FORMER) in [(n.text, n.kind) for n in found[0].names]
    for unit in found[1:]:
        (tie,) = unit.relations
        assert (tie.kind, tie.other) == ("affiliated entity of", "Nimbus Technologies Co., Ltd.")
        assert unit.designations == found[0].designations
    assert found[1].addresses[0].text == "Q80-3-25R, 3rd Floor, No. 3, Xinxi Road, Beijing, China"


def test_a_unit_in_a_row_of_its_own_takes_the_licence_columns_from_above(part: ParsedFile):
    parent = named(part, "US-EL", "China Sample Industry Corporation Second Academy")
    unit = named(
        part, "US-EL", "China Sample Industry Corporation Second Academy 201 Research Institute"
    )
    assert "201 Research Institute" in [name.text for name in unit.names]
    assert unit.designations == parent.designations
    assert unit.relations[0].kind == "subordinate institution of"
    assert [address.text for address in unit.addresses] == [
        address.text for address in parent.addresses
    ]
    assert len(parent.addresses) == 2
    assert "those of the entry above" in unit.notes[0]


def test_entries_that_begin_with_one_parent_are_found_by_their_longer_names(part: ParsedFile):
    record = named(part, "US-EL", "Sample Missile Corporation")
    assert [name.text for name in record.names][1] == "Sample Missile Corporation, TRV Engineering"


def test_the_unverified_list_has_three_columns(part: ParsedFile):
    record = named(part, "US-UVL", "Quillon Optics")
    assert [name.text for name in record.names] == ["Quillon Optics", "Quillon Lens"]
    assert record.addresses[0].text == "No. 18 Lingbo Road, Luoyang, China 471000"
    assert record.designations[0].federal_register == "87 FR 7038, 2/8/22."
    assert record.designations[0].listed == "2022-02-08"
    assert "Listed person and address" in dict(record.published)


def test_units_of_the_military_end_user_list_belong_to_their_heading(part: ParsedFile):
    found = the(part, "US-MEU").records
    assert [record.relations[0].other if record.relations else "" for record in found] == [
        *("", "Sample Engine Company of China", "Sample Engine Company of China", ""),
    ]
    assert found[2].name == "Sample Engine Company of China 7103 Factory"
    assert {record.designations[0].federal_register for record in found} == {
        "85 FR 83799, 12/23/2020."
    }


def test_a_country_may_reach_down_over_rows_or_stand_in_a_row_of_its_own(write: Write):
    other = NIMBUS.replace("Nimbus", "Cumulus")
    rows = f"<TR><TD rowspan='2'>IRAN</TD>{NIMBUS}</TR><TR>{other}</TR>"
    rows += f"<TR><TD colspan='5'>OMAN</TD></TR><TR><TD/>{NIMBUS.replace('Nimbus', 'Oryx')}</TR>"
    rows += "<TR><TD>CUBA</TD><TD/><TD/><TD/><TD/></TR>"
    rows += f"<TR><TD/>{NIMBUS.replace('Nimbus', 'Palma')}</TR>"
    found = entities(write, rows)
    assert [(record.name, record.countries) for record in found] == [
        *(("Nimbus", ("IR",)), ("Cumulus", ("IR",)), ("Oryx", ("OM",)), ("Palma", ("CU",))),
    ]


def test_a_row_that_goes_on_belongs_to_the_entry_above(write: Write):
    rows = (
        "<TR><TD>OMAN</TD><TD>Oryx, a.k.a., the following two aliases:<br/>—One;</TD><TD>All</TD>"
        "<TD>Denial</TD><TD>90 FR 1</TD></TR><TR><TD/><TD>—Two.</TD><TD/><TD/><TD/></TR>"
        "<TR><TD/><TD>5 Road, Muscat, Oman.</TD><TD/><TD/><TD/></TR>"
    )
    (record,) = entities(write, rows)
    assert [name.text for name in record.names] == ["Oryx", "One", "Two"]
    assert record.addresses[0].text == "5 Road, Muscat, Oman"
    assert dict(record.published)["Entity"].endswith("—Two.\n5 Road, Muscat, Oman.")


def test_rows_below_a_plural_label_are_units_until_a_row_has_columns_of_its_own(write: Write):
    bare = "<TR><TD/><TD>{}</TD><TD/><TD/><TD/></TR>"
    texts = ("Affiliated entities:", "Alpha Works", "Beta Works, a.k.a., the following one alias:")
    rows = WHOLE + "".join(map(bare.format, (*texts, "—Beta.", "Gamma Works")))
    found = entities(write, f"{rows}<TR><TD/>{NIMBUS.replace('Nimbus', 'Other')}</TR>")
    assert [(record.name, len(record.relations)) for record in found] == [
        *(("Nimbus", 0), ("Alpha Works", 1), ("Beta Works", 1), ("Gamma Works", 1), ("Other", 0)),
    ]
    assert [name.text for name in found[2].names] == ["Beta Works", "Beta"]


def test_a_name_without_licence_columns_is_a_party_that_says_so(write: Write):
    rows = f"{WHOLE}<TR><TD/><TD>Lonely Trading LLC, Muscat, Oman.</TD><TD/><TD/><TD/></TR>"
    _, lonely = entities(write, rows)
    assert lonely.name == "Lonely Trading LLC"
    assert "those of the entry above" in lonely.unread[0]
    assert lonely.designations[0].licence_requirement == "All items"


def test_a_row_with_another_number_of_cells_is_read_as_far_as_it_goes(write: Write):
    _, short = entities(write, f"{WHOLE}<TR>{NIMBUS.replace('Nimbus', 'Short')}</TR>")
    assert short.name == "Short"
    assert "4 cells instead of 5" in short.unread[0]
    assert short.designations[0].licence_requirement == "All items"


def test_a_row_that_names_nobody_is_kept_as_raw_text(write: Write):
    rows = f"{WHOLE}<TR><TD/><TD/><TD>All</TD><TD/><TD/></TR><TR><TD>Lost words</TD></TR>"
    found = read_list_file(write("one.xml", supplement(rows))).lists[0]
    assert (found.rows, len(found.records)) == (3, 1)
    assert [row.raw for row in found.unread] == [" |  | All |  | ", "Lost words"]


def test_notes_footnotes_reserved_and_blank_rows_are_no_entries(write: Write):
    rows = (
        f"{WHOLE}<TR><TD/><TD/><TD/><TD/><TD/></TR><TR><TD>BURMA</TD><TD>[Reserved]</TD><TD/><TD/>"
        "<TD/></TR><TR><TD colspan='5'>Note 1 to table: x</TD></TR><TR><TD colspan='5'><SU>1</SU> "
        "For this entity, see x</TD></TR><TR><TD colspan='5'>[63 FR 64325]</TD></TR>"
    )
    found = read_list_file(write("one.xml", supplement(rows))).lists[0]
    assert (found.rows, found.unread) == (1, ())


def test_a_table_whose_rows_do_not_fit_its_columns_is_refused(write: Write):
    rows = WHOLE + f"<TR>{NIMBUS}</TR>" * 4
    path = write("one.xml", supplement(rows))
    with pytest.raises(RefusedReleaseError, match="4 rows of Supplement"):
        read_list_file(path)
    assert len(read_whole_rows(path).lists[0].records) == 5


def test_a_supplement_without_its_columns_or_without_entries_is_refused(write: Write):
    four = HEADING.replace("<TH>License review policy</TH>", "")
    for content in (
        supplement(WHOLE, heading=""),
        supplement(WHOLE, heading=four),
        supplement(""),
        supplement("", heading=""),
    ):
        with pytest.raises(RefusedReleaseError, match="Nothing was changed"):
            read_list_file(write("one.xml", content))


def test_a_file_of_another_part_is_refused_and_says_what_it_lacks(write: Write):
    content = PART.read_bytes().replace(b"to Part 744", b"to Part 774")
    with pytest.raises(RefusedReleaseError, match="none of the Supplements"):
        read_list_file(write("part.xml", content))


@pytest.mark.parametrize("end", [0.3, 0.6, 0.9, 0.999])
def test_a_cut_file_is_refused(write: Write, end: float):
    content = PART.read_bytes()
    with pytest.raises(RefusedReleaseError, match="its XML"):
        read_list_file(write("part.xml", content[: int(end * len(content))]))


def test_entities_and_document_types_are_refused(write: Write):
    content = b'<!DOCTYPE DIV9 [<!ENTITY a "x">]>' + supplement(WHOLE.replace("City", "&a;"))
    with pytest.raises(UnreadableFileError):
        read_list_file(write("one.xml", content))


@pytest.mark.parametrize(
    "filling",
    [
        "x" * 1_000_000,
        "a, " * 300_000,
        "and the following and " * 40_000,
        "(" * 500_000,
        "s.a.s." * 100_000,
        "<br/>—One; and" * 60_000,
        "(See " * 100_000,
        "A. B, " * 150_000,
        f"{',' * 55_000}x",
        f"<br/>—{'.' * 55_000}",
        f"(aka {'aka ' * 14_000}",
        "<br/>Subordinate institution<br/>The following addresses apply: x" * 5_000,
    ],
    ids=[
        "word",
        "commas",
        "and",
        "brackets",
        "forms",
        "aliases",
        "see",
        "stops",
        "run of commas",
        "run of stops",
        "marks",
        "units",
    ],
)
def test_an_enormous_entry_is_read_within_limits(write: Write, filling: str):
    rows = (
        f"{WHOLE}<TR><TD/><TD>Nimbus {filling}</TD><TD>{escape('x')}</TD><TD/><TD>90 FR 1</TD></TR>"
    )
    found = entities(write, rows)
    assert all(record.names for record in found)
    assert len(found) > 1


def test_thousands_of_rows_that_go_on_take_no_quadratic_time(write: Write):
    more = "<TR><TD/><TD>The following addresses apply to all: x, Oman</TD><TD/><TD/><TD/></TR>"
    unit = (
        "<TR><TD/><TD>Subordinate institution</TD><TD/><TD/><TD/></TR>"
        "<TR><TD/><TD>Blue Works</TD><TD/><TD/><TD/></TR>"
    )
    found = entities(write, WHOLE + (unit + more) * 2_000)
    assert len(found) == 2_001


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("CHINA, PEOPLE'S REPUBLIC OF", "CN"),
        ("KOREA, SOUTH", "KR"),
        ("CRIMEA REGION OF UKRAINE", "UA"),
        ("NARNIA", ""),
        ("", ""),
    ],
)
def test_the_country_of_a_heading(printed: str, code: str):
    assert country_of_cell(printed) == code


@pytest.mark.parametrize(
    ("citation", "day"),
    [
        ("84 FR 22963, 5/21/19. 85 FR 51603, 8/20/20.", "2019-05-21"),
        ("62 FR 35334, 6/30/97. 65 FR 14444 (03/17/00)", "1997-06-30"),
        ("85 FR 83799, 12/23/2020", "2020-12-23"),
        ("90 FR 1, 13/45/25", ""),
        ("90 FR 14048", ""),
        ("", ""),
    ],
)
def test_the_date_of_the_first_notice(citation: str, day: str):
    assert notice_date(citation) == day


def as_ecfr(record: PartyRecord, fields: dict[str, str]) -> str:
    """An entry of the Consolidated Screening List as the supplement would print it."""
    named_country = [
        re.sub(r"(^|, )([A-Z]{2})$", lambda found: found[1] + country_name(found[2]), address.text)
        for address in record.addresses
    ]
    addresses = escape("; and ".join(named_country))
    name = escape(" ".join(fields["name"].split()))
    aliases = [escape(part.strip()) for part in fields.get("alt_names", "").split("; ")]
    if aliases != [""]:
        items = "; <E T='03'>and</E>".join(f"<br/>—{alias}" for alias in aliases)
        cell = f"{name}, a.k.a., the following {len(aliases)} aliases:{items}.<br/>{addresses}."
    else:
        cell = f"{name}, {addresses}."
    requirement = escape(fields["license_requirement"])
    country = country_name(record.countries[0]).upper() if record.countries else ""
    notice = escape(fields["federal_register_notice"])
    cells = (country, cell, requirement, "Presumption of denial.", notice)
    return f"<TR>{''.join(f'<TD>{text}</TD>' for text in cells)}</TR>"


@pytest.mark.real_data
def test_all_entries_of_july_2026_survive_being_printed_as_the_regulation_prints_them(
    shared_data: Path, write: Write
):
    csl = read_list_file(shared_data / "lists" / "csl_layout_2026-07-09.csv.gz")
    expected = next(item for item in csl.lists if item.list_code == "US-EL").records
    rows = "".join(as_ecfr(record, dict(record.published)) for record in expected)
    found = read_list_file(write("part.xml", supplement(rows))).lists[0]
    by_row: dict[int, list[PartyRecord]] = {}
    for record in found.records:
        by_row.setdefault(record.row, []).append(record)
    assert len(expected) == len(by_row) == 3_409
    assert (found.rows, found.unread) == (3_410, ())  # one holds a unit among its addresses
    assert sum(record.kind is PartyKind.ADDRESS for record in found.records) == 19
    digits = [digit for record in found.records for digit in record.designations[0].footnotes]
    assert [digits.count(digit) for digit in (1, 2, 3, 4, 5)] == [130, 130, 773, 96, 16]
    pairs = list(zip(expected, by_row.values(), strict=True))
    assert sum(record.name == got[0].name for record, got in pairs) >= 3_379
    aliases = [
        (alias.text, {name.text.casefold().rstrip(".") for one in got for name in one.names})
        for record, got in pairs
        for alias in record.names
    ]
    kept = sum(alias.casefold().rstrip(".") in names for alias, names in aliases)
    # The others are addresses that stand among the names of the rebuilt edition.
    assert (len(aliases), kept) == (8_929, 8_929 - 55)
    countries = [
        {address.country for address in record.addresses} - {""}
        <= {address.country for one in got for address in one.addresses}
        for record, got in pairs
    ]
    assert countries.count(False) == 24  # pieces of cross references, such as "PK; U.K.)"
