"""Importing list files: ask, import, tell list by list, and take in what the officer accepts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from caveat.domain.lists import ImportReport, Override, PublishedList, Release, ReleaseOutcome
from caveat.domain.records import Changes
from caveat.ui.bridge import Latest, Problem, Task
from caveat.ui.contract import ImportChoices
from caveat.ui.dialogs.import_lists import ImportListsDialog
from caveat.ui.dialogs.import_summary import ImportSummaryDialog
from caveat.ui.dialogs.reason import ReasonDialog
from caveat.ui.files import LIST_FILTER
from caveat.ui.list_words import ACCEPT_ADVICE, ACCEPT_TITLE, ACCEPT_WORD, edition
from caveat.ui.pages.lists import jobs
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.notice import Notice
from caveat.ui.widgets.progress_strip import ProgressStrip
from caveat.ui.wording import as_sentence, isolated, one_line

AnyIntake = jobs.Intake | jobs.OwnIntake | jobs.BundleIntake
_NAMED = 3


class ListImport(QObject):
    """One import at a time."""

    bundle_found = Signal(object)
    """The path of a bundle among what was to be imported as a list."""
    started = Signal()
    ended = Signal()
    failed = Signal(Problem)
    noticed = Signal(Notice)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._lists: dict[str, PublishedList] = {}
        self._intake: AnyIntake = jobs.Intake(())
        self._shown: tuple[ReleaseOutcome, ...] = ()
        self._left: tuple[ReleaseOutcome, ...] = ()
        self._taking: AnyIntake | None = None
        self.asking: ImportListsDialog | None = None
        self.summary: ImportSummaryDialog | None = None
        self.accepting: ReasonDialog | None = None
        self.progress = ProgressStrip(desk.theme, "the import")
        self.progress.ended.connect(self.ended)
        self._sorting = Latest(desk.bridge, self)
        self._sorting.answered.connect(self._on_sorted)
        self._sorting.failed.connect(self.failed)
        self._refused = Latest(desk.bridge, self)
        self._refused.answered.connect(self._on_refused)
        self._refused.failed.connect(self.failed)

    def know(self, lists: Mapping[str, PublishedList]) -> None:
        """The lists by their codes, for their titles and official pages."""
        self._lists = dict(lists)

    def choose(self) -> None:
        """Ask for files."""
        names, _filter = QFileDialog.getOpenFileNames(
            self._page, "Import published list files", "", LIST_FILTER
        )
        if names:
            self.ask([Path(name) for name in names])

    def ask(self, files: Sequence[Path]) -> None:
        """Show which files they are, and ask for their date; a bundle goes its own way."""
        if not self.progress.following and files:
            self._sorting.ask(partial(jobs.sort_out, self._desk.services, tuple(files)))

    @Slot(object)
    def _on_sorted(self, found: object) -> None:
        if not isinstance(found, jobs.Sorted) or self.progress.following:
            return
        files = found.files
        if found.bundle:
            self.bundle_found.emit(files[0])
            return
        self.asking = ImportListsDialog(self._desk.theme, files, self._page)
        self.asking.import_wanted.connect(self._on_import_wanted)
        self.asking.open()

    def begin(self, intake: jobs.Intake) -> None:
        """Import files together, with progress and cancel."""
        if self.progress.following or not intake.files:
            return
        self._intake = intake
        self._run(partial(jobs.import_files, self._desk.services, intake), intake.files)

    def _run(self, task: Task, files: Sequence[Path]) -> None:
        job = self._desk.bridge.write(task, Changes.LISTS)
        job.succeeded.connect(self._on_imported)
        job.failed.connect(self.failed)
        job.cancelled.connect(self._on_cancelled)
        names = [isolated(file.name) for file in files[:_NAMED]]
        if len(files) > _NAMED:
            names.append(f"{len(files) - _NAMED:,} more")
        self.progress.follow(job, f"Reading {', '.join(names)}…")
        self.started.emit()

    @Slot(object)
    def begin_own(self, intake: object) -> None:
        """Import a table as an own list, with progress and cancel."""
        if self.progress.following or not isinstance(intake, jobs.OwnIntake):
            return
        self._intake = intake
        self._run(partial(jobs.import_own_list, self._desk.services, intake), (intake.path,))

    @Slot(object)
    def begin_bundle(self, intake: object) -> None:
        """Take in a bundle that was looked at, with progress and cancel."""
        if self.progress.following or not isinstance(intake, jobs.BundleIntake):
            return
        self._intake = intake
        self._run(partial(jobs.import_bundle, self._desk.services, intake), (intake.path,))

    def put_back(self, release: Release) -> None:
        """Put a stored release back into service, when the officer gives a reason."""
        known = self._lists.get(release.list_code)
        title = one_line(known.title) if known else release.list_code
        words = (
            (f"{title}: the edition of {edition(release)}.", ""),
            (ACCEPT_ADVICE[Override.OLDER], "possible"),
        )
        button = ACCEPT_WORD[Override.OLDER].rstrip("…")
        self.accepting = ReasonDialog(
            self._desk.theme, ACCEPT_TITLE[Override.OLDER], words, button, self._page
        )
        self.accepting.given.connect(partial(self._on_put_back, release))
        self.accepting.open()

    def _on_put_back(self, release: Release, reason: str) -> None:
        wanted = jobs.PutBack(release.list_code, release.id, reason)
        job = self._desk.bridge.write(
            partial(jobs.put_back, self._desk.services, wanted), Changes.LISTS
        )
        job.succeeded.connect(self._on_is_back)
        job.failed.connect(self.failed)
        self.progress.follow(job, "Putting the release back…")
        self.started.emit()

    @Slot(object)
    def _on_is_back(self, release: object) -> None:
        if isinstance(release, Release):
            known = self._lists.get(release.list_code)
            title = isolated(known.title) if known else release.list_code
            words = (
                f"{title} is in service in the edition of {edition(release)} from now on, until a "
                "newer one arrives. It is on record."
            )
            self.noticed.emit(Notice(words, "accent", "check"))

    @Slot(tuple, object)
    def _on_import_wanted(self, files: tuple[Path, ...], released: object) -> None:
        given = released if isinstance(released, date) else None
        self.begin(jobs.Intake(files, ImportChoices(released=given)))

    @Slot(object)
    def _on_imported(self, report: object) -> None:
        if isinstance(report, ImportReport):
            self._show(report)

    def show_report(self, report: ImportReport, files: Sequence[Path]) -> None:
        """What an import did whose files lie somewhere still, or nowhere."""
        self._intake = jobs.Intake(tuple(files))
        self._show(report)

    def _show(self, report: ImportReport) -> None:
        if (
            isinstance(self._intake, jobs.Intake) and not self._intake.files
        ):  # they are gone, so nothing can be taken in after all
            settled = tuple(replace(outcome, override=None) for outcome in report.outcomes)
            report = replace(report, outcomes=settled)
        # What else waited for an answer still does.
        report = replace(report, outcomes=(*report.outcomes, *self._left))
        self._shown, self._left = report.outcomes, ()
        titles = {code: known.title for code, known in self._lists.items()}
        if isinstance(self._intake, jobs.OwnIntake):
            titles[self._intake.settings.code] = self._intake.settings.title
        self.summary = ImportSummaryDialog(self._desk.theme, report, titles, self._page)
        self.summary.accept_wanted.connect(self.accept)
        self.summary.open()

    @Slot()
    def _on_cancelled(self) -> None:
        words = "The import was cancelled. Nothing was half-written; the lists are as before."
        self.noticed.emit(Notice(words))

    @Slot(object)
    def accept(self, outcome: object) -> None:
        """Show what the guards found, with the counts that were read, and ask for a reason."""
        if not isinstance(outcome, ReleaseOutcome) or outcome.override is None:
            return
        self._left = tuple(item for item in self._shown if item.override and item is not outcome)
        known = self._lists.get(outcome.list_code) or PublishedList(
            outcome.list_code, outcome.list_code, ""
        )
        choices = ImportChoices(
            outcome.list_code, self._intake.choices.released, frozenset({outcome.override})
        )
        texts = [(f"{one_line(known.title)}: {as_sentence(outcome.reason)}", "")]
        texts.append((ACCEPT_ADVICE[outcome.override], "possible"))
        if known.url:
            texts.append((f"The publisher's page: {known.url}", "muted"))
        self._ask_reason(outcome.override, texts, replace(self._intake, choices=choices))
        if outcome.override is not Override.OLDER:
            self._refused.ask(partial(jobs.newest_refused, self._desk.services, known))

    def _ask_reason(
        self,
        override: Override,
        texts: Sequence[tuple[str, str]],
        intake: AnyIntake,
    ) -> None:
        self._taking = intake
        button = ACCEPT_WORD[override].rstrip("…")
        self.accepting = ReasonDialog(
            self._desk.theme, ACCEPT_TITLE[override], texts, button, self._page
        )
        self.accepting.rejected.connect(self._on_not_accepted)
        self.accepting.given.connect(self._on_reason)
        self.accepting.open()

    @Slot()
    def _on_not_accepted(self) -> None:
        self._taking = None
        self._left = ()

    @Slot(object)
    def _on_refused(self, release: object) -> None:
        if isinstance(release, Release) and self.accepting is not None:
            figures = [
                (f"{release.parties:,}", "parties"),
                (f"{release.names:,}", "names"),
                (f"{release.addresses:,}", "addresses"),
            ]
            if release.unread:
                figures.append((f"{release.unread:,}", "not read in full"))
            self.accepting.show_figures(figures)
            if release.origin.source_url and self._taking is not None:
                # Fetched files keep where they came from, and the date that the server gave.
                choices = replace(self._taking.choices, origin=release.origin)
                self._taking = replace(self._taking, choices=choices)

    @Slot(str)
    def _on_reason(self, reason: str) -> None:
        taking, self._taking = self._taking, None
        if taking is None:
            return
        if self.summary is not None:
            self.summary.close()
        again = replace(taking, choices=replace(taking.choices, reason=reason))
        match again:
            case jobs.OwnIntake():
                self.begin_own(again)
            case jobs.BundleIntake():
                # Its signer was accepted the first time, and is known by now.
                self.begin_bundle(replace(again, accept_signer=False))
            case _:
                self.begin(again)
