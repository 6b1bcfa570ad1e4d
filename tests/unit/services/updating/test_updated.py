"""Updating lists from addresses of a server that misbehaves."""

import json
from dataclasses import replace
from datetime import date

import pytest

from caveat.domain.lists import ReleasedBasis, ReleaseState
from caveat.domain.updates import UpdateOutcome
from caveat.services import download_state
from caveat.services.download_state import state_path, update_warnings
from caveat.services.records import audit_entries
from caveat.services.workspace import Workspace
from misbehaving import (
    in_turn,
    whole,
)
from published_at import NEWER, OLDER, downloads, newest, outcomes
from templates import rows


def test_a_fetched_list_enters_service_and_keeps_where_it_came_from_and_the_servers_date(
    ws: Workspace, update, address, file_of
) -> None:
    body = file_of(rows("US-EL", 175))
    report = update(address("csl", whole(body, modified=OLDER)))
    (one,) = report.addresses
    assert one.outcome is UpdateOutcome.FETCHED
    assert one.received == len(body)
    assert one.report is not None
    assert [(o.list_code, o.state) for o in one.report.outcomes] == [
        ("US-EL", ReleaseState.IN_SERVICE)
    ]
    release = newest(ws)
    assert release.origin.source_url == one.address.urls[0]
    assert (release.released, release.released_basis) == (
        date(2026, 11, 20),
        ReleasedBasis.SERVER,
    )
    assert release.file_name == "csl.csv"
    assert downloads(ws) == []
    assert update_warnings(ws) == {}


def test_an_unchanged_list_costs_nothing_and_is_said_to_be_unchanged(
    ws: Workspace, update, address, file_of, server
) -> None:
    csl = address("csl", whole(file_of(rows("US-EL", 175))))
    update(csl)
    entries = len(audit_entries(ws, limit=100))
    again = update(csl)
    assert outcomes(again) == {"csl": UpdateOutcome.NOT_MODIFIED}
    assert again.addresses[0].received == 0
    assert again.addresses[0].report is None
    assert server.headers("If-None-Match") == ["", '"one"']
    assert len(audit_entries(ws, limit=100)) == entries
    third = update(csl)
    assert outcomes(third) == {"csl": UpdateOutcome.NOT_MODIFIED}


def test_a_new_edition_takes_the_place_of_the_old_one(
    ws: Workspace, update, address, file_of
) -> None:
    first = whole(file_of(rows("US-EL", 175)), etag='"one"', modified=OLDER)
    second = whole(file_of(rows("US-EL", 180)), etag='"two"', modified=NEWER)
    csl = address("csl", in_turn(first, second))
    update(csl)
    report = update(csl).addresses[0].report
    assert report is not None
    assert (report.outcomes[0].added, report.outcomes[0].removed) == (5, 0)
    assert newest(ws).released == date(2026, 11, 21)


@pytest.mark.parametrize("lost", ["database", "readers", "address", "state"])
def test_not_modified_is_asked_for_only_while_it_would_be_true(
    ws: Workspace,
    update,
    address,
    file_of,
    *,
    server,
    monkeypatch: pytest.MonkeyPatch,
    lost: str,
) -> None:
    csl = address("csl", whole(file_of(rows("US-EL", 175))))
    update(csl)
    path = state_path(ws)
    state = json.loads(path.read_text(encoding="utf-8"))
    if lost == "database":  # as after a restored backup: this very file was never imported here
        state["addresses"]["csl"]["releases"]["US-EL"] = "0" * 64
        path.write_text(json.dumps(state), encoding="utf-8")
    elif lost == "readers":
        monkeypatch.setattr(download_state, "_readers", lambda: "newer")
    elif lost == "address":
        csl = replace(csl, urls=(server.on("/moved.csv", server.replies["/csl.csv"]),))
    else:
        path.write_text(json.dumps(state)[:-40], encoding="utf-8")
    assert outcomes(update(csl)) == {"csl": UpdateOutcome.FETCHED}
    assert server.headers("If-None-Match")[-1] == ""


def test_a_damaged_memory_costs_a_download_and_nothing_else(
    ws: Workspace, update, address, file_of
) -> None:
    csl = address("csl", whole(file_of(rows("US-EL", 175))))
    for text in ("", "[]", "null", '{"addresses": []}', '{"addresses": {"csl": 5}}', "[" * 99_999):
        state_path(ws).write_text(text, encoding="utf-8")
        assert update_warnings(ws) == {}
        assert outcomes(update(csl)) == {"csl": UpdateOutcome.FETCHED}
