import threading
import time
from dataclasses import replace

import pytest

from caveat.domain.lists import ReleaseState
from caveat.domain.progress import CancelToken, Progress
from caveat.domain.updates import UpdateOutcome
from caveat.errors import EnvironmentProblemError
from caveat.services.download_state import update_warnings
from caveat.services.workspace import Workspace
from misbehaving import (
    running,
    says_nothing,
    stalls,
    status,
    whole,
)
from published_at import newest, outcomes
from templates import rows


def test_cancelling_ends_what_stalls_and_keeps_what_came(
    ws: Workspace, update, address, file_of
) -> None:
    token = CancelToken()
    table = (
        address("good", whole(file_of(rows("US-UVL", 20))), "US-UVL"),
        address("silent", says_nothing, "US-EL"),
        address("stalled", stalls(b"x" * 100, 1000), "US-DPL"),
    )

    def after_the_first(progress: Progress) -> None:
        if progress.stage == "GOOD: Storing":
            threading.Timer(0.3, token.cancel).start()

    report = update(*table, cancel=token, progress=after_the_first)
    assert outcomes(report) == {
        "good": UpdateOutcome.FETCHED,
        "silent": UpdateOutcome.CANCELLED,
        "stalled": UpdateOutcome.CANCELLED,
    }
    assert newest(ws, "US-UVL").state is ReleaseState.IN_SERVICE
    assert update_warnings(ws) == {}


def test_an_update_that_was_cancelled_before_asks_nobody(update, address, server) -> None:
    token = CancelToken()
    token.cancel()
    report = update(address("csl", says_nothing), cancel=token)
    assert outcomes(report) == {"csl": UpdateOutcome.CANCELLED}
    assert server.asked == []


def test_an_interruption_leaves_no_thread_behind(update, address, server) -> None:
    def interrupt(_progress: Progress) -> None:
        raise KeyboardInterrupt

    def waiting() -> list[str]:
        return [t.name for t in threading.enumerate() if t.name.startswith("lists")]

    with pytest.raises(KeyboardInterrupt):
        update(address("csl", stalls(b"x" * 100, 1000)), progress=interrupt)
    assert waiting() == []
    assert len(server.asked) == 1


def test_a_network_that_is_not_there_is_told_as_such(update, address) -> None:
    with running() as gone:
        pass
    here = address("csl", status(500))
    away = replace(here, urls=(f"{gone.url}/csl.csv",))
    assert update(away).nothing_reached
    assert not update(here).nothing_reached


def test_progress_names_the_publication_and_counts_its_bytes(update, address, file_of) -> None:
    told: list[Progress] = []
    body = file_of(rows("US-EL", 500))

    def slowly(asked) -> None:
        asked.head(200, Content_Length=str(len(body)))
        for start in range(0, len(body), 20_000):
            asked.send(body[start : start + 20_000])
            time.sleep(0.06)

    update(address("csl", slowly), progress=told.append)
    fetching = [p for p in told if p.stage == "CSL: fetching"]
    assert {p.total for p in fetching} == {len(body)}
    assert [p.done for p in fetching] == sorted(p.done for p in fetching)
    assert any(p.stage.startswith("CSL: Reading") for p in told)


def test_nothing_is_fetched_into_a_workspace_that_cannot_take_it(
    ws: Workspace, update, address, server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ws.store, "read_only", True)
    with pytest.raises(EnvironmentProblemError, match="Nothing was fetched"):
        update(address("csl", says_nothing))
    assert server.asked == []
