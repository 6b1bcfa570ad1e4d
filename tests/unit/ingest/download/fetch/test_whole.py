"""What a server may do to a download, and what comes of it."""

import os
import stat

import pytest

from caveat.ingest.download.known import Known
from caveat.ingest.download.network import USER_AGENT
from caveat.ingest.download.problems import DownloadFailedError
from fetched import LIST, left
from misbehaving import (
    OLD,
    status,
    whole,
)


def test_a_list_comes_whole_with_its_validators_and_nothing_else_stays(server, get, target) -> None:
    fetched = get(server.on("/list.csv", whole(LIST)))
    assert target.read_bytes() == LIST
    assert fetched.received == len(LIST)
    assert fetched.known == Known('"one"', OLD)
    assert fetched.last_modified is not None
    assert fetched.last_modified.date().isoformat() == "2026-11-21"
    assert left(target) == ["list.csv"]


def test_a_request_says_nothing_but_the_programs_version(server, get) -> None:
    get(server.on("/list.csv", whole(LIST)))
    sent = server.asked[0].headers
    assert sent["user-agent"] == USER_AGENT
    assert set(sent) == {"host", "user-agent", "accept", "accept-encoding"}


def test_files_and_folders_are_for_their_owner_alone(server, get, target) -> None:
    before = os.umask(0)
    try:
        get(server.on("/list.csv", whole(LIST)))
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700


def test_an_unchanged_list_costs_nothing(server, get, target) -> None:
    url = server.on("/list.csv", whole(LIST))
    fetched = get(url, known=Known('"one"', OLD))
    assert fetched.path is None
    assert fetched.received == 0
    assert fetched.known == Known('"one"', OLD)
    assert not target.exists()
    assert server.headers("If-None-Match") == ['"one"']


def test_a_server_without_etags_is_asked_by_date(server, get) -> None:
    url = server.on("/list.csv", whole(LIST, etag=""))
    assert get(url, known=Known("", OLD)).path is None
    assert server.headers("If-Modified-Since") == [OLD]


def test_a_changed_list_comes_although_an_older_one_is_known(server, get, target) -> None:
    url = server.on("/list.csv", whole(LIST, etag='"two"'))
    assert get(url, known=Known('"one"', "")).path == target


def test_not_modified_is_not_believed_where_nothing_is_known(server, get) -> None:
    with pytest.raises(DownloadFailedError, match="its answer: 304"):
        get(server.on("/list.csv", status(304)))
