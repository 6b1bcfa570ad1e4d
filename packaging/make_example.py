"""Writes resources/examples/suppliers.xlsx from suppliers.csv beside it.

Run by hand after the CSV was changed. The workbook comes out alike every time: it carries a fixed
date instead of the moment it was made.
"""

import csv
import sys
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

EXAMPLES = Path(__file__).resolve().parents[1] / "resources" / "examples"
WIDTHS = (13, 46, 34, 58, 22, 24)
MADE = datetime(2026, 7, 9, tzinfo=UTC)


def write_workbook(source: Path, target: Path) -> int:
    """Write the workbook and return how many suppliers it holds.

    The first line of ``source`` becomes a merged title, the second the header. Every cell is
    text, so that numbers keep their zeros and nothing is taken for a formula.
    """
    with source.open(encoding="utf-8", newline="") as file:
        title, header, *suppliers = csv.reader(file)
    book = xlsxwriter.Workbook(target)
    book.set_properties({"title": title[0], "author": "Caveat", "created": MADE})
    sheet = book.add_worksheet("Suppliers")
    sheet.merge_range(0, 0, 0, len(header) - 1, title[0], book.add_format({"bold": True}))
    bold = book.add_format({"bold": True, "bottom": 1})
    for column, (heading, width) in enumerate(zip(header, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, heading, bold)
    for row, cells in enumerate(suppliers, start=2):
        for column, cell in enumerate(cells):
            if cell:
                sheet.write_string(row, column, cell)
    sheet.freeze_panes(2, 0)
    book.close()
    return len(suppliers)


def main() -> int:
    """Write the workbook that the program carries."""
    target = EXAMPLES / "suppliers.xlsx"
    count = write_workbook(EXAMPLES / "suppliers.csv", target)
    print(f"{target.name}: {count} suppliers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
