"""Taking a table of relations in: look, show what would be stored, store; and its template."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.records import Changes
from caveat.domain.stated_relations import RelationImport
from caveat.ui.bridge import Problem
from caveat.ui.contract import Services
from caveat.ui.dialogs.relations_preview import RelationsDialog
from caveat.ui.files import SHEET_FILTER, TEMPLATE_FILTER, open_in_system
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.notice import Notice, Offer
from caveat.ui.widgets.progress_strip import ProgressStrip
from caveat.ui.wording import counted, isolated


class RelationsImport(QObject):
    """One table at a time."""

    failed = Signal(Problem)
    noticed = Signal(Notice)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._path = Path()
        self._sheet = ""
        self.dialog: RelationsDialog | None = None
        self.progress = ProgressStrip(desk.theme, "the relations")

    @Slot()
    def choose(self) -> None:
        """Ask for a table."""
        name, _filter = QFileDialog.getOpenFileName(
            self._window, "A table of relations", "", SHEET_FILTER
        )
        if name:
            self.begin(Path(name))

    def begin(self, path: Path) -> None:
        """Look into a table, then ask."""
        if self.progress.following:
            return
        self._path = path
        job = self._desk.bridge.read(partial(_preview, self._desk.services, path))
        job.succeeded.connect(self._on_preview)
        job.failed.connect(self.failed)
        self.progress.follow(job, f"Reading {isolated(path.name)}…")

    @Slot()
    def choose_template(self) -> None:
        """Ask where the template goes."""
        name, _filter = QFileDialog.getSaveFileName(
            self._window, "Save the template", "relations.xlsx", TEMPLATE_FILTER
        )
        if name:
            self.save_template(Path(name))

    def save_template(self, out: Path) -> None:
        """Write the template."""
        job = self._desk.bridge.read(partial(_template, self._desk.services, out))
        job.succeeded.connect(self._on_template)
        job.failed.connect(self.failed)

    @Slot(object)
    def _on_preview(self, seen: object) -> None:
        if isinstance(seen, RelationImport):
            self._sheet = seen.sheet
            self.dialog = RelationsDialog(self._desk.theme, seen, self._window)
            self.dialog.import_wanted.connect(self._on_import_wanted)
            self.dialog.open()

    @Slot()
    def _on_import_wanted(self) -> None:
        job = self._desk.bridge.write(
            partial(_store, self._desk.services, self._path, self._sheet), Changes.RELATIONS
        )
        job.succeeded.connect(self._on_stored)
        job.failed.connect(self.failed)
        job.cancelled.connect(self._on_cancelled)
        self.progress.follow(job, f"Storing the relations of {isolated(self._path.name)}…")

    @Slot(object)
    def _on_stored(self, done: object) -> None:
        if not isinstance(done, RelationImport):
            return
        words = [f"{counted(done.stored, 'relation')} stored from {isolated(done.file_name)}"]
        if done.repeated:
            words.append(f"{done.repeated:,} were on record already")
        offers: tuple[Offer, ...] = ()
        if done.not_used:
            words.append(f"{counted(len(done.not_used), 'row')} not used")
            offers = (Offer("Show them", partial(self._show_done, done)),)
        tone = "possible" if done.not_used else "accent"
        self.noticed.emit(Notice(" · ".join(words), tone, "related", offers))

    def _show_done(self, done: RelationImport) -> None:
        theme = self._desk.theme
        self.dialog = RelationsDialog(theme, done, self._window, offers_import=False)
        self.dialog.open()

    @Slot()
    def _on_cancelled(self) -> None:
        self.noticed.emit(Notice("The import was cancelled. Nothing was stored."))

    @Slot(object)
    def _on_template(self, path: object) -> None:
        if isinstance(path, Path):
            words = f"Template written: {isolated(str(path))}. Fill it in, then import relations."
            offers = (Offer("Open file", partial(open_in_system, path), main=True),)
            self.noticed.emit(Notice(words, "accent", "export", offers))


def _preview(
    services: Services, path: Path, progress: ReportProgress, cancel: CancelToken
) -> RelationImport:
    return services.preview_relations(path, "", progress, cancel)


def _store(
    services: Services, path: Path, sheet: str, progress: ReportProgress, cancel: CancelToken
) -> RelationImport:
    return services.import_relations(path, sheet, progress, cancel)


def _template(
    services: Services, out: Path, _progress: ReportProgress, _cancel: CancelToken
) -> Path:
    return services.save_relation_template(out)
