"""Files that the officer drops, picks or opens."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices

SHEET_FILTER = "Spreadsheets (*.xlsx *.xls *.xlsb *.ods *.csv *.tsv *.txt);;All files (*)"
LIST_FILTER = "Published lists (*.csv *.json *.xml *.txt *.gz *.zip *.xlsx *.caveat);;All files (*)"
BUNDLE_FILTER = "Bundles of lists (*.caveat);;All files (*)"
TEMPLATE_FILTER = "Excel workbook (*.xlsx);;Comma-separated values (*.csv)"
RESULT_FILTER = "Excel workbook (*.xlsx);;Comma-separated values (*.csv)"
RULES_FILTER = "Rules (*.toml);;All files (*)"
_SHEETS = {".xlsx", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt"}


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """Local files in what is dragged over the window."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def open_in_system(path: Path) -> bool:
    """Open a file or folder with the program that the system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
