"""Writes the result table of a screened book."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from caveat import __version__
from caveat.domain.decisions import Disposition
from caveat.domain.results import ResultHit, ResultRow, ResultsAbout
from caveat.domain.screening import Answer, Hit
from caveat.domain.suppliers import SupplierRow
from caveat.errors import InputError
from caveat.report.workbook import write_results
from caveat.services.decisions import dispositions
from caveat.services.recording import recorded_answer
from caveat.services.suppliers import rows_not_taken, supplier_ids, supplier_rows
from caveat.services.workspace import Workspace
from caveat.storage import suppliers

_PAGE = 500
_SUFFIXES = (".xlsx", ".csv")


def check_export_path(out: Path) -> None:
    """Raise `InputError` for a name that says no form we can write, before any work is done."""
    if out.suffix.lower() not in _SUFFIXES:
        raise InputError(
            f"Results are written as .xlsx or .csv; {out.name} is neither. Nothing was written."
        )
    if not out.absolute().parent.is_dir():
        raise InputError(f"There is no folder {out.absolute().parent}. Nothing was written.")


def export_book(ws: Workspace, book: int, out: Path) -> Path:
    """Write a book's suppliers with their newest screenings as .xlsx or .csv.

    Raises:
        InputError: For another suffix, a folder that does not exist, a book never screened.
        EnvironmentProblemError: Disk or permission; no half-written file is left.
    """
    check_export_path(out)
    with ws.store.reading() as connection:
        stored = suppliers.book(connection, book)
        own_columns = suppliers.own_columns(connection, book)
    newest = _newest_answer(ws, book)
    if newest is None:
        raise InputError(f"No supplier of “{stored.name}” was screened yet. Nothing was written.")
    table = _Table(ws, book)
    return write_results(
        out,
        title=stored.name,
        rows=table.rows(),
        hits=table.hits(),
        coverage=newest.coverage,
        not_taken=rows_not_taken(ws, book),
        notes=newest.remarks,
        own_columns=own_columns,
        about=ResultsAbout(
            operator=ws.operator.name,
            made_at=ws.now(),
            program_version=__version__,
            engine=newest.engine,
            file_name=stored.file_name,
            file_sha256=stored.sha256,
            not_covered=newest.not_covered,
        ),
    )


def _newest_answer(ws: Workspace, book: int) -> Answer | None:
    """The newest recorded answer of a book: the lists that the table names are its lists."""
    ids = supplier_ids(ws, book, order_by="screened", descending=True)
    row = next(iter(supplier_rows(ws, ids[:1])), None)
    return recorded_answer(ws, row.screening) if row and row.screening else None


class _Table:
    """The rows of a result table. Hits are known once the rows have been drawn."""

    def __init__(self, ws: Workspace, book: int) -> None:
        self._ws = ws
        self._ids = supplier_ids(ws, book)
        self._hits: list[ResultHit] = []
        self.own_columns = self._own_columns()

    def _own_columns(self) -> tuple[str, ...]:
        """Headings of the officer's own columns; a row has only those in which it has a text."""
        found: dict[str, None] = {}
        for page in self._pages():
            for row in page:
                found.update(dict.fromkeys(heading for heading, _ in row.supplier.unmapped))
        return tuple(found)

    def _pages(self) -> Iterator[tuple[SupplierRow, ...]]:
        for start in range(0, len(self._ids), _PAGE):
            yield supplier_rows(self._ws, self._ids[start : start + _PAGE])

    def rows(self) -> Iterator[ResultRow]:
        """One per supplier, in the order of the spreadsheet."""
        for page in self._pages():
            yield from map(self._row, page)

    def hits(self) -> Iterator[ResultHit]:
        """One per hit of the rows drawn so far."""
        yield from self._hits

    def _row(self, row: SupplierRow) -> ResultRow:
        if not row.screening:
            return ResultRow(row.supplier, row.status)
        answer = recorded_answer(self._ws, row.screening)
        decided = dispositions(self._ws, row.screening) if answer.hits else {}
        for hit in answer.hits:
            newest = _newest(decided.get(hit.hit, ()))
            self._hits.append(_result_hit(row, hit, newest))
        best = max(answer.hits, key=lambda hit: hit.score, default=None)
        if best is None:
            return ResultRow(
                row.supplier, row.status, row.screening, near_misses=len(answer.near_misses)
            )
        newest = _newest(decided.get(best.hit, ()))
        return ResultRow(
            supplier=row.supplier,
            status=row.status,
            screening=row.screening,
            hits=len(answer.alerts),
            best_score=best.score,
            band=best.band,
            best_party=best.party.name,
            best_list=best.party.list_code,
            why=best.because,
            fr_citation=_said(best, "federal_register"),
            licence_requirement=_said(best, "licence_requirement"),
            decision=newest.decision if newest else None,
            near_misses=len(answer.near_misses),
        )


def _newest(decided: Sequence[Disposition]) -> Disposition | None:
    return decided[-1] if decided else None


def _said(hit: Hit, field: str) -> str:
    """What the designations of a hit print in a field."""
    texts = (str(getattr(cited.designation, field)) for cited in hit.designations)
    return "; ".join(text for text in texts if text)


def _result_hit(row: SupplierRow, hit: Hit, decided: Disposition | None) -> ResultHit:
    effective = _said(hit, "effective")
    return ResultHit(
        row=row.supplier.row,
        supplier=row.supplier.name,
        screening=row.screening,
        hit=hit.hit,
        score=hit.score,
        band=hit.band,
        contradicted=hit.contradicted,
        party=hit.party.name,
        list_code=hit.party.list_code,
        country=hit.party.country,
        why=hit.because,
        licence_requirement=_said(hit, "licence_requirement"),
        licence_policy=_said(hit, "licence_policy"),
        fr_citation=_said(hit, "federal_register"),
        effective=_whole_date(effective),
        decision=decided.decision if decided else None,
        reason=decided.reason if decided else "",
        operator=decided.operator if decided else "",
        decided_at=decided.decided_at if decided else None,
    )


def _whole_date(text: str) -> date | None:
    """A date that is not partial."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
