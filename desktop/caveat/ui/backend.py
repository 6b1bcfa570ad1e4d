"""What the pages ask the services, in one place: thin delegation, nothing computed here.

The services are imported when the workspace is opened, in a job's thread, so that the window is
on the screen before they are.
"""
# ruff: noqa: PLC0415 - see above: imported when first asked, not when the window is built

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caveat.domain.changes import ListChanges, Reconciliation
from caveat.domain.decisions import Decision, Disposition
from caveat.domain.lists import Channel, ImportReport, KnownFormat, ListStatus, Release
from caveat.domain.own_lists import OwnListPreview, OwnListSettings
from caveat.domain.party_view import PartyView
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.protection import Protection, Rekeying, RekeyingReport
from caveat.domain.records import AuditEntry, AuditVerdict, MemoRow, ScreeningRow
from caveat.domain.screening import Answer, Query
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
from caveat.domain.updates import ListAddress, UpdateReport
from caveat.errors import EnvironmentProblemError, PassphraseNeededError
from caveat.paths import Paths
from caveat.settings import Settings
from caveat.ui.contract import ImportChoices, Passwords, Rekey, WrittenMemo

if TYPE_CHECKING:
    from caveat.services.screening import Screener
    from caveat.services.workspace import Workspace


_CHINESE = "中文"


