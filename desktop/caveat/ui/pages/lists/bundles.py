"""Carrying lists to a computer without a network: writing a bundle, and taking one in."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from caveat.domain.bundles import BundleMade
from caveat.domain.records import Changes
from caveat.ui.bridge import Latest, Problem
from caveat.ui.bundle_facts import made_words
from caveat.ui.contract import ImportChoices
from caveat.ui.dialogs.bundle import BundleDialog
from caveat.ui.files import BUNDLE_FILTER, open_in_system
from caveat.ui.pages.lists import jobs
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.notice import Notice, Offer
from caveat.ui.widgets.progress_strip import ProgressStrip


class Bundles(QObject):
    """What is to be imported is handed over with ``import_wanted``."""

    import_wanted = Signal(object)
    """A `jobs.BundleIntake`."""
    failed = Signal(Problem)
    noticed = Signal(Notice)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._path = Path()
        self.dialog: BundleDialog | None = None
        self.progress = ProgressStrip(desk.theme, "the bundle")
        self._look = Latest(desk.bridge, self)
        self._look.answered.connect(self._on_seen)
        self._look.failed.connect(self.failed)

    def choose_export(self) -> None:
        """Ask where the bundle goes."""
        name, _filter = QFileDialog.getSaveFileName(
            self._page, "Export a bundle of the lists in service", "lists.caveat", BUNDLE_FILTER
        )
        if name:
            self.export(Path(name))

    def export(self, out: Path) -> None:
        """Write the bundle, with progress and cancel."""
        if self.progress.following:
            return
        job = self._desk.bridge.write(
            partial(jobs.make_bundle, self._desk.services, out), Changes.SETTINGS
        )
        job.succeeded.connect(self._on_made)
        job.failed.connect(self.failed)
        job.cancelled.connect(self._on_cancelled)
        self._path = out
        self.progress.follow(job, "Writing the bundle…")

    def choose_import(self) -> None:
        """Ask for a bundle."""
        name, _filter = QFileDialog.getOpenFileName(
            self._page, "Import a bundle", "", BUNDLE_FILTER
        )
        if name:
            self.begin(Path(name))

    def begin(self, path: Path) -> None:
        """Look who signed a bundle, then ask."""
        self._path = path
        self._look.ask(partial(jobs.look_at_bundle, self._desk.services, path))

    @Slot(object)
    def _on_made(self, made: object) -> None:
        if isinstance(made, BundleMade):
            offers = (Offer("Open folder", partial(open_in_system, self._path.parent), main=True),)
            tone = "possible" if made.could_not_carry else "accent"
            words = made_words(made, str(self._path))
            self.noticed.emit(Notice(words, tone, "bundle", offers))

    @Slot()
    def _on_cancelled(self) -> None:
        self.noticed.emit(Notice("The bundle was cancelled. Nothing was left behind."))

    @Slot(object)
    def _on_seen(self, found: object) -> None:
        if isinstance(found, jobs.SeenBundle):
            self._path = found.path
            self.dialog = BundleDialog(self._desk.theme, found.path.name, found.seen, self._page)
            self.dialog.import_wanted.connect(self._on_import_wanted)
            self.dialog.open()

    @Slot(bool, bool, str)
    def _on_import_wanted(
        self,
        accept_signer: bool,  # noqa: FBT001 - Qt's signature
        accept_broken: bool,  # noqa: FBT001 - Qt's signature
        reason: str,
    ) -> None:
        choices = ImportChoices(reason=reason)
        self.import_wanted.emit(
            jobs.BundleIntake(self._path, accept_signer, accept_broken, choices)
        )
