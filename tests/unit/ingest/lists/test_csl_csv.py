import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.lists import Channel, ParsedFile
from caveat.domain.parties import PartyKind, PartyRecord
from caveat.errors import RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.csl_record import COLUMNS
from caveat.ingest.lists.read import read_list_file, read_whole_rows

EL = "Entity List (EL) - Bureau of Industry and Security"
Write = Callable[[str, bytes], Path]


def records(parsed: ParsedFile) -> dict[str, PartyRecord]:
    return {record.row_id: record for item in parsed.lists for record in item.records}


def lines(path: Path) -> list[bytes]:
    """The rows of a file as lines; no field of these rows holds a line break."""
    rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    kept = []
    for row in rows:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerow([cell.replace("\n", " ") for cell in row])
        kept.append(text.getvalue().encode())
    return kept


def test_every_list_of_the_file_is_read_and_every_row_is_counted(small_csv: Path):
    parsed = read_list_file(small_csv)
    assert parsed.channel is Channel.CSL
    assert parsed.format == "CSL CSV, 29 columns"
    assert {item.list_code: item.rows for item in parsed.lists} == {
        "US-EL": 4,
        "US-DPL": 2,
        "US-UVL": 1,
        "US-MEU": 1,
        "US-SDN": 2,
        "US-SSI": 1,
        "US-FSE": 1,
        "US-PLC": 1,
        "US-CAP": 1,
        "US-MBS": 1,
        "US-CMIC": 1,
        "US-ISN": 1,
        "US-DTC": 2,
    }
    for item in parsed.lists:
        assert item.rows == len(item.records) + len(item.unread)


def test_a_row_without_a_name_is_kept_as_raw_text(small_csv: Path):
    (debarred,) = (item for item in read_list_file(small_csv).lists if item.list_code == "US-DTC")
    (unread,) = debarred.unread
    assert unread.row == 20
    assert unread.reason == "The row has no name."
    assert "77 FR 43415" in unread.raw


def test_a_source_that_no_list_claims_is_counted_and_its_rows_are_kept(small_csv: Path):
    parsed = read_list_file(small_csv)
    assert parsed.unknown_sources == ("Brand New List (XYZ) - Somewhere (1 rows)",)
    (unknown,) = parsed.unknown_rows
    assert unknown.row == 21
    assert "Nobody Yet Ltd." in unknown.raw


def test_published_fields_are_verbatim_in_the_publisher_s_order(small_csv: Path):
    with small_csv.open(encoding="utf-8", newline="") as file:
        expected = {row["_id"]: row for row in csv.DictReader(file)}
    found = records(read_list_file(small_csv))
    for row_id in ("el1", "meu1", "dpl1", "dpl2", "isn1", "101"):
        published = found[row_id].published
        assert dict(published) == {name: text for name, text in expected[row_id].items() if text}
        assert [name for name, _ in published] == sorted(dict(published), key=COLUMNS.index)


def test_fields_and_links_that_a_list_publishes_are_told(small_csv: Path):
    lists = {item.list_code: item for item in read_list_file(small_csv).lists}
    assert "license_policy" in lists["US-EL"].published_fields
    assert "license_policy" not in lists["US-DPL"].published_fields
    assert lists["US-EL"].links == ("https://www.example.gov/el", "https://www.example.gov/el-info")
    assert lists["US-EL"].released is None


def test_a_field_of_blanks_in_every_row_is_not_published(write_rows: Callable[..., Path]):
    parsed = read_list_file(write_rows({"source": EL, "name": "A", "standard_order": " "}))
    assert "standard_order" not in parsed.lists[0].published_fields
    assert ("standard_order", " ") in parsed.lists[0].records[0].published


def test_kinds_numbers_and_rows_are_read(small_csv: Path):
    found = records(read_list_file(small_csv))
    assert found["101"].kind is PartyKind.PERSON
    assert found["102"].kind is PartyKind.VESSEL
    assert found["103"].kind is PartyKind.COMPANY
    assert found["dpl1"].kind is PartyKind.UNKNOWN
    assert found["108"].kind is PartyKind.UNKNOWN
    assert "Robot" in found["108"].unread[0]
    assert found["101"].publisher_id == "101"
    assert found["el1"].row == 2
    assert found["101"].dates_of_birth == ("1970-01-02", "1970", "1968 to 1970")
    assert found["101"].nationalities == ("RU", "SY")
    assert [(each.kind, each.number, each.country) for each in found["102"].identifiers] == [
        ("IMO", "9187629", ""),
        ("Former Vessel Flag", "", ""),
        ("Call sign", "EPSA1", ""),
        ("Vessel flag", "", "IR"),
    ]


def test_rows_with_one_id_are_all_kept(small_csv: Path):
    (entities,) = (item for item in read_list_file(small_csv).lists if item.list_code == "US-EL")
    assert [record.row_id for record in entities.records].count("el3") == 2


def test_a_line_break_and_a_broken_letter_are_mended_in_the_name_only(small_csv: Path):
    record = records(read_list_file(small_csv))["meu1"]
    assert record.name == "Xi’an Harbour Engine Factory"
    assert dict(record.published)["name"] == "Xi\x92an Harbour Engine Factory \n\n"
    assert record.notes
    assert record.unread == ()


