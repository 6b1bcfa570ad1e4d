"""Counts, in the background, the ties to listed parties of a supplier whom no list names."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from caveat.domain.connections import Connections
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.screening import Answer
from caveat.ui.bridge import Latest
from caveat.ui.contract import Services
from caveat.ui.contract_links import LinksAsked
from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen.links import subjects

_PAUSE_MS = 400
"""Whoever types on is not counted for."""


class TieCount(QObject):
    """Asks what the tab Links would ask, and only of today: another day may need an index built."""

    counted = Signal(object)
    """`Connections` of the answer told last; None while they are not known."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted: LinksAsked | None = None
        self._found: Connections | None = None
        self._latest = Latest(desk.bridge, self)
        self._latest.answered.connect(self._on_answer)
        # A failure leaves the pointer to Links, where it is told.
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(_PAUSE_MS)
        self.pause.timeout.connect(self._ask)

    def show(self, answer: Answer | None) -> None:
        """Count for an answer without hits; what is known of the same supplier is told at once."""
        wanted = _subject(answer) if answer is not None else None
        if wanted != self._wanted:
            self._wanted, self._found = wanted, None
            self._latest.forget()
        self.counted.emit(self._found)
        if wanted is not None and self._found is None:
            self.pause.start()
        else:
            self.pause.stop()

    def ask_again(self) -> None:
        """What ties parties has changed."""
        if self._wanted is not None:
            self.pause.start()

    @Slot()
    def _ask(self) -> None:
        if self._wanted is not None:
            self._latest.ask(partial(_connections, self._desk.services, self._wanted))

    @Slot(object)
    def _on_answer(self, found: object) -> None:
        if isinstance(found, Connections):
            self._found = found
            self.counted.emit(found)


def _subject(answer: Answer) -> LinksAsked | None:
    """The supplier as typed, where no list names it and the answer is today's."""
    day = subjects.day_of(answer)
    if answer.alerts or (day is not None and day < datetime.now(UTC).date()):
        return None
    typed = subjects.of_query(answer.query)
    return replace(typed, beyond_name=True) if typed else None


def _connections(
    services: Services, asked: LinksAsked, progress: ReportProgress, cancel: CancelToken
) -> Connections:
    return services.connections(asked, progress, cancel)
