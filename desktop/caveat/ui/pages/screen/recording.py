"""What the Screen page puts on record and takes from it: answers, decisions, memos."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from caveat.domain.memo import MemoForm
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.records import Changes
from caveat.domain.screening import Answer
from caveat.ui.bridge import Latest, Problem
from caveat.ui.contract import Services, WrittenMemo
from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen import jobs


class Recording(QObject):
    """Asks the services in the background; of records to open the newest counts."""

    recorded = Signal(object)
    """The `Answer` as it stands on record."""
    record_failed = Signal(Problem)
    opened = Signal(object)
    """A `jobs.Recorded` that was asked for."""
    decided = Signal(object)
    """A `jobs.Recorded` with a decision more."""
    memo_made = Signal(WrittenMemo)
    memo_over = Signal()
    failed = Signal(Problem)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._opening = Latest(desk.bridge, self)
        self._opening.answered.connect(self.opened)
        self._opening.failed.connect(self.failed)

    def put(self, answer: Answer) -> None:
        """Put an answer on record."""
        task = partial(_record, self._desk.services, answer)
        job = self._desk.bridge.write(task, Changes.SCREENINGS)
        job.succeeded.connect(self.recorded)
        job.failed.connect(self.record_failed)

    def open(self, screening: str) -> None:
        """Fetch a screening as recorded."""
        self._opening.ask(partial(jobs.recorded, self._desk.services, screening))

    def forget(self) -> None:
        """No record is to be opened any more."""
        self._opening.forget()

    def decide(self, verdict: jobs.Verdict) -> None:
        """Put a decision on record."""
        task = partial(jobs.decide, self._desk.services, verdict)
        job = self._desk.bridge.write(task, Changes.DISPOSITIONS)
        job.succeeded.connect(self.decided)
        job.failed.connect(self.failed)

    def write_memo(self, screening: str, form: MemoForm) -> None:
        """Write the memo of a screening into the usual folder."""
        task = partial(_memo, self._desk.services, screening, form)
        job = self._desk.bridge.write(task, Changes.MEMOS)
        job.succeeded.connect(self.memo_made)
        job.failed.connect(self.failed)
        job.finished.connect(self.memo_over)


def _record(
    services: Services, answer: Answer, _progress: ReportProgress, _cancel: CancelToken
) -> Answer:
    return services.record(answer)


def _memo(
    services: Services,
    screening: str,
    form: MemoForm,
    _progress: ReportProgress,
    _cancel: CancelToken,
) -> WrittenMemo:
    return services.make_memo(screening, form)