class Backend:
    """The real services over one workspace."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._workspace: Workspace | None = None
        self._left: list[Workspace] = []
        self._screener: Screener | None = None

    @property
    def _ws(self) -> "Workspace":
        if self._workspace is None:
            raise EnvironmentProblemError("The workspace is still being opened. Try again soon.")
        return self._workspace

    @property
    def _engine(self) -> "Screener":
        if self._screener is None:
            raise EnvironmentProblemError("The lists are still being loaded. Try again soon.")
        return self._screener

    def open(
        self, operator: str, given: Passwords, progress: ReportProgress, cancel: CancelToken
    ) -> None:
        """Open the workspace and load the index.

        Raises:
            PassphraseNeededError: If it is encrypted and the passphrase was not given, or wrong.
            EnvironmentProblemError: If the disk, a lock or a newer version is in the way.
        """
        from caveat.services.screening import Screener
        from caveat.services.workspace import open_workspace

        if self._workspace is None:
            self._workspace = open_workspace(
                self._paths,
                operator=operator,
                passphrase=given.workspace,
                key_passphrase=given.key,
                progress=progress,
            )
        cancel.check()
        screener = Screener(self._workspace)
        screener.prepare(progress, cancel)
        self._screener = screener

    def warm_up(self) -> None:
        """Load the tables of Chinese readings: 0.3 s that the first Chinese name would wait."""
        self._engine.screen(Query(name=_CHINESE))

    def close(self) -> None:
        """Let go of the workspace."""
        for workspace in (*self._left, self._workspace):
            if workspace is not None:
                workspace.close()
        self._left = []
        self._workspace = None
        self._screener = None

    def protection(self) -> Protection:
        """How the workspace is protected."""
        from caveat.services import encryption

        return encryption.workspace_protection(self._ws)

    def rekey(self, wanted: Rekey, progress: ReportProgress, cancel: CancelToken) -> RekeyingReport:
        """Close the workspace, change its protection, and open it again, whatever came of it."""
        from caveat.services import encryption

        operator, before = self._ws.operator.name, self._ws.passphrases
        change: Callable[..., RekeyingReport]
        match wanted.did:
            case Rekeying.DECRYPTED:
                change = partial(encryption.decrypt_workspace, self._paths, wanted.old)
            case Rekeying.PASSPHRASE:
                change = partial(encryption.change_passphrase, self._paths, wanted.old, wanted.new)
            case _:
                change = partial(encryption.encrypt_workspace, self._paths, wanted.new)
        self.close()
        try:
            return change(
                operator=operator, key_passphrase=before.key, progress=progress, cancel=cancel
            )
        finally:
            # What was cancelled late may be done all the same: one of the two opens it.
            try:
                self.open(operator, Passwords(wanted.new, before.key), progress, CancelToken())
            except PassphraseNeededError:
                given = Passwords(before.workspace, before.key)
                self.open(operator, given, progress, CancelToken())

    def operator(self) -> str:
        """Name of who works."""
        return self._ws.operator.name

    def settings(self) -> Settings:
        """What the program remembers."""
        return self._ws.settings

    def change_settings(self, changes: Mapping[str, Any]) -> Settings:
        """Remember something else."""
        return self._ws.change_settings(**changes)

    def change_operator(self, name: str) -> None:
        """Open the same workspace for someone else, with that person's own key."""
        from caveat.services.screening import Screener
        from caveat.services.workspace import open_as

        self._ws.change_settings(operator=name)
        workspace = open_as(self._ws, name)
        screener = Screener(workspace)
        screener.prepare()
        self._left.append(self._ws)  # readers may still be at work in it: closed at the end
        self._workspace, self._screener = workspace, screener

    def alert_line(self) -> float:
        """Score from which a party needs a decision, 0-100."""
        from caveat.services import alert_line

        return alert_line.alert_line(self._ws)

    def set_alert_line(self, value: float, reason: str) -> None:
        """Move the alert line."""
        from caveat.services import alert_line

        alert_line.set_alert_line(self._ws, value, reason)

    def list_overview(self) -> tuple[ListStatus, ...]:
        """Every list with its release in service."""
        from caveat.services import lists

        return lists.list_overview(self._ws)

    def release_history(self, list_code: str) -> tuple[Release, ...]:
        """Every stored release of a list."""
        from caveat.services import lists

        return lists.release_history(self._ws, list_code)

    def list_formats(self) -> tuple[KnownFormat, ...]:
        """Every format that is read."""
        from caveat.services import lists

        return lists.list_formats()

    def import_lists(
        self,
        files: Sequence[Path],
        choices: ImportChoices,
        progress: ReportProgress,
        cancel: CancelToken,
    ) -> ImportReport:
        """Read published files, then renew the index so that the next search is fast."""
        from caveat.services import lists

        report = lists.import_files(
            self._ws,
            files,
            list_code=choices.list_code,
            released=choices.released,
            accept=choices.accept,
            reason=choices.reason,
            origin=choices.origin,
            progress=progress,
            cancel=cancel,
        )
        self._engine.prepare(progress)
        return report

    def preview_own_list(
        self, path: Path, sheet: str = "", header_row: int | None = None
    ) -> OwnListPreview:
        """Look into a table of an own list."""
        from caveat.services import own_lists

        return own_lists.preview_own_list(path, sheet=sheet, header_row=header_row)

    def import_own_list(
        self,
        path: Path,
        settings: OwnListSettings,
        choices: ImportChoices,
        progress: ReportProgress,
        cancel: CancelToken,
    ) -> ImportReport:
        """Take an own list in, then renew the index so that the next search is fast."""
        from caveat.services import own_lists

        report = own_lists.import_own_list(
            self._ws,
            path,
            settings,
            accept=choices.accept,
            reason=choices.reason,
            progress=progress,
            cancel=cancel,
        )
        self._engine.prepare(progress)
        return report

    def save_own_list_template(self, out: Path) -> Path:
        """Write the template of an own list."""
        from caveat.services import own_lists

        return own_lists.save_own_list_template(out)

    def update_plan(self, codes: Sequence[str]) -> tuple[ListAddress, ...]:
        """Which addresses an update would ask."""
        from caveat.services.update_choice import choose_addresses
        from caveat.services.updating import known_addresses

        return choose_addresses(self._ws, known_addresses(self._ws), codes)

    def update_lists(
        self, codes: Sequence[str], progress: ReportProgress, cancel: CancelToken
    ) -> UpdateReport:
        """Fetch lists, then renew the index so that the next search is fast."""
        from caveat.services import updating

        report = updating.update_lists(self._ws, codes, progress=progress, cancel=cancel)
        if any(update.report for update in report.addresses):
            self._engine.prepare(progress)
        return report

    def list_changes(
        self, list_code: str, from_date: date | None, to_date: date | None
    ) -> ListChanges:
        """What changed between two releases of a list."""
        from caveat.services import changes

        return changes.list_changes(self._ws, list_code, from_date=from_date, to_date=to_date)

    def channels_of(self, list_code: str) -> tuple[Release, ...]:
        """The newest release of a list by each channel."""
        from caveat.services import channels

        return channels.channels_of(self._ws, list_code)

    def reconcile(self, list_code: str, channel: Channel) -> Reconciliation:
        """What switching a list to another channel would change."""
        from caveat.services import channels

        return channels.reconcile(self._ws, list_code, channel)

    def switch_channel(
        self, list_code: str, channel: Channel, reason: str, progress: ReportProgress
    ) -> Reconciliation:
        """Switch, then renew the index so that the next search is fast."""
        from caveat.services import channels

        found = channels.switch_channel(self._ws, list_code, channel, reason)
        self._engine.prepare(progress)
        return found

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

    def make_memo(self, screening: str, out: Path | None = None) -> WrittenMemo:
        """Write the memo as PDF, into the memo folder unless told otherwise."""
        from caveat.services import memos

        path = out or memos.default_memo_path(self._ws, screening)
        return WrittenMemo(memos.make_memo(self._ws, screening, path), path)

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
        from caveat.services import export

        return export.export_book(self._ws, book, out)

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
