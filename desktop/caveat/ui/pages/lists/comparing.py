"""Opens what changed in a list, its releases, and the other channels it comes by."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from caveat.domain.changes import Reconciliation
from caveat.domain.lists import CHANNEL_TITLES, Channel, ListStatus
from caveat.domain.records import Changes
from caveat.ui.bridge import Latest, Problem
from caveat.ui.dialogs.list_changes import ListChangesDialog
from caveat.ui.dialogs.releases import ReleasesDialog
from caveat.ui.dialogs.switch_channel import SwitchChannelDialog
from caveat.ui.pages.lists import jobs
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.notice import Notice
from caveat.ui.widgets.progress_strip import ProgressStrip
from caveat.ui.wording import isolated


class ListComparing(QObject):
    """One dialog at a time; what it shows comes a moment later."""

    failed = Signal(Problem)
    noticed = Signal(Notice)
    put_back_wanted = Signal(object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._status: ListStatus | None = None
        self.changes: ListChangesDialog | None = None
        self.switching: SwitchChannelDialog | None = None
        self.releases: ReleasesDialog | None = None
        self.progress = ProgressStrip(desk.theme, "the switch")
        self._compared = Latest(desk.bridge, self)
        self._compared.answered.connect(self._on_compared)
        self._compared.failed.connect(self._on_compare_failed)
        self._channels = Latest(desk.bridge, self)
        self._channels.answered.connect(self._on_channels)
        self._channels.failed.connect(self.failed)
        self._reconciled = Latest(desk.bridge, self)
        self._reconciled.answered.connect(self._on_reconciled)
        self._reconciled.failed.connect(self._on_reconcile_failed)
        self._past = Latest(desk.bridge, self)
        self._past.answered.connect(self._on_past)
        self._past.failed.connect(self.failed)

    # --- what changed --------------------------------------------------------------------------

    def show_changes(self, status: ListStatus) -> None:
        """Compare the release in service with the one before."""
        if status.release is None:
            self._say_not_loaded(status)
            return
        self._status = status
        self.changes = ListChangesDialog(self._desk, status.list.title, self._page)
        self.changes.span_wanted.connect(self._on_span_wanted)
        self.changes.open()
        self._compare(jobs.Span(status.list.code))

    def _compare(self, span: jobs.Span) -> None:
        self._compared.ask(partial(jobs.compare, self._desk.services, span))

    @Slot(object, object)
    def _on_span_wanted(self, older: object, newer: object) -> None:
        if self._status is not None:
            first = older if isinstance(older, date) else None
            second = newer if isinstance(newer, date) else None
            self._compare(jobs.Span(self._status.list.code, first, second))

    @Slot(object)
    def _on_compared(self, found: object) -> None:
        if isinstance(found, jobs.Compared) and self.changes is not None:
            self.changes.show_changes(found.changes, found.releases)

    @Slot(Problem)
    def _on_compare_failed(self, problem: Problem) -> None:
        if self.changes is not None:
            self.changes.show_problem(problem.text)

    # --- channels ------------------------------------------------------------------------------

    def show_channels(self, status: ListStatus) -> None:
        """Ask by which channels a list is stored, then compare."""
        if status.release is None:
            self._say_not_loaded(status)
            return
        self._status = status
        self._channels.ask(partial(jobs.channels, self._desk.services, status))

    @Slot(object)
    def _on_channels(self, found: object) -> None:
        if not isinstance(found, jobs.Past):
            return
        known = found.status.list
        if len(found.releases) < 2:  # noqa: PLR2004 - the one in service and another
            words = (
                f"{isolated(known.title)} is stored by one channel only. Import its file from "
                "another publication first, such as OFAC's own files beside the Consolidated "
                "Screening List; both are kept, and you choose which one serves."
            )
            self.noticed.emit(Notice(words))
            return
        self.switching = SwitchChannelDialog(
            self._desk, f"{known.title} by another channel", found.releases, self._page
        )
        self.switching.channel_wanted.connect(self._on_channel_wanted)
        self.switching.switch_wanted.connect(self._on_switch_wanted)
        self.switching.open()
        self._on_channel_wanted(self.switching.chosen())

    @Slot(object)
    def _on_channel_wanted(self, channel: object) -> None:
        if isinstance(channel, Channel) and self._status is not None:
            switch = jobs.Switch(self._status.list.code, channel)
            self._reconciled.ask(partial(jobs.reconcile, self._desk.services, switch))

    @Slot(object)
    def _on_reconciled(self, found: object) -> None:
        if isinstance(found, Reconciliation) and self.switching is not None:
            self.switching.show_reconciliation(found)

    @Slot(Problem)
    def _on_reconcile_failed(self, problem: Problem) -> None:
        if self.switching is not None:
            self.switching.show_problem(problem.text)

    @Slot(object, str)
    def _on_switch_wanted(self, channel: object, reason: str) -> None:
        if not isinstance(channel, Channel) or self._status is None:
            return
        switch = jobs.Switch(self._status.list.code, channel, reason)
        job = self._desk.bridge.write(
            partial(jobs.switch_channel, self._desk.services, switch), Changes.LISTS
        )
        job.succeeded.connect(self._on_switched)
        job.failed.connect(self.failed)
        self.progress.follow(job, "Switching…")

    @Slot(object)
    def _on_switched(self, found: object) -> None:
        if isinstance(found, Reconciliation):
            new = found.changes.new
            words = (
                f"{isolated(found.changes.list.title)} is in service by "
                f"{CHANNEL_TITLES[new.channel]} from now on; the release before stays stored."
            )
            self.noticed.emit(Notice(words, "accent", "check"))

    # --- releases ------------------------------------------------------------------------------

    def show_releases(self, status: ListStatus) -> None:
        """Every stored release of a list."""
        self._past.ask(partial(jobs.past, self._desk.services, status))

    @Slot(object)
    def _on_past(self, found: object) -> None:
        if not isinstance(found, jobs.Past):
            return
        if not found.releases:
            self._say_not_loaded(found.status)
            return
        title = f"{found.status.list.title}: releases stored here"
        self.releases = ReleasesDialog(self._desk.theme, title, found.releases, self._page)
        self.releases.put_back_wanted.connect(self.put_back_wanted)
        self.releases.open()

    def _say_not_loaded(self, status: ListStatus) -> None:
        words = f"{isolated(status.list.title)} is not loaded. Update it or import its file first."
        self.noticed.emit(Notice(words))
