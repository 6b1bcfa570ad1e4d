"""How far a job is: stage, bar, time left, a note, and a button that cancels it."""

import time

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from caveat.domain.progress import Progress
from caveat.ui.bridge import Job
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import ElidedLabel
from caveat.ui.wording import isolated, one_line, remaining

_SOON = 1.0
"""Seconds before a time left is guessed."""


class ProgressStrip(QWidget):
    """Follows one job and hides itself when it ends."""

    ended = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._stage = ""
        self._since = 0.0
        self._label = ElidedLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(f"Progress of {name}")
        self._cancel = QPushButton("Cancel")
        self._cancel.setAccessibleName(f"Cancel {name}")
        self._cancel.clicked.connect(self._on_cancel)
        column = QVBoxLayout()
        column.addWidget(self._label)
        column.addWidget(self._bar)
        column.setSpacing(theme.px(0.25))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(column, 1)
        row.addWidget(self._cancel)
        self.hide()

    @property
    def following(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    def follow(self, job: Job, first_words: str) -> None:
        """Show a job from its start to its end."""
        self._job = job
        self._stage = ""
        self._label.set_text(first_words)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._cancel.setText("Cancel")
        job.progressed.connect(self._on_progress)
        job.finished.connect(self._on_end)
        self.show()

    @Slot(Progress)
    def _on_progress(self, progress: Progress) -> None:
        if progress.stage != self._stage:
            self._stage = progress.stage
            self._since = time.monotonic()
        self._bar.setRange(0, max(progress.total, 0))
        self._bar.setValue(progress.done)
        words = [one_line(progress.stage).capitalize()]
        if progress.total:
            words.append(f"{progress.done:,} of {progress.total:,}")
            spent = time.monotonic() - self._since
            if spent > _SOON and progress.done:
                words.append(remaining(spent / progress.done * (progress.total - progress.done)))
        if progress.note:
            words.append(isolated(progress.note))
        self._label.set_text(" · ".join(words))

    @Slot()
    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel.setEnabled(False)
            self._cancel.setText("Stopping…")

    @Slot()
    def _on_end(self) -> None:
        self._job = None
        self.hide()
        self.ended.emit()
