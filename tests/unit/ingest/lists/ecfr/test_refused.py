"""Files that are cut, of another part, hostile or enormous."""

from xml.sax.saxutils import escape

import pytest

from caveat.errors import RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.read import read_list_file, read_whole_rows
from regulation import HEADING, NIMBUS, PART, WHOLE, Write, entities, supplement


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
