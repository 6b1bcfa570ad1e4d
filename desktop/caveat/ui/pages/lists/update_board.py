"""What an update did so far, publication by publication, in words."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from caveat.domain.lists import ImportReport, ReleaseState
from caveat.domain.progress import Progress
from caveat.domain.updates import AddressUpdate, ListAddress, UpdateOutcome, UpdateReport
from caveat.ui.wording import capitalised, counted, one_line

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One publication: its name, words, icon, tone, and how far it is (total 0: unknown)."""

    title: str
    words: str
    icon: str
    tone: str
    done: int = 0
    total: int = 0
    running: bool = False


class UpdateBoard:
    """Keeps the newest progress of every publication; a job keeps only the newest of all.

    `note` is called in the job's thread, everything else in the window's.
    """

    def __init__(self, addresses: Sequence[ListAddress]) -> None:
        self._addresses = tuple(addresses)
        self._newest: dict[str, Progress] = {}
        self._lock = threading.Lock()

    def note(self, progress: Progress) -> None:
        """Take progress in; its stage begins with the publication's name."""
        with self._lock:
            for address in self._addresses:
                if progress.stage.startswith(f"{address.what}: "):
                    self._newest[address.key] = progress

    def lines(self) -> tuple[Line, ...]:
        """How far each publication is."""
        with self._lock:
            newest = dict(self._newest)
        return tuple(_running(address, newest.get(address.key)) for address in self._addresses)


def _running(address: ListAddress, progress: Progress | None) -> Line:
    title = one_line(address.what)
    if progress is None:
        return Line(title, "Waiting", "", "muted", running=True)
    stage = progress.stage.removeprefix(f"{address.what}: ")
    words = capitalised(one_line(stage))
    if stage == "fetching" and progress.done:
        words = f"{words}, {progress.done / _MEGABYTE:.1f} MB"
        if progress.total:
            words += f" of {progress.total / _MEGABYTE:.1f}"
    return Line(title, words, "", "muted", progress.done, progress.total, running=True)


def done_line(update: AddressUpdate) -> Line:
    """What became of one publication."""
    title = one_line(update.address.what)
    match update.outcome:
        case UpdateOutcome.NOT_MODIFIED:
            return Line(title, "Nothing newer has been published", "check", "note")
        case UpdateOutcome.CANCELLED:
            return Line(title, "Cancelled; nothing of it was stored", "near-miss", "muted")
        case UpdateOutcome.FAILED:
            return Line(title, one_line(update.reason), "refused", "strong")
        case UpdateOutcome.FETCHED:
            return _fetched(title, update.report)


def _fetched(title: str, report: ImportReport | None) -> Line:
    outcomes = report.outcomes if report else ()
    refused = [item for item in outcomes if item.state is ReleaseState.REFUSED]
    if refused:
        codes = ", ".join(item.list_code for item in refused)
        words = f"{codes} refused: {one_line(refused[0].reason)}. What was in service stays"
        return Line(title, words, "refused", "strong")
    taken = [
        item for item in outcomes if item.state is ReleaseState.IN_SERVICE and not item.unchanged
    ]
    words = f"{counted(len(taken), 'list')} put into service"
    if taken:
        added, changed, removed = (
            sum(getattr(item, name) for item in taken) for name in ("added", "changed", "removed")
        )
        words += f": {added:,} added, {changed:,} changed, {removed:,} removed"
    elif outcomes:
        words = "Nothing new entered service"
    if report and report.warnings:
        return Line(title, f"{words}. {one_line(report.warnings[0])}", "possible", "possible")
    return Line(title, words, "check", "note")


def headline(report: UpdateReport) -> str:
    """One sentence about the whole update."""
    if report.nothing_reached:
        return (
            "No server could be reached. The lists stay as they are. Is this computer online? "
            "Without a network, import files or a bundle instead."
        )
    number = len(report.addresses)
    failed = sum(_needs_a_look(update) for update in report.addresses)
    cancelled = sum(update.outcome is UpdateOutcome.CANCELLED for update in report.addresses)
    words = [f"{counted(number - failed - cancelled, 'publication')} up to date"]
    if failed:
        words.append(f"{failed} failed or refused; what was in service stays")
    if cancelled:
        words.append(f"{cancelled} cancelled")
    return " · ".join(words)


def _needs_a_look(update: AddressUpdate) -> bool:
    return done_line(update).tone == "strong"
