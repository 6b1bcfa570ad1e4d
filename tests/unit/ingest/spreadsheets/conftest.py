"""Spreadsheets made for a test."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from caveat.domain.suppliers import ParsedSheet, SheetPreview
from caveat.ingest.spreadsheets.read import guessed_reading, preview, read_suppliers

Rows = Sequence[Sequence[object]]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    def make(
        rows: Rows | Mapping[str, Rows],
        *,
        name: str = "suppliers.xlsx",
        hidden: Sequence[str] = (),
        merged: Sequence[tuple[int, int, int, int, str]] = (),
    ) -> Path:
        path = tmp_path / name
        sheets = rows if isinstance(rows, Mapping) else {"Sheet1": rows}
        book = xlsxwriter.Workbook(path, {"strings_to_urls": False, "strings_to_formulas": False})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for title, table in sheets.items():
            sheet = book.add_worksheet(title)
            if title in hidden:
                sheet.hide()
            for number, row in enumerate(table):
                for column, value in enumerate(row):
                    if hasattr(value, "year"):
                        sheet.write_datetime(number, column, value, day)
                    elif value is not None:
                        sheet.write(number, column, value)
            for area in merged:
                sheet.merge_range(*area)
        visible = [title for title in sheets if title not in hidden]
        if visible:
            book.get_worksheet_by_name(visible[0]).activate()
            book.get_worksheet_by_name(visible[0]).set_first_sheet()
        book.close()
        return path

    return make


@pytest.fixture
def text_file(tmp_path: Path) -> Callable[..., Path]:
    def make(text: str | bytes, *, encoding: str = "utf-8", name: str = "suppliers.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return make


@pytest.fixture
def taken_as_guessed() -> Callable[..., ParsedSheet]:
    def take(path: Path, **chosen: object) -> ParsedSheet:
        seen: SheetPreview = preview(path, **chosen)  # type: ignore[arg-type]  # as the test says
        return read_suppliers(path, guessed_reading(seen))

    return take


_PARTS = {
    "[Content_Types].xml": (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    ),
    "xl/workbook.xml": (
        '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
        '2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>"
    ),
}
_SHEET = (
    '{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{rows}</sheetData></worksheet>"
)


@pytest.fixture
def raw_workbook(tmp_path: Path) -> Callable[..., Path]:
    """A workbook from hand-written markup, as no spreadsheet program would write it."""

    def make(
        rows: str,
        *,
        before: str = "",
        more: Mapping[str, bytes] | None = None,
        name: str = "x.xlsx",
    ) -> Path:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, text in _PARTS.items():
                archive.writestr(part, text)
            archive.writestr("xl/worksheets/sheet1.xml", _SHEET.format(before=before, rows=rows))
            for part, data in (more or {}).items():
                archive.writestr(part, data)
        path = tmp_path / name
        path.write_bytes(packed.getvalue())
        return path

    return make
