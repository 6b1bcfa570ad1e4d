"""``caveat lists update`` against a local server."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from caveat.domain.lists import Channel
from caveat.domain.updates import ListAddress
from caveat.ingest.download.rules import Limits
from caveat.services import updating
from misbehaving import Server, running, status, whole
from templates import rows, write_csl

QUICK = updating.Fetching(
    Limits(connect_seconds=2.0, stall_seconds=2.0, attempts=1, back_off_seconds=0.01),
    local_http=True,
)


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as started:
        yield started


@pytest.fixture(autouse=True)
def table(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[ListAddress]:
    """Two addresses of the local server in place of the official ones."""
    found = []
    for key, code in (("csl", "US-EL"), ("un", "UN-SC")):
        path = write_csl(tmp_path / f"{key}.csv", rows("US-EL", 175))
        url = server.on(f"/{key}.csv", whole(path.read_bytes()))
        found.append(ListAddress(key, (code,), Channel.CSL, (url,), (f"{key}.csv",), key, True))
    monkeypatch.setattr(updating, "known_addresses", lambda _: tuple(found))
    monkeypatch.setattr(updating, "Fetching", lambda: QUICK)
    return found


def test_an_update_fetches_imports_and_is_zero(caveat) -> None:
    done = caveat("lists", "update", "US-EL")
    assert done.code == 0, done
    assert "fetched" in done.out
    assert "in service" in done.out
    assert "2026-11-21" in done.out
    assert caveat("screen", rows("US-EL", 1)[0]["name"]).code == 1


def test_an_unchanged_list_is_zero_and_says_so(caveat) -> None:
    caveat("lists", "update", "csl")
    done = caveat("lists", "update", "csl")
    assert done.code == 0
    assert "not modified" in done.out


def test_json_is_one_document_with_what_became_of_each_address(caveat, server) -> None:
    server.on("/un.csv", status(404))
    done = caveat("lists", "update", "--json")
    assert done.code == 1
    first, second = done.json["addresses"]
    assert (first["address"], first["outcome"], first["reason"]) == ("csl", "fetched", None)
    assert first["lists"] == ["US-EL"]
    assert first["bytes"] > 10_000
    assert [(r["list"], r["state"], r["added"]) for r in first["releases"]] == [
        ("US-EL", "in service", 175)
    ]
    assert (second["address"], second["outcome"], second["releases"]) == ("un", "failed", [])
    assert "404" in second["reason"]


def test_one_failed_list_is_one_and_its_reason_is_printed(caveat, server) -> None:
    server.on("/un.csv", status(500))
    done = caveat("lists", "update")
    assert done.code == 1
    assert "! un: 127.0.0.1 did not send the list (its answer: 500 No)" in done.out
    assert "in service" in done.out


def test_a_refused_list_is_one_and_says_where_its_file_is(
    caveat, server, home: Path, tmp_path: Path
) -> None:
    caveat("lists", "update", "csl")
    shrunken = write_csl(tmp_path / "shrunken.csv", rows("US-EL", 100))
    server.on("/csl.csv", whole(shrunken.read_bytes(), etag='"two"'))
    done = caveat("lists", "update", "csl")
    assert done.code == 1
    assert "refused" in done.out
    assert f"what was fetched is in {home / 'cache' / 'downloads' / 'csl'}" in done.out


def test_all_lists_failed_is_three_only_when_no_server_was_reached(
    caveat, table, server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("csl", "un"):
        server.on(f"/{key}.csv", status(500))
    assert caveat("lists", "update").code == 1
    with running() as gone:
        away = [replace(a, urls=(f"{gone.url}/{a.key}.csv",)) for a in table]
    monkeypatch.setattr(updating, "known_addresses", lambda _: tuple(away))
    done = caveat("lists", "update")
    assert done.code == 3
    assert done.out.count("could not be reached") == 2


def test_a_list_without_an_address_is_two(caveat) -> None:
    done = caveat("lists", "update", "US-XX")
    assert (done.code, done.out) == (2, "")
    assert "No address is known for US-XX" in done.err


def test_help_says_what_is_fetched_without_a_code(caveat) -> None:
    done = caveat("lists", "update", "--help")
    assert done.code == 0
    assert "[CODE]..." in done.out
    assert "Nothing else ever uses the network" in " ".join(done.out.split())
