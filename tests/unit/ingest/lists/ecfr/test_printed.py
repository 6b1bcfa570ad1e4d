"""Cells as they are printed, up to all entries of July 2026."""

import re
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from caveat.domain.parties import PartyKind, PartyRecord
from caveat.ingest.countries import country_name
from caveat.ingest.lists.ecfr_record import country_of_cell, notice_date
from caveat.ingest.lists.read import read_list_file
from regulation import Write, supplement


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
