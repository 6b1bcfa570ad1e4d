"""What the tests of updating ask: how each address fared, and what was left behind."""

from caveat.domain.updates import UpdateOutcome, UpdateReport
from caveat.ingest.download.rules import Limits
from caveat.services.lists import release_history
from caveat.services.updating import Fetching
from caveat.services.workspace import Workspace

QUICK = Fetching(
    Limits(
        connect_seconds=2.0,
        read_seconds=5.0,
        stall_seconds=5.0,
        total_seconds=20.0,
        attempts=2,
        back_off_seconds=0.01,
        most_wait_seconds=1.0,
    ),
    local_http=True,
)

OLDER, NEWER = "Fri, 20 Nov 2026 05:00:00 GMT", "Sat, 21 Nov 2026 05:00:00 GMT"


def outcomes(report: UpdateReport) -> dict[str, UpdateOutcome]:
    return {one.address.key: one.outcome for one in report.addresses}


def newest(ws: Workspace, code: str = "US-EL"):
    return release_history(ws, code)[0]


def downloads(ws: Workspace) -> list[str]:
    folder = ws.paths.cache / "downloads"
    return sorted(p.name for p in folder.glob("*/*") if not p.name.endswith(".lock"))
