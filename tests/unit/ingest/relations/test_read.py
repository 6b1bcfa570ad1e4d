"""Tables of relations: what is read, what is said of every other row."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.progress import CancelledError, CancelToken
from caveat.domain.relation_tables import RelationTable, RowRemark
from caveat.domain.relations import Basis, PartyRef, RefKind, RelationKind
from caveat.domain.sources import Mark
from caveat.errors import CaveatError, InputError, UnreadableFileError
from caveat.ingest.relations.read import read_relations
from caveat.resources import resource
from owned import between

HEADER = ["from", "relation", "to", "share", "from date", "to date", "source", "note"]
Rows = Sequence[Sequence[object]]
Write = Callable[..., Path]


@pytest.fixture
def text(tmp_path: Path) -> Write:
    def make(rows: Rows, *, header: Sequence[str] = HEADER, delimiter: str = ",") -> Path:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter).writerows([header, *rows])
        path = tmp_path / "ties.csv"
        path.write_bytes(out.getvalue().encode("utf-8", "surrogatepass"))
        return path

    return make


@pytest.fixture
def workbook(tmp_path: Path) -> Write:
    def make(sheets: dict[str, Rows]) -> Path:
        path = tmp_path / "ties.xlsx"
        book = xlsxwriter.Workbook(path, {"strings_to_urls": False})
        percent = book.add_format({"num_format": "0%"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, value, day)
                    elif isinstance(value, float):
                        sheet.write_number(number, column, value, percent)
                    elif value is not None:
                        sheet.write(number, column, value)
        book.close()
        return path

    return make


def own(holder: str, company: str, share: object = "", *more: object) -> list[object]:
    return [holder, "shareholder of", company, share, *more]


def said(table: RelationTable) -> list[tuple[int, str, bool, str]]:
    return [(each.row, each.column, each.used, each.happened) for each in table.remarks]


def only(table: RelationTable) -> RowRemark:
    (remark,) = table.remarks
    assert remark.do.endswith(".")
    assert remark.file == table.file_name
    return remark


def test_a_row_becomes_a_tie_with_its_evidence_and_citation(text: Write):
    row = own("Inspur Group", "IEIT", "33.26%", "2026-05-14", "", "Scrutica: profile", "class A")
    table = read_relations(text([row]))
    (tie,) = table.ties
    assert (str(tie.subject), tie.kind, str(tie.object)) == (
        "Inspur Group", RelationKind.SHAREHOLDER, "IEIT",
    )  # fmt: skip
    assert tie.share is not None
    assert tie.share.interval == between("33.26")
    assert tie.share.stated == "33.26%"
    assert (tie.period.since, tie.period.until) == ("2026-05-14", "")
    assert (tie.basis, tie.row, tie.note) == (Basis.IMPORTED, 2, "class A")
    assert (tie.source.title, tie.source.locator) == ("Scrutica: profile", "ties.csv, row 2")
    assert tie.source.mark is Mark.SECONDARY
    assert tie.evidence == (
        "Inspur Group | shareholder of | IEIT | 33.26% | 2026-05-14 | Scrutica: profile | class A"
    )
    assert table.remarks == ()


def test_without_a_source_the_table_is_cited_and_nothing_is_called_checked(text: Write):
    (tie,) = read_relations(text([own("A", "B", 5)])).ties
    assert (tie.source.title, tie.source.locator) == ("ties.csv", "row 2")
    assert tie.source.mark is Mark.UNVERIFIED


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_in_any_separation_and_a_workbook_say_the_same(
    text: Write, workbook: Write, delimiter: str
):
    rows = [own("A", "B", "30 %", "2024-01-01"), ["C", "officer of", "B", "", "2022"]]
    of_text = read_relations(text(rows, delimiter=delimiter))
    of_book = read_relations(workbook({"about us": [["nothing here"]], "ties": [HEADER, *rows]}))
    assert of_book.sheet == "ties"
    for one, other in zip(of_text.ties, of_book.ties, strict=True):
        assert (one.subject, one.kind, one.object, one.share, one.period) == (
            other.subject, other.kind, other.object, other.share, other.period,
        )  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        ["Holder", "Company", "Stake %"],
        ["Shareholder name", "Company name", "Ownership percentage"],
        ["Gesellschafter", "Gesellschaft", "Anteil"],
        ["股东名称", "公司名称", "持股比例"],
    ],
)
def test_a_table_of_shareholders_in_other_words_is_understood(text: Write, header: list[str]):
    table = read_relations(text([["A", "B", "30"]], header=header))
    (tie,) = table.ties
    assert (str(tie.holder), str(tie.company), tie.kind) == ("A", "B", RelationKind.SHAREHOLDER)


@pytest.mark.parametrize(
    ("relation", "kind", "holder"),
    [
        ("owns", RelationKind.SHAREHOLDER, "A"),
        ("owned by", RelationKind.SHAREHOLDER, "B"),
        ("SHAREHOLDER_OF", RelationKind.SHAREHOLDER, "A"),
        ("is the parent of", RelationKind.PARENT, "A"),
        ("is a subsidiary of", RelationKind.SUBSIDIARY, "B"),
        ("has subsidiary", RelationKind.SUBSIDIARY, "A"),
        ("partner in joint venture", RelationKind.JOINT_VENTURE, "A"),
    ],
)
def test_whoever_holds_is_told_from_the_words(
    text: Write, relation: str, kind: RelationKind, holder: str
):
    (tie,) = read_relations(text([["A", relation, "B"]])).ties
    assert (tie.kind, str(tie.holder)) == (kind, holder)


def test_a_word_that_leaves_the_direction_open_is_read_forward_and_said_once(text: Write):
    table = read_relations(text([["A", "shareholder", "B"], ["C", "Shareholder", "B"]]))
    assert [str(tie.holder) for tie in table.ties] == ["A", "C"]
    (warning,) = table.warnings
    assert "Swap the columns" in warning


@pytest.mark.parametrize(
    ("row", "column", "happened"),
    [
        (own("A", "B", "-5"), "D", "has a share that is negative: “-5”"),
        (own("A", "B", "150 %"), "D", "has a share that is above 100 %: “150 %”"),
        (own("A", "B", "40-30"), "D", "has a share that ends below its beginning: “40-30”"),
        (["A", "cousin of", "B"], "B", "has a relation that is not known: “cousin of”"),
        (["A", "", "B"], "B", "says no relation"),
        (["A", "co location with", "B"], "B", "has a relation that is not known"),
        (["", "owns", "B"], "A", "names nobody in “from”"),
        (["A", "owns", "—"], "C", "names nobody in “to”"),
        (["A", "owns", "a"], "C", "ties A to itself"),
        (["A" * 2_001, "owns", "B"], "A", "has a name of 2,001 characters"),
        (own("A", "B", 5, "2024-05", "2023"), "F", "has dates that cannot be: it ends (2023)"),
        (own("A", "B", 5, "last spring"), "E", "has a date that is not understood: “last spring”"),
        (own("A", "B", 5, "2024-02-30 or 2025"), "E", "has a date that is not understood"),
    ],
)
def test_a_bad_row_is_reported_where_it_is_bad_and_the_others_are_used(
    text: Write, row: list[object], column: str, happened: str
):
    table = read_relations(text([own("C", "D", 10), row, own("E", "D", 20)]))
    remark = only(table)
    assert (remark.row, remark.column, remark.used) == (3, column, False)
    assert remark.happened.startswith(happened)
    assert [tie.row for tie in table.ties] == [2, 4]
    assert table.rows_read == 3
    assert table.not_used == (remark,)


@pytest.mark.parametrize(
    ("row", "column", "happened", "low", "high"),
    [
        (
            own("A", "B", "approximately 30 %"),
            "D",
            "has a share that is taken as 25 to 35 %",
            25,
            35,
        ),
        (own("A", "B", "a lot"), "D", "has a share that is not understood", 0, 100),
        (own("A", "B", "0.3"), "D", "has a share that may be a percentage or a part", "0.3", 30),
        (own("A", "B", 30, "12/05/2026"), "E", "has a date that is not certain", 30, 30),
    ],
)
def test_a_doubtful_row_is_used_and_what_was_decided_is_said(
    text: Write, row: list[object], column: str, happened: str, *, low: object, high: object
):
    table = read_relations(text([row]))
    remark = only(table)
    assert (remark.row, remark.column, remark.used) == (2, column, True)
    assert remark.happened.startswith(happened)
    (tie,) = table.ties
    assert tie.share is not None
    assert tie.share.interval == between(low, high)  # type: ignore[arg-type]  # a figure
    assert tie.period.since in {"", "2026"}


def test_a_share_of_an_officer_is_not_used(text: Write):
    table = read_relations(text([["A", "officer of", "B", "5"]]))
    assert table.ties[0].share is None
    assert "gives a share to “officer of”" in only(table).happened


def test_a_percentage_of_a_workbook_may_be_kept_as_a_part_of_one(workbook: Write):
    table = read_relations(workbook({"s": [HEADER, own("A", "B", 0.3), own("C", "B", 40)]}))
    shares = [tie.share.interval for tie in table.ties if tie.share]
    assert shares == [between("0.3", 30), between(40)]
    assert only(table).row == 2


def test_dates_of_a_workbook_are_read(workbook: Write):
    (tie,) = read_relations(workbook({"s": [HEADER, own("A", "B", 40, date(2024, 5, 1))]})).ties
    assert tie.period.since == "2024-05-01"


def test_circles_are_reported_by_row_and_used(text: Write):
    rows = [own("A", "B", 60), own("B", "C", 60), own("C", "A", 60), own("X", "A", 40),
            ["C", "officer of", "X"]]  # fmt: skip
    table = read_relations(text(rows))
    assert len(table.ties) == 5
    assert said(table) == [
        (row, "", True, "is part of a circle of holdings: A, B, C") for row in (2, 3, 4)
    ]


def test_holdings_beyond_the_whole_are_reported_at_the_row_that_passes_it(text: Write):
    table = read_relations(text([own("A", "B", 60), own("C", "B", 30), own("D", "B", 30)]))
    assert said(table) == [(4, "", True, "brings the holdings in one company to 120 %")]


def test_holdings_at_different_times_and_of_one_holder_are_not_added(text: Write):
    rows = [
        own("A", "B", 60, "2020-01-01", "2023-12-31"), own("C", "B", 60, "2024-01-01"),
        own("D", "E", 60, "2020"), own("D", "E", 70, "2022"), own("F", "E", 30),
    ]  # fmt: skip
    assert read_relations(text(rows)).remarks == ()


def test_two_shares_of_one_holding_and_time_are_reported_and_counted_once(text: Write):
    table = read_relations(text([own("G", "H", 60), own("G", "H", 65)]))
    assert said(table) == [
        (3, "", True, "states another share of the same holding than 60 % in row 2")
    ]
    assert len(table.ties) == 2


def test_a_row_that_repeats_another_is_used_once(text: Write):
    table = read_relations(text([own("A", "B", "30 %"), own("a", "B", "30,0")]))
    assert len(table.ties) == 1
    assert said(table) == [(3, "", False, "repeats row 2")]


def test_unknown_parties_are_reported_and_kept_by_their_names(text: Write):
    known = {"A": PartyRef(RefKind.LISTED, "7", "A plc")}
    table = read_relations(text([own("A", "B", 30)]), resolve=known.get)
    (tie,) = table.ties
    assert tie.subject == known["A"]
    assert tie.object == PartyRef.named("B")
    remark = only(table)
    assert (remark.column, remark.used) == ("C", True)
    assert "neither listed nor a supplier here: “B”" in remark.happened


def test_the_template_is_read_once_its_examples_are_uncommented(tmp_path: Path):
    template = resource("templates/relations.csv").read_text(encoding="utf-8")
    path = tmp_path / "relations.csv"
    path.write_text("\ufeff" + template, encoding="utf-8")
    assert read_relations(path).rows_read == 0
    *_, examples = template.partition("source,note\n")
    path.write_text(template.replace(examples, examples.replace('"# ', '"')), encoding="utf-8")
    table = read_relations(path)
    assert [tie.kind for tie in table.ties] == [
        RelationKind.SHAREHOLDER, RelationKind.PARENT, RelationKind.OFFICER,
    ]  # fmt: skip
    assert table.remarks == ()


def test_a_file_without_the_headings_is_refused_with_advice(text: Write, tmp_path: Path):
    with pytest.raises(InputError, match="no row has the headings"):
        read_relations(text([["A", "B"]], header=["name", "address"]))
    with pytest.raises(InputError, match="no such file"):
        read_relations(tmp_path / "none.csv")
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    with pytest.raises(UnreadableFileError):
        read_relations(empty)


def test_reading_can_be_stopped(text: Write):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        read_relations(text([own(f"A{n}", "B", 0) for n in range(2_000)]), cancel=cancel)


def test_bytes_that_are_no_letters_and_runaway_quotes_lose_no_row_in_silence(tmp_path: Path):
    path = tmp_path / "ties.csv"
    path.write_bytes(b"from,relation,to\nA\xff,owns,B\nC,owns,D\n" + b'"x,owns,y\n' * 3 + b'"\n')
    try:
        table = read_relations(path)
    except CaveatError:
        return
    assert len(table.ties) + len(table.not_used) == table.rows_read


CELLS = st.one_of(
    st.sampled_from(["A", "B", "C", "owns", "subsidiary of", "-5", "150", "30-40", "", "?", "#",
                     "2024", "2024-13-01", '"', "=1+1", "from", "to"]),
    st.text(max_size=12),
)  # fmt: skip


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.lists(CELLS, max_size=9), max_size=12))
def test_any_row_is_used_or_reported(text: Write, rows: list[list[str]]):
    try:
        table = read_relations(text(rows))
    except CaveatError:
        return
    assert len(table.ties) + len(table.not_used) == table.rows_read
    for remark in table.remarks:
        f"{remark.raw}{remark.happened}".encode()
    for tie in table.ties:
        f"{tie}".encode()


def test_a_hostile_table_of_many_rows_is_read_in_bounded_time(text: Write):
    """A long circle, one company with very many holders, and as many bad rows."""
    count = 4_000
    rows = [own(f"c{n}", f"c{(n + 1) % count}", 60) for n in range(count)]
    rows += [own(f"h{n}", "star", 1, f"{1900 + n % 200}") for n in range(count)]
    rows += [own("h", "star", -1) for _ in range(count)]
    table = read_relations(text(rows))
    assert len(table.ties) == 2 * count
    assert len(table.not_used) == count
    assert sum("circle" in each.happened for each in table.remarks) == count


@pytest.mark.real_data
def test_the_researched_relations_are_read(shared_facts: Path):
    table = read_relations(shared_facts / "network_relations.csv")
    assert table.rows_read == 169
    assert len(table.ties) + len(table.not_used) == 169
    assert len(table.ties) > 40
    assert all(tie.note or tie.source.title for tie in table.ties)
