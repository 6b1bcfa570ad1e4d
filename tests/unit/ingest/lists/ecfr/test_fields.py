"""15 CFR part 744 as the eCFR gives it: lists, dates, names, addresses, designations."""

import gzip
from datetime import date

import pytest

from caveat.domain.lists import Channel, ParsedFile
from caveat.domain.parties import PartyKind
from caveat.ingest.lists.read import read_list_file
from regulation import PART, WHOLE, Write, named, supplement, the


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
