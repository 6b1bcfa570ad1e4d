"""The whole job on the built-in starter data, in a workspace that is thrown away."""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from caveat.domain.progress import ReportProgress, ignore_progress
from caveat.domain.suppliers import SupplierStatus
from caveat.errors import EnvironmentProblemError
from caveat.paths import Paths, default_paths
from caveat.resources import resource
from caveat.services.batch import screen_book
from caveat.services.book_ties import ties_of_book
from caveat.services.connections import Connector
from caveat.services.export import export_book
from caveat.services.memos import make_memo
from caveat.services.recording import recorded_answer
from caveat.services.screening import Screener
from caveat.services.suppliers import (
    guessed_reading,
    import_suppliers,
    preview_sheet,
    supplier_ids,
    supplier_rows,
)
from caveat.services.workspace import Workspace, open_workspace


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the demonstration did, and where its results lie.

    ``lines`` are (supplier, best score, listed party, why) of the suppliers with hits.
    """

    suppliers: int
    with_hits: int
    hits: int
    seconds: float
    results: Path
    memo: Path
    screening: str
    remark: str
    lines: tuple[tuple[str, float, str, str], ...]


def run_demo(
    paths: Paths, out: Path | None, *, progress: ReportProgress = ignore_progress
) -> DemoReport:
    """Import the sample spreadsheet, screen it, write the result table and a memo.

    Args:
        paths: The officer's folders; only the default for ``out`` is taken from them.
        out: Folder for the two files; by default a folder ``demo`` in the data folder.
        progress: Told about the stages.

    Raises:
        EnvironmentProblemError: If the folder cannot be written.
    """
    started = time.monotonic()
    folder = (out or paths.data / "demo").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblemError(
            f"The folder {folder} cannot be made ({error.strerror}). Choose one with --out."
        ) from error
    # The index is mapped into memory, and Windows deletes no file that is.
    with tempfile.TemporaryDirectory(prefix="caveat-demo-", ignore_cleanup_errors=True) as scratch:
        ws = open_workspace(
            default_paths(Path(scratch)), operator="Demonstration", progress=progress
        )
        try:
            return _run(ws, folder, started, progress)
        finally:
            ws.close()


def _run(ws: Workspace, folder: Path, started: float, progress: ReportProgress) -> DemoReport:
    sample = resource("examples/suppliers.xlsx")
    reading = guessed_reading(preview_sheet(sample))
    imported = import_suppliers(ws, sample, reading, book="Example", progress=progress)
    screener = Screener(ws)
    report = screen_book(ws, screener, imported.book.id, progress=progress)
    connector = Connector(ws, screener)
    ties = ties_of_book(ws, connector, imported.book.id)
    results = export_book(ws, imported.book.id, folder / "caveat-demo-results.xlsx", ties=ties)
    ids = supplier_ids(
        ws,
        imported.book.id,
        status=SupplierStatus.TO_REVIEW,
        order_by="score",
        descending=True,
    )
    rows = supplier_rows(ws, ids)
    best = recorded_answer(ws, rows[0].screening)
    memo = folder / "caveat-demo-memo.pdf"
    make_memo(ws, best.screening, memo, replace=True, connector=connector)
    lines = []
    for row in rows:
        answer = recorded_answer(ws, row.screening)
        hit = answer.hits[0]
        lines.append((row.supplier.name, hit.score, hit.party.name, hit.because))
    return DemoReport(
        suppliers=imported.book.suppliers,
        with_hits=report.with_hits,
        hits=report.hits,
        seconds=time.monotonic() - started,
        results=results,
        memo=memo,
        screening=best.screening,
        remark=best.remarks[0] if best.remarks else "",
        lines=tuple(lines),
    )
