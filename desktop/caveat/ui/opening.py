"""Opening the workspace in the background; asks for a passphrase where one is needed."""

import logging
import time
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from caveat.domain.progress import CancelToken, ReportProgress
from caveat.ui.bridge import Problem, ProblemKind
from caveat.ui.contract import Passwords, Services
from caveat.ui.dialogs.passphrase import PassphraseDialog
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.notice import Notice, Offer
from caveat.ui.widgets.progress_strip import ProgressStrip

_NEEDED = "The workspace is encrypted. Type its passphrase to open it."
_KEY_NEEDED = "Your signing key has a passphrase of its own. Type it to work under your name."
_WRONG = (
    "That is not the passphrase. Nothing was changed. Mind capital letters and the language of the "
    "keyboard, and try again."
)

log = logging.getLogger(__name__)


class Opening(QObject):
    """Tried as often as the officer wants; a passphrase is never kept beyond the attempt."""

    opened = Signal()
    noticed = Signal(Notice)
    notice_over = Signal()

    def __init__(self, desk: Desk, operator: str, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._operator = operator
        self._began = time.perf_counter()
        self._given = Passwords()
        self.asking: PassphraseDialog | None = None
        self.progress = ProgressStrip(desk.theme, "opening the workspace")

    @Slot()
    def start(self) -> None:
        """Open the workspace with what was given so far."""
        job = self._desk.bridge.write(
            partial(_open, self._desk.services, self._operator, self._given)
        )
        job.succeeded.connect(self._on_opened)
        job.failed.connect(self._on_failed)
        self.progress.follow(job, "Loading the lists…")

    @Slot()
    def _on_opened(self) -> None:
        self._given = Passwords()
        took = (time.perf_counter() - self._began) * 1000
        log.info("workspace open and index loaded %.0f ms after the window was made", took)
        self.opened.emit()

    @Slot(Problem)
    def _on_failed(self, problem: Problem) -> None:
        if problem.kind in {ProblemKind.PASSPHRASE, ProblemKind.KEY_PASSPHRASE}:
            self._ask(problem)
            return
        offers = (Offer("Try again", self._try_again, main=True),)
        words = f"{problem.title}. {problem.text}"
        self.noticed.emit(Notice(words, "strong", "refused", offers, can_be_closed=False))

    def _ask(self, problem: Problem) -> None:
        # The services' own words are for the command line: they name a variable.
        of_key = problem.kind is ProblemKind.KEY_PASSPHRASE
        given = self._given.key if of_key else self._given.workspace
        words = _WRONG if given else _KEY_NEEDED if of_key else _NEEDED
        self.asking = PassphraseDialog(self._desk.theme, words, self._window, of_key=of_key)
        self.asking.given.connect(self._on_given)
        self.asking.rejected.connect(self._on_left)
        self.asking.open()

    @Slot(str)
    def _on_given(self, passphrase: str) -> None:
        if self.asking is not None and self.asking.of_key:
            self._given = Passwords(self._given.workspace, passphrase)
        else:
            self._given = Passwords(passphrase)
        self.start()

    @Slot()
    def _on_left(self) -> None:
        offers = (Offer("Enter the passphrase…", self._try_again, main=True),)
        words = (
            "The workspace is kept under a passphrase and is not open. Nothing in it was changed; "
            "nothing can be searched before it is open."
        )
        self.noticed.emit(Notice(words, "possible", "lock", offers, can_be_closed=False))

    @Slot()
    def _try_again(self) -> None:
        self.notice_over.emit()
        self.start()


def _open(
    services: Services,
    operator: str,
    given: Passwords,
    progress: ReportProgress,
    cancel: CancelToken,
) -> None:
    services.open(operator, given, progress, cancel)
