"""Own lists changed at random, and cells made to hurt: read or refused, and nothing else."""

import csv
import io
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.identity import content_sha256
from caveat.domain.lists import Duty, ParsedFile
from caveat.domain.own_lists import OwnField, OwnListSettings
from caveat.errors import InputError, UnreadableFileError
from caveat.ingest.lists.own_list import read_own_list, sniff
from caveat.ingest.lists.read import read_list_file

DATA = Path(__file__).resolve().parents[3] / "data" / "lists"
TEXT = (DATA / "own_letters.csv").read_bytes()


def _workbook() -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(csv.reader(io.StringIO(TEXT.decode(), newline=""))):
        for index, cell in enumerate(row):
            sheet.write_string(number, index, cell)
    book.close()
    return packed.getvalue()


WHOLE = {"csv": TEXT, "xlsx": _workbook()}
MAPPED = OwnListSettings(
    "OWN-X",
    "X",
    Duty.DENY,
    "Me",
    columns=tuple(enumerate(OwnField)),
    header_row=10,
)
Reader = Callable[[Path], ParsedFile]
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "double", "insert", "swap"]),
        st.floats(0, 1),
        st.floats(0, 1),
        st.integers(0, 255),
    ),
    min_size=1,
    max_size=4,
)


def changed(content: bytes, how: str, first: float, second: float, byte: int) -> bytes:
    start, end = sorted((int(first * len(content)), int(second * len(content))))
    if how == "flip" and content:
        at = min(start, len(content) - 1)
        return content[:at] + bytes([content[at] ^ (byte or 1)]) + content[at + 1 :]
    if how == "cut":
        return content[:start] + content[end:]
    if how == "double":
        return content[:end] + content[start:end] + content[end:]
    if how == "insert":
        return content[:start] + bytes([byte]) * 3 + content[start:]
    return content[end:] + content[start:end] + content[:start]


def assert_read_or_refused(path: Path, read: Reader) -> None:
    try:
        parsed = read(path)
    except InputError as error:
        if "Nothing was" not in str(error):
            raise
        return
    for item in parsed.lists:
        assert item.definition is not None
        assert item.definition.private
        for record in item.records:
            assert record.name.strip()
            assert record.designations[0].programmes
            content_sha256(record)
            pickle.dumps(record)
            for _, text in record.published:
                text.encode()


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("read", [read_list_file, lambda path: read_own_list(path, MAPPED)])
@settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=CHANGES)
def test_a_changed_list_is_read_or_refused(
    tmp_path: Path, kind: str, read: Reader, changes: list[tuple[str, float, float, int]]
):
    content = WHOLE[kind]
    for each in changes:
        content = changed(content, *each)
    path = tmp_path / f"list.{kind}"
    path.write_bytes(content)
    assert_read_or_refused(path, read)


CELLS = st.text(max_size=20) | st.sampled_from(
    ["Acme", "acme", "7", "deny", "=1+1", "2026-12-05", "12/05/2026", "CN; RU", "a;b\nc", "«»"]
)


@settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.lists(CELLS, max_size=18), max_size=8))
def test_cells_of_any_text_are_read_or_refused(tmp_path: Path, rows: list[list[str]]):
    header = [field.value for field in OwnField]
    out = io.StringIO(newline="")
    settings_rows = [["list", "OWN-X"], ["title", "X"], ["kept by", "Me"], ["duty", "deny"]]
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([*settings_rows, header, ["Acme"], *rows])
    path = tmp_path / "list.csv"
    path.write_bytes(out.getvalue().encode("utf-8", "surrogatepass"))
    assert_read_or_refused(path, read_list_file)


@pytest.mark.parametrize(
    "head",
    [
        b"\t" * 65_536,
        b'"' * 65_536,
        b"list," * 13_000,
        b"list, OWN-" * 6_500,
        b"party" * 13_000,
        b"\n" * 65_536,
        b"PK\x03\x04" + b"\0" * 60_000,
    ],
)
def test_no_beginning_of_a_file_takes_long_to_tell(head: bytes):
    assert not sniff(head)


def test_a_million_rows_letters_and_values_are_only_many(tmp_path: Path):
    lead = b"list,OWN-X\ntitle,X\nkept by,Me\nduty,deny\nparty,alias,note\n"
    path = tmp_path / "list.csv"
    path.write_bytes(lead + b"Acme,%s,%s\n" % (b"a;" * 60_000, b"x" * 130_000))
    assert len(read_list_file(path).lists[0].records) == 1
    path.write_bytes(lead + b"".join(b"Acme,Name %d,\n" % n for n in range(30_000)))
    record = read_list_file(path).lists[0].records[0]
    assert len(record.names) == 30_001
    path.write_bytes(lead + b"Acme,,%s\n" % (b"x" * 1_000_000))
    with pytest.raises(UnreadableFileError, match="Nothing was changed"):
        read_list_file(path)
    path.write_bytes(lead + b'Acme,"never closed\n' + b"Beta,,\n" * 10)
    with pytest.raises(UnreadableFileError, match="never closed"):
        read_list_file(path)


def test_a_workbook_made_to_fill_the_memory_is_refused(tmp_path: Path):
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(WHOLE["xlsx"])) as given_book,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book,
    ):
        for info in given_book.infolist():
            content = given_book.read(info)
            if info.filename.endswith("sheet1.xml"):
                content += b" " * 120_000_000
            book.writestr(info.filename, content)
    path = tmp_path / "list.xlsx"
    path.write_bytes(packed.getvalue())
    with pytest.raises(UnreadableFileError, match="unpacks to more than") as caught:
        read_list_file(path)
    assert "Nothing was changed" in str(caught.value)


def test_a_document_type_inside_a_workbook_is_refused(tmp_path: Path):
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(WHOLE["xlsx"])) as given_book,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book,
    ):
        for info in given_book.infolist():
            content = given_book.read(info)
            if info.filename.endswith("sharedStrings.xml"):
                content = content.replace(b"<sst", b'<!DOCTYPE x [<!ENTITY a "b">]><sst', 1)
            book.writestr(info.filename, content)
    path = tmp_path / "list.xlsx"
    path.write_bytes(packed.getvalue())
    with pytest.raises(UnreadableFileError, match="declares a document type"):
        read_list_file(path)
