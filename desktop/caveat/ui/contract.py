"""What pages may ask: the services as the window sees them. The backend and the tests' fake fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from caveat.domain.bundles import BundleMade, BundleReport, BundleSeen
from caveat.domain.changes import ListChanges, Reconciliation
from caveat.domain.decisions import Decision, Disposition
from caveat.domain.lists import (
    BY_HAND,
    Channel,
    ImportReport,
    KnownFormat,
    ListStatus,
    Origin,
    Override,
    Release,
)
from caveat.domain.memo import MemoForm
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
from caveat.settings import Settings
from caveat.ui.contract_links import LinkServices
from caveat.ui.contract_rules import RuleServices


@dataclass(frozen=True, slots=True)
class WrittenMemo:
    """A memo that was made, and where its file lies now."""

    row: MemoRow
    path: Path


@dataclass(frozen=True, slots=True)
class Passwords:
    """Passphrases given so far: of the workspace, and of the operator's key where it has its own.

    Never shown: a trace or a log must not hold them.
    """

    workspace: str = field(default="", repr=False)
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Rekey:
    """What is to be done with the workspace's protection, and the passphrases for it."""

    did: Rekeying
    old: str = field(default="", repr=False)
    new: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What the officer decided about an import of list files.

    Attributes:
        list_code: Take only this list from the files; empty for every list.
        released: Date of the edition where the files state none.
        accept: What may differ from the release in service.
        reason: Why it may; goes on record.
        origin: Where the files came from, where an update fetched them.
    """

    list_code: str = ""
    released: date | None = None
    accept: frozenset[Override] = frozenset()
    reason: str = ""
    origin: Origin = BY_HAND


@dataclass(frozen=True, slots=True)
class BundleChoices:
    """What the officer decided about a bundle.

    Attributes:
        accept_signer: Take bundles of this unknown installation from now on.
        accept_broken: Take this one although its signature does not hold.
        accept: What may differ from the releases in service.
        reason: Why any of this is accepted; goes on record.
    """

    accept_signer: bool = False
    accept_broken: bool = False
    accept: frozenset[Override] = frozenset()
    reason: str = ""


AS_FOUND = ImportChoices()
"""Every list of the files, dated as they say, nothing accepted beforehand."""


class Services(LinkServices, RuleServices, Protocol):
    """The methods that pages need. Every one may take long and is called in a job only."""

    def open(
        self, operator: str, given: Passwords, progress: ReportProgress, cancel: CancelToken
    ) -> None:
        """Open the workspace, creating it the first time, and load the index."""

    def warm_up(self) -> None:
        """Load what only some searches need, so that the first of them is as fast as any."""

    def close(self) -> None:
        """Let go of the workspace."""

    def protection(self) -> Protection:
        """How the workspace, its backups and the operator's key are protected."""

    def rekey(self, wanted: Rekey, progress: ReportProgress, cancel: CancelToken) -> RekeyingReport:
        """Encrypt, decrypt or change the passphrase. Nothing else may be under way."""

    def operator(self) -> str:
        """Name of who works."""

    def settings(self) -> Settings:
        """What the program remembers."""

    def change_settings(self, changes: Mapping[str, Any]) -> Settings:
        """Remember something else."""

    def change_operator(self, name: str) -> None:
        """Someone else works from now on."""

    def alert_line(self) -> float:
        """Score from which a party needs a decision."""

    def set_alert_line(self, value: float, reason: str) -> None:
        """Move it; raising it needs a reason."""

    def list_overview(self) -> tuple[ListStatus, ...]:
        """Every list with its release in service."""

    def release_history(self, list_code: str) -> tuple[Release, ...]:
        """Every stored release of a list."""

    def list_formats(self) -> tuple[KnownFormat, ...]:
        """Every format that is read, and whether it was ever tried on a real file."""

    def import_lists(
        self,
        files: Sequence[Path],
        choices: ImportChoices,
        progress: ReportProgress,
        cancel: CancelToken,
    ) -> ImportReport:
        """Read published files and renew the index."""

    def make_bundle(self, out: Path, progress: ReportProgress, cancel: CancelToken) -> BundleMade:
        """Write the published files of the lists in service into one signed file."""

    def is_bundle(self, path: Path) -> bool:
        """Whether a file is a bundle, whatever it is called."""

    def look_at_bundle(self, path: Path) -> BundleSeen:
        """Who signed a bundle, whether that holds, what it carries."""

    def import_bundle(
        self,
        path: Path,
        choices: BundleChoices,
        progress: ReportProgress,
        cancel: CancelToken,
    ) -> BundleReport:
        """Take the files of a bundle in, each as any import, and renew the index."""

    def preview_own_list(
        self, path: Path, sheet: str = "", header_row: int | None = None
    ) -> OwnListPreview:
        """Look into a table and guess how it may be read as an own list."""

    def import_own_list(
        self,
        path: Path,
        settings: OwnListSettings,
        choices: ImportChoices,
        progress: ReportProgress,
        cancel: CancelToken,
    ) -> ImportReport:
        """Read a table as an own list, put it into service, renew the index."""

    def save_own_list_template(self, out: Path) -> Path:
        """Write the template of an own list, as .xlsx or .csv."""

    def update_plan(self, codes: Sequence[str]) -> tuple[ListAddress, ...]:
        """Which addresses an update would ask: of these lists, or of all. Asks none of them."""

    def update_lists(
        self, codes: Sequence[str], progress: ReportProgress, cancel: CancelToken
    ) -> UpdateReport:
        """Fetch lists from their official addresses, take them in, renew the index."""

    def list_changes(
        self, list_code: str, from_date: date | None, to_date: date | None
    ) -> ListChanges:
        """What changed between two releases; by default the last two of the channel in service."""

    def channels_of(self, list_code: str) -> tuple[Release, ...]:
        """The newest release of a list by each channel, the one in service first."""

    def reconcile(self, list_code: str, channel: Channel) -> Reconciliation:
        """What switching a list to another channel would change."""

    def switch_channel(
        self, list_code: str, channel: Channel, reason: str, progress: ReportProgress
    ) -> Reconciliation:
        """Put the newest release of another channel into service and renew the index."""

    def put_back(
        self, list_code: str, release_id: int, reason: str, progress: ReportProgress
    ) -> Release:
        """Put a stored release of a list back into service and renew the index."""

    def prepare(self, query: Query, progress: ReportProgress, cancel: CancelToken) -> None:
        """Load the indexes that a query of another day needs, building what is missing."""

    def screen(self, query: Query) -> Answer:
        """Search without putting it on record."""

    def record(self, answer: Answer) -> Answer:
        """Put a search on record."""

    def recorded_answer(self, screening: str) -> Answer:
        """A screening as recorded."""

    def party_view(self, record: int) -> PartyView:
        """A listed party, opened."""

    def decide(
        self, hit: str, decision: Decision, reason: str, expires: date | None
    ) -> Disposition:
        """Record a decision on a hit."""

    def dispositions(self, screening: str) -> Mapping[str, tuple[Disposition, ...]]:
        """All decisions on a screening's hits, oldest first."""

    def make_memo(self, screening: str, form: MemoForm) -> WrittenMemo:
        """Write the memo as PDF into the memo folder."""

    def preview_sheet(
        self, path: Path, sheet: str = "", header_row: int | None = None, encoding: str = ""
    ) -> SheetPreview:
        """Look at a spreadsheet."""

    def import_suppliers(
        self,
        path: Path,
        reading: SheetReading,
        book: str,
        progress: ReportProgress,
        cancel: CancelToken,
    ) -> BookImport:
        """Take a spreadsheet in as a book."""

    def supplier_books(self) -> tuple[SupplierBook, ...]:
        """All books."""

    def rows_not_taken(self, book: int) -> tuple[RowNotTaken, ...]:
        """Rows of a book's spreadsheet that did not become suppliers, and why."""

    def supplier_ids(
        self,
        book: int,
        status: SupplierStatus | None,
        text: str,
        order_by: str,
        descending: bool,  # noqa: FBT001 - passed on by name only
    ) -> Sequence[int]:
        """Numbers of a book's suppliers, filtered and sorted."""

    def supplier_rows(self, ids: Sequence[int]) -> tuple[SupplierRow, ...]:
        """A page of suppliers."""

    def screen_book(self, book: int, progress: ReportProgress, cancel: CancelToken) -> BatchReport:
        """Screen what is not screened yet."""

    def export_book(self, book: int, out: Path) -> Path:
        """Write a book's results."""

    def screening_rows(
        self, text: str, outcome: str, limit: int, offset: int
    ) -> tuple[ScreeningRow, ...]:
        """Recorded screenings, newest first."""

    def memo_rows(self, limit: int, offset: int) -> tuple[MemoRow, ...]:
        """Memos, newest first."""

    def audit_entries(self, limit: int, offset: int) -> tuple[AuditEntry, ...]:
        """The audit log, newest first."""

    def verify_audit(self) -> AuditVerdict:
        """Prove the audit log."""
