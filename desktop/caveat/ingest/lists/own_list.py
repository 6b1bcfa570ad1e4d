"""Reads the lists that the officer keeps: the template, and tables kept in any other form.

The template is told by its content, as any published list is: a row ``list, OWN-…`` and a row of
headings with ``party`` (`FORMAT`). Of any other table the officer says which column is what
(`preview_own_list`, `read_own_list`). Both go through the reader of supplier spreadsheets, with its
limits: text, .xlsx and .ods; .xls, .xlsb and text in old code pages as other tables.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from caveat.domain.lists import Channel, Duty, FilePart, ParsedFile
from caveat.domain.own_lists import OwnListPreview, OwnListSettings
from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.errors import InputError, RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading
from caveat.ingest.lists.own_list_columns import guess_columns
from caveat.ingest.lists.own_list_parties import OwnParties
from caveat.ingest.lists.own_list_settings import (
    LEADING_ROWS,
    Leading,
    begins_a_list,
    code_for,
    problems_of,
)
from caveat.ingest.opened_file import OpenedFile
from caveat.ingest.spreadsheets.limits import MAX_FILE_BYTES
from caveat.ingest.spreadsheets.opening import open_table
from caveat.ingest.spreadsheets.preview import preview
from caveat.ingest.spreadsheets.refusals import unusable
from caveat.ingest.spreadsheets.source import SourceFile, take_in
from caveat.ingest.spreadsheets.table import Table

_PARSER = 1
_MOST_SHEETS = 20
_REPORT_EVERY = 1_000
_LIST_ROW = re.compile(
    r'^[ \t\ufeff"]{0,20}(?:list|code)"?[ \t]{0,20}(?P<delimiter>[,;\t|])[ \t"]{0,20}own-',
    re.IGNORECASE | re.MULTILINE,
)
_PARTY = re.compile(
    r'(?:^|[,;\t|])[ \t\ufeff"]{0,20}party[ \t"]{0,20}(?:[,;\t|\r]|$)',
    re.IGNORECASE | re.MULTILINE,
)
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_ZIP = b"PK\x03\x04"
_XLSX = b"xl/"
_ODS = b"opendocument.spreadsheet"


def sniff(head: bytes) -> bool:
    """Whether the first bytes are the template as text, or a workbook that may hold it.

    That a workbook really holds it shows only when it is read.
    """
    if head.startswith(_ZIP):
        return _XLSX in head or _ODS in head
    text = _text(head)
    return _LIST_ROW.search(text) is not None and _PARTY.search(text) is not None


def read(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read a list in the form of the template.

    Raises:
        RefusedReleaseError: Its settings are not whole, or it names no party.
        UnreadableFileError: It cannot be read, or is a workbook with something else.
        CancelledError: It was cancelled.
    """
    data = opened.content.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFileError(
            f"{opened.name} has more than {MAX_FILE_BYTES // 1_000_000} MB, more than an own list "
            "may have. Nothing was changed. Split it into several lists."
        )
    try:
        return _read(opened, reading, SourceFile(Path(opened.name), data, opened.sha256))
    except UnreadableFileError as error:
        said = str(error).replace("Nothing was read or changed", "Nothing was changed")
        raise UnreadableFileError(said) from error


def _read(opened: OpenedFile, reading: Reading, source: SourceFile) -> ListsRead:
    table, leading = _find(source, reading.cancel)
    if table.facts.encoding and not table.facts.encoding.startswith("utf"):
        raise UnreadableFileError(
            f"{opened.name} does not say how its letters are encoded (perhaps in "
            f"{table.facts.encoding}), and a wrong guess would change the names. Nothing was "
            "changed. Save it as .xlsx, or as “CSV UTF-8”, and import it again."
        )
    settings, wrong = leading.settings(table.facts.sheet)
    if settings is None:
        raise _refuse(opened.name, wrong)
    parties = OwnParties(settings, leading.header)
    for number, cells in _rows(table, leading.header_row):
        if begins_a_list(cells):
            why = f"begins a second time in row {number}, as if two files were joined"
            raise _refuse(opened.name, [why])
        if tuple(cells) == leading.header:
            continue
        parties.take(number, cells, table.unfit.get(number, ""))
        reading.after_row(opened, parties.rows)
    if parties.parties == 0:
        raise _refuse(opened.name, ["names no party below its headings"])
    return ListsRead(f"own list, {table.facts.format}", (parties.finish(),))


FORMAT = ListFormat("Own list (template)", Channel.OWN, _PARSER, sniff, read)


def preview_own_list(
    path: Path, *, sheet: str = "", header_row: int | None = None
) -> OwnListPreview:
    """Look into a table and guess how it may be read as an own list.

    Args:
        path: The file.
        sheet: A sheet by name; empty for the first that holds something.
        header_row: 1-based; 0 for none; ``None`` to guess.

    Returns:
        The guess. Its duty is "enquire" and its keeper empty: only the officer knows them.

    Raises:
        InputError, EnvironmentProblemError: As `caveat.ingest.spreadsheets.preview.preview`.
    """
    seen = preview(path, sheet=sheet, header_row=header_row)
    settings = OwnListSettings(
        code=code_for(path.stem),
        title=path.stem.replace("_", " "),
        duty=Duty.ENQUIRE,
        publisher="",
        columns=guess_columns(seen.columns),
        sheet=seen.sheet,
        header_row=seen.header_row,
        encoding=seen.encoding,
    )
    return OwnListPreview(settings, seen)


