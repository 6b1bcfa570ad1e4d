"""Files that are something else, or nothing any more."""

import gzip
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.suppliers import ParsedSheet
from caveat.errors import CaveatError, EnvironmentProblemError, InputError, UnreadableFileError
from caveat.ingest.spreadsheets import limits, source, text_table
from caveat.ingest.spreadsheets.formats import SheetFormat, recognise
from caveat.ingest.spreadsheets.read import preview
from caveat.ingest.spreadsheets.source import take_in

DATA = Path(__file__).resolve().parents[3] / "data" / "spreadsheets"
Make = Callable[..., Path]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROWS = [["Name", "Country"], ["Acme", "GB"], ["Beta", "DE"]]


def zipped(**parts: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "holds no text at all"),
        (b"%PDF-1.7\n...", "PDF"),
        (gzip.compress(b"Name\n"), "Unpack it"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "Unpack it"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "web page"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML><html>", "web page"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', "Excel 2003"),
        (b'<?xml version="1.0"?><list/>', "XML file"),
        (b"SQLite format 3\0" + bytes(99), "database"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "picture"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "too old"),
        (OLE + bytes(600) + "WordDocument\0".encode("utf-16-le"), "Word document"),
        (OLE + bytes(9_000), "damaged"),
        (OLE, "damaged"),
        (b"PK\x03\x04" + bytes(99), "end is missing"),
        (zipped(a="b"), "zip archive without a workbook"),
        (zipped(word__document="x", Content="y"), "Word document"),
        (zipped(ppt__presentation="x"), "presentation"),
        (bytes(range(256)) * 99, "neither"),
        (b"\0" * 100_000, "holds neither a workbook nor text"),
    ],
    ids=lambda value: "file" if isinstance(value, bytes) else value,
)
def test_what_is_no_spreadsheet_is_refused_with_advice(
    text_file: Make, data: bytes, says: str
) -> None:
    path = text_file(data, name="list.xlsx")
    with pytest.raises(UnreadableFileError, match=says) as refused:
        preview(path)
    message = str(refused.value)
    assert message.startswith("list.xlsx: ")
    assert "Nothing was read or changed. " in message
    assert not message.endswith("changed. ")


def test_the_content_decides_not_the_name(workbook: Make, text_file: Make) -> None:
    assert preview(workbook(ROWS, name="list.csv")).format == "xlsx"
    assert preview(text_file("Name,Country\nAcme,GB\n", name="list.xls")).format == "csv"


def test_a_workbook_cut_off_anywhere_is_refused_or_whole(workbook: Make) -> None:
    path = workbook(ROWS)
    data = path.read_bytes()
    for length in range(4, len(data), 97):
        path.write_bytes(data[:length])
        with pytest.raises(CaveatError):
            preview(path)


def test_a_protected_xlsx_is_reported_as_such_with_the_way_out() -> None:
    with pytest.raises(UnreadableFileError, match="protected with a password") as refused:
        preview(DATA / "protected.xlsx")
    assert "remove the protection" in str(refused.value)


def test_a_protected_xls_is_reported_as_such(text_file: Make) -> None:
    begin = bytes.fromhex("0908100000060500") + bytes(12)
    encrypted = begin + struct.pack("<HH", 0x2F, 54) + bytes(54)
    plain = begin + struct.pack("<HH", 0x42, 2) + b"\xb0\x04"
    name = "Workbook\0".encode("utf-16-le")
    protected = text_file(OLE + bytes(504) + name + encrypted, name="a.xls")
    with pytest.raises(UnreadableFileError, match="protected with a password"):
        recognise(take_in(protected))
    open_to_all = text_file(OLE + bytes(504) + name + plain, name="b.xls")
    assert recognise(take_in(open_to_all)) is SheetFormat.XLS


def test_a_protected_ods_is_reported_as_such(text_file: Make) -> None:
    data = zipped(
        mimetype="application/vnd.oasis.opendocument.spreadsheet",
        **{
            "META-INF__manifest.xml": "<manifest:encryption-data/>",
            "content.xml": "not xml at all: encrypted",
        },
    )
    with pytest.raises(UnreadableFileError, match="protected with a password"):
        preview(text_file(data, name="a.ods"))


def test_a_file_that_is_not_there_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        preview(tmp_path / "nothing.xlsx")
    with pytest.raises(InputError, match="there is no such file"):
        preview(tmp_path / "nowhere" / "nothing.xlsx")


def test_a_folder_is_no_spreadsheet(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="folder"):
        preview(tmp_path)


def test_a_device_is_no_spreadsheet() -> None:
    with pytest.raises(UnreadableFileError, match="not an ordinary file"):
        preview(Path("/dev/zero"))


