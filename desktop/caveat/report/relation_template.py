"""Writes the template of a table of relations, as text or as a workbook with its choices."""

import io
from collections.abc import Sequence
from pathlib import Path

from caveat.domain.relations import COMPUTED, RelationKind
from caveat.report.template import write_template

_FILE = "templates/relations.csv"
_LAST_ROW = 10_000
_WIDTHS = {"from": 36, "to": 36, "relation": 28, "source": 44, "note": 36}
_USUAL_WIDTH = 14
_HEADING = "from"


def write_relation_template(out: Path) -> Path:
    """Write the template; an older file of that name is replaced at the end.

    Args:
        out: Where to; the suffix, ``.csv`` or ``.xlsx``, decides on the form.

    Raises:
        InputError: The suffix is another.
        EnvironmentProblemError: Disk, permission or path.
    """
    return write_template(_FILE, out, _workbook)


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """All cells are text, so that a share keeps its decimals and a date its form."""
    import xlsxwriter  # noqa: PLC0415  # 60 ms that only an export needs

    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    text = book.add_format({"num_format": "@", "valign": "top"})
    strong = book.add_format({"num_format": "@", "bold": True, "bg_color": "#E7EAEE", "bottom": 1})
    pale = book.add_format({"num_format": "@", "font_color": "#5B6470"})
    sheet = book.add_worksheet("relations")
    for number, row in enumerate(rows):
        is_remark = bool(row) and row[0].startswith("#")
        is_heading = bool(row) and row[0] == _HEADING
        form = strong if is_heading else pale if is_remark else text
        for index, cell in enumerate(row):
            if cell:
                sheet.write_string(number, index, cell, form)
        if is_heading:
            for index, heading in enumerate(row):
                sheet.set_column(index, index, _WIDTHS.get(heading, _USUAL_WIDTH), text)
            sheet.freeze_panes(number + 1, 0)
            kinds = [kind.value for kind in RelationKind if kind not in COMPUTED]
            column = row.index("relation")
            sheet.data_validation(
                number + 1,
                column,
                _LAST_ROW,
                column,
                {
                    "validate": "list",
                    "source": kinds,
                    "ignore_blank": True,
                    "error_type": "warning",
                },
            )
    book.close()
    return packed.getvalue()
