"""What the pages ask the services, in one place: thin delegation, nothing computed here.

The services are imported when they are first asked, in a job's thread, so that the window is on
the screen before they are.
"""
# ruff: noqa: PLC0415 - see above: imported when first asked, not when the window is built

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from caveat.domain.consequences import Consequences, RuleBook
from caveat.domain.decisions import Decision, Disposition
from caveat.domain.memo import MemoForm
from caveat.domain.party_view import PartyView
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.records import AuditEntry, AuditVerdict, MemoRow, ScreeningRow
from caveat.domain.screening import Answer, Hit, Query
from caveat.domain.suppliers import (
    BatchReport,
    BookImport,
    RowNotTaken,
    SheetPreview,
    SheetReading,
    SupplierBook,
    SupplierRow,
    SupplierStatus,
)
from caveat.ui.backend_links import LinksBackend
from caveat.ui.contract import WrittenMemo
from caveat.ui.contract_rules import CardCorrection, RuleCorrection


class Backend(LinksBackend):
    """The real services over one workspace: searching, suppliers, records."""

    def prepare(self, query: Query, progress: ReportProgress, cancel: CancelToken) -> None:
        """Load the indexes that a query of another day needs."""
        self._engine.prepare(progress, cancel, query)

    def screen(self, query: Query) -> Answer:
        """Search without putting it on record."""
        return self._engine.screen(query)

    def record(self, answer: Answer) -> Answer:
        """Put a search on record."""
        return self._engine.record(answer)

    def recorded_answer(self, screening: str) -> Answer:
        """A screening as recorded."""
        from caveat.services import recording

        return recording.recorded_answer(self._ws, screening)

    def party_view(self, record: int) -> PartyView:
        """A listed party, opened."""
        from caveat.services import entries

        return entries.party_view(self._ws, record)

    def consequences(self, answer: Answer, hit: Hit) -> Consequences:
        """What a party found means on the answer's day."""
        from caveat.services import rules

        return rules.consequences_of_hit(self._ws, answer, hit)

    def rules(self) -> RuleBook:
        """The rules of law as they count now."""
        from caveat.services import rules

        return rules.current_rules(self._ws)

    def correct_rule(self, correction: RuleCorrection) -> RuleBook:
        """Let a rule have another state on some days."""
        from caveat.services import own_rules

        wanted = correction.rule, correction.period
        return own_rules.correct_rule(self._ws, *wanted, reason=correction.reason)

    def correct_card(self, correction: CardCorrection) -> RuleBook:
        """Let the card of a list answer a question otherwise."""
        from caveat.services import own_rules

        wanted = correction.list_code, correction.statement
        return own_rules.correct_card(self._ws, *wanted, reason=correction.reason)

    def take_back_rule(self, id_: str, reason: str) -> RuleBook:
        """Let what the program says under an id count again."""
        from caveat.services import own_rules

        return own_rules.take_back(self._ws, id_, reason=reason)

    def export_own_rules(self, out: Path) -> Path:
        """Write the own rules to a file, in the place of one that is there."""
        from caveat.services import own_rules

        return own_rules.export_own_rules(self._ws, out, replace=True)

    def import_own_rules(self, path: Path, reason: str) -> RuleBook:
        """Let a file of own rules count from now on."""
        from caveat.services import own_rules

        return own_rules.import_own_rules(self._ws, path, reason=reason)

    def drop_own_rules(self, reason: str) -> RuleBook:
        """Let the program's rules alone count."""
        from caveat.services import own_rules

        return own_rules.drop_own_rules(self._ws, reason=reason)

    def decide(
        self, hit: str, decision: Decision, reason: str, expires: date | None
    ) -> Disposition:
        """Record a decision on a hit."""
        from caveat.services import decisions

        return decisions.decide(self._ws, hit, decision, reason, expires=expires)

    def dispositions(self, screening: str) -> Mapping[str, tuple[Disposition, ...]]:
        """All decisions on a screening's hits, oldest first."""
        from caveat.services import decisions

        return decisions.dispositions(self._ws, screening)

    def make_memo(self, screening: str, form: MemoForm) -> WrittenMemo:
        """Write the memo as PDF into the memo folder."""
        from caveat.services import memos

        path = memos.default_memo_path(self._ws, screening, form)
        made = memos.make_memo(self._ws, screening, path, connector=self._ties(), form=form)
        return WrittenMemo(made, path)

    def preview_sheet(
        self, path: Path, sheet: str = "", header_row: int | None = None, encoding: str = ""
    ) -> SheetPreview:
        """Look at a spreadsheet."""
        from caveat.services import suppliers

        return suppliers.preview_sheet(path, sheet=sheet, header_row=header_row, encoding=encoding)

    def import_suppliers(
        self,
        path: Path,
        reading: SheetReading,
        book: str,
        progress: ReportProgress,
        cancel: CancelToken,
    ) -> BookImport:
        """Take a spreadsheet in as a book."""
        from caveat.services import suppliers

        return suppliers.import_suppliers(
            self._ws, path, reading, book=book, progress=progress, cancel=cancel
        )

    def supplier_books(self) -> tuple[SupplierBook, ...]:
        """All books."""
        from caveat.services import suppliers

        return suppliers.supplier_books(self._ws)

    def rows_not_taken(self, book: int) -> tuple[RowNotTaken, ...]:
        """Rows of a book's spreadsheet that did not become suppliers, and why."""
        from caveat.services import suppliers

        return suppliers.rows_not_taken(self._ws, book)

    def supplier_ids(
        self,
        book: int,
        status: SupplierStatus | None,
        text: str,
        order_by: str,
        descending: bool,  # noqa: FBT001 - passed on by name only
    ) -> Sequence[int]:
        """Numbers of a book's suppliers, filtered and sorted."""
        from caveat.services import suppliers

        return suppliers.supplier_ids(
            self._ws, book, status=status, text=text, order_by=order_by, descending=descending
        )

    def supplier_rows(self, ids: Sequence[int]) -> tuple[SupplierRow, ...]:
        """A page of suppliers."""
        from caveat.services import suppliers

        return suppliers.supplier_rows(self._ws, ids)

    def screen_book(self, book: int, progress: ReportProgress, cancel: CancelToken) -> BatchReport:
        """Screen what is not screened yet."""
        from caveat.services import batch

        return batch.screen_book(self._ws, self._engine, book, progress=progress, cancel=cancel)

    def export_book(self, book: int, out: Path) -> Path:
        """Write a book's results as .xlsx or .csv."""
        from caveat.services import book_ties, export

        ties = book_ties.ties_of_book(self._ws, self._ties(), book)
        return export.export_book(self._ws, book, out, ties=ties)

    def screening_rows(
        self, text: str, outcome: str, limit: int, offset: int
    ) -> tuple[ScreeningRow, ...]:
        """Recorded screenings, newest first."""
        from caveat.services import records

        return records.screening_rows(
            self._ws, text=text, outcome=outcome, limit=limit, offset=offset
        )

    def memo_rows(self, limit: int, offset: int) -> tuple[MemoRow, ...]:
        """Memos, newest first."""
        from caveat.services import records

        return records.memo_rows(self._ws, limit=limit, offset=offset)

    def audit_entries(self, limit: int, offset: int) -> tuple[AuditEntry, ...]:
        """The audit log, newest first."""
        from caveat.services import records

        return records.audit_entries(self._ws, limit=limit, offset=offset)

    def verify_audit(self) -> AuditVerdict:
        """Prove the audit log."""
        from caveat.services import audit

        return audit.verify_audit(self._ws)
