"""Opens a sheet of a file in whatever format the file is found to be."""

from caveat.domain.progress import CancelToken
from caveat.ingest.spreadsheets.formats import SheetFormat, recognise
from caveat.ingest.spreadsheets.source import SourceFile
from caveat.ingest.spreadsheets.table import Table
from caveat.ingest.spreadsheets.text_table import TextTable
from caveat.ingest.spreadsheets.workbook_table import WorkbookTable


def open_table(
    source: SourceFile,
    *,
    sheet: str = "",
    encoding: str = "",
    delimiter: str = "",
    cancel: CancelToken | None = None,
) -> Table:
    """Open one sheet.

    Args:
        source: The file, taken in.
        sheet: Its name; empty for the first visible one that holds something.
        encoding: Of a text file; empty to find out.
        delimiter: Of a text file; empty to find out.
        cancel: Asked between the parts of a packed workbook and now and then between rows.

    Raises:
        UnreadableFileError: If the file is damaged, protected, too large or no spreadsheet.
        InputError: If the sheet or the encoding does not exist.
        CancelledError: If the token was cancelled.
    """
    kind = recognise(source)
    if kind is SheetFormat.TEXT:
        return TextTable(source, encoding=encoding, delimiter=delimiter, cancel=cancel)
    return WorkbookTable(source, kind, sheet=sheet, cancel=cancel)
