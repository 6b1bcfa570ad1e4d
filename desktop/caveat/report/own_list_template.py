"""Writes the template of an own list, as text or as a workbook with its choices built in."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from caveat.domain.lists import Duty
from caveat.domain.parties import PartyKind
from caveat.report.template import write_template

_FILE = "templates/own_list.csv"
_LAST_ROW = 10_000
_WIDTH = 18
_WIDE = {"party": 36, "alias": 28, "address": 40, "note": 40}
_HEADING = "party"


def write_own_list_template(out: Path) -> Path:
    """Write the template; an older file of that name is replaced at the end.

    Args:
        out: Where to; the suffix, ``.csv`` or ``.xlsx``, decides on the form.

    Raises:
        InputError: The suffix is another.
        EnvironmentProblemError: Disk, permission or path.
    """
    return write_template(_FILE, out, _workbook)


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """All cells are text, so that a number keeps its zeros and a date its form."""
    import xlsxwriter  # noqa: PLC0415  # 60 ms that only an export needs

    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    text = book.add_format({"num_format": "@", "valign": "top"})
    strong = book.add_format({"num_format": "@", "bold": True, "bg_color": "#E7EAEE", "bottom": 1})
    pale = book.add_format({"num_format": "@", "font_color": "#5B6470"})
    sheet = book.add_worksheet("own list")
    headings = next(row for row in rows if row and row[0] == _HEADING)
    for index, heading in enumerate(headings):
        sheet.set_column(index, index, _WIDE.get(heading, _WIDTH), text)
    for number, row in enumerate(rows):
        is_remark = bool(row) and row[0].startswith("#")
        form = strong if row is headings else pale if is_remark else text
        for index, cell in enumerate(row):
            if cell:
                sheet.write_string(number, index, cell, form)
        if row and row[0] == "duty":
            _choices(sheet, number, number, 1, [each.value for each in Duty])
        if row is headings:
            sheet.freeze_panes(number + 1, 1)
            kinds = [each.value for each in PartyKind]
            _choices(sheet, number + 1, _LAST_ROW, row.index("kind"), kinds)
            duties = [each.value for each in Duty]
            _choices(sheet, number + 1, _LAST_ROW, row.index("duty"), duties)
    book.close()
    return packed.getvalue()


def _choices(sheet: Any, first: int, last: int, column: int, values: list[str]) -> None:
    sheet.data_validation(
        first, column, last, column, {"validate": "list", "source": values, "ignore_blank": True}
    )
