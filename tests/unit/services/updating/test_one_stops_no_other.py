import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from caveat.domain.lists import Channel, ReleaseState
from caveat.domain.progress import Progress
from caveat.domain.updates import AddressUpdate, UpdateOutcome, UpdateReport
from caveat.ingest.download.rules import Limits
from caveat.services import updating
from caveat.services.download_state import update_warnings
from caveat.services.lists import import_files
from caveat.services.workspace import Workspace
from misbehaving import (
    Reply,
    drops,
    in_turn,
    page,
    redirect,
    status,
    whole,
)
from published_at import QUICK, newest, outcomes
from templates import Clock, rows


def by_key(report: UpdateReport) -> dict[str, AddressUpdate]:
    return {one.address.key: one for one in report.addresses}


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (status(500), "its answer: 500"),
        (status(404), "correct the table of addresses"),
        (page(), "a web page, not the list"),
        (redirect("https://evil.example/list.csv"), "does not name this server"),
        (drops(b"x" * 5000, 100, ETag=""), "broke off after 100 of 5,000 bytes"),
        (whole(b"dear all,\nsee attached\n"), "is not a list"),
    ],
)
def test_one_failing_list_stops_no_other_and_is_told_until_it_succeeds(
    ws: Workspace, update, address, file_of, *, server, reply: Reply, why: str
) -> None:
    good = address("good", whole(file_of(rows("US-UVL", 20))), "US-UVL")
    bad = address("bad", reply)
    report = update(bad, good)
    assert outcomes(report) == {"bad": UpdateOutcome.FAILED, "good": UpdateOutcome.FETCHED}
    assert why in by_key(report)["bad"].reason
    assert not report.nothing_reached
    assert newest(ws, "US-UVL").state is ReleaseState.IN_SERVICE
    assert newest(ws).channel is Channel.STARTER
    warned = update_warnings(ws)
    assert set(warned) == {"US-EL"}
    assert warned["US-EL"].startswith("its update of 2026-11-22 failed: ")

    server.on("/bad.csv", whole(file_of(rows("US-EL", 175)), etag='"new"'))
    assert outcomes(update(bad, good))["bad"] is UpdateOutcome.FETCHED
    assert update_warnings(ws) == {}


def test_a_warning_lasts_although_nothing_newer_comes_of_the_other_lists(
    ws: Workspace, update, address, file_of
) -> None:
    good = address("good", whole(file_of(rows("US-UVL", 20))), "US-UVL")
    bad = address("bad", status(500))
    update(bad, good)
    update(good)
    assert set(update_warnings(ws)) == {"US-EL"}


def test_a_warning_ends_when_the_list_is_imported_by_hand(
    ws: Workspace, update, address, csl, clock: Clock
) -> None:
    update(address("bad", status(500)))
    clock.move(hours=1)
    import_files(ws, [csl("csl_2026-11-21.csv", rows("US-EL", 175))])
    assert update_warnings(ws) == {}


def test_a_failure_of_a_channel_that_is_not_in_service_warns_of_nothing(
    ws: Workspace, update, address, csl
) -> None:
    import_files(ws, [csl("csl_2026-11-21.csv", rows("US-EL", 175))])
    update(address("ecfr", status(500), channel=Channel.ECFR), codes=("ecfr",))
    assert update_warnings(ws) == {}


def test_a_failure_keeps_what_is_known_of_the_stored_edition(
    ws: Workspace, update, address, file_of
) -> None:
    good = whole(file_of(rows("US-EL", 175)))
    csl = address("csl", in_turn(good, status(404), good))
    update(csl)
    update(csl)
    assert "404" in update_warnings(ws)["US-EL"]
    assert outcomes(update(csl)) == {"csl": UpdateOutcome.NOT_MODIFIED}
    assert update_warnings(ws) == {}


def test_lists_are_fetched_at_the_same_time(update, address, file_of) -> None:
    both = threading.Barrier(2, timeout=10)

    def together(reply: Reply) -> Reply:
        def answer(asked) -> None:
            both.wait()
            reply(asked)

        return answer

    one = address("one", together(whole(file_of(rows("US-EL", 20)))), "US-EL")
    two = address("two", together(whole(file_of(rows("US-UVL", 20)))), "US-UVL")
    assert set(outcomes(update(one, two)).values()) == {UpdateOutcome.FETCHED}


def test_what_came_is_imported_while_the_rest_still_comes(update, address, file_of) -> None:
    imported = threading.Event()

    def after_the_import(asked) -> None:
        if imported.wait(20):
            slow(asked)

    slow = whole(file_of(rows("US-UVL", 20)))
    table = (
        address("slow", after_the_import, "US-UVL"),
        address("quick", whole(file_of(rows("US-EL", 20))), "US-EL"),
    )

    def watch(progress: Progress) -> None:
        if progress.stage == "QUICK: Storing":
            imported.set()

    report = update(*table, progress=watch, fetching=replace(QUICK, limits=Limits()))
    assert set(outcomes(report).values()) == {UpdateOutcome.FETCHED}
    assert imported.is_set()


def test_an_error_of_ours_stops_no_other_list_and_is_raised_in_the_end(
    ws: Workspace, update, address, file_of, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = import_files

    def sometimes(workspace: Workspace, files: Sequence[Path], **others: object):
        if files[0].name == "bad.csv":
            raise ZeroDivisionError("oops")
        return really(workspace, files, **others)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(updating, "import_files", sometimes)
    table = (
        address("bad", whole(file_of(rows("US-EL", 20))), "US-EL"),
        address("good", whole(file_of(rows("US-UVL", 20))), "US-UVL"),
    )
    with pytest.raises(ZeroDivisionError):
        update(*table)
    assert newest(ws, "US-UVL").state is ReleaseState.IN_SERVICE
    assert "an error of the program itself" in update_warnings(ws)["US-EL"]
