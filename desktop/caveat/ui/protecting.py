"""How the workspace is protected, and changing that: alone, while nothing else is under way."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.protection import Rekeying, RekeyingReport
from caveat.domain.records import Changes
from caveat.ui.bridge import Problem
from caveat.ui.contract import Rekey, Services
from caveat.ui.dialogs.protection import ProtectionDialog
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.notice import Notice
from caveat.ui.wording import capitalised, counted

_DONE = {
    Rekeying.ENCRYPTED: "The workspace is encrypted",
    Rekeying.PASSPHRASE: "The passphrase was changed",
    Rekeying.DECRYPTED: "The workspace is a plain file again",
    Rekeying.COPIES: "The copies were encrypted",
}


class Protecting(QObject):
    """One dialog at a time. The workspace is closed and opened again by the services."""

    noticed = Signal(Notice)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._waiting: Rekey | None = None
        self.dialog: ProtectionDialog | None = None
        desk.bridge.idle.connect(self._on_idle)

    @Slot(object)
    def ask(self, did: object) -> None:
        """Say what it means and ask for passphrases."""
        if isinstance(did, Rekeying):
            self.dialog = ProtectionDialog(self._desk.theme, did, self._window)
            self.dialog.rekey_wanted.connect(self._on_wanted)
            self.dialog.open()

    @Slot(object)
    def _on_wanted(self, rekey: object) -> None:
        if not isinstance(rekey, Rekey):
            return
        if self._desk.bridge.busy:  # what is being read must not lose its file
            self._waiting = rekey
            if self.dialog is not None:
                self.dialog.agree.setEnabled(False)
        else:
            self._begin(rekey)

    @Slot()
    def _on_idle(self) -> None:
        rekey, self._waiting = self._waiting, None
        if rekey is not None:
            self._begin(rekey)

    def _begin(self, rekey: Rekey) -> None:
        job = self._desk.bridge.write(
            partial(_rekey, self._desk.services, rekey), Changes.SETTINGS, Changes.LISTS
        )
        job.succeeded.connect(self._on_done)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        if self.dialog is not None:
            self.dialog.follow(job)

    @Slot(object)
    def _on_done(self, report: object) -> None:
        if not isinstance(report, RekeyingReport):
            return
        if self.dialog is not None:
            self.dialog.accept()
        words = [_DONE[report.did]]
        if report.copies:
            words.append(f"{counted(len(report.copies), 'backup')} with it")
        if report.left:
            names = ", ".join(f"{copy.name} ({copy.reason})" for copy in report.left)
            words.append(f"left as they were: {names}")
        if report.keys_left:
            words.append(f"keys with a passphrase of their own: {', '.join(report.keys_left)}")
        text = "; ".join(words) + ". " + " ".join(f"{capitalised(n)}." for n in report.notes)
        tone = "possible" if report.left else "accent"
        self.noticed.emit(Notice(text.strip(), tone, "lock"))

    @Slot(Problem)
    def _on_failed(self, problem: Problem) -> None:
        if self.dialog is not None:
            self.dialog.fail(problem.text)

    @Slot()
    def _on_cancelled(self) -> None:
        if self.dialog is not None:
            self.dialog.fail("It was cancelled. The workspace stays as it was.")


def _rekey(
    services: Services, rekey: Rekey, progress: ReportProgress, cancel: CancelToken
) -> RekeyingReport:
    return services.rekey(rekey, progress, cancel)
