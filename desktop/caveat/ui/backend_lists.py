"""What the pages ask about lists: releases, imports, updates, own lists, bundles.

The services are imported when they are first asked, in a job's thread, so that the window is on
the screen before they are.
"""
# ruff: noqa: PLC0415 - see above: imported when first asked, not when the window is built

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from caveat.domain.bundles import BundleMade, BundleReport, BundleSeen
from caveat.domain.changes import ListChanges, Reconciliation
from caveat.domain.lists import Channel, ImportReport, KnownFormat, ListStatus, Release
from caveat.domain.own_lists import OwnListPreview, OwnListSettings
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.updates import ListAddress, UpdateReport
from caveat.ui.backend_workspace import WorkspaceBackend
from caveat.ui.contract import BundleChoices, ImportChoices


class ListsBackend(WorkspaceBackend):
    """The real services for lists."""

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

    def put_back(
        self, list_code: str, release_id: int, reason: str, progress: ReportProgress
    ) -> Release:
        """Put a stored release back, then renew the index so that the next search is fast."""
        from caveat.services import channels

        release = channels.put_back(self._ws, list_code, release_id, reason)
        self._engine.prepare(progress)
        return release

    def make_bundle(self, out: Path, progress: ReportProgress, cancel: CancelToken) -> BundleMade:
        """Write a bundle."""
        from caveat.services import bundle_making

        return bundle_making.make_bundle(self._ws, out, progress=progress, cancel=cancel)

    def is_bundle(self, path: Path) -> bool:
        """Whether a file is a bundle."""
        from caveat.services import bundles

        return bundles.is_bundle(path)

    def look_at_bundle(self, path: Path) -> BundleSeen:
        """Who signed a bundle, and what it carries."""
        from caveat.services import bundles

        return bundles.look_at_bundle(self._ws, path)

    def import_bundle(
        self,
        path: Path,
        choices: BundleChoices,
        progress: ReportProgress,
        cancel: CancelToken,
    ) -> BundleReport:
        """Take a bundle in, then renew the index so that the next search is fast."""
        from caveat.services import bundles

        done = bundles.import_bundle(
            self._ws,
            path,
            accept_signer=choices.accept_signer,
            accept_broken=choices.accept_broken,
            accept=choices.accept,
            reason=choices.reason,
            progress=progress,
            cancel=cancel,
        )
        self._engine.prepare(progress)
        return done