def test_a_file_that_may_not_be_opened_is_the_computers_problem(
    text_file: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = text_file("Name\nAcme\n")

    def refuse(*_args: object, **_keywords: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(EnvironmentProblemError, match="Permission denied"):
        preview(path)


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.write(b"Name\n")
        stream.truncate(100_000_000)  # sparse: takes no room on the disk
    with pytest.raises(UnreadableFileError, match=r"larger than 90 megabytes \(100\)") as refused:
        preview(path)
    assert "split it into parts" in str(refused.value)


def test_a_file_just_within_the_limit_is_read(
    text_file: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = text_file("Name\nAcme\n")
    monkeypatch.setattr(source, "MAX_FILE_BYTES", path.stat().st_size)
    assert preview(path).rows == 1
    monkeypatch.setattr(source, "MAX_FILE_BYTES", path.stat().st_size - 1)
    with pytest.raises(UnreadableFileError, match="larger than"):
        preview(path)


def test_twenty_thousand_columns_are_refused_with_the_row(text_file: Make) -> None:
    path = text_file("Name,Country\nAcme,GB\n" + "x," * 20_000 + "\n")
    with pytest.raises(UnreadableFileError, match="row 3 has 20,001 columns"):
        preview(path)


def test_as_many_columns_as_a_sheet_can_have_are_read(
    text_file: Make, taken_as_guessed: Callable[..., ParsedSheet]
) -> None:
    width = limits.MAX_COLUMNS
    heading = ",".join(["Name", *(f"c{n}" for n in range(width - 1))])
    row = ",".join(["Acme", *("v" for _ in range(width - 1))])
    parsed = taken_as_guessed(text_file(f"{heading}\n{row}\n"))
    assert len(parsed.suppliers[0].unmapped) == width - 1


def test_more_rows_than_a_sheet_can_have_are_refused(
    text_file: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_table, "MAX_ROWS", 100)
    path = text_file("Name\n" + "Acme\n" * 100)
    with pytest.raises(UnreadableFileError, match="more than 100 rows"):
        preview(path)


def test_a_cell_without_end_is_refused_with_the_row(text_file: Make) -> None:
    path = text_file('Name,Country\nAcme,GB\n"' + "x" * 200_000 + '",GB\n')
    with pytest.raises(UnreadableFileError, match="row 3 cannot be read"):
        preview(path)


def test_a_workbook_without_cells_is_refused(workbook: Make) -> None:
    with pytest.raises(UnreadableFileError, match="all its sheets are empty"):
        preview(workbook({"A": [], "B": []}))
    with pytest.raises(UnreadableFileError, match="the sheet “B” is empty"):
        preview(workbook({"A": ROWS, "B": []}), sheet="B")


def test_formulas_are_read_as_their_last_values(raw_workbook: Make) -> None:
    path = raw_workbook(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
        '<row r="2"><c r="A2" t="str"><f>CONCATENATE("Ac","me")</f><v>Acme</v></c></row>'
        '<row r="3"><c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="B3" t="str"><v>left</v></c></row>'
    )
    seen = preview(path)
    assert seen.first_rows == (("Name", ""), ("Acme", ""), ("", "left"))


_CELL = '<table:table-cell office:value-type="string">{}</table:table-cell>'
_ROW = "<table:table-row>{}</table:table-row>"
ODS = (
    '<?xml version="1.0"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Liste">'
    + _ROW.format(
        _CELL.format("<text:p>Lieferant</text:p>") + _CELL.format("<text:p>Land</text:p>")
    )
    + _ROW.format(
        _CELL.format("<text:p>Beispiel</text:p><text:p>GmbH</text:p>")
        + _CELL.format("<text:p>Deutschland</text:p>")
    )
    + '<table:table-row table:number-rows-repeated="1048574">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)


def test_a_sheet_of_libreoffice_is_read_without_its_endless_empty_rows(
    text_file: Make, taken_as_guessed: Callable[..., ParsedSheet]
) -> None:
    data = zipped(
        mimetype="application/vnd.oasis.opendocument.spreadsheet",
        **{"META-INF__manifest.xml": "<manifest/>", "content.xml": ODS},
    )
    parsed = taken_as_guessed(text_file(data, name="a.ods"))
    (supplier,) = parsed.suppliers
    assert (supplier.name, supplier.country) == ("Beispiel GmbH", "DE")


def _record(kind: int, data: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(data)]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _cell(column: int, text: str) -> bytes:
    return _record(6, struct.pack("<II", column, 0) + _wide(text))


def test_a_binary_workbook_is_read(
    text_file: Make, taken_as_guessed: Callable[..., ParsedSheet]
) -> None:
    """.xlsb by hand, after MS-XLSB 2.1.7: bundle of sheets, rows, inline strings."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = b"".join(
        [
            _record(131),
            _record(143),
            _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Liste")),
            _record(144),
            _record(132),
        ]
    )
    cells = [("Supplier", "Country"), ("Acme Ltd", "GB"), ("示例有限公司", "中国")]
    rows = b"".join(
        _record(0, struct.pack("<II", number, 0) + bytes(9)) + _cell(0, name) + _cell(1, country)
        for number, (name, country) in enumerate(cells)
    )
    sheet = b"".join(
        [
            _record(129),
            _record(148, struct.pack("<4I", 0, len(cells) - 1, 0, 1)),
            _record(145),
            rows,
            _record(146),
            _record(130),
        ]
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", book)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{kinds}/worksheet" Target="worksheets/sheet1.bin"/>'
            "</Relationships>",
        )
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    parsed = taken_as_guessed(text_file(packed.getvalue(), name="a.xlsb"))
    assert parsed.reading.sheet == "Liste"
    assert [(s.name, s.country) for s in parsed.suppliers] == [
        ("Acme Ltd", "GB"),
        ("示例有限公司", "CN"),
    ]
