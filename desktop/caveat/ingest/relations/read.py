"""Reads a table of relations: every bad row is reported with what to do, the rest is used."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.domain.relation_tables import RelationTable, RowRemark
from caveat.domain.relations import Tie
from caveat.errors import InputError, UnreadableFileError
from caveat.ingest.relations.all_rows import beyond_the_whole, circles, disagreeing
from caveat.ingest.relations.columns import Headings, find_headings, is_remark
from caveat.ingest.relations.rows import Fault, NotATieError, Resolve, RowReader
from caveat.ingest.spreadsheets.cells import storable
from caveat.ingest.spreadsheets.delimiters import CANDIDATES
from caveat.ingest.spreadsheets.opening import open_table
from caveat.ingest.spreadsheets.refusals import unusable
from caveat.ingest.spreadsheets.source import SourceFile, take_in
from caveat.ingest.spreadsheets.supplier_rows import column_letter
from caveat.ingest.spreadsheets.table import Table

_REPORT_EVERY = 1_000
_SEARCHED = 40
_MOST_SHEETS = 20
_RAW = 500
_TEXT = frozenset({"csv", "tsv"})


def read_relations(
    path: Path,
    *,
    sheet: str = "",
    encoding: str = "",
    resolve: Resolve | None = None,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> RelationTable:
    """Read a table of relations, in the form of the template or with headings like it.

    Args:
        path: A text or a workbook.
        sheet: A sheet by name; empty for the first that has the headings.
        encoding: Of a text file; empty to find out.
        resolve: Gives the party that a name means. Without it all are kept by their names.
        progress: Told now and then; done and total in rows.
        cancel: Asked now and then.

    Raises:
        UnreadableFileError: The file is damaged, protected, too large or no table.
        InputError: There is no such file or sheet, or no row of headings in it.
        EnvironmentProblemError: The file cannot be opened.
        CancelledError: It was cancelled.
    """
    source = take_in(path)
    progress(Progress("Opening the table of relations", 0))
    table, headings = _find(source, sheet, encoding, cancel)
    reading = _Reading(source, table, headings, resolve)
    for number, cells in enumerate(table.rows(), 1):
        if number % _REPORT_EVERY == 0:
            if cancel is not None:
                cancel.check()
            progress(Progress("Reading relations", number, table.height))
        if number > headings.row and not is_remark(cells):
            reading.take(number, cells)
    return reading.finish()


class _Reading:
    """Takes row after row and keeps what is to be said of them."""

    def __init__(
        self, source: SourceFile, table: Table, headings: Headings, resolve: Resolve | None
    ) -> None:
        self._source = source
        self._table = table
        self._headings = headings
        workbook = table.facts.format not in _TEXT
        self._rows = RowReader(headings, source.name, workbook, resolve)
        self._ties: list[Tie] = []
        self._remarks: list[RowRemark] = []
        self._first: dict[tuple[object, ...], int] = {}
        self._raw: dict[int, str] = {}
        self._read = 0

    def take(self, number: int, cells: Sequence[str]) -> None:
        if not any(cell and not cell.isspace() for cell in cells):
            return
        self._read += 1
        raw = "\t".join(storable(cell) for cell in cells).rstrip("\t")[:_RAW]
        if unfit := self._table.unfit.get(number):
            do = "Correct the row and import the table again."
            self._say(number, Fault(unfit, do), raw, used=False)
            return
        try:
            tie = self._rows.tie(cells, number)
        except NotATieError as error:
            self._say(number, error.fault, raw, used=False)
            return
        earlier = self._first.setdefault(_same(tie), number)
        if earlier != number:
            fault = Fault(f"repeats row {earlier:,}", "Nothing needs to be done.")
            self._say(number, fault, raw, used=False)
            return
        for fault in self._rows.faults:
            self._say(number, fault, raw, used=True)
        self._ties.append(tie)
        self._raw[number] = raw

    def finish(self) -> RelationTable:
        """Look at all rows together, and give the table."""
        self._say_of_all(
            circles(self._ties),
            "is part of a circle of holdings: {}",
            "It is counted as it stands. Check that the circle is meant.",
        )
        self._say_of_all(
            beyond_the_whole(self._ties),
            "brings the holdings in one company to {}",
            "They are counted as they stand. Correct the shares, or say from when to when each "
            "was held.",
        )
        self._say_of_all(
            disagreeing(self._ties),
            "states another share of the same holding than {}",
            "Both are counted as possible. Say from when to when each was held, or leave one out.",
        )
        facts = self._table.facts
        return RelationTable(
            ties=tuple(self._ties),
            remarks=tuple(sorted(self._remarks, key=lambda remark: remark.row)),
            rows_read=self._read,
            file_name=self._source.name,
            sha256=self._source.sha256,
            sheet=facts.sheet,
            header_row=self._headings.row,
            warnings=(*facts.warnings, *self._rows.assumed.values()),
        )

    def _say_of_all(self, found: Iterable[tuple[Tie, str]], happened: str, do: str) -> None:
        for tie, what in found:
            fault = Fault(happened.format(what), do)
            self._say(tie.row, fault, self._raw[tie.row], used=True)

    def _say(self, number: int, fault: Fault, raw: str, *, used: bool) -> None:
        column = None if fault.column is None else self._headings.columns.get(fault.column)
        self._remarks.append(
            RowRemark(
                file=self._source.name,
                sheet=self._table.facts.sheet,
                row=number,
                column="" if column is None else column_letter(column),
                happened=fault.happened,
                do=fault.do,
                used=used,
                raw=raw,
            )
        )


def _same(tie: Tie) -> tuple[object, ...]:
    share = None if tie.share is None else tie.share.interval
    return tie.subject, tie.kind, tie.object, share, tie.period


def _find(
    source: SourceFile, sheet: str, encoding: str, cancel: CancelToken | None
) -> tuple[Table, Headings]:
    """The sheet that has the headings, and where they stand."""
    table = open_table(source, sheet=sheet, encoding=encoding, cancel=cancel)
    if headings := _headings(table):
        return table, headings
    if table.facts.format in _TEXT:
        # Remarks above the headings may hold more commas than the table has.
        for delimiter in CANDIDATES:
            table = open_table(source, encoding=encoding, delimiter=delimiter, cancel=cancel)
            if headings := _headings(table):
                return table, headings
    for name in () if sheet else table.facts.sheets[:_MOST_SHEETS]:
        try:
            table = open_table(source, sheet=name, cancel=cancel)
        except UnreadableFileError:
            continue  # an empty sheet
        if headings := _headings(table):
            return table, headings
    raise _no_headings(source.path)


def _headings(table: Table) -> Headings | None:
    return find_headings([cells for _, cells in zip(range(_SEARCHED), table.rows(), strict=False)])


def _no_headings(path: Path) -> InputError:
    return unusable(
        path,
        "no row has the headings of a table of relations: “from”, “relation” and “to”, or holder, "
        "company and share",
        "Use the template, or name the columns so.",
    )