def guess_own_list(path: Path) -> OwnListSettings:
    """The settings that `preview_own_list` guesses.

    Raises:
        InputError, EnvironmentProblemError: Likewise.
    """
    return preview_own_list(path).settings


def read_own_list(
    path: Path,
    settings: OwnListSettings,
    *,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ParsedFile:
    """Read a table as an own list, as the officer said.

    What was read is the file *and* how: the settings are a part of the release, and its digest is
    over both, so that the same file read otherwise is another edition.

    Raises:
        UnreadableFileError: The file is damaged, protected, too large or no table.
        InputError: The settings are not whole, or name a sheet or column that is not there.
        EnvironmentProblemError: The file cannot be opened.
        CancelledError: It was cancelled.
    """
    if wrong := problems_of(settings):
        raise InputError(f"The list that {path.name} is to be {'; '.join(wrong)}. {_UNCHANGED}")
    source = take_in(path)
    progress(Progress("opening the list", 0))
    table = open_table(source, sheet=settings.sheet, encoding=settings.encoding, cancel=cancel)
    header: tuple[str, ...] = ()
    parties = OwnParties(settings, header)
    width = 0
    for number, cells in enumerate(table.rows(), 1):
        width = max(width, len(cells))
        if number == settings.header_row:
            header = tuple(cells)
            parties = OwnParties(settings, header)
        elif number > settings.header_row and [*cells] != [*header]:
            parties.take(number, cells, table.unfit.get(number, ""))
        if number % _REPORT_EVERY == 0:
            if cancel is not None:
                cancel.check()
            progress(Progress("reading the list", number, table.height))
    beyond = max(index for index, _ in settings.columns) + 1
    if beyond > width:
        raise unusable(path, f"there is no column {beyond}; the last is {width}", "Correct it.")
    if parties.parties == 0:
        raise unusable(
            path,
            f"no row below row {settings.header_row:,} names a party",
            "Choose the sheet that holds the list, or correct the columns and the row of headings.",
        )
    how = json.dumps(asdict(replace(settings, released=None)), sort_keys=True).encode()
    digest = hashlib.sha256(how).hexdigest()
    parts = (
        FilePart("entries", source.name, source.sha256, len(source.data)),
        FilePart("settings", f"{settings.code}.settings.json", digest, len(how)),
    )
    manifest = "".join(f"{part.role} {part.sha256}\n" for part in parts)
    return ParsedFile(
        channel=Channel.OWN,
        format=f"own list, {table.facts.format} with chosen columns",
        parser_version=_PARSER,
        lists=(parties.finish(),),
        file_name=source.name,
        sha256=hashlib.sha256(manifest.encode()).hexdigest(),
        size=len(source.data),
        parts=parts,
    )


_UNCHANGED = "Nothing was changed. Correct it and try again."


def _find(source: SourceFile, cancel: CancelToken | None) -> tuple[Table, Leading]:
    """The sheet that holds the template, and the rows above its headings."""
    table = _open(source, "", cancel)
    for sheet in (table.facts.sheet, *table.facts.sheets[:_MOST_SHEETS]):
        try:
            candidate = table if sheet == table.facts.sheet else _open(source, sheet, cancel)
        except UnreadableFileError:
            continue  # an empty sheet
        leading = Leading()
        for number, cells in zip(range(1, LEADING_ROWS + 1), candidate.rows(), strict=False):
            leading.take(number, cells)
            if leading.header_row:
                break
        if leading.is_own_list:
            return candidate, leading
    raise UnreadableFileError(
        f"{source.name} is a spreadsheet or an office document, not a published list, and not in "
        "the form of an own list: no row “list, OWN-…” stands above a row of headings with "
        "“party”. Nothing was changed. Import supplier spreadsheets as suppliers; use the template "
        "for own lists, or say which of its columns is what."
    )


def _open(source: SourceFile, sheet: str, cancel: CancelToken | None) -> Table:
    delimiter = ""
    if not source.data.startswith(_ZIP):
        row = _LIST_ROW.search(_text(source.data[:_HEAD]))
        delimiter = row["delimiter"] if row is not None else ""
    return open_table(source, sheet=sheet, delimiter=delimiter, cancel=cancel)


_HEAD = 64 * 1024


def _rows(table: Table, header_row: int) -> Iterator[tuple[int, list[str]]]:
    """The rows below the headings but for remarks, read anew."""
    for number, cells in enumerate(table.rows(), 1):
        if number > header_row and not (cells and cells[0].lstrip().startswith("#")):
            yield number, cells


def _text(head: bytes) -> str:
    return head.decode(_WIDE.get(head[:2], "utf-8"), errors="replace")


def _refuse(name: str, reasons: list[str]) -> RefusedReleaseError:
    """The error for an own list that is not whole: its keeper can mend it."""
    return RefusedReleaseError(
        f"{name} is not a whole list of your own and was refused: it {'; it '.join(reasons)}. "
        "Nothing was changed, and the edition in service stays. Correct the file and import it "
        "again."
    )
