"""Asking for links in the background: the newest question counts, one more step may follow."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from caveat.domain.connections import Connections
from caveat.domain.progress import CancelToken, Progress, ReportProgress
from caveat.ui.bridge import Latest, Problem
from caveat.ui.contract import Services
from caveat.ui.contract_links import LinksAsked
from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen.links import subjects
from caveat.ui.widgets.graph.growth import grown
from caveat.ui.wording import one_line


class Asking(QObject):
    """Holds what is shown; a late answer to something else never arrives."""

    answered = Signal(object)
    """`Connections` to a question of its own."""
    grew = Signal(object)
    """The same graph with one step more."""
    failed = Signal(Problem)
    step_failed = Signal(Problem)
    waiting_for = Signal(str)
    """What is being done, for the strip; empty when nothing is."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.asked: LinksAsked | None = None
        """What is shown or waited for."""
        self.found: Connections | None = None
        self.stale = True
        self.expanded: set[int] = set()
        self._step = -1
        self._whole = Latest(desk.bridge, self)
        self._whole.answered.connect(self._on_answer)
        self._whole.failed.connect(self._on_failed)
        self._whole.progressed.connect(self._on_progress)
        self._more = Latest(desk.bridge, self)
        self._more.answered.connect(self._on_step)
        self._more.failed.connect(self._on_step_failed)
        self._more.progressed.connect(self._on_progress)

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._whole.waiting or self._more.waiting

    def expandable(self) -> frozenset[int]:
        """Parties from which one more step says more, as far as can be known."""
        if self.found is None or self.asked is None:
            return frozenset()
        return frozenset(
            place
            for place, node in enumerate(self.found.nodes)
            if place not in self.expanded
            and (node.further or node.not_followed or node.hops >= self.asked.depth)
        )

    def ask(self, asked: LinksAsked) -> None:
        """Ask, unless it is what is shown already."""
        if asked == self.asked and not self.stale:
            return
        self._more.forget()
        self.asked, self.found, self.stale = asked, None, False
        self.expanded = set()
        self.waiting_for.emit("Looking up what ties it to others…")
        self._whole.ask(partial(_connections, self._desk.services, asked))

    def expand(self, place: int) -> None:
        """Ask one more step from a party."""
        if self.found is None or self.asked is None or self._whole.waiting:
            return
        node = self.found.nodes[place]
        self._step = place
        self.waiting_for.emit(f"Looking up one more step from {one_line(node.name)}…")
        step = _Step(self.found, place, subjects.of_node(node, self.asked))
        self._more.ask(partial(_one_more, self._desk.services, step))

    def cancel(self) -> None:
        """Take back what is waited for; what is shown stays."""
        if self._whole.waiting:
            self.stale = True
        self._whole.forget()
        self._more.forget()
        self.waiting_for.emit("")

    def forget(self) -> None:
        """Nothing is asked any more."""
        self.cancel()
        self.asked = self.found = None

    @Slot(object)
    def _on_answer(self, answer: object) -> None:
        if isinstance(answer, Connections):
            self.found = answer
            self.waiting_for.emit("")
            self.answered.emit(answer)

    @Slot(Problem)
    def _on_failed(self, problem: Problem) -> None:
        self.stale = True
        self.waiting_for.emit("")
        self.failed.emit(problem)

    @Slot(object)
    def _on_step(self, answer: object) -> None:
        if isinstance(answer, Connections) and self.found is not None:
            self.expanded.add(self._step)
            self.found = answer
            self.waiting_for.emit("")
            self.grew.emit(self.found)

    @Slot(Problem)
    def _on_step_failed(self, problem: Problem) -> None:
        self.waiting_for.emit("")
        self.step_failed.emit(problem)

    @Slot(Progress)
    def _on_progress(self, progress: Progress) -> None:
        words = one_line(progress.stage).capitalize()
        if progress.total:
            words += f", {progress.done:,} of {progress.total:,}"
        self.waiting_for.emit(f"{words}…")


@dataclass(frozen=True, slots=True)
class _Step:
    """One more step from a party of what is shown."""

    shown: Connections
    place: int
    asked: LinksAsked


def _one_more(
    services: Services, step: _Step, progress: ReportProgress, cancel: CancelToken
) -> Connections:
    found = services.connections(step.asked, progress, cancel)
    return services.with_ways(grown(step.shown, step.place, found))


def _connections(
    services: Services, asked: LinksAsked, progress: ReportProgress, cancel: CancelToken
) -> Connections:
    return services.connections(asked, progress, cancel)