def test_the_form_without_an_id_and_the_tab_separated_form_give_the_same_parties(
    small_csv: Path, write_rows: Callable[..., Path]
):
    with small_csv.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    whole = read_list_file(small_csv)
    without = [{name: text for name, text in row.items() if name != "_id"} for row in rows]
    older = read_list_file(write_rows(*without, columns=[*COLUMNS[1:]]))
    tabbed = read_list_file(write_rows(*rows, delimiter="\t"))
    assert older.format == "CSL CSV, 28 columns"
    assert tabbed.format == "CSL TSV, 29 columns"
    assert [item.records for item in tabbed.lists] == [item.records for item in whole.lists]
    for item, old in zip(whole.lists, older.lists, strict=True):
        for record, bare in zip(item.records, old.records, strict=True):
            without_id = tuple(pair for pair in record.published if pair[0] != "_id")
            assert bare == replace(record, row_id="", published=without_id)


def test_columns_may_stand_in_another_order_and_new_ones_are_kept(write_rows: Callable[..., Path]):
    path = write_rows(
        {"source": EL, "name": "A", "colour": "red"}, columns=["colour", *reversed(COLUMNS)]
    )
    (record,) = read_list_file(path).lists[0].records
    assert ("colour", "red") in record.published


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(small_csv: Path, write: Write):
    content = b"".join(lines(small_csv))
    plain = read_list_file(write("a.csv", content))
    marked = read_list_file(write("b.csv", b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")))
    assert [item.records for item in marked.lists] == [item.records for item in plain.lists]


def refused(path: Path) -> str:
    with pytest.raises(RefusedReleaseError) as caught:
        read_list_file(path)
    message = str(caught.value)
    assert "Nothing was changed" in message
    assert path.name in message
    return message


def test_a_file_cut_inside_a_quoted_field_is_refused_with_the_count(small_csv: Path, write: Write):
    content = b"".join(lines(small_csv)[:4]) + b'x,"Entity List (EL'
    assert "cut off inside a quoted field after 4 records" in refused(write("cut.csv", content))


def test_a_file_cut_inside_its_last_field_is_refused(small_csv: Path, write: Write):
    content = b"".join(lines(small_csv))
    assert "has no end" in refused(write("cut.csv", content[:-1]))


def test_a_row_with_another_number_of_fields_refuses_the_file(small_csv: Path, write: Write):
    rows = lines(small_csv)
    short = b",".join(rows[6].split(b",")[:-3]) + b"\n"
    message = refused(write("short.csv", b"".join([*rows[:6], short, *rows[7:]])))
    assert "record 7 has 26 fields instead of 29" in message


def test_a_second_header_refuses_the_file_and_every_reason_is_named(small_csv: Path, write: Write):
    rows = lines(small_csv)
    content = b"".join([rows[0], *rows[:3]]) + b'x,"Entity'
    message = refused(write("joined.csv", content))
    assert "record 2 is a second header" in message
    assert "cut off inside a quoted field after 4 records" in message


def test_a_lone_quotation_mark_refuses_the_file(small_csv: Path, write: Write):
    rows = lines(small_csv)
    assert "do not match" in refused(
        write("quote.csv", b"".join([rows[0], b'x,"Entity" List,' + b"," * 26 + b"\n", *rows[1:]]))
    )


def test_an_unclosed_quotation_mark_is_noticed_before_it_swallows_the_file(
    small_csv: Path, write: Write
):
    rows = lines(small_csv)
    content = rows[0] + b'x,"Entity' + b"," * 27 + b"\n" + rows[3] * 400
    assert refused(write("open.csv", content))


@pytest.mark.parametrize("missing", ["name", "addresses", "ids", "federal_register_notice"])
def test_a_header_without_a_known_column_refuses_the_file(
    missing: str, write_rows: Callable[..., Path]
):
    columns = [name for name in COLUMNS if name != missing]
    assert f"its header lacks the columns {missing}" in refused(
        write_rows({"source": EL}, columns=columns)
    )


def test_a_column_named_twice_refuses_the_file(write: Write):
    header = ",".join([*COLUMNS, "name"]).encode()
    assert "names a column twice" in refused(write("twice.csv", header + b"\n"))


def test_a_header_alone_is_no_release(small_csv: Path, write: Write):
    assert "a header but no record" in refused(write("head.csv", lines(small_csv)[0]))


def test_a_file_of_unknown_lists_only_is_no_release(write_rows: Callable[..., Path]):
    assert "no row belongs to a list known here" in refused(
        write_rows({"source": "Brand New List (XYZ)", "name": "A"})
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["ü".encode("cp1252")], "is not in UTF-8 after line"),
        ([b"a\0b"], "is not text"),
        ([b"x" * 5_000_000], "is not text"),
    ],
)
def test_content_that_is_no_text_is_unreadable(
    rows: list[bytes], message: str, small_csv: Path, write: Write
):
    content = b"".join([*lines(small_csv), *rows])
    with pytest.raises(UnreadableFileError, match=message):
        read_list_file(write("bad.csv", content))


def test_whole_rows_of_a_damaged_file_can_be_compared(small_csv: Path, write: Write):
    rows = lines(small_csv)
    content = b"".join([rows[0], *rows[:5], b"too,few\n", rows[6]]) + b'x,"Entity'
    parsed = read_whole_rows(write("damaged.csv", content))
    assert sum(item.rows for item in parsed.lists) == 5
    assert [row.reason for row in parsed.unknown_rows] == [
        "A second header.",
        "The row has 2 fields instead of 29.",
    ]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(COLUMNS[2:]),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60),
        max_size=12,
    )
)
def test_any_row_is_either_a_record_with_its_fields_verbatim_or_kept_raw(
    write_rows: Callable[..., Path], fields: dict[str, str]
):
    row = {"source": EL, **fields}
    (entities,) = read_list_file(write_rows(row)).lists
    assert entities.rows == 1
    if entities.records:
        assert dict(entities.records[0].published) == {k: v for k, v in row.items() if v}
        assert entities.records[0].name
    else:
        assert entities.unread[0].reason == "The row has no name."
