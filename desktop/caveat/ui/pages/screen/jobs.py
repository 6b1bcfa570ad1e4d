"""What the Screen page asks in one go, in a job's thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caveat.domain.decisions import Decision, Disposition
from caveat.domain.lists import ReleaseState
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.screening import Answer
from caveat.ui.contract import Services


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded screening and what was decided about its hits."""

    answer: Answer
    decisions: Mapping[str, tuple[Disposition, ...]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision on a hit of a screening."""

    screening: str
    hit: str
    decision: Decision
    reason: str
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page must know before it asks."""

    alert_line: float
    starter_only: bool


def recorded(
    services: Services, screening: str, _progress: ReportProgress, _cancel: CancelToken
) -> Recorded:
    """Fetch a recorded screening with its decisions."""
    return Recorded(services.recorded_answer(screening), services.dispositions(screening))


def decide(
    services: Services, verdict: Verdict, progress: ReportProgress, cancel: CancelToken
) -> Recorded:
    """Record a decision and fetch the screening's decisions anew."""
    services.decide(verdict.hit, verdict.decision, verdict.reason, verdict.expires)
    return recorded(services, verdict.screening, progress, cancel)


def facts(services: Services, _progress: ReportProgress, _cancel: CancelToken) -> Facts:
    """The alert line, and whether anything but starter data is in service."""
    held = [state.release for state in services.list_overview() if state.release]
    starter = all(release.state is ReleaseState.STARTER for release in held)
    return Facts(services.alert_line(), starter)
