"""No cell of the result table is ever taken for a formula, a link or markup."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from caveat.domain.results import (
    ResultRow,
)
from caveat.domain.suppliers import RowNotTaken, Supplier, SupplierStatus
from caveat.report.safe_sheets import csv_table, in_csv
from result_tables import (
    NOT_TAKEN,
    records,
    sheets,
    write,
)

DANGEROUS = [
    "=1+1",
    '=HYPERLINK("http://example.com","x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "{=1}",
    "http://example.com",
    "mailto:a@example.com",
    "<r><t>markup</t></r>",
    "<r></is></c><c><f>1</f></c></r>",
    "a<b>&amp;\"'",
    "_x0041_",
    "\x00\x01\x1f\x7f",
    "\ufffe\uffff",
    "\u202eevil",
    "\ud800 alone",
    "0012",
    "1e5",
    "TRUE",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_whatever_a_text_says_it_is_written_as_text(tmp_path: Path, text: str) -> None:
    row = ResultRow(
        supplier=Supplier(text, (text,), (text,), text, (text,), text, 2, (("Own", text),)),
        status=SupplierStatus.TO_REVIEW,
        best_party=text,
        why=text,
    )
    bad = RowNotTaken(text, 1, text, text, text)
    out = write(
        tmp_path / "results.xlsx", title=text, rows=(row,), not_taken=(bad,), own_columns=("Own",)
    )
    with zipfile.ZipFile(out) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(archive.read(name))
                assert not tree.xpath("//*[local-name()='f' or local-name()='hyperlink']")
                assert "hyperlink" not in archive.read(name).decode()
                assert not tree.xpath("//*[local-name()='is']/*[local-name()!='t']")
    (written,) = records(sheets(out)["Results"])
    shown = str(written["Supplier"])
    plain = "".join(c for c in text if c.isprintable())
    if text.isprintable() and "_x" not in text:
        assert shown.strip() == text.strip()
    else:
        assert all(c in shown for c in plain if c.isalnum())


def test_a_csv_is_one_table_that_no_program_takes_for_formulas(tmp_path: Path) -> None:
    rows = tuple(
        ResultRow(supplier=Supplier(text, row=n), status=SupplierStatus.NO_MATCH)
        for n, text in enumerate(DANGEROUS, 2)
    )
    out = write(tmp_path / "results.csv", rows=rows)
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in table} == {len(table[0])}
    assert len(table) == 1 + len(DANGEROUS) + len(NOT_TAKEN)
    for row in table:
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"))
    assert table[1][table[0].index("Supplier")] == "'=1+1"
    assert table[1][table[0].index("Status")] == "no match at or above 72.5"
    assert table[1][-1] == "US-EL 2026-07-09"
    last = dict(zip(table[0], table[-1], strict=True))
    assert last["Status"] == "not screened"
    assert last["Why"] == "This row of the spreadsheet has no name."
    assert last["Supplier"] == "'- | Berlin"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            'Acme;=HYPERLINK("http://example.com";"x")',
            'Acme;\'=HYPERLINK("http://example.com";"x")',
        ),
        ("Bar ; @SUM(1)", "Bar ; '@SUM(1)"),
        ("a|=2", "a|'=2"),
        ("a,+1", "a,'+1"),
        ("a\t-1", "a\t'-1"),
        ("a\n=1", "a\n'=1"),
        ('a;"=1"', 'a;"\'=1"'),
        (" =1", " '=1"),
        ("\t=1", "'\t'=1"),
        ("Meier-Werke; A - B = C, 5+5 @ home", "Meier-Werke; A - B = C, 5+5 @ home"),
        ("'=1", "'=1"),
    ],
)
def test_a_sign_that_could_begin_a_formula_gets_an_apostrophe_and_no_other(
    text: str, written: str
) -> None:
    assert in_csv(text) == written


FORMULA_LIKE = st.text(alphabet="aB1;,|\t\r\n \"'=+-@＝", max_size=20)


@given(st.lists(st.lists(FORMULA_LIKE, min_size=2, max_size=3), min_size=1, max_size=3))
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_NONE])
def test_whatever_a_program_parts_fields_by_no_cell_of_a_csv_is_a_formula(
    delimiter: str, quoting: int, rows: list[list[str]]
) -> None:
    text = csv_table(rows)
    assert [len(row) for row in csv.reader(io.StringIO(text, newline=""))] == [*map(len, rows)]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for row in csv.reader(lines, delimiter=delimiter, quoting=quoting):
        for cell in row:
            assert not cell.lstrip(' "\t').startswith(("=", "+", "-", "@", "＝"))


def test_every_field_of_a_csv_is_quoted(tmp_path: Path) -> None:
    out = write(tmp_path / "results.csv")
    for line in out.read_text(encoding="utf-8-sig").splitlines():
        (fields,) = csv.reader([line])
        assert line == ",".join(f'"{field}"' for field in fields)


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=False), st.none()))
def test_no_cell_of_a_csv_begins_like_a_formula_unless_it_is_a_number(
    value: str | float | None,
) -> None:
    text = in_csv(value)
    assert not isinstance(value, str) or not text.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert "\0" not in text
    text.encode("utf-8")
